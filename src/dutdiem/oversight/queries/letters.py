"""What urging letters are about, and those that were drafted."""

from datetime import date

from django.db.models import Q, QuerySet

from dutdiem.authority import Actor, reads_all
from dutdiem.kit.among import Among
from dutdiem.kit.errors import NotFound
from dutdiem.oversight.models import UrgingLetter
from dutdiem.oversight.queries.reach import inside
from dutdiem.plans import queries as plans
from dutdiem.plans.models import Task
from dutdiem.units import queries as units
from dutdiem.units.models import Unit


def late_tasks(actor: Actor, on: date, unit: Unit) -> QuerySet[Task]:
    """What a unit leads and has not done in time, the oldest first."""
    return plans.overdue(actor, on).filter(lead=unit)


def letters(actor: Actor, on: date) -> QuerySet[UrgingLetter]:
    """The letters that units within reach drafted or got, the newest first; one that lists internal tasks is read in the subtree of
    the unit that drafted it alone, as they are."""
    found = UrgingLetter.objects.select_related("sender", "unit").filter(inside(actor, on, "sender", "unit"))
    if not reads_all(actor, on):
        around = units.at_or_above(actor.paths("oversight.read", on), on)
        found = found.filter(Q(internal=False) | Q(Among("sender", around)))
    return found.order_by("-on", "-pk")


def letter(actor: Actor, on: date, key: int) -> UrgingLetter:
    """One letter; NotFound where the actor may not see it."""
    found = letters(actor, on).filter(pk=key).first()
    if found is None:
        raise NotFound(f"Không có công văn đôn đốc số {key}; xem lại danh sách.")
    return found
