"""Keeping every task's percent true to its parts: whatever writes to tasks ends here, in the same transaction."""

from collections import Counter
from collections.abc import Iterable

from dutdiem.plans.models import Task
from dutdiem.plans.rules import counts_towards, effective
from dutdiem.trail.actions import Writing

BEGUN = ("in_progress", "waiting", "done", "returned")
ROUNDS = 2
"""Two tasks that were merged into each other's branches would otherwise send each other's percent round for ever."""


def settle(writing: Writing, tasks: Iterable[Task] = (), *, below: Iterable[Task | None] = ()) -> None:
    """Save changed tasks with their percent worked out, then bring all above them up to date, and what was merged into them.

    `below` names tasks under which something was made, moved or taken away.
    """
    given = {task.pk: task for task in tasks}
    waiting = {task.pk: task.path for task in given.values()} | {task.pk: task.path for task in below if task}
    rounds: Counter[int] = Counter()
    while waiting:
        key = max(waiting, key=lambda key: (waiting[key].count("/"), waiting[key]))
        del waiting[key]
        rounds[key] += 1
        task = given.pop(key, None)
        if not _saved(writing, task or Task.objects.select_for_update().get(pk=key), changed=task is not None):
            continue
        for above, path in _leaning_on(task or Task.objects.get(pk=key)):
            if rounds[above] < ROUNDS:
                waiting[above] = path


def _saved(writing: Writing, task: Task, *, changed: bool) -> bool:
    """Work the percent out again; a task whose parts have begun has begun. Whether the task was, or is now, changed."""
    before = (task.percent, task.state)
    if task.merged_into_id:
        task.percent = Task.objects.values_list("percent", flat=True).get(pk=task.merged_into_id)
    else:
        parts = _parts(task)
        task.percent = effective(task.state, task.stated_percent, [(weight, percent) for weight, percent, _ in parts])
        if task.state == Task.State.NOT_STARTED and any(state in BEGUN or percent for _, percent, state in parts):
            task.state = Task.State.IN_PROGRESS
    changed = changed or before != (task.percent, task.state)
    if changed:
        writing.change(task)
    return changed


def _parts(task: Task) -> list[tuple[int, int, str]]:
    """(weight, percent, state) of what hangs right below and counts: not what was cancelled, unless it was merged elsewhere."""
    rows = Task.objects.filter(parent=task).values_list("weight", "percent", "state", "owner_id", "merged_into_id")
    return [
        (weight, percent, state)
        for weight, percent, state, owner, merged in rows
        if counts_towards(owner, task.owner_id, task.lead_id) and (merged or state != Task.State.CANCELLED)
    ]


def _leaning_on(task: Task) -> list[tuple[int, str]]:
    """(key, path) of the tasks whose percent rests on this one: the one above, and those merged into it."""
    merged = list(Task.objects.filter(merged_into=task).values_list("pk", "path"))
    return [*merged, (task.parent_id, task.path.rsplit("/", 1)[0])] if task.parent_id else merged
