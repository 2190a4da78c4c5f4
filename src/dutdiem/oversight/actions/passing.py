"""Passing on what is asked: to the level above, by whoever should answer, or by whoever asked once the term is over."""

from datetime import date

from dutdiem.authority import Actor, may
from dutdiem.kit.errors import Mistake
from dutdiem.kit.said import demand_short
from dutdiem.oversight.actions.asking import answer_due, demand_of_addressee, demand_seen, place_of, still_open
from dutdiem.oversight.models import Asked, Obstacle, Passing, Petition
from dutdiem.oversight.rules import days_late
from dutdiem.trail.actions import entry
from dutdiem.units import queries as units
from dutdiem.units.models import Unit


def pass_up(actor: Actor, asked: Obstacle | Petition, to: Unit, *, on: date, reason: str) -> Passing:
    """It goes to a unit above the one that was asked, with a new term; what nobody was asked about yet, to any unit."""
    _demand(actor, asked, on)
    kind = "obstacle" if isinstance(asked, Obstacle) else "petition"
    with entry(actor, "oversight.pass_up", kind=kind, key=asked.pk, to=to.code) as writing:
        _check(still_open(asked), to, on, reason)
        before = asked.addressed_to
        asked.addressed_to, asked.answer_by = to, answer_due(to, on)
        writing.change(asked)
        passed = Passing(on=on, before=before, after=to, reason=reason.strip(), passed_by=actor.name)
        setattr(passed, kind, asked)
        return writing.make(passed)


def may_pass_up(actor: Actor, asked: Asked, on: date) -> bool:
    """Whether the actor is the one who should answer, or the one who asked and was not answered in time."""
    if may(actor, "oversight.answer", place_of(asked, on), on):
        return True
    late = days_late(asked.answer_by, asked.answered_on, on) > 0
    return bool(late and asked.unit and may(actor, "oversight.raise", units.path_of(asked.unit.code, on), on))


def _demand(actor: Actor, asked: Asked, on: date) -> None:
    demand_seen(actor, asked)
    if not may_pass_up(actor, asked, on):
        demand_of_addressee(actor, asked, on)


def _check(asked: Obstacle | Petition, to: Unit, on: date, reason: str) -> None:
    if not reason.strip():
        raise Mistake("Chuyển lên cấp trên phải nêu lý do; điền lý do rồi gửi lại.", field="reason")
    demand_short(reason)
    last = asked.passings.order_by("-on").values_list("on", flat=True).first()
    earliest = last or asked.raised_on
    if on < earliest:
        raise Mistake(f"Ngày chuyển {on:%d/%m/%Y} trước ngày {earliest:%d/%m/%Y}; sửa ngày.", field="on")
    if units.version(to.code, on) is None:
        raise Mistake(f"Đơn vị {to.code} không hoạt động ngày {on:%d/%m/%Y}; chọn đơn vị khác.", field="to")
    whose = asked.addressed_to
    if whose and not units.path_of(whose.code, on).startswith(units.path_of(to.code, on) + "/"):
        raise Mistake(f"Đơn vị {to.code} không phải cấp trên của {whose.code}; chọn đơn vị cấp trên.", field="to")
