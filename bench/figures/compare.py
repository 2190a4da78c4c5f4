#!/usr/bin/env python3
"""The six questions at both sizes: this product beside plain DuckDB and a DHIS2-like table in PostgreSQL, compared cell by cell.

    .venv/bin/python bench/figures/compare.py [--sizes small,large] [--postgres small,large|none] [--repeat 7] [--folder DIR]

`small` is 13 million figures (20 elements), `large` 132 million (200). Countries, tables and sums are made once in DIR. Each number
is the median on the clock, in milliseconds, the first run left out; the first run of this product stands beside it. Answers are in
Python's own rows on every side, the cube in Arrow's tables. A second table has this product and PostgreSQL without making rows, as
pages ask: all sums and ranks are there, but an object of Python only for what is looked at. Ends with 1 where a cell differs.
"""

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import country
import pyarrow as pa
from plain import over_files, own_table
from postgres import served
from product import over_sums
from questions import TITLES, Row, Side, Size, differing

from dutdiem.measures.mart import Mart

ELEMENTS = {"small": 20, "large": 200}
SLOW = ("cube",)
UNREAD = ("month", "year", "ranking")
"""What is asked for as well without making rows of the answer."""


def main() -> None:
    """Makes what is missing, asks every side, prints a line per question."""
    options = argparse.ArgumentParser()
    options.add_argument("--sizes", default="small,large")
    options.add_argument("--postgres", default="small")
    options.add_argument("--repeat", type=int, default=7)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "dutdiem-bench")
    given = options.parse_args()
    wrong = 0
    for name in given.sizes.split(","):
        folder = country.folder_of(given.folder, ELEMENTS[name], 60, given.seed)
        size = Size(ELEMENTS[name], tuple(country.months(60)))
        mart = filled(folder, size, given.seed)
        asked = sides(mart, size, folder, postgres=name in given.postgres.split(","))
        wrong += compare(asked, given.repeat)
        if "PostgreSQL" in asked:
            unread(asked["product"], asked["PostgreSQL"], given.repeat)
    raise SystemExit(1 if wrong else 0)


def filled(folder: Path, size: Size, seed: int) -> Mart:
    """The country's mart and sums; figures that are missing are made."""
    mart, start = Mart(folder / "mart"), time.perf_counter()
    number = country.fill(mart, size.elements, len(size.months), seed)
    product = over_sums(mart, size, folder)
    for month, files in mart.months().items():
        product.engine.warm({month: files}, [country.LAST_DAY])
    print(f"\n## {size.elements} elements; {number:,} figures written, sums looked after: {time.perf_counter() - start:.0f} s\n")
    return mart


def sides(mart: Mart, size: Size, folder: Path, *, postgres: bool) -> dict[str, Side]:
    """This product first."""
    start = time.perf_counter()
    found: dict[str, Side] = {
        "product": over_sums(mart, size, folder),
        "DuckDB, own table": own_table(mart, size, folder / "plain.duckdb"),
        "DuckDB, the mart's files": over_files(mart, size),
    }
    if postgres:
        found["PostgreSQL"] = served(mart, size, folder / "postgres")
    print(f"other sides ready after {time.perf_counter() - start:.0f} s\n")
    return found


def compare(sides: dict[str, Side], repeat: int) -> int:
    """Prints the table; how many questions had a cell that differs."""
    print("| question | cells | first | " + " | ".join(sides) + " | times |\n" + "|" + " --- |" * (4 + len(sides)))
    wrong = 0
    for question, title in TITLES.items():
        times = {name: timed(getattr(side, question), 3 if question in SLOW else repeat) for name, side in sides.items()}
        reference = times["product"][2]
        apart = {name: _apart(question, reference, rows) for name, (_, _, rows) in times.items()}
        wrong += any(apart.values())
        cells = sum(t.num_rows for t in reference) if question in SLOW else len(reference)
        differ = {name: f" ({number} differ)" if number else "" for name, number in apart.items()}
        medians = " | ".join(f"{median:,.1f}{differ[name]}" for name, (_, median, _) in times.items())
        faster = f"{times['PostgreSQL'][1] / times['product'][1]:,.0f}" if "PostgreSQL" in times else ""
        print(f"| {title} | {cells:,} | {times['product'][0]:,.1f} | {medians} | {faster} |", flush=True)
    print(f"\nat most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB in this process, DuckDB's own included")
    return wrong


def unread(product: Side, postgres: Side, repeat: int) -> None:
    """Prints the second table."""
    print("\n| question, no row made | product | PostgreSQL | times |\n| --- | --- | --- | --- |")
    for question in UNREAD:
        ours, theirs = (timed(getattr(side, f"{question}_unread"), repeat, keep=False)[1] for side in (product, postgres))
        print(f"| {TITLES[question]} | {ours:,.2f} | {theirs:,.1f} | {theirs / ours:,.0f} |", flush=True)


def timed(ask: Callable[[], object], repeat: int, *, keep: bool = True) -> tuple[float, float, list[Row] | list[pa.Table]]:
    """The first time, the median of the others, and the answer."""
    times: list[float] = []
    answer: list[Row] | list[pa.Table] = []
    for _ in range(repeat + 1):
        answer = []
        start = time.perf_counter()
        found = ask()
        answer = list(found) if keep else []  # type: ignore[call-overload]
        times.append((time.perf_counter() - start) * 1000)
    return times[0], statistics.median(times[1:]), answer


def _apart(question: str, ours: list[Row] | list[pa.Table], others: list[Row] | list[pa.Table]) -> int:
    if question not in SLOW:
        return differing(question, ours, others)  # type: ignore[arg-type]
    return cubes_apart(ours, others) if ours is not others else 0  # type: ignore[arg-type]


def cubes_apart(ours: list[pa.Table], others: list[pa.Table]) -> int:
    """How many cells of two cubes differ; of one that was only counted, how many more or fewer there are."""
    if others and "cells" in others[0].column_names:
        return abs(sum(table.num_rows for table in ours) - int(others[0]["cells"][0].as_py()))
    import duckdb

    with duckdb.connect() as database:
        for name, tables in (("ours", ours), ("others", others)):
            plain = [table.select(["unit", "element", "period", "value"]) for table in tables]
            database.register(f"{name}_rows", pa.concat_tables(plain, promote_options="permissive"))
            database.execute(
                f"CREATE TABLE {name} AS SELECT CAST(unit AS VARCHAR) AS unit, CAST(element AS VARCHAR) AS element, "
                f"CAST(period AS VARCHAR) AS period, CAST(value AS DECIMAL(38, 6)) AS value FROM {name}_rows"
            )
        row = database.execute(
            "SELECT COUNT(*) FROM ours FULL JOIN others USING (unit, element, period) "
            "WHERE ours.value IS DISTINCT FROM others.value"
        ).fetchone()
    return int(row[0]) if row else 0


if __name__ == "__main__":
    main()
