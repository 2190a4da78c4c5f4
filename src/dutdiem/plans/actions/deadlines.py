"""Moving deadlines: asked for by the lead with a reason, decided by whoever assigned the task. The first deadline stays."""

from datetime import date

from dutdiem.authority import Actor
from dutdiem.kit.errors import Mistake
from dutdiem.kit.said import demand_short
from dutdiem.plans.actions.permission import demand_of_lead, demand_of_owner, fresh
from dutdiem.plans.models import DeadlineMove, Task
from dutdiem.plans.percents import settle
from dutdiem.plans.rules import deadline_fault
from dutdiem.trail.actions import Writing, entry

_UNSAID = "ngoài hệ thống"


def ask_deadline(actor: Actor, task: Task, wanted: date, *, reason: str) -> DeadlineMove:
    """The lead asks for another deadline; nothing moves until it is decided."""
    demand_of_lead(actor, task)
    with entry(actor, "plans.ask_deadline", task=task.pk, wanted=wanted.isoformat()) as writing:
        _check(fresh(task), wanted, reason)
        if task.moves.filter(state=DeadlineMove.State.ASKED).exists():
            raise Mistake(f"Nhiệm vụ {task.pk} đã có đề nghị lùi thời hạn chờ quyết định; chờ trả lời rồi gửi lại.", field="wanted")
        return writing.make(_move(actor, task, wanted, reason))


def decide_deadline(actor: Actor, move: DeadlineMove, *, approve: bool, answer: str = "") -> None:
    """Whoever assigned the task approves, and the deadline moves, or refuses, saying why."""
    demand_of_owner(actor, move.task, "plans.move")
    demand_short(answer, field="answer")
    with entry(actor, "plans.decide_deadline", task=move.task_id, move=move.pk, approve=approve) as writing:
        move.refresh_from_db(from_queryset=DeadlineMove.objects.select_for_update())
        if move.state != DeadlineMove.State.ASKED:
            raise Mistake(f"Đề nghị về nhiệm vụ {move.task_id} đã được quyết định ({move.get_state_display()}); tải lại trang.")
        if not approve and not answer.strip() and not move.task.outside:
            raise Mistake("Không đồng ý thì phải nêu lý do; điền ý kiến rồi gửi lại.", field="answer")
        _decide(writing, actor, move, approve, answer)


def move_deadline(actor: Actor, task: Task, deadline: date, *, reason: str) -> None:
    """Whoever assigned the task moves its deadline, which is request and approval in one; the first deadline stays visible."""
    demand_of_owner(actor, task, "plans.move")
    before = task.deadline.isoformat() if task.deadline else None
    facts = {"before": before, "after": deadline.isoformat(), "reason": reason}
    with entry(actor, "plans.move_deadline", task=task.pk, **({} if task.outside else facts)) as writing:
        shift(writing, actor, fresh(task), deadline, reason)
        settle(writing, [task])


def shift(writing: Writing, actor: Actor, task: Task, deadline: date, reason: str) -> None:
    """Set the deadline within an action of whoever assigned the task, and keep who moved it and why; the caller saves the task."""
    _check(task, deadline, reason)
    move = _move(actor, task, deadline, reason)
    move.state, move.decided_by, move.decided_on = DeadlineMove.State.APPROVED, actor.name, date.today()
    writing.make(move)
    _set(task, deadline)


def _decide(writing: Writing, actor: Actor, move: DeadlineMove, approve: bool, answer: str) -> None:
    task = fresh(move.task)
    if approve:  # it may have been finished or given another start since it was asked for
        _check(task, move.wanted, move.reason)
    move.state = DeadlineMove.State.APPROVED if approve else DeadlineMove.State.REFUSED
    move.decided_by, move.decided_on = actor.name, date.today()
    move.answer = "" if move.task.outside else answer.strip()
    writing.change(move)
    if approve:
        _set(task, move.wanted)
        settle(writing, [task])


def _set(task: Task, deadline: date) -> None:
    task.first_deadline = task.first_deadline or task.deadline or deadline
    task.deadline = deadline
    task.version += 1


def _move(actor: Actor, task: Task, wanted: date, reason: str) -> DeadlineMove:
    why = _UNSAID if task.outside else reason.strip()
    return DeadlineMove(task=task, before=task.deadline, wanted=wanted, reason=why, asked_by=actor.name, asked_on=date.today())


def _check(task: Task, wanted: date, reason: str) -> None:
    if not task.outside and not reason.strip():
        raise Mistake(f"Nhiệm vụ {task.pk}: lùi thời hạn phải có lý do; điền lý do rồi gửi lại.", field="reason")
    demand_short(reason)
    if task.state in {Task.State.DONE, Task.State.CANCELLED}:
        raise Mistake(f"Nhiệm vụ {task.pk} {task.get_state_display()}, không đổi thời hạn nữa.", field="wanted")
    if fault := deadline_fault(task.starts_on, wanted):
        raise Mistake(f"Nhiệm vụ {task.pk}: {fault}", field="wanted")
