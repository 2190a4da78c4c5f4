"""Plain DuckDB over the leaf figures, in the form that suits it best: one table of its own, sorted, codes as numbers (ENUM), each
unit's superiors in a small table beside it. `--over-files` takes the mart's Parquet files instead."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import country
import duckdb
import pyarrow as pa
from questions import Row, Size, elements_of, parts_of, per_cent

from dutdiem.measures.mart import Mart


class Plain:
    """One GROUP BY for each question; values of ratios as DOUBLE, as SQL gives them."""

    def __init__(self, database: duckdb.DuckDBPyConnection, size: Size, unit: str) -> None:
        self.database, self.size, self.unit = database, size, unit

    def _rows(self, text: str, **facts: object) -> list[Row]:
        return self.database.execute(text, facts).fetchall()

    def _sums(self, by: str, elements: Sequence[str], months: Sequence[str], within: str = "TRUE") -> list[Row]:
        text = (
            f"SELECT {by}, element, SUM(value) FROM figures JOIN units USING (unit) "
            f"WHERE month IN ({_listed(months)}) AND element IN ({_listed(elements)}) AND {within} GROUP BY ALL"
        )
        return self._rows(text)

    def month(self) -> list[Row]:
        return self._sums("province", self.size.codes[:40], [self.size.last])

    def year(self) -> list[Row]:
        ratios = self.size.ratios(20)
        found = [
            {(unit, code): total for unit, code, total in self._sums("district", elements_of(ratios), months, "province = 'P07'")}
            for months in (self.size.year, self.size.before)
        ]
        districts = sorted({str(unit) for unit, _ in found[0]})
        return [
            (unit, ratio, *(per_cent(*(sums.get((unit, code)) for code in parts_of(ratio))) for sums in found))  # type: ignore[arg-type]
            for unit in districts
            for ratio in ratios
        ]

    def trend(self) -> list[Row]:
        ratios = self.size.ratios(10)
        text = f"SELECT month, element, SUM(value) FROM figures WHERE element IN ({_listed(elements_of(ratios))}) GROUP BY ALL"
        sums = {(month, code): total for month, code, total in self._rows(text)}
        return [
            (month, ratio, per_cent(*(sums.get((month, code)) for code in parts_of(ratio))))  # type: ignore[arg-type]
            for month in self.size.months
            for ratio in ratios
        ]

    def ranking(self) -> list[Row]:
        weights = country.weights(self.size.elements)
        total = "SUM(value) FILTER (element = '{}')"
        score = " + ".join(
            f"{weight} * {total.format(over)} / NULLIF({total.format(under)}, 0) * 100"
            for ratio, weight in weights.items()
            for over, under in [parts_of(ratio)]
        )
        text = (
            f"SELECT unit, RANK() OVER (ORDER BY score DESC), score FROM (SELECT unit, {score} AS score FROM figures "
            f"WHERE month IN ({_listed(self.size.quarter)}) AND element IN ({_listed(elements_of(weights))}) GROUP BY unit) "
            "WHERE score IS NOT NULL ORDER BY 2, 1"
        )
        return self._rows(text)

    def missing(self) -> list[Row]:
        text = (
            "SELECT u.unit, e.element FROM units AS u CROSS JOIN elements AS e "
            f"ANTI JOIN (SELECT unit, element FROM figures WHERE month = '{self.size.last}') AS f "
            "ON f.unit = u.unit AND f.element = e.element"
        )
        return self._rows(text)

    def cube(self) -> Iterator[pa.Table]:
        yield from map(pa.Table.from_batches, ([batch] for batch in self.database.execute(self._cube()).to_arrow_reader(100_000)))

    def _cube(self) -> str:
        return f"""
            WITH communes AS (
                SELECT unit, district, province, element, month, value FROM figures JOIN units USING (unit)
                WHERE month IN ({_listed(self.size.year)})
            ), districts AS (
                SELECT district, province, element, month, SUM(value) AS value FROM communes GROUP BY ALL
            ), provinces AS (
                SELECT province, element, month, SUM(value) AS value FROM districts GROUP BY ALL
            )
            SELECT unit, element, month AS period, CAST(value AS DECIMAL(38, 2)) AS value FROM communes
            UNION ALL SELECT district, element, month, value FROM districts
            UNION ALL SELECT province, element, month, value FROM provinces
            UNION ALL SELECT CAST('R' AS {self.unit}), element, month, SUM(value) FROM provinces GROUP BY ALL
        """


def own_table(mart: Mart, size: Size, file: Path) -> Plain:
    """A table of DuckDB's own; made where it is missing."""
    made = file.exists()
    database = duckdb.connect(str(file))
    if not made:
        _dimensions(database, size, enums=True)
        database.execute("CREATE TABLE figures (month months, element elements_, unit units_, value DECIMAL(18, 2))")
        for month in size.months:
            database.execute(
                "INSERT INTO figures SELECT month, element, unit, value FROM read_parquet($files, hive_partitioning = true, "
                "hive_types = {month: VARCHAR, part: VARCHAR}) ORDER BY element, unit",
                {"files": mart.files([month])},
            )
        database.execute("CHECKPOINT")
    return Plain(database, size, "units_")


def over_files(mart: Mart, size: Size) -> Plain:
    """A view of the mart's files; the month is part of their path."""
    database = duckdb.connect()
    _dimensions(database, size, enums=False)
    paths = ", ".join(f"'{path}'" for path in mart.files(size.months))
    database.execute(
        f"CREATE VIEW figures AS SELECT month, element, unit, value FROM read_parquet([{paths}], hive_partitioning = true, "
        "hive_types = {month: VARCHAR, part: VARCHAR})"
    )
    return Plain(database, size, "VARCHAR")


def _dimensions(database: duckdb.DuckDBPyConnection, size: Size, *, enums: bool) -> None:
    communes = country.communes()
    columns = {"unit": communes, "district": [code[:6] for code in communes], "province": [code[:3] for code in communes]}
    kinds = {"unit": "VARCHAR", "element": "VARCHAR"}
    if enums:
        kinds = {"unit": "units_", "element": "elements_"}
        every = [row.code for row in country.units()]
        for name, codes in (("units_", every), ("elements_", size.codes), ("months", size.months)):
            database.execute(f"CREATE TYPE {name} AS ENUM ({_listed(codes)})")
    database.register("given_units", pa.table(columns)).register("given_elements", pa.table({"element": size.codes}))
    unit, element = kinds["unit"], kinds["element"]
    database.execute(
        f"CREATE TABLE units AS SELECT CAST(unit AS {unit}) AS unit, CAST(district AS {unit}) AS district, "
        f"CAST(province AS {unit}) AS province FROM given_units"
    )
    database.execute(f"CREATE TABLE elements AS SELECT CAST(element AS {element}) AS element FROM given_elements")


def _listed(codes: Sequence[str]) -> str:
    return ", ".join(f"'{code}'" for code in codes)
