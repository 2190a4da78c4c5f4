"""Targets that are still to be reached, and what a unit defined for itself, rest on units and follow them into their successors."""

from collections.abc import Callable
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_noop

from dutdiem.catalogue.models import DataElement, Disaggregation, Indicator, Owned, ReportForm, Target
from dutdiem.units import following


def register() -> None:
    """Name them to the units."""
    following.register("target", following.Holding("chỉ tiêu được giao", "unit", _to_reach, target_title, _has))
    for kind, (says, model) in OWN.items():
        following.register(f"own_{kind}", following.Holding(says, "owner", _all_of(model), str, _never))


OWN: dict[str, tuple[str, type[Owned]]] = {
    "element": (gettext_noop("mục số liệu riêng"), DataElement),
    "breakdown": (gettext_noop("phân tổ riêng"), Disaggregation),
    "indicator": (gettext_noop("chỉ tiêu thống kê riêng"), Indicator),
    "target": (gettext_noop("chỉ tiêu đã giao trong đơn vị"), Target),
    "form": (gettext_noop("biểu mẫu riêng"), ReportForm),
}


def _all_of(model: type[Owned]) -> Callable[[date], QuerySet[Owned]]:
    """All of them: a form and what it asks for are never finished, and figures of the past keep their definitions."""

    def found(day: date) -> QuerySet[Owned]:
        del day
        return model._default_manager.exclude(owner=None)

    return found


def _never(record: Owned, unit: int) -> bool:
    """A unit may have any number of its own; the code of each still says who defined it."""
    del record, unit
    return False


def _to_reach(day: date) -> QuerySet[Target]:
    """Of the year of that day and later: codes of periods begin with their year, a term's with the year it begins."""
    terms = [p for p in Target.objects.filter(period__contains="/").values_list("period", flat=True) if p[5:9] >= f"{day.year:04}"]
    later = Target.objects.filter(period__gte=f"{day.year:04}")
    return (later | Target.objects.filter(period__in=set(terms))).select_related("indicator")


def target_title(target: Target) -> str:
    """What a target is known by: its indicator or its own words, with its value and period."""
    name = target.indicator.name if target.indicator else target.measure_text
    return f"{name} {target.comparator} {target.value.normalize():f} ({target.period})"


def _has(target: Target, unit: int) -> bool:
    """The heir has a target of the same indicator and period; two cannot stand side by side, and adding them is a person's work."""
    if target.indicator_id is None:
        return False
    return Target.objects.filter(indicator=target.indicator_id, period=target.period, unit_id=unit).exists()
