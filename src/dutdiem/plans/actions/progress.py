"""What is reported on a task, and its way to being done: handed in by the lead, accepted by whoever assigned it."""

from collections.abc import Sequence
from datetime import date

from dutdiem.authority import Actor, demand
from dutdiem.calendar.errors import RecurrenceError
from dutdiem.calendar.recurrence import parse_recurrence
from dutdiem.kit.errors import Mistake
from dutdiem.kit.said import demand_short
from dutdiem.kit.upload import Received
from dutdiem.plans.actions.permission import demand_of_lead, demand_of_owner, demand_seen, fresh, path_of
from dutdiem.plans.evidence import checked, kept
from dutdiem.plans.models import Evidence, Occurrence, ProgressReport, Task
from dutdiem.plans.percents import settle
from dutdiem.plans.rules import done_on_fault, may_become
from dutdiem.trail.actions import entry
from dutdiem.units.models import Unit


def report(
    actor: Actor,
    task: Task,
    unit: Unit,
    *,
    on: date,
    percent: int | None,
    says: str,
    evidence: str = "",
    files: Sequence[Received] = (),
    office_numbers: bool = False,
) -> ProgressReport:
    """Record a unit's dated statement with what proves it; the lead's starts the task and states its percent.

    Without a percent the lead leaves it to the parts of the task; a coordinating unit's percent is of its own part. With
    `office_numbers` the actor confirms that the numbers in the files are an office's own.
    """
    demand_seen(actor, task)
    demand(actor, "plans.report", path_of(unit), date.today())
    files = checked(files, office_numbers=office_numbers)
    with kept(files), entry(actor, "plans.report", task=task.pk, unit=unit.code, percent=percent) as writing:
        _check_report(fresh(task), unit, percent, says)
        _check_day(task, on)
        made = writing.make(ProgressReport(task=task, unit=unit, on=on, percent=percent, says=says, evidence=evidence))
        writing.make_all(Evidence, [Evidence(report=made, file_name=f.name, sha256=f.sha256, size=f.size) for f in files])
        if unit.pk == task.lead_id:
            task.stated_percent = percent if percent is not None or task.children.exists() else task.stated_percent
            if task.state in {Task.State.NOT_STARTED, Task.State.RETURNED}:
                task.state = Task.State.IN_PROGRESS
            settle(writing, [task])
    return made


def hand_in(actor: Actor, task: Task, *, on: date) -> None:
    """The lead hands the deliverable in: from this day the task waits for acceptance, and this day counts against the deadline."""
    demand_of_lead(actor, task)
    with entry(actor, "plans.hand_in", task=task.pk, on=on.isoformat()) as writing:
        to(fresh(task), Task.State.WAITING)
        _check_day(task, on)
        task.handed_in_on = on
        settle(writing, [task])


def accept_done(actor: Actor, task: Task) -> None:
    """Whoever assigned the task accepts its deliverable: the task is done; one that recurs goes on to its next deadline."""
    demand_of_owner(actor, task, "plans.accept")
    with entry(actor, "plans.accept_done", task=task.pk) as writing:
        to(fresh(task), Task.State.DONE)
        if task.recurrence and task.deadline and task.handed_in_on:
            met = Occurrence(task=task, due_on=task.deadline, handed_in_on=task.handed_in_on, accepted_on=date.today())
            writing.make(met)
            _go_on(task, task.deadline)
        settle(writing, [task])


def send_back(actor: Actor, task: Task, *, reason: str) -> None:
    """Whoever assigned the task does not accept its deliverable: it is to be redone, from where its lead had stated it to be."""
    demand_of_owner(actor, task, "plans.accept")
    with entry(actor, "plans.send_back", task=task.pk, reason="" if task.outside else reason.strip()) as writing:
        back(fresh(task), reason)
        settle(writing, [task])


def back(task: Task, reason: str) -> None:
    """To be redone, with what is wrong, which stays with the task until it is accepted; not kept of one outside the system."""
    if not task.outside and not reason.strip():
        raise Mistake(f"Nhiệm vụ {task.pk}: trả lại phải nêu lý do; điền lý do rồi gửi lại.", field="reason")
    demand_short(reason)
    to(task, Task.State.RETURNED)
    task.handed_in_on = None
    task.stop_reason = "" if task.outside else reason.strip()


def to(task: Task, state: str) -> None:
    """Put the task into that state; Mistake where it cannot follow the one it is in. What is done has nothing to be redone."""
    if not may_become(task.state, state):
        raise Mistake(f"Nhiệm vụ {task.pk} {task.get_state_display()}, không chuyển sang “{Task.State(state).label}” được.")
    task.state = state
    if state == Task.State.DONE:
        task.stop_reason = ""


def _go_on(task: Task, met: date) -> None:
    """The next deadline of a task that recurs, a new beginning for its percent and its first deadline."""
    try:
        task.deadline = task.first_deadline = parse_recurrence(task.recurrence).after(met)
    except RecurrenceError as error:
        raise Mistake(f"Nhiệm vụ {task.pk}: {error}") from None
    task.state, task.handed_in_on, task.stated_percent = Task.State.IN_PROGRESS, None, None


def _check_day(task: Task, on: date) -> None:
    if on > date.today():
        raise Mistake(f"Nhiệm vụ {task.pk}: ngày {on:%d/%m/%Y} chưa đến; nhập ngày đã qua hoặc hôm nay.", field="on")
    ordered_on = task.document.date if task.document else None
    if fault := done_on_fault(on, ordered_on, task.starts_on, task.assigned_on):
        raise Mistake(f"Nhiệm vụ {task.pk}: {fault}", field="on")


def _check_report(task: Task, unit: Unit, percent: int | None, says: str) -> None:
    if task.outside:
        raise Mistake(f"Nhiệm vụ {task.pk} ngoài hệ thống: chỉ ghi trạng thái, không ghi nội dung báo cáo.", field="says")
    if task.state in {Task.State.DONE, Task.State.CANCELLED}:
        raise Mistake(f"Nhiệm vụ {task.pk} {task.get_state_display()}, không nhận báo cáo nữa.")
    if percent is not None and not 0 <= percent <= 100:
        raise Mistake(f"Nhiệm vụ {task.pk}: tiến độ {percent} % không hợp lệ; nhập từ 0 đến 100.", field="percent")
    if not says.strip():
        raise Mistake(f"Nhiệm vụ {task.pk}: báo cáo tiến độ chưa có nội dung; viết vài dòng kết quả.", field="says")
    if unit.pk != task.lead_id and not task.coordinations.filter(unit=unit).exists():
        raise Mistake(f"Đơn vị {unit.code} không chủ trì và không phối hợp nhiệm vụ {task.pk}; chọn đúng nhiệm vụ.", field="unit")
