"""The terms that hold in this installation: those that are shipped, with the office's own file over them."""

from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from django.conf import settings

from dutdiem.calendar.workdays import Workdays, read_workdays
from dutdiem.kit.errors import Mistake
from dutdiem.oversight.rules import Terms, TermsError, read_terms

OWN = "oversight.toml"


def terms() -> Terms:
    """The terms in force. Mistake where the office's own file is damaged."""
    own = Path(settings.HOME) / OWN
    return _read(own.read_text("utf-8") if own.exists() else "")


@lru_cache(maxsize=4)
def _read(own: str) -> Terms:
    try:
        return read_terms(files(__package__).joinpath("terms.toml").read_text("utf-8"), own)
    except TermsError as error:
        raise Mistake(str(error)) from None


@lru_cache(maxsize=1)
def workdays() -> Workdays:
    """The working days by which terms are counted."""
    return read_workdays()
