"""How a task stands against its deadline. Plain values; the day is an argument, the day in the office (UTC+7)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from dutdiem.calendar.recurrence import parse_recurrence
from dutdiem.calendar.workdays import read_workdays

DONE, WAITING = "done", "waiting"
STOPPED = ("suspended", "cancelled")
SOON_WORKDAYS = 5
"""A deadline is near while no more than these working days are left after today."""


class Time(StrEnum):
    """Where a task stands against its deadline."""

    NO_DEADLINE = "no_deadline"
    IN_TIME = "in_time"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    DONE_IN_TIME = "done_in_time"
    DONE_LATE = "done_late"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Standing:
    """A task's place on the axis of time; `days` late or left, where there is a deadline."""

    time: Time
    days: int | None = None


@lru_cache(maxsize=64)
def soon_until(on: date) -> date:
    """The last deadline that is near on a day: the day before the next but SOON_WORKDAYS working day."""
    return read_workdays().add(on, SOON_WORKDAYS + 1) - timedelta(days=1)


def state_on(state: str, handed_in_on: date | None, on: date) -> str:
    """The state as of a day: a task done since, whose deliverable was handed in after that day, was in progress on it."""
    return "in_progress" if state in (DONE, WAITING) and handed_in_on is not None and handed_in_on > on else state


def missed(recurrence: str, deadline: date, on: date) -> int:
    """How many deadlines of a recurring task have passed by the end of the day before `on`, its open one the first."""
    return 0 if on <= deadline else len(parse_recurrence(recurrence).between(deadline, on - timedelta(days=1))) or 1


def standing(state: str, deadline: date | None, handed_in_on: date | None, on: date) -> Standing:
    """How a task stands at the end of day `on`; what was handed in only later was still open then.

    A deadline's whole day is still in time. What was handed in counts by that day, whether it waits for acceptance or is done:
    how long the acceptance takes makes nobody late.
    """
    state = state_on(state, handed_in_on, on)
    if state in STOPPED:
        return Standing(Time.STOPPED)
    if deadline is None:
        return Standing(Time.DONE_IN_TIME if state == DONE else Time.NO_DEADLINE)
    if state == DONE:
        late = ((handed_in_on or on) - deadline).days
        return Standing(Time.DONE_LATE, late) if late > 0 else Standing(Time.DONE_IN_TIME, -late)
    waits = state == WAITING and handed_in_on is not None
    left = (deadline - (handed_in_on if waits and handed_in_on else on)).days
    if left < 0:
        return Standing(Time.OVERDUE, -left)
    return Standing(Time.DUE_SOON if not waits and deadline <= soon_until(on) else Time.IN_TIME, left)
