"""The overview: what is red, whose it is, since when, what blocks it; then the figures and what waits for a decision."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dutdiem.access.views import Viewer, named, viewer
from dutdiem.authority import Actor, likeness
from dutdiem.documents import queries as documents
from dutdiem.kit.prepared import ask
from dutdiem.oversight import queries as oversight
from dutdiem.oversight.models import Obstacle
from dutdiem.plans import queries as plans
from dutdiem.plans.models import Task
from dutdiem.plans.views.rows import COLUMNS, leads, rows
from dutdiem.reviews import queries as reviews

SHOWN = 8
"""Lines of each list; the rest is one link away."""
WEEK = timedelta(days=7)
WHOSE = {"tren": plans.ABOVE, "rieng": plans.OWN}
"""Whose tasks are shown, by the word in the address."""
RED = (*COLUMNS, "late_units", "block")
OBSTACLE = (
    "pk",
    "kind",
    "raised_on",
    "title",
    "task_id",
    "task__title",
    "document_id",
    "document__symbol",
    "document__file_name",
    "start",
    "end",
)


def overview(request: HttpRequest) -> HttpResponse:
    """Where the viewer's own unit stands, and all below it."""
    who = viewer(request)
    chosen = request.GET.get("cua", "")
    whose = WHOSE.get(chosen, "")
    standing = plans.standing_since(who.actor, who.today, who.today - WEEK, whose)
    obstacles = oversight.obstacles_since(who.actor, who.today, who.today - WEEK, OBSTACLE, number=5)
    context = {
        "whose": whose,
        "shown": [(words, value, value == (chosen if whose else "")) for value, words in _shown()],
        "today": who.today,
        "home": who.home,
        "review": reviews.listed(who.actor, who.today).first(),
        "standing": standing,
        "counts": standing.counts,
        "asked": obstacles,
        "obstacles": [_obstacle(dict(zip(OBSTACLE, row, strict=True)), who.today) for row in obstacles.first],
    }
    return render(request, "web/overview.html", context | _red(who, whose) | _waiting(who))


def _obstacle(row: Mapping[str, Any], on: date) -> tuple[Mapping[str, Any], str, int]:
    """An obstacle with the words for its kind and the days that it has waited."""
    return row, _(Obstacle.Kind(row["kind"]).label), (on - row["raised_on"]).days


def _shown() -> list[tuple[str, str]]:
    """What may be shown: everything in one, what came from above, what is the unit's own."""
    return [("", _("Tất cả")), ("tren", _("Cấp trên giao")), ("rieng", _("Của đơn vị"))]


def _red(who: Viewer, whose: str) -> dict[str, Any]:
    """Overdue work with who is late and what is in the way."""
    like = likeness(who.actor, who.today)
    red = [dict(zip(RED, row, strict=True)) for row in ask(_red_tasks, like.actor, who.today, whose, put_in=like.codes)]
    late = plans.most_late(who.actor, who.today, SHOWN, whose)
    units = named(who, [who.home, *leads(red), *(code for code, *_ in late)])
    return {"red": rows(red, who, units=units), "late": late, "most_late": late[0][1] if late else 0, "units": units}


def _red_tasks(actor: Actor, on: date, whose: str) -> QuerySet[Task, Any]:
    """The oldest overdue tasks, each with the number of units that are late with their part of it, and its oldest open obstacle."""
    # Only who sees the whole plan is shown a task that was fanned out, instead of its parts.
    whole = "" in actor.paths("plans.read", on)
    late_part = plans.part_of(F, "children__") & plans.late_on(on, "children__")
    blocks = oversight.obstacles(actor, on, unanswered=True).filter(task=OuterRef("pk")).values("title")[:1]
    # The few that are shown are chosen first: with their parts and obstacles all of them would have to be counted for it.
    found = Task.objects.filter(pk__in=plans.red(actor, on, whose).values("pk")[:SHOWN]).order_by("deadline", "path")
    found = found.annotate(late_units=Count("children", filter=late_part) if whole else Value(0), block=Subquery(blocks))
    return found.values_list(*RED)


def _waiting(who: Viewer) -> dict[str, Any]:
    """Proposals that wait for a decision."""
    may_decide = bool(who.actor.paths("documents.decide", who.today))
    columns = ("pk", "symbol", "file_name", "title", "open_proposals")
    waiting = list(documents.waiting(who.actor, who.today)[:5].values(*columns)) if may_decide else []
    return {"may_decide": may_decide, "waiting": waiting}
