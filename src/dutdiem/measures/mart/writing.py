"""Rows on their way into the mart: checked, each in its part, in the order in which they are read."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dutdiem.measures.arrays import Ints
from dutdiem.measures.errors import MeasureError
from dutdiem.measures.mart.schema import PARTED, SCHEMA, part_of, parts_for, parts_in

Rows = Iterable[pa.RecordBatch]

_MONTH = re.compile(r"\d{4}-\d{2}")
# An element's figures lie together: a question about a few elements reads a few row groups.
_ORDER = ("part", "element", "period", "unit")
_BATCH = 100_000


@dataclass(frozen=True, slots=True)
class Amendment:
    """What changes in a month: all figures of the submissions that are `gone` (by unit), and `figures` that come instead."""

    gone: Mapping[int, str]
    figures: pa.Table


@dataclass(frozen=True, slots=True)
class Amended:
    """The rows of the parts that change, where these are in the table, and the elements that have other values now."""

    rows: Rows
    where: str
    elements: frozenset[str]


def rows_of(figures: pa.Table, months: Sequence[str]) -> Rows:
    """The rows of whole months. Raises `MeasureError` for what is not of these months, or has other columns."""
    for month in months:
        if not _MONTH.fullmatch(month):
            raise MeasureError(f"Tháng “{month}” không đúng: viết như 2025-03.")
    rows = _cast(figures)
    found = sorted(str(month) for month in rows.column("month").unique().to_pylist())
    if strangers := [month for month in found if month not in months]:
        raise MeasureError(f"Số liệu của tháng {', '.join(strangers)} không thuộc các tháng đang cập nhật.")
    return (batch for month in found for batch in _of_month(rows, month))


def _of_month(rows: pa.Table, month: str) -> Iterator[pa.RecordBatch]:
    mine = rows.filter(pc.equal(rows["month"], pa.scalar(month)))
    yield from _sorted(_parted(mine, parts_for(mine.num_rows)))


def amended(month: str, parts: Mapping[str, Sequence[str]], change: Amendment) -> Amended:
    """What a change makes of a month that lies in these parts, each with its files."""
    number = parts_in(parts)
    fresh = _cast(change.figures)
    units = {*change.gone.values(), *(str(unit) for unit in fresh["unit"].unique().to_pylist())}
    wanted = sorted({part_of(unit, number) for unit in units})
    files = [path for part in wanted for path in parts.get(part, ())]
    old = pa.concat_tables([SCHEMA.empty_table(), *(_read(path, month) for path in files)])
    gone = pc.is_in(old["submission"], pa.array(change.gone, pa.int64()))
    rows = _parted(pa.concat_tables([old.filter(pc.invert(gone)), fresh]), number)
    quoted = ", ".join(f"'{part}'" for part in wanted)
    return Amended(_sorted(rows), f"(month = '{month}' AND part IN ({quoted}))", _told_apart(old.filter(gone), fresh))


def _read(path: str, month: str) -> pa.Table:
    """The figures of a file; the month stands in its path alone."""
    with pq.ParquetFile(path) as file:
        rows = file.read()
    return _cast(rows.append_column(SCHEMA.field("month"), pa.repeat(pa.scalar(month), rows.num_rows)))


def _told_apart(before: pa.Table, after: pa.Table) -> frozenset[str]:
    """The elements of which an answer can tell the figures apart; which record they came from it cannot."""
    return frozenset(str(element) for element, *_ in _facts(before) ^ _facts(after))


def _facts(rows: pa.Table) -> set[tuple[object, ...]]:
    columns = [rows[name].to_pylist() for name in ("element", "unit", "period", "ends", "value", "status")]
    return {(*facts, status == "submitted") for *facts, status in zip(*columns, strict=True)}


def _cast(figures: pa.Table) -> pa.Table:
    try:
        return figures.select(SCHEMA.names).cast(SCHEMA)
    except (KeyError, pa.ArrowInvalid, ValueError) as error:
        raise MeasureError(f"Số liệu đưa vào kho không đúng cột hoặc kiểu: {error}.") from error


def _parted(rows: pa.Table, number: int) -> pa.Table:
    units = rows["unit"].combine_chunks().dictionary_encode()
    assert isinstance(units, pa.DictionaryArray)
    parts = pa.array([part_of(str(unit), number) for unit in units.dictionary.to_pylist()], pa.string())
    return rows.append_column(PARTED.field("part"), parts.take(units.indices))


def _sorted(rows: pa.Table) -> Iterator[pa.RecordBatch]:
    """The rows in order, batch by batch: a second copy of the whole would double the memory of a large import."""
    whole = rows.combine_chunks()
    order = _order(whole)
    for start in range(0, len(order), _BATCH):
        yield from whole.take(order[start : start + _BATCH]).cast(PARTED).to_batches()


def _order(rows: pa.Table) -> Ints:
    """The numbers of the rows by `_ORDER`: of one number for each, which is nearly in order where a part was read to be amended."""
    key = np.zeros(rows.num_rows, np.int64)
    for name in _ORDER:
        column = rows[name].combine_chunks().dictionary_encode()
        assert isinstance(column, pa.DictionaryArray)
        texts = list(map(str, column.dictionary.to_pylist()))
        rank = np.empty(len(texts), np.int64)
        rank[sorted(range(len(texts)), key=lambda at: texts[at])] = np.arange(len(texts))
        key *= max(len(texts), 1)
        key += rank[column.indices.to_numpy()]
    return np.argsort(key, kind="stable")
