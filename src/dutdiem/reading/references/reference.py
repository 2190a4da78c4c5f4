"""One reference as written."""

import datetime
from dataclasses import dataclass


@dataclass(slots=True)
class Reference:
    """One reference as written; offsets are flat. `nested_from` is where mentions inside its title may begin.

    `open` says that the title has no mark at its end, so that it goes on to the end of a reference named in it. `alias`, at
    `alias_at`, is the short name that the text gives it; `short` the one by which it is mentioned.
    `named_to` is where a law's name ends, before its number.
    """

    start: int
    end: int
    type: str
    number: str | None = None
    symbol: str | None = None
    date: datetime.date | None = None
    issuer: str | None = None
    title: str | None = None
    anaphor: bool = False
    this: bool = False
    alias: str | None = None
    alias_at: int = -1
    short: str | None = None
    nested_from: int = 0
    entity: str | None = None
    outside: tuple[str, ...] = ()
    open: bool = False
    year: int | None = None
    named_to: int = -1


def date_of(parts: tuple[str | None, ...]) -> datetime.date | None:
    """Day, month, year as written; None where there is no such day."""
    try:
        day, month, year = (int(part) for part in parts if part)
        return datetime.date(year, month, day)
    except ValueError:
        return None
