"""A structure's units by number, and where the figures of a day go in it, as arrays."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from dutdiem.measures.arrays import Array, Ints
from dutdiem.measures.structure import Structure

BILLION = 10**9
"""Shares are whole numbers of billionths."""

REMEMBERED = 256
"""So many lists of units keep their numbers."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Where the figures of periods that end on one day go. Rows are sorted by unit; `starts` says where each unit's begin.

    `shares` is None where every share is whole. Units numbered below `several` may have more than one figure, or a share of one.
    """

    sources: Ints
    units: Ints
    starts: Ints
    shares: Ints | None
    several: int


class Order:
    """The units of a structure: from the root down, then the groups, then the bottom, where most figures are."""

    def __init__(self, structure: Structure) -> None:
        self.structure = structure
        upper = sorted(structure.units.keys() - structure.bottom, key=lambda code: (len(structure.ancestors(code)), code))
        self.codes = (*upper, *sorted(structure.groups), *sorted(structure.bottom))
        self.upper = len(self.codes) - len(structure.bottom)
        self.numbers: Mapping[str, int] = {code: number for number, code in enumerate(self.codes)}
        self._spreads: dict[int, Spread] = {}
        self._remembered: dict[tuple[str, ...], Ints] = {}

    def at(self, units: Sequence[str]) -> Ints:
        """The numbers of units, -1 for what is not in the structure; those of a tuple, which never changes, are remembered."""
        if not isinstance(units, tuple):
            return self._numbered(units)
        found = self._remembered.get(units)
        if found is None:
            if len(self._remembered) >= REMEMBERED:
                self._remembered.clear()
            found = self._remembered[units] = self._numbered(units)
        return found

    def _numbered(self, units: Iterable[str]) -> Ints:
        return np.array([self.numbers.get(code, -1) for code in units], np.int64)

    @cached_property
    def sources(self) -> Mapping[str, int]:
        """Every unit that ever was, by number."""
        return {code: number for number, code in enumerate(self.structure.tree.versions)}

    @cached_property
    def _closure(self) -> tuple[Ints, Ints, Ints, Ints, Ints]:
        rows = self.structure.closure
        columns = (
            [self.numbers[row.unit] for row in rows],
            [self.sources[row.source] for row in rows],
            [row.since.toordinal() for row in rows],
            [row.until.toordinal() for row in rows],
            [int(row.share * BILLION) for row in rows],
        )
        unit, source, since, until, share = (np.array(column, np.int64) for column in columns)
        order = np.lexsort((source, unit))
        return unit[order], source[order], since[order], until[order], share[order]

    @cached_property
    def _turns(self) -> list[int]:
        return sorted(set(self._closure[2].tolist()))

    def spread(self, ends: date) -> Spread:
        """Where the figures of periods that end on that day go."""
        key = bisect_right(self._turns, ends.toordinal())
        if key not in self._spreads:
            self._spreads[key] = self._spread_on(ends.toordinal())
        return self._spreads[key]

    def _spread_on(self, day: int) -> Spread:
        unit, source, since, until, share = self._closure
        holds = (since <= day) & (day < until)
        unit, source, share = unit[holds], source[holds], share[holds]
        units, starts, counts = np.unique(unit, return_index=True, return_counts=True)
        mixed: Array = (counts > 1) | (share[starts] != BILLION)
        several = int(units[mixed].max()) + 1 if mixed.any() else 0
        return Spread(source, units, starts, None if (share == BILLION).all() else share, several)
