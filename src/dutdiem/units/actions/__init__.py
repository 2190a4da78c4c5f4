"""Every write on the tree: importing it, its groups, and letting what units had follow their successions."""

from dutdiem.units.actions.following import follow, undo_follow
from dutdiem.units.actions.groups import import_groups
from dutdiem.units.actions.tree import import_tree

__all__ = ["follow", "import_groups", "import_tree", "undo_follow"]
