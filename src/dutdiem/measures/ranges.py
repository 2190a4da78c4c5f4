"""Ranges: two binary numbers between which an exact value lies, for many values at once.

Exact fractions, one by one, take microseconds each; these take nanoseconds. Every operation widens its result by more than it
can have rounded, so that the exact value is never outside. Where both ends come to the same answer (which decimal it rounds to,
which of two is greater) that is the answer; where they do not, the value is not `sure` and is computed exactly.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import Protocol

import numpy as np

from dutdiem.measures.arrays import Array, Bools, Floats, Ints

# A result is rounded by at most 2**-53 of itself; widening by four times as much needs no closer look.
_WIDER = 2.0**-51
_LEAST = 1e-300
WHOLE = 2.0**53
"""Below this every whole number is a binary one."""

# Which outcomes of comparing two values (-1, 0, 1) make a comparison true.
_HOLDS = {"<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (0, 1), "=": (0,), "!=": (-1, 1)}


class Ranged(Protocol):
    """What is, or can be told as, ranges."""

    def plain(self) -> "Range":
        """The same as ranges."""


@dataclass(frozen=True, slots=True, eq=False)
class Range:
    """`known` is where there is a value at all, `whole` where low and high are one whole number, the value itself.

    What is not `sure` may also be missing, or known where it is said to be missing.
    """

    low: Floats
    high: Floats
    whole: Bools
    known: Bools
    sure: Bools

    def plain(self) -> "Range":
        """These are ranges."""
        return self

    def __add__(self, other: Ranged) -> "Range":
        other = other.plain()
        return self._with(other, self.low + other.low, self.high + other.high)

    def __sub__(self, other: Ranged) -> "Range":
        other = other.plain()
        return self._with(other, self.low - other.high, self.high - other.low)

    def __mul__(self, other: Ranged) -> "Range":
        other = other.plain()
        if self._never_below(0) and other._never_below(0):
            return self._with(other, self.low * other.low, self.high * other.high)
        return self._with(other, *_outer([a * b for a in (self.low, self.high) for b in (other.low, other.high)]))

    def __truediv__(self, other: Ranged) -> "Range":
        """Missing where the other is 0."""
        other = other.plain()
        zero = other.whole & (other.low == 0)
        under = Range(np.where(zero, 1.0, other.low), np.where(zero, 1.0, other.high), other.whole, other.known & ~zero, other.sure)
        if self._never_below(0) and under._never_below(_LEAST):
            return self._with(under, self.low / under.high, self.high / under.low, whole=np.zeros_like(self.whole))
        around = (under.low <= 0) & (under.high >= 0)
        low, high = _outer([a / b for a in (self.low, self.high) for b in (under.low, under.high)])
        made = self._with(under, low, high, whole=np.zeros_like(self.whole))
        return Range(made.low, made.high, made.whole, made.known, made.sure & (~around | ~made.known))

    def __abs__(self) -> "Range":
        ends = np.abs(self.low), np.abs(self.high)
        low = np.where((self.low <= 0) & (self.high >= 0), 0.0, np.minimum(*ends))
        return Range(low, np.maximum(*ends), self.whole, self.known, self.sure)

    def compared(self, sign: str, other: Ranged) -> "Range":
        """1 where `< <= > >= = !=` holds, 0 where not."""
        other = other.plain()
        less, more = self.high < other.low, self.low > other.high
        same = self.whole & other.whole & (self.low == other.low)
        held = reduce(np.logical_or, [(same, more, less)[outcome] for outcome in _HOLDS[sign]]).astype(np.float64)
        known = self.known & other.known
        sure = self.sure & other.sure & (less | more | same | ~known)
        return Range(held, held, np.ones_like(known), known, sure)

    def or_else(self, other: Ranged) -> "Range":
        """The other where this is missing."""
        other = other.plain()
        sure = self.sure & (self.known | other.sure)
        return chosen(self.known, self, other, known=self.known | other.known, sure=sure)

    def only(self, there: Bools) -> "Range":
        """Missing where there is no place."""
        return Range(self.low, self.high, self.whole, self.known & there, self.sure | ~there)

    def rounded(self, decimals: int) -> tuple[Ints, Bools]:
        """The values in 10**-decimals, half away from zero, and which of these are right; the others are still to be computed."""
        size, negative = abs(self), self.high <= 0
        low, high = (_outward(size.low * 10.0**decimals, size.whole, -1), _outward(size.high * 10.0**decimals, size.whole, 1))
        least, most = (np.floor(_outward(end + 0.5, size.whole, way)) for end, way in ((low, -1), (high, 1)))
        right = self.sure & (~self.known | ((least == most) & (most < WHOLE / 4) & (negative | (self.low >= 0) | (most == 0))))
        amounts = np.where(right & self.known, least, 0).astype(np.int64)
        return np.where(negative, -amounts, amounts), right

    def _never_below(self, least: float) -> bool:
        """Whether no value is, which most figures are: one end then comes of one end alone."""
        return bool(self.low.min(initial=np.inf) >= least)

    def _with(self, other: "Range", low: Floats, high: Floats, whole: Bools | None = None) -> "Range":
        if whole is None:
            whole = self.whole & other.whole & (np.abs(low) < WHOLE)
        known = self.known & other.known
        low, high = _outward(low, whole, -1), _outward(high, whole, 1)
        finite = np.isfinite(low) & np.isfinite(high)
        return Range(low, high, whole, known, self.sure & other.sure & (finite | ~known))


def constant(value: Fraction, length: int) -> Range:
    """The same exact value so many times."""
    near, always = np.full(1, float(value)), np.ones(1, np.bool_)
    whole = np.full(1, value.denominator == 1 and abs(value) < WHOLE)
    ends = _outward(near, whole, -1), _outward(near, whole, 1)
    low, high, whole, always = (np.broadcast_to(one, length) for one in (*ends, whole, always))
    return Range(low, high, whole, always, always)


def between(amounts: Array, decimals: int, known: Bools) -> Range:
    """Whole numbers (or fractions) of 10**-decimals as ranges."""
    near = np.array([float(value) for value in amounts]) if amounts.dtype == object else amounts.astype(np.float64)
    whole = np.zeros(len(near), np.bool_)
    if decimals:
        whole = near == 0
        near = near / 10.0**decimals
    elif amounts.dtype != object:
        whole = np.abs(near) < WHOLE
    return Range(_outward(near, whole, -1), _outward(near, whole, 1), whole, known, np.ones_like(known))


def chosen(where: Bools, one: Range, other: Range, *, known: Bools, sure: Bools) -> Range:
    """One where it says so, else the other."""
    return Range(
        np.where(where, one.low, other.low),
        np.where(where, one.high, other.high),
        np.where(where, one.whole, other.whole),
        known,
        sure,
    )


def extreme(values: Sequence[Range], function: str) -> Range:
    """The least or greatest of several; missing where one is."""
    pick = np.minimum if function == "min" else np.maximum
    low, high = (reduce(pick, [getattr(value, end) for value in values]) for end in ("low", "high"))
    known, sure, whole = (reduce(np.logical_and, [getattr(value, name) for value in values]) for name in ("known", "sure", "whole"))
    return Range(low, high, whole, known, sure)


def _outer(ends: Sequence[Floats]) -> tuple[Floats, Floats]:
    return reduce(np.minimum, ends), reduce(np.maximum, ends)


def _outward(ends: Floats, whole: Bools, way: int) -> Floats:
    """The ends moved outwards (-1 down, 1 up) by more than they were rounded; whole numbers stay."""
    if whole.all():
        return ends
    moved = np.abs(ends)
    moved *= way * _WIDER
    moved += way * _LEAST
    moved += ends
    return np.where(whole, ends, moved) if whole.any() else moved
