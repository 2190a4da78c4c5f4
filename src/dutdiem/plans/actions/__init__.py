"""Every write on the plan."""

from dutdiem.plans.actions.bulk import STATES, Change, assign_table, change_fault, change_many
from dutdiem.plans.actions.deadlines import ask_deadline, decide_deadline, move_deadline
from dutdiem.plans.actions.filters import drop_filter, save_filter
from dutdiem.plans.actions.merging import derive, merge
from dutdiem.plans.actions.ordering import wait_for, wait_no_more
from dutdiem.plans.actions.permission import demand_of_owner
from dutdiem.plans.actions.placing import move, take_up
from dutdiem.plans.actions.planning import Changed, Wanted, check_place, create, differences, edit, wanted_of
from dutdiem.plans.actions.progress import accept_done, hand_in, report, send_back
from dutdiem.plans.actions.restoring import STEPS, undo
from dutdiem.plans.actions.stopping import cancel, resume, suspend

__all__ = [
    "STATES",
    "STEPS",
    "Change",
    "Changed",
    "Wanted",
    "accept_done",
    "ask_deadline",
    "assign_table",
    "cancel",
    "change_fault",
    "change_many",
    "check_place",
    "create",
    "decide_deadline",
    "demand_of_owner",
    "derive",
    "differences",
    "drop_filter",
    "edit",
    "hand_in",
    "merge",
    "move",
    "move_deadline",
    "report",
    "resume",
    "save_filter",
    "send_back",
    "suspend",
    "take_up",
    "undo",
    "wait_for",
    "wait_no_more",
    "wanted_of",
]
