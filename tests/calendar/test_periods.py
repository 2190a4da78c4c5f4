"""Periods: bounds, neighbours and parts; the cases are in periods.toml."""

import tomllib
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dutdiem.calendar.cutoffs import CALENDAR, CUTOFFS, DECREE_09_2019, Cutoff, find_cutoff
from dutdiem.calendar.kinds import Kind
from dutdiem.calendar.periods import Period, PeriodError, month, parse_period

CASES = tomllib.loads(Path(__file__).with_name("periods.toml").read_text("utf-8"))["period"]
by_code = pytest.mark.parametrize("case", CASES, ids=lambda case: case["code"])

years = st.integers(1950, 2150)
codes = st.one_of(
    st.builds("{:04}-{:02}".format, years, st.integers(1, 12)),
    st.builds("{:04}-Q{}".format, years, st.integers(1, 4)),
    st.builds("{:04}-H{}".format, years, st.integers(1, 2)),
    st.builds("{:04}".format, years),
)
cutoffs = st.sampled_from(list(CUTOFFS.values()))


@by_code
def test_a_code_has_the_bounds_of_the_calendar_and_of_the_decree(case: dict[str, object]) -> None:
    for name, cutoff in (("calendar", CALENDAR), ("decree", DECREE_09_2019)):
        period = parse_period(str(case["code"]), cutoff)
        assert [period.start.isoformat(), period.end.isoformat()] == case[name]


@by_code
def test_a_period_knows_its_neighbours(case: dict[str, str]) -> None:
    for cutoff in CUTOFFS.values():
        period = parse_period(case["code"], cutoff)
        assert period.previous().code == case["previous"]
        if "last_year" in case:
            assert period.same_period_last_year().code == case["last_year"]
            assert period.year_to_date().code == case["to_date"]
            assert period.year_to_date().end == period.end


def test_a_term_has_no_same_period_last_year_and_says_so() -> None:
    with pytest.raises(PeriodError, match="cùng kỳ năm trước"):
        parse_period("2021/2025").same_period_last_year()
    with pytest.raises(PeriodError, match="lũy kế"):
        parse_period("2021/2025").year_to_date()


@pytest.mark.parametrize(
    "code", ["", "2025-3", "2025-13", "2025-Q5", "2025-H3", "2025-W60", "2025-02-30", "0000", "2025/2021", "2025/2025"]
)
def test_it_refuses_what_is_no_period_and_shows_the_forms(code: str) -> None:
    with pytest.raises(PeriodError, match=r"Không đọc được kỳ .* viết ngày 2025-03-31"):
        parse_period(code)


def test_a_day_after_the_cut_off_belongs_to_the_next_reporting_month() -> None:
    assert month(date(2025, 3, 14), DECREE_09_2019).code == "2025-03"
    assert month(date(2025, 3, 15), DECREE_09_2019).code == "2025-04"
    assert month(date(2025, 12, 15), DECREE_09_2019).code == "2026-01"
    assert month(date(2025, 3, 31)).code == "2025-03"


def test_quarters_make_up_nine_months_and_halves_do_not() -> None:
    nine = parse_period("2025-9M")
    assert [part.code for part in nine.parts(Kind.QUARTER)] == ["2025-Q1", "2025-Q2", "2025-Q3"]
    assert nine.parts(Kind.HALF) == nine.parts(Kind.YEAR) == ()
    assert parse_period("2025-03").parts(Kind.YEAR) == ()
    assert [part.code for part in parse_period("2021/2023").parts(Kind.YEAR)] == ["2021", "2022", "2023"]


def test_a_week_belongs_to_the_period_in_which_it_ends() -> None:
    assert [week.code for week in parse_period("2025-04").parts(Kind.WEEK)] == [f"2025-W{n}" for n in range(14, 18)]
    assert parse_period("2025-W14").closing_month == "2025-04"


def test_an_unknown_cut_off_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(PeriodError, match="months, decree-09-2019"):
        find_cutoff("lunar")


def test_periods_sort_by_their_end_and_the_shorter_first() -> None:
    shuffled = ["2025", "2025-Q1", "2025-03", "2024-12", "2025-01"]
    assert [period.code for period in sorted(map(parse_period, shuffled))] == [
        "2024-12",
        "2025-01",
        "2025-03",
        "2025-Q1",
        "2025",
    ]


@given(codes, cutoffs)
@settings(max_examples=60, deadline=None)
def test_months_tile_a_period_without_gap_or_overlap(code: str, cutoff: Cutoff) -> None:
    period = parse_period(code, cutoff)
    months = period.months()
    assert months[0].start == period.start
    assert months[-1].end == period.end
    assert all(later.start - earlier.end == timedelta(days=1) for earlier, later in pairwise(months))
    assert all(part in period for part in months)


@given(codes, cutoffs)
@settings(max_examples=60, deadline=None)
def test_the_previous_period_ends_the_day_before(code: str, cutoff: Cutoff) -> None:
    period = parse_period(code, cutoff)
    before = period.previous()
    assert before.end + timedelta(days=1) == period.start
    assert before < period
    assert before.kind is period.kind


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), cutoffs)
@settings(max_examples=60, deadline=None)
def test_every_day_lies_in_its_reporting_month(on: date, cutoff: Cutoff) -> None:
    found: Period = month(on, cutoff)
    assert on in found
    assert found.closing_month == found.code


def test_one_code_has_the_bounds_of_the_calendar_it_is_read_in() -> None:
    march = parse_period("2025-03")
    cut = march.under("decree-09-2019")
    assert (cut.code, cut.start, cut.end) == ("2025-03", date(2025, 2, 15), date(2025, 3, 14))
    assert cut.under("months") == march
    assert march.under("months") is march
    assert parse_period("2025-W14").under("decree-09-2019").end == date(2025, 4, 6)
