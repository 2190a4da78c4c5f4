"""Filling PostgreSQL's table of figures: each year by itself, two at a time, in bulk, its indexes after its rows.

A year that is whole is attached to the table; where filling was broken off, the next start goes on with the years that are not.
"""

import shutil
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, LiteralString, cast

import duckdb
import psycopg
from questions import Size

from dutdiem.measures.mart import Mart

LEVELS = ("uidlevel1", "uidlevel2", "uidlevel3", "uidlevel4")
PERIODS = ("monthly", "quarterly", "yearly")
AT_ONCE = 2
BYTES = 280
"""So much of the disk a figure takes with its 16 indexes and what building them needs for a while."""
KEPT_FREE = 15 * 10**9

_COLUMNS = ", ".join(f'{name} varchar(11) COLLATE "C" NOT NULL' for name in ("dx", "ou", *LEVELS, *PERIODS))
_ROWS = """
    COPY (
        SELECT element, unit, 'R', substr(unit, 1, 3), substr(unit, 1, 6), unit, month,
            month[:4] || 'Q' || ((CAST(month[6:] AS INTEGER) + 2) // 3), month[:4], CAST(month[:4] AS INTEGER),
            CAST(value AS DOUBLE)
        FROM read_parquet($files, hive_partitioning = true, hive_types = {{month: VARCHAR, part: VARCHAR}})
    ) TO '{file}' (FORMAT csv, HEADER false)
"""


class Filling:
    """Of one server, from the mart's files."""

    def __init__(self, uri: str, mart: Mart, size: Size, folder: Path) -> None:
        self._uri, self._mart, self._size, self._folder = uri, mart, size, folder

    def needed(self) -> None:
        """Fills what is not there; ends with a sentence where the disk has no room for it."""
        with self._connected() as connection:
            if _names(connection, "SELECT tablename FROM pg_tables WHERE tablename = 'elements'"):
                return
            _run(connection, f"CREATE TABLE IF NOT EXISTS analytics ({_COLUMNS}, year integer NOT NULL, value double precision) "
                 "PARTITION BY LIST (year)")  # fmt: skip
            there = _names(
                connection, "SELECT CAST(inhrelid::regclass AS text) FROM pg_inherits WHERE inhparent = 'analytics'::regclass"
            )
        years = [year for year in sorted({month[:4] for month in self._size.months}) if f"analytics_{year}" not in there]
        self._refuse_without_room(years)
        with ThreadPoolExecutor(AT_ONCE) as threads:
            list(threads.map(self._year, years))
        self._finished()

    def _refuse_without_room(self, years: Sequence[str]) -> None:
        files = self._mart.files([month for month in self._size.months if month[:4] in years])
        with duckdb.connect() as database:
            (rows,) = database.execute("SELECT COUNT(*) FROM read_parquet($files)", {"files": files}).fetchone() or (0,)
        free = shutil.disk_usage(self._folder).free
        if free < rows * BYTES + KEPT_FREE:
            raise SystemExit(
                f"PostgreSQL needs {rows * BYTES / 1e9:.0f} GB for {rows:,} figures, and 15 GB besides; {free / 1e9:.0f} are free."
            )

    def _year(self, year: str) -> None:
        table, start = f"analytics_{year}", time.perf_counter()
        with self._connected() as connection:
            _run(connection, f"DROP TABLE IF EXISTS {table}")
            with connection.transaction():
                _run(connection, f"CREATE UNLOGGED TABLE {table} ({_COLUMNS}, year integer NOT NULL, value double precision)")
                for month in self._size.months:
                    if month[:4] == year:
                        self._copied(connection, table, month)
            filled = time.perf_counter()
            for column in ("ou", *LEVELS, *PERIODS):
                _run(connection, f"CREATE INDEX ON {table} ({column})")
                _run(connection, f"CREATE INDEX ON {table} (dx, {column})")
            _run(connection, f"ALTER TABLE {table} ADD CHECK (year = {year})")
            _run(connection, f"ALTER TABLE analytics ATTACH PARTITION {table} FOR VALUES IN ({year})")
            _run(connection, f"VACUUM ANALYZE {table}")
        print(f"PostgreSQL: {year} filled in {filled - start:.0f} s, indexed in {time.perf_counter() - filled:.0f} s", flush=True)

    def _copied(self, connection: "psycopg.Connection[Any]", table: str, month: str) -> None:
        file = self._folder / f"{month}.csv"
        with duckdb.connect() as database:
            database.execute(_ROWS.format(file=file), {"files": self._mart.files([month])})
        statement = cast(LiteralString, f"COPY {table} FROM STDIN (FORMAT csv, FREEZE)")
        with connection.cursor() as cursor, cursor.copy(statement) as copy, file.open("rb") as rows:
            while block := rows.read(1 << 20):
                copy.write(block)
        file.unlink()

    def _finished(self) -> None:
        """The table's own indexes, which take in those of the years; small tables, the last of them a sign that all is there."""
        with self._connected() as connection:
            for column in ("ou", *LEVELS, *PERIODS):
                _run(connection, f"CREATE INDEX ON analytics ({column})")
                _run(connection, f"CREATE INDEX ON analytics (dx, {column})")
            _run(connection, "ANALYZE analytics")
            for table, column in (("units", "ou"), ("elements", "dx")):
                _run(connection, f"CREATE TABLE {table} AS SELECT DISTINCT {column} FROM analytics")
            _run(connection, "VACUUM ANALYZE units, elements")

    def _connected(self) -> "psycopg.Connection[Any]":
        return psycopg.connect(self._uri, autocommit=True)


def _run(connection: "psycopg.Connection[Any]", text: str) -> None:
    connection.execute(cast(LiteralString, text))


def _names(connection: "psycopg.Connection[Any]", text: str) -> set[str]:
    return {str(name) for (name,) in connection.execute(cast(LiteralString, text))}
