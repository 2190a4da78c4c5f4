"""Screens of the follow-up."""

from dutdiem.oversight.views.asked import asked, raise_
from dutdiem.oversight.views.board import board, durations, signals
from dutdiem.oversight.views.inspections import findings, inspection_plan, inspections
from dutdiem.oversight.views.letters import letter_file, letters
from dutdiem.oversight.views.meetings import meeting, meetings
from dutdiem.oversight.views.notices import calendar, notices
from dutdiem.oversight.views.visits import visit

__all__ = [
    "asked",
    "board",
    "calendar",
    "durations",
    "findings",
    "inspection_plan",
    "inspections",
    "letter_file",
    "letters",
    "meeting",
    "meetings",
    "notices",
    "raise_",
    "signals",
    "visit",
]
