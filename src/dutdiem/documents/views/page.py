"""One document: its text with what was found in it, the proposals beside, who cites whom, its file."""

import re
from typing import Any

from django.db.models import Count
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from dutdiem.access.views import viewer
from dutdiem.documents import queries
from dutdiem.documents.models import Document
from dutdiem.documents.store import place
from dutdiem.documents.views.labels import kind_name
from dutdiem.documents.views.marks import KINDS, Span, blocks

AT = re.compile(r"(\d{1,9})-(\d{1,9})")
TOP = re.compile(r"(phan|chuong|muc|dieu)_[^.]+")


def page(request: HttpRequest, key: int) -> HttpResponse:
    """The text, marked; `?at=start-end` marks one place besides."""
    who = viewer(request)
    document = queries.one(who.actor, who.today, key)
    proposals = list(queries.proposals(document))
    may_decide = who.may("documents.decide", "")
    counted = dict(document.mentions.order_by().values_list("kind").annotate(Count("pk")))
    context = {
        "document": document,
        "blocks": _blocks(document, _spans(document, proposals, request.GET.get("at", ""))),
        "legend": _legend(counted),
        "proposals": sorted(proposals, key=lambda p: p.state != "open"),
        "open": sum(p.state == "open" for p in proposals),
        "may_decide": may_decide,
        "units": queries.units_named(document, who.today),
        "cites": list(queries.citations(document)),
        "cited_by": list(queries.cited_by(document)),
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


def _spans(document: Document, proposals: list[Any], at: str) -> list[Span]:
    spans = [
        Span(start, end, kind if kind in KINDS else "other", f"m{key}")
        for key, kind, start, end in document.mentions.values_list("pk", "kind", "start", "end")
    ]
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
