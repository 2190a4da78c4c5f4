"""What is drawn of a course of values: a line over last year's, and a small line within a table."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from dutdiem.calendar.periods import parse_period
from dutdiem.figures.views.rows import Row
from dutdiem.kit.periods import named_period
from dutdiem.measures.answers import Answer

WIDTH, HEIGHT = 96, 24


def chart(course: Sequence[Answer], row: Row) -> dict[str, Any] | None:
    """Two lines, this year's months over last year's, with the target; None where fewer than two months have a value.

    The values are floats: they are drawn, never counted with.
    """
    years: dict[str, list[float | None]] = {}
    for one in course:
        line = years.setdefault(one.period[:4], [None] * 12)
        line[int(one.period[5:]) - 1] = None if one.value is None else float(one.value)
    if sum(value is not None for line in years.values() for value in line) < 2:
        return None
    return {
        "labels": [_month(max(years), month) for month in range(1, 13)],
        "lines": [{"name": year, "values": values} for year, values in sorted(years.items(), reverse=True)],
        "unit": row.indicator.unit,
        "decimals": row.indicator.decimals,
        "target": float(row.goal.target.value) if row.goal else None,
        "target_name": _("Chỉ tiêu được giao"),
    }


def _month(year: str, month: int) -> str:
    """The month without its year, as it stands under a chart."""
    return named_period(parse_period(f"{year}-{month:02d}")).replace(f" năm {year}", "").replace(f" {year}", "")


def spark(values: Sequence[Decimal | None]) -> str:
    """The points of a small line of WIDTH x HEIGHT, missing values left out; empty where fewer than two are known."""
    known = [(place, value) for place, value in enumerate(values) if value is not None]
    if len(known) < 2:
        return ""
    low, high = min(value for _, value in known), max(value for _, value in known)
    step, span = Decimal(WIDTH - 4) / (len(values) - 1), (high - low) or Decimal(1)
    points = ((2 + step * place, HEIGHT - 3 - (value - low) / span * (HEIGHT - 6)) for place, value in known)
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
