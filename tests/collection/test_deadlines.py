"""When a form is due, and whether a report came in time."""

from datetime import date

import pytest

from dutdiem.calendar.periods import parse_period
from dutdiem.calendar.workdays import Workdays
from dutdiem.collection.rules import due_on, is_late
from dutdiem.measures.definitions import Form

FORM = Form("f", "F", "month", "commune", ("x",), 5, "decree-09-2019", (("commune", 2), ("province", 5)))
OFFICE = Workdays({date(2025, 3, 17): "nghỉ"}, {date(2025, 3, 22): "làm bù"})


@pytest.mark.parametrize(
    ("level", "day"),
    [("", date(2025, 3, 19)), ("commune", date(2025, 3, 19)), ("province", date(2025, 3, 22)), ("ministry", date(2025, 3, 19))],
)
def test_working_days_are_counted_from_the_end_of_the_period_of_the_forms_calendar(level: str, day: date) -> None:
    march = parse_period("2025-03").under(FORM.calendar)
    assert march.end == date(2025, 3, 14)
    assert due_on(FORM, march, OFFICE, level) == day


def test_without_working_days_the_forms_day_of_the_month_after_holds() -> None:
    plain = Form("f", "F", "month", "commune", ("x",), 5)
    assert due_on(plain, parse_period("2025-03"), Workdays()) == date(2025, 4, 8)  # the 5th is a Saturday, the 7th a holiday


def test_a_report_is_late_after_its_day_and_when_it_never_came() -> None:
    due = date(2025, 7, 7)
    assert not is_late(due, due, date(2025, 8, 1))
    assert is_late(date(2025, 7, 8), due, date(2025, 8, 1))
    assert is_late(None, due, date(2025, 7, 8))
    assert not is_late(None, due, due)
