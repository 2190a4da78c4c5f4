"""Who stands in for whom, and for how long."""

from datetime import date, timedelta

from dutdiem.access.models import Deputy, User
from dutdiem.access.reach import demand_over
from dutdiem.access.rules import deputy_fault
from dutdiem.authority import Actor
from dutdiem.kit.errors import Mistake
from dutdiem.trail.actions import entry


def appoint_deputy(actor: Actor, principal: User, deputy: User, *, valid_from: date, valid_to: date, reason: str = "") -> Deputy:
    """Let one account act for another on these days; the actor manages both. Mistake for oneself, bad days, or a closed account."""
    demand_over(actor, principal)
    demand_over(actor, deputy)
    if principal == deputy:
        raise Mistake("Người làm thay phải là người khác; chọn tài khoản khác.")
    if not deputy.is_active:
        raise Mistake(f"Tài khoản “{deputy.username}” đang khóa, không làm thay được; chọn tài khoản khác.")
    if fault := deputy_fault(valid_from, valid_to, date.today()):
        raise Mistake(fault)
    with entry(actor, "access.appoint_deputy", principal=principal.username, deputy=deputy.username) as writing:
        made = Deputy(principal=principal, deputy=deputy, valid_from=valid_from, valid_to=valid_to, reason=reason.strip()[:300])
        return writing.make(made)


def end_deputy(actor: Actor, deputy: Deputy) -> None:
    """End it before its day: yesterday was the last one. One that had not begun by then is taken away whole."""
    demand_over(actor, deputy.principal)
    yesterday = date.today() - timedelta(days=1)
    with entry(actor, "access.end_deputy", principal=deputy.principal.username, deputy=deputy.deputy.username) as writing:
        if deputy.valid_from > yesterday:
            writing.deleted(deputy)
            deputy.delete()
        else:
            deputy.valid_to = min(deputy.valid_to, yesterday)
            writing.change(deputy)
