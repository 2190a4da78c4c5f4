"""Screens of what a person has to do now."""

from dutdiem.desk.views.changes import changes, seen
from dutdiem.desk.views.deciding import decide, decide_many, edit, outcome
from dutdiem.desk.views.mine import mine
from dutdiem.desk.views.previewing import preview
from dutdiem.desk.views.search import search

__all__ = ["changes", "decide", "decide_many", "edit", "mine", "outcome", "preview", "search", "seen"]
