"""Roll-ups: values of elements for units and periods, in the structure of any day, exact.

An `Engine` keeps one DuckDB in the process with the closures of the structures that were asked for; each question runs
on its own cursor, so threads may share an engine. Sums that are kept beside the mart answer most questions; minima, maxima
and stocks over several periods are computed from the figures themselves.
"""

import threading
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from dutdiem.measures.closure_table import SCHEMA, closure_table
from dutdiem.measures.combining import Part, combine, mode_of, needs_of
from dutdiem.measures.definitions import Element
from dutdiem.measures.errors import MeasureError
from dutdiem.measures.rollup_sql import COLUMNS, rollup_sql, sources_sql, sums_sql
from dutdiem.measures.structure import Structure, Tree
from dutdiem.measures.sums import Sums, figures_select

__all__ = ["Engine", "Key", "Part", "Source", "Span", "Want"]

Key = tuple[int, str, str, str]
"""Epoch of the structure, unit, element, requested period."""

Files = Mapping[str, Sequence[str]]
"""The mart's Parquet files by month."""


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


class Source(NamedTuple):
    """One figure as it was reported, and the share of it that counts; `submission` is the record it came from."""

    element: str
    period: str
    unit: str
    share: Decimal
    value: Decimal
    status: str
    submission: int


class _Step(NamedTuple):
    """A row of the table `spans`, and the last day of its stored period."""

    structure: int
    element: str
    alone: bool
    requested: str
    closes: date
    stored: str
    mode: str
    ends: date


