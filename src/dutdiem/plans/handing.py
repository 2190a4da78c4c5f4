"""Focal posts are handed over with everything else by a person who leaves."""

from datetime import date

from dutdiem.access import handing
from dutdiem.access.models import User
from dutdiem.authority import Actor
from dutdiem.plans.percents import settle
from dutdiem.plans.queries import focal_tasks, open_to
from dutdiem.trail.actions import Writing


def register() -> None:
    """Name them to the accounts."""
    handing.register("focal", handing.Held("nhiệm vụ làm đầu mối", _titles, _move))


def _titles(actor: Actor, on: date, account: User) -> list[str]:
    return [str(task) for task in focal_tasks(account).filter(open_to(actor, on))]


def _move(writing: Writing, leaver: User, taker: User) -> int:
    tasks = list(focal_tasks(leaver).select_for_update(of=("self",)))
    for task in tasks:
        task.focal, task.version = taker, task.version + 1
    settle(writing, tasks)
    return len(tasks)
