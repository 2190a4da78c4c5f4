"""A person who leaves hands over, in one step, what was theirs."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from dutdiem.access.actions.roles import end_role, put_role
from dutdiem.access.handing import held
from dutdiem.access.models import Deputy, RoleGrant, User
from dutdiem.access.reach import demand_over
from dutdiem.authority import Actor
from dutdiem.kit.errors import Mistake
from dutdiem.trail.actions import Writing, entry


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What went over: roles, and how many of each kind that other stages hold."""

    roles: int
    others: dict[str, int]


def hand_over(actor: Actor, leaver: User, taker: User, *, close: bool = True) -> HandedOver:
    """Give what one account holds to another: its roles from today, and all that other stages registered.

    Standing in for others, and others for it, ends. With `close` nobody signs in as the leaver any more.
    """
    demand_over(actor, leaver)
    demand_over(actor, taker)
    _check(actor, leaver, taker)
    with entry(actor, "access.hand_over", leaver=leaver.username, taker=taker.username) as writing:
        roles = _roles(writing, leaver, taker)
        _end_deputies(writing, leaver)
        others = {kind: what.move(writing, leaver, taker) for kind, what in held.items()}
        writing.facts |= {"roles": roles, **others}
        if close and leaver.is_active:
            leaver.is_active = False
            writing.change(leaver)
    return HandedOver(roles, others)


def _check(actor: Actor, leaver: User, taker: User) -> None:
    if leaver == taker:
        raise Mistake("Người nhận bàn giao phải là người khác; chọn tài khoản khác.")
    if not taker.is_active:
        raise Mistake(f"Tài khoản “{taker.username}” đang khóa, không nhận bàn giao được; mở lại hoặc chọn tài khoản khác.")
    if leaver.username == actor.account:
        raise Mistake("Không thể tự bàn giao và khóa tài khoản của mình; đề nghị quản trị viên khác thực hiện.")


def _roles(writing: Writing, leaver: User, taker: User) -> int:
    """Running and coming roles go over; one that the taker holds already is only ended."""
    today = date.today()
    running = RoleGrant.objects.filter(Q(valid_to=None) | Q(valid_to__gte=today), user=leaver).select_related("unit", "user")
    moved = 0
    for grant in running.order_by("pk"):
        begins, ends = max(grant.valid_from or today, today), grant.valid_to
        has = RoleGrant.objects.filter(Q(valid_to=None) | Q(valid_to__gte=today), user=taker, unit=grant.unit_id, role=grant.role)
        if not has.exists():
            put_role(writing, taker, grant.unit, grant.role, begins, ends)
            moved += 1
        end_role(writing, grant, today - timedelta(days=1))
    return moved


def _end_deputies(writing: Writing, leaver: User) -> None:
    today = date.today()
    for one in Deputy.objects.filter(Q(principal=leaver) | Q(deputy=leaver), valid_to__gte=today):
        if one.valid_from >= today:
            writing.deleted(one)
            one.delete()
        else:
            one.valid_to = today - timedelta(days=1)
            writing.change(one)
