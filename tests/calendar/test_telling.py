"""Sentences are Vietnamese, and in the language of the page where there is one."""

import pytest
from django.utils import translation

from dutdiem.calendar.bounds import day_fault
from dutdiem.calendar.periods import PeriodError, parse_period
from dutdiem.calendar.recurrence import recurrence_name
from dutdiem.kit.exact import value_fault


def refusal(code: str) -> str:
    with pytest.raises(PeriodError) as refused:
        parse_period(code)
    return str(refused.value)


def test_a_refusal_is_said_in_the_language_of_the_page() -> None:
    assert refusal("2025-13").startswith("Không đọc được kỳ “2025-13”")
    with translation.override("en"):
        assert refusal("2025-13").startswith("The period “2025-13” cannot be read")
        assert value_fault("1.200.000") == (
            "“1.200.000” has a thousands separator; write the digits together, with a point for decimals alone."
        )
    assert value_fault("nhiều") == "“nhiều” không phải là số; nhập số hoặc để trống."


def test_a_day_that_cannot_be_meant_is_told_in_both() -> None:
    from datetime import date

    assert day_fault(date(2925, 1, 31)) == "ngày 31/01/2925 ngoài các năm 1945–2200; xem lại năm."
    with translation.override("en"):
        assert day_fault(date(2925, 1, 31)) == "31/01/2925 is outside the years 1945–2200; check the year."


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY", "every day"),
        ("FREQ=WEEKLY;BYDAY=FR", "every Friday"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "the 15th of every month"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "the last day of every month"),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=3", "the 3rd of the last month of every quarter"),
        ("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=20", "the 20th of June, December every year"),
    ],
)
def test_a_recurrence_has_english_words(rule: str, words: str) -> None:
    assert recurrence_name(rule, "en") == words


def test_without_a_page_everything_is_vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dutdiem.calendar.telling._translated", [])
    assert refusal("2025-13").startswith("Không đọc được kỳ")
