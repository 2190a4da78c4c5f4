"""Turning what is asked into a task: whoever should answer gives somebody the work that removes it."""

from datetime import date

from dutdiem.authority import Actor, demand
from dutdiem.kit.errors import Mistake
from dutdiem.oversight.actions.asking import close, demand_of_addressee, still_open
from dutdiem.oversight.models import Asked, Obstacle, Petition
from dutdiem.plans.actions.permission import path_of
from dutdiem.plans.actions.planning import Wanted, add, check_place
from dutdiem.plans.models import Task
from dutdiem.plans.percents import settle
from dutdiem.plans.tree import Places
from dutdiem.trail.actions import entry
from dutdiem.units.models import Unit


def turn_into_task(actor: Actor, asked: Obstacle | Petition, title: str, lead: Unit, deadline: date, *, on: date) -> Task:
    """Put a task into the plan of the unit that was asked, internal to it where what was asked comes of something internal; the
    obstacle or petition is closed by it, and both name each other."""
    demand_of_addressee(actor, asked, on)
    owner = asked.addressed_to
    if owner is None:
        raise Mistake("Chưa có nơi giải quyết; chuyển đến một đơn vị trước khi giao nhiệm vụ.")
    demand(actor, "plans.assign", path_of(owner), date.today())
    with entry(actor, "oversight.turn_into_task", kind=type(asked).__name__.lower(), key=asked.pk) as writing:
        parent = _parent(still_open(asked), owner)
        internal = any(one and one.internal for one in (asked.task, asked.document))
        task = add(writing, owner, parent, Wanted(title=title, lead=lead, deadline=deadline, internal=internal), Places())
        settle(writing, below=[parent])
        asked.became = task
        close(asked, f"Đã giao thành nhiệm vụ số {task.pk}, thời hạn {deadline:%d/%m/%Y}.", on)
        writing.change(asked)
        return task


def _parent(asked: Asked, owner: Unit) -> Task | None:
    """The task that is held back, where the owner may plan below it; else the top of the plan."""
    try:
        check_place(owner, asked.task)
    except Mistake:
        return None
    return asked.task
