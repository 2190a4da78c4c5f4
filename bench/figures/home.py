"""A home of the product with the made-up country in it: units, definitions, and files to import."""

import csv
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import country
import duckdb
import pyarrow as pa
from browsing import memory


def dutdiem(home: Path, *arguments: str) -> str:
    """Runs a command of the product; what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "dutdiem.cli.main", "--home", str(home), *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{arguments}: {done.stderr}")
    return done.stdout


def measured(home: Path, *arguments: str) -> tuple[float, float, float]:
    """Runs a command of the product: seconds on the clock and of processors, and the most megabytes of memory it had.

    The kernel's own count of a child's memory begins with what its parent had, so that the high-water mark is looked at instead.
    """
    start, before, most = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN), 0.0
    command = [sys.executable, "-m", "dutdiem.cli.main", "--home", str(home), *arguments]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    while process.poll() is None:
        most = max(most, memory(process.pid, "VmHWM"))
        time.sleep(0.02)
    taken, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise SystemExit(f"{arguments}: {process.returncode}")
    return taken, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, most


def made(home: Path, elements: int) -> Path:
    """The home with units and definitions, made where it is missing."""
    if not (home / "units.csv").exists():
        home.mkdir(parents=True, exist_ok=True)
        (home / "figures.toml").write_text(_definitions(elements), "utf-8")
        with (home / "units.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("code", "name", "level", "parent", "valid_from", "valid_to"))
            writer.writerows((row.code, row.name, row.level, row.parent, row.valid_from, "") for row in country.units())
        dutdiem(home, "units", "import", str(home / "units.csv"))
        dutdiem(home, "figures", "define", str(home / "figures.toml"))
    return home


def _definitions(elements: int) -> str:
    defined = country.definitions(elements)
    lines = []
    for element in defined.elements.values():
        lines += [f"[elements.{element.code}]", f'name = "Mục {element.code}"', 'unit = "vụ"', 'frequency = "month"', ""]
    for code, indicator in defined.indicators.items():
        lines += [f"[indicators.{code}]", f'name = "Chỉ tiêu {code}"', f'formula = "{indicator.formula}"', 'unit = "%"']
        lines += ['direction = "up"', "decimals = 2", ""]
    codes = ", ".join(f'"{code}"' for code in defined.elements)
    lines += ["[forms.monthly]", 'name = "Báo cáo tháng"', 'frequency = "month"', 'level = "commune"', f"elements = [{codes}]"]
    return "\n".join(lines) + "\n"


def figures_csv(file: Path, elements: int, months: Sequence[str], seed: int, most: int | None = None) -> int:
    """Months as a file to import, at most about so many figures of whole units; how many."""
    units = most // elements // len(months) if most else len(country.communes())
    with duckdb.connect() as database:
        tables = [country.figures(database, elements, month, seed) for month in months]
        database.register("rows", pa.concat_tables(tables))
        chosen = f"SELECT * FROM rows WHERE submission < {units}"
        database.execute(
            "COPY (SELECT unit, element, period, rtrim(rtrim(CAST(value AS VARCHAR), '0'), '.') AS value "
            f"FROM ({chosen}) ORDER BY period, unit, element) TO '{file}' (FORMAT csv, HEADER true)"
        )
        (number,) = database.execute(f"SELECT COUNT(*) FROM ({chosen})").fetchone() or (0,)
    return int(number)
