"""What an accepted proposal becomes, worked out before anything is written: a preview shows what the step then makes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dutdiem.calendar.bounds import day_fault
from dutdiem.calendar.errors import RecurrenceError
from dutdiem.calendar.recurrence import parse_recurrence, with_day
from dutdiem.documents.models import Document, Mention, Proposal
from dutdiem.documents.queries import Meant
from dutdiem.documents.rules import Many
from dutdiem.plans.rules import kind_of, many_meant
from dutdiem.reading.tables.bodies import bodies
from dutdiem.units.models import UnitVersion


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The task of a proposal: its lead and helpers by the units' keys, where they were recognised. Of several who lead the
    first leads, the others help: a task has one who answers for it. Each unit of `parts` gets a part of its own below it, and the
    issuer leads; `many` is what the words for them mean. Of helpers who are many (`groups`: the words, and how many) each helps;
    `singly` are those named one by one. `unknown` are the names of helpers that mean no unit which the document can ask."""

    proposal: Proposal
    kind: str
    title: str
    lead: int | None
    lead_text: str
    parts: tuple[UnitVersion, ...]
    helpers: tuple[int, ...]
    singly: tuple[int, ...]
    unknown: tuple[str, ...]
    recurrence: str
    deadline: date | None
    many: Many | None
    groups: tuple[tuple[str, int], ...]


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
    many = many_meant(lead_text)
    parts = tuple(named.all_of(many)) if many else ()
    first, *others = [lead_text] if parts else bodies(lead_text) or [""]
    if parts:
        others = [body for body in bodies(lead_text) if not many_meant(body)]
    lead = named.issuer if parts else named.find(first)
    lead = lead if named.layer.holds(lead) else None  # a unit's own document gives no orders to those outside it
    helping = _helping(named, [*others, *(facts.get("coordinating") or ())])
    rule, due = _due(proposal, recurring, day)
    return Foreseen(
        proposal=proposal,
        kind=kind_of(facts["title"]),
        title=facts["title"],
        lead=lead,
        lead_text=lead_text,
        parts=parts,
        helpers=tuple(sorted({key for keys in helping.values() for key in keys} - {lead})),
        singly=tuple(sorted({key for name, keys in helping.items() if not many_meant(name) for key in keys} - {lead})),
        unknown=tuple(name for name, keys in helping.items() if not keys),
        recurrence=rule,
        deadline=due,
        many=many,
        groups=tuple((name, len(keys)) for name, keys in helping.items() if many_meant(name) and keys),
    )


def _helping(named: Meant, names: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """By each name the units that it means: one, all of many, or none that the document can ask."""
    found: dict[str, tuple[int, ...]] = {}
    for name in names:
        many = many_meant(name)
        keys = [unit.unit_id for unit in named.all_of(many)] if many else [named.find(name)]
        found[name] = tuple(key for key in keys if key and named.layer.holds(key))
    return found


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
