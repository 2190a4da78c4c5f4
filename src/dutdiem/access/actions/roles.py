"""Giving roles and taking them back, each with its days."""

from datetime import date, timedelta

from dutdiem.access.models import RoleGrant, User
from dutdiem.access.reach import demand_role
from dutdiem.access.rules import span_fault
from dutdiem.authority import Actor, Role
from dutdiem.authority.words import ROLES
from dutdiem.kit.errors import Mistake
from dutdiem.trail.actions import Writing, entry
from dutdiem.units.models import Unit


def give_role(
    actor: Actor, user: User, unit: Unit, role: Role, *, valid_from: date | None = None, valid_to: date | None = None
) -> RoleGrant:
    """Give an account a role over a unit and all below it, on these days; Mistake where it holds that role there already."""
    demand_role(actor, unit, role)
    if fault := span_fault(valid_from, valid_to):
        raise Mistake(fault)
    with entry(actor, "access.give_role", username=user.username, unit=unit.code, role=role.value) as writing:
        return put_role(writing, user, unit, role, valid_from, valid_to)


def put_role(writing: Writing, user: User, unit: Unit, role: str, valid_from: date | None, valid_to: date | None) -> RoleGrant:
    """Make the grant inside an action; one that has run out gets the new days."""
    held = RoleGrant.objects.filter(user=user, unit=unit, role=role).first()
    if held is None:
        return writing.make(RoleGrant(user=user, unit=unit, role=role, valid_from=valid_from, valid_to=valid_to))
    if held.valid_to is None or held.valid_to >= date.today():
        until = f"đến {held.valid_to:%d/%m/%Y}" if held.valid_to else "không thời hạn"
        raise Mistake(f"“{user.username}” đã có vai trò {ROLES[Role(role)]} tại {unit.code} {until}; thu vai trò đó trước.")
    held.valid_from, held.valid_to = valid_from, valid_to
    writing.change(held)
    return held


def revoke_role(actor: Actor, grant: RoleGrant, *, last: date | None = None) -> None:
    """End a role: `last` is its last day, without it yesterday. One that had not begun by then is taken away whole."""
    demand_role(actor, grant.unit, grant.role)
    if grant.user.username == actor.account and grant.role == Role.ADMINISTRATOR:
        raise Mistake("Không thể tự thu vai trò quản trị của mình; đề nghị quản trị viên khác thực hiện.")
    until = last or date.today() - timedelta(days=1)
    facts = {"username": grant.user.username, "unit": grant.unit.code, "role": str(grant.role), "last": until.isoformat()}
    with entry(actor, "access.revoke_role", **facts) as writing:
        end_role(writing, grant, until)


def end_role(writing: Writing, grant: RoleGrant, last: date) -> None:
    """End the grant inside an action."""
    if grant.valid_from and grant.valid_from > last:
        writing.deleted(grant)
        grant.delete()
        return
    grant.valid_to = last if grant.valid_to is None else min(last, grant.valid_to)
    writing.change(grant)
