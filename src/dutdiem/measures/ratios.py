"""Indicators that are one ratio of two elements, times a constant: computed in whole numbers, exactly and without fractions."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from dutdiem.measures.arrays import ROOM, Array, Bools, Ints
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


class Rounding(NamedTuple):
    """A ratio's columns, and to how many decimals it is rounded."""

    over: Column
    under: Column
    constant: Fraction
    decimals: int

    @property
    def factors(self) -> tuple[int, int]:
        """What the whole numbers of the columns are multiplied with to make one whole ratio of 10**-decimals."""
        decimals = self.under.decimals - self.over.decimals + self.decimals
        return self.constant.numerator * 10 ** max(decimals, 0), self.constant.denominator * 10 ** max(-decimals, 0)


def all_rounded(asked: Sequence[Rounding]) -> list[tuple[Ints, Bools] | None]:
    """Of each ratio all rows at once: its values in 10**-decimals, half away from zero, and which rows have one.

    None for a ratio whose numbers could be too large for 64 bits. Columns are as long as one another, of plain whole numbers.
    """
    over, under = _rows([one.over.over for one in asked]), _rows([one.under.over for one in asked])
    known = _rows([one.over.known for one in asked]) & _rows([one.under.known for one in asked]) & (under != 0)
    factors = [one.factors for one in asked]
    tops, bottoms = (np.abs(rows).max(axis=1, initial=0).tolist() for rows in (over, under))
    fits = [2 * top * abs(up) + bottom * down < ROOM for top, bottom, (up, down) in zip(tops, bottoms, factors, strict=True)]
    up, down = (
        np.array([pair[which] if fit else 0 for pair, fit in zip(factors, fits, strict=True)], np.int64)[:, None]
        for which in (0, 1)
    )
    over, under = over * up, np.where(known, under, 1) * down
    halves = 2 * np.abs(over) + np.abs(under)
    amounts = halves // np.maximum(2 * np.abs(under), 1)
    amounts = np.where((over < 0) != (under < 0), -amounts, amounts)
    return [(amounts[at], known[at]) if fit else None for at, fit in enumerate(fits)]


def _rows(columns: Sequence[Array]) -> Array:
    """One row for each."""
    return np.concatenate(columns).reshape(len(columns), -1)


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
