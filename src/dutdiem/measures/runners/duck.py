"""DuckDB in this process. One database holds the closures of the structures that were asked for; each question runs on its own
cursor, so threads may share a runner."""

import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import duckdb

from dutdiem.measures.asking import Ask
from dutdiem.measures.closure_table import SCHEMA, closure_table
from dutdiem.measures.errors import OVERFLOW, UNREADABLE, MeasureError
from dutdiem.measures.rollup_sql import rollup_sql, sources_sql, sums_sql
from dutdiem.measures.structure import Structure
from dutdiem.measures.sums import Sums, figures_select


class DuckRunner:
    """`sums` is the folder for sums; without it every question reads the figures."""

    def __init__(self, sums: Path | None = None) -> None:
        self._sums = sums
        self._database = duckdb.connect()
        empty = SCHEMA.empty_table()
        self._database.register("empty", empty).execute("CREATE TABLE closure AS SELECT * FROM empty")
        self._loaded: set[int] = set()
        self._lock = threading.Lock()

    @property
    def keeps_sums(self) -> bool:
        """Where there is a folder for them."""
        return self._sums is not None

    def rows(self, ask: Ask) -> list[tuple[Any, ...]]:
        """The rows of the question's text."""
        for structure in ask.structures:
            self._load(structure)
        cursor = self._database.cursor()
        try:
            cursor.register("wanted", ask.wanted())
            cursor.register("spans", ask.spans())
            return cursor.execute(self._text(cursor, ask)).fetchall()
        except duckdb.IOException as error:
            raise MeasureError(UNREADABLE.format(error=error)) from error
        except duckdb.OutOfRangeException as error:
            raise MeasureError(OVERFLOW) from error
        finally:
            cursor.close()

    def warm(self, structures: Iterable[Structure], paths: Sequence[str]) -> None:
        """Makes the sums of these files in these structures, so that the first question finds them."""
        cursor = self._database.cursor()
        for structure in structures:
            self._load(structure)
            if self._sums:
                Sums(self._sums, structure).build(cursor, paths)
        cursor.close()

    def _text(self, cursor: duckdb.DuckDBPyConnection, ask: Ask) -> str:
        """The SQL of the question, its view made."""
        if ask.kind == "sums":
            cursor.execute("CREATE TEMP VIEW sums AS " + self._sums_select(cursor, ask))
            return sums_sql(ask.columns, ask.modes, approved=ask.approved)
        cursor.execute("CREATE TEMP VIEW figures AS " + figures_select(ask.paths(), ask.elements, ask.stored))
        return figures_text(ask)

    def _sums_select(self, cursor: duckdb.DuckDBPyConnection, ask: Ask) -> str:
        assert self._sums is not None
        parts = []
        for structure in ask.structures:
            mine = [step for step in ask.steps if step.structure == structure.epoch]
            if paths := ask.paths(mine):
                sums = Sums(self._sums, structure)
                with self._lock:
                    sums.build(cursor, paths)
                elements, stored = {step.element for step in mine}, {step.stored for step in mine}
                parts.append(sums.select(paths, elements, stored, ask.units[structure.epoch]))
        return " UNION ALL ".join(parts)

    def _load(self, structure: Structure) -> None:
        """Brings a structure's closure into DuckDB, once."""
        with self._lock:
            if structure.epoch not in self._loaded:
                cursor = self._database.cursor()
                cursor.register("incoming", closure_table(structure))
                cursor.execute("INSERT INTO closure SELECT * FROM incoming")
                cursor.close()
                self._loaded.add(structure.epoch)


def figures_text(ask: Ask) -> str:
    """The text over figures and closure that a question of the kind figures or sources needs, in DuckDB's dialect."""
    if ask.kind == "sources":
        return sources_sql(ask.steps[0].mode, approved=ask.approved)
    return rollup_sql(ask.columns, ask.modes, approved=ask.approved, own=any(step.alone for step in ask.steps))
