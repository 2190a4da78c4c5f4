"""When a deadline is called to mind, and whose: set working days before it, on the day after, then at set intervals."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dutdiem.calendar.workdays import Workdays
from dutdiem.oversight.rules.terms import Terms


class Whom(StrEnum):
    """Who is reminded: who does the work, the head of the unit, the level above, whoever stands in for one of these."""

    FOCAL = "focal"
    HEAD = "head"
    ABOVE = "above"
    DEPUTY = "deputy"


@dataclass(frozen=True, slots=True)
class Step:
    """One occasion of reminding: its name (b7: seven working days before, a0: the day after, a1: an interval later) and whom."""

    name: str
    whom: tuple[Whom, ...]


def step(deadline: date, on: date, terms: Terms, workdays: Workdays) -> Step | None:
    """The occasion that holds on a day, None while the deadline is far. An occasion holds until the next one, so that a day on
    which nobody was reminded is made up for on the next; on days off there is none."""
    if not workdays.is_working(on):
        return None
    late = (on - deadline).days
    if late > 0:
        return Step(f"a{(late - 1) // terms.every}", _whom(late, terms))
    left = workdays.count(on, deadline) - 1
    reached = [days for days in terms.before if left <= days]
    return Step(f"b{min(reached)}", (Whom.FOCAL,)) if reached else None


def horizon(on: date, terms: Terms, workdays: Workdays) -> date:
    """The last deadline that may be called to mind on a day."""
    return workdays.add(on, terms.before[0] + 1) if terms.before else on


def _whom(late: int, terms: Terms) -> tuple[Whom, ...]:
    head = (Whom.HEAD,) if late >= terms.head_after else ()
    above = (Whom.ABOVE,) if late >= terms.above_after else ()
    return (Whom.FOCAL, *head, *above)
