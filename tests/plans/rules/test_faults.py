"""What a task must not be."""

from datetime import date, timedelta

import pytest

from dutdiem.plans.rules import deadline_fault, done_on_fault, lead_fault, place_fault


def test_a_deadline_before_the_start_is_a_fault_and_on_the_same_day_is_none() -> None:
    assert "trước ngày bắt đầu" in deadline_fault(date(2025, 6, 2), date(2025, 6, 1))
    assert deadline_fault(date(2025, 6, 1), date(2025, 6, 1)) == ""
    assert deadline_fault(None, date(2025, 6, 1)) == deadline_fault(date(2025, 6, 1), None) == ""


@pytest.mark.parametrize("day", [date.min, date(1944, 12, 31), date(2201, 1, 1), date.max])
def test_a_day_out_of_all_bounds_is_a_fault_as_start_and_as_deadline(day) -> None:
    for fault in (deadline_fault(day, None), deadline_fault(None, day)):
        assert fault.endswith(f"{day.year:04d} ngoài các năm 1945–2200; xem lại năm.")
    assert deadline_fault(date(1945, 1, 1), date(2200, 12, 31)) == ""


@pytest.mark.parametrize(
    ("ordered", "starts", "assigned", "first"),
    [
        (None, None, date(2025, 6, 1), date(2000, 1, 1)),
        (date(2025, 3, 1), None, date(2025, 6, 1), date(2025, 3, 1)),
        (None, date(2025, 9, 1), date(2025, 6, 1), date(2025, 6, 1)),
        (date(2025, 3, 1), date(2025, 1, 1), date(2025, 6, 1), date(2025, 1, 1)),
        (date(1990, 1, 1), None, None, date(2000, 1, 1)),
    ],
)
def test_nothing_is_done_before_there_is_anything_to_do(ordered, starts, assigned, first) -> None:
    assert done_on_fault(first, ordered, starts, assigned) == ""
    assert f"trước khi có nhiệm vụ ({first:%d/%m/%Y})" in done_on_fault(first - timedelta(days=1), ordered, starts, assigned)


def test_a_lead_does_not_coordinate_and_nobody_coordinates_twice() -> None:
    assert "không thể đồng thời phối hợp" in lead_fault(1, [2, 1])
    assert "ghi hai lần" in lead_fault(1, [2, 2])
    assert lead_fault(1, [2, 3]) == lead_fault(None, [1]) == ""


@pytest.mark.parametrize(("path", "above"), [("0001", "0001"), ("0001", "0001/0002"), ("0001/0002", "0001/0002/0003/0001")])
def test_a_task_is_not_put_below_itself(path: str, above: str) -> None:
    assert place_fault(path, above)


@pytest.mark.parametrize(("path", "above"), [("0001", ""), ("0001/0002", "0001"), ("0001", "00011")])
def test_any_other_place_is_well(path: str, above: str) -> None:
    assert place_fault(path, above) == ""
