"""Targets that are still to be reached rest on units, and follow them into their successors."""

from datetime import date

from django.db.models import QuerySet

from dutdiem.catalogue.models import Target
from dutdiem.units import following


def register() -> None:
    """Name them to the units."""
    following.register("target", following.Holding("chỉ tiêu được giao", "unit", _to_reach, _title, _has))


def _to_reach(day: date) -> QuerySet[Target]:
    """Of the year of that day and later: codes of periods begin with their year, a term's with the year it begins."""
    terms = [p for p in Target.objects.filter(period__contains="/").values_list("period", flat=True) if p[5:9] >= f"{day.year:04}"]
    later = Target.objects.filter(period__gte=f"{day.year:04}")
    return (later | Target.objects.filter(period__in=set(terms))).select_related("indicator")


def _title(target: Target) -> str:
    name = target.indicator.name if target.indicator else target.measure_text
    return f"{name} {target.comparator} {target.value.normalize():f} ({target.period})"


def _has(target: Target, unit: int) -> bool:
    """The heir has a target of the same indicator and period; two cannot stand side by side, and adding them is a person's work."""
    if target.indicator_id is None:
        return False
    return Target.objects.filter(indicator=target.indicator_id, period=target.period, unit_id=unit).exists()
