"""Amounts that are never below zero, as one binary number each: the quick case of `ranges`, which most figures are.

The exact value lies within a fraction `apart` of the number. Sums, products and ratios of such amounts are again such, and how far
they are apart is one number for all rows; so an operation is one pass over the rows and not a dozen. Whatever else is asked turns
into ranges.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

import numpy as np

from dutdiem.measures.arrays import Array, Bools, Floats, Ints
from dutdiem.measures.ranges import WHOLE, Range

# A result is rounded by at most 2**-53 of itself. Parts are added up with a tenth to spare for the products of what is so small.
_ROUNDED = 2.0**-52
_MORE = 1.1
_FAR = 2.0**-30
"""What is further apart is computed as ranges."""
_SMALL, _LARGE = 1e-200, 1e200
"""Between these no number is so small or large that it would lose digits."""


@dataclass(frozen=True, slots=True, eq=False)
class Near:
    """`near` is within `apart` of the exact value, which is there where `known`; with `apart` 0 it is that value, a whole number.

    Values other than 0 lie between `least` and `most`. `always` is where every row is known. What `near` holds in a row that is
    not known means nothing.
    """

    near: Floats
    apart: float
    known: Bools
    least: float
    most: float
    always: bool = False

    @property
    def low(self) -> Floats:
        """What the values are not below."""
        return self.plain().low

    @property
    def high(self) -> Floats:
        """What the values are not above."""
        return self.plain().high

    @property
    def whole(self) -> Bools:
        """Where low and high are the value itself."""
        return self.plain().whole

    @property
    def sure(self) -> Bools:
        """All of them: which are missing is known here."""
        return np.broadcast_to(np.True_, len(self.near))

    def plain(self) -> Range:
        """The same as ranges."""
        wide = self.apart * _MORE + 2 * _ROUNDED if self.apart else 0.0
        near = np.where(self.known, self.near, 0.0)
        low, high = (near * (1 - wide), near * (1 + wide)) if wide else (near, near)
        return Range(low, high, near == 0 if wide else np.broadcast_to(np.True_, len(near)), self.known, self.sure)

    def __add__(self, other: "Near | Range") -> "Near | Range":
        if isinstance(other, Range) or max(self.apart, other.apart) > _FAR:
            return self.plain() + other.plain()
        most = self.most + other.most
        apart = max(self.apart, other.apart) * _MORE + _ROUNDED if self.apart or other.apart or most >= WHOLE else 0.0
        return self._made(other, self.near + other.near, apart, min(self.least, other.least), most)

    def __sub__(self, other: "Near | Range") -> Range:
        return self.plain() - other

    def __mul__(self, other: "Near | Range") -> "Near | Range":
        if isinstance(other, Range):
            return self.plain() * other
        least, most = self.least * other.least, self.most * other.most
        if not _SMALL < least <= most < _LARGE or max(self.apart, other.apart) > _FAR:
            return self.plain() * other.plain()
        apart = (self.apart + other.apart) * _MORE + _ROUNDED if self.apart or other.apart or most >= WHOLE else 0.0
        return self._made(other, self.near * other.near, apart, least, most)

    def __truediv__(self, other: "Near | Range") -> "Near | Range":
        """Missing where the other is 0."""
        if isinstance(other, Range):
            return self.plain() / other
        least, most = self.least / other.most, self.most / other.least
        if not _SMALL < least <= most < _LARGE or max(self.apart, other.apart) > _FAR:
            return self.plain() / other.plain()
        made = self._made(other, self.near / other.near, (self.apart + other.apart) * _MORE + _ROUNDED, least, most)
        return made if other.always else Near(made.near, made.apart, made.known & (other.near != 0), least, most)

    def __abs__(self) -> "Near":
        return self

    def compared(self, sign: str, other: "Near | Range") -> Range:
        """1 where `< <= > >= = !=` holds, 0 where not."""
        return self.plain().compared(sign, other)

    def or_else(self, other: "Near | Range") -> Range:
        """The other where this is missing."""
        return self.plain().or_else(other)

    def only(self, there: Bools) -> "Near":
        """Missing where there is no place."""
        return Near(self.near, self.apart, self.known & there, self.least, self.most)

    def rounded(self, decimals: int) -> tuple[Ints, Bools]:
        """The values in 10**-decimals, half away from zero, and which of these are right; the others are still to be computed."""
        amounts = self.near * 10.0**decimals
        around = (amounts + 1) * (self.apart * _MORE + 8 * _ROUNDED)
        amounts += 0.5
        least, most = np.floor(amounts - around), np.floor(amounts + around)
        decided = (least == most) & (most < WHOLE / 4)
        return np.where(decided & self.known, least, 0).astype(np.int64), decided | ~self.known

    def _made(self, other: "Near", near: Floats, apart: float, least: float, most: float) -> "Near":
        known = self.known if other.always else other.known if self.always else self.known & other.known
        return Near(near, apart, known, least, most, self.always and other.always)


Estimate = Near | Range
"""What is known of the values of many rows without computing each exactly."""


def amounts(whole: Array, decimals: int, known: Bools) -> Near | None:
    """Whole numbers of 10**-decimals in 64 bits; None where one is below zero."""
    if whole.dtype == object or int(whole.min(initial=0)) < 0:
        return None
    most, step = float(whole.max(initial=1)), 10.0**decimals
    near = whole.astype(np.float64)
    if not decimals:
        return Near(near, 0.0 if most < WHOLE else _ROUNDED, known, 1.0, most * 2)
    near /= step
    return Near(near, 2 * _ROUNDED, known, 0.5 / step, 2 * most)


@lru_cache(maxsize=512)
def repeated(value: Fraction, length: int) -> Near | None:
    """The same exact value so many times; None for one below zero, or too small or large."""
    near = float(value) if value <= _LARGE else _LARGE
    if value < 0 or (value and not _SMALL < near < _LARGE):
        return None
    apart = 0.0 if value.denominator == 1 and near < WHOLE else _ROUNDED
    every, always = np.broadcast_to(np.float64(near), length), np.broadcast_to(np.True_, length)
    return Near(every, apart, always, near / 2 or 1.0, near * 2 or 1.0, always=bool(value))
