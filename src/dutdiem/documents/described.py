"""What bears a document's name in the stages above is named anew with it: each stage names its function here at the start."""

from collections.abc import Callable

from dutdiem.documents.models import Document
from dutdiem.trail.actions import Writing

Follower = Callable[[Writing, Document, str], None]
"""Names records anew inside the action's transaction; the words are what the document was called before."""

followers: dict[str, Follower] = {}


def register(kind: str, follower: Follower) -> None:
    """Name the function that brings along this kind of record."""
    followers[kind] = follower


def follow(writing: Writing, document: Document, called: str) -> None:
    """Bring all of them along."""
    for follower in followers.values():
        follower(writing, document, called)
