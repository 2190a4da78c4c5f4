"""Which units an actor reads the follow-up of."""

from datetime import date

from django.db.models import Q

from dutdiem.authority import Actor
from dutdiem.kit.among import Among
from dutdiem.kit.paths import within
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
