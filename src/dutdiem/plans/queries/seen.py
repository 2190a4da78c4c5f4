"""Which tasks an actor may see."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Case, F, Q, QuerySet, When
from django.db.models.expressions import RawSQL

from dutdiem.authority import Actor, likeness, reads_all
from dutdiem.kit.among import Among
from dutdiem.kit.errors import NotFound
from dutdiem.kit.prepared import text_of
from dutdiem.plans.models import Coordination, Task
from dutdiem.units import queries as units
from dutdiem.units.models import UnitVersion

WORK = (Task.Kind.SCHEME, Task.Kind.PROJECT, Task.Kind.TASK, Task.Kind.SUBTASK)
"""What is counted as work: objectives and groups only hold it together."""
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
    # These two are put together once for all who reach as deep: a page asks for what is visible a dozen times.
    like = likeness(actor, on)
    around = text_of(_around, like.actor, on, put_in=like.codes)
    open_to_me = Q(internal=False) | Q(Among("owner", RawSQL(*around)))  # noqa: S611 (made by the ORM below)
    if sees_every_plan(actor, on):
        return Task.objects.filter(open_to_me)
    mine = text_of(_mine, like.actor, on, put_in=like.codes)
    return Task.objects.filter(Among("pk", RawSQL(*mine)), open_to_me)  # noqa: S611 (made by the ORM below)


def open_to(actor: Actor, on: date, at: str = "") -> Q:
    """What no unit keeps internal from the actor, as a condition; `at` is the way to the task from another record: `task__`.
    Whether the task lies within the actor's reach is not asked."""
    if reads_all(actor, on):
        return ~Q(pk__in=[])
    return open_at(actor.paths("plans.read", on), on, at)


def open_at(paths: Sequence[str], on: date, at: str = "") -> Q:
    """The same for whoever reaches these subtrees, and so what may be told to their units."""
    return Q(**{f"{at}internal": False}) | Q(Among(f"{at}owner", units.at_or_above(paths, on)))


def is_kept_from(actor: Actor, on: date, task: Task) -> bool:
    """Whether a unit keeps this task internal from the actor."""
    if not task.internal or reads_all(actor, on):
        return False
    return not units.at_or_above(actor.paths("plans.read", on), on).filter(unit=task.owner).exists()


def shown(actor: Actor, on: date, column: str, at: str = "task") -> Case:
    """A column of the task of a record, empty where a unit keeps that task internal from the actor."""
    return Case(When(open_to(actor, on, f"{at}__"), then=F(f"{at}__{column}")))


def sees_every_plan(actor: Actor, on: date) -> bool:
    """Whether the actor reads at a top unit, and so sees every plan but for what others keep internal."""
    return reads_all(actor, on) or any("/" not in path for path in actor.paths("plans.read", on))


def _mine(actor: Actor, on: date) -> QuerySet[Any, Any]:
    """The question for the tasks that are at or below the paths, or hold them together: each of the five sets by its own index and
    then together, since one OR over them would read every task there is."""
    paths = actor.paths("plans.read", on)
    below, around = units.at_or_below(paths, on), units.at_or_above(paths, on)
    held = (Q(kind__in=HOLDERS, owner=None), Q(Among("owner", around), kind__in=HOLDERS))
    terms = (Q(Among("owner", below)), Q(Among("lead", below)), *held)
    sets = [Task.objects.filter(term).order_by().values("pk") for term in terms]
    return _coordinated(below).union(*sets)


OWN, ABOVE = "own", "above"
"""Whose plans: the actor's own units' and those below, or what came from above them."""


def whose_plan(actor: Actor, on: date, whose: str) -> Q:
    """The tasks in the actor's own plans and those below them, or in those above; all without a word."""
    paths = actor.paths("plans.read", on)
    if whose not in (OWN, ABOVE):
        return Q()
    # A top unit has nothing above it but what belongs to nobody's plan: what came as a document.
    own = Q(owner__isnull=False) if "" in paths else Q(Among("owner", units.at_or_below(paths, on)))
    return own if whose == OWN else Q(owner=None) | ~own


def _around(actor: Actor, on: date) -> QuerySet[UnitVersion, Any]:
    return units.at_or_above(actor.paths("plans.read", on), on)


def _coordinated(below: QuerySet[UnitVersion, Any]) -> QuerySet[Coordination, Any]:
    return Coordination.objects.filter(Among("unit", below)).order_by().values("task_id")


def one(actor: Actor, on: date, key: int) -> Task:
    """The task with this number; NotFound where there is none that the actor may see."""
    related = ("lead", "parent", "document", "proposal", "owner", "focal", "taken_from", "merged_into")
    task = visible(actor, on).select_related(*related).filter(pk=key).first()
    if task is None:
        raise NotFound(f"Không có nhiệm vụ số {key}; xem lại số hoặc danh sách nhiệm vụ.")
    return task


def chosen(actor: Actor, on: date, keys: Sequence[int]) -> list[Task]:
    """Tasks by number, in the order of the tree; NotFound where the actor may not see one of them."""
    found = list(visible(actor, on).filter(pk__in=keys).select_related("lead", "owner").order_by("path"))
    if missing := sorted(set(keys) - {task.pk for task in found}):
        raise NotFound(f"Không có nhiệm vụ số {', '.join(map(str, missing))}; tải lại danh sách rồi chọn lại.")
    return found
