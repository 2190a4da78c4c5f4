"""Every write of this stage: registering documents, deciding on what the reader proposes, reading again."""

from dutdiem.documents.actions.adding import add
from dutdiem.documents.actions.deciding import accept, draft, edit, merge, reject, reopen
from dutdiem.documents.actions.ending import end
from dutdiem.documents.actions.rereading import ask_to_read_again, read_again

__all__ = ["accept", "add", "ask_to_read_again", "draft", "edit", "end", "merge", "read_again", "reject", "reopen"]
