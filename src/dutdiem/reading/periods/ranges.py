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


def in_year_of(first: date, last: date) -> date:
    """The day of the year of `last` that `first` names, or of the year before it."""
    for year in (last.year, last.year - 1):
        day = first.replace(year=year, day=min(first.day, 28) if first.month == 2 else first.day)
        if day <= last:
            return day
    return first


def until(said: str, found: Range) -> date:
    """ "trước năm 2030" ends with 2029; "trước ngày 15" is met on the 15th, as offices read it."""
    if said.strip().endswith("trước") and found[0] != found[1]:
        return date.fromordinal(found[0].toordinal() - 1)
    if said.strip().endswith("đầu") and found[0] != found[1]:
        return part_of("đầu", found)[1]
    if said.strip().endswith("giữa") and found[0] != found[1]:
        return middle_of(found)
    return found[1]


def middle_of(found: Range) -> date:
    """By the middle of a year its first half is over, of a quarter half of its second month, of a month fifteen days."""
    first, days = found[0], (found[1] - found[0]).days
    if days > 300:
        return date(first.year, 6, 30)
    return date(first.year, first.month + (1 if days > 80 else 0), 15)


def half_of_month(word: str, found: Range) -> Range | None:
    """ "nửa đầu tháng 5": to its fifteenth day."""
    first, last = found
    if (last - first).days > 31:
        return None
    return (first, first.replace(day=15)) if word == "đầu" else (first.replace(day=16), last)


def part_of(word: str, found: Range) -> Range:
    """The first, middle or last part of a month (ten days), of a quarter (a month) or of a year (a quarter)."""
    first, last = found
    if 300 < (last - first).days < 367:
        return months(first.year, *{"đầu": (1, 3), "giữa": (4, 9), "cuối": (10, 12)}[word]) or found
    if 88 < (last - first).days < 92:
        at = first.month + ("đầu", "giữa", "cuối").index(word)
        return months(first.year, at, at) or found
    if (last - first).days > 31:
        return found
    return {
        "đầu": (first, first.replace(day=10)),
        "giữa": (first.replace(day=11), first.replace(day=20)),
        "cuối": (first.replace(day=21), last),
    }[word]
