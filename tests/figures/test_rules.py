"""Distances from targets, and lateness."""

from datetime import date
from decimal import Decimal

import pytest

from dutdiem.figures.rules import distance, is_late


@pytest.mark.parametrize(
    ("comparator", "value", "reached"),
    [(">=", "80", True), (">", "80", False), ("<=", "80", True), ("<", "79.9", True), ("=", "80", True), ("=", "81", False)],
)
def test_a_target_is_reached_as_its_comparison_says(comparator: str, value: str, reached: bool) -> None:
    found = distance(comparator, Decimal(80), Decimal(value))
    assert found.reached is reached
    assert found.gap == Decimal(value) - 80


def test_a_report_is_late_after_its_day_and_when_it_never_came() -> None:
    due = date(2025, 7, 7)
    assert not is_late(due, due, date(2025, 8, 1))
    assert is_late(date(2025, 7, 8), due, date(2025, 8, 1))
    assert is_late(None, due, date(2025, 7, 8))
    assert not is_late(None, due, due)
