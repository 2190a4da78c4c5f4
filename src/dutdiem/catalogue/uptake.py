"""From accepted proposals to targets: the value in the document's own sentence, tied to an indicator where the words tell which."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db.models import Q

from dutdiem.catalogue.models import Indicator, Target
from dutdiem.catalogue.rules import likely
from dutdiem.documents.models import Document, Proposal
from dutdiem.documents.queries import Layer
from dutdiem.trail.actions import Writing
from dutdiem.units import queries as units
from dutdiem.units.models import Unit

COMPARATORS = {"~": "=", "=": ">="}
"""A bare number in a text is a floor to be reached; an approximate one is taken as it stands."""


def take(writing: Writing, proposals: Sequence[Proposal], day: date) -> int:
    """Make a target of each accepted proposal, or give its passage to the target that says the same; the number made."""
    names, indicators = units.Names(day), list(Indicator.objects.filter(owner=None))
    top = Unit.objects.filter(versions__parent=None).order_by("pk").first()
    layers = {document.pk: Layer(document, day) for document in {proposal.document for proposal in proposals}}
    made = 0
    for proposal in proposals:
        named = names.of_document(proposal.document.issuer, proposal.document.header.get("place") or "") or (
            top.pk if top else None
        )
        unit = layers[proposal.document_id].kept(named)
        if unit is not None:
            made += _take_one(writing, proposal, unit, indicators)
    return made


def _take_one(writing: Writing, proposal: Proposal, unit: int, indicators: Sequence[Indicator]) -> int:
    facts, document = proposal.facts, proposal.document
    sentence = document.text[slice(*facts["sentence"])]
    found = likely(f"{facts.get('measure') or ''} {sentence}", facts.get("unit") or "", [(i.name, i.unit) for i in indicators])
    indicator = indicators[found] if found is not None else None
    value, period = Decimal(facts["value"]), (facts.get("due") or "")[:4]
    same = _same(document, indicator, unit, period, value)
    if same:
        # A passage of a unit's own document is not put to a target that stood before: it may be one from above.
        if same.document is None and document.owner is None:
            same.document, same.start, same.end = document, proposal.start, proposal.end
            writing.change(same)
        return 0
    writing.make(
        Target(
            indicator=indicator,
            measure_text=(facts.get("measure") or sentence)[:500],
            unit_id=unit,
            period=period,
            comparator=COMPARATORS.get(facts["comparator"], facts["comparator"]),
            value=value,
            value_unit=(facts.get("unit") or "")[:60],
            source=document.symbol,
            document=document,
            start=proposal.start,
            end=proposal.end,
            owner_id=document.owner_id,
            internal=document.internal,
        )
    )
    return 1


def _same(document: Document, indicator: Indicator | None, unit: int, period: str, value: Decimal) -> Target | None:
    """What says the same already and is seen by all who see the document: set from above, or by the unit whose document it is."""
    if indicator is None:
        return None
    seen = Q(owner=None) | Q(owner=document.owner_id, internal=document.internal)
    found = Target.objects.filter(seen, indicator=indicator, unit=unit, period=period)
    return next((target for target in found if target.value == value), None)
