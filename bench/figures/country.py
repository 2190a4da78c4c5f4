"""A made-up country and its figures, the same for one seed anywhere: 11,000 units in four levels at full size."""

from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa

from dutdiem.calendar.periods import parse_period
from dutdiem.measures.definitions import Definitions, Element, Form, Indicator
from dutdiem.measures.mart import SCHEMA, Mart
from dutdiem.measures.structure import Tree, UnitVersion

PROVINCES, DISTRICTS, COMMUNES = 63, 11, 15
START = date(2000, 1, 1)

# Values are a hash of who, what and when: no random state, so any month can be made by itself.
_MONTH = """
SELECT u.unit, e.element, $month AS period, CAST($ends AS DATE) AS ends, $month AS month,
    CAST(hash(u.unit || e.element || $month || $seed) % 1000 AS DECIMAL(24, 6)) AS value, 'approved' AS status,
    CAST(u.number AS BIGINT) AS submission
FROM units AS u, elements AS e
WHERE hash(u.unit || $month || $seed) % 50 <> 0 AND hash(e.element || u.unit || $month) % 200 <> 0
"""


def units() -> list[UnitVersion]:
    """One ministry, 63 provinces, 11 districts in each, 15 communes in each of those."""
    made = [UnitVersion("R", "Bộ", "ministry", None, START, None)]
    for p in range(PROVINCES):
        province = f"P{p:02}"
        made.append(UnitVersion(province, province, "province", "R", START, None))
        for d in range(DISTRICTS):
            district = f"{province}D{d:02}"
            made.append(UnitVersion(district, district, "district", province, START, None))
            communes = (f"{district}C{c:02}" for c in range(COMMUNES))
            made += [UnitVersion(code, code, "commune", district, START, None) for code in communes]
    return made


def tree() -> Tree:
    """The same as a tree."""
    return Tree(units())


def definitions(elements: int) -> Definitions:
    """So many monthly elements in one form, and a ratio of each with the next."""
    codes = [f"e{number:03}" for number in range(elements)]
    ratios = {
        f"r{n:03}": Indicator(f"r{n:03}", "", f"{codes[n]} / {codes[n + 1]} * 100", "%", "up", 2) for n in range(elements - 1)
    }
    forms = {"monthly": Form("monthly", "", "month", "commune", tuple(codes))}
    return Definitions({code: Element(code, code, "vụ") for code in codes}, ratios, (), forms)


def months(number: int) -> list[str]:
    """The last so many months of 2021 to 2025, in order."""
    every = [f"{year}-{month:02}" for year in range(2021, 2026) for month in range(1, 13)]
    return every[-number:]


def fill(mart: Mart, elements: int, number_of_months: int, seed: int) -> int:
    """Writes the figures of every month, two units in a hundred late and one figure in two hundred missing; how many."""
    communes = [row.code for row in units() if row.level == "commune"]
    done = 0
    with duckdb.connect() as database:
        database.register("units", pa.table({"unit": communes, "number": list(range(len(communes)))}))
        database.register("elements", pa.table({"element": [f"e{n:03}" for n in range(elements)]}))
        for month in months(number_of_months):
            facts = {"month": month, "ends": str(parse_period(month).end), "seed": str(seed)}
            rows = database.execute(_MONTH, facts).to_arrow_table().cast(SCHEMA)
            mart.replace(rows, [month])
            done += rows.num_rows
    return done


def folder_of(base: Path, elements: int, number_of_months: int, seed: int) -> Path:
    """Where a country of this size lies, so that it is made once."""
    return base / f"{elements}-{number_of_months}-{seed}"
