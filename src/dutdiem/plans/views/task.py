"""One task: where it hangs, where it comes from, who does it, how it stands."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dutdiem.access.views import Viewer, named, viewer
from dutdiem.calendar.recurrence import recurrence_name
from dutdiem.documents import queries as documents
from dutdiem.documents.models import Document
from dutdiem.kit.paging import paged
from dutdiem.plans import queries
from dutdiem.plans.models import Task
from dutdiem.plans.rules import missed, to_redo
from dutdiem.plans.views.rows import COLUMNS, Badge, badges, kind_name, leads, rows
from dutdiem.plans.views.state import rights

REPORTS = 30
OPEN_OR_STOPPED = (*queries.OPEN_STATES, Task.State.SUSPENDED)
"""What can still be held up."""


def task(request: HttpRequest, key: int) -> HttpResponse:
    """The chain above, the sentences that order it, lead and coordinators, reports, obstacles, and what hangs below."""
    who = viewer(request)
    one = queries.one(who.actor, who.today, key)
    page = paged(request, queries.branches(who.actor, who.today, one).values(*COLUMNS), ("path",), size=70)
    related = queries.related(who.actor, who.today, one)
    paper = one.document if one.document_id in documents.seen(who.actor, who.today, [one.document]) else None
    reports = list(queries.reports(one)[:REPORTS])
    asked = queries.asked_on(who.actor, who.today, one)
    around = queries.around(who.actor, who.today, one)
    helpers = [helper["code"] for helper in related.helpers]
    everybody = [one.lead, one.owner, *(r.unit for r in reports), *(other.owner for other in around.taken_up)]
    codes = [*(unit.code for unit in everybody if unit), *helpers, *(row["to"] for row in asked), *leads(page.rows)]
    units = named(who, codes)
    working = [code for code in ([one.lead.code] if one.lead else []) + helpers if code in units]
    context = {
        "task": one,
        "kind": kind_name(one.kind),
        "badges": (*badges(one.kind, one.state, one.deadline, one.handed_in_on, who.today), *_marks(who, one, paper)),
        "to_redo": to_redo(one.state, one.stop_reason),
        "chain": [(above, kind_name(above.kind)) for above in around.above],
        "around": around,
        "paper": paper,
        "source": _source(one, paper),
        "related": related,
        "reports": reports,
        "asked": [(row, _asked_kind(one, row)) for row in asked],
        "raises": one.state in OPEN_OR_STOPPED and not one.outside and _any(who, "oversight.raise", units, working),
        "units": units,
        "may": rights(who, one, units),
        "helps": _any(who, "plans.report", units, [code for code in helpers if code in units]),
        "takes": _takes(who, one, helpers, units),
        "repeats": _repeats(one, who),
        "page": page,
        "fanned_out": bool(page.rows) and all(row["kind"] == Task.Kind.SUBTASK for row in page.rows),
        "rows": rows(page.rows, who, units=units),
        "counts": queries.status(who.actor, who.today, below=one) if page.rows else None,
    }
    return render(request, "plans/task.html", context)


def _any(who: Viewer, verb: str, units: dict[str, Any], codes: Iterable[str]) -> bool:
    return any(who.may(verb, units[code].path) for code in codes)


def _asked_kind(task: Task, row: dict[str, Any]) -> str:
    """What was asked, in words: “kiến nghị: kinh phí”."""
    what = _("vướng mắc") if row["what"] == "obstacle" else _("kiến nghị")
    return what if row["kind"] == "other" else f"{what}: {_(task.obstacles.model.Kind(row['kind']).label)}"


def _marks(who: Viewer, one: Task, paper: Document | None) -> Iterable[Badge]:
    """What besides its standing is to be seen at once."""
    if one.merged_into_id:
        yield Badge(_("gộp vào nhiệm vụ số %(key)s") % {"key": one.merged_into_id}, "still")
    if paper and paper.ended_on and paper.ended_on <= who.today:
        yield Badge(_("văn bản giao đã hết hiệu lực"), "soon")
    if one.internal:
        yield Badge(_("nội bộ"), "run")
    if one.outside:
        yield Badge(_("ngoài hệ thống"), "still")


def _takes(who: Viewer, one: Task, helpers: list[str], units: dict[str, Any]) -> str:
    """The code of the person's unit that may take the task up into its own plan, "" where there is none."""
    owner = one.owner.code if one.owner else ""
    codes = [*([one.lead.code] if one.lead else []), *helpers]
    may = (code for code in codes if code != owner and code in units and who.may("plans.assign", units[code].path))
    return next(may, "") if one.state not in (Task.State.DONE, Task.State.CANCELLED) else ""


def _repeats(one: Task, who: Viewer) -> tuple[str, int] | None:
    """The words of a recurring deadline, and how many of them have passed unmet."""
    if not one.recurrence or one.deadline is None:
        return None
    return recurrence_name(one.recurrence, get_language() or "vi"), missed(one.recurrence, one.deadline, who.today)


def _source(one: Task, paper: Document | None) -> dict[str, Any] | None:
    """The sentence in the document, cut into what stands before, in and after the task's own words."""
    if paper is None or one.start is None or one.end is None:
        return None
    first, last = (one.proposal.facts.get("sentence") if one.proposal else None) or (one.start, one.end)
    return _cut(paper, one.start, one.end, first, last)


def _cut(document: Document, start: int, end: int, first: int | None = None, last: int | None = None) -> dict[str, Any]:
    text = document.text
    first, last = min(start if first is None else first, start), max(end if last is None else last, end)
    return {"before": text[first:start], "words": text[start:end], "after": text[end:last]}
