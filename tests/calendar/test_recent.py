"""The periods that have begun."""

from datetime import date

import pytest

from dutdiem.calendar.cutoffs import CALENDAR, DECREE_09_2019
from dutdiem.calendar.recent import begun


@pytest.mark.parametrize(
    ("frequency", "codes"),
    [
        ("day", ["2025-03-20", "2025-03-19"]),
        ("week", ["2025-W12", "2025-W11"]),
        ("month", ["2025-03", "2025-02"]),
        ("quarter", ["2025-Q1", "2024-Q4"]),
        ("half", ["2025-H1", "2024-H2"]),
        ("nine_months", ["2025-9M", "2024-9M"]),
        ("year", ["2025", "2024"]),
    ],
)
def test_the_newest_comes_first_and_may_still_be_running(frequency: str, codes: list[str]) -> None:
    assert [period.code for period in begun(frequency, date(2025, 3, 20), 2, CALENDAR)] == codes


def test_under_the_decree_the_next_month_has_begun_on_the_fifteenth() -> None:
    assert [p.code for p in begun("month", date(2025, 3, 15), 1, DECREE_09_2019)] == ["2025-04"]
    assert [p.code for p in begun("month", date(2025, 12, 20), 1, DECREE_09_2019)] == ["2026-01"]
    assert [p.code for p in begun("year", date(2025, 12, 20), 2, DECREE_09_2019)] == ["2026", "2025"]
