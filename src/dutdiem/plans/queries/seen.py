"""Which tasks an actor may see."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from dutdiem.authority import Actor, reads_all
from dutdiem.kit.errors import NotFound
from dutdiem.kit.paths import below as paths_below
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
    open_to_me = Q(internal=False) | Q(owner__in=RawSQL(*_around(paths, on)))  # noqa: S611 (made by the ORM below)
    if any("/" not in path for path in paths):
        return Task.objects.filter(open_to_me)
    return Task.objects.filter(open_to_me, pk__in=RawSQL(*_mine(paths, on)))  # noqa: S611 (made by the ORM below)


# The two below are text alone, the same for the same paths and day, and nothing that was read: a page asks for what is visible a
# dozen times, and building these questions anew took longer than answering them.
@lru_cache(maxsize=2048)
def _mine(paths: tuple[str, ...], on: date) -> tuple[str, tuple[Any, ...]]:
    """The question for the tasks that are at or below the paths, or hold them together: each of the five sets by its own index and
    then together, since one OR over them would read every task there is."""
    below, around = units_below(paths, on), units_around(paths, on)
    held = (Q(kind__in=HOLDERS, owner=None), Q(kind__in=HOLDERS, owner__in=around))
    sets = [Task.objects.filter(terms).order_by().values("pk") for terms in (Q(owner__in=below), Q(lead__in=below), *held)]
    return _text(_coordinated(below).union(*sets))


@lru_cache(maxsize=2048)
def _around(paths: tuple[str, ...], on: date) -> tuple[str, tuple[Any, ...]]:
    return _text(units_around(paths, on))


def _text(found: QuerySet[Any, Any]) -> tuple[str, tuple[Any, ...]]:
    text, values = found.query.sql_with_params()
    return text, tuple(values)


def units_around(paths: Sequence[str], on: date) -> QuerySet[UnitVersion, Any]:
    """The units in whose subtrees the actor's own stand: those at and above its paths; for the whole tree its tops."""
    codes = {code for path in paths for code in path.split("/") if code}
    tops = Q(parent=None) if "" in paths else Q(pk__in=[])
    return units.on(on).filter(Q(unit__code__in=codes) | tops).order_by().values("unit_id")


def units_below(paths: Sequence[str], on: date) -> QuerySet[UnitVersion, Any]:
    """The units that are below on that day: one that was moved elsewhere is no longer its old superior's to see."""
    below = Q()
    for path in paths:
        below |= Q(path=path) | paths_below(path)
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
