"""Reading obstacles and petitions: the oldest open ones first."""

from datetime import date

from django.db.models import Q, QuerySet

from dutdiem.authority import Actor
from dutdiem.oversight.models import Obstacle, Petition
from dutdiem.units import queries as units
from dutdiem.units.models import Unit


def obstacles(actor: Actor, on: date, *, unanswered: bool = False) -> QuerySet[Obstacle]:
    """What the actor may see: what its units raised or are to answer; all for whoever reads the whole tree."""
    found = Obstacle.objects.filter(_reach(actor, on)).select_related("unit", "addressed_to", "task", "document")
    return (found.filter(answered_on=None) if unanswered else found).order_by("raised_on", "pk")


def of_unit(actor: Actor, on: date, unit: Unit) -> QuerySet[Obstacle]:
    """The unanswered obstacles that a unit raised or is to answer."""
    return obstacles(actor, on, unanswered=True).filter(Q(unit=unit) | Q(addressed_to=unit))


def petitions(actor: Actor, on: date, *, unanswered: bool = False) -> QuerySet[Petition]:
    """The same of petitions."""
    found = Petition.objects.filter(_reach(actor, on)).select_related("unit", "addressed_to", "obstacle")
    return (found.filter(answered_on=None) if unanswered else found).order_by("raised_on", "pk")


def _reach(actor: Actor, on: date) -> Q:
    paths = actor.paths("oversight.read", on)
    if any("/" not in path for path in paths):
        return Q()
    below = Q(pk__in=[])
    for path in paths:
        below |= Q(path=path) | Q(path__startswith=path + "/")
    inside = units.on(on).filter(below).order_by().values("unit_id")
    return Q(unit__in=inside) | Q(addressed_to__in=inside)
