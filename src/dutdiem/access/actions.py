"""Opening accounts and giving them roles."""

from datetime import date

from django.contrib.auth.hashers import make_password

from dutdiem.access.models import RoleGrant, User
from dutdiem.authority import Actor, Role, demand
from dutdiem.kit.errors import Mistake
from dutdiem.trail.actions import entry
from dutdiem.units import queries as units
from dutdiem.units.models import Unit


def open_account(actor: Actor, username: str, name: str, password: str, *, post: str = "") -> User:
    """Make an account without any role; Mistake where the name is taken."""
    demand(actor, "access.grant", "", date.today())
    if User.objects.filter(username=username).exists():
        raise Mistake(f"Tài khoản “{username}” đã có; chọn tên khác.")
    with entry(actor, "access.open_account", username=username) as writing:
        return writing.make(User(username=username, name=name, post=post, password=make_password(password)))


def give_role(
    actor: Actor, user: User, unit: Unit, role: Role, *, valid_from: date | None = None, valid_to: date | None = None
) -> RoleGrant:
    """Give an account a role over a unit and all below it."""
    demand(actor, "access.grant", units.path_of(unit.code, date.today()), date.today())
    with entry(actor, "access.give_role", username=user.username, unit=unit.code, role=role.value) as writing:
        return writing.make(RoleGrant(user=user, unit=unit, role=role, valid_from=valid_from, valid_to=valid_to))
