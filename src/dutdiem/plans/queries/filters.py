"""The filters that a person may use: their own, and those of the units around them."""

from datetime import date

from django.db.models import Q, QuerySet

from dutdiem.access.models import User
from dutdiem.authority import Actor
from dutdiem.plans.models import SavedFilter
from dutdiem.units import queries as units


def filters(user: User, actor: Actor, on: date) -> QuerySet[SavedFilter]:
    """A unit's filter is seen in its own subtree alone, like what it keeps internal."""
    of_units = Q(unit__in=units.at_or_above(actor.paths("plans.read", on), on))
    return SavedFilter.objects.filter(Q(user=user) | of_units).select_related("unit").order_by("name", "pk")
