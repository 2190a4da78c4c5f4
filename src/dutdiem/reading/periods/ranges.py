"""Arithmetic of ranges of dates: pure, inclusive at both ends."""

from calendar import monthrange
from datetime import date, timedelta

Range = tuple[date, date]


def day(year: int, month: int, day_: int) -> Range | None:
    try:
        value = date(year, month, day_)
    except ValueError:
        return None
    return value, value


def months(year: int, first: int, last: int) -> Range | None:
    """From the first day of one month to the last day of another of the same year."""
    if not 1 <= first <= last <= 12:
        return None
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def years(first: int, last: int) -> Range | None:
    return (date(first, 1, 1), date(last, 12, 31)) if 1900 <= first <= last <= 2100 else None


def month_end(value: date) -> date:
    return value.replace(day=monthrange(value.year, value.month)[1])


def year_before(value: Range) -> Range:
    """The same range a year earlier; the last day of February stays the last day."""
    return _back(value[0], last=False), _back(value[1], last=True)


def _back(value: date, *, last: bool) -> date:
    year = value.year - 1
    if last and value == month_end(value):
        return date(year, value.month, monthrange(year, value.month)[1])
    return date(year, value.month, min(value.day, monthrange(year, value.month)[1]))


def add_days(value: date, count: int, *, working: bool) -> date:
    """`count` days later; working days pass over Saturday and Sunday (public holidays are the calendar's matter)."""
    while count:
        value += timedelta(days=1)
        count -= not (working and value.weekday() >= 5)
    return value
