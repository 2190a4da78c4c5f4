"""What a visit must not be, and how one stands at the edges of its days."""

from datetime import date

import pytest

from dutdiem.oversight.rules import visit_fault, visit_state

FROM, TO = date(2025, 6, 2), date(2025, 6, 6)


@pytest.mark.parametrize(
    ("year", "start", "end", "says"),
    [
        (2025, FROM, TO, ""),
        (2025, TO, FROM, "trước ngày bắt đầu"),
        (2024, FROM, TO, "trong năm 2024"),
        (2025, TO, date(2026, 1, 2), "trong năm"),
    ],
)
def test_a_visit_lies_in_the_year_of_its_plan(year, start, end, says):
    found = visit_fault(year, start, end)
    assert says in found if says else not found


@pytest.mark.parametrize(
    ("on", "state"),
    [(date(2025, 6, 1), "planned"), (FROM, "due"), (TO, "due"), (date(2025, 6, 7), "overdue")],
)
def test_a_visit_is_overdue_from_the_day_after_its_last(on, state):
    assert visit_state(FROM, TO, None, None, on) == state
    assert visit_state(FROM, TO, FROM, None, on) == "visited"
    assert visit_state(FROM, TO, None, FROM, on) == "dropped"
