"""How soon what is asked must be answered, and how long it took."""

from datetime import date
from decimal import Decimal

import pytest

from dutdiem.calendar.workdays import read_workdays
from dutdiem.oversight.rules import answer_by, days_late, days_open, next_above, read_terms, taken

SHIPPED = """
[remind]
before = [7, 3, 1]
every = 7
head_after = 1
above_after = 8
[answer]
commune = 5
ministry = 15
[silence]
days = 30
"""
ASKED = date(2025, 8, 29)  # a Friday before the days off of 1 and 2 September


def test_an_open_difficulty_ages_by_the_day_and_an_answered_one_no_more():
    assert days_open(date(2025, 1, 1), None, date(2025, 1, 31)) == 30
    assert days_open(date(2025, 1, 1), date(2025, 1, 11), date(2025, 12, 31)) == 10


@pytest.mark.parametrize(
    ("level", "last"), [("commune", date(2025, 9, 9)), ("ministry", date(2025, 9, 23)), ("unknown", date(2025, 9, 23))]
)
def test_the_term_counts_working_days_by_level_from_the_day_after_asking(level, last):
    assert answer_by(ASKED, level, read_terms(SHIPPED), read_workdays()) == last


def test_the_last_day_is_still_in_time():
    assert days_late(date(2025, 9, 9), None, date(2025, 9, 9)) == 0
    assert days_late(date(2025, 9, 9), None, date(2025, 9, 10)) == 1
    assert days_late(date(2025, 9, 9), date(2025, 9, 8), date(2025, 12, 1)) == 0
    assert days_late(None, None, date(2025, 9, 10)) == 0


def test_the_level_above_is_the_unit_right_above():
    assert (next_above("BCA/T01/C4"), next_above("BCA/T01"), next_above("BCA")) == ("T01", "BCA", None)


def test_the_median_and_the_mean_are_of_answered_ones_alone():
    day = date(2025, 1, 1)
    spans = [(day, date(2025, 1, n)) for n in (2, 3, 11)] + [(day, None), (date(2025, 1, 20), None)]
    found = taken(spans, date(2025, 1, 31))
    assert (found.answered, found.median, found.mean) == (3, Decimal("2.0"), Decimal("4.3"))
    assert (found.open, found.oldest) == (2, 30)


def test_an_even_number_has_the_middle_of_the_two_middle_ones_half_up():
    day = date(2025, 1, 1)
    assert taken([(day, date(2025, 1, 2)), (day, date(2025, 1, 5))], day).median == Decimal("2.5")


def test_where_nothing_was_answered_nothing_is_said():
    found = taken([], date(2025, 1, 1))
    assert (found.answered, found.median, found.mean, found.oldest) == (0, None, None, 0)
