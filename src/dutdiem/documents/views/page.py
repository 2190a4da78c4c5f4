"""One document: its text with what was found in it, the proposals beside, who cites whom, its file."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from dutdiem.access.views import Named, Viewer, named, viewer
from dutdiem.authority import within
from dutdiem.documents import actions, queries
from dutdiem.documents.kinds import kinds
from dutdiem.documents.models import Document, Proposal
from dutdiem.documents.store import place
from dutdiem.documents.views.labels import differences, kind_name
from dutdiem.documents.views.marks import KINDS, Span, blocks
from dutdiem.kit.errors import Mistake
from dutdiem.units.models import UnitVersion

AT = re.compile(r"(\d{1,9})-(\d{1,9})")
TOP = re.compile(r"(phan|chuong|muc|dieu)_[^.]+")


def page(request: HttpRequest, key: int) -> HttpResponse:
    """The text, marked; `?at=start-end` marks one place besides."""
    who = viewer(request)
    document = queries.one(who.actor, who.today, key)
    proposals = list(queries.proposals(document))
    mentions, passages = queries.marked(document)
    units_found, holder = queries.units_of(document, who.today, mentions)
    owner = _owner(who, document, holder)
    path = owner.path if owner else ""
    waits, failed = queries.rereading(document)
    cites, cited_by = queries.citations(who.actor, who.today, document)
    context = {
        "document": document,
        "blocks": _blocks(document, passages, _spans(document, mentions, proposals, request.GET.get("at", ""))),
        "legend": _legend(Counter(mention.kind for mention in mentions)),
        "proposals": sorted(proposals, key=lambda p: (p.state != "open", not p.change)),
        "open": sum(p.state == "open" for p in proposals),
        "differs": [(_(Proposal.Change(kind).label), number) for kind, number in _changes(proposals)],
        "differences": {p.pk: differences(p) for p in proposals if p.other},
        "kind": kinds().get(document.type, document.type),
        "owner": owner,
        "may_decide": who.may("documents.decide", path),
        "may_mark": document.owner is not None and queries.keeps_internal_at(who.actor, document.owner, who.today),
        "may_draft": who.may("plans.draft", path),
        "successor": queries.successor(who.actor, who.today, document),
        "waits": waits,
        "failed": failed,
        "units": units_found,
        "cites": cites,
        "cited_by": cited_by,
    }
    return render(request, "documents/page.html", context)


def file(request: HttpRequest, key: int) -> FileResponse:
    """The file as it came in, to be saved, never shown by the browser."""
    who = viewer(request)
    document = queries.one(who.actor, who.today, key)
    kept = place(document.sha256, document.file_name)
    if not kept.is_file():
        raise Http404
    return FileResponse(kept.open("rb"), as_attachment=True, filename=document.file_name)


@require_POST
def draft(request: HttpRequest, key: int) -> HttpResponse:
    """Propose what the reading orders; what is proposed already stays as it is."""
    who = viewer(request)
    document = queries.one(who.actor, who.today, key)
    number = len(actions.draft(who.actor, document))
    messages.success(request, ngettext("Thêm %(num)s gợi ý.", "Thêm %(num)s gợi ý.", number) % {"num": number})
    return redirect("documents:page", key)


@require_POST
def mark(request: HttpRequest, key: int) -> HttpResponse:
    """Keep the document internal, or open it to everybody."""
    who = viewer(request)
    document = queries.one(who.actor, who.today, key)
    try:
        actions.keep_internal(who.actor, document, internal=request.POST.get("internal") == "1")
    except Mistake as mistake:
        messages.error(request, str(mistake))
    else:
        messages.success(request, _("Đã ghi văn bản nội bộ.") if document.internal else _("Đã mở văn bản cho mọi đơn vị xem."))
    return redirect("documents:page", key)


@require_POST
def read_again(request: HttpRequest, key: int) -> HttpResponse:
    """Ask for the document to be read again; the page shows the difference once it has been."""
    who = viewer(request)
    actions.ask_to_read_again(who.actor, queries.one(who.actor, who.today, key))
    return redirect("documents:page", key)


def _changes(proposals: Sequence[Proposal]) -> list[tuple[str, int]]:
    counted = Counter(p.change for p in proposals if p.change)
    return [(kind, counted[kind]) for kind in Proposal.Change.values if counted[kind]]


def _owner(who: Viewer, document: Document, holder: UnitVersion | None) -> Named | None:
    """The unit whose document it is, as it is called today, or was at last."""
    if document.owner is None:
        return None
    if holder is None or holder.unit_id != document.owner_id:
        return named(who, [document.owner.code]).get(document.owner.code)
    reach = who.actor.paths("units.read", who.today)
    return Named(document.owner.code, holder.name, holder.path, within(holder.path, reach), holder.level)


def _spans(document: Document, mentions: Sequence[queries.Marked], proposals: list[Any], at: str) -> list[Span]:
    spans = [Span(m.start, m.end, m.kind if m.kind in KINDS else "other", f"m{m.key}") for m in mentions]
    spans += [Span(p.start, p.end, "proposal", f"p{p.pk}") for p in proposals]
    if found := AT.fullmatch(at):
        spans.append(Span(int(found[1]), int(found[2]), "at", "at"))
    return [span for span in spans if span.start < span.end <= len(document.text)]


def _blocks(document: Document, passages: Sequence[tuple[str, int]], spans: list[Span]) -> list[Any]:
    headings = [start for key, start in passages if TOP.fullmatch(key)]
    return blocks(document.text, spans, headings, document.tables)


def _legend(counted: dict[str, int]) -> list[tuple[str, str, int]]:
    """(kind, words, how many) of the kinds that this document has."""
    known = [(kind, kind_name(kind), counted[kind]) for kind in KINDS if kind in counted]
    others = sum(number for kind, number in counted.items() if kind not in KINDS)
    return [*known, ("other", kind_name("other"), others)] if others else known
