"""What waits for what: which tasks decide when the whole is finished. Plain values, whole days."""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from dutdiem.plans.rules.standing import DONE, STOPPED

K = TypeVar("K", bound=Hashable)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """The days on which a task is worked on, both inclusive; `settled` where they lie behind and nothing moves them any more."""

    start: date
    end: date
    settled: bool = False

    @property
    def days(self) -> int:
        """How many days that is."""
        return (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True)
class Place:
    """When a task is worked on if each begins as soon as what it waits for is finished; `slack` are the days that it may still
    slip without moving the end of the whole."""

    start: date
    end: date
    slack: int
    settled: bool = False

    @property
    def critical(self) -> bool:
        """Whether a day lost here is a day lost for the whole; what is finished loses none."""
        return self.slack == 0 and not self.settled


def span_of(
    state: str, starts_on: date | None, assigned_on: date | None, deadline: date | None, handed_in_on: date | None, on: date
) -> Span | None:
    """The days of a task as of `on`: up to its deadline, or to today where that has passed; what was handed in ended on that day.
    Without a start it begins on the day it was assigned, or on its deadline where that had passed by then, so that all of a delay
    is seen; else it is a single day. None without an end, or where it was stopped."""
    if state in STOPPED or (deadline is None and handed_in_on is None):
        return None
    done = state == DONE and handed_in_on is not None and handed_in_on <= on
    end = handed_in_on if done and handed_in_on else max(deadline or on, on) if deadline else on
    assigned = min(assigned_on, deadline) if assigned_on and deadline else assigned_on
    start = min(starts_on or assigned or end, end)
    return Span(start, end, done)


def closes_cycle(edges: Collection[tuple[K, K]], task: K, after: K) -> bool:
    """Whether `after` already waits, over however many steps, for `task`: then `task` cannot wait for it. Edges are (a task, the
    task that it waits for)."""
    waits: dict[K, list[K]] = {}
    for one, other in edges:
        waits.setdefault(one, []).append(other)
    reached, open_ends = {after}, [after]
    while open_ends:
        for other in waits.get(open_ends.pop(), ()):
            if other not in reached:
                reached.add(other)
                open_ends.append(other)
    return task in reached


def scheduled(spans: Mapping[K, Span], edges: Collection[tuple[K, K]]) -> dict[K, Place]:
    """The place of every task: forwards each begins on its own first day, or on the day after the last that it waits for; then
    backwards, how late each may be finished for the whole to end when it does (critical path method).

    Edges to tasks without days are left out; the edges have no cycle. What is settled stays where it was.
    """
    known = [(task, after) for task, after in edges if task in spans and after in spans]
    waits: dict[K, list[K]] = {key: [] for key in spans}
    holds: dict[K, list[K]] = {key: [] for key in spans}
    for task, after in known:
        waits[task].append(after)
        holds[after].append(task)
    order = _ordered(waits, holds)
    early = _forwards(spans, waits, order)
    latest = _backwards(spans, holds, order, early)
    return {key: Place(*early[key], (latest[key] - early[key][1]).days, spans[key].settled) for key in order}


def _ordered(waits: Mapping[K, list[K]], holds: Mapping[K, list[K]]) -> list[K]:
    """Each after all that it waits for."""
    missing = {key: len(before) for key, before in waits.items()}
    free = [key for key, number in missing.items() if not number]
    for key in free:
        for other in holds[key]:
            missing[other] -= 1
            if not missing[other]:
                free.append(other)
    return free


def _forwards(spans: Mapping[K, Span], waits: Mapping[K, list[K]], order: list[K]) -> dict[K, tuple[date, date]]:
    early: dict[K, tuple[date, date]] = {}
    for key in order:
        span = spans[key]
        start = span.start if span.settled else max([span.start, *(early[other][1] + DAY for other in waits[key])])
        early[key] = (start, start + (span.end - span.start))
    return early


def _backwards(
    spans: Mapping[K, Span], holds: Mapping[K, list[K]], order: list[K], early: Mapping[K, tuple[date, date]]
) -> dict[K, date]:
    whole = max((end for _, end in early.values()), default=date.min)
    latest: dict[K, date] = {}
    for key in reversed(order):
        moved = (other for other in holds[key] if not spans[other].settled)
        latest[key] = min([whole, *(latest[other] - (spans[other].end - spans[other].start) - DAY for other in moved)])
    return latest
