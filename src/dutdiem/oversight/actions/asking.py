"""Raising difficulties and requests, and answering them."""

from datetime import date
from typing import TypeVar

from dutdiem.authority import Actor, demand
from dutdiem.calendar.bounds import day_fault
from dutdiem.kit.errors import Mistake, NotFound
from dutdiem.oversight.models import Asked, Obstacle, Petition
from dutdiem.oversight.queries.reach import is_kept_from
from dutdiem.oversight.rules import answer_by as last_day
from dutdiem.oversight.terms import terms, workdays
from dutdiem.plans.actions.permission import demand_seen as demand_task_seen
from dutdiem.plans.models import Coordination, Task
from dutdiem.trail.actions import entry
from dutdiem.units import queries as units
from dutdiem.units.models import Unit

A = TypeVar("A", bound=Asked)


def raise_obstacle(
    actor: Actor, title: str, unit: Unit, *, kind: str, raised_on: date, addressed_to: Unit | None = None, task: Task | None = None
) -> Obstacle:
    """A unit names what holds a task back, and who can remove it."""
    demand(actor, "oversight.raise", units.path_of(unit.code, raised_on), date.today())
    if task:
        demand_task_seen(actor, task)
    _check(title, kind, unit, addressed_to, task, raised_on)
    with entry(actor, "oversight.raise_obstacle", unit=unit.code) as writing:
        due = answer_due(addressed_to, raised_on) if addressed_to else None
        made = Obstacle(
            title=title.strip(), unit=unit, kind=kind, raised_on=raised_on, addressed_to=addressed_to, task=task, answer_by=due
        )
        return writing.make(made)


def petition(
    actor: Actor,
    title: str,
    unit: Unit,
    addressed_to: Unit,
    *,
    raised_on: date,
    kind: str = Petition.Kind.OTHER,
    answer_by: date | None = None,
    obstacle: Obstacle | None = None,
    task: Task | None = None,
) -> Petition:
    """A unit asks a higher one for something; the term for the answer is the addressee's where none is given."""
    demand(actor, "oversight.raise", units.path_of(unit.code, raised_on), date.today())
    if task:
        demand_task_seen(actor, task)
    _check(title, kind, unit, addressed_to, task, raised_on)
    if fault := day_fault(answer_by):
        raise Mistake(fault[0].upper() + fault[1:], field="answer_by")
    with entry(actor, "oversight.petition", unit=unit.code, to=addressed_to.code) as writing:
        made = Petition(
            title=title.strip(),
            unit=unit,
            kind=kind,
            addressed_to=addressed_to,
            raised_on=raised_on,
            answer_by=answer_by or answer_due(addressed_to, raised_on),
            obstacle=obstacle,
            task=task,
        )
        return writing.make(made)


def answer(actor: Actor, asked: Obstacle | Petition, text: str, *, on: date) -> None:
    """Answer an obstacle or a petition; it is closed by its answer."""
    demand_of_addressee(actor, asked, on)
    if not text.strip():
        raise Mistake("Chưa có nội dung trả lời; viết câu trả lời rồi gửi lại.", field="answer")
    with entry(actor, "oversight.answer", kind=type(asked).__name__.lower(), key=asked.pk) as writing:
        close(still_open(asked), text, on)
        writing.change(asked)


def answer_due(unit: Unit, asked_on: date) -> date:
    """The last day for this unit's answer to what it is asked on a day."""
    version = units.version(unit.code, asked_on) or units.latest(unit.code)
    return last_day(asked_on, version.level if version else "", terms(), workdays())


def demand_of_addressee(actor: Actor, asked: Asked, on: date) -> None:
    """Whoever answers at its place, of what it may see."""
    demand_seen(actor, asked)
    demand(actor, "oversight.answer", place_of(asked, on), date.today())


def demand_seen(actor: Actor, asked: Asked) -> None:
    """NotFound where it is kept from the actor: what a unit keeps internal is not decided on from above by its number."""
    if is_kept_from(actor, date.today(), asked):
        raise NotFound(f"Không có mục số {asked.pk}; xem lại danh sách.")


def place_of(asked: Asked, on: date) -> str:
    """The path of the unit that is asked; what nobody was asked about yet is for whoever answers at the top, and where it comes of
    what a unit keeps internal, which the top does not see, for whoever answers at that unit."""
    of = (asked.document, asked.task)
    keeps = next((one.owner for one in of if one and one.internal and one.owner), None)
    whose = asked.addressed_to or keeps
    return units.path_of(whose.code, on) if whose else ""


def still_open(asked: A) -> A:
    """The record as it now stands, locked until the action ends; Mistake where it has been answered."""
    asked.refresh_from_db(from_queryset=type(asked)._default_manager.select_for_update())
    if asked.answered_on:
        raise Mistake(f"“{asked.title[:60]}” đã được trả lời ngày {asked.answered_on:%d/%m/%Y}; không trả lời lần nữa.")
    return asked


def close(asked: Asked, text: str, on: date) -> None:
    """Put the answer in; the caller saves."""
    if on < asked.raised_on:
        raise Mistake(f"Ngày trả lời {on:%d/%m/%Y} trước ngày nêu {asked.raised_on:%d/%m/%Y}; sửa ngày.", field="on")
    asked.answer, asked.answered_on = text.strip(), on


def _check(title: str, kind: str, unit: Unit, addressed_to: Unit | None, task: Task | None, on: date) -> None:
    if not title.strip():
        raise Mistake("Chưa có nội dung; viết một câu rồi gửi lại.", field="title")
    if kind not in Asked.Kind.values:
        raise Mistake(f"Không có loại vướng mắc “{kind}”; chọn một loại trong danh sách.", field="kind")
    if addressed_to and addressed_to.pk == unit.pk:
        raise Mistake("Nơi giải quyết trùng với đơn vị nêu; chọn đơn vị có thể tháo gỡ.", field="addressed_to")
    if addressed_to and units.version(addressed_to.code, on) is None:
        raise Mistake(f"Đơn vị {addressed_to.code} không hoạt động ngày {on:%d/%m/%Y}; chọn đơn vị khác.", field="addressed_to")
    if task and task.outside:
        raise Mistake(f"Nhiệm vụ {task.pk} ngoài hệ thống, không ghi nội dung vướng mắc ở đây.", field="task")
    if task and task.state in (Task.State.DONE, Task.State.CANCELLED):
        raise Mistake(f"Nhiệm vụ {task.pk} {task.get_state_display()}, không nêu vướng mắc ở đây nữa.", field="task")
    if task and unit.pk != task.lead_id and not Coordination.objects.filter(task=task, unit=unit).exists():
        raise Mistake(f"Đơn vị {unit.code} không chủ trì, không phối hợp nhiệm vụ {task.pk}; chọn đúng nhiệm vụ.", field="task")
