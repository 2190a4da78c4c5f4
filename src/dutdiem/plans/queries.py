"""Reading the plan: what the actor may see of it, and how it stands on a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, Exists, F, Min, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Substr

from dutdiem.authority import Actor
from dutdiem.kit.errors import NotFound
from dutdiem.kit.folding import fold
from dutdiem.plans.models import Coordination, Task
from dutdiem.plans.rules import Counts, count
from dutdiem.units import queries as units
from dutdiem.units.models import Unit, UnitVersion

OPEN_STATES = ("not_started", "in_progress", "waiting", "returned")


def visible(actor: Actor, on: date) -> QuerySet[Task]:
    """The tasks that the actor may see: those that units of its subtrees lead or help with, and the objectives and groups that hold
    them. Who reads at a top unit sees every task, also those without a lead in the tree."""
    paths = actor.paths("plans.read", on)
    if any("/" not in path for path in paths):
        return Task.objects.all()
    if not paths:
        return Task.objects.none()
    below = _units_below(paths, on)
    led = Q(lead__in=below) | Q(pk__in=_coordinated(below))
    return Task.objects.filter(led | Q(kind__in=(Task.Kind.OBJECTIVE, Task.Kind.GROUP)))


def _units_below(paths: tuple[str, ...], on: date) -> QuerySet[UnitVersion, Any]:
    """The units that are below on that day: one that was moved elsewhere is no longer its old superior's to see."""
    below = Q()
    for path in paths:
        below |= Q(path=path) | Q(path__startswith=path + "/")
    return units.on(on).filter(below).order_by().values("unit_id")


def _coordinated(units: QuerySet[UnitVersion, Any]) -> QuerySet[Coordination, Any]:
    return Coordination.objects.filter(unit__in=units).values("task_id")


def one(actor: Actor, on: date, key: int) -> Task:
    """The task with this number; NotFound where there is none that the actor may see."""
    task = visible(actor, on).select_related("lead", "parent", "document", "proposal").filter(pk=key).first()
    if task is None:
        raise NotFound(f"Không có nhiệm vụ số {key}; xem lại số hoặc danh sách nhiệm vụ.")
    return task


def listed(
    actor: Actor, on: date, *, search: str = "", state: str = "", lead: str = "", time: str = "", below: Task | None = None
) -> QuerySet[Task]:
    """Tasks in the order of the tree, narrowed by words (without marks), state, lead's code, and time (overdue, due, undated)."""
    found = visible(actor, on).select_related("lead", "document")
    for word in fold(search).split():
        found = found.filter(folded__contains=word)
    if state:
        found = found.filter(state=state)
    if lead:
        found = found.filter(lead__code=lead)
    if below:
        found = found.filter(path__startswith=below.path + "/")
    return _by_time(found, time, on).order_by("path")


def open_on(on: date) -> Q:
    """Open on that day: open still, or done by a deliverable that was handed in later."""
    return Q(state__in=OPEN_STATES) | Q(state=Task.State.DONE, handed_in_on__gt=on)


def _by_time(found: QuerySet[Task], time: str, on: date) -> QuerySet[Task]:
    if time == "overdue":
        return found.filter(open_on(on), deadline__lt=on)
    if time == "due":
        return found.filter(open_on(on), deadline__gte=on)
    if time == "undated":
        return found.filter(deadline=None)
    if time == "late":
        return found.filter(state=Task.State.DONE, handed_in_on__gt=F("deadline"))
    return found


WORK = (Task.Kind.SCHEME, Task.Kind.PROJECT, Task.Kind.TASK, Task.Kind.SUBTASK)
"""What is counted as work: objectives and groups only hold it together."""


def status(actor: Actor, on: date, *, below: Task | None = None, lead: str = "") -> Counts:
    """How many tasks stand how on that day."""
    found = counted(listed(actor, on, below=below, lead=lead))
    return count(found.order_by("pk").values_list("state", "deadline", "handed_in_on"), on)


def counted(found: QuerySet[Task]) -> QuerySet[Task]:
    """What is counted as work: a task that was fanned out by its children, once each; objectives and groups not at all."""
    return found.filter(kind__in=WORK).exclude(pk__in=_fanned_out())


def _fanned_out() -> QuerySet[Task, Any]:
    return Task.objects.filter(kind=Task.Kind.SUBTASK).values("parent_id")


def ancestors(task: Task) -> list[Task]:
    """The chain above, from the top down."""
    steps = task.path.split("/")
    paths = ["/".join(steps[:depth]) for depth in range(1, len(steps))]
    return list(Task.objects.filter(path__in=paths).select_related("lead").order_by("path"))


