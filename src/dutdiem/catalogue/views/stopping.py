"""A unit ends something of its own, uses it again, or deletes it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dutdiem.access.views import viewer
from dutdiem.catalogue import ending
from dutdiem.catalogue.forms import EndForm
from dutdiem.catalogue.queries import all_own
from dutdiem.catalogue.views.words import KINDS, defining_units, demand_defining
from dutdiem.kit.errors import Mistake, NotFound
from dutdiem.kit.forms import refuse
from dutdiem.measures.definitions import Definitions
from dutdiem.units.models import UnitVersion


def stop(request: HttpRequest, kind: str) -> HttpResponse:
    """What `code` in the address names: POST ends it (`act` is end, with `last` and `also`), takes that back, or deletes it."""
    if kind not in KINDS:
        raise Http404
    who = viewer(request)
    demand_defining(mine := defining_units(who))
    there, what = all_own(), KINDS[kind][0]
    owner, own = _own(mine, what, request.GET.get("code", ""), there)
    others = [
        (f"{other_kind}:{other.code}", capfirst(ending.words_of(other))) for other_kind, other in ending.all_going_on(own, there)
    ]
    act = request.POST.get("act", "")
    initial = {"last": who.today, "also": [value for value, _words in others]}
    form = EndForm(request.POST if act == "end" else None, others=others, initial=initial)
    if request.method == "POST" and act not in ("end", "take_back", "delete"):
        return HttpResponseBadRequest()
    fault = ""
    if request.method == "POST" and (act != "end" or form.is_valid()):
        this = what, own.plain.code
        try:
            if act == "end":
                also = [value.partition(":") for value in form.cleaned_data.get("also", ())]
                together = [this, *((other, code) for other, _colon, code in also)]
                ending.end(who.actor, owner.unit, together, form.cleaned_data["last"])
                messages.success(request, _("Đã ghi ngày ngừng dùng; số liệu đã có giữ nguyên."))
            elif act == "take_back":
                ending.take_back(who.actor, owner.unit, [this])
                messages.success(request, _("Mục này được dùng lại như chưa ngừng."))
            else:
                ending.delete(who.actor, owner.unit, [this])
                messages.success(request, _("Đã xóa khỏi danh mục riêng của đơn vị."))
            return redirect("catalogue:list")
        except Mistake as mistake:
            if act == "end":
                refuse(form, mistake)
            else:
                fault = str(mistake)
    context: dict[str, Any] = {
        "kind": kind,
        "own": own,
        "owner": owner,
        "form": form,
        "fault": fault,
        "until": getattr(own.plain, "valid_to", None),
        "kept": ending.delete_fault(own, [own], there),
    }
    return render(request, "catalogue/stop.html", context, status=422 if fault or form.errors else 200)


def _own(mine: list[UnitVersion], kind: str, code: str, there: Definitions) -> tuple[UnitVersion, ending.Own]:
    """What the code names, of the unit that has it among those for which the person defines."""
    for version in mine:
        try:
            return version, ending.found(version.unit, kind, code, there)
        except (NotFound, Mistake):
            continue
    raise Http404
