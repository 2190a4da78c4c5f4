"""What a task must not be."""

from datetime import date

import pytest

from dutdiem.plans.rules import deadline_fault, lead_fault, place_fault


def test_a_deadline_before_the_start_is_a_fault_and_on_the_same_day_is_none() -> None:
    assert "trước ngày bắt đầu" in deadline_fault(date(2025, 6, 2), date(2025, 6, 1))
    assert deadline_fault(date(2025, 6, 1), date(2025, 6, 1)) == ""
    assert deadline_fault(None, date(2025, 6, 1)) == deadline_fault(date(2025, 6, 1), None) == ""


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
