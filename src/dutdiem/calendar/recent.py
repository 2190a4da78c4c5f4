"""The periods of a frequency that have begun: what there is to report."""

from datetime import date

from dutdiem.calendar.cutoffs import CALENDAR, Cutoff
from dutdiem.calendar.kinds import Kind
from dutdiem.calendar.periods import Period, parse_period


def begun(frequency: str, on: date, number: int, cutoff: Cutoff = CALENDAR) -> list[Period]:
    """The last so many periods of a frequency that had begun on a day, the newest first; the newest may still be running.

    >>> [period.code for period in begun("quarter", date(2025, 2, 1), 2)]
    ['2025-Q1', '2024-Q4']
    """
    found: list[Period] = []
    year = on.year + 1
    while len(found) < number and year > 1:
        found += [period for period in reversed(_of_year(frequency, year, cutoff)) if period.start <= on]
        year -= 1
    return found[:number]


def _of_year(frequency: str, year: int, cutoff: Cutoff) -> tuple[Period, ...]:
    """A year's periods; of nine months there is one."""
    if frequency == Kind.NINE_MONTHS:
        return (parse_period(f"{year:04}-9M", cutoff),)
    return parse_period(f"{year:04}", cutoff).parts(frequency)
