"""What waits for what, as far as the actor may see both ends."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from dutdiem.authority import Actor
from dutdiem.plans.models import Dependency, Task
from dutdiem.plans.queries.seen import visible
from dutdiem.plans.rules import Place, scheduled, span_of

MOST = 5000
"""Dependencies of which one critical path is worked out; a network larger than that is to be narrowed first."""
DATES = ("state", "starts_on", "assigned_on", "deadline", "handed_in_on")


def waits_for(actor: Actor, on: date, task: Task) -> QuerySet[Dependency]:
    """What a task waits for."""
    return task.waits_for.filter(after__in=visible(actor, on)).select_related("after", "after__lead").order_by("after__path")


def held_up(actor: Actor, on: date, task: Task) -> QuerySet[Dependency]:
    """What waits for a task."""
    return task.held_up.filter(task__in=visible(actor, on)).select_related("task", "task__lead").order_by("task__path")


@dataclass(frozen=True, slots=True)
class Network:
    """The dependencies among some tasks, (task, after), and the place of each of their ends; `whole` where none was left out."""

    edges: tuple[tuple[int, int], ...]
    places: dict[int, Place]
    whole: bool = True


def network(found: QuerySet[Task, Any], on: date) -> Network:
    """The dependencies whose both ends are among the tasks, with the critical path. Stopped tasks hold nothing up."""
    keys = found.order_by().values("pk")
    columns = [f"{end}__{name}" for end in ("task", "after") for name in DATES]
    among = Dependency.objects.filter(task__in=keys, after__in=keys).order_by("pk")
    rows = list(among.values_list("task_id", "after_id", *columns)[: MOST + 1])
    if len(rows) > MOST:
        return Network((), {}, whole=False)
    dates = {row[0]: row[2:7] for row in rows} | {row[1]: row[7:12] for row in rows}
    spans = {key: span for key, days in dates.items() if (span := span_of(days[0], days[1], days[2], days[3], days[4], on))}
    edges = tuple((task, after) for task, after, *_ in rows if task in spans and after in spans)
    tied = {key for edge in edges for key in edge}
    return Network(edges, scheduled({key: spans[key] for key in tied}, edges))
