"""What the plan decides, on plain values: how tasks stand and count, what waits for what, how far a task is, how alike two are."""

from dutdiem.plans.rules.counts import Counts, count, percent
from dutdiem.plans.rules.faults import deadline_fault, direction_fault, done_on_fault, lead_fault, place_fault, weight_fault
from dutdiem.plans.rules.kinds import kind_of, many_meant, police_instead
from dutdiem.plans.rules.likeness import Likeness, alike_from, likeness, pairs
from dutdiem.plans.rules.percents import counts_towards, effective, weighted
from dutdiem.plans.rules.schedule import Place, Span, closes_cycle, scheduled, span_of
from dutdiem.plans.rules.standing import SOON_WORKDAYS, Standing, Time, missed, soon_until, standing, state_on
from dutdiem.plans.rules.states import NEXT_STATES, may_become, to_redo

__all__ = [
    "NEXT_STATES",
    "SOON_WORKDAYS",
    "Counts",
    "Likeness",
    "Place",
    "Span",
    "Standing",
    "Time",
    "alike_from",
    "closes_cycle",
    "count",
    "counts_towards",
    "deadline_fault",
    "direction_fault",
    "done_on_fault",
    "effective",
    "kind_of",
    "lead_fault",
    "likeness",
    "many_meant",
    "may_become",
    "missed",
    "pairs",
    "percent",
    "place_fault",
    "police_instead",
    "scheduled",
    "soon_until",
    "span_of",
    "standing",
    "state_on",
    "to_redo",
    "weight_fault",
    "weighted",
]
