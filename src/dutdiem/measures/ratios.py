"""Indicators that are one ratio of two elements, times a constant: computed in whole numbers, exactly and without fractions."""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from dutdiem.measures.columns import Column
from dutdiem.measures.evaluation import factors
from dutdiem.measures.formula import Name, Number, parse_formula

Pair = tuple[int, int]
"""Numerator and denominator, which is above 0."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """over / under * constant."""

    over: str
    under: str
    constant: Fraction


@lru_cache(maxsize=2048)
def ratio_of(formula: str) -> Ratio | None:
    """The formula as such a ratio; None for any other."""
    over, under = factors(parse_formula(formula))
    names = [[part.code for part in parts if isinstance(part, Name)] for parts in (over, under)]
    numbers = [[part.value for part in parts if isinstance(part, Number)] for parts in (over, under)]
    if [len(found) for found in names] != [1, 1] or len(over) + len(under) != 2 + sum(map(len, numbers)) or 0 in numbers[1]:
        return None
    constant = Fraction(1)
    for value in numbers[0]:
        constant *= value
    for value in numbers[1]:
        constant /= value
    return Ratio(names[0][0], names[1][0], constant)


class Pairs:
    """The values of a ratio by row."""

    def __init__(self, over: Column, under: Column, constant: Fraction) -> None:
        self._over, self._under = over.over.tolist(), under.over.tolist()
        self._known = (over.known & under.known).tolist()
        decimals = under.decimals - over.decimals
        self._up = constant.numerator * 10 ** max(decimals, 0)
        self._down = constant.denominator * 10 ** max(-decimals, 0)

    def __getitem__(self, row: int) -> Pair | None:
        below = self._under[row]
        if not self._known[row] or not below:
            return None
        above = self._over[row] * self._up
        return (above, below * self._down) if below > 0 else (-above, -below * self._down)


def fits(column: Column) -> bool:
    """Whether a column holds plain whole numbers."""
    return column.under is None and column.over.dtype != object
