"""Deadlines that come back, as rules after RFC 5545 (FREQ, INTERVAL, BYMONTH, BYMONTHDAY, BYDAY). Pure Python.

Two readings are an office's and not the RFC's. A month without that day ends the term on its last day. INTERVAL counts from the
start of the year, and a quarter's deadline falls into its last month, so that a rule needs no start.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dutdiem.calendar.errors import RecurrenceError

_WEEKDAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A day of some months, counted from the end where negative; or, where `months` is empty, days of the week."""

    months: tuple[int, ...] = ()
    day: int = -1
    weekdays: tuple[int, ...] = ()

    def after(self, on: date) -> date:
        """The first occurrence later than a day."""
        return next(self._from(on + timedelta(days=1)))

    def next(self, on: date) -> date:
        """The first occurrence on a day or later."""
        return next(self._from(on))

    def between(self, start: date, end: date) -> list[date]:
        """Every occurrence from one day to another, both included."""
        found = []
        for day in self._from(start):
            if day > end:
                break
            found.append(day)
        return found

    def _from(self, on: date) -> Iterator[date]:
        if self.weekdays:
            day = on
            while True:
                if day.weekday() in self.weekdays:
                    yield day
                day += timedelta(days=1)
        year, month = on.year, on.month
        while True:
            if month in self.months and (found := _day_of(year, month, self.day)) >= on:
                yield found
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def parse_recurrence(rule: str) -> Recurrence:
    """The recurrence of a rule such as `FREQ=MONTHLY;BYMONTHDAY=15`. Raises `RecurrenceError`."""
    try:
        parts = dict(part.split("=", 1) for part in rule.strip().removeprefix("RRULE:").split(";"))
        return _built(parts)
    except (ValueError, KeyError):
        raise RecurrenceError(f"Không đọc được quy tắc lặp lại “{rule}”: viết như FREQ=MONTHLY;BYMONTHDAY=15.") from None


def _built(parts: dict[str, str]) -> Recurrence:
    if set(parts) - {"FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY"}:
        raise ValueError
    if parts["FREQ"] == "WEEKLY":
        return Recurrence(weekdays=tuple(_WEEKDAYS[day] for day in parts["BYDAY"].split(",")))
    months = _months(parts)
    day = int(parts.get("BYMONTHDAY", "-1"))
    if not 1 <= abs(day) <= 31 or not all(1 <= month <= 12 for month in months):
        raise ValueError
    return Recurrence(months=months, day=day)


def _months(parts: dict[str, str]) -> tuple[int, ...]:
    if "BYMONTH" in parts:
        return tuple(sorted({int(month) for month in parts["BYMONTH"].split(",")}))
    step = {"MONTHLY": 1, "YEARLY": 12}[parts["FREQ"]] * int(parts.get("INTERVAL", "1"))
    if step not in (1, 2, 3, 4, 6, 12):
        raise ValueError
    return tuple(range(step, 13, step))


def _day_of(year: int, month: int, day: int) -> date:
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day, last) if day > 0 else max(1, last + 1 + day))
