"""A column: one element's exact values at a list of places, as whole numbers."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from dutdiem.measures.arrays import Array, Bools
from dutdiem.measures.combining import Part
from dutdiem.measures.nears import Estimate, amounts
from dutdiem.measures.ranges import between

_ONE = Fraction(1)


class Column(NamedTuple):
    """`over` are whole numbers of 10**-decimals, `under` of 10**-shares (None where it is 1 everywhere).

    They are in 64 bits, or Python's own numbers where these do not fit. `known` says which rows have a value, `reported` how
    many figures are in it.
    """

    over: Array
    decimals: int
    under: Array | None
    shares: int
    known: Bools
    reported: Array

    def part(self, row: int) -> Part:
        """The row's value as a ratio; one without a value where nobody reported."""
        if not self.known[row]:
            return MISSING
        under = _ONE if self.under is None else _exact(self.under[row], self.shares)
        return Part(_exact(self.over[row], self.decimals), under, int(self.reported[row]))

    def estimate(self) -> Estimate:
        """Between which numbers the values lie."""
        over = amounts(self.over, self.decimals, self.known) or between(self.over, self.decimals, self.known)
        return over if self.under is None else over / between(self.under, self.shares, self.known)


MISSING = Part(None, _ONE, 0)


def of_parts(parts: Sequence[Part | None]) -> Column:
    """A column of values that came one by one."""
    found = [part or MISSING for part in parts]
    over = np.array([*(part.over or Fraction(0) for part in found), None], object)[:-1]
    under = np.array([*(part.under for part in found), None], object)[:-1]
    known = np.array([part.over is not None for part in found], np.bool_)
    return Column(over, 0, under, 0, known, np.array([part.reported for part in found], np.int64))


def _exact(amount: object, decimals: int) -> Fraction:
    whole = amount if isinstance(amount, Fraction) else Fraction(int(amount))  # type: ignore[call-overload]
    return whole / 10**decimals if decimals else whole
