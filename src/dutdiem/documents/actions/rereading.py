"""Reading a registered document again, with the reader of today.

The text that was first read stays: tasks, targets and figures quote it by its places. What the new reading finds is put at the
same words in it; what stands in lines that now read differently is left out and counted.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils import timezone

from dutdiem.authority import Actor
from dutdiem.documents import jobs
from dutdiem.documents.actions.adding import read_parts
from dutdiem.documents.actions.permission import demand_of_owner
from dutdiem.documents.comparing import Difference, Known, Places, compare
from dutdiem.documents.models import Document, Mention, Passage, Proposal
from dutdiem.documents.queries import header_of
from dutdiem.documents.rules import Draft, propose
from dutdiem.documents.store import place
from dutdiem.kit.errors import Mistake
from dutdiem.kit.jobs import ask
from dutdiem.reading.files import read_file_json
from dutdiem.trail.actions import Writing, entry
from dutdiem.trail.models import Entry

Json = Mapping[str, Any]


def ask_to_read_again(actor: Actor, document: Document) -> None:
    """Have the document read again in the background, in the actor's name."""
    demand_of_owner(actor, document, "plans.draft")
    ask(jobs.read_again, document.pk, actor.name)


def read_again(actor: Actor, document: Document) -> Difference:
    """Read the kept file again and mark what is new, changed and gone among the proposals.

    Decisions stand: what was accepted or rejected stays so, and only says that the reader now reads it differently. Mistake
    where the file is gone, Refusal where it can no longer be read; then nothing changes.
    """
    demand_of_owner(actor, document, "plans.draft")
    file = place(document.sha256, document.file_name)
    if not file.is_file():
        raise Mistake(f"{document}: tệp gốc không còn trong kho; khôi phục từ bản sao lưu rồi đọc lại.")
    reading = read_file_json(file, document.anchor_date, name=document.file_name, allow_office_numbers=_confirmed(document))
    mentions, lost = _kept_places(document, reading, reading["mentions"])
    passages, _ = _kept_places(document, reading, reading["passages"])
    drafts = propose(document.text, mentions, header_of(document))
    known = list(document.proposals.all())
    difference = compare([_known(one) for one in known], drafts)
    counts = {"new": len(difference.new), "changed": len(difference.changed), "gone": len(difference.gone), "lost": lost}
    with entry(actor, "documents.read_again", document=document.pk, **counts) as writing:
        _parts_anew(writing, document, {"passages": passages, "mentions": mentions})
        _mark(writing, document, known, difference)
        document.read_at = timezone.now()
        writing.change(document)
    return difference


def _confirmed(document: Document) -> bool:
    """Whether somebody said, when it was registered, that the numbers in it are an office's own."""
    added = Entry.objects.filter(verb="documents.add", items__model=document._meta.label_lower, items__key=str(document.pk))
    return added.filter(facts__office_numbers="confirmed").exists()


def _known(one: Proposal) -> Known:
    return Known(one.pk, one.kind, one.start, one.end, _read_as(one))


def _read_as(one: Proposal) -> Json:
    """What the reader last made of it, whatever a person did."""
    if one.state != Proposal.State.OPEN and one.change == Proposal.Change.CHANGED and one.other:
        return dict(one.other)
    return dict(one.facts if one.read is None else one.read)


def _kept_places(document: Document, reading: Json, found: Iterable[Json]) -> tuple[list[dict[str, Any]], int]:
    """What was found, at its place in the kept text; the number of those whose lines read differently now."""
    if reading["text"] == document.text:
        return [dict(one) for one in found], 0
    places, moved, lost = Places(reading["text"], document.text), [], 0
    for one in found:
        span = places.find(one["start"], one["end"])
        if span is None:
            lost += 1
        else:
            moved.append({**one, "start": span[0], "end": span[1]})
    return moved, lost


def _parts_anew(writing: Writing, document: Document, reading: Json) -> None:
    for model in (Passage, Mention):
        old = list(model._default_manager.filter(document=document))
        writing.deleted(*old)
        model._default_manager.filter(document=document).delete()
    read_parts(writing, document, reading)


def _mark(writing: Writing, document: Document, known: Sequence[Proposal], difference: Difference) -> None:
    for one in known:
        before = (one.change, one.other, one.facts, one.read, one.start, one.end)
        one.change, one.other = "", None
        if one.pk in difference.changed:
            _change(one, difference.changed[one.pk])
        elif one.pk in difference.gone:
            one.change = Proposal.Change.GONE
        if before != (one.change, one.other, one.facts, one.read, one.start, one.end):
            writing.change(one)
    writing.make_all(Proposal, [_new(document, draft) for draft in difference.new])


def _change(one: Proposal, draft: Draft) -> None:
    """Whoever waits for a decision is brought up to date, unless a person has edited it; what is decided only says so."""
    one.change = Proposal.Change.CHANGED
    if one.state != Proposal.State.OPEN or one.read is not None:
        one.other = draft.facts
        if one.read is not None:
            one.read = draft.facts
        return
    one.other, one.facts = one.facts, draft.facts
    one.start, one.end = draft.start, draft.end


def _new(document: Document, draft: Draft) -> Proposal:
    return Proposal(
        document=document, kind=draft.kind, start=draft.start, end=draft.end, facts=draft.facts, change=Proposal.Change.NEW
    )
