"""From a text to its reading."""

import re
import unicodedata
from dataclasses import replace
from datetime import date

from dutdiem.reading import mentions as to_mention
from dutdiem.reading.collection import no_collection
from dutdiem.reading.flat import Flat, flatten
from dutdiem.reading.header.find import find_anchor, find_header
from dutdiem.reading.model import Header, Mention, Notice, Reading, SourceText
from dutdiem.reading.numbers import find_numbers
from dutdiem.reading.organisations.find import OrganisationFinder
from dutdiem.reading.passages.find import find_passages
from dutdiem.reading.periods.find import PeriodFinder
from dutdiem.reading.periods.impossible import impossible_days
from dutdiem.reading.periods.period import Period
from dutdiem.reading.quantities.find import QuantityFinder
from dutdiem.reading.quantities.roles import Roles
from dutdiem.reading.references.find import find_references
from dutdiem.reading.references.reference import Reference
from dutdiem.reading.references.resolve import resolve
from dutdiem.reading.remains import find_remains, front_matter
from dutdiem.reading.sentences import sentences
from dutdiem.reading.spans import merged, outside
from dutdiem.reading.statements.find import StatementFinder
from dutdiem.reading.statements.obstacles import find_obstacles
from dutdiem.reading.tables.find import TaskRow, find_tables
from dutdiem.reading.tables.grid import tabbed
from dutdiem.reading.times import Times
from dutdiem.reading.triggers import NUMERAL, OBSTACLE, ORGANISATION, PERIOD, REFERENCE, STATEMENT, STOP, triggers

_RECIPIENTS = re.compile(r"\nnơi nhận ?:?[^\n]*(?:\n[-–+] ?[^\n]*)*")
"""Who gets a copy of the document (“- Công an các đơn vị, địa phương (để thực hiện)”): nobody is ordered anything there."""

_GROUND = r"\n(?:[-–] ?)?(?:căn cứ|theo đề nghị|xét|trên cơ sở) [^\n]*"
_GROUNDS = re.compile(rf"{_GROUND}(?:{_GROUND})+(?=\n)")
"""The grounds of a decision, line by line under the one who decides (Decree 30/2020/NĐ-CP, annex III, form 1.2): no order."""
_AHEAD = frozenset(("KH", "CT", "CĐ", "CTr", "NQ", "HD", "ĐA", "CV"))
"""Kinds of document that order what is to come."""
_GROUNDS_WITHIN = 12000


def read_text(source: SourceText, anchor: date | None = None) -> Reading:
    """Read one text; `anchor` (else the document's own date) is what relative times resolve against.

    A text that is not NFC is read as its NFC form; the spans of pages and tables are then the file's own and may be off,
    so files are to be opened as NFC.
    """
    with no_collection():
        return _reading(source, anchor)


def _reading(source: SourceText, anchor: date | None) -> Reading:
    if not unicodedata.is_normalized("NFC", source.text):
        source = replace(source, text=unicodedata.normalize("NFC", source.text))
    flat = flatten(source.text, _of_cells(source), paragraphs=source.paragraphs)
    header = find_header(flat)
    anchor = anchor or find_anchor(flat, header)
    tables, tasks = find_tables(source, anchor)
    mentions, notices = _read(flat, header, anchor, [(flat.flat_of(t.start), flat.flat_of(t.end)) for t in tables if t.columns])
    notices += _dues_left(tasks, notices)
    rows = [to_mention.of_task_row(source, task) for task in tasks]
    to_mention.take_rows_dates(mentions, rows)
    mentions += rows
    mentions.sort(key=_order)
    ruled = [(flat.flat_of(table.start), flat.flat_of(table.end)) for table in tables if table.rows and len(table.rows[0]) > 2]
    passages = find_passages(flat, ruled)
    return Reading(source, header, anchor, passages, tuple(tables), tuple(mentions), source.notices + tuple(notices))


def _of_cells(source: SourceText) -> list[tuple[int, int]]:
    """Where tabs and line breaks are the borders of cells: the file's own tables, else what was copied from a sheet."""
    if source.tables or "\t" not in source.text:
        return [(table.start, table.end) for table in source.tables]
    return [(grid.start, grid.end) for grid in tabbed(source.text)]


def _order(mention: Mention) -> tuple[int, int, str]:
    return mention.start, -mention.end, mention.kind


