"""One task: where it hangs, where it comes from, who does it, how it stands."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dutdiem.access.views import named, viewer
from dutdiem.kit.paging import paged
from dutdiem.plans import queries
from dutdiem.plans.models import Task
from dutdiem.plans.views.rows import COLUMNS, badges, kind_name, rows


def task(request: HttpRequest, key: int) -> HttpResponse:
    """The chain above, the sentence that orders it, lead and coordinators, reports, obstacles, and what hangs below."""
    who = viewer(request)
    one = queries.one(who.actor, who.today, key)
    page = paged(request, queries.branches(who.actor, who.today, one).values(*COLUMNS), ("path",), size=70)
    helpers = list(one.coordinations.select_related("unit").order_by("unit__code"))
    reports = list(one.progress.select_related("unit")[:30])
    obstacles = list(one.obstacles.select_related("addressed_to"))
    everybody = [one.lead, *(c.unit for c in helpers), *(r.unit for r in reports), *(o.addressed_to for o in obstacles)]
    context = {
        "task": one,
        "kind": kind_name(one.kind),
        "badges": badges(one.kind, one.state, one.deadline, one.handed_in_on, who.today),
        "chain": [(above, kind_name(above.kind)) for above in queries.ancestors(who.actor, who.today, one)],
        "source": _source(one),
        "helpers": helpers,
        "reports": reports,
        "obstacles": [(o, _(o.get_kind_display())) for o in obstacles],
        "units": named(who, (unit.code for unit in everybody if unit)),
        "page": page,
        "fanned_out": bool(page.rows) and all(row["kind"] == Task.Kind.SUBTASK for row in page.rows),
        "rows": rows(page.rows, who, count_below=True),
        "counts": queries.status(who.actor, who.today, below=one) if page.rows else None,
    }
    return render(request, "plans/task.html", context)


def _source(one: Task) -> dict[str, Any] | None:
    """The sentence in the document, cut into what stands before, in and after the task's own words."""
    if one.document is None or one.start is None or one.end is None:
        return None
    text = one.document.text
    first, last = (one.proposal.facts.get("sentence") if one.proposal else None) or (one.start, one.end)
    first, last = min(first, one.start), max(last, one.end)
    return {"before": text[first : one.start], "words": text[one.start : one.end], "after": text[one.end : last]}
