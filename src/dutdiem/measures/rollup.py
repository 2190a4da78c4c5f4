"""Roll-ups: values of elements for units and periods, in the structure of any day, exact.

An `Engine` keeps one DuckDB in the process with the closures of the structures that were asked for; each question runs
on its own cursor, so threads may share an engine.
"""

import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import duckdb
import pyarrow as pa

from dutdiem.measures.combining import Part, combine, mode_of, needs_of
from dutdiem.measures.definitions import Element
from dutdiem.measures.errors import MeasureError
from dutdiem.measures.rollup_sql import rollup_sql
from dutdiem.measures.structure import Structure, Tree

__all__ = ["Engine", "Key", "Part", "Span", "Want"]

Key = tuple[int, str, str, str]
"""Epoch of the structure, unit, element, requested period."""


@dataclass(frozen=True, slots=True)
class Span:
    """A period by its code and its last day, with the stored periods (code, last day) that make it up per frequency."""

    code: str
    closes: date
    stored: Mapping[str, tuple[tuple[str, date], ...]]


@dataclass(frozen=True, slots=True)
class Want:
    """A period for some units, in the structure of `day`."""

    span: Span
    day: date
    units: frozenset[str]


_TABLES = """
    CREATE TABLE closure (structure INTEGER, source VARCHAR, since DATE, until DATE, gone DATE, unit VARCHAR,
                          share DECIMAL(10, 9), own BOOLEAN)
"""
_CLOSURE_COLUMNS: dict[str, pa.DataType] = {
    "structure": pa.int32(),
    "source": pa.string(),
    "since": pa.date32(),
    "until": pa.date32(),
    "gone": pa.date32(),
    "unit": pa.string(),
    "share": pa.decimal128(10, 9),
    "own": pa.bool_(),
}
_CLOSURE = pa.schema(_CLOSURE_COLUMNS)
_SPANS = ("structure", "element", "alone", "requested", "closes", "stored", "ends", "mode")


class Engine:
    """Answers questions over the files of one version of the mart, for one tree."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._database = duckdb.connect()
        self._database.execute(_TABLES)
        self._loaded: set[int] = set()
        self._lock = threading.Lock()

    def parts(
        self, files: Sequence[str], elements: Sequence[Element], wants: Sequence[Want], *, approved: bool = False
    ) -> dict[Key, Part]:
        """The part of every wanted unit, element and period that has a figure; what is not in it is missing."""
        spans = self._spans(elements, wants)
        if not files or not spans:
            return {}
        cursor = self._database.cursor()
        try:
            self._prepare(cursor, files, wants, spans)
            rows = cursor.execute(self._sql(elements, approved)).fetchall()
        except duckdb.IOException as error:
            raise MeasureError(f"Không đọc được kho số liệu: {error}. Làm mới kho rồi thử lại.") from error
        finally:
            cursor.close()
        return _gathered(rows, elements)

    def load(self, structure: Structure) -> None:
        """Brings a structure's closure into DuckDB, once."""
        with self._lock:
            if structure.epoch in self._loaded:
                return
            cursor = self._database.cursor()
            cursor.register("incoming", closure_table(structure))
            cursor.execute("INSERT INTO closure SELECT * FROM incoming")
            cursor.close()
            self._loaded.add(structure.epoch)

    def _spans(self, elements: Sequence[Element], wants: Sequence[Want]) -> list[tuple[Any, ...]]:
        found: dict[tuple[Any, ...], None] = {}
        for want in wants:
            epoch = self.tree.epoch(want.day)
            for element in elements:
                alone, mode = element.over_units == "none", mode_of(element)
                for stored, ends in _steps(element, want.span):
                    row = (epoch, element.code, alone, want.span.code, want.span.closes, stored, ends, mode)
                    found[row] = None
        return list(found)

    def _prepare(
        self,
        cursor: duckdb.DuckDBPyConnection,
        files: Sequence[str],
        wants: Sequence[Want],
        spans: Sequence[tuple[Any, ...]],
    ) -> None:
        units: dict[int, set[str]] = defaultdict(set)
        for want in wants:
            structure = self.tree.structure(want.day)
            self.load(structure)
            units[structure.epoch] |= want.units
        pairs = [(epoch, unit) for epoch, codes in units.items() for unit in codes]
        cursor.register("wanted", _columns(("structure", "unit"), pairs))
        cursor.register("spans", _columns(_SPANS, spans))
        listed = ", ".join("'" + path.replace("'", "''") + "'" for path in files)
        cursor.execute(f"CREATE TEMP VIEW figures AS SELECT * FROM read_parquet([{listed}])")  # noqa: S608 quoted

    def _sql(self, elements: Sequence[Element], approved: bool) -> str:
        columns = {column for element in elements for column in needs_of(element)}
        modes = {mode_of(element) for element in elements}
        own = any(element.over_units == "none" for element in elements)
        return rollup_sql(columns, modes, approved=approved, own=own)


def closure_table(structure: Structure) -> pa.Table:
    """The closure of a structure as Arrow, with the day from which each source is no more."""
    gone = {code: _gone(versions[-1].valid_to) for code, versions in structure.tree.versions.items()}
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
    }
    return pa.Table.from_pydict(columns, schema=_CLOSURE)


def _gone(valid_to: date | None) -> date:
    return date.max if valid_to is None or valid_to == date.max else valid_to + timedelta(days=1)


def _steps(element: Element, span: Span) -> tuple[tuple[str, date], ...]:
    steps = span.stored.get(element.frequency, ())
    # What is not added over time has a value only for a period in which it is reported.
    return steps if element.over_time != "none" or len(steps) == 1 else ()


def _columns(names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> pa.Table:
    columns: dict[str, list[Any]] = {name: list(column) for name, column in zip(names, zip(*rows, strict=True), strict=True)}
    return pa.Table.from_pydict(columns)


def _gathered(rows: Iterable[tuple[Any, ...]], elements: Sequence[Element]) -> dict[Key, Part]:
    kinds = {element.code: element for element in elements}
    columns = {column for element in elements for column in needs_of(element)}
    names = [name for name in ("total", "weight", "low", "high", "newest") if name in columns]
    steps: dict[Key, list[dict[str, Any]]] = defaultdict(list)
    for structure, requested, unit, element, _, *values, reported in rows:
        step = dict(zip(names, values, strict=True), reported=int(reported))
        steps[structure, unit, element, requested].append(step)
    return {key: combine(kinds[key[2]], found) for key, found in steps.items()}


def missing() -> Part:
    """The part of what nobody reported."""
    return Part(None, Fraction(0), 0)
