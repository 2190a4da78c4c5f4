"""Long lists in pages by key: the next page starts after the last row's key, so that page 900 costs what page 1 costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import F, Model, Q, QuerySet
from django.http import HttpRequest

MARK = "~"
NOTHING = "-"


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of one page; addresses of the first and the next page, None where one is there already or there is none."""

    rows: list[Any]
    first: str | None
    next: str | None


def paged(request: HttpRequest, found: QuerySet[Any, Any], order: Sequence[str], size: int = 50) -> Page:
    """One page of `found`, by the columns of `order` ("-date", "-pk"; empty values last), the last of them unique.

    The key of the last row of the page before stands in the address as `after`; a damaged one gives the first page.
    """
    token = request.GET.get("after", "")
    values = _values(found.model, order, token) if token else None
    rows = list((found.filter(_beyond(order, values)) if values else found).order_by(*ordering(found.model, order))[: size + 1])
    more = len(rows) > size
    last = _token(rows[size - 1], order) if more else None
    return Page(rows[:size], address(request, after=None) if values else None, address(request, after=last) if last else None)


def address(request: HttpRequest, **changes: Any) -> str:
    """This page's address with some of its query's values changed, or taken out where None."""
    query = {key: request.GET[key] for key in request.GET} | changes
    kept = {key: value for key, value in query.items() if value not in (None, "")}
    return f"{request.path}?{urlencode(kept)}" if kept else request.path


def ordering(model: type[Model], order: Sequence[str]) -> list[Any]:
    """The columns of `order` for `order_by`: empty values last, and not asked for where there are none, since an index serves the
    plain order only."""
    return [_ordered(c.lstrip("-"), c.startswith("-"), _may_be_empty(model, c.lstrip("-"))) for c in order]


def _ordered(column: str, falls: bool, empty: bool) -> Any:
    last = True if empty else None
    return F(column).desc(nulls_last=last) if falls else F(column).asc(nulls_last=last)


def _may_be_empty(model: type[Model], column: str) -> bool:
    """Whether a column, or a relation on the way to it, can be empty; what is worked out in the query can."""
    try:
        steps = column.split("__")
        return any(_field(model, "__".join(steps[: number + 1])).null for number in range(len(steps)))
    except FieldDoesNotExist:
        return True


def _beyond(order: Sequence[str], values: Sequence[Any]) -> Q:
    """The rows after one with these values: the first column beyond, or the same and the rest beyond."""
    column, value = order[0].lstrip("-"), values[0]
    rest = _beyond(order[1:], values[1:]) if len(order) > 1 else Q(pk__in=[])
    if value is None:
        return Q(**{column: None}) & rest
    compared = "lt" if order[0].startswith("-") else "gt"
    return Q(**{f"{column}__{compared}": value}) | Q(**{column: None}) | (Q(**{column: value}) & rest)


def _token(row: Any, order: Sequence[str]) -> str:
    read = row.__getitem__ if isinstance(row, Mapping) else lambda name: getattr(row, name)
    values = (read(column.lstrip("-")) for column in order)
    return MARK.join(NOTHING if value is None else str(value) for value in values)


def _values(model: type[Model], order: Sequence[str], token: str) -> list[Any] | None:
    parts = token.split(MARK)
    if len(parts) != len(order):
        return None
    try:
        return [_value(_field(model, column.lstrip("-")), part) for column, part in zip(order, parts, strict=True)]
    except (ValidationError, FieldDoesNotExist, ValueError):
        return None


def _value(field: Any, part: str) -> Any:
    return None if part == NOTHING else field.to_python(part)


def _field(model: type[Model], column: str) -> Any:
    """The field that a column names, also one of a related record: `unit__code`."""
    name, _, rest = column.partition("__")
    field: Any = model._meta.pk if name == "pk" else model._meta.get_field(name)
    return _field(field.related_model, rest) if rest else field
