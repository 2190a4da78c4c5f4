"""A person who leaves hands over in one step the tasks that they were the focal point of."""

from datetime import date

from dutdiem.access.models import User
from dutdiem.authority import Actor, may
from dutdiem.kit.errors import Mistake
from dutdiem.plans.actions.permission import path_of
from dutdiem.plans.actions.restoring import restorable
from dutdiem.plans.models import Task
from dutdiem.plans.percents import settle
from dutdiem.plans.queries import focal_tasks
from dutdiem.trail.actions import entry
from dutdiem.trail.models import Entry

HAND_OVER = "plans.hand_over"


def hand_over(actor: Actor, leaving: User, taking: User | None, *, post: str = "") -> tuple[int, int]:
    """Give every open task of one focal point to another account (None: to the post alone): the number of the step, to undo it by,
    and of tasks. Mistake where there is none, or one is not the actor's to give."""
    if taking and (taking.pk == leaving.pk or not taking.is_active):
        raise Mistake("Người nhận bàn giao phải là một tài khoản khác, đang hoạt động; chọn lại.", field="taking")
    with entry(actor, HAND_OVER, leaving=leaving.username, taking=taking.username if taking else "") as writing:
        tasks = list(focal_tasks(leaving).select_for_update(of=("self",)).select_related("owner", "lead"))
        _check(actor, leaving, tasks)
        changes = []
        for task in tasks:
            before = restorable(task)
            task.focal, task.post = taking, post.strip() or task.post
            task.version += 1
            changes.append([task.pk, before, restorable(task)])
        settle(writing, tasks)
        writing.facts |= {"changes": changes, "owners": sorted({t.owner.code if t.owner else "" for t in tasks})}
    return Entry.objects.filter(verb=HAND_OVER).latest("pk").pk, len(tasks)


def _check(actor: Actor, leaving: User, tasks: list[Task]) -> None:
    if not tasks:
        raise Mistake(f"{leaving.name} không là đầu mối của nhiệm vụ nào đang mở; không có gì để bàn giao.", field="leaving")
    today = date.today()
    for task in tasks:
        places = [path_of(task.owner), *([path_of(task.lead)] if task.lead else [])]
        if actor.name != leaving.username and not any(may(actor, "plans.assign", place, today) for place in places):
            raise Mistake(f"Nhiệm vụ {task.pk} không thuộc đơn vị của người bàn giao; đề nghị đơn vị giao thực hiện.")
