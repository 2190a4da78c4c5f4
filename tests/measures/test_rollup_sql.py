"""The SQL is one text for DuckDB and Spark."""

from itertools import chain, combinations

import pytest
import sqlglot
from sqlglot import exp

from dutdiem.measures.rollup_sql import COLUMNS, MODES, rollup_sql, sources_sql

SETS = list(chain.from_iterable(combinations(MODES, n) for n in (1, 2, 3)))


@pytest.mark.parametrize("modes", SETS)
@pytest.mark.parametrize("columns", [("total",), ("total", "weight"), COLUMNS])
def test_it_becomes_sparks_dialect_without_a_loss(columns: tuple[str, ...], modes: tuple[str, ...]) -> None:
    text = rollup_sql(columns, modes, approved=True, own=True)
    (spark,) = sqlglot.transpile(text, read="duckdb", write="spark", unsupported_level=sqlglot.ErrorLevel.RAISE)
    again = sqlglot.parse_one(spark, read="spark")
    assert {table.name for table in again.find_all(exp.Table)} >= {"figures", "closure", "wanted", "spans"}


def test_sources_become_sparks_dialect_too() -> None:
    for text in (sources_sql(mode, approved=True) for mode in MODES):
        sqlglot.transpile(text, read="duckdb", write="spark", unsupported_level=sqlglot.ErrorLevel.RAISE)


@pytest.mark.parametrize("modes", SETS)
def test_no_division_is_left_to_the_database(modes: tuple[str, ...]) -> None:
    tree = sqlglot.parse_one(rollup_sql(COLUMNS, modes), read="duckdb")
    assert not list(tree.find_all(exp.Div, exp.Avg))
