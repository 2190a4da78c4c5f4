"""The overview: what is red, whose it is, since when, what blocks it; then the figures and what waits for a decision."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dutdiem.access.queries import home_unit
from dutdiem.access.views import Viewer, named, viewer
from dutdiem.documents import queries as documents
from dutdiem.oversight import queries as oversight
from dutdiem.plans import queries as plans
from dutdiem.plans.rules import SOON_DAYS
from dutdiem.plans.views.rows import COLUMNS, rows
from dutdiem.units import queries as units

SHOWN = 8
"""Lines of each list; the rest is one link away."""


def overview(request: HttpRequest) -> HttpResponse:
    """Where the viewer's own unit stands, and all below it."""
    who = viewer(request)
    code = home_unit(who.user)
    context: dict[str, Any] = {"unit": units.version(code, who.today) if code else None, "today": who.today}
    return render(request, "web/overview.html", context | _red(who) | _waiting(who))


def _red(who: Viewer) -> dict[str, Any]:
    """Overdue work with who is late and what is in the way."""
    counts = plans.status(who.actor, who.today)
    red = list(plans.red(who.actor, who.today)[:SHOWN].values(*COLUMNS))
    keys = [task["pk"] for task in red]
    late = list(plans.late_by_lead(who.actor, who.today)[:SHOWN])
    return {
        "counts": counts,
        "red": rows(red, who),
        "late_children": plans.late_children(who.today, keys),
        "blocks": oversight.blocking(who.actor, who.today, keys),
        "late": late,
        "most_late": late[0][1] if late else 0,
        "late_units": named(who, (code for code, *_ in late)),
        "soon_days": SOON_DAYS,
    }


def _waiting(who: Viewer) -> dict[str, Any]:
    """What waits for somebody: obstacles without an answer, proposals without a decision."""
    obstacles = list(oversight.obstacles(who.actor, who.today, unanswered=True)[:5])
    waiting = list(documents.waiting(who.actor, who.today)[:5].values("pk", "symbol", "file_name", "title", "open_proposals"))
    return {
        "obstacles": [(o, _(o.get_kind_display()), (who.today - o.raised_on).days) for o in obstacles],
        "obstacle_count": oversight.obstacles(who.actor, who.today, unanswered=True).count(),
        "waiting": waiting,
    }
