"""From what the finders found (flat offsets) to mentions (source offsets) with the facts of reading-schema.md."""

import re
from bisect import bisect_left, bisect_right
from datetime import date

from dutdiem.reading.flat import Flat
from dutdiem.reading.leads import lead_of
from dutdiem.reading.model import Json, Mention, SourceText
from dutdiem.reading.organisations.body import Body
from dutdiem.reading.periods.period import Period
from dutdiem.reading.periods.recurring import Recurring, how_often, may_say_how_often, on_its_day
from dutdiem.reading.quantities.quantity import Quantity, scaled
from dutdiem.reading.references.reference import Reference
from dutdiem.reading.statements.obstacles import Obstacle
from dutdiem.reading.statements.state import Statement
from dutdiem.reading.tables.find import TaskRow

_HEADING = 180
_REACH = 3000
_ABOUT = 800
_PLANNED = re.compile(
    r"(?:[,;]|\bvà|[-–]) (?:phương hướng|nhiệm vụ|kế hoạch|triển khai|giải pháp|mục tiêu|dự kiến)\b[^,;:.\n]{0,48}\Z"
)


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


class Times:
    """The times of one text, to ask what holds at a place."""

    def __init__(self, flat: Flat, periods: list[Period], sentences: list[tuple[int, int]], anchor: date | None) -> None:
        self.anchor = anchor
        self.flat, self.periods = flat, [period for period in periods if not period.unresolved]
        self.unresolved = [period.start for period in periods if period.unresolved]
        self.starts = [period.start for period in self.periods]
        self.sentences, self.sentence_starts = sentences, [start for start, _ in sentences]

    def sentence(self, at: int) -> tuple[int, int]:
        index = bisect_left(self.sentence_starts, at + 1) - 1
        return self.sentences[index] if index >= 0 else (at, at)

    def inside(self, start: int, end: int) -> list[Period]:
        return self.periods[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def due_of(self, statement: Statement) -> Period | None:
        """A deadline in the statement's own part, a stretch still to come in it, else the window that opens part or sentence."""
        start, end = max(statement.opening[0], statement.start - _REACH), min(len(self.flat.text), statement.end + 60)
        inside = self.inside(start, end)
        own = [p for p in inside if p.role == "deadline" and self._belongs(p, statement)]
        if statement.by and (labelled := [p for p in self.inside(*statement.by) if not self._only_begins(p)]):
            return own[-1] if own and self._holds(own[-1], labelled[-1]) else labelled[-1]
        if own:
            return own[-1]
        ahead = [p for p in inside if statement.start <= p.start < statement.end and self._ahead(p)]
        if ahead:
            return ahead[-1]
        return next((p for p in inside if self._is_window(p, statement)), None)

    def _holds(self, own: Period, labelled: Period) -> bool:
        """Whether an action's own deadline holds against its label's ("Lập Đề án đến năm 2030" only names what is made)."""
        said = self.flat.low[own.start : own.end]
        return "/" in said or "ngày" in said or bool(own.to and labelled.to and own.to <= labelled.to)

    def recurs(self, statement: Statement) -> Recurring | None:
        """How often it is to be done: a day that comes back in its own words or right before them, else "hằng quý" and the like."""
        begin, end = statement.lead, statement.end
        if statement.opening[1] == statement.start:
            begin = statement.opening[0]
        if not may_say_how_often(self.flat.low, begin, end):
            return None
        day = next((p for p in self.inside(begin, end) if p.recurrence), None)
        if day:
            return Recurring(day.start, day.end, day.recurrence or "")
        return how_often(self.flat.low, begin, end)

    def _only_begins(self, period: Period) -> bool:
        """ "Từ tháng 10/2025 đến khi …": when it ends is not said."""
        said = self.flat.low[period.start : period.end]
        return said.startswith("từ ") and not any(to in said for to in (" đến ", " tới ", "-", "–"))

    def _belongs(self, period: Period, statement: Statement) -> bool:
        """In the action, right before its verb, or in brackets right after it ("(hoàn thành trước ngày …)")."""
        if statement.start <= period.start < statement.end:
            return True
        if 0 <= statement.start - period.end <= 2 and ";" not in self.flat.text[period.end : statement.start]:
            return True
        after = self.flat.text[statement.end : statement.end + 3].lstrip()
        return after.startswith("(") and statement.end <= period.start < statement.end + 60

    def _ahead(self, period: Period) -> bool:
        """ "…, quyết định trong quý IV/2023", "phấn đấu năm 2023 …": a stretch still to come."""
        before = self.flat.low[max(0, period.start - 9) : period.start]
        return period.role == "span" and before.endswith(("trong ", "phấn đấu ", "vào ", "xong ")) and self._later(period)

    def _is_window(self, period: Period, statement: Statement) -> bool:
        """A stretch that opens the sentence or the statement's part ("Trong 6 tháng cuối năm 2023, …", "nhấn mạnh năm 2024, …")."""
        if (
            not period.to
            or period.from_ == period.to
            or period.role == "comparison"
            or (self.anchor and not self._is_ahead(period))
        ):
            return False
        begin, first = statement.opening
        if not (begin <= period.start < first or statement.lead <= period.start < statement.start):
            return False
        if 0 <= statement.start - period.end <= 2:
            return True
        before = self.flat.low[max(begin, period.start - 12) : period.start].removesuffix("trong ")
        return before.strip(' -–•+“"') == "" or before.endswith((", ", ": ", "; ", "quyết tâm ", "mạnh ", "định ", "nhiệm vụ "))

    def stretches(self) -> tuple[list[int], list[int]]:
        """Where the stretches begin that lie for the most part after the anchor, and where those that end before it; in order."""
        spans = [period for period in self.periods if period.role == "span" and period.to]
        ahead = [period.start for period in spans if self._is_ahead(period)]
        return ahead, [period.start for period in spans if period.to and self.anchor and period.to < self.anchor]

    def _is_ahead(self, period: Period) -> bool:
        if self.anchor is None or period.to is None:
            return False
        return (period.to - self.anchor) * 2 > (period.to - (period.from_ or self.anchor))

    def _later(self, period: Period) -> bool:
        return period.to is not None and self.anchor is not None and period.to >= self.anchor

    def due_at(self, at: int) -> Period | None:
        """The deadline of the sentence, else of the heading above ("2. Mục tiêu cụ thể đến năm 2030")."""
        start, end = self._near(at)
        near = [p for p in self.inside(start, end) if p.role == "deadline" or (p.role == "span" and self._later(p))]
        return min(near, key=lambda p: abs(p.start - at)) if near else self._of_heading(start)

    def _near(self, at: int) -> tuple[int, int]:
        """The sentence, or what of a very long one lies about the place."""
        start, end = self.sentence(at)
        return max(start, at - _ABOUT), min(end, at + _ABOUT)

    def _of_heading(self, at: int) -> Period | None:
        for index in range(bisect_left(self.starts, at) - 1, -1, -1):
            period = self.periods[index]
            if at - period.start > _REACH:
                return None
            if period.role == "deadline" and self._in_heading(period):
                return period
        return None

    def _in_heading(self, period: Period) -> bool:
        text = self.flat.text
        start, end = text.rfind("\n", 0, period.start) + 1, text.find("\n", period.end)
        return 0 < end - start < _HEADING and text[end - 1] not in ".;"

    def period_at(self, at: int) -> Period | None:
        """What a reported figure is of: the span in its sentence, else the last one before it."""
        start, end = self._near(at)
        if bisect_left(self.unresolved, start) < bisect_left(self.unresolved, end):
            return None  # its own time is not known, and another's would be wrong
        spans = [p for p in self.inside(start, end) if p.role == "span" and p.from_ != p.to]
        if spans:
            return min(spans, key=lambda p: abs(p.start - at))
        for index in range(bisect_left(self.starts, start) - 1, -1, -1):
            period = self.periods[index]
            if start - period.start > _REACH:
                return None
            long = period.role == "span" and period.from_ and period.to and (period.to - period.from_).days > 27
            if long and not (self._is_ahead(period) or self._is_planned(period)):
                return period
        return None

    def _is_planned(self, period: Period) -> bool:
        """ "Kết quả năm 2025, nhiệm vụ năm 2026": the second time of a line, not over yet, of what is planned."""
        begin, over = self.flat.text.rfind("\n", 0, period.start) + 1, self.anchor and period.to and period.to < self.anchor
        return (
            not over and bool(self.inside(begin, period.start)) and _PLANNED.search(self.flat.low, begin, period.start) is not None
        )

    def compared_at(self, at: int) -> Period | None:
        """What a change is against: the time compared with in its sentence, the nearest."""
        near = [p for p in self.inside(*self._near(at)) if p.role == "comparison" and p.from_]
        return min(near, key=lambda p: abs(p.start - at)) if near else None


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
