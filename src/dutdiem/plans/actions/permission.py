"""Who may do what with a task: its lead reports, the unit whose plan it is in assigns, changes and accepts."""

from datetime import date

from dutdiem.authority import Actor, demand
from dutdiem.kit.errors import Mistake, NotFound
from dutdiem.plans.models import Task
from dutdiem.plans.queries.seen import is_kept_from
from dutdiem.plans.rules import direction_fault
from dutdiem.units import queries as units
from dutdiem.units.models import Unit, UnitVersion


def path_of(unit: Unit | None) -> str:
    """The unit's path today; no unit is above the whole tree."""
    return units.path_of(unit.code, date.today()) if unit else ""


def demand_seen(actor: Actor, task: Task) -> None:
    """NotFound where a unit keeps the task internal from the actor: nobody above decides on it by its number."""
    if is_kept_from(actor, date.today(), task):
        raise NotFound(f"Không có nhiệm vụ số {task.pk}; xem lại số hoặc danh sách nhiệm vụ.")


def demand_of_lead(actor: Actor, task: Task) -> None:
    """The lead reports and hands in; Mistake where nobody leads yet."""
    demand_seen(actor, task)
    if task.lead is None:
        raise Mistake(f"Nhiệm vụ {task.pk} chưa có đơn vị chủ trì; giao đơn vị chủ trì trước.")
    demand(actor, "plans.report", path_of(task.lead), date.today())


def demand_of_owner(actor: Actor, task: Task, verb: str = "plans.assign") -> None:
    """The unit whose plan the task is in and, with what is open, those above it; what came from above is not a lower unit's to
    change."""
    demand_seen(actor, task)
    demand(actor, verb, path_of(task.owner), date.today())


def outside_fault(owner: Unit | None, version: UnitVersion, *, internal: bool = False) -> str:
    """Why the owner of a plan cannot give work to this unit: orders go down. "" where the unit is the owner or below it, and for
    what is above every unit."""
    fault = direction_fault(path_of(owner), version.path, version.name, internal=internal)
    return fault[:1].upper() + fault[1:]


def in_own_layer(task: Task) -> bool:
    """Whether its owner gave it by itself; what comes of a document from above has its lead and helpers from there."""
    return not (task.proposal_id and task.document and task.document.owner_id is None)


def fresh(task: Task) -> Task:
    """The same record as it now stands in the database, locked until the action ends, so that two actions never overwrite each
    other's columns."""
    task.refresh_from_db(from_queryset=Task.objects.select_for_update())
    return task
