"""The timeline (Gantt): a bar a task, what waits for what, and the critical path."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dutdiem.access.views import Viewer, viewer
from dutdiem.kit.paging import paged
from dutdiem.plans import queries
from dutdiem.plans.models import Task
from dutdiem.plans.rules import Place, span_of
from dutdiem.plans.views.lists.asked import asked, found
from dutdiem.plans.views.lists.drawing import Bar, Drawing, drawn
from dutdiem.plans.views.lists.frame import frame
from dutdiem.plans.views.lists.table import below_of
from dutdiem.plans.views.rows import COLUMNS, Row, rows

SHOWN = 40
"""Bars on a page."""


@dataclass(frozen=True, slots=True)
class Line:
    """A task of the list beside the drawing; `waits` are (number, title) of what it waits for, `pushed` the days past its deadline
    to which that pushes it."""

    row: Row
    place: Place | None
    waits: tuple[int, ...]
    pushed: int


def timeline(request: HttpRequest) -> HttpResponse:
    """The dated tasks by their deadlines; `only` narrows to those that are tied to others (tied) or to the critical path."""
    who, what = viewer(request), asked(request)
    below, only = below_of(who, what), request.GET.get("only", "")
    tasks = found(who, what, below)
    network = queries.network(tasks, who.today)
    page = paged(request, _narrowed(tasks, network, only).values(*COLUMNS, "starts_on", "assigned_on"), ("deadline", "pk"), SHOWN)
    lines = [_line(row, network, who.today) for row in rows(page.rows, who)]
    context = {
        "below": below,
        "only": only,
        "choices": _choices(),
        "page": page,
        "lines": lines,
        "drawing": _drawing(who, lines, network),
        "network": network,
        "ends": max((place.end for place in network.places.values() if place.critical), default=None),
        "critical": sum(place.critical for place in network.places.values()),
    }
    return render(request, "plans/lists/timeline.html", context | frame(request, who, what, "timeline"))


def _choices() -> list[tuple[str, str]]:
    return [("", _("mọi nhiệm vụ có thời hạn")), ("tied", _("việc có phụ thuộc")), ("critical", _("đường găng"))]


def _narrowed(tasks: QuerySet[Task], network: queries.Network, only: str) -> QuerySet[Task, Any]:
    dated = tasks.filter(deadline__isnull=False)
    if only == "tied":
        return dated.filter(pk__in=list(network.places))
    if only == "critical":
        return dated.filter(pk__in=[key for key, place in network.places.items() if place.critical])
    return dated


def _line(row: Row, network: queries.Network, on: date) -> Line:
    key, place = row.task["pk"], network.places.get(row.task["pk"])
    pushed = (place.end - max(row.task["deadline"], on)).days if place and not place.settled else 0
    return Line(row, place, tuple(after for task, after in network.edges if task == key), max(pushed, 0))


def _drawing(who: Viewer, lines: list[Line], network: queries.Network) -> Drawing | None:
    bars = [bar for line in lines if (bar := _bar(line, who.today))]
    return drawn(bars, network.edges, who.today) if bars else None


def _bar(line: Line, on: date) -> Bar | None:
    task = line.row.task
    span = span_of(task["state"], task["starts_on"], task["assigned_on"], task["deadline"], task["handed_in_on"], on)
    if span is None:
        return None
    tone = next((badge.tone for badge in line.row.badges), "still")
    critical = bool(line.place and line.place.critical)
    until = line.place.end if line.place and line.pushed else None
    whose = line.row.lead.name if line.row.lead else task["lead_text"]
    return Bar(task["pk"], task["title"], span.start, span.end, tone, critical, until, whose)
