"""A file of sums: a head in JSON, then arrays that are read where they lie (memory-mapped).

A block holds one element and stored period: the value of every unit that has one. It either has a place for every unit of the
structure, in its order, or lists the units that have a value, whichever is smaller. What can simply be added of the upper
units stands once more in one array (`upper`).
"""

import json
import mmap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from dutdiem.measures.arrays import Array, Bools, Ints
from dutdiem.measures.sums.upper import Key, Upper

_ALIGNED = 64
_SHORT = 1000


@dataclass(slots=True)
class Block:
    """Values are whole numbers of 10**-scale, at most `peak` whatever is added of them; the smallest of their kind is none.

    The first `several` have in `counts` how many figures they are made of, in `lows` and `highs` the least and greatest of
    these, in `weights` their shares in billionths (not there where all are whole); any other is one figure. `parts` are the
    billionths of the last place that a value has besides. With `wide` the values fit no array, and none are there.
    """

    element: str
    period: str
    ends: date
    scale: int
    peak: int
    several: int
    wide: bool = False
    arrays: dict[str, Array] = field(default_factory=dict)

    @property
    def decimals(self) -> int:
        """How many decimals its sums have."""
        return self.scale + 9 * ("parts" in self.arrays)

    def find(self, at: Ints) -> tuple[Ints, Bools]:
        """Where the values of the units with these numbers are, and which of them have one."""
        values = self.arrays["values"]
        if "units" not in self.arrays:
            return at, (at >= 0) & (values[at] != np.iinfo(values.dtype).min)
        units = self.arrays["units"]
        places = np.minimum(np.searchsorted(units, at), len(units) - 1)
        return places, units[places] == at

    def several_of(self, name: str, places: Ints, other: Array | int) -> Array:
        """What `counts`, `lows`, `highs` or `weights` hold for places; `other` for what is one figure."""
        if not self.several or places.min(initial=self.several) >= self.several:
            return np.broadcast_to(other, len(places))
        kept = self.arrays[name]
        if len(places) < _SHORT and places.max(initial=0) < self.several:
            found: Array = kept[places]
            return found
        inside = places < self.several
        return np.where(inside, kept[np.where(inside, places, 0)], other)


class Blocks(Mapping[Key, list[Block]]):
    """The blocks of a file by element and stored period. Each is made when it is asked for: most questions ask for few."""

    def __init__(self, heads: Iterable[dict[str, Any]], array: "_Array") -> None:
        self._array = array
        self._heads: dict[Key, list[dict[str, Any]]] = {}
        self._made: dict[Key, list[Block]] = {}
        for head in heads:
            self._heads.setdefault((head["element"], head["period"]), []).append(head)

    def __getitem__(self, key: Key) -> list[Block]:
        if key not in self._made:
            self._made[key] = [self._block(**head) for head in self._heads[key]]
        return self._made[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._heads)

    def __len__(self) -> int:
        return len(self._heads)

    def _block(self, ends: str, arrays: Mapping[str, "_Where"], **facts: Any) -> Block:
        return Block(ends=date.fromisoformat(ends), arrays={name: self._array(*where) for name, where in arrays.items()}, **facts)


_Where = tuple[str, int, int]
# An array's kind, where it begins, how many numbers it has.
_Array = Callable[[str, int, int], Array]


@dataclass(frozen=True, slots=True)
class Sheaf:
    """What a file holds: its blocks by element and stored period, and the sums of the upper units."""

    blocks: Mapping[Key, list[Block]]
    upper: Upper


def write(path: Path, blocks: Iterable[Block], upper: int) -> None:
    """Writes a file of sums; units numbered below `upper` are upper ones."""
    heads: list[dict[str, Any]] = []
    body = _Body()
    tops: list[tuple[Array, Array]] = []
    for block in blocks:
        head = {"element": block.element, "period": block.period, "ends": block.ends.isoformat(), "scale": block.scale,
                "peak": block.peak, "several": block.several, "wide": block.wide}  # fmt: skip
        heads.append(head | {"arrays": {name: body.put(array) for name, array in block.arrays.items()}})
        tops.append(_top(block, upper))
    tops.append((np.zeros(upper + 1, np.int64), np.zeros(upper + 1, np.int32)))
    found = {
        name: body.put(np.concatenate(arrays)) for name, arrays in zip(("values", "counts"), zip(*tops, strict=True), strict=True)
    }
    head_of_all = json.dumps({"blocks": heads, "units": upper, "upper": found}).encode()
    with path.open("wb") as file:
        file.write(
            len(head_of_all).to_bytes(8, "little") + head_of_all + bytes(_padded(8 + len(head_of_all)) - 8 - len(head_of_all))
        )
        for array in body.arrays:
            file.write(array.tobytes() + bytes(_padded(array.nbytes) - array.nbytes))


class _Body:
    """Arrays one after the other, each where it can be read in place."""

    def __init__(self) -> None:
        self.arrays: list[Array] = []
        self._length = 0

    def put(self, array: Array) -> _Where:
        """Appends an array."""
        start = self._length
        self.arrays.append(array)
        self._length += _padded(array.nbytes)
        return array.dtype.str, start, array.size


def _top(block: Block, upper: int) -> tuple[Array, Array]:
    """A block's values and counts for the upper units, and one zero more."""
    values, counts = np.zeros(upper + 1, np.int64), np.zeros(upper + 1, np.int32)
    if not block.wide:
        places, has = block.find(np.arange(upper))
        values[:-1] = np.where(has, block.arrays["values"][places], 0)
        counts[:-1] = np.where(has, block.several_of("counts", places, 1), 0)
    return values, counts


def read(path: Path) -> Sheaf:
    """What a file of sums holds."""
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    length = int.from_bytes(mapped[:8], "little")
    start, facts = _padded(8 + length), json.loads(mapped[8 : 8 + length])

    def array(kind: str, at: int, count: int) -> Array:
        return np.frombuffer(mapped, kind, count, start + at)

    values, counts = (array(*facts["upper"][name]).reshape(-1, facts["units"] + 1) for name in ("values", "counts"))
    return Sheaf(Blocks(facts["blocks"], array), _upper(facts["blocks"], facts["units"], values, counts))


def _upper(heads: Sequence[Mapping[str, Any]], units: int, values: Ints, counts: Array) -> Upper:
    rows: dict[Key, int | None] = {}
    for row, head in enumerate(heads):
        key = head["element"], head["period"]
        plain = key not in rows and not head["wide"] and "parts" not in head["arrays"]
        rows[key] = row if plain else None
    scales, peaks = ([*(head[name] for head in heads), 0] for name in ("scale", "peak"))
    return Upper(units, rows, values, counts, np.array(scales, np.int64), np.array(peaks, np.float64))


def _padded(length: int) -> int:
    return -(-length // _ALIGNED) * _ALIGNED
