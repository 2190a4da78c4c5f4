"""One reference as written."""

import datetime
import re
from dataclasses import dataclass


@dataclass(slots=True)
class Reference:
    """One reference as written; offsets are flat. `nested_from` is where mentions inside its title may begin."""

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
    short: str | None = None
    nested_from: int = 0
    entity: str | None = None
    outside: tuple[str, ...] = ()


def date_of(match: re.Match[str]) -> datetime.date | None:
    day, month, year = (int(part) for part in match.groups())
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
