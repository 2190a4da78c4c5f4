"""Who acts, and what they may do where. A unit's path is its codes from the top, joined by "/": BCA/T01/X00004."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from dutdiem.authority.roles import VERBS, Role


class Refused(Exception):
    """The actor may not do this here; the message is one sentence for that person."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A role over one unit's subtree, on the days from `valid_from` to `valid_to` (both inclusive; None is open)."""

    role: Role
    path: str
    valid_from: date | None = None
    valid_to: date | None = None

    def holds(self, on: date) -> bool:
        """Whether the grant is in force on that day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or the operator at the terminal. `name` is what the trail records."""

    name: str
    grants: tuple[Grant, ...] = field(default=())
    operator: bool = False

    def paths(self, verb: str, on: date) -> tuple[str, ...]:
        """The subtrees in which the actor may do `verb` on that day; an empty path is the whole tree."""
        if self.operator:
            return ("",)
        reach = (grant for grant in self.grants if grant.holds(on) and verb in VERBS[grant.role])
        return tuple(dict.fromkeys("" if g.role is Role.AUDITOR else g.path for g in reach))


def operator(name: str) -> Actor:
    """Whoever runs commands on the server itself: holds the files, so nothing is refused, and everything is recorded."""
    return Actor(name=name, operator=True)


def within(path: str, tops: Iterable[str]) -> bool:
    """Whether `path` is one of `tops` or lies below one."""
    return any(top == "" or path == top or path.startswith(top + "/") for top in tops)


def may(actor: Actor, verb: str, path: str, on: date) -> bool:
    """Whether the actor may do `verb` at the unit with this path on that day."""
    return within(path, actor.paths(verb, on))


def reads_all(actor: Actor, on: date) -> bool:
    """Whether nothing is kept from the actor, not even what a unit keeps to itself: the auditor, and whoever holds the files."""
    return actor.operator or any(grant.role is Role.AUDITOR and grant.holds(on) for grant in actor.grants)


def demand(actor: Actor, verb: str, path: str, on: date) -> None:
    """Raise Refused unless `may`."""
    if not may(actor, verb, path, on):
        place = path.rsplit("/", 1)[-1] or "toàn hệ thống"
        raise Refused(f"{actor.name} không có quyền “{verb}” tại {place}; đề nghị quản trị viên giao quyền nếu cần.")
