"""What changed in the last seven days, counted: what became late, what got done, what was raised and answered."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, Value

from dutdiem.authority import Actor
from dutdiem.oversight import queries as oversight
from dutdiem.plans import queries as plans
from dutdiem.plans.models import Task

DAYS = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Week:
    """Numbers of the seven days up to and with a day."""

    late: int
    done: int
    handed_in: int
    raised: int
    answered: int


def week(actor: Actor, on: date) -> Week:
    """Counted in one question to the database, by the days on the records of tasks and of obstacles."""
    since = on - DAYS
    open_now = Q(state__in=plans.OPEN_STATES)
    tasks: Any = plans.counted(plans.visible(actor, on)).order_by().annotate(what=Value("tasks")).values("what")
    asked: Any = oversight.obstacles(actor, on).select_related(None).order_by().annotate(what=Value("asked")).values("what")
    lately = {"gt": since, "lte": on}
    counted = tasks.annotate(
        first=Count("pk", filter=open_now & Q(deadline__gte=since, deadline__lt=on)),
        second=Count("pk", filter=_on_days("handed_in_on", lately) & Q(state=Task.State.DONE)),
        third=Count("pk", filter=_on_days("handed_in_on", lately) & Q(state=Task.State.WAITING)),
    ).union(
        asked.annotate(
            first=Count("pk", filter=_on_days("raised_on", lately)),
            second=Count("pk", filter=_on_days("answered_on", lately)),
            third=Count("pk", filter=Q(pk__in=[])),
        ),
        all=True,
    )
    found = {row["what"]: (row["first"], row["second"], row["third"]) for row in counted}
    late, done, handed_in = found.get("tasks", (0, 0, 0))
    raised, answered, _ = found.get("asked", (0, 0, 0))
    return Week(late, done, handed_in, raised, answered)


def _on_days(field: str, bounds: dict[str, date]) -> Q:
    return Q(**{f"{field}__{name}": day for name, day in bounds.items()})
