"""Deadlines that come back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutdiem.calendar.errors import RecurrenceError
from dutdiem.calendar.recurrence import no_such_day, parse_recurrence, recurrence_name, rule_named, with_day

RULES = (
    "FREQ=MONTHLY;BYMONTHDAY=15",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=20",
    "FREQ=YEARLY;BYMONTHDAY=15",
    "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=20",
    "FREQ=WEEKLY;BYDAY=FR",
)


@pytest.mark.parametrize(
    ("rule", "on", "after"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=15", date(2025, 1, 15), date(2025, 2, 15)),
        ("FREQ=MONTHLY;BYMONTHDAY=15", date(2025, 12, 20), date(2026, 1, 15)),
        ("FREQ=MONTHLY;BYMONTHDAY=31", date(2025, 1, 31), date(2025, 2, 28)),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", date(2024, 1, 31), date(2024, 2, 29)),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=20", date(2025, 3, 20), date(2025, 6, 20)),
        ("FREQ=YEARLY;BYMONTHDAY=15", date(2025, 3, 1), date(2025, 12, 15)),
        ("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=20", date(2025, 6, 20), date(2025, 12, 20)),
        ("RRULE:FREQ=WEEKLY;BYDAY=FR", date(2025, 6, 27), date(2025, 7, 4)),
    ],
)
def test_the_next_one_after_a_day(rule: str, on: date, after: date) -> None:
    assert parse_recurrence(rule).after(on) == after


def test_every_month_has_one_between_two_days_both_included() -> None:
    found = parse_recurrence("FREQ=MONTHLY;BYMONTHDAY=15").between(date(2025, 1, 15), date(2025, 4, 15))
    assert found == [date(2025, month, 15) for month in (1, 2, 3, 4)]


@given(st.sampled_from(RULES), st.dates(date(2000, 1, 1), date(2060, 1, 1)))
def test_the_next_is_on_the_day_or_later_and_the_one_after_is_later(rule: str, on: date) -> None:
    recurrence = parse_recurrence(rule)
    first = recurrence.next(on)
    assert on <= first < on + timedelta(days=367)
    assert recurrence.after(first) > first
    assert recurrence.next(first) == first


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=15", "ngày 15 hằng tháng"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "ngày cuối cùng hằng tháng"),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=20", "ngày 20 tháng cuối quý"),
        ("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=20", "ngày 20 tháng 6, 12 hằng năm"),
        ("FREQ=WEEKLY;BYDAY=MO,FR", "thứ Hai, thứ Sáu hằng tuần"),
        ("FREQ=DAILY", "hằng ngày"),
    ],
)
def test_a_rule_has_words(rule: str, words: str) -> None:
    assert recurrence_name(rule) == words


@pytest.mark.parametrize(
    "rule",
    ["FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=20", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", "FREQ=WEEKLY;BYDAY=MO,FR", "FREQ=DAILY"],
)
def test_words_that_the_reader_does_not_know_lead_back_to_their_rule(rule: str) -> None:
    assert parse_recurrence(rule_named(recurrence_name(rule))) == parse_recurrence(rule)


def test_other_words_name_no_rule() -> None:
    assert rule_named("thứ Bảy tuần sau") == rule_named("ngày nào đó hằng tuần") == ""


@pytest.mark.parametrize(
    "rule",
    ["", "hằng tháng", "FREQ=SECONDLY", "FREQ=MONTHLY;BYMONTHDAY=0", "FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=YEARLY;BYMONTH=13",
     "FREQ=MONTHLY;INTERVAL=5", "FREQ=WEEKLY", "FREQ=MONTHLY;COUNT=3"],
)  # fmt: skip
def test_a_rule_that_is_none_is_refused(rule: str) -> None:
    with pytest.raises(RecurrenceError, match="quy tắc lặp lại"):
        parse_recurrence(rule)


def test_a_weeks_term_without_a_day_ends_on_friday_and_other_rules_stay() -> None:
    assert parse_recurrence(with_day("FREQ=WEEKLY")).next(date(2025, 6, 9)) == date(2025, 6, 13)
    assert with_day("FREQ=MONTHLY") == "FREQ=MONTHLY"


def test_every_day_is_a_day_of_a_daily_rule() -> None:
    assert parse_recurrence("FREQ=DAILY").after(date(2025, 6, 7)) == date(2025, 6, 8)


@pytest.mark.parametrize("rule", ["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=FR", "FREQ=MONTHLY", "FREQ=YEARLY;BYMONTH=12"])
def test_after_the_last_day_that_can_be_meant_there_is_no_occurrence(rule):
    for ask in (parse_recurrence(rule).after, parse_recurrence(rule).next):
        with pytest.raises(RecurrenceError, match="Không còn kỳ nào"):
            ask(date.max)


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "Tháng 2 không có ngày 30; viết như “ngày cuối cùng tháng 2 hằng năm”."),
        ("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=31", "Tháng 6 không có ngày 31; viết như “ngày cuối cùng tháng 6 hằng năm”."),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", ""),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", ""),
        ("FREQ=MONTHLY;BYMONTHDAY=31", ""),
        ("FREQ=WEEKLY;BYDAY=FR", ""),
    ],
)
def test_a_day_that_its_month_never_has_is_named(rule: str, says: str) -> None:
    assert no_such_day(rule) == says


@pytest.mark.parametrize(
    "words", ["cuối tháng", "Ngày cuối tháng", "ngày cuối cùng của tháng", "cuối mỗi tháng", "ngày cuối cùng hằng tháng"]
)
def test_the_end_of_the_month_is_its_last_day(words: str) -> None:
    assert rule_named(words) == "FREQ=MONTHLY;BYMONTHDAY=-1"
    assert rule_named("cuối tháng 6") == rule_named("cuối tháng hằng năm") == ""


@pytest.mark.parametrize("words", ["cuối quý", "ngày cuối mỗi quý", "ngày cuối cùng tháng cuối quý"])
def test_the_end_of_the_quarter_is_its_last_day(words: str) -> None:
    assert rule_named(words) == "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1"
