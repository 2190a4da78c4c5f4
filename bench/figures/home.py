"""A home of the product with the made-up country in it: units, definitions, and files to import."""

import csv
import subprocess
import sys
from pathlib import Path

import country
import duckdb


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


def figures_csv(file: Path, elements: int, month: str, seed: int, most: int | None = None) -> int:
    """A month as a file to import, at most so many figures of whole units; how many."""
    with duckdb.connect() as database:
        rows = country.figures(database, elements, month, seed)
        database.register("rows", rows)
        limit = f"WHERE submission < {most // elements}" if most else ""
        database.execute(
            f"COPY (SELECT unit, element, period, rtrim(rtrim(CAST(value AS VARCHAR), '0'), '.') AS value FROM rows {limit} "
            f"ORDER BY unit, element) TO '{file}' (FORMAT csv, HEADER true)"
        )
        (number,) = database.execute(f"SELECT COUNT(*) FROM rows {limit}").fetchone() or (0,)
    return int(number)
