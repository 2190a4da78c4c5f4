"""Who is acting: an account's grants as unit paths."""

from datetime import date

from django.db.models import Q

from dutdiem.access.models import RoleGrant, User
from dutdiem.authority import Actor, Grant, Role
from dutdiem.units import queries as units


def actor_for(user: User, on: date) -> Actor:
    """The actor that this account is on that day. A grant over a unit that has ended follows its successors; one over the only
    top of the tree is over everything, also over what no unit leads yet."""
    return standing(user, on)[0]


def standing(user: User, on: date) -> tuple[Actor, str | None]:
    """The actor of an account, and the unit where its overview opens: that of its first grant, or who took it over."""
    given = list(RoleGrant.objects.filter(user=user).select_related("unit").order_by("pk"))
    places = _places({grant.unit_id for grant in given}, on)
    reaches = [(grant, path) for grant in given for path in places.get(grant.unit_id) or units.paths_now(grant.unit.code, on)]
    actor = Actor(user.username, tuple(Grant(Role(g.role), path, g.valid_from, g.valid_to) for g, path in reaches))
    return actor, next((path.rsplit("/", 1)[-1] or grant.unit.code for grant, path in reaches), None)


def _places(keys: set[int], on: date) -> dict[int, list[str]]:
    """The paths on that day of the units with these keys; the only top of the tree is the empty path."""
    found = list(units.on(on).filter(Q(unit__in=keys) | Q(parent=None)).values_list("unit_id", "path", "parent_id"))
    tops = sum(parent is None for *_, parent in found)
    return {key: ["" if parent is None and tops == 1 else path] for key, path, parent in found}


def home_unit(user: User) -> str | None:
    """The code of the unit that the account's first grant is for: where its overview opens."""
    return RoleGrant.objects.filter(user=user).order_by("pk").values_list("unit__code", flat=True).first()
