"""Distances from targets, and from the path to them."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from dutdiem.figures.rules import course, distance, path_on


@pytest.mark.parametrize(
    ("comparator", "value", "reached"),
    [(">=", "80", True), (">", "80", False), ("<=", "80", True), ("<", "79.9", True), ("=", "80", True), ("=", "81", False)],
)
def test_a_target_is_reached_as_its_comparison_says(comparator: str, value: str, reached: bool) -> None:
    found = distance(comparator, Decimal(80), Decimal(value))
    assert found.reached is reached
    assert found.gap == Decimal(value) - 80


START, GOAL = (date(2024, 12, 31), Decimal(60)), (date(2026, 12, 31), Decimal(80))


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2024, 12, 31), 60),
        (date(2025, 12, 31), 70),
        (date(2026, 12, 31), 80),
        (date(2027, 6, 1), 80),
        (date(2024, 1, 1), None),
    ],
)
def test_the_path_is_straight_from_the_baseline_to_the_target(day: date, value: int | None) -> None:
    assert path_on(START, GOAL, day) == value


def test_a_path_down_and_one_without_length() -> None:
    assert path_on((START[0], Decimal(80)), (GOAL[0], Decimal(60)), date(2025, 12, 31)) == 70
    assert path_on(START, (START[0], Decimal(80)), START[0]) is None


@pytest.mark.parametrize(
    ("comparator", "value", "kept"), [(">=", "66.67", True), (">", "66.66", False), ("<=", "66.66", True), ("=", "66.67", None)]
)
def test_a_value_is_held_against_the_path_as_it_is_shown(comparator: str, value: str, kept: bool | None) -> None:
    found = course(comparator, Fraction(200, 3), Decimal(value), 2)
    assert (found.path, found.gap, found.kept) == (Decimal("66.67"), Decimal(value) - Decimal("66.67"), kept)
    assert course(comparator, Fraction(200, 3), None, 2).kept is None
