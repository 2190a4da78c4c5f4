"""Section II, first half: every indicator of the unit against its target and against the same period last year."""

from collections.abc import Sequence

from dutdiem.reviews.facts import Facts, Goal, Result, Trend
from dutdiem.reviews.ledger import Ledger
from dutdiem.reviews.rules import NOT_REACHED, REACHED, UNKNOWN, change, change_percent, change_unit, judged
from dutdiem.reviews.sections.printing import (
    SMALL,
    Captions,
    cell,
    derived,
    goal_printed,
    goal_text,
    inline,
    source_numbers,
)
from dutdiem.writing import charts
from dutdiem.writing.content import Block, Cited, Column, Inline, Paragraph, Picture, Row, Run, Table
from dutdiem.writing.numbers import number, signed


def results(facts: Facts, ledger: Ledger, captions: Captions) -> list[Block]:
    """The targets that were set, then the other indicators, then the course of the year."""
    with_goal = [result for result in facts.results if result.goals]
    others = [result for result in facts.results if not result.goals]
    blocks: list[Block] = [captions.section("Kết quả thực hiện các chỉ tiêu"), captions.clause("Các chỉ tiêu được giao")]
    ledger.place = captions.place
    blocks += _judged(facts, with_goal, ledger) if with_goal else [Paragraph(_no_goal(facts))]
    blocks += _table(facts, with_goal, ledger, captions, "Kết quả so với chỉ tiêu được giao") if with_goal else []
    if others:
        blocks.append(captions.clause("Các chỉ tiêu thống kê khác"))
        blocks += _table(facts, others, ledger, captions, "Kết quả các chỉ tiêu thống kê khác")
    if facts.trend:
        blocks += [captions.clause("Diễn biến trong kỳ"), *_trend(facts, facts.trend, ledger, captions)]
    return blocks


def _no_goal(facts: Facts) -> str:
    return f"Không có chỉ tiêu nào được giao cho {facts.unit_name} trong {facts.period_name}."


def _judged(facts: Facts, with_goal: Sequence[Result], ledger: Ledger) -> list[Block]:
    outcomes = [(one, goal, judged(one.now.deciding, goal.comparator, goal.value)) for one in with_goal for goal in one.goals]
    says = {REACHED: "đạt", NOT_REACHED: "chưa đạt", UNKNOWN: "chưa đủ số liệu để đánh giá"}
    total = _tally(ledger, "all", f"Số chỉ tiêu được giao cho {facts.period_name}", len(outcomes))
    text: list[Inline] = ["Trong ", total, f" chỉ tiêu được giao cho {facts.period_name}: "]
    lines: list[Block] = []
    for words in (REACHED, NOT_REACHED, UNKNOWN):
        found = [one for one in outcomes if one[2] == words]
        if found:
            counted = _tally(ledger, words, f"Số chỉ tiêu {says[words]}", len(found))
            text += [*["; "] * bool(lines), counted, f" chỉ tiêu {says[words]}"]
        lines += [Paragraph(_line(facts, *one, ledger)) for one in found]
    return [Paragraph((*text, ". Cụ thể:")), *lines]


def _tally(ledger: Ledger, name: str, says: str, value: int) -> Cited:
    return ledger.record(f"results/{name}", says, number(value))


def _line(facts: Facts, result: Result, goal: Goal, outcome: str, ledger: Ledger) -> tuple[Inline, ...]:
    measure = result.measure
    aim = ledger.goal(goal, f"Chỉ tiêu được giao: {measure.name}", goal_text(goal))
    value = inline(ledger, measure, result.now, facts.period_name)
    text: list[Inline] = [Run(f"- {outcome}: ", italic=True), f"{measure.name} đạt ", value, " (được giao ", aim, ")"]
    difference = change(result.now.value, result.before.value)
    if difference is not None:
        before = inline(ledger, measure, result.before, facts.before_name)
        words = "bằng" if difference == 0 else "tăng so với" if difference > 0 else "giảm so với"
        text += [f", {words} {facts.before_name} (", before, ")"]
    if outcome == NOT_REACHED and result.now.value is not None:
        short = abs(goal.value - result.now.value)
        text += ["; còn cách mục tiêu ", derived(f"{number(short, measure.decimals)} {_gap_unit(measure.unit)}", value)]
    return (*text, ".")


def _gap_unit(unit: str) -> str:
    return "điểm %" if unit == "%" else unit


