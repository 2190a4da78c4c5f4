"""Who is acting: an account's grants as unit paths; whom it stands in for; the accounts of a subtree."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from dutdiem.access.models import Deputy, RoleGrant, User
from dutdiem.authority import Actor, Grant, Role
from dutdiem.authority.words import ROLES
from dutdiem.kit.errors import NotFound
from dutdiem.kit.folding import fold
from dutdiem.kit.paths import within
from dutdiem.units import queries as units


def actor_for(user: User, on: date) -> Actor:
    """The actor that this account is on that day. A grant over a unit that has ended follows its successors; one over the only
    top of the tree is over everything, also over what no unit leads yet."""
    return standing(user, on)[0]


def standing(user: User, on: date, principal: User | None = None) -> tuple[Actor, str | None]:
    """The actor of an account, and the unit where its overview opens: that of its first grant, or who took it over.

    With `principal` it has the roles of that account instead of its own, and the trail names both.
    """
    given = list(_with_paths(RoleGrant.objects.filter(user=principal or user).select_related("unit").order_by("pk"), on))
    reaches = [(grant, path) for grant in given for path in _paths(grant, on)]
    grants = tuple(Grant(Role(g.role), path, g.valid_from, g.valid_to) for g, path in reaches)
    actor = Actor(user.username, grants, account=user.username)
    if principal:
        actor = replace(actor, name=f"{user.username} (thay mặt {principal.username})")
    return actor, next((path.rsplit("/", 1)[-1] or grant.unit.code for grant, path in reaches), None)


def _with_paths(grants: QuerySet[RoleGrant], on: date) -> QuerySet[RoleGrant]:
    """Each with the `path` of its unit on that day, None where it had ended, and whether that is the `only_top` of the tree."""
    here = units.on(on).order_by().filter(unit=OuterRef("unit"))
    other_tops = units.on(on).filter(parent=None).exclude(unit=OuterRef("unit"))
    return grants.annotate(path=Subquery(here.values("path")[:1]), only_top=Exists(here.filter(parent=None)) & ~Exists(other_tops))


def _paths(grant: Any, on: date) -> list[str]:
    """The only top of the tree is the empty path."""
    if grant.path is None:
        return units.paths_now(grant.unit.code, on)
    return ["" if grant.only_top else grant.path]


def home_unit(user: User) -> str | None:
    """The code of the unit that the account's first grant is for: where its overview opens."""
    return RoleGrant.objects.filter(user=user).order_by("pk").values_list("unit__code", flat=True).first()


def stood_in_for(user: User, on: date) -> QuerySet[Deputy]:
    """For whom the account may act on that day: the others' accounts must be open."""
    found = user.stands_in_for.filter(valid_from__lte=on, valid_to__gte=on, principal__is_active=True)
    return found.select_related("principal").order_by("valid_to", "pk")


def standing_in(on: date) -> QuerySet[Deputy]:
    """Everybody who stands in for somebody on that day, both accounts open; once for each pair."""
    found = Deputy.objects.filter(valid_from__lte=on, valid_to__gte=on, principal__is_active=True, deputy__is_active=True)
    twice = found.filter(principal=OuterRef("principal"), deputy=OuterRef("deputy"), pk__lt=OuterRef("pk"))
    return found.filter(~Exists(twice)).select_related("deputy").order_by("pk")


def principal_of(user: User, key: int, on: date) -> User | None:
    """The account with this key, where `user` stands in for it on that day."""
    found = stood_in_for(user, on).filter(principal=key).first()
    return found.principal if found else None


def accounts(actor: Actor, on: date, *, search: str = "", state: str = "") -> QuerySet[User]:
    """The accounts of units that the actor reads accounts of, by name; `state` is "", open or closed."""
    found = User.objects.filter(_in_reach(actor, on)).select_related("unit")
    for word in fold(search).split():
        found = found.filter(folded__contains=word)
    if state:
        found = found.filter(is_active=state == "open")
    return found.order_by("username")


def roles_of(keys: Iterable[int], on: date) -> dict[int, list[tuple[str, str]]]:
    """Of each account, by its key, the roles that hold on that day, each with the code of its unit."""
    holding = RoleGrant.objects.filter(Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_to=None) | Q(valid_to__gte=on))
    found: dict[int, list[tuple[str, str]]] = {}
    for key, role, code in holding.filter(user__in=list(keys)).order_by("pk").values_list("user_id", "role", "unit__code"):
        found.setdefault(key, []).append((ROLES[Role(role)], code))
    return found


def _in_reach(actor: Actor, on: date) -> Q:
    paths = actor.paths("access.read", on)
    if "" in paths:
        return Q()
    return Q(unit__in=units.on(on).filter(within(paths)).order_by().values("unit_id"))


def account(actor: Actor, on: date, username: str) -> User:
    """One account with its roles and deputies; NotFound where there is none in the actor's reach."""
    grants = Prefetch("grants", RoleGrant.objects.select_related("unit").order_by("pk"))
    found = accounts(actor, on).filter(username=username).prefetch_related(grants).first()
    if found is None:
        raise NotFound(f"Không có tài khoản “{username}” trong phạm vi quản lý; kiểm tra lại tên.")
    return found


def deputies(user: User) -> QuerySet[Deputy]:
    """Who stands in for the account and for whom it stands in, the latest first."""
    found = Deputy.objects.filter(Q(principal=user) | Q(deputy=user)).select_related("principal", "deputy")
    return found.order_by("-valid_from", "pk")
