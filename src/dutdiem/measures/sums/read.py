"""One element's values for a list of places, out of the sums: gathered from blocks and added over time, exactly."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dutdiem.measures.arrays import ROOM, Array, Bools, Ints, scaled, zeros
from dutdiem.measures.columns import Column
from dutdiem.measures.definitions import Element
from dutdiem.measures.sums.file import Block
from dutdiem.measures.sums.order import BILLION

NAMES = {"sum": "values", "average": "values", "min": "lows", "max": "highs"}
"""Which of a block's arrays each way of adding over units reads."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The rows from `start` on are of the units with the numbers `at`, each added over blocks of different stored periods.

    `run` are these numbers where they follow one another, as those of a level do: their values are then read where they lie.
    """

    start: int
    at: Ints
    blocks: Sequence[Block]
    run: slice | None = None

    @property
    def rows(self) -> slice:
        """Its rows."""
        return slice(self.start, self.start + len(self.at))


def run_of(at: Ints) -> slice | None:
    """The numbers as a run; None where they are not one after the other."""
    first = int(at[0]) if len(at) else -1
    return slice(first, first + len(at)) if first >= 0 and (at == np.arange(first, first + len(at))).all() else None


def column_of(element: Element, stretches: Sequence[Stretch], length: int) -> Column:
    """The element's column of `length` rows. No block may be wide."""
    adding = _Adding(element, stretches, length)
    if len(stretches) == 1 and adding.plain(stretches[0]):
        return adding.of_run(stretches[0])
    return adding.column(stretches)


class _Adding:
    """A column in the making."""

    def __init__(self, element: Element, stretches: Sequence[Stretch], length: int) -> None:
        every = [block for stretch in stretches for block in stretch.blocks]
        self._name = NAMES[element.over_units]
        self._averages = element.over_units == "average"
        self._steps = max((len(stretch.blocks) for stretch in stretches), default=0)
        self._time = element.over_time if self._steps > 1 else "sum"
        self._divided = self._averages or self._time == "average"
        self._decimals = max((self._decimals_of(block) for block in every), default=0)
        self._peak = max((sum(map(self._peak_of, stretch.blocks)) for stretch in stretches), default=0)
        self._shares = 9 if self._averages and any("weights" in block.arrays for block in every) else 0
        self._length = length

    def _decimals_of(self, block: Block) -> int:
        return block.decimals if self._name == "values" else block.scale

    def _peak_of(self, block: Block) -> int:
        return block.peak * int(10 ** (self._decimals - block.scale))

    def plain(self, stretch: Stretch) -> bool:
        """Whether values are simply added, each of one figure and in a place of its own, next to one another."""
        run = stretch.run
        if run is None or self._time != "sum" or self._divided or self._name != "values" or self._peak >= ROOM:
            return False
        return all(not block.arrays.keys() & {"units", "parts"} and block.several <= run.start for block in stretch.blocks)

    def of_run(self, stretch: Stretch) -> Column:
        """The column of such a stretch: a tenth of the work of `add`."""
        over, reported = np.zeros(self._length, np.int64), np.zeros(self._length, np.int32)
        for block in stretch.blocks:
            values = block.arrays["values"][stretch.run]
            has = values != np.iinfo(values.dtype).min
            reported += has
            values = values if has.all() else np.where(has, values, 0)
            over += scaled(values, self._peak, self._decimals - block.scale) if self._decimals > block.scale else values
        return Column(over, self._decimals, None, 0, reported > 0, reported)

    def column(self, stretches: Sequence[Stretch]) -> Column:
        """The column of any stretches."""
        self._over, self._under = zeros(self._length, self._peak), np.zeros(self._length, np.int64)
        self._known, self._reported = np.zeros(self._length, np.bool_), np.zeros(self._length, np.int64)
        for stretch in stretches:
            for block in stretch.blocks:
                self._add(stretch, block)
        under = np.where(self._known, self._under, 1) if self._divided else None
        return Column(self._over, self._decimals, under, self._shares, self._known, self._reported)

    def _add(self, stretch: Stretch, block: Block) -> None:
        """Takes a block's values in."""
        (places, has), rows = block.find(stretch.at), stretch.rows
        values, counts = self._values(block, places), block.several_of("counts", places, 1)
        weights = self._weights(block, places, counts) if self._divided else None
        if not has.all():
            values, counts = np.where(has, values, 0), np.where(has, counts, 0)
            weights = np.where(has, weights, 0) if weights is not None else None
        self._reported[rows] += counts
        self._over[rows] = self._joined(self._over[rows], self._known[rows], values, has)
        if weights is not None:
            self._under[rows] += weights
        self._known[rows] |= has

    def _values(self, block: Block, places: Ints) -> Array:
        plain = block.arrays["values"][places]
        if self._name != "values":
            plain = block.several_of(self._name, places, plain)
        values = scaled(plain, self._peak, self._decimals - block.scale)
        if self._name == "values" and "parts" in block.arrays:
            values = values + scaled(block.arrays["parts"][places], self._peak, self._decimals - block.decimals)
        return values

    def _weights(self, block: Block, places: Ints, counts: Array) -> Array:
        """What a step weighs: in an average of units the shares of its figures, otherwise 1."""
        if not self._averages:
            return np.ones(len(places), np.int64)
        if "weights" in block.arrays:
            return block.several_of("weights", places, BILLION)
        return scaled(counts, ROOM - 1, self._shares)

    def _joined(self, before: Array, known: Bools, values: Array, has: Bools) -> Array:
        """Values that are missing are 0."""
        if self._time not in ("min", "max"):
            return before + values
        extreme = np.minimum if self._time == "min" else np.maximum
        return np.where(known & has, extreme(before, values), before + values)