class Engine:
    """Answers questions over the files of one version of the mart, for one tree.

    `sums` is the folder for sums; without it every question reads the figures.
    """

    def __init__(self, tree: Tree, sums: Path | None = None) -> None:
        self.tree, self.sums = tree, sums
        self._database = duckdb.connect()
        empty = SCHEMA.empty_table()
        self._database.register("empty", empty).execute("CREATE TABLE closure AS SELECT * FROM empty")
        self._loaded: set[int] = set()
        self._lock = threading.Lock()

    def parts(self, files: Files, elements: Sequence[Element], wants: Sequence[Want], *, approved: bool = False) -> dict[Key, Part]:
        """The part of every wanted unit, element and period that has a figure; what is not in it is missing."""
        kinds = {element.code: element for element in elements}
        steps = [step for step in self._steps(elements, wants) if f"{step.ends:%Y-%m}" in files]
        kept = [step for step in steps if self.sums and _summed(kinds[step.element], step.mode)]
        others = [step for step in steps if not (self.sums and _summed(kinds[step.element], step.mode))]
        found: dict[Key, Part] = {}
        for group, ask in ((kept, self._ask_sums), (others, self._ask_figures)):
            if group:
                columns = {column for step in group for column in needs_of(kinds[step.element])}
                rows = self._run(ask, files, wants, group, columns, approved)
                found.update(_gathered(rows, kinds, columns))
        return found

    def sources(self, files: Files, element: Element, want: Want, *, approved: bool = False) -> list[Source]:
        """The figures that the element's value of one unit and period is made of, in order of period and unit."""
        steps = [step for step in self._steps([element], [want]) if f"{step.ends:%Y-%m}" in files]
        if not steps:
            return []
        return [Source(*row) for row in self._run(self._ask_sources, files, [want], steps, ("total",), approved)]

    def warm(self, files: Files, days: Iterable[date]) -> None:
        """Makes the sums of these files in the structures of these days, so that the first question finds them."""
        cursor = self._database.cursor()
        for day in days:
            structure = self.tree.structure(day)
            self._load(structure)
            if self.sums:
                Sums(self.sums, structure).build(cursor, [path for paths in files.values() for path in paths])
        cursor.close()

    def _steps(self, elements: Sequence[Element], wants: Sequence[Want]) -> list[_Step]:
        found: dict[_Step, None] = {}
        for want in wants:
            epoch = self.tree.epoch(want.day)
            for element in elements:
                stored = _stored(element, want.span)
                mode = mode_of(element) if len(stored) > 1 else "added"
                alone = element.over_units == "none"
                for code, ends in stored:
                    found[_Step(epoch, element.code, alone, want.span.code, want.span.closes, code, mode, ends)] = None
        return list(found)

    def _run(
        self, ask: Any, files: Files, wants: Sequence[Want], steps: Sequence[_Step], columns: Collection[str], approved: bool
    ) -> list[tuple[Any, ...]]:
        cursor = self._database.cursor()
        try:
            units = self._wanted(wants)
            pairs = [(epoch, unit) for epoch, codes in units.items() for unit in codes]
            cursor.register("wanted", _table(("structure", "unit"), pairs))
            cursor.register("spans", _table(_Step._fields[:-1], [step[:-1] for step in steps]))
            text = ask(cursor, files, units, steps, columns, approved)
            return cursor.execute(text).fetchall()
        except duckdb.IOException as error:
            raise MeasureError(f"Không đọc được kho số liệu: {error}. Làm mới kho rồi thử lại.") from error
        except duckdb.OutOfRangeException as error:
            raise MeasureError("Tổng vượt quá 23 chữ số: tìm và sửa giá trị nhập sai đơn vị tính.") from error
        finally:
            cursor.close()

    def _wanted(self, wants: Sequence[Want]) -> dict[int, set[str]]:
        units: dict[int, set[str]] = defaultdict(set)
        for want in wants:
            structure = self.tree.structure(want.day)
            self._load(structure)
            units[structure.epoch] |= want.units
        return units

    def _ask_sums(
        self,
        cursor: duckdb.DuckDBPyConnection,
        files: Files,
        units: Mapping[int, set[str]],
        steps: Sequence[_Step],
        columns: Collection[str],
        approved: bool,
    ) -> str:
        assert self.sums is not None
        parts = []
        for epoch, codes in units.items():
            mine = [step for step in steps if step.structure == epoch]
            if paths := _paths(files, mine):
                sums = Sums(self.sums, self.tree.of_epoch(epoch))
                with self._lock:
                    sums.build(cursor, paths)
                parts.append(sums.select(paths, {s.element for s in mine}, {s.stored for s in mine}, codes))
        cursor.execute("CREATE TEMP VIEW sums AS " + " UNION ALL ".join(parts))
        return sums_sql(columns, {step.mode for step in steps}, approved=approved)

    def _ask_figures(
        self,
        cursor: duckdb.DuckDBPyConnection,
        files: Files,
        units: Mapping[int, set[str]],
        steps: Sequence[_Step],
        columns: Collection[str],
        approved: bool,
    ) -> str:
        del units
        elements, periods = {step.element for step in steps}, {step.stored for step in steps}
        cursor.execute("CREATE TEMP VIEW figures AS " + figures_select(_paths(files, steps), elements, periods))
        own = any(step.alone for step in steps)
        return rollup_sql(columns, {step.mode for step in steps}, approved=approved, own=own)

    def _ask_sources(
        self,
        cursor: duckdb.DuckDBPyConnection,
        files: Files,
        units: Mapping[int, set[str]],
        steps: Sequence[_Step],
        columns: Collection[str],
        approved: bool,
    ) -> str:
        self._ask_figures(cursor, files, units, steps, columns, approved)
        return sources_sql(steps[0].mode, approved=approved)

    def _load(self, structure: Structure) -> None:
        """Brings a structure's closure into DuckDB, once."""
        with self._lock:
            if structure.epoch not in self._loaded:
                cursor = self._database.cursor()
                cursor.register("incoming", closure_table(structure))
                cursor.execute("INSERT INTO closure SELECT * FROM incoming")
                cursor.close()
                self._loaded.add(structure.epoch)


def _summed(element: Element, mode: str) -> bool:
    return element.over_units in ("sum", "average") and mode != "latest"


def _paths(files: Files, steps: Iterable[_Step]) -> list[str]:
    months = sorted({f"{step.ends:%Y-%m}" for step in steps})
    return [path for month in months for path in files.get(month, ())]


def _stored(element: Element, span: Span) -> tuple[tuple[str, date], ...]:
    stored = span.stored.get(element.frequency, ())
    # What is not added over time has a value only for a period in which it is reported.
    return stored if element.over_time != "none" or len(stored) == 1 else ()


def _table(names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> pa.Table:
    columns = {name: list(column) for name, column in zip(names, zip(*rows, strict=True), strict=True)}
    return pa.Table.from_pydict(columns)


def _gathered(rows: Iterable[tuple[Any, ...]], kinds: Mapping[str, Element], columns: Collection[str]) -> dict[Key, Part]:
    names = [name for name in COLUMNS if name in columns]
    steps: dict[Key, list[dict[str, Any]]] = defaultdict(list)
    for structure, requested, unit, element, *values, reported in rows:
        step = dict(zip(names, values, strict=True), reported=int(reported))
        steps[structure, unit, element, requested].append(step)
    return {key: combine(kinds[key[2]], found) for key, found in steps.items()}
