"""The overview: what is red, whose it is, since when, what blocks it; then the figures and what waits for a decision."""

from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery, Value, Window
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dutdiem.access.views import Viewer, named, viewer
from dutdiem.desk.queries import week
from dutdiem.documents import queries as documents
from dutdiem.oversight import queries as oversight
from dutdiem.plans import queries as plans
from dutdiem.plans.models import Task
from dutdiem.plans.views.rows import COLUMNS, leads, rows
from dutdiem.reviews import queries as reviews

SHOWN = 8
"""Lines of each list; the rest is one link away."""


def overview(request: HttpRequest) -> HttpResponse:
    """Where the viewer's own unit stands, and all below it."""
    who = viewer(request)
    review = reviews.listed(who.actor, who.today).first()
    return render(
        request,
        "web/overview.html",
        {"today": who.today, "home": who.home, "review": review, "week": week(who.actor, who.today)} | _red(who) | _waiting(who),
    )


def _red(who: Viewer) -> dict[str, Any]:
    """Overdue work with who is late and what is in the way."""
    red = list(_red_tasks(who).values(*COLUMNS, "late_units", "block"))
    late = list(plans.late_by_lead(who.actor, who.today)[:SHOWN])
    units = named(who, [who.home, *leads(red), *(code for code, *_ in late)])
    return {
        "counts": plans.status(who.actor, who.today),
        "red": rows(red, who, units=units),
        "late": late,
        "most_late": late[0][1] if late else 0,
        "units": units,
    }


def _red_tasks(who: Viewer) -> Any:
    """The oldest overdue tasks, each with the number of units that are late with their part of it, and its oldest open obstacle."""
    # Only who sees the whole plan is shown a task that was fanned out, instead of its parts.
    whole = "" in who.actor.paths("plans.read", who.today)
    late_part = Q(children__kind=Task.Kind.SUBTASK) & plans.late_on(who.today, "children__")
    blocks = oversight.obstacles(who.actor, who.today, unanswered=True).filter(task=OuterRef("pk")).values("title")[:1]
    # The few that are shown are chosen first: with their parts and obstacles all of them would have to be counted for it.
    chosen = plans.red(who.actor, who.today).values("pk")[:SHOWN]
    found = Task.objects.filter(pk__in=chosen).order_by("deadline", "path")
    return found.annotate(late_units=Count("children", filter=late_part) if whole else Value(0), block=Subquery(blocks))


def _waiting(who: Viewer) -> dict[str, Any]:
    """What waits for somebody: obstacles without an answer, proposals without a decision."""
    found = oversight.obstacles(who.actor, who.today, unanswered=True).annotate(in_all=Window(Count("*")), about=F("task__title"))
    obstacles = list(found[:5])
    may_decide = who.may("documents.decide", "")
    columns = ("pk", "symbol", "file_name", "title", "open_proposals")
    return {
        "obstacles": [(o, _(o.get_kind_display()), (who.today - o.raised_on).days) for o in obstacles],
        "obstacle_count": obstacles[0].in_all if obstacles else 0,
        "may_decide": may_decide,
        "waiting": list(documents.waiting(who.actor, who.today)[:5].values(*columns)) if may_decide else [],
    }
