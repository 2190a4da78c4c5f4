"""A file of sums: a head in JSON, then arrays that are read where they lie (memory-mapped).

A block holds one element and stored period: the value of every unit that has one. It either has a place for every unit of the
structure, in its order, or lists the units that have a value, whichever is smaller.
"""

import json
import mmap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from dutdiem.measures.arrays import Array, Bools, Ints

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
        if not self.several:
            return np.broadcast_to(other, len(places))
        kept = self.arrays[name]
        if len(places) < _SHORT and places.max(initial=0) < self.several:
            found: Array = kept[places]
            return found
        inside = places < self.several
        return np.where(inside, kept[np.where(inside, places, 0)], other)


def write(path: Path, blocks: Iterable[Block]) -> None:
    """Writes a file of sums."""
    heads: list[dict[str, Any]] = []
    arrays: list[Array] = []
    length = 0
    for block in blocks:
        where = {}
        for name, array in block.arrays.items():
            where[name] = (array.dtype.str, length, len(array))
            arrays.append(array)
            length += _padded(array.nbytes)
        heads.append(
            {"element": block.element, "period": block.period, "ends": block.ends.isoformat(), "scale": block.scale,
             "peak": block.peak, "several": block.several, "wide": block.wide, "arrays": where}
        )  # fmt: skip
    head = json.dumps(heads).encode()
    with path.open("wb") as file:
        file.write(len(head).to_bytes(8, "little") + head + bytes(_padded(8 + len(head)) - 8 - len(head)))
        for array in arrays:
            file.write(array.tobytes() + bytes(_padded(array.nbytes) - array.nbytes))


def read(path: Path) -> Mapping[tuple[str, str], list[Block]]:
    """The blocks of a file by element and stored period."""
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    length = int.from_bytes(mapped[:8], "little")
    start = _padded(8 + length)
    found: dict[tuple[str, str], list[Block]] = {}
    for head in json.loads(mapped[8 : 8 + length]):
        where = head.pop("arrays")
        arrays = {name: np.frombuffer(mapped, kind, count, start + at) for name, (kind, at, count) in where.items()}
        block = Block(**{**head, "ends": date.fromisoformat(head["ends"])}, arrays=arrays)
        found.setdefault((block.element, block.period), []).append(block)
    return found


def _padded(length: int) -> int:
    return -(-length // _ALIGNED) * _ALIGNED
