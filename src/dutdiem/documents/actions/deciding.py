"""Deciding on what the reader proposes: accept, edit, merge, reject, and take a rejection back."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils import timezone

from dutdiem.authority import Actor
from dutdiem.documents import acceptance
from dutdiem.documents.actions.permission import demand_at, demand_of_owner
from dutdiem.documents.editing import edited, joined
from dutdiem.documents.models import Document, Proposal
from dutdiem.documents.queries import header_of
from dutdiem.documents.rules import propose
from dutdiem.kit.errors import Mistake
from dutdiem.trail.actions import Writing, entry

DECIDE = "documents.decide"


def draft(actor: Actor, document: Document) -> Sequence[Proposal]:
    """Propose what the reading orders, targets and laments. What was proposed before, accepted or rejected, stays as it was."""
    demand_of_owner(actor, document, "plans.draft")
    before = set(document.proposals.values_list("kind", "start", "end"))
    mentions = [{"kind": m.kind, "start": m.start, "end": m.end, **m.facts} for m in document.mentions.all()]
    drafts = [d for d in propose(document.text, mentions, header_of(document)) if (d.kind, d.start, d.end) not in before]
    with entry(actor, "documents.draft", document=document.pk, proposals=len(drafts)) as writing:
        records = [Proposal(document=document, kind=d.kind, start=d.start, end=d.end, facts=d.facts) for d in drafts]
        return writing.make_all(Proposal, records)


def accept(actor: Actor, proposals: Sequence[Proposal], *, day: date | None = None) -> int:
    """Take proposals into the plan, the targets and the obstacles, all in one step; the number of records that were made."""
    _demand(actor, proposals)
    chosen = [_decided(actor, proposal, Proposal.State.ACCEPTED) for proposal in proposals]
    owners = sorted({p.document.owner.code if p.document.owner else "" for p in chosen})
    with entry(actor, "documents.accept", proposals=[p.pk for p in chosen], owners=owners) as writing:
        _as_they_stand(chosen)
        made = sum(
            acceptance.takers[kind](writing, [p for p in chosen if p.kind == kind], day or date.today())
            for kind in dict.fromkeys(p.kind for p in chosen)
        )
        _save_decided(writing, chosen)
    return made


def reject(actor: Actor, proposals: Sequence[Proposal]) -> None:
    """Put proposals aside for good: reading the document again does not bring them back."""
    _demand(actor, proposals)
    chosen = [_decided(actor, proposal, Proposal.State.REJECTED) for proposal in proposals]
    with entry(actor, "documents.reject", proposals=[p.pk for p in chosen]) as writing:
        _save_decided(writing, chosen)


def edit(actor: Actor, proposal: Proposal, changes: Mapping[str, str]) -> None:
    """Put right what the reader made of a sentence, before it is accepted; the reader's own words are kept beside."""
    demand_of_owner(actor, proposal.document, DECIDE)
    _check_open(proposal)
    try:
        facts = edited(proposal.kind, proposal.facts, changes)
    except ValueError as fault:
        raise Mistake(str(fault)) from None
    if facts == proposal.facts:
        return
    names = sorted(name for name in facts if facts[name] != proposal.facts.get(name))
    with entry(actor, "documents.edit", proposal=proposal.pk, document=proposal.document_id, changed=names) as writing:
        if proposal.read is None:
            proposal.read = proposal.facts
        proposal.facts = facts
        writing.change(proposal)


def merge(actor: Actor, proposals: Sequence[Proposal]) -> Proposal:
    """Make one proposal of several of a kind in a document; the first stays, with what it lacked, the others are put into it."""
    _demand(actor, proposals)
    if len({p.pk for p in proposals}) < 2:
        raise Mistake("Chọn ít nhất hai gợi ý để gộp.")
    if len({(p.kind, p.document_id) for p in proposals}) > 1:
        raise Mistake("Chỉ gộp được các gợi ý cùng loại trong một văn bản; chọn lại.")
    for proposal in proposals:
        _check_open(proposal)
    first, *others = sorted(proposals, key=lambda p: (p.start, p.end))
    facts = joined(first.kind, [p.facts for p in (first, *others)], [(p.start, p.end) for p in (first, *others)])
    with entry(actor, "documents.merge", proposal=first.pk, document=first.document_id, merged=[p.pk for p in others]) as writing:
        first.read, first.facts = first.read or first.facts, facts
        writing.change(first)
        chosen = [_decided(actor, other, Proposal.State.MERGED) for other in others]
        for other in chosen:
            other.into = first
            writing.change(other)
    return first


def reopen(actor: Actor, proposals: Sequence[Proposal]) -> None:
    """Take a rejection back: the proposals wait for a decision again."""
    _demand(actor, proposals)
    for proposal in proposals:
        if proposal.state != Proposal.State.REJECTED:
            raise Mistake(f"Gợi ý số {proposal.pk} {proposal.get_state_display()}, không phải đã bỏ; tải lại trang để xem.")
    with entry(actor, "documents.reopen", proposals=[p.pk for p in proposals]) as writing:
        for proposal in proposals:
            proposal.state, proposal.decided_by, proposal.decided_at = Proposal.State.OPEN, "", None
            writing.change(proposal)


def _demand(actor: Actor, proposals: Sequence[Proposal]) -> None:
    """The right to decide on each of the documents; without proposals above all, as there is nobody else to ask."""
    documents = {proposal.document_id: proposal.document for proposal in proposals}
    for document in documents.values():
        demand_of_owner(actor, document, DECIDE)
    if not documents:
        demand_at(actor, DECIDE, None)


def _as_they_stand(proposals: Sequence[Proposal]) -> None:
    """Their documents locked until the step ends: none is kept internal while something open is made of it."""
    keys = {proposal.document_id for proposal in proposals}
    internal = dict(Document.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk", "internal"))
    for proposal in proposals:
        proposal.document.internal = internal[proposal.document_id]


def _check_open(proposal: Proposal) -> None:
    if proposal.state != Proposal.State.OPEN:
        raise Mistake(f"Gợi ý số {proposal.pk} đã được xử lý ({proposal.get_state_display()}); tải lại trang để xem.")


def _decided(actor: Actor, proposal: Proposal, state: str) -> Proposal:
    _check_open(proposal)
    proposal.state, proposal.decided_by, proposal.decided_at = state, actor.name, timezone.now()
    return proposal


def _save_decided(writing: Writing, chosen: Sequence[Proposal]) -> None:
    Proposal.objects.bulk_update(chosen, ["state", "decided_by", "decided_at"], batch_size=500)
    writing.changed(*chosen)
