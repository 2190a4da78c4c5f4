"""Many tasks in one step: made from a table, or changed together; each step undone as one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dutdiem.authority import Actor, demand
from dutdiem.kit.errors import Mistake
from dutdiem.plans.actions.deadlines import shift
from dutdiem.plans.actions.permission import demand_of_owner, fresh, in_own_layer, outside_fault, path_of
from dutdiem.plans.actions.planning import Wanted, add
from dutdiem.plans.actions.progress import to
from dutdiem.plans.actions.restoring import restorable
from dutdiem.plans.actions.stopping import stop
from dutdiem.plans.models import Task
from dutdiem.plans.percents import settle
from dutdiem.plans.rules import deadline_fault, may_become
from dutdiem.plans.tree import Places
from dutdiem.trail.actions import Writing, entry
from dutdiem.trail.models import Entry
from dutdiem.units import queries as units
from dutdiem.units.models import Unit

ASSIGN, CHANGE = "plans.assign_table", "plans.change_many"
STATES = (Task.State.SUSPENDED, Task.State.CANCELLED, Task.State.IN_PROGRESS, Task.State.DONE)
"""What many tasks can be put into at once: stopped, taken up again, accepted."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is to become of many tasks; what is empty stays. A deadline and a stop need the reason."""

    lead: Unit | None = None
    deadline: date | None = None
    state: str = ""
    reason: str = ""


def assign_table(actor: Actor, owner: Unit | None, parent: Task | None, rows: Sequence[Wanted], *, token: str = "") -> int:
    """Put all rows of a table into a unit's plan, internal where the task above them is; the number of the step, to undo it by.
    Mistake names the row; nothing is made.

    What was previewed once, by its token, is assigned once: a second click on a slow line gives nobody the same work again.
    """
    demand(actor, "plans.assign", path_of(owner), date.today())
    if not rows:
        raise Mistake("Không có nhiệm vụ nào để giao; chọn lại bảng.", field="table")
    facts = {"token": token} if token else {}
    with entry(actor, ASSIGN, owners=[owner.code if owner else ""], tasks=len(rows), **facts) as writing:
        if token:
            _demand_first(owner, token)
        places = Places()
        for number, row in enumerate(rows, 1):
            try:
                add(writing, owner, parent, replace(row, internal=row.internal or bool(parent and parent.internal)), places)
            except Mistake as mistake:
                raise Mistake(f"Nhiệm vụ thứ {number}: {mistake}", field="table") from None
        settle(writing, below=[parent])
    return _last(ASSIGN)


def _demand_first(owner: Unit | None, token: str) -> None:
    """Mistake where the table was assigned already; whoever is at it at the same moment is waited for."""
    if owner:
        Unit.objects.select_for_update().get(pk=owner.pk)
    earlier = Entry.objects.filter(verb=ASSIGN, facts__token=token).first()
    if earlier:
        raise Mistake(f"Bảng này đã được giao ở lần số {earlier.pk}; muốn giao lần nữa thì gửi lại bảng.", field="table")


def change_many(actor: Actor, tasks: Sequence[Task], change: Change) -> int:
    """Change what was selected in one step; the number of the step, to undo it by. Mistake names the first task that cannot be
    changed so, and how many; then nothing is."""
    for task in tasks:
        for verb in _verbs(change):
            demand_of_owner(actor, task, verb)
    owners = sorted({task.owner.code if task.owner else "" for task in tasks})
    with entry(actor, CHANGE, owners=owners, tasks=len(tasks)) as writing:
        locked = [fresh(task) for task in sorted(tasks, key=lambda task: task.pk)]
        if faults := [fault for task in locked if (fault := change_fault(task, change))]:
            rest = f" (và {len(faults) - 1} nhiệm vụ khác cũng không đổi được)" if len(faults) > 1 else ""
            raise Mistake(f"{faults[0]}{rest} Chưa đổi nhiệm vụ nào.")
        writing.facts["changes"] = [_changed(writing, actor, task, change) for task in locked]
        settle(writing, locked)
    return _last(CHANGE)


def _verbs(change: Change) -> list[str]:
    """What the change takes: whoever only accepts, or moves deadlines, does no more here than on the page of one task."""
    accepts = change.state == Task.State.DONE
    asked = {"plans.accept": accepts, "plans.assign": bool(change.lead) or not accepts, "plans.move": bool(change.deadline)}
    return [verb for verb, wanted in asked.items() if wanted]


def change_fault(task: Task, change: Change) -> str:
    """Why a task cannot be changed so, "" where it can; the same sentence in the preview and in the refusal."""
    settled = task.state in {Task.State.DONE, Task.State.CANCELLED}
    if change.lead and (settled or task.merged_into_id):
        return f"Nhiệm vụ {task.pk} {task.get_state_display()}, không đổi chủ trì nữa."
    if change.lead and task.coordinations.filter(unit=change.lead).exists():
        return f"Nhiệm vụ {task.pk}: {change.lead.code} đang phối hợp, không thể đồng thời chủ trì; bỏ phối hợp trước."
    if change.lead and (fault := _lead_fault(task, change.lead)):
        return fault
    if change.deadline and (settled or task.merged_into_id):
        return f"Nhiệm vụ {task.pk} {task.get_state_display()}, không đổi thời hạn nữa."
    if change.deadline and (fault := deadline_fault(task.starts_on, change.deadline)):
        return f"Nhiệm vụ {task.pk}: {fault}"
    if (change.deadline or change.state in (Task.State.SUSPENDED, Task.State.CANCELLED)) and not change.reason.strip():
        return "Lùi thời hạn, tạm dừng và hủy phải có lý do; điền lý do rồi gửi lại."
    if change.state and not _may(task, change.state):
        return f"Nhiệm vụ {task.pk} {task.get_state_display()}, không chuyển sang “{Task.State(change.state).label}” được."
    return ""


def _may(task: Task, state: str) -> bool:
    """Started work is reported by its lead, not set; what recurs is accepted one deadline at a time."""
    if state == Task.State.IN_PROGRESS and task.state != Task.State.SUSPENDED:
        return False
    return may_become(task.state, state) and not (state == Task.State.DONE and task.recurrence)


def _lead_fault(task: Task, lead: Unit) -> str:
    version = units.version(lead.code, date.today())
    if version is None:
        return f"Đơn vị {lead.code} không còn hoạt động; chọn đơn vị tiếp nhận."
    fault = outside_fault(task.owner, version, internal=task.internal)
    given = lead.pk == task.lead_id or not in_own_layer(task)
    return f"Nhiệm vụ {task.pk}: {fault[0].lower()}{fault[1:]}" if fault and (task.internal or not given) else ""


def _changed(writing: Writing, actor: Actor, task: Task, change: Change) -> list[Any]:
    before = restorable(task)
    if change.lead:
        task.lead = change.lead
    if change.deadline and change.deadline != task.deadline:
        shift(writing, actor, task, change.deadline, change.reason)
    if change.state in (Task.State.SUSPENDED, Task.State.CANCELLED):
        stop(task, change.state, change.reason)
    elif change.state:
        to(task, change.state)
        task.stop_reason = ""
    task.version += 1
    return [task.pk, before, restorable(task)]


def _last(verb: str) -> int:
    return Entry.objects.filter(verb=verb).latest("pk").pk
