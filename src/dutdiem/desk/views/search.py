"""The one box: documents, tasks, units, indicators and obstacles that bear some words."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dutdiem.access.views import named, viewer
from dutdiem.desk.queries import KINDS, found
from dutdiem.desk.words import searched_name
from dutdiem.kit.folding import fold
from dutdiem.kit.paging import paged
from dutdiem.oversight.models import Obstacle
from dutdiem.plans.views.rows import kind_name, state_name
from dutdiem.units.words import level_name

FEW = 5


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """A few of each kind; all of one kind, page by page, with `kind`."""
    who = viewer(request)
    words, kind = request.GET.get("q", "").strip()[:200], request.GET.get("kind", "")
    context: dict[str, Any] = {
        "words": words,
        "kind": kind,
        "page": None,
        "groups": [],
        "titles": {k: searched_name(k) for k in KINDS},
    }
    if fold(words):
        if kind in KINDS:
            page = paged(request, found(kind, who.actor, who.today, words), KINDS[kind][1])
            context |= {"page": page, "groups": [(kind, page.rows, False)]}
        else:
            hits = {one: list(found(one, who.actor, who.today, words)[: FEW + 1]) for one in KINDS}
            context["groups"] = [(one, rows[:FEW], len(rows) > FEW) for one, rows in hits.items() if rows]
    leads = [row["lead__code"] for one, rows, _more in context["groups"] if one == "tasks" for row in rows]
    context |= {"units": named(who, leads), "level_name": level_name, "kind_name": kind_name, "state_name": state_name}
    context["obstacle_kind"] = lambda value: _(Obstacle.Kind(value).label)
    return render(request, "desk/search.html", context)
