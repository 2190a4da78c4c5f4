"""The plan as a tree: what stands above a task, what hangs below it, how much work that is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Substr

from dutdiem.authority import Actor, likeness
from dutdiem.kit.paths import below as paths_below
from dutdiem.kit.prepared import ask
from dutdiem.plans.models import Task
from dutdiem.plans.queries.listing import CELLS, cell_on, counted, counts_of
from dutdiem.plans.queries.seen import HOLDERS, visible
from dutdiem.plans.rules import Counts


def ancestors(actor: Actor, on: date, task: Task) -> list[Task]:
    """The chain above, from the top down, as far as the actor may see it."""
    return list(visible(actor, on).filter(path__in=_paths_above(task)).select_related("lead").order_by("path"))


@dataclass(frozen=True, slots=True)
class Around:
    """The tasks that a task is tied to: `above` it in the tree from the top down, `taken_up` from it by lower units, `merged` into
    it as duplicates; `taken_from` and `merged_into` where no unit keeps those internal from the actor."""

    above: tuple[Task, ...]
    taken_up: tuple[Task, ...]
    merged: tuple[Task, ...]
    taken_from: Task | None
    merged_into: Task | None


def around(actor: Actor, on: date, task: Task) -> Around:
    """All of these in one question, as far as the actor may see them."""
    of = Q(pk__in=[key for key in (task.taken_from_id, task.merged_into_id) if key])
    tied = Q(path__in=_paths_above(task)) | Q(taken_from=task) | Q(merged_into=task) | of
    found = list(visible(actor, on).filter(tied).select_related("lead", "owner").order_by("path"))
    above = tuple(other for other in found if task.path.startswith(other.path + "/"))
    taken_up = tuple(other for other in found if other.taken_from_id == task.pk)
    merged = tuple(other for other in found if other.merged_into_id == task.pk)
    seen = {other.pk for other in found}
    told = (other if other and (other.pk in seen or not other.internal) else None for other in (task.taken_from, task.merged_into))
    return Around(above, taken_up, merged, *told)


def _paths_above(task: Task) -> list[str]:
    steps = task.path.split("/")
    return ["/".join(steps[:depth]) for depth in range(1, len(steps))]


def children(actor: Actor, on: date, task: Task | None) -> QuerySet[Task]:
    """The tasks right below one, or the tops of the tree."""
    return visible(actor, on).filter(parent=task).select_related("lead", "document").order_by("path")


def outline(actor: Actor, on: date, below: Task | None = None) -> QuerySet[Task]:
    """What the opened tree starts with: objectives, groups and the work right under them; for whoever sees only its own part, all
    of that, since what lies between may be out of sight."""
    found = visible(actor, on)
    if below:
        found = found.filter(paths_below(below.path))
    if "" in actor.paths("plans.read", on):
        # Each of the three by its own index: one OR over them would read every task there is.
        holders = Task.objects.filter(kind__in=HOLDERS).order_by().values("pk")
        objectives = Task.objects.filter(kind=Task.Kind.OBJECTIVE).order_by().values("pk")
        right_below = (Task.objects.filter(parent=below), Task.objects.filter(parent__in=objectives))
        found = found.filter(pk__in=holders.union(*(tasks.order_by().values("pk") for tasks in right_below)))
    return found.order_by("path")


def branches(actor: Actor, on: date, task: Task) -> QuerySet[Task]:
    """What hangs right below a task: its children, or the nearest that the actor may see."""
    found = visible(actor, on).filter(paths_below(task.path))
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
    """The work below each of the nodes with these paths, by path, where there is some; one question."""
    return tallies_and_all(actor, on, paths)[0]


def tallies_and_all(actor: Actor, on: date, paths: Collection[str]) -> tuple[dict[str, Tally], Counts | None]:
    """The same, and how all work stands, where the question went through all of it.

    It is counted by the opening of its path, one character longer than the longest of the nodes', so that it tells what is below
    a node from the node itself, and added up along the path from there.
    """
    if not paths:
        return {}, None
    like, nodes, shared = likeness(actor, on), set(paths), _shared(paths)
    grouped = ask(_cells, like.actor, on, max(map(len, paths)) + 1, bool(shared), put_in={**like.codes, "‹shared›": shared})
    made: dict[str, list[int]] = {}
    for opening, cell, number in grouped:
        steps = opening.split("/")
        for depth in range(1, len(steps)):
            if (node := "/".join(steps[:depth])) in nodes:
                made.setdefault(node, [0] * len(CELLS))[cell] += number
    found = {node: Counts(*numbers) for node, numbers in made.items()}
    everything = None if shared else counts_of((cell, number) for _opening, cell, number in grouped)
    return {node: Tally(one.total, one.done, one.open_overdue) for node, one in found.items()}, everything


def _cells(actor: Actor, on: date, length: int, within: bool) -> QuerySet[Task, Any]:
    """(opening of the path, cell, number) of the work below what the nodes share, or of all there is."""
    numbers = counted(visible(actor, on).filter(paths_below("‹shared›") if within else Q())).order_by()
    return numbers.values_list(Substr("path", 1, length), cell_on(on)).annotate(number=Count("*"))


def _shared(paths: Collection[str]) -> str:
    """The path that all of these are at or below, "" where they have none in common. One stretch of the index by path is read far
    quicker than one for each node, and what lies beside the nodes in it is added to none."""
    first, last = min(paths).split("/"), max(paths).split("/")
    return "/".join(takewhile(bool, (one if one == other else "" for one, other in zip(first, last, strict=False))))
