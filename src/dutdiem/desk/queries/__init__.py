"""Reading what concerns a person now: work, what is new, and whatever bears some words."""

from dutdiem.desk.queries.changes import UNMARKED, Change, changes, latest, standing
from dutdiem.desk.queries.inspecting import CONCLUSION, VISIT, to_inspect
from dutdiem.desk.queries.search import KINDS, found
from dutdiem.desk.queries.work import (
    ACCEPT,
    FOCAL,
    NOW,
    WORKS,
    Due,
    own_units,
    submissions_due,
    submissions_to_decide,
    tasks_of,
    to_answer,
)

__all__ = [
    "ACCEPT",
    "CONCLUSION",
    "FOCAL",
    "KINDS",
    "NOW",
    "UNMARKED",
    "VISIT",
    "WORKS",
    "Change",
    "Due",
    "changes",
    "found",
    "latest",
    "own_units",
    "standing",
    "submissions_due",
    "submissions_to_decide",
    "tasks_of",
    "to_answer",
    "to_inspect",
]
