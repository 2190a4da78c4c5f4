"""Status on two axes; the two by two always adds up."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutdiem.plans.rules import NEXT_STATES, Time, count, fan_out_levels, kind_of, may_become, percent, standing

DUE = date(2025, 6, 30)
dates = st.dates(date(2024, 1, 1), date(2026, 12, 31))
tasks = st.tuples(st.sampled_from(sorted(NEXT_STATES)), st.none() | dates, st.none() | dates)


@pytest.mark.parametrize(
    ("state", "deadline", "handed_in", "on", "time", "days"),
    [
        ("not_started", None, None, DUE, Time.NO_DEADLINE, None),
        ("in_progress", DUE, None, date(2025, 6, 22), Time.IN_TIME, 8),
        ("in_progress", DUE, None, date(2025, 6, 23), Time.DUE_SOON, 7),
        ("in_progress", DUE, None, DUE, Time.DUE_SOON, 0),
        ("in_progress", DUE, None, date(2025, 7, 1), Time.OVERDUE, 1),
        ("waiting", DUE, DUE, date(2025, 7, 1), Time.OVERDUE, 1),
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


def test_done_is_reached_only_from_waiting() -> None:
    assert [state for state in NEXT_STATES if may_become(state, "done")] == ["waiting"]


@pytest.mark.parametrize(
    ("lead", "levels"),
    [
        ("Công an các đơn vị, địa phương", ("department", "province")),
        ("Công an đơn vị, địa phương", ("department", "province")),
        ("Một số đơn vị, địa phương", ()),
        ("Các đơn vị, địa phương", ("department", "province")),
        ("Công an các tỉnh, thành phố", ("province",)),
        ("Công an các tỉnh, thành phố trực thuộc Trung ương", ("province",)),
        ("Các đơn vị thuộc Bộ", ("department",)),
        ("Công an thành phố Hà Nội", ()),
        ("Cục Đào tạo", ()),
    ],
)
def test_a_lead_that_means_many_fans_out(lead: str, levels: tuple[str, ...]) -> None:
    assert fan_out_levels(lead) == levels


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Đề án xây dựng công an xã", "scheme"),
        ("Xây dựng Đề án hiện đại hóa", "scheme"),
        ("Xây dựng và trình Đề án hiện đại hóa", "scheme"),
        ("Xây dựng, trình phê duyệt và triển khai Đề án thành phần số 15", "scheme"),
        ("Dự án trụ sở", "project"),
        ("Xây dựng đề cương", "task"),
        ("Tổ chức quán triệt Nghị quyết", "task"),
    ],
)
def test_the_opening_words_tell_a_scheme_from_a_task(title: str, kind: str) -> None:
    assert kind_of(title) == kind


def test_what_was_handed_in_later_was_still_open_on_the_day() -> None:
    handed_in = date(2025, 9, 1)
    assert standing("done", DUE, handed_in, date(2025, 7, 1)).time is Time.OVERDUE
    assert count([("done", DUE, handed_in)], date(2025, 7, 1)).open_overdue == 1
    assert count([("done", DUE, handed_in)], date(2025, 9, 1)).done_late == 1
