"""The whole cube: the value of every unit, of every level, for every element of a stored period, as one table for other tools."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from dutdiem.measures.arrays import Ints
from dutdiem.measures.columns import Column
from dutdiem.measures.definitions import Definitions, Element
from dutdiem.measures.evaluation import exact
from dutdiem.measures.places import Period, span_of, stored_in
from dutdiem.measures.rollup import Engine, Files, Need, Want
from dutdiem.measures.structure import Structure

VALUE = pa.decimal128(38, 15)
SCHEMA = pa.schema(
    {
        "unit": pa.dictionary(pa.int32(), pa.string()),
        "element": pa.dictionary(pa.int32(), pa.string()),
        "period": pa.dictionary(pa.int32(), pa.string()),
        "value": VALUE,
        "reported": pa.int32(),
    }
)
"""The value is exact, an average with fifteen decimals; `reported` are the figures in it. What nobody reported has no row."""


Seen = Callable[[Structure], Sequence[str]]
"""Which of a structure's units to give."""


def cube(
    engine: Engine, files: Files, definitions: Definitions, periods: Iterable[Period], seen: Seen, day: date | None = None
) -> Iterator[pa.Table]:
    """A table for each stored period in the periods, in the structure of `day` or without it of the stored period's last day."""
    for period in periods:
        for kind in sorted({element.stored_as for element in definitions.elements.values()}):
            for stored in stored_in(period, *kind):
                elements = [one for one in definitions.at(stored.end).elements.values() if one.stored_as == kind]
                yield from _of_period(engine, files, elements, stored, seen, day or stored.end)


def _of_period(
    engine: Engine, files: Files, elements: Sequence[Element], period: Period, seen: Seen, day: date
) -> Iterator[pa.Table]:
    codes = seen(engine.tree.structure(day))
    wants = [Want(span_of(period, elements), day, codes)]
    columns = engine.columns(files, [Need(element, wants) for element in elements])
    rows = [np.flatnonzero(column.known) for column in columns]
    if any(map(len, rows)):
        number = np.repeat(np.arange(len(rows)), list(map(len, rows)))
        arrays = [
            _coded(np.concatenate(rows), codes),
            _coded(number, [element.code for element in elements]),
            _coded(np.zeros(len(number), np.int64), [period.code]),
            pa.concat_arrays([values_of(column, mine) for column, mine in zip(columns, rows, strict=True)]),
            pa.array(np.concatenate([column.reported[mine] for column, mine in zip(columns, rows, strict=True)]).astype(np.int32)),
        ]
        yield pa.Table.from_arrays(arrays, schema=SCHEMA)


def _coded(numbers: Ints, codes: Sequence[str]) -> "pa.DictionaryArray[Any, Any]":
    return pa.DictionaryArray.from_arrays(numbers.astype(np.int32), pa.array(codes, pa.string()))


def values_of(column: Column, rows: Ints) -> "pa.Array[Any]":
    """The values as decimals: whole numbers of 64 bits become such of 128 as they are."""
    if column.under is not None or column.over.dtype == object:
        return pa.array([exact(value) for row in rows.tolist() if (value := column.part(row).value) is not None], VALUE)
    low, factor = column.over[rows], 10 ** (VALUE.scale - column.decimals)
    halves = _halves(low * factor)
    # Most fit 64 bits as they are wanted; Arrow's cast, which the others take, is ten times as slow.
    large = np.flatnonzero(np.abs(low) >= 2**63 // factor)
    if len(large):
        wide = _decimals(_halves(low[large]), column.decimals).cast(VALUE)
        halves[large] = np.frombuffer(memoryview(wide.buffers()[1] or b""), np.int64).reshape(-1, 2)
    return _decimals(halves, VALUE.scale)


def _halves(numbers: Ints) -> Ints:
    """Whole numbers of 64 bits as pairs that make such of 128."""
    return np.stack([numbers, numbers >> 63], axis=1)


def _decimals(halves: Ints, decimals: int) -> "pa.Array[Any]":
    return pa.Array.from_buffers(pa.decimal128(38, decimals), len(halves), [None, pa.py_buffer(halves.tobytes())])
