"""How periods are written; the cases are in periods.toml."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from dutdiem.calendar.cutoffs import CUTOFFS
from dutdiem.calendar.names import date_name, period_name
from dutdiem.calendar.periods import parse_period

CASES = tomllib.loads(Path(__file__).with_name("periods.toml").read_text("utf-8"))["period"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["code"])
def test_a_period_has_its_name_in_both_languages_whatever_the_cut_off(case: dict[str, str]) -> None:
    for cutoff in CUTOFFS.values():
        period = parse_period(case["code"], cutoff)
        assert period_name(period) == case["vi"]
        assert period_name(period, "en") == case["en"]


def test_days_below_ten_and_the_first_two_months_are_written_with_a_zero() -> None:
    assert date_name(date(2025, 2, 5)) == "ngày 05 tháng 02 năm 2025"
    assert date_name(date(2025, 3, 15)) == "ngày 15 tháng 3 năm 2025"
    assert date_name(date(2025, 2, 5), "en") == "5 February 2025"


def test_a_span_that_does_not_begin_with_the_year_names_both_ends() -> None:
    assert period_name(parse_period("2025-02/2025-05")) == "Từ tháng 02 năm 2025 đến tháng 5 năm 2025"
    assert period_name(parse_period("2025-01-01/2025-03-20"), "en") == "1 January 2025 to 20 March 2025"
