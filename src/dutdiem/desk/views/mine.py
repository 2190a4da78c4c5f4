"""“Việc của tôi”: what a person has to do now, on one page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dutdiem.access.views import Viewer, named, viewer
from dutdiem.collection import queries as collection
from dutdiem.desk import queries
from dutdiem.documents import queries as documents
from dutdiem.oversight import queries as oversight
from dutdiem.oversight.digests import title_of
from dutdiem.oversight.models import Notice
from dutdiem.oversight.rules import visit_state
from dutdiem.oversight.views.inspections import TONES, visit_words
from dutdiem.oversight.views.notices import badge
from dutdiem.plans.models import Task
from dutdiem.plans.views.rows import COLUMNS, Badge, badges, leads, rows

SHOWN = 12
FEW = 6
"""Notices that are shown here; all stand on a page of their own."""
PARTS = ("visits", "conclusions", "tasks", "focal", "accept", "reopened", "due", "decide", "answers", "notices", "waiting")
WAITING = ("pk", "symbol", "file_name", "title", "open_proposals")


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """The page. Who stands in for somebody sees that other's work, and their own notices."""
    who = viewer(request)
    own = queries.own_units(who.actor, who.home, who.today)
    working, reporting = _own(who, *queries.WORKS), _own(who, "collection.submit")
    found = queries.tasks_of(who.actor, who.today, working, who.principal or who.user, SHOWN + 1)
    tasks = list(found.values(*COLUMNS, "part"))
    inspecting = queries.to_inspect(who.actor, who.today, _own(who, "oversight.inspect"))
    units = named(who, [*own, *leads(tasks), *(one["code"] for one in inspecting)])
    now, focal, accept = ([t for t in tasks if t["part"] == part] for part in (queries.NOW, queries.FOCAL, queries.ACCEPT))
    due = queries.submissions_due(
        who.actor, who.today, {code: (units[code].level, units[code].path) for code in reporting if code in units}
    )
    context: dict[str, Any] = {
        "own": [units[code] for code in own if code in units],
        "tasks": rows(now[:SHOWN], who, units=units),
        "more_tasks": len(now) > SHOWN,
        "focal": rows(focal[:SHOWN], who, units=units),
        "accept": rows(accept[:SHOWN], who, units=units),
        "more_accept": len(accept) > SHOWN,
        "due": [(one, units.get(one.unit), (who.today - one.by).days) for one in due],
        "reopened": collection.reopened(reporting) if reporting else [],
        "decide": queries.submissions_to_decide(who.actor, who.today),
        "answers": _answers(who),
        "units": units,
        "works": bool(working),
        "visits": [(one, _visit_badge(one, who)) for one in inspecting if one["what"] == queries.VISIT][:SHOWN],
        "conclusions": [(one, _conclusion_badges(one, who)) for one in inspecting if one["what"] == queries.CONCLUSION][:SHOWN],
        "notices": _notices(who),
        "waiting": _waiting(who),
    }
    context["nothing"] = not any(context[name] for name in PARTS)
    return render(request, "desk/mine.html", context)


def _notices(who: Viewer) -> list[tuple[Notice, str, Badge]]:
    found = list(oversight.notices(who.user).filter(read_on=None)[:FEW])
    kept = oversight.kept(who.actor, who.today, found)
    return [(one, title_of(one, kept), badge(one)) for one in found]


def _own(who: Viewer, *verbs: str) -> list[str]:
    return queries.own_units(who.actor, who.home, who.today, verbs)


def _visit_badge(one: dict[str, Any], who: Viewer) -> Badge:
    state = visit_state(one["since"], one["until"], None, None, who.today)
    return Badge(visit_words()[state], TONES[state])


def _conclusion_badges(one: dict[str, Any], who: Viewer) -> tuple[Badge, ...]:
    return badges(Task.Kind.TASK, one["state"], one["until"], one["handed_in"], who.today)


def _answers(who: Viewer) -> list[tuple[str, dict[str, Any], int]]:
    """What is asked of the units for which the person answers or decides: the words for it, and how many days it has waited."""
    own = _own(who, "oversight.answer", "plans.move")
    words = {"obstacle": _("vướng mắc"), "petition": _("kiến nghị"), "deadline": _("đề nghị lùi thời hạn")}
    asked = queries.to_answer(who.actor, who.today, own, SHOWN)
    return [(words[one["what"]], one, (who.today - one["asked"]).days) for one in asked]


def _waiting(who: Viewer) -> list[dict[str, Any]]:
    if not who.actor.paths("documents.decide", who.today):
        return []
    return list(documents.waiting(who.actor, who.today)[:8].values(*WAITING))
