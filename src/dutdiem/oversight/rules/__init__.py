"""What the follow-up decides, on plain values: whom to remind when, how soon to answer, how long it took, how a visit stands."""

from dutdiem.oversight.rules.answering import Taken, answer_by, days_late, days_open, next_above, taken
from dutdiem.oversight.rules.inspecting import visit_fault, visit_state
from dutdiem.oversight.rules.kinds import kind_of
from dutdiem.oversight.rules.reminding import Step, Whom, horizon, step
from dutdiem.oversight.rules.terms import Terms, TermsError, read_terms

__all__ = [
    "Step",
    "Taken",
    "Terms",
    "TermsError",
    "Whom",
    "answer_by",
    "days_late",
    "days_open",
    "horizon",
    "kind_of",
    "next_above",
    "read_terms",
    "step",
    "taken",
    "visit_fault",
    "visit_state",
]
