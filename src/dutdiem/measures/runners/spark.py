"""Apache Spark on many machines, over the mart's own files, by the list of files of one version of the Delta table.

The SQL is that of DuckDB, turned into Spark's dialect. Its machines must see the mart under the same path. No sums are read or
kept: Spark is for what is too large for one machine, and there the figures themselves are added up.
"""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import sqlglot

from dutdiem.measures.asking import Ask
from dutdiem.measures.closure_table import closure_table
from dutdiem.measures.errors import OVERFLOW, UNREADABLE, MeasureError
from dutdiem.measures.runners.duck import figures_text
from dutdiem.measures.structure import Structure

if TYPE_CHECKING:
    from pyspark.errors import PySparkException
    from pyspark.sql import DataFrame, SparkSession

_FIGURES = "unit string, element string, period string, ends date, value decimal(24, 6), status string, submission bigint"
_OVERFLOWS = {"NUMERIC_VALUE_OUT_OF_RANGE", "ARITHMETIC_OVERFLOW"}
_UNREADABLE = {"PATH_NOT_FOUND", "FAILED_READ_FILE"}
_PATTERN_SIGNS = re.compile(r"[\\\[\]{}*?]")
_CLOSURE = ("structure", "source", "since", "until", "gone", "unit", "share", "own")


class SparkRunner:
    """`sessions` gives Spark's session for a piece of work. Each question has its own views: threads may share a runner."""

    def __init__(self, sessions: "Callable[[], AbstractContextManager[SparkSession]]") -> None:
        self._sessions = sessions
        self._closures: dict[int, pa.Table] = {}

    def rows(self, ask: Ask) -> list[tuple[Any, ...]]:
        """The rows of the question's text."""
        from pyspark.errors import PySparkException

        with self._sessions() as shared:
            session = shared.newSession()
            try:
                _figures(session, ask).createOrReplaceTempView("figures")
                for name, table in (("wanted", ask.wanted()), ("spans", ask.spans()), ("closure", self._closure(ask))):
                    session.createDataFrame(table).createOrReplaceTempView(name)
                return _tuples(session.sql(in_sparks_words(figures_text(ask))).toArrow())
            except PySparkException as error:
                if says := _says(error):
                    raise MeasureError(says) from error
                raise

    def _closure(self, ask: Ask) -> pa.Table:
        """Of the closures, what leads to the units asked for: seldom more than Spark hands to every machine at once."""
        return pa.concat_tables(self._of(structure, ask) for structure in ask.structures)

    def _of(self, structure: Structure, ask: Ask) -> pa.Table:
        if structure.epoch not in self._closures:
            self._closures[structure.epoch] = closure_table(structure).select(_CLOSURE)
        whole = self._closures[structure.epoch]
        return whole.filter(pc.is_in(whole.column("unit"), pa.array(ask.units[structure.epoch], pa.string())))


@lru_cache(maxsize=256)
def in_sparks_words(text: str) -> str:
    """The text in Spark's dialect. Raises `sqlglot.errors.UnsupportedError` where something would be lost."""
    (spark,) = sqlglot.transpile(text, read="duckdb", write="spark", unsupported_level=sqlglot.ErrorLevel.RAISE)
    return spark


def _figures(session: "SparkSession", ask: Ask) -> "DataFrame":
    """The figures of the files named, whatever else lies in their folders."""
    from pyspark.sql.functions import col

    reader = session.read.schema(_FIGURES).option("recursiveFileLookup", "true")
    every = reader.parquet(*(_located(path) for path in ask.paths()))
    return every.where(col("element").isin(sorted(ask.elements)) & col("period").isin(sorted(ask.stored)))


def _located(path: str) -> str:
    """A plain path is one of the file system, whatever a cluster's default store is, and its signs mean themselves."""
    return "file://" + _PATTERN_SIGNS.sub(r"\\\g<0>", path) if path.startswith("/") else path


def _tuples(table: pa.Table) -> list[tuple[Any, ...]]:
    return list(zip(*(column.to_pylist() for column in table.columns), strict=True))


def _says(error: "PySparkException") -> str | None:
    """The sentence for what DuckDB would refuse too; None for what is wrong with Spark."""
    condition = (error.getCondition() or "").partition(".")[0]
    if condition in _OVERFLOWS:
        return OVERFLOW
    return UNREADABLE.format(error=str(error).partition("\n")[0].rstrip(".")) if condition in _UNREADABLE else None
