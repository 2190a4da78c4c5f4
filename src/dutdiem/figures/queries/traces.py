"""The way from a printed figure back: parts of the formula, units, submissions with who and when, the target's passage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext

from dutdiem.authority import Actor
from dutdiem.calendar.cutoffs import find_cutoff
from dutdiem.calendar.periods import Period, parse_period
from dutdiem.catalogue.models import Target
from dutdiem.catalogue.queries import definitions, lasting, targets
from dutdiem.collection.models import Submission
from dutdiem.documents import queries as documents
from dutdiem.figures.mart import engine, mart
from dutdiem.figures.queries.reach import asking, seen_by
from dutdiem.kit.errors import Mistake
from dutdiem.measures.answers import Answer, Narrow, Question, answer, in_calendar
from dutdiem.measures.definitions import Definitions, Element, lasts
from dutdiem.measures.evaluation import exact
from dutdiem.measures.places import calendar_of, moved_period, reached, span_of
from dutdiem.measures.rollup import Engine, Files, Source, Want
from dutdiem.measures.structure import Structure


@dataclass(frozen=True, slots=True)
class Origin:
    """One figure as a unit reported it: `share` of `value` is in the total; who sent it, when, with which comment on it.

    `warnings` are those that were kept with the whole submission.
    """

    element: str
    period: str
    unit: str
    unit_name: str
    share: Decimal
    assumed: bool
    value: Decimal
    status: str
    submission: int
    revision: int
    submitted_at: datetime | None
    submitted_by: str
    comment: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One element that the formula reads, at the unit or its parent, in the period or another (`moves` says which).

    `below` are its values in the units right below; `origins` the first figures that it is made of, of `figures` in all.
    Both are empty for a parent that the actor may not see.
    """

    element: str
    name: str
    moves: tuple[str, ...]
    total: Answer
    below: tuple[Answer, ...]
    origins: tuple[Origin, ...]
    figures: int


@dataclass(frozen=True, slots=True)
class Ordered:
    """A target of the figure and the passage that set it: `text` is the passage's own words, empty where not known."""

    comparator: str
    value: Decimal
    unit: str
    source: str
    document: int | None
    start: int | None
    end: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Trace:
    """Everything behind one figure, by the definitions of its time. `formula` is empty for an element; `version` is the mart's.

    `starts` and `ends` are the period's days in the measure's calendar, which is `calendar`.
    """

    answer: Answer
    name: str
    formula: str
    calendar: str
    starts: date
    ends: date
    structure: date
    version: int | None
    parts: tuple[Part, ...]
    targets: tuple[Ordered, ...]


def trace(
    actor: Actor,
    measure: str,
    unit: str,
    period_code: str,
    *,
    structure: str | date = "then",
    approved: bool = False,
    limit: int = 50,
    today: date | None = None,
    version: int | None = None,
    on: str | None = None,
) -> Trace:
    """The trace of one figure, with at most `limit` origins of each element; `on` is the engine.

    Raises `Mistake` for an unknown measure, unit or period, `Refused` where the actor may not see the unit.
    """
    day, running, table = today or date.today(), engine(on), mart()
    with asking():
        plain = Question([measure], None, [parse_period(period_code)], day, structure, unit, approved=approved)
        files, defined = table.months(version), definitions(actor, day)
        _demand_lasting(defined, measure, parse_period(period_code))
        (row,) = answer(running, files, defined, plain, seen_by(actor, day))
        calendar = calendar_of(measure, defined)
        question = in_calendar(plain, calendar)
        (period,) = question.periods
        asked = _Asked(running, files, defined, question, limit, seen_by(actor, day, refuse=False))
        reads = dict.fromkeys(reached([measure], defined, period))
        parts = tuple(_part(asked, row.unit, code, moves) for code, moves in reads)
    held = defined.at(period.end)
    indicator = held.indicators.get(measure)
    return Trace(
        row,
        indicator.name if indicator else held.elements[measure].name,
        indicator.formula if indicator else "",
        calendar,
        parse_period(period_code, find_cutoff(calendar)).start,
        period.end,
        question.day(period),
        table.version if version is None else version,
        parts,
        _targets(actor, day, measure, unit, period_code),
    )


