"""What a review decides."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dutdiem.reviews.rules import (
    change,
    change_percent,
    goal_words,
    judged,
    longest_waiting,
    period_words,
    ranks,
    symbol_of,
)

VALUES = st.lists(st.one_of(st.none(), st.decimals(0, 100, places=2)), max_size=12)


@pytest.mark.parametrize(
    ("value", "comparator", "goal", "outcome"),
    [
        ("40", ">", "40", "Chưa đạt"),
        ("40.01", ">", "40", "Đạt"),
        ("90", ">=", "90", "Đạt"),
        ("89.99", ">=", "90", "Chưa đạt"),
        ("5", "<=", "5", "Đạt"),
        ("5", "<", "5", "Chưa đạt"),
        (None, ">=", "90", "Chưa đủ số liệu"),
    ],
)
def test_a_target_is_judged_at_its_very_edge(value, comparator, goal, outcome):
    assert judged(None if value is None else Decimal(value), comparator, Decimal(goal)) == outcome


def test_a_target_is_judged_by_the_exact_value_and_not_by_what_is_printed():
    assert judged(Fraction(40001, 1000), ">", Decimal(40)) == "Đạt"
    assert judged(Fraction(1, 3) * 270, ">=", Decimal(90)) == "Đạt"


def test_a_change_needs_both_sides():
    assert change(Decimal(5), Decimal(3)) == 2
    assert change(None, Decimal(3)) is None
    assert change_percent(Decimal(90), Decimal(100)) == -10
    assert change_percent(Decimal(1), Decimal(0)) is None


def test_equal_values_share_a_place_and_a_missing_one_has_none():
    values = [Decimal(v) if v else None for v in ("9", "7", None, "9", "5")]
    assert ranks(values, "up") == [1, 3, None, 1, 4]
    assert ranks(values, "down") == [3, 2, None, 3, 1]


@given(VALUES, st.sampled_from(["up", "down"]))
@settings(max_examples=50)
def test_places_follow_the_values_and_begin_at_one(values, direction):
    places = ranks(values, direction)
    known = [(place, value) for place, value in zip(places, values, strict=True) if place is not None]
    assert all((value is None) == (place is None) for place, value in zip(places, values, strict=True))
    assert not known or min(place for place, _ in known) == 1
    for place, value in known:
        better = [v for _, v in known if (v < value if direction == "down" else v > value)]
        assert place == len(better) + 1


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("2025", "năm 2025"),
        ("2025-Q1", "Quý I/2025"),
        ("2025-H2", "6 tháng cuối năm 2025"),
        ("2025-9M", "9 tháng đầu năm 2025"),
        ("2025-03", "tháng 3/2025"),
        ("2021/2025", "giai đoạn 2021 - 2025"),
    ],
)
def test_a_period_is_said_as_an_office_says_it(code, words):
    assert period_words(code) == words


def test_goals_are_said_in_words():
    assert [goal_words(c, "40%") for c in (">", ">=", "<=")] == ["trên 40%", "từ 40% trở lên", "không quá 40%"]


def test_nothing_open_has_no_longest_wait():
    assert longest_waiting([]) is None
    assert longest_waiting([3, 9]) == 9


def test_a_report_bears_the_abbreviation_of_its_issuer():
    assert symbol_of("province", "T11", "Công an tỉnh Điện Biên") == "/BC-CAT"
