"""Which task waits for which."""

from django.db import connection

from dutdiem.authority import Actor
from dutdiem.kit.errors import Mistake
from dutdiem.plans.actions.permission import demand_of_owner
from dutdiem.plans.models import Dependency, Task
from dutdiem.plans.rules import closes_cycle, place_fault
from dutdiem.trail.actions import entry

ORDER_LOCK = 7_402_614  # any number that nothing else locks on PostgreSQL


def wait_for(actor: Actor, task: Task, after: Task) -> Dependency:
    """Let a task of one's own plan begin only when `after` is finished; Mistake where `after` waits for it already."""
    demand_of_owner(actor, task)
    with entry(actor, "plans.wait_for", task=task.pk, after=after.pk) as writing:
        _alone()
        if fault := _fault(task, after):
            raise Mistake(fault, field="after")
        return writing.make(Dependency(task=task, after=after))


def wait_no_more(actor: Actor, dependency: Dependency) -> None:
    """Take a dependency away."""
    demand_of_owner(actor, dependency.task)
    with entry(actor, "plans.wait_no_more", task=dependency.task_id, after=dependency.after_id) as writing:
        writing.deleted(dependency)
        dependency.delete()


def _alone() -> None:
    """Two actions that each close a cycle with the other's half wait for each other; on SQLite there is one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ORDER_LOCK])


def _fault(task: Task, after: Task) -> str:
    if place_fault(task.path, after.path) or place_fault(after.path, task.path):
        return f"Nhiệm vụ {after.pk} nằm trên hoặc dưới nhiệm vụ {task.pk} trong cây, không thể làm trước; chọn nhiệm vụ khác."
    if after.merged_into_id or after.state == Task.State.CANCELLED:
        return f"Nhiệm vụ {after.pk} {after.get_state_display()}, không chờ được; chọn nhiệm vụ khác."
    if Dependency.objects.filter(task=task, after=after).exists():
        return f"Đã ghi nhiệm vụ {task.pk} chờ nhiệm vụ {after.pk}; không ghi lần nữa."
    if closes_cycle(list(Dependency.objects.values_list("task_id", "after_id")), task.pk, after.pk):
        return f"Nhiệm vụ {after.pk} lại chờ nhiệm vụ {task.pk}, thành vòng tròn; bỏ một phụ thuộc trước."
    return ""
