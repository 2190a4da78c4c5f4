"""Keeping a filter under a name, and taking it away."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dutdiem.access.models import User
from dutdiem.access.views import Viewer, viewer
from dutdiem.plans import actions, queries
from dutdiem.plans.forms import FilterForm
from dutdiem.plans.models import SavedFilter
from dutdiem.plans.views.choosing import attempt, planning_units
from dutdiem.plans.views.lists.asked import read
from dutdiem.plans.views.lists.frame import VIEWS
from dutdiem.units.models import Unit


def save_filter(request: HttpRequest) -> HttpResponse:
    """Give the filters in the address a name, for oneself or for a unit; below them those that are kept."""
    who, view = viewer(request), request.GET.get("view", "")
    if view not in VIEWS:
        raise Http404
    what = read(request.GET)
    mine = planning_units(who)
    form = FilterForm(request.POST or None, units=[(version.unit.code, version.name) for version in mine])
    back = f"{reverse(VIEWS[view])}?{what.query()}"

    def act() -> None:
        actions.save_filter(who.actor, form.cleaned_data["name"], view, what.query(), of=_owner(who, form.cleaned_data["of"]))

    if request.method == "POST" and attempt(form, act):
        messages.success(request, _("Đã lưu bộ lọc."))
        return redirect(back)
    codes = {version.unit.code for version in mine}
    kept = [(f, f"{reverse(VIEWS[f.view])}?{f.query}", _own(who, f, codes), _(f.get_view_display())) for f in _kept(who)]
    return render(request, "plans/lists/save.html", {"form": form, "asked": what, "back": back, "kept": kept})


@require_POST
def drop_filter(request: HttpRequest, key: int) -> HttpResponse:
    """Take a filter away; the actions say whose to take away it is."""
    who = viewer(request)
    found = next((f for f in _kept(who) if f.pk == key), None)
    if found is None:
        raise Http404
    actions.drop_filter(who.actor, found)
    messages.success(request, _("Đã bỏ bộ lọc."))
    return redirect("plans:list")


def _kept(who: Viewer) -> list[SavedFilter]:
    return list(queries.filters(who.user, who.actor, who.today))


def _own(who: Viewer, kept: SavedFilter, codes: set[str]) -> bool:
    return kept.user_id == who.user.pk or (kept.unit is not None and kept.unit.code in codes)


def _owner(who: Viewer, code: str) -> User | Unit:
    return Unit.objects.get(code=code) if code else who.user
