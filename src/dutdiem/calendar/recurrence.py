"""Deadlines that come back, as rules after RFC 5545 (FREQ, INTERVAL, BYMONTH, BYMONTHDAY, BYDAY). Pure Python.

Two readings are an office's and not the RFC's. A month without that day ends the term on its last day. INTERVAL counts from the
start of the year, and a quarter's deadline falls into its last month, so that a rule needs no start.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dutdiem.calendar.bounds import LAST
from dutdiem.calendar.errors import RecurrenceError
from dutdiem.calendar.names import ENGLISH_MONTHS
from dutdiem.calendar.telling import told

_DAY_NAMES = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
_DAILY = "hằng ngày"
_LAST_DAY = re.compile(
    r"(?:ngày )?cuối(?: cùng)?(?: của)?(?: (?:mỗi|hằng|hàng|các))? (tháng cuối quý|tháng|quý)(?: (?:hằng|hàng) (?:tháng|quý))?"
)
_LEAP_YEAR = 2024
_CODES = dict(zip(_DAY_NAMES, _WEEKDAYS, strict=True))


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A day of some months, counted from the end where negative; or, where `months` is empty, days of the week."""

    months: tuple[int, ...] = ()
    day: int = -1
    weekdays: tuple[int, ...] = ()

    def after(self, on: date) -> date:
        """The first occurrence later than a day. `RecurrenceError` after the last day that can be meant."""
        if on >= LAST:
            raise RecurrenceError(told("Không còn kỳ nào sau ngày %(day)s; xem lại thời hạn.", day=f"{on:%d/%m/%Y}"))
        return next(self._from(on + timedelta(days=1)))

    def next(self, on: date) -> date:
        """The first occurrence on a day or later. `RecurrenceError` after the last day that can be meant."""
        if on > LAST:
            raise RecurrenceError(told("Không còn kỳ nào từ ngày %(day)s; xem lại thời hạn.", day=f"{on:%d/%m/%Y}"))
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
        raise RecurrenceError(
            told("Không đọc được quy tắc lặp lại “%(rule)s”: viết như FREQ=MONTHLY;BYMONTHDAY=15.", rule=rule)
        ) from None


def no_such_day(rule: str) -> str:
    """The sentence for a rule that names a month and a day which that month never has, "" for all others; 29 February is one in
    leap years. Rules that are kept are read all the same (`_day_of`). Raises `RecurrenceError` for no rule."""
    found = parse_recurrence(rule)
    months = found.months if "BYMONTH=" in rule else ()
    wrong = next((month for month in months if found.day > _day_of(_LEAP_YEAR, month, 31).day), None)
    if wrong is None:
        return ""
    return told(
        "Tháng %(month)s không có ngày %(day)s; viết như “ngày cuối cùng tháng %(month)s hằng năm”.", month=wrong, day=found.day
    )


def with_day(rule: str) -> str:
    """A rule that a plan can follow: "hằng tuần" tells no day, and a week's term ends on its last working day, as a month's on its
    last day."""
    return f"{rule};BYDAY=FR" if rule == "FREQ=WEEKLY" else rule


def recurrence_name(rule: str, language: str = "vi") -> str:
    """The words of a rule: `ngày 15 hằng tháng`, `ngày 20 tháng 6, 12 hằng năm`, `thứ Sáu hằng tuần`; for `en` `the 15th of every
    month`, `the 20th of June, December every year`, `every Friday`. Only the Vietnamese ones are read back (`rule_named`)."""
    found = parse_recurrence(rule)
    return _english(found) if language.startswith("en") else _vietnamese(found)


def _vietnamese(found: Recurrence) -> str:
    if len(found.weekdays) == len(_WEEKDAYS):
        return _DAILY
    if found.weekdays:
        return f"{', '.join(_DAY_NAMES[day] for day in found.weekdays)} hằng tuần"
    day = "ngày cuối cùng" if found.day == -1 else f"ngày {found.day}"
    if found.months == tuple(range(1, 13)):
        return f"{day} hằng tháng"
    if found.months == (3, 6, 9, 12):
        return f"{day} tháng cuối quý"
    return f"{day} tháng {', '.join(map(str, found.months))} hằng năm"


def _english(found: Recurrence) -> str:
    if found.weekdays:
        daily = len(found.weekdays) == len(_WEEKDAYS)
        return "every day" if daily else f"every {', '.join(_ENGLISH_DAYS[day] for day in found.weekdays)}"
    day = "the last day" if found.day == -1 else f"the {_ordinal(found.day)}"
    if found.months == tuple(range(1, 13)):
        return f"{day} of every month"
    if found.months == (3, 6, 9, 12):
        return f"{day} of the last month of every quarter"
    return f"{day} of {', '.join(ENGLISH_MONTHS[month - 1] for month in found.months)} every year"


def _ordinal(number: int) -> str:
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def rule_named(words: str) -> str:
    """The rule that `recurrence_name` has these words for, or that offices mean by "cuối tháng"; "" for other words."""
    if found := _LAST_DAY.fullmatch(" ".join(words.casefold().split())):
        return "FREQ=MONTHLY;BYMONTHDAY=-1" if found[1] == "tháng" else "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1"
    if words.strip() == _DAILY:
        return "FREQ=DAILY"
    if found := re.fullmatch(r"(.+) hằng tuần", words.strip()):
        days = [day.strip() for day in found[1].split(",")]
        return f"FREQ=WEEKLY;BYDAY={','.join(_CODES[day] for day in days)}" if all(day in _CODES for day in days) else ""
    if found := re.fullmatch(r"ngày (\d{1,2}|cuối cùng) tháng ([\d, ]+) hằng năm", words.strip()):
        months = ",".join(month.strip() for month in found[2].split(","))
        return f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={-1 if found[1] == 'cuối cùng' else found[1]}"
    return ""


def _built(parts: dict[str, str]) -> Recurrence:
    if set(parts) - {"FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY"}:
        raise ValueError
    if parts == {"FREQ": "DAILY"}:
        return Recurrence(weekdays=tuple(_WEEKDAYS.values()))
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
