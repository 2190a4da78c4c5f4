"""A home of the product with the made-up country in it: units, definitions, and files to import."""

import csv
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import country
import duckdb
import pyarrow as pa


def dutdiem(home: Path, *arguments: str) -> str:
    """Runs a command of the product; what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "dutdiem.cli.main", "--home", str(home), *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{arguments}: {done.stderr}")
    return done.stdout


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
