"""From accepted proposals to obstacles and petitions: a difficulty that a document names, or what it asks of a unit above."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from dutdiem.calendar.bounds import day_fault
from dutdiem.documents.models import Document, Proposal
from dutdiem.documents.queries import Layer, Meant
from dutdiem.oversight.actions.asking import answer_due
from dutdiem.oversight.models import Obstacle, Petition
from dutdiem.oversight.rules import kind_of
from dutdiem.trail.actions import Writing
from dutdiem.units import queries as units
from dutdiem.units.models import Unit

UNIT = re.compile(r"Công an (?:thành phố|tỉnh|TP\.?) [A-ZĐÀ-Ỹ][\w-]*(?: [A-ZĐÀ-Ỹ][\w-]*){0,4}")


def take(writing: Writing, proposals: Sequence[Proposal], day: date) -> int:
    """Make an obstacle of each accepted proposal, raised on its document's day; the number made."""
    names = units.Names(day)
    layers = {document.pk: Layer(document, day) for document in {p.document for p in proposals}}
    made = [Obstacle(unit_id=layers[p.document_id].kept(_unit(names, p)), **_said(p, day)) for p in proposals]
    writing.make_all(Obstacle, made)
    return len(made)


def take_petitions(writing: Writing, proposals: Sequence[Proposal], day: date) -> int:
    """Make a petition of each accepted proposal between two units, of any other an obstacle that waits to be passed on; the number.

    The term for the answer begins on the day on which it is taken up: before that nobody was asked here.
    """
    for document in dict.fromkeys(p.document for p in proposals):
        named = Meant(document, day)
        for proposal in proposals:
            if proposal.document_id == document.pk:
                writing.make(_petition(proposal, document, named, day))
    return len(proposals)


def _petition(proposal: Proposal, document: Document, named: Meant, day: date) -> Petition | Obstacle:
    said = proposal.facts
    unit = named.layer.kept(named.find(said.get("requester") or document.issuer) or named.issuer)
    asked = named.find(said.get("addressee") or "")
    if unit is None or asked is None or unit == asked:
        return Obstacle(unit_id=unit, **_said(proposal, day))
    by = date.fromisoformat(said["due"]) if said.get("due") else day
    term = by if by > day and not day_fault(by) else answer_due(Unit.objects.get(pk=asked), day)
    return Petition(unit_id=unit, addressed_to_id=asked, answer_by=term, **_said(proposal, day))


def _said(proposal: Proposal, day: date) -> dict[str, Any]:
    """What an obstacle and a petition keep of the proposal."""
    facts, document = proposal.facts, proposal.document
    return {
        "title": facts["title"],
        "kind": kind_of(f"{facts.get('about') or ''} {facts['title']}"),
        "raised_on": document.anchor_date or document.date or day,
        "document": document,
        "proposal": proposal,
        "start": proposal.start,
        "end": proposal.end,
    }


def _unit(names: units.Names, proposal: Proposal) -> int | None:
    """The unit that the sentence names, else the one that issued the document."""
    named = (names.find(match.group()) for match in UNIT.finditer(proposal.facts["title"]))
    return next(filter(None, named), None) or names.find(proposal.document.issuer)
