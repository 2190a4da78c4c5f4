"""What an accepted proposal becomes, worked out before anything is written: a preview shows what the step then makes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dutdiem.calendar.bounds import day_fault
from dutdiem.calendar.errors import RecurrenceError
from dutdiem.calendar.recurrence import parse_recurrence, with_day
from dutdiem.documents.models import Document, Mention, Proposal
from dutdiem.documents.queries import Meant
from dutdiem.plans.rules import fan_out_levels, kind_of
from dutdiem.reading.tables.bodies import bodies
from dutdiem.units.models import UnitVersion


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The task of a proposal: its lead and helpers by the units' keys, where they were recognised. Of several who lead the
    first leads, the others help: a task has one who answers for it. Each unit of `parts` gets a part of its own below it, and the
    issuer leads. `unknown` are the names of helpers that mean no unit which
    the document can ask."""

    proposal: Proposal
    kind: str
    title: str
    lead: int | None
    lead_text: str
    parts: tuple[UnitVersion, ...]
    helpers: tuple[int, ...]
    unknown: tuple[str, ...]
    recurrence: str
    deadline: date | None


def foresee(document: Document, proposals: Sequence[Proposal], named: Meant, day: date) -> list[Foreseen]:
    """The tasks of one document's proposals as of a day, in their order; a few questions however many there are."""
    named.learn([name for proposal in proposals for name in _names(proposal)])
    recurring = _recurring(document)
    return [_foreseen(proposal, named, recurring, day) for proposal in proposals]


def _names(proposal: Proposal) -> list[str]:
    lead = proposal.facts.get("lead") or ""
    return [lead, *bodies(lead), *(proposal.facts.get("coordinating") or ())]


def _foreseen(proposal: Proposal, named: Meant, recurring: Sequence[tuple[int, int, str]], day: date) -> Foreseen:
    facts = proposal.facts
    lead_text = facts.get("lead") or ""
    levels = fan_out_levels(lead_text)
    parts = tuple(named.all_of(levels)) if levels else ()
    first, *others = bodies(lead_text) if lead_text and not parts else (lead_text,)
    helping = [*others, *(facts.get("coordinating") or ())]
    lead = named.issuer if parts else named.find(first)
    lead = lead if named.layer.holds(lead) else None  # a unit's own document gives no orders to those outside it
    heard = {name: named.find(name) for name in helping}
    found = {name: key if named.layer.holds(key) else None for name, key in heard.items()}
    rule, due = _due(proposal, recurring, day)
    return Foreseen(
        proposal=proposal,
        kind=kind_of(facts["title"]),
        title=facts["title"],
        lead=lead,
        lead_text=lead_text,
        parts=parts,
        helpers=tuple(sorted({key for key in found.values() if key} - {lead})),
        unknown=tuple(name for name, key in found.items() if key is None),
        recurrence=rule,
        deadline=due,
    )


def _due(proposal: Proposal, recurring: Sequence[tuple[int, int, str]], day: date) -> tuple[str, date | None]:
    """The rule of a deadline that recurs, with its next occurrence; else the day that the document names."""
    named = date.fromisoformat(proposal.facts["due"]) if proposal.facts.get("due") else None
    due = None if day_fault(named) else named  # such a day is a slip of the document's; its words stay
    within = (rule for start, end, rule in recurring if proposal.start <= start and end <= proposal.end)
    rule = "" if due else with_day(proposal.facts.get("recurrence") or next(within, ""))
    try:
        return rule, parse_recurrence(rule).next(day) if rule else due
    except RecurrenceError:  # "định kỳ 5 năm": no calendar of ours tells when; the words stay
        return "", due


def _recurring(document: Document) -> list[tuple[int, int, str]]:
    """(start, end, rule) of the times in a document that recur."""
    times = Mention.objects.filter(document=document, kind="period", facts__has_key="recurrence").order_by("start")
    return [(start, end, facts["recurrence"]) for start, end, facts in times.values_list("start", "end", "facts")]
