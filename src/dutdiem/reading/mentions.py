"""From what the finders found (flat offsets) to mentions (source offsets) with the facts of reading-schema.md."""

from bisect import bisect_right
from datetime import date

from dutdiem.reading.flat import Flat
from dutdiem.reading.leads import lead_of
from dutdiem.reading.model import Json, Mention, SourceText
from dutdiem.reading.organisations.body import Body
from dutdiem.reading.periods.period import Period
from dutdiem.reading.periods.recurring import on_its_day
from dutdiem.reading.quantities.quantity import Quantity, scaled
from dutdiem.reading.references.reference import Reference
from dutdiem.reading.statements.obstacles import Obstacle
from dutdiem.reading.statements.state import Statement
from dutdiem.reading.tables.find import TaskRow
from dutdiem.reading.times import Times


def _mention(flat: Flat, kind: str, start: int, end: int, facts: Json) -> Mention:
    begin, stop = flat.span(start, end)
    # A named tuple's own constructor is a Python function; thousands of mentions are made of each text.
    return tuple.__new__(Mention, (kind, begin, stop, flat.source[begin:stop], facts))


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


def of_reference(flat: Flat, reference: Reference) -> Mention:
    """type, number, symbol, date, issuer, title, entity; `anaphor` for a bare short form; `outside_span` as said there."""
    facts: Json = {
        "type": reference.type,
        "number": reference.number,
        "symbol": reference.symbol,
        "date": _iso(reference.date),
        "issuer": reference.issuer,
        "title": reference.title,
        "entity": reference.entity,
    }
    if reference.anaphor:
        facts["anaphor"] = True
    if reference.outside:
        facts["outside_span"] = list(reference.outside)
    return _mention(flat, "reference", reference.start, reference.end, facts)


def of_period(flat: Flat, period: Period) -> Mention:
    """from, to, role; `recurrence` where it recurs."""
    facts: Json = {"from": _iso(period.from_), "to": _iso(period.to), "role": period.role}
    if period.recurrence:
        facts["recurrence"] = period.recurrence
    return _mention(flat, "period", period.start, period.end, facts)


def of_obstacle(flat: Flat, obstacle: Obstacle) -> Mention:
    """about; `headed` where a heading says that the line is one."""
    facts: Json = {"about": obstacle.about}
    if obstacle.headed:
        facts["headed"] = True
    return _mention(flat, "obstacle", obstacle.start, obstacle.end, facts)


def of_organisation(flat: Flat, body: Body) -> Mention:
    """The facts of `Body.facts`, with `short`: the name as written where it is less than the full one."""
    said = flat.text[body.begin : body.end]
    facts = body.facts()
    facts["short"] = None if body.group or said.lower() == (body.entity or body.name.lower()) else said
    return _mention(flat, "organisation", body.start, body.end, facts)


def of_task_row(source: SourceText, row: TaskRow) -> Mention:
    """The task of a table's row; the span is the task's own text."""
    facts: Json = {
        "task": row.task,
        "lead": row.lead,
        "coordinating": list(row.coordinating),
        "deliverable": row.deliverable,
        "due": _iso(row.due),
        "due_text": row.due_text,
        "group": row.group,
    }
    if row.recurrence:
        facts["recurrence"] = row.recurrence
    return Mention("task_row", row.start, row.end, source.text[row.start : row.end], facts)


def take_rows_dates(mentions: list[Mention], rows: list[Mention]) -> None:
    """A target within a table's task is due when its row is, not when the row above is, but for a time in the task's own words.

    Times stand before quantities in `mentions`, as the reader finds them.
    """
    starts = [row.start for row in rows]
    told: set[int] = set()
    for mention in mentions:
        at = bisect_right(starts, mention.start) - 1
        if at < 0 or mention.end > rows[at].end:
            continue
        if mention.kind == "period":
            told.add(at)
        elif mention.kind == "quantity" and mention.facts["role"] == "target" and at not in told:
            mention.facts["due"] = rows[at].facts["due"]


def of_statement(flat: Flat, statement: Statement, times: Times) -> Mention:
    """Directive: requester, assignee, due, due_text, `petition` (no order), `past` (no open one); commitment: who, due, due_text.
    Without a day `recurrence` where it comes back; `object` of a bare verb, empty where nothing says it."""
    due = times.due_of(statement)
    facts: Json = (
        {"requester": statement.who, "assignee": lead_of(statement.assignee)}
        if statement.kind == "directive"
        else {"who": lead_of(statement.who)}
    )
    facts["due"] = _iso(due.to) if due else None
    facts["due_text"] = flat.text[due.start : due.end] if due else None
    often = None if due and due.recurrence else times.recurs(statement)
    if due and due.recurrence:
        facts["recurrence"] = due.recurrence
    elif due and often and (rule := on_its_day(often, due, facts["due_text"])):
        facts["due"], facts["recurrence"] = None, rule
    elif facts["due"] is None and often:
        facts["recurrence"], facts["due_text"] = often.rule, facts["due_text"] or flat.text[often.start : often.end]
    if statement.past:
        facts["past"] = True
    if statement.petition:
        facts["petition"] = True
    if statement.about is not None:
        facts["object"] = statement.about
    return _mention(flat, statement.kind, statement.start, statement.end, facts)


def of_quantity(flat: Flat, quantity: Quantity, times: Times) -> Mention:
    """value, comparator, unit, measure, role, due (a target's), period (a result's), change, direction, against, range,
    value_norm."""
    due = times.due_at(quantity.start) if quantity.role == "target" else None
    period = times.period_at(quantity.start) if quantity.role == "result" else None
    facts: Json = {
        "value": format(quantity.value.normalize(), "f"),
        "comparator": quantity.comparator,
        "unit": quantity.unit,
        "measure": quantity.measure,
        "role": quantity.role,
        "due": _iso(due.to) if due else None,
        "period": [_iso(period.from_), _iso(period.to)] if period else None,
        "change": quantity.change is not None,
    }
    if quantity.change:
        facts["direction"] = "down" if quantity.falls else "up"
        if against := times.compared_at(quantity.start):
            facts["against"] = [_iso(against.from_), _iso(against.to)]
    if quantity.range_ is not None:
        facts["range"] = quantity.range_
    if (amount := scaled(quantity.value, quantity.unit)) is not None:
        facts["value_norm"] = format(amount.normalize(), "f")
    return _mention(flat, "quantity", quantity.start, quantity.end, facts)
