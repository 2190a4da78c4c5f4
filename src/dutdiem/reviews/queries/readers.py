"""What a review tells: what everybody who reads it may see, whoever writes it and from where."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property, reduce
from operator import and_

from django.db.models import Q

from dutdiem.documents import queries as documents
from dutdiem.measures.definitions import Form, Indicator
from dutdiem.oversight import queries as oversight
from dutdiem.plans import queries as plans
from dutdiem.units import queries as units


@dataclass(frozen=True)
class Readers:
    """Those who read the review of a unit: there and at every unit above it. So what a unit keeps internal, read in its own subtree
    alone, is told only where that unit stands at the top and all of them are within."""

    code: str
    on: date

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """Where they stand, the top of the tree first."""
        codes = units.path_of(self.code, self.on).split("/")
        return tuple("/".join(codes[: at + 1]) for at in range(len(codes)))

    @property
    def top(self) -> str:
        """The code of the unit at the top, whose people see the least of what others keep."""
        return self.paths[0]

    @property
    def tasks(self) -> Q:
        """The tasks that all of them may see: the rule of the pages, for those at the top."""
        return plans.open_at([self.top], self.on)

    @property
    def documents(self) -> Q:
        """The same of documents."""
        return documents.open_at([self.top], self.on)

    @property
    def asked(self) -> Q:
        """Obstacles and petitions that all of them may see: of what is internal what was put to each of them."""
        return reduce(and_, (oversight.not_kept_at(path, self.on) for path in self.paths))

    @property
    def targets(self) -> Q:
        """The targets that all of them may see."""
        return Q(internal=False) | Q(owner__code=self.top)

    def defines(self, one: Indicator | Form) -> bool:
        """Whether it holds in the whole tree, or the unit and those above it have it for themselves and all of them may see it."""
        return one.owner in ("", *self.paths[-1].split("/")) and (not one.internal or one.owner == self.top)
