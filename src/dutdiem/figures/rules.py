"""How far a value is from its target, and from the path that leads there. Plain values."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from dutdiem.measures.evaluation import rounded


@dataclass(frozen=True, slots=True)
class Distance:
    """`gap` is the value less the target; `reached` whether the target's comparison holds."""

    gap: Decimal
    reached: bool


def distance(comparator: str, target: Decimal, value: Decimal) -> Distance:
    """The distance of a value from a target with one of `>= > = < <=`."""
    holds = {
        ">=": value >= target,
        ">": value > target,
        "=": value == target,
        "<": value < target,
        "<=": value <= target,
    }
    return Distance(value - target, holds[comparator])


def path_on(start: tuple[date, Decimal], goal: tuple[date, Decimal], day: date) -> Fraction | None:
    """Where the straight path from one (day, value) to another is on a day; None before it begins, the goal after it ends.

    >>> path_on((date(2024, 12, 31), Decimal(60)), (date(2025, 12, 31), Decimal(80)), date(2025, 12, 31))
    Fraction(80, 1)
    """
    (begun, first), (ends, last) = start, goal
    if day < begun or ends <= begun:
        return None
    share = Fraction(min((day - begun).days, (ends - begun).days), (ends - begun).days)
    return Fraction(first) + share * (Fraction(last) - Fraction(first))


@dataclass(frozen=True, slots=True)
class Course:
    """Where the path to a target is on the last day of a value's period.

    `gap` is the value less that; `kept` whether the value is at the path or on its better side. Both are None without a value.
    """

    path: Decimal
    gap: Decimal | None
    kept: bool | None


def course(comparator: str, path: Fraction, value: Decimal | None, decimals: int) -> Course:
    """The value held against the path, which is rounded as the value is. For a target that must be met exactly nothing is kept."""
    shown = rounded(path, decimals)
    if value is None:
        return Course(shown, None, None)
    kept = None if comparator == "=" else (value >= shown if ">" in comparator else value <= shown)
    return Course(shown, value - shown, kept)
