"""Screens of the plan: the tree, the other views, one task, and the forms by which tasks are planned, reported on and changed."""

from dutdiem.plans.views.attention import attention
from dutdiem.plans.views.bulk import change, duplicates, table, table_sample, undo
from dutdiem.plans.views.editing import edit, new, place, source, take_up
from dutdiem.plans.views.lists import (
    board,
    by_document,
    by_unit,
    calendar,
    drop_filter,
    export,
    listing,
    save_filter,
    timeline,
)
from dutdiem.plans.views.ordering import order
from dutdiem.plans.views.reporting import evidence, report
from dutdiem.plans.views.state import deadline, state
from dutdiem.plans.views.task import task
from dutdiem.plans.views.tree import branch, tree

__all__ = [
    "attention",
    "board",
    "branch",
    "by_document",
    "by_unit",
    "calendar",
    "change",
    "deadline",
    "drop_filter",
    "duplicates",
    "edit",
    "evidence",
    "export",
    "listing",
    "new",
    "order",
    "place",
    "report",
    "save_filter",
    "source",
    "state",
    "table",
    "table_sample",
    "take_up",
    "task",
    "timeline",
    "tree",
    "undo",
]
