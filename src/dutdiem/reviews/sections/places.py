"""Section II, second half: the units one level below, ranked."""

from collections.abc import Sequence

from dutdiem.reviews.facts import Facts, Goal, Measure, Measured, Ranking
from dutdiem.reviews.ledger import Ledger
from dutdiem.reviews.rules import REACHED, judged, ranks
from dutdiem.reviews.sections.printing import SMALL, Captions, cell, goal_printed, goal_text, inline, source_numbers
from dutdiem.writing import charts
from dutdiem.writing.content import Block, Column, Inline, Paragraph, Picture, Row, Table

MOST_LINES = 40
"""A level with more units than this shows its first and last ten: a report is read, a table is worked on."""
ENDS = 10
_NAMED = 3

Ranked = tuple[int | None, tuple[Measured, ...]]


def places(facts: Facts, ledger: Ledger, captions: Captions) -> list[Block]:
    """The comment, the table and the chart; nothing where no unit lies below."""
    ranking = facts.ranking
    if ranking is None or not ranking.lines:
        return []
    lines = _in_order(ranking)
    heading = captions.clause(f"So sánh giữa các đơn vị cấp {ranking.level_name}")
    ledger.place = captions.place
    comment = _comment(facts, ranking, lines, ledger)
    table = _table(facts, ranking, _shown(lines), ledger, captions)
    return [heading, *comment, *table, *_chart(ranking, _shown(lines), captions)]


def _in_order(ranking: Ranking) -> list[Ranked]:
    direction = ranking.measures[0].direction
    found = ranks([line[0].deciding for line in ranking.lines], direction)
    pairs = zip(found, ranking.lines, strict=True)
    return sorted(pairs, key=lambda pair: (pair[0] is None, pair[0] or 0, pair[1][0].unit_name))


def _shown(lines: list[Ranked]) -> list[Ranked]:
    return lines if len(lines) <= MOST_LINES else [*lines[:ENDS], *lines[-ENDS:]]


def _comment(facts: Facts, ranking: Ranking, lines: list[Ranked], ledger: Ledger) -> list[Block]:
    measure, goal = ranking.measures[0], ranking.goal
    known = [line[0] for place, line in lines if place is not None]
    if not known:
        return [Paragraph(f"Chưa có số liệu của các đơn vị về {_lower(measure.name)}.")]
    first, last = (_named(facts, measure, found, ledger) for found in (known[:_NAMED], known[-_NAMED:][::-1]))
    text = (f"Về {_lower(measure.name)}: dẫn đầu là ", *first, "; thấp nhất là ", *last, ".")
    return [Paragraph(text), *([_reached(goal, known, len(lines), ledger)] if goal else [])]


def _reached(goal: Goal, known: Sequence[Measured], of: int, ledger: Ledger) -> Paragraph:
    reached = sum(judged(one.deciding, goal.comparator, goal.value) == REACHED for one in known)
    says = f"Số đơn vị đạt mức {goal_text(goal)} trên số đơn vị được xếp hạng"
    counted = ledger.record("places/reached", says, f"{reached}/{of}")
    return Paragraph(("Có ", counted, f" đơn vị đã đạt mức {goal_text(goal)}."))


def _named(facts: Facts, measure: Measure, found: Sequence[Measured], ledger: Ledger) -> tuple[Inline, ...]:
    pieces = [(f"{one.unit_name} (", inline(ledger, measure, one, facts.period_name), ")") for one in found]
    return tuple(piece for at, three in enumerate(pieces) for piece in ((", ",) * bool(at) + three))


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]


def _table(facts: Facts, ranking: Ranking, lines: list[Ranked], ledger: Ledger, captions: Captions) -> list[Block]:
    caption = captions.table(f"Xếp hạng các đơn vị cấp {ranking.level_name}, {facts.period_name}")
    ledger.place = caption.split(".")[0]
    share = 84 / len(ranking.measures)
    columns = (
        Column("Hạng", 12, "center"),
        Column("Đơn vị", 44),
        *[Column(f"{measure.name} ({measure.unit})", share, "right") for measure in ranking.measures],
        Column("Nguồn", 20, "center"),
    )
    rows = tuple(_row(facts, ranking, one, ledger) for one in lines)
    left_out = len(ranking.lines) - len(lines)
    note = f"Xếp theo {_lower(ranking.measures[0].name)}; đơn vị bằng nhau cùng hạng."
    if left_out:
        note += f" Bảng nêu {ENDS} đơn vị đầu và {ENDS} đơn vị cuối; {left_out} đơn vị khác xem trên hệ thống."
    return [Table(columns, rows, caption=caption, size=SMALL, compact=True), Paragraph(note, "note")]


def _row(facts: Facts, ranking: Ranking, ranked: Ranked, ledger: Ledger) -> Row:
    place, line = ranked
    cells = tuple(cell(ledger, measure, one, facts.period_name) for measure, one in zip(ranking.measures, line, strict=True))
    return Row((str(place or "-"), line[0].unit_name, *cells, source_numbers(*cells)))


def _chart(ranking: Ranking, lines: list[Ranked], captions: Captions) -> list[Block]:
    measure, goal = ranking.measures[0], ranking.goal
    points = tuple(charts.Point(_short(line[0].unit_name), line[0].value) for _, line in lines)
    if not any(point.value is not None for point in points):
        return []
    chart = charts.Chart(
        points,
        measure.unit,
        target=goal.value if goal else None,
        target_label=f"Được giao: {goal_printed(goal)}" if goal else "",
        decimals=min(measure.decimals, 1),
        height=15 * len(points) + 20,
        width=330,
    )
    caption = captions.chart(f"{measure.name} theo đơn vị cấp {ranking.level_name}")
    return [Picture(charts.bars(chart), caption, charts.in_words(chart), width=140)]


def _short(name: str) -> str:
    """A unit's name on a chart: the place is enough where all are police of a province or commune."""
    for start in ("Công an tỉnh ", "Công an thành phố ", "Công an phường ", "Công an xã ", "Công an "):
        if name.startswith(start):
            return name.removeprefix(start)
    return name
