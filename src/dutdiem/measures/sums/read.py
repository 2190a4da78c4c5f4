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
    for stretch in stretches:
        if adding.plain(stretch):
            adding.add_run(stretch)
            continue
        for block in stretch.blocks:
            adding.add(stretch, block)
    return adding.column()


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
        self._over = zeros(length, self._peak)
        self._under = np.zeros(length, np.int64)
        self._known = np.zeros(length, np.bool_)
        self._reported = np.zeros(length, np.int64)

    def _decimals_of(self, block: Block) -> int:
        return block.decimals if self._name == "values" else block.scale

    def _peak_of(self, block: Block) -> int:
        return block.peak * int(10 ** (self._decimals - block.scale))

    def plain(self, stretch: Stretch) -> bool:
        """Whether values are simply added, each of one figure and in a place of its own, next to one another."""
        run = stretch.run
        if run is None or self._time != "sum" or self._divided or self._name != "values" or self._over.dtype == object:
            return False
        return all(not block.arrays.keys() & {"units", "parts"} and block.several <= run.start for block in stretch.blocks)

    def add_run(self, stretch: Stretch) -> None:
        """Takes the values of such a stretch in: a tenth of the work of `add`."""
        over, run = self._over[stretch.rows], stretch.run
        reported = np.zeros(len(stretch.at), np.int16)
        for block in stretch.blocks:
            values = block.arrays["values"][run]
            has = values != np.iinfo(values.dtype).min
            reported += has
            values = values if has.all() else np.where(has, values, 0)
            over += scaled(values, self._peak, self._decimals - block.scale) if self._decimals > block.scale else values
        self._reported[stretch.rows] = reported
        self._known[stretch.rows] = reported > 0

    def add(self, stretch: Stretch, block: Block) -> None:
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

    def column(self) -> Column:
        """The finished column."""
        under = np.where(self._known, self._under, 1) if self._divided else None
        return Column(self._over, self._decimals, under, self._shares, self._known, self._reported)
