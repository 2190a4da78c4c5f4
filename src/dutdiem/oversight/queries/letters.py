"""What urging letters are about, and those that were drafted."""

from datetime import date

from django.db.models import QuerySet

from dutdiem.authority import Actor
from dutdiem.kit.errors import NotFound
from dutdiem.oversight.models import UrgingLetter
from dutdiem.oversight.queries.reach import inside
from dutdiem.plans import queries as plans
from dutdiem.plans.models import Task
from dutdiem.units.models import Unit


def late_tasks(actor: Actor, on: date, unit: Unit) -> QuerySet[Task]:
    """What a unit leads and has not done in time, the oldest first."""
    return plans.overdue(actor, on).filter(lead=unit)


def letters(actor: Actor, on: date) -> QuerySet[UrgingLetter]:
    """The letters that units within reach drafted or got, the newest first."""
    found = UrgingLetter.objects.select_related("sender", "unit")
    return found.filter(inside(actor, on, "sender", "unit")).order_by("-on", "-pk")


def letter(actor: Actor, on: date, key: int) -> UrgingLetter:
    """One letter; NotFound where the actor may not see it."""
    found = letters(actor, on).filter(pk=key).first()
    if found is None:
        raise NotFound(f"Không có công văn đôn đốc số {key}; xem lại danh sách.")
    return found
