"""Periods: a day, an ISO week, a month and what is made of months, with the bounds of a cut-off.

Codes: `2025-03-31` day, `2025-W14` ISO week, `2025-03` month, `2025-Q1` quarter, `2025-H1` half, `2025-9M` nine months,
`2025` year, `2021/2025` term; a span of months or days is written by both ends: `2025-01/2025-05`,
`2025-01-01/2025-03-20`.
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, lru_cache

from dutdiem.calendar.cutoffs import CALENDAR, Cutoff, find_cutoff
from dutdiem.calendar.errors import PeriodError
from dutdiem.calendar.kinds import MONTHS, Kind
from dutdiem.calendar.telling import told

__all__ = ["Kind", "Period", "PeriodError", "day", "month", "parse_period", "year"]


@dataclass(frozen=True)
class Period:
    """An inclusive range of dates with a code. Ordered by its end; of two with one end the shorter comes first.

    Make one with `parse_period`, `day`, `month` or `year`, never by hand: code, kind and bounds must agree.
    """

    kind: Kind
    start: date
    end: date
    code: str
    cutoff: Cutoff = field(default=CALENDAR, repr=False)

    @cached_property
    def key(self) -> tuple[date, int, str]:
        return self.end, -self.start.toordinal(), self.code

    def __lt__(self, other: "Period") -> bool:
        return self.key < other.key

    def __le__(self, other: "Period") -> bool:
        return self.key <= other.key

    def __contains__(self, other: object) -> bool:
        """Whether a date, or the whole of a period, lies within."""
        if isinstance(other, Period):
            return self.start <= other.start and other.end <= self.end
        return isinstance(other, date) and self.start <= other <= self.end

    def __str__(self) -> str:
        return self.code

    @property
    def year(self) -> int:
        """The year that the period is counted to: the year in which it ends, by ISO for a week."""
        return self.end.isocalendar().year if self.kind is Kind.WEEK else self._last // 12

    @property
    def closing_month(self) -> str:
        """The month in which the period ends, as `2025-03`; figures are kept by it."""
        return f"{self.end:%Y-%m}"

    @property
    def _last(self) -> int:
        return self.end.year * 12 + self.end.month - 1

    @property
    def _first(self) -> int:
        shift = 0 if self.cutoff.first_day == 1 or not self._of_months else 1
        return self.start.year * 12 + self.start.month - 1 + shift

    @property
    def _of_months(self) -> bool:
        return self.kind in MONTHS or self.kind is Kind.TERM or (self.kind is Kind.SPAN and len(self.code) == 15)

    def _moved(self, months: int) -> "Period":
        first, last = self._first + months, self._last + months
        if self.kind is Kind.SPAN:
            return months_between(first, last, self.cutoff)
        return parse_period(_month_code(self.kind, first, last), self.cutoff)

    def under(self, calendar: str) -> "Period":
        """The period of the same code in the calendar of that name. Raises `PeriodError` where there is no such calendar."""
        cutoff = find_cutoff(calendar)
        return self if cutoff == self.cutoff else parse_period(self.code, cutoff)

    def previous(self) -> "Period":
        """The period of the same kind just before; for nine months those of the year before.

        A span's is the one of equal length that ends the day (or month) before it.
        """
        if self.kind is Kind.DAY:
            return day(self.start - timedelta(days=1))
        if self.kind is Kind.WEEK:
            return _week_of(self.start - timedelta(days=7))
        if not self._of_months:
            length = self.end - self.start
            before = self.start - timedelta(days=1)
            return days_between(before - length, before)
        return self._moved(-12 if self.kind is Kind.NINE_MONTHS else -(self._last - self._first + 1))

    def same_period_last_year(self) -> "Period":
        """The same period a year earlier: 29 February becomes 28, week 53 becomes the last week there was.

        Raises `PeriodError` for a term and any span above a year: there is no such period.
        """
        if self.end - self.start > timedelta(days=366):
            raise PeriodError(
                told("Kỳ “%(code)s” dài hơn một năm nên không có cùng kỳ năm trước: so với giai đoạn trước.", code=self.code)
            )
        if self.kind is Kind.WEEK:
            year, week, _ = self.start.isocalendar()
            return _week(year - 1, min(week, _weeks_in(year - 1)))
        if self._of_months:
            return self._moved(-12)
        start, end = _year_before(self.start), _year_before(self.end)
        return day(start) if self.kind is Kind.DAY else days_between(start, end)

    def year_to_date(self) -> "Period":
        """From the start of its year to its end: quarter, half, nine months or year where it is one, else a span.

        Raises `PeriodError` for a term.
        """
        if self.kind is Kind.TERM:
            raise PeriodError(
                told("Giai đoạn “%(code)s” không có lũy kế từ đầu năm: chọn một năm, quý hoặc tháng.", code=self.code)
            )
        if self._of_months:
            return months_between(self._last // 12 * 12, self._last, self.cutoff)
        return days_between(date(self.end.year, 1, 1), self.end)

    def months(self) -> tuple["Period", ...]:
        """The reporting months whose end lies in this period, in order, under the same cut-off."""
        return self.parts(Kind.MONTH)

    def parts(self, kind: str) -> tuple["Period", ...]:
        """The periods of a `Kind` that make up this one, in order; itself for its own kind; () where they do not fit.

        Quarters make up nine months, halves do not. A week belongs to the period in which it ends.
        """
        kind = Kind(kind)
        if kind is self.kind:
            return (self,)
        if kind is Kind.DAY:
            return tuple(day(self.start + timedelta(days=n)) for n in range((self.end - self.start).days + 1))
        if kind is Kind.WEEK:
            return self._weeks()
        return self._runs(kind)

    def _weeks(self) -> tuple["Period", ...]:
        if self.kind is Kind.DAY:
            return ()
        sunday = self.start + timedelta(days=6 - self.start.weekday())
        count = (self.end - sunday).days // 7 + 1
        return tuple(_week_of(sunday + timedelta(days=7 * n)) for n in range(count))

    def _runs(self, kind: Kind) -> tuple["Period", ...]:
        if kind not in MONTHS or kind is Kind.NINE_MONTHS or not self._of_months:
            return ()
        size, count = MONTHS[kind], self._last - self._first + 1
        if self._first % size or count % size:
            return ()
        firsts = range(self._first, self._last + 1, size)
        return tuple(parse_period(_month_code(kind, first, first + size - 1), self.cutoff) for first in firsts)


_SHAPES = [
    (Kind.DAY, re.compile(r"(\d{4})-(\d\d)-(\d\d)")),
    (Kind.WEEK, re.compile(r"(\d{4})-W(\d\d)")),
    (Kind.MONTH, re.compile(r"(\d{4})-(0[1-9]|1[0-2])")),
    (Kind.QUARTER, re.compile(r"(\d{4})-Q([1-4])")),
    (Kind.HALF, re.compile(r"(\d{4})-H([12])")),
    (Kind.NINE_MONTHS, re.compile(r"(\d{4})-9M")),
    (Kind.YEAR, re.compile(r"(\d{4})")),
    (Kind.TERM, re.compile(r"(\d{4})/(\d{4})")),
    (Kind.SPAN, re.compile(r"(\d{4}-\d\d)/(\d{4}-\d\d)|(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)")),
]


@lru_cache(maxsize=4096)
def parse_period(code: str, cutoff: Cutoff = CALENDAR) -> Period:
    """The period of a code, with the bounds of `cutoff` (days and weeks have none). Raises `PeriodError`."""
    for kind, shape in _SHAPES:
        if found := shape.fullmatch(code.strip()):
            try:
                return _build(kind, found, cutoff)
            except (ValueError, OverflowError) as error:
                raise PeriodError(_refusal(code)) from error
    raise PeriodError(_refusal(code))


def _refusal(code: str) -> str:
    return told(
        "Không đọc được kỳ “%(code)s”: viết ngày 2025-03-31, tuần 2025-W14, tháng 2025-03, quý 2025-Q1, "
        "6 tháng 2025-H1, 9 tháng 2025-9M, năm 2025 hoặc giai đoạn 2021/2025.",
        code=code,
    )


def _build(kind: Kind, found: re.Match[str], cutoff: Cutoff) -> Period:
    parts = [part for part in found.groups() if part]
    if kind is Kind.DAY:
        return day(date.fromisoformat(found[0]))
    if kind is Kind.WEEK:
        return _week(int(parts[0]), int(parts[1]))
    if kind is Kind.SPAN:
        return _span(parts[0], parts[1], cutoff)
    size = MONTHS.get(kind, 12)
    last_year = int(parts[-1]) if kind is Kind.TERM else int(parts[0])
    place = int(parts[1]) if kind in (Kind.MONTH, Kind.QUARTER, Kind.HALF) else 1
    first = int(parts[0]) * 12 + (place - 1) * size
    last = last_year * 12 + 11 if kind is Kind.TERM else first + size - 1
    if last < first + (12 if kind is Kind.TERM else 0):
        raise ValueError(found[0])
    return _of_run(kind, first, last, found[0], cutoff)


def _of_run(kind: Kind, first: int, last: int, code: str, cutoff: Cutoff) -> Period:
    return Period(kind, cutoff.month_start(first), cutoff.month_end(last), code, cutoff)


def _span(start: str, end: str, cutoff: Cutoff) -> Period:
    if len(start) == 10:
        return days_between(date.fromisoformat(start), date.fromisoformat(end))
    first, last = (date.fromisoformat(f"{text}-01") for text in (start, end))
    return months_between(first.year * 12 + first.month - 1, last.year * 12 + last.month - 1, cutoff)


def _month_code(kind: Kind, first: int, last: int) -> str:
    year, place = divmod(first, 12)
    if kind is Kind.TERM:
        return f"{year}/{last // 12}"
    tail = {
        Kind.MONTH: f"-{place + 1:02}",
        Kind.QUARTER: f"-Q{place // 3 + 1}",
        Kind.HALF: f"-H{place // 6 + 1}",
        Kind.NINE_MONTHS: "-9M",
        Kind.YEAR: "",
    }
    return f"{year:04}{tail[kind]}"


def months_between(first: int, last: int, cutoff: Cutoff = CALENDAR) -> Period:
    """The period from month `first` to `last` (year * 12 + month - 1): a known kind where it is one, else a span."""
    if last < first:
        raise ValueError("the last month comes before the first")
    for kind, size in MONTHS.items():
        aligned = first % 12 == 0 if kind is Kind.NINE_MONTHS else first % size == 0
        if last - first + 1 == size and aligned:
            return _of_run(kind, first, last, _month_code(kind, first, last), cutoff)
    codes = [_month_code(Kind.MONTH, index, index) for index in (first, last)]
    return _of_run(Kind.SPAN, first, last, "/".join(codes), cutoff)


def days_between(start: date, end: date) -> Period:
    """The period from one day to another; a day where they are the same."""
    if end < start:
        raise ValueError("the last day comes before the first")
    return day(start) if start == end else Period(Kind.SPAN, start, end, f"{start}/{end}")


def day(on: date) -> Period:
    """The period of one day."""
    return Period(Kind.DAY, on, on, on.isoformat())


def month(on: date, cutoff: Cutoff = CALENDAR) -> Period:
    """The reporting month in which a day lies: 20 March 2025 is in `2025-04` under Decree 09/2019."""
    index = on.year * 12 + on.month - 1
    if cutoff.first_day > 1 and on.day >= cutoff.first_day:
        index += 1
    return months_between(index, index, cutoff)


def year(number: int, cutoff: Cutoff = CALENDAR) -> Period:
    """The period of a year."""
    return parse_period(f"{number:04}", cutoff)


def _weeks_in(year: int) -> int:
    return date(year, 12, 28).isocalendar().week


def _week(year: int, week: int) -> Period:
    start = date.fromisocalendar(year, week, 1)
    return Period(Kind.WEEK, start, start + timedelta(days=6), f"{year:04}-W{week:02}")


def _week_of(on: date) -> Period:
    return _week(*on.isocalendar()[:2])


def _year_before(on: date) -> date:
    return on.replace(year=on.year - 1, day=28) if (on.month, on.day) == (2, 29) else on.replace(year=on.year - 1)
