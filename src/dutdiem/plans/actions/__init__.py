"""Every write on the plan."""

from dutdiem.plans.actions.deadlines import ask_deadline, decide_deadline, move_deadline
from dutdiem.plans.actions.progress import accept_done, hand_in, report, send_back
from dutdiem.plans.actions.stopping import cancel, resume, suspend

__all__ = [
    "accept_done",
    "ask_deadline",
    "cancel",
    "decide_deadline",
    "hand_in",
    "move_deadline",
    "report",
    "resume",
    "send_back",
    "suspend",
]
