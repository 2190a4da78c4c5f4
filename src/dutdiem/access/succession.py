"""Accounts and roles rest on units, and follow them into their successors."""

from datetime import date

from django.db.models import Q, QuerySet

from dutdiem.access.models import RoleGrant, User
from dutdiem.units import following


def register() -> None:
    """Name them to the units."""
    following.register("account", following.Holding("tài khoản", "unit", _accounts, _username, _never))
    following.register("grant", following.Holding("vai trò của tài khoản", "unit", _holding, _title, _has))


def _holding(day: date) -> QuerySet[RoleGrant]:
    return RoleGrant.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), user__is_active=True).select_related("user")


def _title(grant: RoleGrant) -> str:
    return f"{grant.user.username}: {grant.get_role_display()}"


def _has(grant: RoleGrant, unit: int) -> bool:
    return RoleGrant.objects.filter(user=grant.user_id, role=grant.role, unit_id=unit).exists()


def _accounts(day: date) -> QuerySet[User]:
    del day
    return User.objects.filter(is_active=True)


def _username(user: User) -> str:
    return user.username


def _never(user: User, unit: int) -> bool:
    del user, unit
    return False
