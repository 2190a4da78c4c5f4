"""What a person who leaves hands over: stages above say here what they hold by account, and how it goes to another.

Each stage registers when Django starts, since this stage lies below them all. Roles and deputies are this stage's own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dutdiem.access.models import User
from dutdiem.authority import Actor
from dutdiem.trail.actions import Writing


@dataclass(frozen=True, slots=True)
class Held:
    """One kind of record that names an account.

    `says` is what it is called, `titles` lists what an account holds of it (what a person knows each by) as far as the actor may
    see that on a day, and `move` puts all of it on another account inside the action, noting each record; it gives the number
    moved.
    """

    says: str
    titles: Callable[[Actor, date, User], list[str]]
    move: Callable[[Writing, User, User], int]


held: dict[str, Held] = {}


def register(kind: str, what: Held) -> None:
    """Name one kind of record that an account holds."""
    held[kind] = what
