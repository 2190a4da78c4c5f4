"""From a text to its reading."""

import unicodedata
from bisect import bisect_left
from dataclasses import replace
from datetime import date

from dutdiem.reading.flat import Flat, flatten
from dutdiem.reading.header.find import find_anchor, find_header
from dutdiem.reading.model import Json, Mention, Notice, Reading, SourceText
from dutdiem.reading.numbers import find_numbers
from dutdiem.reading.passages import find_passages
from dutdiem.reading.periods.find import Period, PeriodFinder
from dutdiem.reading.quantities import Quantity, QuantityFinder
from dutdiem.reading.references.find import Reference, find_references
from dutdiem.reading.references.resolve import resolve
from dutdiem.reading.sentences import sentences
from dutdiem.reading.statements.find import Statement, StatementFinder
from dutdiem.reading.statements.obstacles import find_obstacles
from dutdiem.reading.tables.find import TaskRow, find_tables
from dutdiem.reading.triggers import NUMERAL, OBSTACLE, PERIOD, REFERENCE, STATEMENT, triggers


def read_text(source: SourceText, anchor: date | None = None) -> Reading:
    """Read one text; `anchor` (else the document's own date) is what relative times resolve against."""
    if not unicodedata.is_normalized("NFC", source.text):
        source = replace(source, text=unicodedata.normalize("NFC", source.text))
    flat = flatten(source.text)
    header = find_header(flat)
    anchor = anchor or find_anchor(flat, header)
    hits = triggers(flat.low)
    numbers = find_numbers(flat)
    references = resolve(find_references(flat, hits[REFERENCE]))
    taken = [(reference.start, reference.end) for reference in references]
    periods = PeriodFinder(flat, anchor).find(hits[PERIOD], numbers)
    periods = [period for period in periods if not _inside(period.start, period.end, taken)]
    spans = sorted(taken + [(period.start, period.end) for period in periods])
    parts = sentences(flat)
    statements = StatementFinder(flat, header, []).find(parts, hits[STATEMENT])
    obstacles = find_obstacles(flat, hits[OBSTACLE])
    quantities = QuantityFinder(flat, spans, parts).find(numbers, hits[NUMERAL])
    notices: list[Notice] = list(source.notices)
    mentions = [_reference(flat, r) for r in references]
    mentions += [_period(flat, p) for p in periods if not p.unresolved]
    mentions += [_quantity(flat, q) for q in quantities]
    mentions += [_statement(flat, s, periods) for s in statements]
    mentions += [_mention(flat, "obstacle", o.start, o.end, {"about": o.about}) for o in obstacles]
    tables, tasks = find_tables(source, anchor)
    mentions += [_task_row(source, task) for task in tasks]
    mentions.sort(key=lambda mention: (mention.start, -mention.end, mention.kind))
    return Reading(source, header, anchor, find_passages(flat), tuple(tables), tuple(mentions), tuple(notices))


def _inside(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(a <= start and end <= b for a, b in spans)


def _mention(flat: Flat, kind: str, start: int, end: int, facts: Json) -> Mention:
    begin, stop = flat.span(start, end)
    return Mention(kind, begin, stop, flat.source[begin:stop], facts)


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _reference(flat: Flat, r: Reference) -> Mention:
    facts: Json = {
        "type": r.type,
        "number": r.number,
        "symbol": r.symbol,
        "date": _iso(r.date),
        "issuer": r.issuer,
        "title": r.title,
        "entity": r.entity,
    }
    if r.anaphor:
        facts["anaphor"] = True
    return _mention(flat, "reference", r.start, r.end, facts)


def _period(flat: Flat, p: Period) -> Mention:
    facts: Json = {"from": _iso(p.from_), "to": _iso(p.to), "role": p.role}
    if p.recurrence:
        facts["recurrence"] = p.recurrence
    return _mention(flat, "period", p.start, p.end, facts)


def _quantity(flat: Flat, q: Quantity) -> Mention:
    facts: Json = {
        "value": format(q.value.normalize(), "f"),
        "comparator": q.comparator,
        "unit": q.unit,
        "measure": q.measure,
        "role": q.role,
        "due": None,
        "period": None,
        "change": q.change is not None,
    }
    if q.range_ is not None:
        facts["range"] = q.range_
    return _mention(flat, "quantity", q.start, q.end, facts)


def _statement(flat: Flat, s: Statement, periods: list[Period]) -> Mention:
    due = _due(s, periods)
    facts: Json = {"due": _iso(due.to) if due else None, "due_text": flat.text[due.start : due.end] if due else None}
    if s.kind == "directive":
        return _mention(flat, s.kind, s.start, s.end, {"requester": s.who, "assignee": s.assignee} | facts)
    return _mention(flat, s.kind, s.start, s.end, {"who": s.who} | facts)


def _due(s: Statement, periods: list[Period]) -> Period | None:
    """A deadline in the statement's own part, else one in its sentence, else the window that opens the sentence."""
    at = bisect_left(periods, s.sentence[0], key=lambda period: period.start)
    inside = []
    for period in periods[at:]:
        if period.start >= s.sentence[1]:
            break
        inside.append(period)
    own = [p for p in inside if p.role == "deadline" and s.start <= p.start < s.end + 60]
    if own:
        return own[-1]
    return next((p for p in inside if p.start < s.start and p.role == "span" and p.to and p.from_ and p.to > p.from_), None)


def _task_row(source: SourceText, row: TaskRow) -> Mention:
    facts: Json = {
        "task": row.task,
        "lead": row.lead,
        "coordinating": list(row.coordinating),
        "deliverable": row.deliverable,
        "due": _iso(row.due),
        "due_text": row.due_text,
        "group": row.group,
    }
    return Mention("task_row", row.start, row.end, source.text[row.start : row.end], facts)
