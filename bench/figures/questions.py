"""The six questions of the comparison, and what an answer to each looks like."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

import pyarrow as pa

Number = Decimal | Fraction | float | int | None
Row = tuple[object, ...]
"""What is asked about first, then its numbers."""

TITLES = {
    "month": "one month, 63 provinces x 40 elements",
    "year": "year to date against last year, one province's districts, 20 ratios",
    "trend": "60-month national trend of 10 ratios",
    "ranking": "ranking of all communes on 15 weighted ratios, one quarter",
    "missing": "which of 200 elements each commune has not reported this month",
    "cube": "the whole cube: every unit and level x 200 elements x 12 months",
}
KEYS = {"month": 2, "year": 2, "trend": 2, "ranking": 1, "missing": 2}
"""How many of a row's columns say what it is about; the others are numbers."""


@dataclass(frozen=True)
class Size:
    """How large the country is; at a tenth there are as many elements as there are."""

    elements: int
    months: tuple[str, ...]

    @property
    def codes(self) -> list[str]:
        """Every element."""
        return [f"e{n:03}" for n in range(self.elements)]

    @property
    def last(self) -> str:
        """The last month."""
        return self.months[-1]

    @property
    def year(self) -> tuple[str, ...]:
        """The months of the last year."""
        return self.months[-12:]

    @property
    def quarter(self) -> tuple[str, ...]:
        """Those of the last quarter."""
        return self.months[-3:]

    @property
    def before(self) -> tuple[str, ...]:
        """The months of the year before the last."""
        return self.months[-24:-12]

    def ratios(self, most: int) -> list[str]:
        """The first ratios, each of an element and the next, in per cent."""
        return [f"r{n:03}" for n in range(min(self.elements - 1, most))]


class Side(Protocol):
    """One of those that are compared."""

    def month(self) -> list[Row]:
        """province, element: total."""

    def year(self) -> list[Row]:
        """district, ratio: this year, last year."""

    def trend(self) -> list[Row]:
        """month, ratio: value."""

    def ranking(self) -> list[Row]:
        """commune: rank, score."""

    def missing(self) -> list[Row]:
        """commune, element."""

    def cube(self) -> Iterator[pa.Table]:
        """unit, element, period, value, in any number of tables."""


def parts_of(ratio: str) -> tuple[str, str]:
    """The two elements of a ratio."""
    number = int(ratio[1:])
    return f"e{number:03}", f"e{number + 1:03}"


def elements_of(ratios: Iterable[str]) -> list[str]:
    """The elements of several."""
    return sorted({code for ratio in ratios for code in parts_of(ratio)})


def per_cent(over: Number, under: Number) -> float | None:
    """A ratio as these others compute it."""
    return None if over is None or not under else float(over) / float(under) * 100


def differing(question: str, ours: Sequence[Row], others: Sequence[Row]) -> int:
    """How many rows differ. A number that we round half up may lie half a unit of its last decimal from one that was not rounded;
    a rank may differ where two such numbers are as near."""
    keys = KEYS[question]
    mine, theirs = ({row[:keys]: row[keys:] for row in rows} for rows in (ours, others))
    apart = len(mine.keys() ^ theirs.keys())
    return apart + sum(not _alike(question, mine[key], theirs[key]) for key in mine.keys() & theirs.keys())


def _alike(question: str, mine: Row, theirs: Row) -> bool:
    return all(_near(a, b) for a, b in list(zip(mine, theirs, strict=True))[question == "ranking" :])


def _near(mine: object, other: object) -> bool:
    if not isinstance(mine, Decimal | int) or not isinstance(other, Decimal | float | int):
        return mine is None and other is None
    if isinstance(other, float):
        return abs(float(mine) - other) <= 0.005 + abs(other) * 1e-9
    return mine == other
