"""Every write of the follow-up."""

from dutdiem.oversight.actions.asking import answer, petition, raise_obstacle
from dutdiem.oversight.actions.feeds import make_feed, revoke_feed
from dutdiem.oversight.actions.inspecting import add_visit, conclude, drop_visit, plan_inspections, return_work, verify, visited
from dutdiem.oversight.actions.letters import draft_letter
from dutdiem.oversight.actions.passing import pass_up
from dutdiem.oversight.actions.reminding import Reminded, mark_read, preview, remind
from dutdiem.oversight.actions.sending import Sent, send_digests
from dutdiem.oversight.actions.tasking import turn_into_task

__all__ = [
    "Reminded",
    "Sent",
    "add_visit",
    "answer",
    "conclude",
    "draft_letter",
    "drop_visit",
    "make_feed",
    "mark_read",
    "pass_up",
    "petition",
    "plan_inspections",
    "preview",
    "raise_obstacle",
    "remind",
    "return_work",
    "revoke_feed",
    "send_digests",
    "turn_into_task",
    "verify",
    "visited",
]
