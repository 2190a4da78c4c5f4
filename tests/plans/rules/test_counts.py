"""The two by two always adds up."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from dutdiem.plans.rules import NEXT_STATES, Time, count, percent, standing

DUE = date(2025, 6, 30)
dates = st.dates(date(2024, 1, 1), date(2026, 12, 31))
tasks = st.tuples(st.sampled_from(sorted(NEXT_STATES)), st.none() | dates, st.none() | dates)


@given(st.lists(tasks, max_size=60), dates)
def test_every_task_is_counted_once_and_only_once(some: list[tuple[str, date | None, date | None]], on: date) -> None:
    counts = count(some, on)
    assert counts.total == len(some)
    assert counts.dated + counts.undated_done + counts.undated_open + counts.stopped == counts.total
    assert counts.done == sum(state == "done" and (handed_in is None or handed_in <= on) for state, _, handed_in in some)


@given(st.lists(tasks, max_size=30), dates)
def test_the_order_of_tasks_does_not_matter(some: list[tuple[str, date | None, date | None]], on: date) -> None:
    assert count(some, on) == count(list(reversed(some)), on)


def test_rates_name_their_denominators_and_are_empty_over_nothing() -> None:
    counts = count([("done", DUE, DUE), ("in_progress", DUE, None), ("in_progress", date(2026, 1, 1), None)], date(2025, 7, 1))
    assert counts.done_of_due == Decimal("50.00")
    assert counts.done_of_all == Decimal("33.33")
    assert count([], DUE).done_of_due is None


def test_a_rate_is_rounded_half_up() -> None:
    assert percent(1, 800) == Decimal("0.13")


@given(st.lists(tasks, max_size=60), dates)
def test_undated_suspended_and_cancelled_stand_apart(some: list[tuple[str, date | None, date | None]], on: date) -> None:
    counts = count(some, on)
    assert counts.suspended == sum(state == "suspended" for state, *_ in some)
    assert counts.cancelled == sum(state == "cancelled" for state, *_ in some)
    stopped = counts.suspended + counts.cancelled
    undated = sum(deadline is None and state not in ("suspended", "cancelled") for state, deadline, _ in some)
    assert counts.undated_done + counts.undated_open == undated
    assert counts.dated == len(some) - undated - stopped


@given(st.lists(tasks, max_size=60), dates)
def test_what_is_overdue_is_what_stands_overdue(some: list[tuple[str, date | None, date | None]], on: date) -> None:
    assert count(some, on).open_overdue == sum(standing(*task, on).time is Time.OVERDUE for task in some)
