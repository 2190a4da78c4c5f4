"""How a task stands, on two axes, and how many stand how. Plain values; the day is an argument."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

DONE = "done"
PAUSED = ("suspended",)
SOON_DAYS = 7


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


def state_on(state: str, handed_in_on: date | None, on: date) -> str:
    """The state as of a day: a task done since, whose deliverable was handed in after that day, was in progress on it."""
    return "in_progress" if state in (DONE, "waiting") and handed_in_on is not None and handed_in_on > on else state


def standing(state: str, deadline: date | None, handed_in_on: date | None, on: date) -> Standing:
    """How a task stands at the end of day `on`; what was handed in only later was still open then.

    A deadline's whole day is still in time; a done task counts by the day on which its deliverable was handed in, not the day
    on which it was accepted.
    """
    state = state_on(state, handed_in_on, on)
    if state in (*PAUSED, "cancelled"):
        return Standing(Time.STOPPED)
    if deadline is None:
        return Standing(Time.DONE_IN_TIME if state == DONE else Time.NO_DEADLINE)
    if state == DONE:
        late = ((handed_in_on or on) - deadline).days
        return Standing(Time.DONE_LATE, late) if late > 0 else Standing(Time.DONE_IN_TIME, -late)
    left = (deadline - on).days
    if left < 0:
        return Standing(Time.OVERDUE, -left)
    return Standing(Time.DUE_SOON if left <= SOON_DAYS else Time.IN_TIME, left)


@dataclass(frozen=True, slots=True)
class Counts:
    """The official two by two (done or not, in time or late), with what stands outside it counted apart."""

    done_in_time: int = 0
    done_late: int = 0
    open_in_time: int = 0
    open_overdue: int = 0
    undated_done: int = 0
    undated_open: int = 0
    stopped: int = 0

    @property
    def total(self) -> int:
        """Every task, once."""
        return self.dated + self.undated_done + self.undated_open + self.stopped

    @property
    def dated(self) -> int:
        """The tasks of the two by two."""
        return self.done_in_time + self.done_late + self.open_in_time + self.open_overdue

    @property
    def done(self) -> int:
        """Done, in time or late, dated or not."""
        return self.done_in_time + self.done_late + self.undated_done

    @property
    def done_of_due(self) -> Decimal | None:
        """Per cent done / (done + overdue), two decimals half up; None where neither is."""
        return percent(self.done, self.done + self.open_overdue)

    @property
    def done_of_all(self) -> Decimal | None:
        """Per cent done / all that were not stopped; None where there are none."""
        return percent(self.done, self.total - self.stopped)


def count(tasks: Iterable[tuple[str, date | None, date | None]], on: date) -> Counts:
    """Count (state, deadline, handed in on) of tasks as they stand on that day."""
    tally = dict.fromkeys(Counts.__dataclass_fields__, 0)
    for state, deadline, handed_in_on in tasks:
        stands = standing(state, deadline, handed_in_on, on)
        tally[_cell(state_on(state, handed_in_on, on), deadline, stands)] += 1
    return Counts(**tally)


def _cell(state: str, deadline: date | None, stands: Standing) -> str:
    if stands.time is Time.STOPPED:
        return "stopped"
    if deadline is None:
        return "undated_done" if state == DONE else "undated_open"
    if state == DONE:
        return stands.time.value
    return "open_overdue" if stands.time is Time.OVERDUE else "open_in_time"


def percent(part: int, whole: int) -> Decimal | None:
    """part / whole in per cent, two decimals, half up; None for an empty whole."""
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP) if whole else None


NEXT_STATES: dict[str, tuple[str, ...]] = {
    "not_started": ("in_progress", "waiting", "suspended", "cancelled"),
    "in_progress": ("waiting", "suspended", "cancelled"),
    "waiting": ("done", "returned", "suspended", "cancelled"),
    "returned": ("in_progress", "waiting", "suspended", "cancelled"),
    "suspended": ("in_progress", "cancelled"),
    "done": (),
    "cancelled": (),
}


def may_become(state: str, wanted: str) -> bool:
    """Whether a task may go from one state to another; done needs the deliverable handed in first (waiting)."""
    return wanted in NEXT_STATES[state]


# Who is meant by a lead that is not one unit, as conclusions and annexes of plans write it.
_EVERYONE = (
    (re.compile(r"\b(các|tất cả|công an) đơn vị,? (và )?(công an )?(các )?địa phương\b"), ("department", "province")),
    (re.compile(r"\bcông an các tỉnh,? (và )?thành phố\b|\bcông an các địa phương\b|\bcông an (các )?cấp tỉnh\b"), ("province",)),
    (re.compile(r"\bcác (đơn vị|cục|cơ quan) (trực )?thuộc bộ\b|\bcác cục\b|\bcác đơn vị nghiệp vụ\b"), ("department",)),
)


def fan_out_levels(lead: str) -> tuple[str, ...]:
    """The levels whose every unit is meant by the words of a lead, () where they name one unit."""
    words = " ".join(lead.casefold().split())
    return next((levels for pattern, levels in _EVERYONE if pattern.search(words)), ())


_OPENING_VERBS = re.compile(
    r"(?:(?:xây dựng|soạn thảo|trình phê duyệt|trình ban hành|trình|phê duyệt|triển khai|thực hiện|hoàn thiện|ban hành|tổ chức)"
    r"(?:\s*,\s*|\s+và\s+|\s+))*"
)


def kind_of(title: str) -> str:
    """Scheme or project by what a task's title is about, after its opening verbs; else task."""
    words = title.casefold().lstrip('“" ')
    opening = _OPENING_VERBS.match(words)
    about = words[opening.end() :] if opening else words
    if about.startswith("đề án"):
        return "scheme"
    return "project" if about.startswith("dự án") else "task"
