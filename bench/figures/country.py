"""A made-up country and its figures, the same for one seed anywhere: 12,037 units in four levels, 132 million figures in all."""

from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa

from dutdiem.calendar.periods import parse_period
from dutdiem.measures.definitions import Definitions, Element, Form, Indicator
from dutdiem.measures.mart import SCHEMA, Mart
from dutdiem.measures.structure import Tree, UnitVersion

PROVINCES, DISTRICTS, COMMUNES, LARGER = 63, 11, 16, 192
"""So many provinces, districts in each, communes in each of those; so many districts have one commune more."""

START = date(2000, 1, 1)
LAST_DAY = date(2025, 12, 31)
SCORED = 15
"""So many ratios are weighed in the score of a commune."""

# Values are a hash of who, what and when: no random state, so any month can be made by itself.
_MONTH = """
SELECT u.unit, e.element, $month AS period, CAST($ends AS DATE) AS ends, $month AS month,
    CAST(hash(u.unit || e.element || $month || $seed) % e.below AS DECIMAL(18, 0)) * CAST(e.step AS DECIMAL(4, 2)) AS value,
    'approved' AS status, CAST(u.number AS BIGINT) AS submission
FROM units AS u, elements AS e
WHERE hash(u.unit || $month || $seed) % 50 <> 0 AND hash(e.element || u.unit || $month) % 200 <> 0
"""


def units() -> list[UnitVersion]:
    """One ministry, 63 provinces, 11 districts in each, 16 or 17 communes in each of those."""
    made = [UnitVersion("R", "Bộ", "ministry", None, START, None)]
    for p in range(PROVINCES):
        province = f"P{p:02}"
        made.append(UnitVersion(province, province, "province", "R", START, None))
        for d in range(DISTRICTS):
            district = f"{province}D{d:02}"
            made.append(UnitVersion(district, district, "district", province, START, None))
            number = COMMUNES + (p * DISTRICTS + d < LARGER)
            communes = (f"{district}C{c:02}" for c in range(number))
            made += [UnitVersion(code, code, "commune", district, START, None) for code in communes]
    return made


def tree() -> Tree:
    """The same as a tree."""
    return Tree(units())


def communes() -> list[str]:
    """The codes of the units that report."""
    return [row.code for row in units() if row.level == "commune"]


def weights(elements: int) -> dict[str, str]:
    """The ratios of the score, each with its weight."""
    return {f"r{n:03}": f"0.{n + 1:02}" for n in range(min(elements - 1, SCORED))}


def definitions(elements: int) -> Definitions:
    """So many monthly elements in one form, a ratio of each with the next, and a score of weighted ratios."""
    codes = [f"e{number:03}" for number in range(elements)]
    indicators = {
        f"r{n:03}": Indicator(f"r{n:03}", "", f"{codes[n]} / {codes[n + 1]} * 100", "%", "up", 2) for n in range(elements - 1)
    }
    formula = " + ".join(f"{weight} * {ratio}" for ratio, weight in weights(elements).items())
    indicators["score"] = Indicator("score", "", formula, "điểm", "up", 2)
    forms = {"monthly": Form("monthly", "", "month", "commune", tuple(codes))}
    return Definitions({code: Element(code, code, "vụ") for code in codes}, indicators, (), forms)


def months(number: int) -> list[str]:
    """The last so many months of 2021 to 2025, in order."""
    every = [f"{year}-{month:02}" for year in range(2021, 2026) for month in range(1, 13)]
    return every[-number:]


def figures(database: duckdb.DuckDBPyConnection, elements: int, month: str, seed: int) -> pa.Table:
    """The figures of a month: two units in a hundred late, one figure in two hundred missing.

    Of ten elements one has two decimals and one goes into hundreds of millions.
    """
    reporters = communes()
    kinds = [(100_000, "0.01") if n % 10 == 7 else (1_000_000_000 if n % 10 == 9 else 1000, "1") for n in range(elements)]
    database.register("units", pa.table({"unit": reporters, "number": list(range(len(reporters)))}))
    below, step = zip(*kinds, strict=True)
    codes = [f"e{n:03}" for n in range(elements)]
    database.register("elements", pa.table({"element": codes, "below": below, "step": step}))
    facts = {"month": month, "ends": str(parse_period(month).end), "seed": str(seed)}
    return database.execute(_MONTH, facts).to_arrow_table().cast(SCHEMA)


def fill(mart: Mart, elements: int, number_of_months: int, seed: int) -> int:
    """Writes the figures of every month that is not there; how many."""
    done, there = 0, mart.months()
    with duckdb.connect() as database:
        for month in months(number_of_months):
            if month not in there:
                rows = figures(database, elements, month, seed)
                mart.replace(rows, [month])
                done += rows.num_rows
    return done


def folder_of(base: Path, elements: int, number_of_months: int, seed: int) -> Path:
    """Where a country of this size lies, so that it is made once."""
    return base / f"{elements}-{number_of_months}-{seed}"
