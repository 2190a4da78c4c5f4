"""One reference as written."""

import datetime


class Reference:
    """One reference as written; offsets are flat. `nested_from` is where mentions inside its title may begin.

    `open` says that the title has no mark at its end, so that it goes on to the end of a reference named in it. `alias`, at
    `alias_at`, is the short name that the text gives it; `short` the one by which it is mentioned. `named_to` is where a law's
    name ends, before its number; `approved` the number of the decision that approves a scheme with a title; `initials` a short
    form of the title in brackets behind it ("Chương trình Mỗi xã một sản phẩm (OCOP)"). What is not said stays as the class has
    it: most hits of a kind's word are no references, and making one has to be cheap.
    """

    number: str | None = None
    symbol: str | None = None
    date: datetime.date | None = None
    year: int | None = None
    issuer: str | None = None
    title: str | None = None
    anaphor: bool = False
    this: bool = False
    alias: str | None = None
    alias_at: int = -1
    short: str | None = None
    entity: str | None = None
    outside: tuple[str, ...] = ()
    open: bool = False
    named_to: int = -1
    approved: str | None = None
    initials: str | None = None

    def __init__(self, start: int, end: int, type_: str) -> None:
        self.start = start
        self.end = self.nested_from = end
        self.type = type_


def date_of(parts: tuple[str | None, ...]) -> datetime.date | None:
    """Day, month, year as written; None where there is no such day."""
    try:
        day, month, year = (int(part) for part in parts if part)
        return datetime.date(year, month, day)
    except ValueError:
        return None
