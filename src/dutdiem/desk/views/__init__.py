"""Screens of what a person has to do now."""

from dutdiem.desk.views.deciding import decide, decide_many, edit, outcome

__all__ = ["decide", "decide_many", "edit", "outcome"]