def _demand_lasting(defined: Definitions, measure: str, period: Period) -> None:
    one = defined.indicators.get(measure)
    if one and one.valid_to and not lasts(one, period.under(calendar_of(measure, defined)).end):
        told = {"name": one.name, "day": f"{one.valid_to:%d/%m/%Y}"}
        raise Mistake(gettext("“%(name)s” ngừng dùng sau ngày %(day)s; chọn kỳ trước đó.") % told)


@dataclass(frozen=True, slots=True)
class _Asked:
    running: Engine
    files: Files
    defined: Definitions
    question: Question
    limit: int
    narrow: Narrow

    @property
    def structure(self) -> Structure:
        return self.running.tree.structure(self.question.day(self.question.periods[0]))


def _part(asked: _Asked, unit: str, code: str, moves: tuple[str, ...]) -> Part:
    structure = asked.structure
    for _ in range(moves.count("parent")):
        unit = structure.parent_of(unit) or unit
    period = moved_period(asked.question.periods[0], moves) or asked.question.periods[0]
    seen = bool(asked.narrow(structure, [unit]))
    units = [unit, *(structure.below(unit) if seen else ())]
    question = Question([code], units, [period], asked.question.today, structure.on, approved=asked.question.approved)
    total, *below = answer(asked.running, asked.files, asked.defined, question)
    element = asked.defined.at(period.end).elements[code]
    want = Want(span_of(period, [element]), structure.on, [unit])
    sources = asked.running.sources(asked.files, element, want, approved=asked.question.approved) if seen else []
    origins = _origins(asked.running, element, sources[: asked.limit])
    return Part(code, element.name, moves, total, tuple(r for r in below if r.reported), origins, len(sources))


Sent = tuple[int, datetime | None, str, dict[str, str], list[str]]


def _origins(running: Engine, element: Element, sources: Sequence[Source]) -> tuple[Origin, ...]:
    fields = ("pk", "revision", "submitted_at", "submitted_by", "comments", "warnings")
    keys = {source.submission for source in sources}
    sent: dict[int, Sent] = {row[0]: row[1:] for row in Submission.objects.filter(pk__in=keys).values_list(*fields)}
    return tuple(_origin(running, element, source, sent.get(source.submission, (0, None, "", {}, []))) for source in sources)


def _origin(running: Engine, element: Element, source: Source, sent: Sent) -> Origin:
    revision, at, by, comments, warnings = sent
    name = running.tree.versions[source.unit][-1].name
    end = parse_period(source.period, find_cutoff(element.calendar)).end
    name = next((row.name for row in running.tree.versions[source.unit] if row.holds_on(end)), name)
    return Origin(
        source.element,
        source.period,
        source.unit,
        name,
        exact(Fraction(source.share)),
        source.share != 1 and any(row.assumed for row in running.tree.successions if row.predecessor == source.unit),
        exact(Fraction(source.value)),
        source.status,
        source.submission,
        revision,
        at,
        by,
        comments.get(source.element, ""),
        tuple(warnings),
    )


def _targets(actor: Actor, on: date, measure: str, unit: str, period: str) -> tuple[Ordered, ...]:
    ends = parse_period(period).end
    set_for = targets(actor, on).filter(indicator__code=measure, unit__code=unit, period=period)
    found = set_for.filter(lasting(ends)).select_related("document", "unit")
    told = documents.seen(actor, on, (target.document for target in found))
    return tuple(_ordered(target, open_=target.document_id is None or target.document_id in told) for target in found)


def _ordered(target: Target, *, open_: bool) -> Ordered:
    """With the source and its words where they are open to who asks."""
    known = target.document is not None and target.start is not None and target.end is not None
    text = target.document.text[target.start : target.end] if open_ and known and target.document else ""
    return Ordered(
        target.comparator,
        target.value,
        target.unit.code,
        target.source if open_ else "",
        target.document_id if open_ else None,
        target.start if open_ else None,
        target.end if open_ else None,
        text,
    )
