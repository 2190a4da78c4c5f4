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

from dutdiem.access.views import named, viewer
from dutdiem.documents import actions, queries
from dutdiem.documents.kinds import kinds
from dutdiem.documents.models import Document, Proposal
from dutdiem.documents.store import place
from dutdiem.documents.views.labels import differences, kind_name
from dutdiem.documents.views.marks import KINDS, Span, blocks
from dutdiem.kit.errors import Mistake

AT = re.compile(r"(\d{1,9})-(\d{1,9})")
TOP = re.compile(r"(phan|chuong|muc|dieu)_[^.]+")


def page(request: HttpRequest, key: int) -> HttpResponse:
    """The text, marked; `?at=start-end` marks one place besides."""
    who = viewer(request)
    document = queries.one(who.actor, who.today, key)
    proposals = list(queries.proposals(document))
    units = named(who, [document.owner.code]) if document.owner else {}
    owner = units.get(document.owner.code) if document.owner else None
    path = owner.path if owner else ""
    waits, failed = queries.rereading(document)
    mentions = list(document.mentions.values_list("pk", "kind", "start", "end"))
    context = {
        "document": document,
        "blocks": _blocks(document, _spans(document, mentions, proposals, request.GET.get("at", ""))),
        "legend": _legend(Counter(kind for _key, kind, *_span in mentions)),
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
        "units": queries.units_named(document, who.today),
        "cites": list(queries.citations(who.actor, who.today, document)),
        "cited_by": list(queries.cited_by(who.actor, who.today, document)),
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


def _spans(document: Document, mentions: Sequence[tuple[Any, ...]], proposals: list[Any], at: str) -> list[Span]:
    spans = [Span(start, end, kind if kind in KINDS else "other", f"m{key}") for key, kind, start, end in mentions]
    spans += [Span(p.start, p.end, "proposal", f"p{p.pk}") for p in proposals]
    if found := AT.fullmatch(at):
        spans.append(Span(int(found[1]), int(found[2]), "at", "at"))
    return [span for span in spans if span.start < span.end <= len(document.text)]


def _blocks(document: Document, spans: list[Span]) -> list[Any]:
    passages = document.passages.values_list("key", "start")
    headings = [start for key, start in passages if TOP.fullmatch(key)]
    return blocks(document.text, spans, headings, document.tables)


def _legend(counted: dict[str, int]) -> list[tuple[str, str, int]]:
    """(kind, words, how many) of the kinds that this document has."""
    known = [(kind, kind_name(kind), counted[kind]) for kind in KINDS if kind in counted]
    others = sum(number for kind, number in counted.items() if kind not in KINDS)
    return [*known, ("other", kind_name("other"), others)] if others else known
