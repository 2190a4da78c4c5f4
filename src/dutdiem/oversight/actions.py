"""Raising difficulties and requests, and answering them."""

from datetime import date

from dutdiem.authority import Actor, demand
from dutdiem.kit.errors import Mistake
from dutdiem.oversight.models import Obstacle, Petition
from dutdiem.plans.models import Task
from dutdiem.trail.actions import entry
from dutdiem.units import queries as units
from dutdiem.units.models import Unit


def raise_obstacle(
    actor: Actor, title: str, unit: Unit, *, kind: str, raised_on: date, addressed_to: Unit | None = None, task: Task | None = None
) -> Obstacle:
    """A unit names what holds a task back, and who can remove it."""
    demand(actor, "oversight.raise", units.path_of(unit.code, raised_on), date.today())
    _not_empty(title)
    with entry(actor, "oversight.raise_obstacle", unit=unit.code) as writing:
        made = Obstacle(title=title, unit=unit, kind=kind, raised_on=raised_on, addressed_to=addressed_to, task=task)
        return writing.make(made)


def petition(
    actor: Actor,
    title: str,
    unit: Unit,
    addressed_to: Unit,
    *,
    raised_on: date,
    answer_by: date | None = None,
    obstacle: Obstacle | None = None,
) -> Petition:
    """A unit asks a higher one for something."""
    demand(actor, "oversight.raise", units.path_of(unit.code, raised_on), date.today())
    _not_empty(title)
    with entry(actor, "oversight.petition", unit=unit.code, to=addressed_to.code) as writing:
        made = Petition(
            title=title, unit=unit, addressed_to=addressed_to, raised_on=raised_on, answer_by=answer_by, obstacle=obstacle
        )
        return writing.make(made)


def answer(actor: Actor, asked: Obstacle | Petition, text: str, *, on: date) -> None:
    """Answer an obstacle or a petition; it is closed by its answer."""
    whose = asked.addressed_to
    demand(actor, "oversight.answer", units.path_of(whose.code, on) if whose else "", date.today())
    _not_empty(text)
    if asked.answered_on:
        raise Mistake(f"“{asked.title[:60]}” đã được trả lời ngày {asked.answered_on:%d/%m/%Y}; không trả lời lần nữa.")
    if on < asked.raised_on:
        raise Mistake(f"Ngày trả lời {on:%d/%m/%Y} trước ngày nêu {asked.raised_on:%d/%m/%Y}; sửa ngày.")
    with entry(actor, "oversight.answer", kind=type(asked).__name__.lower(), key=asked.pk) as writing:
        asked.answer, asked.answered_on = text, on
        writing.change(asked)


def _not_empty(text: str) -> None:
    if not text.strip():
        raise Mistake("Chưa có nội dung; viết một câu rồi gửi lại.")
