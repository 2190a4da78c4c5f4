"""How a task stands against its deadline, to the day's edge in UTC+7."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from dutdiem.calendar.workdays import read_workdays
from dutdiem.plans.rules import SOON_WORKDAYS, Time, count, soon_until, standing

DUE = date(2025, 6, 30)


@pytest.mark.parametrize(
    ("state", "deadline", "handed_in", "on", "time", "days"),
    [
        ("not_started", None, None, DUE, Time.NO_DEADLINE, None),
        ("in_progress", DUE, None, date(2025, 6, 22), Time.IN_TIME, 8),
        ("in_progress", DUE, None, date(2025, 6, 23), Time.DUE_SOON, 7),
        ("in_progress", DUE, None, DUE, Time.DUE_SOON, 0),
        ("in_progress", DUE, None, date(2025, 7, 1), Time.OVERDUE, 1),
        ("waiting", DUE, DUE, date(2025, 7, 1), Time.IN_TIME, 0),
        ("waiting", DUE, date(2025, 6, 20), date(2025, 6, 25), Time.IN_TIME, 10),
        ("waiting", DUE, date(2025, 7, 2), date(2025, 8, 1), Time.OVERDUE, 2),
        ("waiting", DUE, None, date(2025, 7, 1), Time.OVERDUE, 1),
        ("returned", DUE, None, date(2025, 7, 1), Time.OVERDUE, 1),
        ("done", DUE, DUE, date(2025, 8, 1), Time.DONE_IN_TIME, 0),
        ("done", DUE, date(2025, 7, 1), date(2025, 8, 1), Time.DONE_LATE, 1),
        ("done", None, DUE, DUE, Time.DONE_IN_TIME, None),
        ("cancelled", DUE, None, date(2026, 1, 1), Time.STOPPED, None),
        ("suspended", DUE, None, date(2026, 1, 1), Time.STOPPED, None),
    ],
)
def test_a_task_stands(state: str, deadline: date | None, handed_in: date | None, on: date, time: Time, days: int | None) -> None:
    stands = standing(state, deadline, handed_in, on)
    assert (stands.time, stands.days) == (time, days)


def test_what_was_handed_in_later_was_still_open_on_the_day() -> None:
    handed_in = date(2025, 9, 1)
    assert standing("done", DUE, handed_in, date(2025, 7, 1)).time is Time.OVERDUE
    assert count([("done", DUE, handed_in)], date(2025, 7, 1)).open_overdue == 1
    assert count([("done", DUE, handed_in)], date(2025, 9, 1)).done_late == 1


@pytest.mark.parametrize(
    ("moment", "time"),
    [
        (datetime(2025, 6, 30, 16, 59, 59, tzinfo=UTC), Time.DUE_SOON),
        (datetime(2025, 6, 30, 17, 0, 0, tzinfo=UTC), Time.OVERDUE),
    ],
)
def test_a_deadline_ends_at_midnight_in_vietnam_whatever_the_day_elsewhere(moment: datetime, time: Time) -> None:
    assert standing("in_progress", DUE, None, timezone.localdate(moment)).time is time


@pytest.mark.parametrize(
    ("on", "last"),
    [
        (date(2025, 6, 23), date(2025, 6, 30)),  # Monday: up to the next Monday
        (date(2025, 6, 20), date(2025, 6, 29)),  # Friday: the weekend after the fifth day is no nearer to a working day
        (date(2026, 2, 13), date(2026, 3, 1)),  # the days off of the lunar new year do not count
    ],
)
def test_near_is_counted_in_working_days(on: date, last: date) -> None:
    assert soon_until(on) == last


@given(st.dates(date(2024, 1, 1), date(2026, 12, 31)), st.integers(0, 40))
def test_near_is_exactly_so_many_working_days_or_fewer(on: date, days: int) -> None:
    deadline = on + timedelta(days=days)
    near = read_workdays().count(on + timedelta(days=1), deadline) <= SOON_WORKDAYS
    assert (standing("in_progress", deadline, None, on).time is Time.DUE_SOON) == near
