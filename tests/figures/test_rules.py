"""Distances from targets."""

from decimal import Decimal

import pytest

from dutdiem.figures.rules import distance


@pytest.mark.parametrize(
    ("comparator", "value", "reached"),
    [(">=", "80", True), (">", "80", False), ("<=", "80", True), ("<", "79.9", True), ("=", "80", True), ("=", "81", False)],
)
def test_a_target_is_reached_as_its_comparison_says(comparator: str, value: str, reached: bool) -> None:
    found = distance(comparator, Decimal(80), Decimal(value))
    assert found.reached is reached
    assert found.gap == Decimal(value) - 80
