"""Screens of the plan: the tree, the list, one task; the forms by which tasks are planned, reported on, accepted and changed."""

from dutdiem.plans.views.attention import attention
from dutdiem.plans.views.bulk import change, duplicates, table, undo
from dutdiem.plans.views.editing import edit, new, place, source, take_up
from dutdiem.plans.views.reporting import evidence, report
from dutdiem.plans.views.state import deadline, state
from dutdiem.plans.views.task import task
from dutdiem.plans.views.tree import branch, tree

__all__ = [
    "attention",
    "branch",
    "change",
    "deadline",
    "duplicates",
    "edit",
    "evidence",
    "new",
    "place",
    "report",
    "source",
    "state",
    "table",
    "take_up",
    "task",
    "tree",
    "undo",
]
