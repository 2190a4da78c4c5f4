"""A structure's closure as an Arrow table, for DuckDB or any other engine."""

from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from dutdiem.measures.structure import Structure

_COLUMNS: dict[str, pa.DataType] = {
    "structure": pa.int32(),
    "source": pa.string(),
    "since": pa.date32(),
    "until": pa.date32(),
    "gone": pa.date32(),
    "unit": pa.string(),
    "share": pa.decimal128(10, 9),
    "own": pa.bool_(),
    "depth": pa.int16(),
    "bottom": pa.bool_(),
}
SCHEMA = pa.schema(_COLUMNS)
"""structure is the epoch; gone is the day from which the source is no more; depth is the unit's distance from the root (1 for
a group); bottom is whether the unit is one of `Structure.bottom`."""


def closure_table(structure: Structure) -> pa.Table:
    """One row per source, stretch of time and unit, by depth."""
    gone = {code: _gone(versions[-1].valid_to) for code, versions in structure.tree.versions.items()}
    depths = {code: len(structure.ancestors(code)) - 1 for code in structure.units} | dict.fromkeys(structure.groups, 1)
    rows = structure.closure
    columns: dict[str, list[Any]] = {
        "structure": [structure.epoch] * len(rows),
        "source": [row.source for row in rows],
        "since": [row.since for row in rows],
        "until": [row.until for row in rows],
        "gone": [gone[row.source] for row in rows],
        "unit": [row.unit for row in rows],
        "share": [row.share for row in rows],
        "own": [row.own for row in rows],
        "depth": [depths[row.unit] for row in rows],
        "bottom": [row.unit in structure.bottom for row in rows],
    }
    return pa.Table.from_pydict(columns, schema=SCHEMA).sort_by([("depth", "ascending")])


def _gone(valid_to: date | None) -> date:
    return date.max if valid_to is None or valid_to == date.max else valid_to + timedelta(days=1)
