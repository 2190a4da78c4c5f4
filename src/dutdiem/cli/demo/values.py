"""Sample figures: what the commune police of the sample country reported in 2024 and 2025, the same for one seed anywhere.

Seasons, a slow change for the better and each unit's own ups and downs; some reports come late, some never. A batch
rests on the seed, its form and its period alone.
"""

import tomllib
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

from dutdiem.cli.demo.country import OLD_TO
from dutdiem.cli.demo.profiles import Draw, Habits, Profile, Rates, profiles

DEFINITIONS = Path(__file__).parent / "definitions.toml"
YEARS = (2024, 2025)
VIETNAM = timezone(timedelta(hours=7))

Row = tuple[str, datetime, str, dict[str, str]]


class Batch(NamedTuple):
    """All submissions of one form for one period; a row is (unit code, time, status, values as exact decimals)."""

    form: str
    period: str
    rows: list[Row]


# What a year adds to the rates, which stay below the ceiling.
GAIN_A_YEAR = Rates(0, 0.022, 0.015, 0.008, 0.14, 0.018, 0.05, 0.11, 0.035, 0.05, 0.02, 0.006)
CEILING = 0.995
# Twelve months against the year's average, and what a year changes.
SEASON = {
    "cases": (1.06, 0.92, 0.96, 0.98, 1.0, 1.02, 1.03, 1.0, 0.98, 0.99, 1.01, 1.05),
    "fires": (1.3, 1.15, 1.2, 1.2, 1.05, 0.95, 0.85, 0.8, 0.75, 0.8, 0.9, 1.05),
    "traffic": (1.12, 1.1, 0.95, 1.0, 1.02, 0.97, 0.98, 0.98, 1.04, 0.95, 0.93, 0.96),
    "services": (0.9, 0.75, 1.1, 1.05, 1.0, 1.1, 1.15, 1.2, 1.0, 0.95, 0.9, 0.9),
    "patrols": (1.15, 1.15, 0.95, 1.0, 0.95, 0.95, 0.97, 0.98, 1.0, 0.93, 0.95, 1.02),
}
CHANGE_A_YEAR = {"cases": -0.05, "fires": -0.03, "traffic": -0.09, "services": 0.06, "patrols": 0.07}
STAFF_CHANGE_A_YEAR = 0.012
# National shares of the units that say yes, by year; a province's tilt is added twice over.
MODEL = {2024: 0.305, 2025: 0.41}
PREMISES = {2024: 0.65, 2025: 0.735}
COUNTERS = {2024: 0.71, 2025: 0.8}


class Month(NamedTuple):
    """What a month does to the means and the rates of all communes."""

    cases: float
    fires: float
    traffic: float
    services: float
    patrols: float
    staff: float
    years: float  # since the start of 2024


def submissions(seed: int = 2026) -> Iterator[Batch]:
    """A batch for each form and period in order of time: 24 months, and each year after its December."""
    old, new = profiles(seed)
    for year in YEARS:
        for month in range(1, 13):
            period = f"{year}-{month:02d}"
            yield _monthly(seed, period, old if period <= OLD_TO[:7] else new)
        yield _yearly(seed, year, old if f"{year}-12" <= OLD_TO[:7] else new)


def _monthly(seed: int, period: str, units: list[Profile]) -> Batch:
    draw = Random(f"{seed}:monthly:{period}").random  # noqa: S311
    month, mark = _month(period), _marking("monthly", _month_after(period), draw)
    rows = [(unit.code, *mark(unit.habits), _monthly_values(unit, month, draw)) for unit in units if draw() >= unit.habits.missing]
    return Batch("monthly", period, rows)


def _yearly(seed: int, year: int, units: list[Profile]) -> Batch:
    draw = Random(f"{seed}:yearly:{year}").random  # noqa: S311
    december, mark = _month(f"{year}-12"), _marking("yearly", date(year + 1, 1, 1), draw)
    rows = [
        (unit.code, *mark(unit.habits), _yearly_values(unit, year, december, draw))
        for unit in units
        if draw() >= unit.habits.missing
    ]
    return Batch("yearly", str(year), rows)


def _marking(form: str, start: date, draw: Draw) -> Callable[[Habits], tuple[datetime, str]]:
    """When a unit submits and how far that has come; `start` is the first day after the period."""
    due = _due_day(form)
    midnight = datetime(start.year, start.month, start.day, tzinfo=VIETNAM)
    # The months after the reorganisation are late more often, and the last ones are not all looked through yet.
    extra = 0.09 if date(2025, 8, 1) <= start <= date(2025, 9, 1) else 0.0
    approved = {date(2025, 12, 1): 0.86, date(2026, 1, 1): 0.55}.get(start, 0.975)

    def mark(habits: Habits) -> tuple[datetime, str]:
        chance = draw()
        late = draw() < habits.late + extra
        day = due + int(12 * chance * chance) if late else 1 + int((due - 1) * chance)
        at = midnight + timedelta(days=day, seconds=27_000 + int(34_000 * draw()))
        fate = draw()
        if fate < 0.004:
            return at, "draft" if fate < 0.0022 else "returned"
        return at, "approved" if fate < approved else "submitted"

    return mark