def _table(facts: Facts, found: Sequence[Result], ledger: Ledger, captions: Captions, title: str) -> list[Block]:
    caption = captions.table(f"{title}, {facts.period_name}")
    ledger.place = caption.split(".")[0]
    has_goals = any(result.goals for result in found)
    rows: list[Row] = []
    for result in found:
        for goal in result.goals or (None,):
            rows.append(_row(facts, len(rows) + 1, result, goal, ledger, has_goals))
    note = "Tăng, giảm của tỷ lệ tính bằng điểm phần trăm; của số đếm tính bằng % so với cùng kỳ."
    return [Table(_columns(facts, has_goals), tuple(rows), caption=caption, size=SMALL), Paragraph(note, "note")]


def _columns(facts: Facts, has_goals: bool) -> tuple[Column, ...]:
    goal = (Column("Được giao", 19, "center"),) if has_goals else ()
    outcome = (Column("Đánh giá", 14, "center"),) if has_goals else ()
    return (
        Column("STT", 10, "center"),
        Column("Chỉ tiêu thống kê", 42),
        Column("Đơn vị tính", 12, "center"),
        *goal,
        Column(_short(facts.period_name), 17, "right"),
        Column(_short(facts.before_name), 17, "right"),
        Column("Tăng, giảm", 15, "right"),
        *outcome,
        Column("Nguồn", 14, "center"),
    )


def _short(period_name: str) -> str:
    return period_name[0].upper() + period_name[1:]


def _row(facts: Facts, at: int, result: Result, goal: Goal | None, ledger: Ledger, has_goals: bool) -> Row:
    measure = result.measure
    now = cell(ledger, measure, result.now, facts.period_name)
    before = cell(ledger, measure, result.before, facts.before_name)
    aim: Cited | str = "-"
    if goal:
        aim = ledger.goal(goal, f"Chỉ tiêu được giao: {measure.name}", goal_text(goal), numbered=False)
    aims = (aim,) if has_goals else ()
    outcome = (judged(result.now.deciding, goal.comparator, goal.value) if goal else "-",) if has_goals else ()
    numbers = source_numbers(*aims, now, before)
    changed = derived(_changed(result), now, before)
    return Row((str(at), measure.name, measure.unit, *aims, now, before, changed, *outcome, numbers))


def _changed(result: Result) -> str:
    if change_unit(result.measure.unit) == "điểm %":
        difference = change(result.now.value, result.before.value)
    else:
        difference = change_percent(result.now.value, result.before.value)
    return "-" if difference is None else signed(difference, 2)


def _trend(facts: Facts, trend: Trend, ledger: Ledger, captions: Captions) -> list[Block]:
    name, goal = trend.measure.name, trend.goal
    series = ((facts.period_name, trend.now), (facts.before_name, trend.before))
    chart = charts.Chart(
        tuple(charts.Point(f"T{int(one.period[5:7])}", one.value, _short(label)) for label, line in series for one in line),
        f"{name} ({trend.measure.unit})" if len(name) < 40 else trend.measure.unit,
        target=goal.value if goal else None,
        target_label=f"Được giao: {goal_printed(goal)}" if goal else "",
        decimals=trend.measure.decimals,
        height=180,
    )
    caption = captions.chart(f"{name} theo tháng, {facts.period_name} và {facts.before_name}")
    ledger.place = caption.split(".")[0]
    return [Paragraph(_course(trend, ledger)), Picture(charts.lines(chart), caption, charts.in_words(chart))]


def _course(trend: Trend, ledger: Ledger) -> tuple[Inline, ...]:
    known = [one for one in trend.now if one.value is not None]
    if len(known) < 2:
        return (f"{trend.measure.name}: chưa đủ số liệu theo tháng để đánh giá diễn biến.",)
    best, worst = (pick(known, key=lambda one: one.value or 0) for pick in (max, min))
    high, low = (inline(ledger, trend.measure, one, _month(one.period)) for one in (best, worst))
    return (
        f"{trend.measure.name} cao nhất vào {_month(best.period)} (",
        high,
        f"), thấp nhất vào {_month(worst.period)} (",
        low,
        "); tháng cuối cùng có số liệu đạt ",
        inline(ledger, trend.measure, known[-1], _month(known[-1].period)),
        ".",
    )


def _month(code: str) -> str:
    return f"tháng {int(code[5:7])}/{code[:4]}"
