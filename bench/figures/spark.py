#!/usr/bin/env python3
"""When to move to Spark: questions of compare.py put to DuckDB in this process and to Spark, every cell compared.

    .venv/bin/python bench/figures/spark.py [--elements 200] [--months 60] [--repeat 3] [--seed 1] [--folder DIR]

Needs the extra `spark` and Java 17; DUTDIEM_SPARK names a cluster, without it all cores of this machine work. Three sides: this one
process with the sums kept beside the mart; DuckDB over the figures alone, which is what Spark adds up too; and Spark. For each the
median time on the clock and the median time of processors (that of Spark's own Java process included), both in milliseconds, the
first run left out; the first run of Spark stands last.
"""

import argparse
import os
import resource
import statistics
import tempfile
import time
from pathlib import Path

import country
from product import Product, over_sums
from questions import TITLES, Row, Size

from dutdiem.kit.spark import master, on_spark
from dutdiem.measures.mart import Mart
from dutdiem.measures.rollup import Engine
from dutdiem.measures.runners.spark import SparkRunner

ASKED = ("month", "year", "trend")


def main() -> None:
    """Makes the country where it is missing, asks all three, prints a line per question; ends with 1 where a cell differs."""
    options = argparse.ArgumentParser()
    for name, default in (("--elements", 200), ("--months", 60), ("--repeat", 3), ("--seed", 1)):
        options.add_argument(name, type=int, default=default)
    options.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "dutdiem-bench")
    given = options.parse_args()
    folder = country.folder_of(given.folder, given.elements, given.months, given.seed)
    mart, size = Mart(folder / "mart"), Size(given.elements, tuple(country.months(given.months)))
    country.fill(mart, given.elements, given.months, given.seed)
    sides = [
        over_sums(mart, size, folder),
        Product(mart, size, Engine(country.tree())),
        Product(mart, size, Engine(country.tree(), runner=SparkRunner(on_spark))),
    ]
    start = time.perf_counter()
    with on_spark():
        print(f"Spark at {master()} started in {time.perf_counter() - start:.1f} s")
    raise SystemExit(1 if ask(sides, given.repeat) else 0)


def ask(sides: list[Product], repeat: int) -> int:
    """How many questions had a cell that differs."""
    wrong = 0
    print(f"{'question':<72}{'cells':>9}{'sums, processors':>18}{'figures, proc.':>18}{'spark, proc.':>18}{'first':>9}")
    for question in ASKED:
        results = [timed(side, question, repeat) for side in sides]
        same = all(rows == results[0][1] for _, rows in results)
        wrong += not same
        medians = "".join(
            f"{statistics.median(clock for clock, _ in times[1:]):>9.0f}{statistics.median(work for _, work in times[1:]):>9.0f}"
            for times, _ in results
        )
        first, cells = results[2][0][0][0], len(results[0][1])
        print(f"{TITLES[question]:<72}{cells:>9,}{medians}{first:>9.0f}{'' if same else '  DIFFERENT'}", flush=True)
    print(f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")
    return wrong


def timed(side: Product, question: str, repeat: int) -> tuple[list[tuple[float, float]], list[Row]]:
    """Milliseconds on the clock and of processors of every run, and the rows."""
    times: list[tuple[float, float]] = []
    rows: list[Row] = []
    for _ in range(repeat + 1):
        start, worked = time.perf_counter(), processors()
        rows = getattr(side, question)()
        times.append(((time.perf_counter() - start) * 1000, (processors() - worked) * 1000))
    return times, rows


def processors() -> float:
    """Seconds that this process and Spark's Java have had of processors."""
    with on_spark() as session:
        java = session.sparkContext._gateway.proc.pid
    fields = Path(f"/proc/{java}/stat").read_text("utf-8").rpartition(")")[2].split()
    return time.process_time() + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
