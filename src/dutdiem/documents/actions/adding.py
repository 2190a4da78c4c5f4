"""Registering documents with their readings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from dutdiem.authority import Actor
from dutdiem.documents.actions.permission import demand_at, demand_own
from dutdiem.documents.models import Citation, Document, Mention, Passage
from dutdiem.documents.queries import leading_to, led_to, same_file
from dutdiem.documents.rules import one_line
from dutdiem.documents.store import kept, sha256_of
from dutdiem.kit.errors import Mistake
from dutdiem.reading.files import read_file_json
from dutdiem.reading.guards import check_name
from dutdiem.trail.actions import Writing, entry
from dutdiem.units.models import Unit


@dataclass(frozen=True, slots=True)
class Whose:
    """The unit whose document a file becomes (None: above every unit), and whether that unit keeps it internal."""

    owner: Unit | None = None
    internal: bool = False


ABOVE_ALL = Whose()


def add(
    actor: Actor,
    file: Path,
    *,
    name: str = "",
    anchor: date | None = None,
    allow_office_numbers: bool = False,
    whose: Whose = ABOVE_ALL,
) -> Document:
    """Register one document with its reading. `name` is what the file is called where `file` is only where it lies for now.

    With `allow_office_numbers` the actor confirms that the phone and account numbers in it are an office's own, which the
    trail keeps. Mistake where the unit has it already, or one above it, as far as the actor may see that; Refusal where it cannot
    be read; then nothing is kept.
    """
    demand_at(actor, "documents.add", whose.owner)
    check_name(name or file.name)
    if whose.internal and whose.owner is None:
        raise Mistake("Văn bản nội bộ phải là văn bản của một đơn vị; chọn đơn vị hoặc bỏ “nội bộ”.", field="internal")
    if whose.internal and whose.owner:
        demand_own(actor, whose.owner)
    if not file.is_file():
        what = "là thư mục, không phải tệp; nêu từng tệp trong đó" if file.is_dir() else "không có tệp này; kiểm tra đường dẫn"
        raise Mistake(f"{file}: {what}.")
    sha256, name = sha256_of(file), name or file.name
    if present := same_file(actor, sha256, whose.owner, date.today()):
        raise Mistake(f"{name}: đã đăng ký là văn bản số {present.pk} ({present}); không đăng ký lại.")
    reading = read_file_json(file, anchor, name=name, allow_office_numbers=allow_office_numbers)
    facts = {"file": name, "sha256": sha256, **_told(whose), **({"office_numbers": "confirmed"} if allow_office_numbers else {})}
    with kept(file, sha256, name), entry(actor, "documents.add", **facts) as writing:
        made = _document(actor, name, file.stat().st_size, sha256, reading)
        made.owner, made.internal = whose.owner, whose.internal
        document = writing.make(made)
        read_parts(writing, document, reading)
        _cite(writing, document, reading["mentions"])
        return document


def _told(whose: Whose) -> dict[str, object]:
    return {"owner": whose.owner.code, "internal": whose.internal} if whose.owner else {}


def _document(actor: Actor, name: str, size: int, sha256: str, reading: Mapping[str, Any]) -> Document:
    header = reading["header"]
    return Document(
        symbol=header.get("symbol") or "",
        number=header.get("number") or "",
        type=header.get("type") or "",
        issuer=one_line(header.get("issuer") or "")[:300],
        signer=one_line(header.get("signer") or "")[:200],
        date=_day(header.get("date")),
        title=one_line(header.get("title") or "")[:1000],
        file_name=name[:255],
        sha256=sha256,
        size=size,
        anchor_date=_day(reading["source"].get("anchor_date")),
        text=reading["text"],
        header=header,
        warnings=reading["warnings"],
        tables=reading["tables"],
        added_at=timezone.now(),
        added_by=actor.name,
    )


def read_parts(writing: Writing, document: Document, reading: Mapping[str, Any]) -> None:
    """Make the passages and mentions of a reading."""
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
        cited = led_to(document, symbol, date.today()) if symbol else None
        citations.append(
            Citation(document=document, cited=cited, label=label[:300], mentions=len(group), start=min(m["start"] for m in group))
        )
    writing.make_all(Citation, citations)
    link_earlier(writing, document)


def link_earlier(writing: Writing, document: Document) -> None:
    """Documents that named this one before it was here now lead to it."""
    if document.symbol:
        naming = Citation.objects.filter(cited=None, label=document.symbol, document__in=leading_to(document, date.today()))
        for citation in naming.exclude(document=document):
            citation.cited = document
            writing.change(citation)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
