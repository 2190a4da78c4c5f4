"""What happens to tasks after they are assigned: progress, handing in, acceptance, a deadline moved with its reason."""

from datetime import date

from dutdiem.authority import Actor, demand
from dutdiem.kit.errors import Mistake
from dutdiem.plans.models import ProgressReport, Task
from dutdiem.plans.rules import may_become
from dutdiem.trail.actions import entry
from dutdiem.units import queries as units
from dutdiem.units.models import Unit


def report(actor: Actor, task: Task, unit: Unit, *, on: date, percent: int, says: str, evidence: str = "") -> ProgressReport:
    """Record a unit's dated statement; the lead's moves the task's percent and starts it."""
    demand(actor, "plans.report", units.path_of(unit.code, on), date.today())
    _check_report(task, unit, percent, says)
    with entry(actor, "plans.report", task=task.pk, unit=unit.code, percent=percent) as writing:
        made = writing.make(ProgressReport(task=task, unit=unit, on=on, percent=percent, says=says, evidence=evidence))
        if unit.pk == task.lead_id:
            task.percent = percent
            if task.state in {Task.State.NOT_STARTED, Task.State.RETURNED}:
                task.state = Task.State.IN_PROGRESS
            writing.change(task)
    return made


def hand_in(actor: Actor, task: Task, *, on: date) -> None:
    """The lead hands the deliverable in: from this day the task waits for acceptance, and this day counts against the deadline."""
    _demand_of_lead(actor, "plans.report", task, on)
    with entry(actor, "plans.hand_in", task=task.pk) as writing:
        _to(task, Task.State.WAITING)
        task.handed_in_on, task.percent = on, 100
        writing.change(task)


def accept_done(actor: Actor, task: Task) -> None:
    """Whoever assigned the task accepts its deliverable: the task is done."""
    _demand_of_assigner(actor, task)
    with entry(actor, "plans.accept_done", task=task.pk) as writing:
        _to(task, Task.State.DONE)
        writing.change(task)


def send_back(actor: Actor, task: Task) -> None:
    """Whoever assigned the task does not accept its deliverable: it is to be redone."""
    _demand_of_assigner(actor, task)
    with entry(actor, "plans.send_back", task=task.pk) as writing:
        _to(task, Task.State.RETURNED)
        task.handed_in_on = None
        writing.change(task)


def move_deadline(actor: Actor, task: Task, deadline: date, *, reason: str) -> None:
    """Move a deadline, with its reason on the trail; the first deadline stays visible."""
    _demand_of_assigner(actor, task, "plans.move")
    if not reason.strip():
        raise Mistake(f"Nhiệm vụ {task.pk}: lùi thời hạn phải có lý do; điền lý do rồi gửi lại.")
    if task.starts_on and deadline < task.starts_on:
        raise Mistake(f"Nhiệm vụ {task.pk}: thời hạn {deadline:%d/%m/%Y} trước ngày bắt đầu; chọn ngày khác.")
    before = task.deadline.isoformat() if task.deadline else None
    with entry(actor, "plans.move_deadline", task=task.pk, before=before, after=deadline.isoformat(), reason=reason) as writing:
        task.deadline = deadline
        writing.change(task)


def _check_report(task: Task, unit: Unit, percent: int, says: str) -> None:
    if task.state in {Task.State.DONE, Task.State.CANCELLED}:
        raise Mistake(f"Nhiệm vụ {task.pk} {task.get_state_display()}, không nhận báo cáo nữa.")
    if not 0 <= percent <= 100:
        raise Mistake(f"Nhiệm vụ {task.pk}: tiến độ {percent} % không hợp lệ; nhập từ 0 đến 100.")
    if not says.strip():
        raise Mistake(f"Nhiệm vụ {task.pk}: báo cáo tiến độ chưa có nội dung; viết vài dòng kết quả.")
    if unit.pk != task.lead_id and not task.coordinations.filter(unit=unit).exists():
        raise Mistake(f"Đơn vị {unit.code} không chủ trì và không phối hợp nhiệm vụ {task.pk}; chọn đúng nhiệm vụ.")


def _to(task: Task, state: str) -> None:
    if not may_become(task.state, state):
        raise Mistake(f"Nhiệm vụ {task.pk} {task.get_state_display()}, không chuyển sang “{Task.State(state).label}” được.")
    task.state = state


def _demand_of_lead(actor: Actor, verb: str, task: Task, on: date) -> None:
    if task.lead is None:
        raise Mistake(f"Nhiệm vụ {task.pk} chưa có đơn vị chủ trì; giao đơn vị chủ trì trước.")
    demand(actor, verb, units.path_of(task.lead.code, on), date.today())


def _demand_of_assigner(actor: Actor, task: Task, verb: str = "plans.accept") -> None:
    """The parent's lead assigned the task; the top of the tree answers to the whole."""
    lead = task.parent.lead if task.parent else None
    demand(actor, verb, units.path_of(lead.code, date.today()) if lead else "", date.today())
