"""The tasks counted by the units that lead them and by the documents that order them."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dutdiem.access.views import Viewer, named, viewer
from dutdiem.kit.errors import NotFound
from dutdiem.kit.folding import fold
from dutdiem.kit.paging import paged
from dutdiem.plans import queries
from dutdiem.plans.rules import Counts
from dutdiem.plans.views.lists.asked import Asked, asked, found
from dutdiem.plans.views.lists.frame import tabs, times
from dutdiem.units import queries as units


@dataclass(frozen=True, slots=True)
class Line:
    """One unit's work: its own, or with that of all below it; `below` where there is more to open."""

    code: str
    name: str
    counts: Counts
    itself: bool


def by_unit(request: HttpRequest) -> HttpResponse:
    """The units right below one (`under`, else the viewer's own), each with what is led in its subtree, the latest first."""
    who, what = viewer(request), asked(request)
    parent = what.under or who.home or ""
    shown = units.version(parent, who.today)
    if shown is None or not who.may("plans.read", shown.path):
        raise NotFound(_("Không có đơn vị mã “%(code)s” trong phạm vi được xem; kiểm tra lại mã.") % {"code": parent})
    narrowed = Asked(search=what.search, time=what.time, kind=what.kind)
    counts = queries.by_unit(found(who, narrowed, None), who.today, parent)
    known = named(who, [*counts, *shown.path.split("/")])
    lines = [Line(code, known[code].name if code in known else _nobody(), c, code == parent) for code, c in counts.items()]
    context = {
        "unit": shown,
        "above": [known[code] for code in shown.path.split("/")[:-1] if code in known],
        "lines": sorted(lines, key=lambda line: (line.code == "", not line.itself, -line.counts.open_overdue, line.name)),
        "asked": narrowed,
        "times": times(),
        "tabs": tabs("by_unit", narrowed),
    }
    return render(request, "plans/lists/units.html", context)


def _nobody() -> str:
    return _("Chưa giao, hoặc giao cho đơn vị không còn trong cây tổ chức")


def by_document(request: HttpRequest) -> HttpResponse:
    """The documents that order something, newest first, each with how its tasks stand."""
    who, what = viewer(request), asked(request)
    papers = queries.by_document(who.actor, who.today)
    for word in fold(what.search).split():
        papers = papers.filter(folded__contains=word)
    page = paged(
        request, papers.values("pk", "symbol", "title", "file_name", "issuer", "date", "ended_on"), ("-date", "-pk"), size=25
    )
    counts = queries.of_documents(who.actor, who.today, [row["pk"] for row in page.rows])
    context: dict[str, Any] = {
        "page": page,
        "lines": [(row, counts[row["pk"]], _ended(who, row)) for row in page.rows],
        "asked": what,
        "tabs": tabs("by_document", Asked(search=what.search)),
    }
    return render(request, "plans/lists/documents.html", context)


def _ended(who: Viewer, row: dict[str, Any]) -> bool:
    return bool(row["ended_on"] and row["ended_on"] <= who.today)
