"""What sort of commune each one is: means, rates and habits, from which `values` draws what it reports.

Every commune of the old tree gets means (cases a month, files a month, staff ...) and rates (clear-up ...). A commune
formed on 1 July 2025 carries the shares of its predecessors' means and the weighted average of their rates, so that
totals go on without a jump. Only `random()` and + - * / are used, and `fsum` where many are added: these give the same
bits on every machine and Python, which logarithms and `sum` of floats do not.
"""

from collections import defaultdict
from collections.abc import Callable
from math import fsum
from random import Random
from typing import NamedTuple

from dutdiem.cli.demo.country import OLD_TO, REORGANISED, UnitRow, succession_rows, unit_rows

Draw = Callable[[], float]


class Means(NamedTuple):
    """What a commune has a month (staff to groups: at any time; from budget on: a year) at the start of 2024."""

    size: float  # 1 is an average commune of the old tree; weighs the rates
    cases: float
    crime_reports: float
    fires: float
    traffic_accidents: float
    patrols: float
    services: float
    staff: float
    vehicles: float
    groups: float
    budget: float
    tasks: float
    courses: float


class Rates(NamedTuple):
    """Parts of a whole, 0 to 1, at the start of 2024; `tilt` is the province's lead or lag, -0.06 to 0.06."""

    tilt: float
    cleared: float
    reports_resolved: float
    services_on_time: float
    services_online: float
    satisfaction: float
    degree: float
    digital: float
    trained: float
    vehicles: float
    tasks_completed: float
    spent: float


class Habits(NamedTuple):
    """What is drawn for each unit itself, as it cannot be added up: 0 to 1, the yes/no ones against a national share."""

    model: float
    premises: float
    counter: float
    missing: float
    late: float


class Profile(NamedTuple):
    """One commune unit."""

    code: str
    ward: bool
    means: Means
    rates: Rates
    habits: Habits


# Means of an average commune, and how much more (or less) a ward has than its size says. Orders of magnitude that look
# right beside published national totals; nobody's figures.
AVERAGE = Means(1, 0.45, 1.1, 0.035, 0.17, 14, 210, 6.4, 3.2, 4.2, 1400, 16, 2.4)
IN_WARDS = Means(1, 1.35, 1.25, 1.4, 1.1, 0.9, 1.3, 1.1, 0.9, 0.8, 1.1, 1, 1)
SIZE_BY_KIND = {"phường": 1.7, "thị": 1.1, "xã": 0.8}
SIZE_BY_PROVINCE = {"T01": 1.6, "T79": 1.9, "T74": 1.6, "T75": 1.4, "T31": 1.25, "T48": 1.3, "T92": 1.15}
# Rates of a typical commune, what a province's tilt does to them, and how far communes differ.
TYPICAL = Rates(0, 0.785, 0.905, 0.965, 0.57, 0.855, 0.62, 0.66, 0.9, 0.71, 0.885, 0.952)
TILT_WEIGHT = Rates(1, 0.9, 0.5, 0.25, 1.8, 0.35, 1.2, 1.5, 0.5, 1.4, 0.6, 0.3)
SPREAD = Rates(0, 0.05, 0.04, 0.015, 0.1, 0.03, 0.1, 0.12, 0.04, 0.12, 0.05, 0.02)


def profiles(seed: int) -> tuple[list[Profile], list[Profile]]:
    """The communes before and after 1 July 2025, by code; one that goes on is the same in both."""
    draw = Random(f"{seed}:communes").random  # noqa: S311 - sample figures, nothing to keep secret
    tilts: dict[str, float] = defaultdict(lambda: 0.12 * draw() - 0.06)
    before = {row.code: _old_profile(row, tilts[row.parent], draw) for row in _communes(OLD_TO)}
    parts: dict[str, list[tuple[float, Profile]]] = defaultdict(list)
    for follows in succession_rows():
        if follows.source in before:
            parts[follows.target].append((float(follows.share), before[follows.source]))
    after = [before.get(row.code) or _formed_profile(row, parts[row.code], draw) for row in _communes(REORGANISED)]
    return list(before.values()), after


def _communes(day: str) -> list[UnitRow]:
    rows = (row for row in unit_rows() if row.level == "commune")
    return sorted(row for row in rows if row.valid_from <= day and (not row.valid_to or day <= row.valid_to))


def _kind(row: UnitRow) -> str:
    """First word of the place's kind: "Công an thị trấn Neo" is "thị"."""
    return row.name.split()[2].lower()


def _is_ward(row: UnitRow) -> bool:
    return _kind(row) == "phường"


def _old_profile(row: UnitRow, tilt: float, draw: Draw) -> Profile:
    size = SIZE_BY_KIND[_kind(row)] * SIZE_BY_PROVINCE.get(row.parent, 0.95) * (0.6 + 0.8 * draw())
    more = IN_WARDS if _is_ward(row) else Means(*(1 for _ in IN_WARDS))
    means = Means(size, *(a * size * w * (0.8 + 0.4 * draw()) for a, w in zip(AVERAGE[1:], more[1:], strict=True)))
    rates = Rates(
        *(
            typical + weight * tilt + spread * (2 * draw() - 1)
            for typical, weight, spread in zip(TYPICAL, TILT_WEIGHT, SPREAD, strict=True)
        )
    )
    return Profile(row.code, _is_ward(row), means, rates, _habits(tilt, draw))


def _formed_profile(row: UnitRow, parts: list[tuple[float, Profile]], draw: Draw) -> Profile:
    """Sums of the shares, and rates weighted by size; a special zone that was a district alone is a small commune."""
    if not parts:
        return Profile(row.code, _is_ward(row), Means(*(0.5 * mean for mean in AVERAGE)), TYPICAL, _habits(0, draw))
    means = Means(*(fsum(share * part.means[i] for share, part in parts) for i in range(len(AVERAGE))))
    rates = Rates(
        *(fsum(share * part.means.size * part.rates[i] for share, part in parts) / means.size for i in range(len(TYPICAL)))
    )
    return Profile(row.code, _is_ward(row), means, rates, _habits(rates.tilt, draw))


def _habits(tilt: float, draw: Draw) -> Habits:
    """Some 6 % of the units, more where the province lags, cause most of the gaps and much of the lateness."""
    careless = draw() < 0.06 - 0.5 * tilt
    return Habits(draw(), draw(), draw(), 0.18 if careless else 0.005, 0.32 if careless else 0.05)
