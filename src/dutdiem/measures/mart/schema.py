"""The columns of the mart, and the parts of a large month."""

from collections.abc import Iterable
from zlib import crc32

import pyarrow as pa

_COLUMNS = {
    "unit": pa.string(),
    "element": pa.string(),
    "period": pa.string(),
    "ends": pa.date32(),
    "month": pa.string(),
    "value": pa.decimal128(24, 6),
    "status": pa.string(),
    "submission": pa.int64(),
}
SCHEMA = pa.schema([pa.field(name, kind, nullable=False) for name, kind in _COLUMNS.items()])
"""unit, element and period are codes; ends is the period's last day and month the month of that day; status is `submitted`,
`approved` or `locked`; submission is the record that the figure came from."""

PARTED = SCHEMA.append(pa.field("part", pa.string(), nullable=False))
"""As it is stored: `part` is which part of its month a figure's unit is in, and of how many."""

PART = 250_000
"""About so many figures are in a part: few enough that one corrected figure is written again in a quarter of a second."""


def parts_for(figures: int) -> int:
    """How many parts a month of so many figures gets."""
    return max(1, figures // PART)


def part_of(unit: str, parts: int) -> str:
    """The part that a unit's figures are in, the same on any machine.

    >>> part_of("V01", 8)
    '1-8'
    """
    return f"{crc32(unit.encode()) % parts}-{parts}"


def parts_in(parts: Iterable[str]) -> int:
    """How many parts a month has, by any of them."""
    return int(next(iter(parts)).partition("-")[2])
