"""Every write of this stage: registering documents, deciding on what the reader proposes, reading again."""

from dutdiem.documents.actions.adding import Whose, add
from dutdiem.documents.actions.deciding import accept, draft, edit, merge, reject, reopen
from dutdiem.documents.actions.describing import Described, describe
from dutdiem.documents.actions.ending import end
from dutdiem.documents.actions.marking import keep_internal
from dutdiem.documents.actions.permission import demand_of_owner
from dutdiem.documents.actions.rereading import ask_to_read_again, read_again

__all__ = [
    "Described",
    "Whose",
    "accept",
    "add",
    "ask_to_read_again",
    "demand_of_owner",
    "describe",
    "draft",
    "edit",
    "end",
    "keep_internal",
    "merge",
    "read_again",
    "reject",
    "reopen",
]
