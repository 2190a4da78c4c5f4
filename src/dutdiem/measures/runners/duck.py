"""DuckDB in this process. One database holds the closures of the structures that were asked for; each question runs on its own
cursor, so threads may share a runner."""

import threading
from collections.abc import Iterable
from functools import cached_property
from typing import Any

import duckdb

from dutdiem.measures.asking import Ask
from dutdiem.measures.closure_table import SCHEMA, closure_table
from dutdiem.measures.errors import OVERFLOW, UNREADABLE, MeasureError
from dutdiem.measures.rollup_sql import rollup_sql, sources_sql
from dutdiem.measures.structure import Structure

_FIGURES = """
SELECT unit, element, period, ends, value, status, submission FROM read_parquet({files})
WHERE element IN ({elements}) AND period IN ({periods})
"""


class DuckRunner:
    """Makes its database with the first question: an engine that finds all in sums needs none."""

    def __init__(self) -> None:
        self._loaded: set[int] = set()
        self._lock = threading.Lock()

    @cached_property
    def _database(self) -> duckdb.DuckDBPyConnection:
        database = duckdb.connect()
        empty = SCHEMA.empty_table()
        return database.register("empty", empty).execute("CREATE TABLE closure AS SELECT * FROM empty")

    def rows(self, ask: Ask) -> list[tuple[Any, ...]]:
        """The rows of the question's text."""
        for structure in ask.structures:
            self._load(structure)
        cursor = self._database.cursor()
        try:
            cursor.register("wanted", ask.wanted())
            cursor.register("spans", ask.spans())
            cursor.execute("CREATE TEMP VIEW figures AS " + figures_select(ask.paths(), ask.elements, ask.stored))
            return cursor.execute(figures_text(ask)).fetchall()
        except duckdb.IOException as error:
            raise MeasureError(UNREADABLE.format(error=error)) from error
        except duckdb.OutOfRangeException as error:
            raise MeasureError(OVERFLOW) from error
        finally:
            cursor.close()

    def _load(self, structure: Structure) -> None:
        """Brings a structure's closure into DuckDB, once."""
        with self._lock:
            if structure.epoch not in self._loaded:
                cursor = self._database.cursor()
                cursor.register("incoming", closure_table(structure))
                cursor.execute("INSERT INTO closure SELECT * FROM incoming")
                cursor.close()
                self._loaded.add(structure.epoch)


def figures_select(files: Iterable[str], elements: Iterable[str], periods: Iterable[str]) -> str:
    """SQL of the figures of some elements and stored periods, for the view `figures`."""
    return _FIGURES.format(files=f"[{_items(files)}]", elements=_items(elements), periods=_items(periods))


def _items(texts: Iterable[str]) -> str:
    return ", ".join("'" + text.replace("'", "''") + "'" for text in sorted(texts))


def figures_text(ask: Ask) -> str:
    """The text over figures and closure that a question of the kind figures or sources needs, in DuckDB's dialect."""
    if ask.kind == "sources":
        return sources_sql(ask.steps[0].mode, approved=ask.approved)
    return rollup_sql(ask.columns, ask.modes, approved=ask.approved, own=any(step.alone for step in ask.steps))
