"""The task that stands for a document is called after it, as long as nobody has called it otherwise."""

from dutdiem.documents import described
from dutdiem.documents.models import Document
from dutdiem.documents.rules import heading
from dutdiem.plans.models import Task
from dutdiem.trail.actions import Writing


def register() -> None:
    """Name it to the documents."""
    described.register("task", rename)


def rename(writing: Writing, document: Document, called: str) -> None:
    """Call the document's objective as the document is called now."""
    standing = Task.objects.select_for_update().filter(document=document, kind=Task.Kind.OBJECTIVE, proposal=None, title=called)
    for task in standing:
        task.title, task.version = heading(document.symbol, document.title, document.file_name), task.version + 1
        writing.change(task)
