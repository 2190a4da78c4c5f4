"""How soon what is asked must be answered, how long it took, and where it goes when it is not. Plain values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from dutdiem.calendar.workdays import Workdays
from dutdiem.oversight.rules.terms import Terms

_TENTH = Decimal("0.1")


def answer_by(asked_on: date, level: str, terms: Terms, workdays: Workdays) -> date:
    """The last day for the answer of a unit of this level, the day of asking not counted."""
    return workdays.add(asked_on, terms.days_to_answer(level))


def days_open(raised_on: date, answered_on: date | None, on: date) -> int:
    """Days from raising to the answer, or to `on` while there is none."""
    return ((answered_on or on) - raised_on).days


def days_late(answer_by: date | None, answered_on: date | None, on: date) -> int:
    """Days past the term for the answer; 0 in time, or where there is no term. The whole last day is still in time."""
    return max(0, ((answered_on or on) - answer_by).days) if answer_by else 0


def next_above(path: str) -> str | None:
    """The code of the unit right above the one with this path; None at the top."""
    codes = path.split("/")
    return codes[-2] if len(codes) > 1 else None


@dataclass(frozen=True, slots=True)
class Taken:
    """How long a group of things asked took: answered ones with their median and mean days, open ones with the oldest's days."""

    answered: int
    median: Decimal | None
    mean: Decimal | None
    open: int
    oldest: int


def taken(spans: Iterable[tuple[date, date | None]], on: date) -> Taken:
    """Of (raised, answered) days, as they stand on a day; one decimal, half up."""
    rows = [(days_open(raised, answered, on), answered is not None) for raised, answered in spans]
    done = sorted(days for days, answered in rows if answered)
    waiting = [days for days, answered in rows if not answered]
    mean = _rounded(Decimal(sum(done)) / len(done)) if done else None
    return Taken(len(done), _median(done), mean, len(waiting), max(waiting, default=0))


def _median(ordered: Sequence[int]) -> Decimal | None:
    if not ordered:
        return None
    middle = len(ordered) // 2
    return _rounded(Decimal(ordered[middle] + ordered[-middle - 1]) / 2)


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(_TENTH, ROUND_HALF_UP)
