"""“Có gì mới từ lần trước”: what others did on what one may see, since one last said that one has seen it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from dutdiem.access.views import viewer
from dutdiem.desk import actions, queries
from dutdiem.desk.queries.changes import SHOWN
from dutdiem.desk.words import kind_name, told
from dutdiem.kit.keys import key_of

PAGES = {
    "plans.task": "plans:task",
    "documents.document": "documents:page",
    "oversight.obstacle": "oversight:obstacle",
    "oversight.petition": "oversight:petition",
}


def changes(request: HttpRequest) -> HttpResponse:
    """What is new; looking changes nothing, only the button below says that all of it has been seen."""
    who = viewer(request)
    mark, last = queries.standing(who.user)
    after = mark.entry if mark else max(0, last - queries.UNMARKED)
    before = request.GET.get("before", "")
    found = queries.changes(who.actor, who.today, after, key_of(before))
    lines = [(one, kind_name(one.kind), told(one), _page(one)) for one in found]
    older = reverse("desk:changes") + f"?before={found[-1].entry}" if len(found) == SHOWN else None
    return render(request, "desk/changes.html", {"lines": lines, "mark": mark, "last": last, "older": older})


@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """All of it has been seen, up to what the page showed."""
    upto = key_of(request.POST.get("upto", ""))
    if upto is not None:
        actions.mark_read(viewer(request).user, min(upto, queries.latest()))
    return redirect("desk:changes")


def _page(one: queries.Change) -> str | None:
    return reverse(PAGES[one.kind], args=[one.key]) if one.kind in PAGES and one.made != "deleted" and one.title else None
