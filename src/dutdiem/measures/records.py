"""What a tree in time is made of: units in their versions, successions, groups; and what follows for their figures."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class UnitVersion:
    """A unit from `valid_from` to `valid_to`, both inclusive; None is open. `parent` is None or empty for the root."""

    code: str
    name: str
    level: str
    parent: str | None
    valid_from: date
    valid_to: date | None

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Succession:
    """From `date` on, `share` of what was the predecessor's past belongs to the successor."""

    predecessor: str
    successor: str
    date: date
    share: Decimal
    kind: str = "merge"
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Membership:
    """A unit in a group across the tree (border, island, urban …) from `valid_from` to `valid_to`, both inclusive."""

    group: str
    name: str
    unit: str
    valid_from: date
    valid_to: date | None

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Closure(NamedTuple):
    """`share` of the figures of `source` whose period ends in [since, until) belongs to `unit`.

    `own` where it belongs to the unit itself, not to one below it.
    """

    source: str
    since: date
    until: date
    unit: str
    share: Decimal
    own: bool
