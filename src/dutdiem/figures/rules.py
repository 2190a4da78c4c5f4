"""How far a value is from its target. Plain values."""

from dataclasses import dataclass
from decimal import Decimal


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
