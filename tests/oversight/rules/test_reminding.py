"""When a deadline is called to mind, at the edges of its days."""

from datetime import date
from importlib.resources import files

import pytest

from dutdiem.calendar.workdays import read_workdays
from dutdiem.oversight.rules import Whom, horizon, read_terms, step

TERMS = read_terms(files("dutdiem.oversight").joinpath("terms.toml").read_text("utf-8"))
DAYS = read_workdays()
DUE = date(2025, 6, 18)  # a Wednesday


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (date(2025, 6, 6), None),
        (date(2025, 6, 9), "b7"),
        (date(2025, 6, 12), "b7"),
        (date(2025, 6, 13), "b3"),
        (date(2025, 6, 16), "b3"),
        (date(2025, 6, 17), "b1"),
        (date(2025, 6, 18), "b1"),
        (date(2025, 6, 19), "a0"),
        (date(2025, 6, 25), "a0"),
        (date(2025, 6, 26), "a1"),
        (date(2025, 7, 2), "a1"),
        (date(2025, 7, 3), "a2"),
    ],
)
def test_seven_three_and_one_working_days_before_the_day_after_and_then_every_week(on, name):
    found = step(DUE, on, TERMS, DAYS)
    assert (found and found.name) == name


@pytest.mark.parametrize("on", [date(2025, 6, 14), date(2025, 6, 15), date(2025, 9, 2)])
def test_nobody_is_reminded_on_a_day_off(on):
    assert step(DUE, on, TERMS, DAYS) is None


def test_a_deadline_on_a_sunday_is_reminded_of_on_the_friday_before_and_the_monday_after():
    sunday = date(2025, 6, 15)
    assert step(sunday, date(2025, 6, 13), TERMS, DAYS).name == "b1"
    assert step(sunday, date(2025, 6, 16), TERMS, DAYS).name == "a0"


def test_it_goes_to_the_focal_point_then_the_head_then_the_level_above():
    assert step(DUE, date(2025, 6, 18), TERMS, DAYS).whom == (Whom.FOCAL,)
    assert step(DUE, date(2025, 6, 19), TERMS, DAYS).whom == (Whom.FOCAL, Whom.HEAD)
    assert step(DUE, date(2025, 6, 25), TERMS, DAYS).whom == (Whom.FOCAL, Whom.HEAD)
    assert step(DUE, date(2025, 6, 26), TERMS, DAYS).whom == (Whom.FOCAL, Whom.HEAD, Whom.ABOVE)


def test_no_deadline_within_reach_lies_beyond_the_horizon():
    for on in (date(2025, 6, 5), date(2025, 6, 6), date(2025, 8, 27), date(2026, 2, 10)):
        last = horizon(on, TERMS, DAYS)
        assert step(last, on, TERMS, DAYS) is None
