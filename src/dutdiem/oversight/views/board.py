"""The board of what is asked, the oldest open first; how long answers take; what a staff office should look at."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dutdiem.access.views import Viewer, named, viewer
from dutdiem.kit.paging import paged
from dutdiem.oversight import queries
from dutdiem.oversight.forms import kinds, whats
from dutdiem.oversight.models import Asked, Obstacle, Petition
from dutdiem.oversight.queries.asked import Model
from dutdiem.oversight.rules import days_late, days_open
from dutdiem.oversight.terms import terms
from dutdiem.plans import queries as plans
from dutdiem.plans.views.rows import COLUMNS, Badge, rows

MODELS: dict[str, Model] = {"obstacle": Obstacle, "petition": Petition}
FILTERS = ("state", "kind", "to", "unit", "search")
SHOWN = 30
"""Lines of each list of signals; the rest is one link away."""


def board(request: HttpRequest) -> HttpResponse:
    """Obstacles or petitions (`what`), narrowed; all of it stands in the address."""
    who = viewer(request)
    what = request.GET.get("what", "") if request.GET.get("what", "") in MODELS else "obstacle"
    chosen = {name: request.GET.get(name, "").strip() for name in FILTERS}
    chosen["state"] = chosen["state"] if chosen["state"] in queries.STATES else "open"
    found = queries.board(who.actor, who.today, MODELS[what], **chosen)
    page = paged(request, queries.with_tasks(who.actor, who.today, found), ("raised_on", "pk"))
    offered = queries.addressees(who.actor, who.today, MODELS[what])
    units = named(who, [*offered, chosen["unit"], *_codes(page.rows)])
    counts = {name: queries.counts(who.actor, who.today, model) for name, model in MODELS.items()}
    to = [(code, units[code].name) for code in offered if code in units]
    context = {
        "what": what,
        "chosen": chosen,
        "narrowed": chosen["state"] != "open" or any(chosen[name] for name in FILTERS[1:]),
        "page": page,
        "rows": [(one, badges(one, who)) for one in page.rows],
        "units": units,
        "counts": counts,
        "whats": whats(),
        "states": states(),
        "kinds": [("", _("tất cả")), *kinds()],
        "addressees": [("", _("tất cả")), *sorted(to, key=lambda pair: pair[1])],
        "may_raise": bool(who.actor.paths("oversight.raise", who.today)),
    }
    return render(request, "oversight/board.html", context)


def durations(request: HttpRequest) -> HttpResponse:
    """How long answers take, by kind and by who answers."""
    who = viewer(request)
    what = request.GET.get("what", "") if request.GET.get("what", "") in MODELS else "obstacle"
    by_kind = queries.durations(who.actor, who.today, MODELS[what], "kind")
    by_unit = queries.durations(who.actor, who.today, MODELS[what], "addressee")
    context = {
        "what": what,
        "whats": whats(),
        "by_kind": [(_(Asked.Kind(group.name).label), group) for group in by_kind],
        "by_unit": by_unit,
        "units": named(who, [group.name for group in by_unit]),
        "answer": terms().answer,
    }
    return render(request, "oversight/durations.html", context)


def signals(request: HttpRequest) -> HttpResponse:
    """Answers that are late, tasks of which nobody reports."""
    who = viewer(request)
    late: dict[str, list[Any]] = {name: list(found[:SHOWN]) for name, found in queries.late_answers(who.actor, who.today).items()}
    days = terms().silence
    silent = paged(request, plans.silent(who.actor, who.today, days).values(*COLUMNS), ("deadline", "path"))
    context = {
        "late": {name: [(one, badges(one, who)) for one in found] for name, found in late.items()},
        "units": named(who, _codes([*late["obstacle"], *late["petition"]])),
        "silent": rows(silent.rows, who),
        "page": silent,
        "days": days,
    }
    return render(request, "oversight/signals.html", context)


def states() -> list[tuple[str, str]]:
    """The filter of the board."""
    words = {"open": _("chưa trả lời"), "overdue": _("quá hạn trả lời"), "answered": _("đã trả lời"), "all": _("tất cả")}
    return list(words.items())


def badges(one: Asked, who: Viewer) -> tuple[Badge, ...]:
    """How something asked stands: answered, late, or how long it has waited."""
    days = days_open(one.raised_on, one.answered_on, who.today)
    if one.answered_on:
        took = ngettext("trả lời sau %(days)s ngày", "trả lời sau %(days)s ngày", days) % {"days": days}
        return (Badge(_("thành nhiệm vụ") if one.became_id else took, "good"),)
    waits = Badge(
        ngettext("chờ %(num)s ngày", "chờ %(num)s ngày", days) % {"num": days}, "soon" if days > terms().silence else "still"
    )
    late = days_late(one.answer_by, None, who.today)
    said = ngettext("quá hạn trả lời %(days)s ngày", "quá hạn trả lời %(days)s ngày", late) % {"days": late}
    return (Badge(said, "late"), waits) if late else (waits,)


def _codes(found: list[Any]) -> list[str]:
    return [unit.code for one in found for unit in (one.unit, one.addressed_to) if unit]
