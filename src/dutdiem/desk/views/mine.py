"""“Việc của tôi”: what a person has to do now, on one page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dutdiem.access.views import Viewer, named, viewer
from dutdiem.desk import queries
from dutdiem.documents import queries as documents
from dutdiem.plans.views.rows import COLUMNS, leads, rows

SHOWN = 12
WAITING = ("pk", "symbol", "file_name", "title", "open_proposals")


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """The page."""
    who = viewer(request)
    own = queries.own_units(who.actor, who.home, who.today)
    tasks = list(queries.tasks_now(who.actor, who.today, own).values(*COLUMNS)[: SHOWN + 1])
    accept = list(queries.to_accept(who.actor, who.today, own).values(*COLUMNS)[: SHOWN + 1])
    due = queries.submissions_due(who.actor, who.today, own)
    units = named(who, [*own, *leads([*tasks, *accept]), *(one.unit for one in due)])
    context: dict[str, Any] = {
        "own": [units[code] for code in own if code in units],
        "tasks": rows(tasks[:SHOWN], who, units=units),
        "more_tasks": len(tasks) > SHOWN,
        "accept": rows(accept[:SHOWN], who, units=units),
        "more_accept": len(accept) > SHOWN,
        "due": [(one, units.get(one.unit), (who.today - one.by).days) for one in due],
        "decide": queries.submissions_to_decide(who.actor, who.today),
        "answers": _answers(who, own),
        "waiting": _waiting(who),
    }
    context["nothing"] = not any(context[name] for name in ("tasks", "accept", "due", "decide", "answers", "waiting"))
    return render(request, "desk/mine.html", context)


def _answers(who: Viewer, own: list[str]) -> list[tuple[str, dict[str, Any], int]]:
    """What is asked of these units: the words for it, and how many days it has waited."""
    words = {"obstacle": _("vướng mắc"), "petition": _("kiến nghị")}
    asked = queries.to_answer(who.actor, who.today, own, SHOWN)
    return [(words[one["what"]], one, (who.today - one["raised_on"]).days) for one in asked]


def _waiting(who: Viewer) -> list[dict[str, Any]]:
    if not who.may("documents.decide", ""):
        return []
    return list(documents.waiting(who.actor, who.today)[:8].values(*WAITING))
