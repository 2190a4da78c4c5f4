"""Open tasks rest on their lead, those that help and the unit whose plan they are in, and follow them into their successors."""

from datetime import date

from django.db.models import QuerySet

from dutdiem.plans.models import Coordination, Task
from dutdiem.plans.queries import OPEN_STATES
from dutdiem.units import following

_OPEN = (*OPEN_STATES, Task.State.SUSPENDED)


def register() -> None:
    """Name them to the units."""
    following.register("lead", following.Holding("chủ trì nhiệm vụ", "lead", _led, str, _helps_already))
    following.register("plan", following.Holding("kế hoạch có nhiệm vụ", "owner", _led, str, _never))
    following.register("coordinating", following.Holding("phối hợp nhiệm vụ", "unit", _helped, _title, _has_part))


def _led(day: date) -> QuerySet[Task]:
    del day
    return Task.objects.filter(state__in=_OPEN)


def _helped(day: date) -> QuerySet[Coordination]:
    del day
    return Coordination.objects.filter(task__state__in=_OPEN).select_related("task")


def _title(record: Coordination) -> str:
    return record.task.title


def _helps_already(task: Task, unit: int) -> bool:
    """A unit that coordinates cannot lead the same task."""
    return task.coordinations.filter(unit_id=unit).exists()


def _never(task: Task, unit: int) -> bool:
    """A unit may own any number of tasks."""
    del task, unit
    return False


def _has_part(record: Coordination, unit: int) -> bool:
    return record.task.lead_id == unit or record.task.coordinations.filter(unit_id=unit).exists()
