#!/usr/bin/env python3
"""Roll-ups over a whole made-up country: this product beside plain DuckDB over the leaf figures, compared cell by cell.

    .venv/bin/python bench/figures/compare.py [--elements 200] [--months 60] [--repeat 7] [--seed 1] [--folder DIR]

200 elements x 60 months are 123 million figures; `--elements 20` is a tenth. The country is made once per size in DIR. Both sides
give (unit, measure, period) to an exact value; the medians are in milliseconds, the first run of each left out. Plain DuckDB
gets the units as codes that begin with their parent's, the cheapest tree there is, and the same Parquet files.
"""

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

import country
import duckdb

from dutdiem.calendar.periods import Period, parse_period
from dutdiem.measures.answers import Question, answer
from dutdiem.measures.mart import Mart
from dutdiem.measures.rollup import Engine

Cells = dict[tuple[str, str, str], Fraction]
TODAY = date(2026, 1, 15)
LENGTH = {"ministry": 0, "province": 3, "district": 6, "commune": 9}


@dataclass(frozen=True)
class Query:
    """Measures (elements, or ratios rNNN of two neighbours) for the units of a level below a unit, and periods."""

    name: str
    measures: Sequence[str]
    level: str
    within: str
    periods: Sequence[str]


def queries(elements: int, months: Sequence[str]) -> list[Query]:
    """The kinds of questions that pages and reviews ask."""
    codes = [f"e{n:03}" for n in range(elements)]
    few = min(elements - 1, 15)
    last = months[-1]
    return [
        Query("one month, 63 provinces x 40 elements", codes[:40], "province", "R", [last]),
        Query("year to date and last year, 11 districts, 20 ratios", [f"r{n:03}" for n in range(min(elements - 1, 20))],
              "district", "P07", [f"{last[:4]}", f"{int(last[:4]) - 1}"]),
        Query("national trend of 10 ratios, every month", [f"r{n:03}" for n in range(min(elements - 1, 10))],
              "ministry", "R", months),
        Query("10,395 communes on 15 ratios, one quarter", [f"r{n:03}" for n in range(few)], "commune", "R", [f"{last[:4]}-Q4"]),
    ]  # fmt: skip


class Product:
    """The product's own way, from the question to rows."""

    def __init__(self, mart: Mart, elements: int, folder: Path) -> None:
        self.mart, self.definitions = mart, country.definitions(elements)
        self.engine = Engine(country.tree(), folder / "sums")

    def __call__(self, query: Query) -> Cells:
        selector = query.within if query.level == "ministry" else f"level:{query.level}:{query.within}"
        periods = [parse_period(code) for code in query.periods]
        question = Question(query.measures, None, periods, TODAY, selector=selector)
        rows = answer(self.engine, self.mart.months(), self.definitions, question)
        return {(row.unit, row.measure, row.period): row.exact for row in rows if row.exact is not None}


class Plain:
    """DuckDB over the leaf figures: one GROUP BY over the files of the months asked."""

    def __init__(self, mart: Mart) -> None:
        self.mart, self.database = mart, duckdb.connect()

    def __call__(self, query: Query) -> Cells:
        elements = sorted({code for measure in query.measures for code in elements_of(measure)})
        sums: dict[tuple[str, str, str], Fraction] = {}
        for period in map(parse_period, query.periods) if len(query.periods) < 5 else [None]:
            sums |= self._sums(query, elements, period)
        return {
            (unit, measure, period): value
            for unit, period in {(unit, period) for unit, _, period in sums}
            for measure in query.measures
            if (value := ratio([sums.get((unit, code, period)) for code in elements_of(measure)])) is not None
        }

    def _sums(self, query: Query, elements: list[str], period: Period | None) -> dict[tuple[str, str, str], Fraction]:
        months = list(query.periods) if period is None else [month.code for month in period.months()]
        unit = "'R'" if query.level == "ministry" else f"substr(unit, 1, {LENGTH[query.level]})"
        within = "TRUE" if query.within == "R" else f"starts_with(unit, '{query.within}')"
        shown = "period" if period is None else f"'{period.code}'"
        text = (
            f"SELECT {unit}, element, {shown}, SUM(value) FROM read_parquet($files) "
            f"WHERE list_contains($elements, element) AND {within} GROUP BY ALL"
        )
        rows = self.database.execute(text, {"files": self.mart.files(months), "elements": elements}).fetchall()
        return {(unit, element, code): Fraction(total) for unit, element, code, total in rows}


def elements_of(measure: str) -> list[str]:
    """An element itself; the two of a ratio."""
    return [measure] if measure[0] == "e" else [f"e{int(measure[1:]):03}", f"e{int(measure[1:]) + 1:03}"]


def ratio(values: list[Fraction | None]) -> Fraction | None:
    """The value of an element, or of a ratio in per cent; None where missing."""
    if None in values or (len(values) == 2 and not values[1]):
        return None
    over = values[0]
    assert over is not None
    return over if len(values) == 1 else over / (values[1] or 1) * 100


def timed(side: Callable[[Query], Cells], query: Query, repeat: int) -> tuple[float, float, Cells]:
    """The first time, the median of the others, and the cells."""
    times = []
    for _ in range(repeat + 1):
        start = time.perf_counter()
        cells = side(query)
        times.append((time.perf_counter() - start) * 1000)
    return times[0], statistics.median(times[1:]), cells


def main() -> None:
    """Makes the country where it is missing, asks both, prints a line per query; ends with 1 where a cell differs."""
    options = argparse.ArgumentParser()
    for name, default in (("--elements", 200), ("--months", 60), ("--repeat", 7), ("--seed", 1)):
        options.add_argument(name, type=int, default=default)
    options.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "dutdiem-bench")
    given = options.parse_args()
    folder = country.folder_of(given.folder, given.elements, given.months, given.seed)
    mart, start = Mart(folder / "mart"), time.perf_counter()
    if len(mart.months()) < given.months:
        number = country.fill(mart, given.elements, given.months, given.seed)
        print(f"{number:,} figures written in {time.perf_counter() - start:.0f} s")
    product, plain = Product(mart, given.elements, folder), Plain(mart)
    wrong = 0
    print(f"{'query':<55}{'cells':>9}{'product':>10}{'first':>10}{'plain':>10}")
    for query in queries(given.elements, country.months(given.months)):
        first, median, cells = timed(product, query, given.repeat)
        _, others, reference = timed(plain, query, given.repeat)
        same = cells == reference
        wrong += not same
        print(f"{query.name:<55}{len(cells):>9,}{median:>10.1f}{first:>10.1f}{others:>10.1f}{'' if same else '  DIFFERENT'}")
    print(f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
