"""Whose accounts an administrator may touch: those whose unit, and every role of whom, lies within the administrator's subtree.

Without the second half an administrator of a province could reset the password of an account of that province that leads the
whole country, and sign in as it.
"""

from datetime import date

from django.db.models import Q

from dutdiem.access.models import RoleGrant, User
from dutdiem.authority import Actor, Role, demand
from dutdiem.units import queries as units
from dutdiem.units.models import Unit

VERB = "access.grant"


def demand_at(actor: Actor, unit: Unit | None) -> None:
    """Refused unless the actor may manage accounts at this unit; without one, of the whole tree."""
    today = date.today()
    demand(actor, VERB, units.path_of(unit.code, today) if unit else "", today)


def demand_role(actor: Actor, unit: Unit, role: str) -> None:
    """The same for a role over a unit: an auditor reads the whole tree, so that only whoever manages all of it makes one."""
    demand_at(actor, _place(unit, role))


def _place(unit: Unit, role: str) -> Unit | None:
    return None if role == Role.AUDITOR else unit


def demand_over(actor: Actor, user: User) -> None:
    """Refused unless the actor may manage this account with everything that it can do, also as somebody's deputy."""
    today = date.today()
    running = RoleGrant.objects.filter(Q(valid_to=None) | Q(valid_to__gte=today)).select_related("unit")
    stood_in_for = user.stands_in_for.filter(valid_to__gte=today).values("principal")
    grants = running.filter(Q(user=user) | Q(user__in=stood_in_for))
    places = [user.unit, *(_place(grant.unit, grant.role) for grant in grants)]
    paths = units.paths_of((unit.code for unit in places if unit), today)
    for unit in places:
        demand(actor, VERB, paths[unit.code] if unit else "", today)
