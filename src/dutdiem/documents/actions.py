"""Registering documents with their readings, and deciding on what the reader proposes."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from dutdiem.authority import Actor, demand
from dutdiem.documents import acceptance
from dutdiem.documents.models import Citation, Document, Mention, Passage, Proposal
from dutdiem.documents.rules import one_line, propose
from dutdiem.documents.store import kept, sha256_of
from dutdiem.kit.errors import Mistake
from dutdiem.reading.files import read_file_json
from dutdiem.trail.actions import Writing, entry


def add(actor: Actor, file: Path, *, anchor: date | None = None, allow_office_numbers: bool = False) -> Document:
    """Register one document with its reading.

    With `allow_office_numbers` the actor confirms that the phone and account numbers in it are an office's own, which the
    trail keeps. Mistake where it is here already, Refusal where it cannot be read; then nothing is kept.
    """
    demand(actor, "documents.add", "", date.today())
    if not file.is_file():
        what = "là thư mục, không phải tệp; nêu từng tệp trong đó" if file.is_dir() else "không có tệp này; kiểm tra đường dẫn"
        raise Mistake(f"{file}: {what}.")
    sha256 = sha256_of(file)
    if present := Document.objects.filter(sha256=sha256).first():
        raise Mistake(f"{file.name}: đã đăng ký là văn bản số {present.pk} ({present}); không đăng ký lại.")
    reading = read_file_json(file, anchor, allow_office_numbers=allow_office_numbers)
    confirmed = {"office_numbers": "confirmed"} if allow_office_numbers else {}
    with kept(file, sha256), entry(actor, "documents.add", file=file.name, sha256=sha256, **confirmed) as writing:
        document = writing.make(_document(actor, file, sha256, reading))
        _parts(writing, document, reading)
        _cite(writing, document, reading["mentions"])
        return document


def draft(actor: Actor, document: Document) -> Sequence[Proposal]:
    """Propose what the reading orders, targets and laments. What was proposed before, accepted or rejected, stays as it was."""
    demand(actor, "plans.draft", "", date.today())
    before = set(document.proposals.values_list("kind", "start", "end"))
    mentions = [{"kind": m.kind, "start": m.start, "end": m.end, **m.facts} for m in document.mentions.all()]
    drafts = [d for d in propose(document.text, mentions) if (d.kind, d.start, d.end) not in before]
    with entry(actor, "documents.draft", document=document.pk, proposals=len(drafts)) as writing:
        records = [Proposal(document=document, kind=d.kind, start=d.start, end=d.end, facts=d.facts) for d in drafts]
        return writing.make_all(Proposal, records)


def accept(actor: Actor, proposals: Sequence[Proposal], *, day: date | None = None) -> int:
    """Take proposals into the plan, the targets and the obstacles, all in one step; the number of records that were made."""
    demand(actor, "documents.decide", "", date.today())
    chosen = [_decided(actor, proposal, Proposal.State.ACCEPTED) for proposal in proposals]
    with entry(actor, "documents.accept", proposals=[p.pk for p in chosen]) as writing:
        made = sum(
            acceptance.takers[kind](writing, [p for p in chosen if p.kind == kind], day or date.today())
            for kind in dict.fromkeys(p.kind for p in chosen)
        )
        _save_decided(writing, chosen)
    return made


def reject(actor: Actor, proposals: Sequence[Proposal]) -> None:
    """Put proposals aside for good: reading the document again does not bring them back."""
    demand(actor, "documents.decide", "", date.today())
    chosen = [_decided(actor, proposal, Proposal.State.REJECTED) for proposal in proposals]
    with entry(actor, "documents.reject", proposals=[p.pk for p in chosen]) as writing:
        _save_decided(writing, chosen)


def end(actor: Actor, document: Document, *, on: date, replaced_by: Document | None = None) -> None:
    """Note the first day on which a document no longer holds, and what took its place; the tasks that rest on it are marked."""
    demand(actor, "documents.decide", "", date.today())
    if document.date and on < document.date:
        raise Mistake(
            f"{document}: ngày hết hiệu lực {on:%d/%m/%Y} trước ngày ban hành {document.date:%d/%m/%Y}; sửa ngày.", field="on"
        )
    if replaced_by and replaced_by.pk == document.pk:
        raise Mistake(f"{document} không thay thế chính nó; chọn văn bản khác.", field="replaced_by")
    with entry(actor, "documents.end", document=document.pk, on=on.isoformat()) as writing:
        document.ended_on, document.replaced_by = on, replaced_by
        writing.change(document)


def _decided(actor: Actor, proposal: Proposal, state: str) -> Proposal:
    if proposal.state != Proposal.State.OPEN:
        raise Mistake(f"Gợi ý số {proposal.pk} đã được xử lý ({proposal.get_state_display()}); tải lại trang để xem.")
    proposal.state, proposal.decided_by, proposal.decided_at = state, actor.name, timezone.now()
    return proposal


def _save_decided(writing: Writing, chosen: Sequence[Proposal]) -> None:
    Proposal.objects.bulk_update(chosen, ["state", "decided_by", "decided_at"], batch_size=500)
    writing.changed(*chosen)


def _document(actor: Actor, file: Path, sha256: str, reading: Mapping[str, Any]) -> Document:
    header = reading["header"]
    return Document(
        symbol=header.get("symbol") or "",
        number=header.get("number") or "",
        type=header.get("type") or "",
        issuer=one_line(header.get("issuer") or "")[:300],
        signer=one_line(header.get("signer") or "")[:200],
        date=_day(header.get("date")),
        title=one_line(header.get("title") or "")[:1000],
        file_name=file.name,
        sha256=sha256,
        size=file.stat().st_size,
        anchor_date=_day(reading["source"].get("anchor_date")),
        text=reading["text"],
        header=header,
        warnings=reading["warnings"],
        tables=reading["tables"],
        added_at=timezone.now(),
        added_by=actor.name,
    )


def _parts(writing: Writing, document: Document, reading: Mapping[str, Any]) -> None:
    passages = [
        Passage(document=document, key=p["id"][:120], start=p["start"], end=p["end"], heading=(p.get("heading") or "")[:1000])
        for p in reading["passages"]
    ]
    writing.make_all(Passage, passages)
    apart = {"kind", "start", "end", "text"}
    mentions = [
        Mention(
            document=document,
            kind=m["kind"],
            start=m["start"],
            end=m["end"],
            facts={key: value for key, value in m.items() if key not in apart},
        )
        for m in reading["mentions"]
    ]
    writing.make_all(Mention, mentions)


def _cite(writing: Writing, document: Document, mentions: Sequence[Mapping[str, Any]]) -> None:
    """One citation for each document named, in the order of the first mention; linked where that document is registered.

    The document itself is none of them, by its symbol or as "Nghị quyết này"; so is what only a bare short form stands for.
    """
    named: dict[str, list[Mapping[str, Any]]] = {}
    for mention in mentions:
        if mention["kind"] == "reference" and mention.get("entity"):
            named.setdefault(str(mention["entity"]), []).append(mention)
    citations = []
    for group in named.values():
        symbol = next((m["symbol"] for m in group if m.get("symbol")), None)
        if (symbol and symbol == document.symbol) or all(m.get("anaphor") for m in group):
            continue
        label = symbol or max((one_line(m["text"]) for m in group), key=len)
        cited = Document.objects.filter(symbol=symbol).exclude(pk=document.pk).first() if symbol else None
        citations.append(
            Citation(document=document, cited=cited, label=label[:300], mentions=len(group), start=min(m["start"] for m in group))
        )
    writing.make_all(Citation, citations)
    _link_earlier(writing, document)


def _link_earlier(writing: Writing, document: Document) -> None:
    """Documents that named this one before it was here now lead to it."""
    if document.symbol:
        for citation in Citation.objects.filter(cited=None, label=document.symbol).exclude(document=document):
            citation.cited = document
            writing.change(citation)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
