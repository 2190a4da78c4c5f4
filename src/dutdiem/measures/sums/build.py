"""Adding up a file of figures for a structure: for every element and stored period the sums of all units, exactly."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from dutdiem.measures.arrays import ROOM, Array, Bools, Ints
from dutdiem.measures.sums.file import Block
from dutdiem.measures.sums.order import BILLION, Order, Spread

_TEXTS = ("unit", "element", "period", "status")
_READ = (*_TEXTS, "ends", "value")
_DECIMALS = 6
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class _Figures:
    """Figures of one element and stored period: the numbers of their units, and their values as whole millionths."""

    element: str
    period: str
    ends: date
    sources: Ints
    values: Ints
    narrow: bool


def blocks_of(files: Sequence[str], order: Order, *, approved: bool, only: Collection[str] | None = None) -> Iterator[Block]:
    """The blocks of the figures in Parquet files: of approved and locked ones with `approved`, of some elements with `only`."""
    table = pa.concat_tables([_read(file, only) for file in files])
    if approved:
        statuses, status = _dictionary(table, "status")
        table = table.filter(pa.array(np.array([name != "submitted" for name in statuses], np.bool_)[status]))
    for figures in _grouped(table, order) if table.num_rows else ():
        yield _added(figures, order.spread(figures.ends), len(order.codes), len(order.sources))


def _read(path: str, only: Collection[str] | None) -> pa.Table:
    """The figures of a file. It is sorted by element, so that those of some are in few row groups."""
    with pq.ParquetFile(path, read_dictionary=list(_TEXTS)) as file:
        if only is None:
            return file.read(columns=list(_READ))
        wanted = [group for group in range(file.num_row_groups) if _may_hold(file.metadata.row_group(group), only)]
        table = file.read_row_groups(wanted, columns=list(_READ))
    elements, element = _dictionary(table, "element")
    return table.filter(pa.array(np.array([code in only for code in elements], np.bool_)[element]))


def _may_hold(group: pq.RowGroupMetaData, only: Collection[str]) -> bool:
    columns = (group.column(number) for number in range(group.num_columns))
    facts = next(column.statistics for column in columns if column.path_in_schema == "element")
    return facts is None or not facts.has_min_max or any(str(facts.min) <= code <= str(facts.max) for code in only)


def _grouped(table: pa.Table, order: Order) -> Iterator[_Figures]:
    (units, unit), (elements, element), (periods, period) = (_dictionary(table, name) for name in _TEXTS[:3])
    sources = np.array([order.sources.get(code, -1) for code in units], np.int64)[unit]
    values, narrow = _millionths(table["value"])
    days = np.asarray(table["ends"].cast(pa.int32()).to_numpy(), np.int64)
    keys = np.stack([element, period, days])
    starts = _starts(keys)
    if len(np.unique(keys[:, starts], axis=1).T) < len(starts):
        # Figures of one element and period lie apart where files were put together.
        way = np.lexsort(keys)
        keys, sources, values, narrow = keys[:, way], sources[way], values[way], narrow[way]
        starts = _starts(keys)
    for start, stop in pairwise([*starts.tolist(), len(sources)]):
        code, stored, day = keys[:, start].tolist()
        known = np.flatnonzero(sources[start:stop] >= 0) + start
        if len(known):
            ends = _EPOCH + timedelta(days=day)
            yield _Figures(elements[code], periods[stored], ends, sources[known], values[known], bool(narrow[known].all()))


def _starts(keys: Ints) -> Ints:
    """Where the next element or period begins."""
    return np.concatenate([[0], np.flatnonzero((keys[:, 1:] != keys[:, :-1]).any(axis=0)) + 1])


def _dictionary(table: pa.Table, name: str) -> tuple[list[str], Ints]:
    """The texts of a column, and which of them each row has."""
    column = table[name].combine_chunks()
    assert isinstance(column, pa.DictionaryArray)
    return [str(text) for text in column.dictionary.to_pylist()], np.asarray(column.indices.to_numpy(), np.int64)


def _millionths(values: "pa.ChunkedArray[Any]") -> tuple[Ints, Bools]:
    """Decimals of 128 bits as whole numbers of 64, and which of them fit."""
    column = values.combine_chunks()
    assert isinstance(column, pa.Array)
    halves = np.frombuffer(memoryview(column.buffers()[1] or b""), np.int64)
    halves = halves[2 * column.offset : 2 * (column.offset + len(column))].reshape(-1, 2)
    low = np.ascontiguousarray(halves[:, 0])
    return low, halves[:, 1] == low >> 63


def _added(figures: _Figures, spread: Spread, units: int, sources: int) -> Block:
    values, scale = _scaled(figures.values)
    peak = int(np.abs(values.astype(np.float64)).sum()) + 1
    block = Block(figures.element, figures.period, figures.ends, scale, peak, 0)
    if not figures.narrow or peak >= ROOM:
        block.wide = True
        return block
    totals, counts, lows, highs = _by_source(figures.sources, values, sources)
    twice = bool((counts > 1).any())
    whole, parts, weights = _shared(totals, counts, spread)
    first, number = spread.starts, counts[spread.sources]
    reported = np.add.reduceat(number, first) if len(first) else number
    has = reported > 0
    at = spread.units[has]
    block.several = int(np.searchsorted(at, units if twice else spread.several))
    found: dict[str, Array] = {"counts": reported[has].astype(np.int32)}
    found["lows"] = np.minimum.reduceat(lows[spread.sources], first)[has] if len(first) else number
    found["highs"] = np.maximum.reduceat(highs[spread.sources], first)[has] if len(first) else number
    if weights is not None:
        found["weights"] = weights[has]
    _placed(block, at, whole[has], parts[has] if parts is not None and parts[has].any() else None, found, units)
    return block


def _scaled(millionths: Ints) -> tuple[Ints, int]:
    """The values with as few decimals as all of them need."""
    for scale in range(_DECIMALS):
        step = 10 ** (_DECIMALS - scale)
        found = millionths // step
        if (found * step == millionths).all():
            return found, scale
    return millionths, _DECIMALS


def _by_source(at: Ints, values: Ints, sources: int) -> tuple[Ints, Ints, Ints, Ints]:
    """Total, number, least and greatest of each source's figures: more than one where two forms have the element."""
    totals, counts = np.zeros(sources, np.int64), np.zeros(sources, np.int64)
    lows, highs = np.full(sources, np.iinfo(np.int64).max), np.full(sources, np.iinfo(np.int64).min)
    np.add.at(totals, at, values)
    np.add.at(counts, at, 1)
    np.minimum.at(lows, at, values)
    np.maximum.at(highs, at, values)
    return totals, counts, lows, highs