def _monthly_values(unit: Profile, month: Month, draw: Draw) -> dict[str, str]:
    means, rates, years = unit.means, unit.rates, month.years
    cases = _count(means.cases * month.cases, draw)
    reports = _count(means.crime_reports * month.cases, draw)
    services = _count(means.services * month.services, draw)
    return {
        "cases": str(cases),
        "cleared": str(_part(cases, rates.cleared + GAIN_A_YEAR.cleared * years, draw)),
        "crime_reports": str(reports),
        "crime_reports_resolved": str(_part(reports, rates.reports_resolved + GAIN_A_YEAR.reports_resolved * years, draw)),
        "fires": str(_count(means.fires * month.fires, draw)),
        "traffic_accidents": str(_count(means.traffic_accidents * month.traffic, draw)),
        "patrols": str(_count(means.patrols * month.patrols, draw)),
        "services_handled": str(services),
        "services_on_time": str(_part(services, rates.services_on_time + GAIN_A_YEAR.services_on_time * years, draw)),
        "services_online": str(_part(services, rates.services_online + GAIN_A_YEAR.services_online * years, draw)),
        "headcount": str(_stock(means.staff * month.staff)),
        "satisfaction": _score(rates.satisfaction + GAIN_A_YEAR.satisfaction * years + 0.04 * draw() - 0.02),
    }


def _yearly_values(unit: Profile, year: int, december: Month, draw: Draw) -> dict[str, str]:
    means, habits, years = unit.means, unit.habits, december.years
    rates = Rates(*(rate + gain * years for rate, gain in zip(unit.rates, GAIN_A_YEAR, strict=True)))
    lead = 2 * unit.rates.tilt
    staff, required = _stock(means.staff * december.staff), _stock(means.vehicles)
    courses, tasks, budget = _stock(means.courses), _stock(means.tasks), _stock(means.budget * (1 + 0.07 * years))
    numbers: dict[str, int | str] = {
        "commune_units": 1,
        "wards": int(unit.ward),
        "model_wards": int(unit.ward and habits.model < MODEL[year] + lead),
        "own_premises": int(habits.premises < PREMISES[year] + lead),
        "standard_counters": int(habits.counter < COUNTERS[year] + lead),
        "staff": staff,
        "staff_with_degree": _part(staff, rates.degree, draw),
        "staff_digital": _part(staff, rates.digital, draw),
        "training_courses": courses,
        "staff_trained": _part(staff, rates.trained, draw),
        "vehicles_required": required,
        "vehicles": _part(required, rates.vehicles, draw),
        "self_managed_groups": _stock(means.groups * (1 + 0.06 * years)),
        "tasks_assigned": tasks,
        "tasks_completed": _part(tasks, rates.tasks_completed, draw),
        "budget_assigned": budget,
        "budget_spent": _part(budget, rates.spent, draw),
        "emulation_score": _score(rates.satisfaction + 0.06 * draw()),
    }
    return {element: str(number) for element, number in numbers.items()}


def _count(mean: float, draw: Draw) -> int:
    """A whole number around the mean, whose expected value is the mean."""
    return int(mean * (0.7 + 0.6 * draw()) + draw())


def _part(whole: int, rate: float, draw: Draw) -> int:
    """A part that is never more than the whole, whose expected value is the rate of it."""
    return int(whole * (rate if rate < CEILING else CEILING) + draw())


def _stock(number: float) -> int:
    """What does not waver from month to month: the nearest whole number."""
    return int(number + 0.5)


def _score(rate: float) -> str:
    """Points of 100 with one decimal."""
    return "{}.{}".format(*divmod(min(int(1000 * rate + 0.5), 1000), 10))


def _month(period: str) -> Month:
    year, month = int(period[:4]), int(period[5:])
    years = (year - YEARS[0]) + (month - 1) / 12
    level = {name: twelve[month - 1] * (1 + CHANGE_A_YEAR[name] * years) for name, twelve in SEASON.items()}
    return Month(**level, staff=1 + STAFF_CHANGE_A_YEAR * years, years=years)


def _month_after(period: str) -> date:
    year, month = int(period[:4]), int(period[5:])
    return date(year + month // 12, month % 12 + 1, 1)


@cache
def _due_day(form: str) -> int:
    due: int = tomllib.loads(DEFINITIONS.read_text(encoding="utf-8"))["forms"][form]["due_day"]
    return due
