"""Where a task hangs: moved within the tree, or taken up from above into a lower unit's own plan."""

from datetime import date
from typing import Any

from dutdiem.authority import Actor, demand
from dutdiem.kit.errors import Mistake
from dutdiem.plans.actions.permission import demand_of_owner, demand_seen, fresh, path_of
from dutdiem.plans.actions.planning import Wanted, add, check_below, check_place
from dutdiem.plans.models import Task
from dutdiem.plans.percents import settle
from dutdiem.plans.rules import place_fault
from dutdiem.plans.tree import Places
from dutdiem.trail.actions import Writing, entry
from dutdiem.units.models import Unit


def move(actor: Actor, task: Task, parent: Task | None) -> None:
    """Hang a task, with all below it, somewhere else in the tree; Mistake where that is below itself."""
    demand_of_owner(actor, task)
    with entry(actor, "plans.move_in_tree", task=task.pk, below=parent.pk if parent else None) as writing:
        fresh(task)
        if parent and (fault := place_fault(task.path, fresh(parent).path)):
            raise Mistake(f"Nhiệm vụ {task.pk}: {fault}", field="parent")
        check_place(task.owner, parent)
        check_below(parent, internal=task.internal, outside=task.outside)
        before = task.parent
        _rehang(writing, task, parent)
        settle(writing, below=[before, parent])


def take_up(actor: Actor, task: Task, unit: Unit, wanted: Wanted, *, parent: Task | None = None) -> Task:
    """A unit that leads or helps with a task from above puts it into its own plan, below it or below its own `parent`.

    The deadline cannot be later than the one above: that is not the lower unit's to move.
    """
    demand_seen(actor, task)
    demand(actor, "plans.assign", path_of(unit), date.today())
    with entry(actor, "plans.take_up", task=task.pk, unit=unit.code) as writing:
        _check_taking(fresh(task), unit, wanted)
        below = parent or task
        if parent and parent.owner_id != unit.pk:
            raise Mistake(f"Nhiệm vụ {parent.pk} không thuộc kế hoạch của {unit.code}; chọn nơi khác.", field="parent")
        sources = {} if wanted.outside else _sources(task)
        made = add(writing, unit, below, wanted, Places(), taken_from=task, **sources)
        settle(writing, below=[below])
        return made


def _check_taking(task: Task, unit: Unit, wanted: Wanted) -> None:
    if task.owner_id == unit.pk:
        raise Mistake(f"Nhiệm vụ {task.pk} đã ở trong kế hoạch của {unit.code}; thêm việc bên dưới thay vì đưa vào lần nữa.")
    if unit.pk != task.lead_id and not task.coordinations.filter(unit=unit).exists():
        raise Mistake(f"Đơn vị {unit.code} không chủ trì và không phối hợp nhiệm vụ {task.pk}; chọn đúng nhiệm vụ.", field="unit")
    if task.state in {Task.State.DONE, Task.State.CANCELLED}:
        raise Mistake(f"Nhiệm vụ {task.pk} {task.get_state_display()}, không cần đưa vào kế hoạch nữa.")
    if task.taken_up.filter(owner=unit).exclude(state=Task.State.CANCELLED).exists():
        raise Mistake(f"Nhiệm vụ {task.pk} đã được đưa vào kế hoạch của {unit.code}; mở nhiệm vụ đó để sửa.")
    if task.outside and not wanted.outside:
        raise Mistake(
            f"Nhiệm vụ {task.pk} ngoài hệ thống; nhiệm vụ đưa vào kế hoạch cũng phải ghi là ngoài hệ thống.", field="outside"
        )
    if task.internal and not wanted.internal:
        raise Mistake(f"Nhiệm vụ {task.pk} là nội bộ; đánh dấu nhiệm vụ đưa vào kế hoạch là nội bộ.", field="internal")
    if task.deadline and wanted.deadline and wanted.deadline > task.deadline:
        says = f"Thời hạn {wanted.deadline:%d/%m/%Y} sau thời hạn cấp trên giao {task.deadline:%d/%m/%Y}; chọn ngày sớm hơn."
        raise Mistake(says, field="deadline")


def _sources(task: Task) -> dict[str, Any]:
    """What was taken up rests on the same sentence."""
    return {"document_id": task.document_id, "start": task.start, "end": task.end}


def _rehang(writing: Writing, task: Task, parent: Task | None) -> None:
    old, new = task.path, Places().next_below(parent)
    below = list(Task.objects.select_for_update().filter(path__startswith=old + "/"))
    for one in below:
        one.path = new + one.path.removeprefix(old)
    task.parent, task.path = parent, new
    Task.objects.bulk_update(below, ["path"], batch_size=500)
    writing.changed(*below)
    settle(writing, [task])
