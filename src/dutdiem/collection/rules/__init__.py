"""What may stand in a submission, when it is due, and which change of status is allowed. Plain values."""

from dutdiem.collection.rules.checks import Checks, Outcome
from dutdiem.collection.rules.deadlines import due_on, is_late
from dutdiem.collection.rules.workflow import NEXT, REOPENED, REPORTED, may_become
from dutdiem.kit.exact import DECIMAL, from_decimal_comma, plain, value_fault

__all__ = [
    "DECIMAL",
    "NEXT",
    "REOPENED",
    "REPORTED",
    "Checks",
    "Outcome",
    "due_on",
    "from_decimal_comma",
    "is_late",
    "may_become",
    "plain",
    "value_fault",
]
