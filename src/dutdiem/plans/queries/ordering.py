"""What waits for what, as far as the actor may see both ends."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from dutdiem.authority import Actor
from dutdiem.plans.models import Dependency, Task
from dutdiem.plans.queries.seen import visible
from dutdiem.plans.rules import Place, scheduled, span_of

MOST = 5000
"""Tasks with dependencies of which one critical path is worked out; a network larger than that is to be narrowed first."""
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
    ends = Q(pk__in=Dependency.objects.values("task_id")) | Q(pk__in=Dependency.objects.values("after_id"))
    rows = list(found.filter(ends).order_by("pk").values_list("pk", *DATES)[: MOST + 1])
    if len(rows) > MOST:
        return Network((), {}, whole=False)
    spans = {row[0]: span for row in rows if (span := span_of(row[1], row[2], row[3], row[4], row[5], on))}
    known = Dependency.objects.filter(task__in=list(spans)).order_by("pk").values_list("task_id", "after_id")
    edges = tuple(edge for edge in known if edge[0] in spans and edge[1] in spans)
    tied = {key for edge in edges for key in edge}
    return Network(edges, scheduled({key: spans[key] for key in tied}, edges))
