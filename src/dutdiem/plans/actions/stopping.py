"""Stopping a task for a while or for good, with the reason; taking it up again."""

from dutdiem.authority import Actor
from dutdiem.kit.errors import Mistake
from dutdiem.kit.said import demand_short
from dutdiem.plans.actions.permission import demand_of_owner, fresh
from dutdiem.plans.actions.progress import to
from dutdiem.plans.models import Task
from dutdiem.plans.percents import settle
from dutdiem.trail.actions import entry


def suspend(actor: Actor, task: Task, *, reason: str) -> None:
    """Whoever assigned the task lets it rest; its deadline does not run meanwhile."""
    _stop(actor, task, Task.State.SUSPENDED, reason, "plans.suspend")


def cancel(actor: Actor, task: Task, *, reason: str) -> None:
    """Whoever assigned the task takes it back; it stays in the plan, counted apart."""
    _stop(actor, task, Task.State.CANCELLED, reason, "plans.cancel")


def resume(actor: Actor, task: Task) -> None:
    """A suspended task goes on."""
    demand_of_owner(actor, task)
    with entry(actor, "plans.resume", task=task.pk) as writing:
        if fresh(task).state != Task.State.SUSPENDED:
            raise Mistake(f"Nhiệm vụ {task.pk} {task.get_state_display()}, không phải đang tạm dừng; tải lại trang.")
        to(task, Task.State.IN_PROGRESS)
        task.stop_reason = ""
        settle(writing, [task])


def _stop(actor: Actor, task: Task, state: str, reason: str, verb: str) -> None:
    demand_of_owner(actor, task)
    with entry(actor, verb, task=task.pk) as writing:
        stop(fresh(task), state, reason)
        settle(writing, [task])


def stop(task: Task, state: str, reason: str) -> None:
    """Suspend or cancel with a reason; that of a task outside the system is not kept."""
    if not task.outside and not reason.strip():
        raise Mistake(f"Nhiệm vụ {task.pk}: {Task.State(state).label} phải có lý do; điền lý do rồi gửi lại.", field="reason")
    demand_short(reason)
    to(task, state)
    task.stop_reason = "" if task.outside else reason.strip()
