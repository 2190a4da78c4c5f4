"""Which units an actor reads the follow-up of, and what of it is not kept from the actor."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from dutdiem.authority import Actor, reads_all
from dutdiem.documents import queries as documents
from dutdiem.kit.among import Among
from dutdiem.kit.paths import within
from dutdiem.oversight.models import Asked
from dutdiem.plans import queries as plans
from dutdiem.units import queries as units

EVERYTHING = ~Q(pk__in=[])
"""Unlike an empty Q, it still holds everything where something else is or-ed to it."""


def inside(actor: Actor, on: date, *fields: str) -> Q:
    """Records one of whose relations to a unit is within the actor's reach; all for whoever reads at the top."""
    paths = actor.paths("oversight.read", on)
    if any("/" not in path for path in paths):
        return EVERYTHING
    reached = units.on(on).filter(within(paths)).order_by().values("unit_id")
    found = Q(pk__in=[])
    for field in fields:
        found |= Q(Among(field, reached))
    return found


def not_kept(actor: Actor, on: date) -> Q:
    """Of what was asked, what does not come of a document or a task that is kept internal from the actor."""
    if reads_all(actor, on):
        return EVERYTHING
    said = Q(document=None) | documents.open_to(actor, on, "document__")
    return said & (Q(task=None) | plans.open_to(actor, on, "task__"))


def is_kept_from(actor: Actor, on: date, asked: Asked) -> bool:
    """Whether what was asked comes of something internal that the actor does not see, and was not put to or by the actor's own
    unit."""
    paths = actor.paths("oversight.read", on)
    found = type(asked)._default_manager.filter(not_kept(actor, on) | at(on, paths, "unit", "addressed_to"), pk=asked.pk)
    return not found.exists()


def not_kept_at(path: str, on: date) -> Q:
    """The same for whoever reads at the unit of this path, and what was put to or by that unit itself."""
    said = Q(document=None) | documents.open_at([path], on, "document__")
    return said & (Q(task=None) | plans.open_at([path], on, "task__")) | at(on, (path,), "unit", "addressed_to")


def at(on: date, paths: Sequence[str], *fields: str) -> Q:
    """Records one of whose relations is to a unit at one of these paths: to it itself, none below."""
    found = Q(pk__in=[])
    for field in fields:
        found |= Q(Among(field, units.exactly(paths, on)))
    return found
