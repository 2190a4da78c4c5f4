"""Who is acting: an account's grants as unit paths."""

from datetime import date

from dutdiem.access.models import RoleGrant, User
from dutdiem.authority import Actor, Grant, Role
from dutdiem.units import queries as units


def actor_for(user: User, on: date) -> Actor:
    """The actor that this account is on that day. A grant over a unit that has ended follows its successors; one over the only
    top of the tree is over everything, also over what no unit leads yet."""
    grants = []
    for given in RoleGrant.objects.filter(user=user).select_related("unit"):
        paths = [_reach(path, on) for path in units.paths_now(given.unit.code, on)]
        grants += [Grant(Role(given.role), path, given.valid_from, given.valid_to) for path in paths]
    return Actor(name=user.username, grants=tuple(grants))


def _reach(path: str, on: date) -> str:
    alone = "/" not in path and units.on(on).filter(parent=None).count() == 1
    return "" if alone else path


def home_unit(user: User) -> str | None:
    """The code of the unit that the account's first grant is for: where its overview opens."""
    return RoleGrant.objects.filter(user=user).order_by("pk").values_list("unit__code", flat=True).first()
