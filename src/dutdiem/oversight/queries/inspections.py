"""Reading inspections: plans, visits, conclusions; what was found where and how often."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet

from dutdiem.authority import Actor
from dutdiem.kit.errors import NotFound
from dutdiem.kit.folding import fold
from dutdiem.oversight.models import Conclusion, Inspection, InspectionPlan, InspectionTopic
from dutdiem.oversight.queries.reach import inside
from dutdiem.plans.queries import late_on, open_to
from dutdiem.units import queries as units


def visits(actor: Actor, on: date) -> QuerySet[Inspection]:
    """The visits to units within reach, and those of plans of units within reach, in the order of their days."""
    found = Inspection.objects.filter(inside(actor, on, "unit", "plan__unit")).select_related("plan__unit", "unit")
    return found.order_by("planned_from", "pk")


def plans(actor: Actor, on: date) -> QuerySet[InspectionPlan]:
    """The plans within reach, and those with a visit to a unit within reach, with the numbers of their visits; the latest first."""
    reached = visits(actor, on).order_by().values("plan_id")
    found = InspectionPlan.objects.filter(inside(actor, on, "unit") | Q(pk__in=reached)).select_related("unit")
    return found.annotate(
        planned=Count("inspections", distinct=True),
        visited=Count("inspections", filter=~Q(inspections__visited_on=None), distinct=True),
    ).order_by("-year", "unit__code")


def plan(actor: Actor, on: date, key: int) -> InspectionPlan:
    """One plan; NotFound where the actor may not see it."""
    found = plans(actor, on).filter(pk=key).first()
    if found is None:
        raise NotFound(f"Không có kế hoạch kiểm tra số {key}; xem lại danh sách.")
    return found


def visits_of(actor: Actor, on: date, plan: InspectionPlan) -> QuerySet[Inspection]:
    """The visits of a plan within reach, with how many conclusions each has and how many are closed, of those that the actor may
    see."""
    mine = open_to(actor, on, "topics__conclusions__task__")
    return (
        visits(actor, on)
        .filter(plan=plan)
        .annotate(
            concluded=Count("topics__conclusions", filter=mine, distinct=True),
            closed=Count("topics__conclusions", filter=mine & ~Q(topics__conclusions__verified_on=None), distinct=True),
        )
    )


def visit(actor: Actor, on: date, key: int) -> Inspection:
    """One visit; NotFound where the actor may not see it."""
    found = visits(actor, on).filter(pk=key).first()
    if found is None:
        raise NotFound(f"Không có lần kiểm tra số {key}; xem lại kế hoạch kiểm tra.")
    return found


def conclusions(actor: Actor, on: date) -> QuerySet[Conclusion]:
    """The conclusions of visits within reach, with their tasks; none whose task a unit keeps internal from the actor."""
    found = Conclusion.objects.filter(open_to(actor, on, "task__"), topic__inspection__in=visits(actor, on).order_by().values("pk"))
    return found.select_related("task__lead", "topic__inspection__plan__unit", "topic__inspection__unit").order_by(
        "concluded_on", "pk"
    )


def conclusion(actor: Actor, on: date, key: int) -> Conclusion:
    """One conclusion; NotFound where the actor may not see it."""
    found = conclusions(actor, on).filter(pk=key).first()
    if found is None:
        raise NotFound(f"Không có kết luận số {key}; xem lại lần kiểm tra.")
    return found


def topics(actor: Actor, on: date) -> Sequence[str]:
    """The topics of earlier visits, by name, each once."""
    found = InspectionTopic.objects.filter(inspection__in=visits(actor, on).order_by().values("pk"))
    return list(found.order_by("folded").values_list("folded").annotate(name=Min("name")).values_list("name", flat=True))


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found on a topic: how often, at how many units, how much of it is closed and how much overdue."""

    topic: str
    found: int
    units: int
    closed: int
    overdue: int


def findings(actor: Actor, on: date, *, year: int | None = None, level: str = "", unit: str = "", topic: str = "") -> list[Finding]:
    """Counts by topic, the most found first, of a year, a level of units or one unit."""
    found = _narrowed(actor, on, year, level, unit, topic).order_by().values(folded=F("topic__folded"))
    rows = found.annotate(
        name=Min("topic__name"), all=Count("pk"), places=Count("topic__inspection__unit", distinct=True), **_standing(on)
    )
    counted = [Finding(r["name"], r["all"], r["places"], r["closed"], r["overdue"]) for r in rows]
    return sorted(counted, key=lambda one: (-one.found, one.topic))


@dataclass(frozen=True, slots=True)
class Place:
    """What was found at a unit: how often, on how many topics, how much of it is closed and how much overdue."""

    code: str
    found: int
    topics: int
    closed: int
    overdue: int


def found_at(actor: Actor, on: date, *, year: int | None = None, level: str = "", unit: str = "", topic: str = "") -> list[Place]:
    """Counts by unit, the most found first."""
    found = _narrowed(actor, on, year, level, unit, topic).order_by().values(code=F("topic__inspection__unit__code"))
    rows = found.annotate(all=Count("pk"), topics=Count("topic__folded", distinct=True), **_standing(on))
    counted = [Place(r["code"], r["all"], r["topics"], r["closed"], r["overdue"]) for r in rows]
    return sorted(counted, key=lambda one: (-one.found, one.code))


def _standing(on: date) -> dict[str, Any]:
    closed, late = ~Q(verified_on=None), late_on(on, "task__")
    return {"closed": Count("pk", filter=closed, distinct=True), "overdue": Count("pk", filter=late, distinct=True)}


def _narrowed(actor: Actor, on: date, year: int | None, level: str, unit: str, topic: str) -> QuerySet[Any, Any]:
    found = conclusions(actor, on).filter(concluded_on__lte=on)
    if year:
        found = found.filter(topic__inspection__plan__year=year)
    if level:
        found = found.filter(topic__inspection__unit__in=units.on(on).filter(level=level).order_by().values("unit_id"))
    if unit:
        found = found.filter(topic__inspection__unit__code=unit)
    return found.filter(topic__folded=fold(topic)) if topic else found
