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
    _found: dict[tuple[tuple[str, ...], str], tuple[Ints, frozenset[int]]] = field(default_factory=dict)

    def find(self, codes: tuple[str, ...], period: str) -> tuple[Ints, frozenset[int]]:
        """The rows of elements in a stored period, and which of the elements are only to be found in blocks."""
        found = self._found.get((codes, period))
        if found is None:
            rows = [self.rows.get((code, period), -1) for code in codes]
            elsewhere = frozenset(at for at, row in enumerate(rows) if row is None)
            found = np.array([-1 if row is None else row for row in rows], np.int64), elsewhere
            if len(self._found) >= KEPT:
                self._found.clear()
            self._found[codes, period] = found
        return found


class Part(NamedTuple):
    """A stored period of one file, for the rows from `start` on: of the units with these numbers (-1 for none)."""

    start: int
    numbers: Ints
    upper: Upper
    period: str


def added(codes: tuple[str, ...], parts: Sequence[Part], length: int) -> list[Column | None]:
    """A column of `length` rows for each element, the parts that begin at one row added up; None where it is not here."""
    found = [part.upper.find(codes, part.period) for part in parts]
    elsewhere: set[int] = set().union(*(other for _, other in found))
    scales = np.array([part.upper.scales[rows] for part, (rows, _) in zip(parts, found, strict=True)]).reshape(-1, len(codes))
    decimals = scales.max(axis=0, initial=0)
    factors = 10 ** (decimals - scales)
    over, reported = np.zeros((len(codes), length), np.int64), np.zeros((len(codes), length), np.int64)
    peaks = np.zeros(len(codes))
    for part, (rows, _), factor in zip(parts, found, factors, strict=True):
        here, rows = slice(part.start, part.start + len(part.numbers)), rows[:, None]
        over[:, here] += part.upper.values[rows, part.numbers] * factor[:, None]
        reported[:, here] += part.upper.counts[rows, part.numbers]
        peaks += part.upper.peaks[rows[:, 0]] * factor
    fits = peaks < ROOM
    return [
        Column(over[at], int(decimals[at]), None, 0, reported[at] > 0, reported[at]) if fits[at] and at not in elsewhere else None
        for at in range(len(codes))
    ]
