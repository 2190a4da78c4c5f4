"""What many proposals of a document become, shown before they are accepted in one step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dutdiem.access.views import Viewer, named, viewer
from dutdiem.calendar.recurrence import recurrence_name
from dutdiem.desk.views.deciding import MOST
from dutdiem.documents import actions, queries
from dutdiem.documents.models import Document, Proposal
from dutdiem.documents.queries import Meant
from dutdiem.documents.rules import year_of
from dutdiem.kit.keys import keys_of
from dutdiem.plans.foresight import Foreseen, foresee
from dutdiem.plans.rules import police_instead
from dutdiem.plans.views.rows import kind_name
from dutdiem.units import queries as units


@dataclass(frozen=True, slots=True)
class Shown:
    """A task as it would be: the units by their codes, how many units get a part of their own, and what to look at twice.
    `police` are the units that may be meant by names of other bodies: the officer decides."""

    one: Foreseen
    kind: str
    lead: str
    helpers: tuple[str, ...]
    parts: int
    repeats: str
    notes: tuple[str, ...]
    police: tuple[str, ...]


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, key: int) -> HttpResponse:
    """Those that were ticked, or all that wait with `all`; confirming accepts exactly the rows that are shown."""
    who = viewer(request)
    document = queries.one(who.actor, who.today, key)
    actions.demand_of_owner(who.actor, document, "documents.decide")
    waiting = queries.proposals(document, state="open")
    keys = keys_of(request.POST.getlist("chosen"))
    chosen = list((waiting if "all" in request.GET else waiting.filter(pk__in=keys[:MOST]))[:MOST])
    if not chosen:
        messages.info(request, _("Chưa chọn gợi ý nào đang chờ; đánh dấu vào ô trước gợi ý rồi xem trước lại."))
        return redirect("documents:page", key)
    tasks = [proposal for proposal in chosen if proposal.kind == Proposal.Kind.TASK]
    shown = _shown(who, document, tasks) if tasks else []
    context = {
        "document": document,
        "chosen": chosen,
        "tasks": shown,
        "others": [(one, _(one.get_kind_display())) for one in chosen if one.kind != Proposal.Kind.TASK],
        "units": named(who, {code for row in shown for code in (row.lead, *row.helpers)}),
        "number_of_parts": sum(row.parts for row in shown),
        "noted": sum(bool(row.notes) for row in shown),
        "left": waiting.count() - len(chosen),
    }
    return render(request, "desk/preview.html", context)


def _shown(who: Viewer, document: Document, tasks: Sequence[Proposal]) -> list[Shown]:
    found = foresee(document, tasks, Meant(document, who.today), who.today)
    places = units.holders({key for one in found for key in (one.lead, *one.singly) if key}, who.today)
    year = year_of(document.title, document.date)
    return [_row(one, places, year, own=document.owner is not None) for one in found]


def _row(one: Foreseen, places: Mapping[int, Any], year: int | None, *, own: bool) -> Shown:
    codes = {key: place.unit.code for key, place in places.items()}
    return Shown(
        one=one,
        kind=kind_name(one.kind),
        lead=codes.get(one.lead or 0, ""),
        helpers=tuple(codes[key] for key in one.singly if key in codes),
        parts=len(one.parts),
        repeats=recurrence_name(one.recurrence, get_language() or "vi") if one.recurrence else "",
        notes=tuple(_notes(one, year, own=own)),
        police=tuple(_police(one)),
    )


def _police(one: Foreseen) -> list[str]:
    written = [*([] if one.lead or one.parts else [one.lead_text]), *one.unknown]
    return list(dict.fromkeys(found for name in written if (found := police_instead(name))))


def _notes(one: Foreseen, year: int | None, *, own: bool) -> list[str]:
    """What is taken over as written and a person should put right, before or after; `year` is that of a plan of one year."""
    notes = []
    if not one.lead_text:
        notes.append(_("văn bản không nêu đơn vị chủ trì"))
    elif one.lead is None and own:
        notes.append(_("“%(words)s” không phải đơn vị trong phạm vi văn bản, giữ nguyên chữ") % {"words": one.lead_text[:120]})
    elif one.lead is None:
        notes.append(_("“%(words)s” không khớp đơn vị nào, giữ nguyên chữ") % {"words": one.lead_text[:120]})
    elif one.parts and one.many and one.many.places:
        says = _("“%(words)s” được hiểu là công an các nơi đó; nếu văn bản nói chính quyền thì đổi chủ trì")
        notes.append(says % {"words": one.many.places})
    if one.unknown:
        notes.append(_("phối hợp không khớp đơn vị nào: %(words)s") % {"words": "; ".join(one.unknown)[:200]})
    if one.deadline is None and year:
        notes.append(_("không có thời hạn; văn bản là của năm %(year)s, nếu làm trong năm thì ghi 31/12/%(year)s") % {"year": year})
    elif one.deadline is None:
        notes.append(_("không có thời hạn"))
    return notes