def children(actor: Actor, on: date, task: Task | None) -> QuerySet[Task]:
    """The tasks right below one, or the tops of the tree."""
    return visible(actor, on).filter(parent=task).select_related("lead", "document").order_by("path")


def overdue(actor: Actor, on: date) -> QuerySet[Task]:
    """Open work past its deadline, the oldest first."""
    return counted(listed(actor, on, time="overdue")).order_by("deadline", "path")


HOLDERS = (Task.Kind.OBJECTIVE, Task.Kind.GROUP)


def outline(actor: Actor, on: date, below: Task | None = None) -> QuerySet[Task]:
    """What the opened tree starts with: objectives, groups and the work right under them; for whoever sees only its own part, all
    of that, since what lies between may be out of sight."""
    found = visible(actor, on)
    if below:
        found = found.filter(path__startswith=below.path + "/")
    if "" in actor.paths("plans.read", on):
        found = found.filter(Q(kind__in=HOLDERS) | Q(parent=below) | Q(parent__kind=Task.Kind.OBJECTIVE))
    return found.order_by("path")


def branches(actor: Actor, on: date, task: Task) -> QuerySet[Task]:
    """What hangs right below a task: its children, or the nearest that the actor may see."""
    found = visible(actor, on).filter(path__startswith=task.path + "/")
    if "" in actor.paths("plans.read", on):
        return found.filter(parent=task).order_by("path")
    nearest: list[str] = []
    for path in found.order_by("path").values_list("path", flat=True):
        if not (nearest and path.startswith(nearest[-1] + "/")):
            nearest.append(path)
    return found.filter(path__in=nearest).order_by("path")


@dataclass(frozen=True, slots=True)
class Tally:
    """How much work lies below a node, how much of it is done and overdue."""

    all: int
    done: int
    overdue: int


def tallies(actor: Actor, on: date, paths: Collection[str]) -> dict[str, Tally]:
    """The work below each of the nodes with these paths, by path, where there is some; a query for each depth among them."""
    found = counted(visible(actor, on))
    late = Q(state__in=OPEN_STATES, deadline__lt=on)
    made: dict[str, Tally] = {}
    for length in sorted({len(path) for path in paths}):
        tops = [path for path in paths if len(path) == length]
        numbers = (
            found.annotate(top=Substr("path", 1, length))
            .filter(top__in=tops)
            .exclude(path__in=tops)
            .order_by()
            .values_list("top")
            .annotate(all=Count("pk"), done=Count("pk", filter=Q(state=Task.State.DONE)), overdue=Count("pk", filter=late))
        )
        made |= {top: Tally(*found_below) for top, *found_below in numbers}
    return made


def helped_by(actor: Actor, on: date, unit: Unit) -> QuerySet[Task]:
    """The work that a unit coordinates, of what the actor may see."""
    return visible(actor, on).filter(pk__in=Coordination.objects.filter(unit=unit).values("task_id"))


def most_urgent(found: QuerySet[Task]) -> QuerySet[Task]:
    """Open work first, by its deadline; then what has none; then what is settled."""
    settled = Case(When(state__in=OPEN_STATES, then=Value(0)), default=Value(1))
    return found.order_by(settled, F("deadline").asc(nulls_last=True), "path")


def red(actor: Actor, on: date) -> QuerySet[Task, Any]:
    """Overdue work, the oldest first. Whoever sees the whole plan gets a task that was fanned out once, while a unit is late with
    its part, and not its many children."""
    if "" not in actor.paths("plans.read", on):
        return overdue(actor, on)
    late_part = Task.objects.filter(parent=OuterRef("pk"), kind=Task.Kind.SUBTASK, state__in=OPEN_STATES, deadline__lt=on)
    found = listed(actor, on, time="overdue").filter(kind__in=WORK).exclude(kind=Task.Kind.SUBTASK)
    return found.filter(Exists(late_part) | ~Q(pk__in=_fanned_out())).order_by("deadline", "path")


def late_by_lead(actor: Actor, on: date) -> QuerySet[Task, Any]:
    """Who is late: (lead's code, overdue tasks, the oldest deadline), the most tasks first."""
    found = overdue(actor, on).exclude(lead=None).order_by()
    counted = found.values_list("lead__code").annotate(late=Count("pk"), oldest=Min("deadline"))
    return counted.order_by("-late", "oldest", "lead__code")
