"""Working days of Vietnam, with swapped days and an office's own file."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dutdiem.calendar.periods import parse_period
from dutdiem.calendar.workdays import WorkdayError, read_workdays

DAYS = read_workdays()


def test_the_swap_of_2_and_10_january_2026_is_known() -> None:
    assert not DAYS.is_working(date(2026, 1, 2))
    assert DAYS.is_working(date(2026, 1, 10))
    assert DAYS.add(date(2025, 12, 31), 1) == date(2026, 1, 5)


@pytest.mark.parametrize(
    "off",
    [date(2025, 1, 29), date(2026, 2, 17), date(2025, 4, 30), date(2025, 9, 1), date(2024, 4, 29), date(2025, 5, 3)],
)
def test_public_holidays_and_weekends_are_off(off: date) -> None:
    assert not DAYS.is_working(off)


def test_a_saturday_worked_in_place_of_a_holiday_is_a_working_day() -> None:
    assert DAYS.is_working(date(2024, 5, 4))
    assert DAYS.is_working(date(2026, 8, 22))


def test_a_deadline_counts_working_days_after_the_period() -> None:
    assert DAYS.deadline(parse_period("2025-03"), 5) == date(2025, 4, 8)  # 7 April is Hung Kings' day
    assert DAYS.deadline(parse_period("2025-12"), 1) == date(2026, 1, 5)


def test_a_due_day_that_is_off_moves_to_the_next_working_day() -> None:
    assert DAYS.due_on(parse_period("2025-04"), 2) == date(2025, 5, 5)
    assert DAYS.due_on(parse_period("2025-01"), 31) == date(2025, 2, 28)
    assert DAYS.due_on(parse_period("2025"), 5) == date(2026, 1, 5)


def test_an_office_can_correct_the_calendar(tmp_path: Path) -> None:
    own = tmp_path / "ngay-nghi.toml"
    own.write_text('[off]\n2026-01-10 = "Không làm bù"\n[working]\n2026-01-02 = "Làm việc"\n', "utf-8")
    days = read_workdays(own)
    assert days.is_working(date(2026, 1, 2))
    assert not days.is_working(date(2026, 1, 10))
    assert days.reason(date(2026, 1, 2)) == "Làm việc"


def test_a_wrong_date_in_the_file_is_named(tmp_path: Path) -> None:
    own = tmp_path / "sai.toml"
    own.write_text('[off]\n"30/2/2026" = "Sai"\n', "utf-8")
    with pytest.raises(WorkdayError, match=r"sai.toml, bảng \[off\]: “30/2/2026”"):
        read_workdays(own)
    own.write_text("[off\n", "utf-8")
    with pytest.raises(WorkdayError, match="TOML"):
        read_workdays(own)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 30))
@settings(max_examples=40, deadline=None)
def test_adding_days_and_counting_them_agree(start: date, days: int) -> None:
    end = DAYS.add(start, days)
    assert DAYS.is_working(end)
    assert DAYS.count(start + timedelta(days=1), end) == days
