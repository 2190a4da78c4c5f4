"""How an element's figures become one value: over units in SQL, over time here where SQL cannot do it exactly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from dutdiem.measures.definitions import Element

# What each way of adding over units needs from SQL.
_NEEDS = {
    "sum": ("total",),
    "none": ("total",),
    "average": ("total", "weight"),
    "min": ("low",),
    "max": ("high",),
    "last": ("newest",),
}
# Pairs (over units, over time) whose stored periods SQL can simply add, or take the least or greatest of.
_ADDED = {("sum", "sum"), ("none", "sum"), ("average", "average"), ("min", "min"), ("max", "max")}


@dataclass(frozen=True, slots=True)
class Part:
    """An element's value as a ratio, `over` / `under`, and how many figures are in it. `over` is None where missing."""

    over: Fraction | None
    under: Fraction
    reported: int

    @property
    def value(self) -> Fraction | None:
        """The exact value; None where missing."""
        if self.over is None or self.under == 1:
            return self.over
        return self.over / self.under if self.under else None


def needs_of(element: Element) -> tuple[str, ...]:
    """The columns of SQL that the element's value is made of."""
    return _NEEDS[element.over_units]


def mode_of(element: Element) -> str:
    """How a requested period is made of stored ones: `added`, `latest` or `stepped` (see `rollup_sql`)."""
    if element.over_time == "last":
        return "latest"
    return "added" if (element.over_units, element.over_time) in _ADDED else "stepped"


def combine(element: Element, steps: Sequence[Mapping[str, Any]]) -> Part:
    """One part from the rows that SQL gave for it: one row, or one per stored period where the mode is `stepped`."""
    reported = sum(step["reported"] for step in steps)
    parts = [_over_units(element, step) for step in steps]
    if len(parts) == 1:
        return Part(*parts[0], reported)
    values = [over / under for over, under in parts]
    match element.over_time:
        case "average":
            return Part(sum(values, Fraction(0)), Fraction(len(values)), reported)
        case "min":
            return Part(min(values), Fraction(1), reported)
        case "max":
            return Part(max(values), Fraction(1), reported)
    return Part(sum(values, Fraction(0)), Fraction(1), reported)


def _over_units(element: Element, step: Mapping[str, Any]) -> tuple[Fraction, Fraction]:
    if element.over_units == "average":
        return Fraction(step["total"]), Fraction(step["weight"])
    (column,) = needs_of(element)
    return Fraction(step[column]), Fraction(1)