def _read(flat: Flat, header: Header, anchor: date | None, tables: list[tuple[int, int]]) -> tuple[list[Mention], list[Notice]]:
    remains = find_remains(flat, header)
    hits = triggers(flat.low)
    numbers = outside(find_numbers(flat), remains)
    references = resolve(find_references(flat, outside(hits[REFERENCE], remains)), _own(header))
    taken = merged([(reference.start, reference.end) for reference in references])
    periods = outside(
        PeriodFinder(flat, anchor, ahead=header.type in _AHEAD, rules=header.rules).find(outside(hits[PERIOD], remains), numbers),
        taken,
    )
    spans = merged(taken + [(p.start, p.end) for p in periods if not (p.unresolved and p.role == "deadline")])
    parts = sentences(flat, hits[STOP], front_matter(flat.low))
    times = Times(flat, periods, parts, anchor)
    statements = StatementFinder(flat, header, merged(remains + tables + _told(flat.low)), times.stretches()).find(
        parts, hits[STATEMENT]
    )
    found = [to_mention.of_reference(flat, reference) for reference in references]
    found += [to_mention.of_period(flat, period) for period in periods if not period.unresolved]
    roles = Roles(flat, parts, merged([(s.start, s.end) for s in statements]), periods, anchor, header.type, rules=header.rules)
    found += [
        to_mention.of_quantity(flat, q, times)
        for q in QuantityFinder(flat, spans, roles).find(
            numbers, outside(hits[NUMERAL], remains), outside([hit for hit in hits[PERIOD] if hit[2] == "năm"], remains)
        )
    ]
    found += [to_mention.of_statement(flat, statement, times) for statement in statements]
    found += [to_mention.of_obstacle(flat, o) for o in find_obstacles(flat, outside(hits[OBSTACLE], remains))]
    found += [
        to_mention.of_organisation(flat, b) for b in OrganisationFinder(flat, header).find(outside(hits[ORGANISATION], remains))
    ]
    impossible = impossible_days(flat, outside(numbers, taken))
    return found, _notices(flat, anchor, periods, references, impossible)


def _told(low: str) -> list[tuple[int, int]]:
    """The lines that order nothing: recipients and grounds.

    A break before the first line makes every line begin with one, and a pattern that begins with a break is found fast.
    """
    lines = "\n" + low
    told = [(match.start(), match.end() - 1) for match in _RECIPIENTS.finditer(lines)]
    return told + [match.span() for match in _GROUNDS.finditer(lines, 0, _GROUNDS_WITHIN)]


def _own(header: Header) -> Reference | None:
    """The document itself as something that can be referred to."""
    if header.type is None or header.number is None:
        return None
    own = Reference(0, 0, header.type)
    own.number, own.symbol, own.date, own.issuer = header.number, header.symbol, header.date, header.issuer
    return own


def _not_a_day(at: int, said: str) -> Notice:
    return Notice("period_unresolved", at, f"Không quy đổi được mốc thời gian “{said}” ra ngày cụ thể.")


def _dues_left(tasks: list[TaskRow], notices: list[Notice]) -> list[Notice]:
    """Times of rows that gave no day and do not come back, but where a notice tells of the cell already."""
    told = [notice.at for notice in notices if notice.at is not None]
    left = [(task.due_at, task.due_text) for task in tasks if task.due_text and not task.due and not task.recurrence]
    return [
        _not_a_day(at, said)
        for at, said in left
        if any(map(str.isdigit, said)) and not any(at <= place < at + len(said) for place in told)
    ]


def _notices(
    flat: Flat, anchor: date | None, periods: list[Period], references: list[Reference], impossible: list[tuple[int, int]]
) -> list[Notice]:
    """What could not be resolved, each with its place."""
    found: list[Notice] = []
    unresolved = [(period.start, period.end) for period in periods if period.unresolved]
    unresolved += [(start, end) for start, end in impossible if not any(a <= start < b for a, b in unresolved)]
    if anchor is None:
        found.append(
            Notice(
                "anchor_unknown",
                None,
                "Không rõ ngày của văn bản nên các mốc thời gian tương đối không được quy đổi; hãy cho biết ngày bằng --anchor.",
            )
        )
    found += [_not_a_day(flat.origin(start), flat.text[start:end]) for start, end in sorted(unresolved)]
    for reference in references:
        if reference.entity is None:
            said = flat.text[reference.start : reference.end]
            found.append(
                Notice(
                    "reference_ambiguous",
                    flat.origin(reference.start),
                    f"“{said}” có thể chỉ nhiều văn bản đã nêu nên chưa gắn với văn bản nào.",
                )
            )
    return found
