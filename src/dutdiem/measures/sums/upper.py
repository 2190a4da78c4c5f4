"""The plain sums of upper units: few units with many questions, so that a month's elements stand together in one array.

A block by itself is read in microseconds, but a year of forty elements is hundreds of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from dutdiem.measures.arrays import ROOM, Array, Ints
from dutdiem.measures.columns import Column

Key = tuple[str, str]
"""An element and a stored period."""

KEPT = 64
"""So many questions of a file are remembered."""


@dataclass(frozen=True, slots=True, eq=False)
class Upper:
    """A row for each element and stored period, a column for each unit numbered below `units`; after the last row and the last
    column there is one more of zeros, for what is not there.

    Values are whole numbers of 10**-scale of their row, 0 where `counts`, the number of figures, is. `peaks` are as in blocks.
    `rows` has None for what is in the file but not here.
    """

    units: int
    rows: Mapping[Key, int | None]
    values: Ints
    counts: Array
    scales: Ints
    peaks: Array
    _found: dict[tuple[tuple[str, ...], str], "Found"] = field(default_factory=dict)

    def find(self, codes: tuple[str, ...], period: str) -> "Found":
        """Where elements in a stored period are."""
        found = self._found.get((codes, period))
        if found is None:
            places = [self.rows.get((code, period), -1) for code in codes]
            elsewhere = frozenset(at for at, row in enumerate(places) if row is None)
            rows = np.array([-1 if row is None else row for row in places], np.int64)
            found = Found(rows, elsewhere, self.scales[rows], self.peaks[rows], (rows % len(self.values)).tobytes())
            if len(self._found) >= KEPT:
                self._found.clear()
            self._found[codes, period] = found
        return found


class Found(NamedTuple):
    """The rows of some elements with their scales and peaks, and which of the elements are only to be found in blocks.

    Files with the same `layout` have the elements in the same rows.
    """

    rows: Ints
    elsewhere: frozenset[int]
    scales: Ints
    peaks: Array
    layout: bytes


class Part(NamedTuple):
    """A stored period of one file, for the rows from `start` on: of the units with these numbers (-1 for none)."""

    start: int
    numbers: Ints
    upper: Upper
    period: str


def added(codes: tuple[str, ...], parts: Sequence[Part], length: int) -> list[Column | None]:
    """A column of `length` rows for each element, the parts that begin at one row added up; None where it is not here."""
    found = [part.upper.find(codes, part.period) for part in parts]
    elsewhere: set[int] = set().union(*(one.elsewhere for one in found))
    scales = np.array([one.scales for one in found]).reshape(-1, len(codes))
    decimals = scales.max(axis=0, initial=0)
    factors = 10 ** (decimals - scales)
    over, reported = np.zeros((len(codes), length), np.int64), np.zeros((len(codes), length), np.int64)
    even, places = bool((factors == 1).all()), _Places()
    for part, one, factor in zip(parts, found, factors, strict=True):
        here, at = slice(part.start, part.start + len(part.numbers)), places.of(part, one)
        values = part.upper.values.reshape(-1).take(at)
        over[:, here] += values if even else values * factor[:, None]
        reported[:, here] += part.upper.counts.reshape(-1).take(at)
    peaks = (np.array([one.peaks for one in found]).reshape(-1, len(codes)) * factors).sum(axis=0)
    fits = peaks < ROOM
    known = reported > 0
    return [
        Column(over[at], scale, None, 0, known[at], reported[at]) if fit and at not in elsewhere else None
        for at, (fit, scale) in enumerate(zip(fits.tolist(), decimals.tolist(), strict=True))
    ]


class _Places:
    """Where in a file's arrays, laid out as one row, the elements' values of some units are: mostly the same for every month."""

    def __init__(self) -> None:
        self._last: tuple[int, int, bytes] = 0, 0, b""
        self._found = np.zeros(0, np.int64)

    def of(self, part: Part, found: Found) -> Ints:
        """The places of a part, a row for each element."""
        asked = id(part.numbers), part.upper.units, found.layout
        if self._last != asked:
            width = part.upper.units + 1
            self._found = found.rows[:, None] % len(part.upper.values) * width + part.numbers % width
            self._last = asked
        return self._found
