"""Compiles the facts of the sample country from the MIT-licensed Python package "vietnamadminunits".

    python -m venv VENV && VENV/bin/pip install vietnamadminunits==1.0.4
    VENV/bin/python tools/country/compile.py

Writes compact CSV files and the package's licence to src/dutdiem/cli/demo/country. The package says which commune became
which, not when and not in which shares: the dates and the equal shares are added by dutdiem.cli.demo.country.
"""

import csv
import importlib.metadata
import importlib.util
import json
import sqlite3
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

PACKAGE = "vietnamadminunits"
TARGET = Path(__file__).parents[2] / "src" / "dutdiem" / "cli" / "demo" / "country"

OLD = "admin_units_legacy"
NEW = "admin_units"
QUERIES = {
    "provinces_2024": f"select distinct provinceCode, province from {OLD} order by 1",
    "districts_2024": f"select distinct districtCode, district, provinceCode from {OLD} order by 1",
    "communes_2024": f"select wardCode, ward, districtCode from {OLD} where wardCode is not null order by 1",
    "provinces_2025": f"select distinct provinceCode, province from {NEW} order by 1",
    "communes_2025": f"select wardCode, ward, provinceCode from {NEW} order by 1",
}
HEADINGS = {
    "provinces_2024": ("code", "name"),
    "districts_2024": ("code", "name", "province"),
    "communes_2024": ("code", "name", "district"),
    "provinces_2025": ("code", "name"),
    "communes_2025": ("code", "name", "province"),
    "provinces_became": ("from", "to"),
    "communes_became": ("from", "to"),
}


def main() -> None:
    """Reads the installed package and writes every file of the sample country's facts."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{PACKAGE} is not installed in this Python; see the head of this file.")
    data = Path(spec.origin).parent / "data"
    with sqlite3.connect(data / "dataset.db") as database:
        for name, query in QUERIES.items():
            write(name, database.execute(query))
        became = json.loads((data / "converter_2025.json").read_text(encoding="utf-8"))
        write("provinces_became", provinces_became(database, became))
        write("communes_became", communes_became(database, became))
    write_licence()


def provinces_became(database: sqlite3.Connection, became: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Pairs of province codes, old and new."""
    old = dict(database.execute(f"select distinct provinceKey, provinceCode from {OLD}"))
    new = dict(database.execute(f"select distinct provinceKey, provinceCode from {NEW}"))
    return sorted((old[key], new[target]) for target, keys in became["DICT_PROVINCE"].items() for key in keys)


def communes_became(database: sqlite3.Connection, became: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Pairs of commune codes, old and new; one old code stands in several pairs where its commune was split."""
    old = {
        f"{province}_{district}_{ward}": code
        for province, district, ward, code in database.execute(
            f"select provinceKey, districtKey, wardKey, wardCode from {OLD} where wardCode is not null"
        )
    }
    new = {(province, ward): code for province, ward, code in database.execute(f"select provinceKey, wardKey, wardCode from {NEW}")}
    # The five island districts had no communes: they are keys without a ward and have no code here.
    return sorted({(old[key], new[target]) for key, target in key_pairs(became) if key in old})


def key_pairs(became: Mapping[str, Any]) -> Iterable[tuple[str, tuple[str, str]]]:
    """(old key, (new province key, new commune key)), from the whole communes and from the split ones."""
    for province, wards in became["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, keys in wards.items():
            yield from ((key, (province, ward)) for key in keys)
    for province, communes in became["DICT_PROVINCE_WARD_DIVIDED"].items():
        for key, parts in communes.items():
            yield from ((key, (province, part["newWardKey"])) for part in parts)


def write(name: str, rows: Iterable[tuple[str, ...]]) -> None:
    """One file, in NFC and with plain line ends, so that compiling it again changes nothing."""
    with (TARGET / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(HEADINGS[name])
        out.writerows([unicodedata.normalize("NFC", cell.strip()) for cell in row] for row in rows)


def write_licence() -> None:
    """The package's licence, which must stand beside what was taken from it."""
    files = importlib.metadata.files(PACKAGE) or []
    text = next(file for file in files if file.name == "LICENSE").read_text(encoding="utf-8")
    (TARGET / f"LICENSE-{PACKAGE}.txt").write_text(text.rstrip() + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
