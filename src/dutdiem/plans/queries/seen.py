"""Which tasks an actor may see."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from dutdiem.authority import Actor, reads_all
from dutdiem.kit.errors import NotFound
from dutdiem.plans.models import Coordination, DeadlineMove, Derivation, Task, TaskMeasure
from dutdiem.units import queries as units
from dutdiem.units.models import UnitVersion

WORK = (Task.Kind.SCHEME, Task.Kind.PROJECT, Task.Kind.TASK, Task.Kind.SUBTASK)
"""What is counted as work: objectives and groups only hold it together."""
PARTS: dict[str, type[DeadlineMove | Derivation | TaskMeasure]] = {
    "moves": DeadlineMove,
    "derivations": Derivation,
    "measures": TaskMeasure,
}
HOLDERS = (Task.Kind.OBJECTIVE, Task.Kind.GROUP)


def visible(actor: Actor, on: date) -> QuerySet[Task]:
    """The tasks that the actor may see: those that units of its subtrees own, lead or help with, and the objectives and groups of
    the plans above them. Who reads at a top unit sees every plan. What a unit keeps internal is seen in its own subtree alone;
    an auditor sees that too."""
    if reads_all(actor, on):
        return Task.objects.all()
    paths = actor.paths("plans.read", on)
    if not paths:
        return Task.objects.none()
    around = units_around(paths, on)
    open_to_me = Q(internal=False) | Q(owner__in=around)
    if any("/" not in path for path in paths):
        return Task.objects.filter(open_to_me)
    below = units_below(paths, on)
    mine = Q(owner__in=below) | Q(lead__in=below) | Q(pk__in=_coordinated(below))
    held = Q(kind__in=HOLDERS) & (Q(owner=None) | Q(owner__in=around))
    return Task.objects.filter(open_to_me, mine | held)


def units_around(paths: Sequence[str], on: date) -> QuerySet[UnitVersion, Any]:
    """The units in whose subtrees the actor's own stand: those at and above its paths; for the whole tree its tops."""
    codes = {code for path in paths for code in path.split("/") if code}
    tops = Q(parent=None) if "" in paths else Q(pk__in=[])
    return units.on(on).filter(Q(unit__code__in=codes) | tops).order_by().values("unit_id")


def units_below(paths: Sequence[str], on: date) -> QuerySet[UnitVersion, Any]:
    """The units that are below on that day: one that was moved elsewhere is no longer its old superior's to see."""
    below = Q()
    for path in paths:
        below |= Q(path=path) | Q(path__startswith=path + "/")
    return units.on(on).filter(below).order_by().values("unit_id")


def _coordinated(below: QuerySet[UnitVersion, Any]) -> QuerySet[Coordination, Any]:
    return Coordination.objects.filter(unit__in=below).values("task_id")


def one(actor: Actor, on: date, key: int) -> Task:
    """The task with this number, with `has_moves`, `has_derivations` and `has_measures`, so that a page asks for what is there;
    NotFound where there is none that the actor may see."""
    related = ("lead", "parent", "document", "proposal", "owner", "focal", "taken_from", "merged_into")
    has = {f"has_{name}": Exists(model._default_manager.filter(task=OuterRef("pk"))) for name, model in PARTS.items()}
    task = visible(actor, on).select_related(*related).annotate(**has).filter(pk=key).first()
    if task is None:
        raise NotFound(f"Không có nhiệm vụ số {key}; xem lại số hoặc danh sách nhiệm vụ.")
    return task


def chosen(actor: Actor, on: date, keys: Sequence[int]) -> list[Task]:
    """Tasks by number, in the order of the tree; NotFound where the actor may not see one of them."""
    found = list(visible(actor, on).filter(pk__in=keys).select_related("lead", "owner").order_by("path"))
    if missing := sorted(set(keys) - {task.pk for task in found}):
        raise NotFound(f"Không có nhiệm vụ số {', '.join(map(str, missing))}; tải lại danh sách rồi chọn lại.")
    return found
