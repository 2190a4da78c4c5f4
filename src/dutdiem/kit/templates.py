"""The Jinja2 environment of every page: addresses, translation, and how dates and numbers are shown."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.templatetags.static import static
from django.urls import get_script_prefix, reverse
from django.utils import timezone, translation
from jinja2 import Environment, StrictUndefined


def environment(**options: Any) -> Environment:
    """Django calls this once; names that a page does not have are errors, not blanks."""
    given = {**options, "autoescape": True, "undefined": StrictUndefined, "extensions": ["jinja2.ext.i18n"]}
    env = Environment(**given, trim_blocks=True, lstrip_blocks=True)  # noqa: S701 (escaping is on, in `given`)
    env.install_gettext_callables(translation.gettext, translation.ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.globals.update(static=static, url=url, language=translation.get_language)
    env.filters.update(number=number, day=day, moment=moment)
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    return env


def url(name: str, *places: Any, args: Sequence[Any] | None = None) -> str:
    """The address of a view by its name, as `url("plans:task", 12)`."""
    return _address(name, places or tuple(args or ()), get_script_prefix())


@lru_cache(maxsize=8192)
def _address(name: str, places: tuple[Any, ...], _prefix: str) -> str:
    """Working an address out takes longer than writing the row of a table that it stands in."""
    return reverse(name, args=places)


def number(value: Decimal | int | str | None, decimals: int | None = None) -> str:
    """1234567.8 as 1.234.567,8 in Vietnamese and 1,234,567.8 in English; what is missing is a dash, never 0."""
    if value is None or value == "":
        return "–"
    exact = Decimal(value)
    shown = f"{exact:,.{decimals}f}" if decimals is not None else f"{exact.normalize():,f}"
    if translation.get_language() == "en":
        return shown
    return shown.translate(str.maketrans(",.", ".,"))


def day(value: date | None) -> str:
    """A date as 25/05/2022, the way offices write it."""
    return "–" if value is None else value.strftime("%d/%m/%Y")


def moment(value: datetime | None) -> str:
    """A point in time as 25/05/2022 14:05, in the office's own time zone."""
    return "–" if value is None else timezone.localtime(value).strftime("%d/%m/%Y %H:%M")
