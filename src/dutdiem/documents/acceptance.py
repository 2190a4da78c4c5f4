"""Who takes which kind of proposal. Tasks belong to the plan, targets to the catalogue, petitions and obstacles to the follow-up:
stages above this one, so each puts its own function here when Django starts."""

from collections.abc import Callable, Sequence
from datetime import date

from dutdiem.documents.models import Proposal
from dutdiem.trail.actions import Writing

Taker = Callable[[Writing, Sequence[Proposal], date], int]
"""Makes records of accepted proposals of one kind, as of a day, inside the action's transaction; the number made."""

takers: dict[str, Taker] = {}


def register(kind: str, taker: Taker) -> None:
    """Name the function that takes proposals of this kind."""
    takers[kind] = taker
