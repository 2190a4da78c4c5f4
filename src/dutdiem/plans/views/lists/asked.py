"""What is asked for in the address of a view: filters and an order. What makes no sense there is as if it were not."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from dutdiem.access.views import Viewer
from dutdiem.kit.keys import key_of
from dutdiem.plans import queries
from dutdiem.plans.models import Task

SORTS: dict[str, tuple[str, ...]] = {
    "": ("path",),
    "deadline": ("deadline", "pk"),
    "-deadline": ("-deadline", "-pk"),
    "lead": ("lead__code", "pk"),
    "percent": ("percent", "pk"),
    "-percent": ("-percent", "-pk"),
}
"""The orders of the table by their names in the address; none is that of the tree."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters as they stand in the address; "" is no filter."""

    search: str = ""
    state: str = ""
    time: str = ""
    lead: str = ""
    owner: str = ""
    whose: str = ""
    helper: str = ""
    under: str = ""
    kind: str = ""
    document: str = ""
    since: str = ""
    until: str = ""
    below: str = ""
    sort: str = ""

    def query(self, **changes: str) -> str:
        """The part of an address after its “?” that asks for the same, with some of it changed."""
        values = {f.name: getattr(self, f.name) for f in fields(self)} | changes
        return urlencode({name: value for name, value in values.items() if value})

    @property
    def more(self) -> bool:
        """Whether one of the filters in the fold is set."""
        return any((self.owner, self.whose, self.helper, self.under, self.kind, self.document, self.since, self.until))

    @property
    def narrowed(self) -> bool:
        """Whether any filter is set; an order is none, a branch is the page's own."""
        return any(getattr(self, f.name) for f in fields(self) if f.name not in ("sort", "below"))


def asked(request: HttpRequest) -> Asked:
    """The filters in the address of a request."""
    return read(request.GET)


def read(sent: QueryDict) -> Asked:
    """The filters in a query; days as they are written in offices or by the browser's own field."""
    given = {f.name: " ".join(sent.get(f.name, "").replace("\0", "").split())[:200] for f in fields(Asked)}
    given |= {name: given[name] if given[name].isdecimal() else "" for name in ("document", "below")}
    given |= {name: _day(given[name]) for name in ("since", "until")}
    return Asked(**given | {"sort": given["sort"] if given["sort"] in SORTS else ""})


def found(who: Viewer, what: Asked, below: Task | None, **changes: Any) -> QuerySet[Task]:
    """The tasks that are asked for, of what the viewer may see: work, and what only holds it together where that kind is chosen."""
    names = ("search", "state", "time", "lead", "owner", "whose", "helper", "under", "kind")
    terms: dict[str, Any] = {name: getattr(what, name) for name in names}
    terms |= {"document": key_of(what.document), "below": below}
    terms |= {name: date.fromisoformat(day) if (day := getattr(what, name)) else None for name in ("since", "until")}
    tasks = queries.listed(who.actor, who.today, **terms | changes)
    return tasks if what.kind else tasks.filter(kind__in=queries.WORK)


def _day(words: str) -> str:
    for shape in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(words, shape).date().isoformat()
        except ValueError:
            continue
    return ""
