"""Screens of the plan: the tree with its branches, the filtered list, one task."""

from dutdiem.plans.views.task import task
from dutdiem.plans.views.tree import branch, tree

__all__ = ["branch", "task", "tree"]