def _shared(totals: Ints, counts: Ints, spread: Spread) -> tuple[Ints, Ints | None, Ints | None]:
    """Each unit's total, the billionths of its last place, and the weight of its figures; the last two only with shares."""
    values, number = totals[spread.sources], counts[spread.sources]
    if not len(spread.starts):
        return values, None, None
    if spread.shares is None:
        return np.add.reduceat(values, spread.starts), None, None
    upper, lower = values // BILLION, values % BILLION * spread.shares
    whole = np.add.reduceat(upper * spread.shares + lower // BILLION, spread.starts)
    rest = np.add.reduceat(lower % BILLION, spread.starts)
    return whole + rest // BILLION, rest % BILLION, np.add.reduceat(number * spread.shares, spread.starts)


def _placed(block: Block, at: Ints, values: Ints, parts: Ints | None, found: dict[str, Array], units: int) -> None:
    """Puts the arrays into the block, in the smaller of its two forms."""
    kind = np.int32 if block.peak < 2**31 else np.int64
    size = np.dtype(kind).itemsize
    listed = len(at) * (size + 4) < units * size
    block.arrays["values"] = values.astype(kind) if listed else _spread_out(at, values, units, kind, np.iinfo(kind).min)
    if listed:
        block.arrays["units"] = at.astype(np.int32)
    if parts is not None:
        block.arrays["parts"] = parts.astype(np.int32) if listed else _spread_out(at, parts, units, np.int32, 0)
    if not listed:
        block.several = int(at[block.several - 1]) + 1 if block.several else 0
    for name, array in found.items() if block.several else ():
        small = array.astype(np.int32) if name == "counts" else array.astype(kind) if name in ("lows", "highs") else array
        block.arrays[name] = small[: block.several] if listed else _spread_out(at, small, units, small.dtype, 0)[: block.several]


def _spread_out(at: Ints, values: Array, units: int, kind: "np.typing.DTypeLike", none: int) -> Array:
    made = np.full(units, none, kind)
    made[at] = values
    return made
