"""From accepted proposals to obstacles: what a document names as a difficulty, in the sentence that names it."""

import re
from collections.abc import Sequence
from datetime import date

from dutdiem.documents.models import Proposal
from dutdiem.documents.queries import Layer
from dutdiem.oversight.models import Obstacle
from dutdiem.oversight.rules import kind_of
from dutdiem.trail.actions import Writing
from dutdiem.units import queries as units

UNIT = re.compile(r"Công an (?:thành phố|tỉnh|TP\.?) [A-ZĐÀ-Ỹ][\w-]*(?: [A-ZĐÀ-Ỹ][\w-]*){0,4}")


def take(writing: Writing, proposals: Sequence[Proposal], day: date) -> int:
    """Make an obstacle of each accepted proposal, raised on its document's day; the number made."""
    names = units.Names(day)
    layers = {document.pk: Layer(document, day) for document in {p.document for p in proposals}}
    made = [
        Obstacle(
            title=p.facts["title"],
            kind=kind_of(f"{p.facts.get('about') or ''} {p.facts['title']}"),
            unit_id=layers[p.document_id].kept(_unit(names, p)),
            raised_on=p.document.anchor_date or p.document.date or day,
            document=p.document,
            proposal=p,
            start=p.start,
            end=p.end,
        )
        for p in proposals
    ]
    writing.make_all(Obstacle, made)
    return len(made)


def _unit(names: units.Names, proposal: Proposal) -> int | None:
    """The unit that the sentence names, else the one that issued the document."""
    named = (names.find(match.group()) for match in UNIT.finditer(proposal.facts["title"]))
    return next(filter(None, named), None) or names.find(proposal.document.issuer)
