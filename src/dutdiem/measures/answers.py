"""Answers: measures (elements and indicators) for units and periods, with their parts, completeness and last year's value."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from dutdiem.measures.definitions import Definitions
from dutdiem.measures.errors import MeasureError
from dutdiem.measures.evaluation import evaluate, exact, ratio_parts, rounded
from dutdiem.measures.formula import Node, parse_formula
from dutdiem.measures.places import Grid, Period, Spot, calendar_of, moved_period, reached, span_of
from dutdiem.measures.rollup import Engine, Files, Key, Part, Want
from dutdiem.measures.structure import Structure

__all__ = ["Answer", "Period", "Question", "answer", "ranked"]

CHANGE_DECIMALS = 2
Narrow = Callable[[Structure, list[str]], list[str]]


@dataclass(frozen=True)
class Question:
    """Measures by code, for a selector's units and some periods.

    `structure` is `then` (of each period's last day), `today` or a date. `units` are codes in that structure; with `then`
    a unit that a period's structure does not have gets no row for it. `today` is the day of asking.
    """

    measures: Sequence[str]
    units: Sequence[str] | None
    periods: Sequence[Period]
    today: date
    structure: str | date = "then"
    selector: str = ""
    compare: bool = False
    approved: bool = False

    def day(self, period: Period) -> date:
        """The day whose structure a period is shown in."""
        if isinstance(self.structure, date):
            return self.structure
        return self.today if self.structure == "today" else period.end


@dataclass(frozen=True, slots=True)
class Answer:
    """One row. Values are exact decimals, rounded half up to an indicator's decimals; None is missing.

    `numerator` and `denominator` are those of a ratio or average. `reported` of `expected` submissions are in the value;
    `expected` is None for an element in no form. `exact` is the value before it was rounded.
    """

    unit: str
    unit_name: str
    measure: str
    period: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    reported: int
    expected: int | None
    previous: Decimal | None = None
    change_percent: Decimal | None = None
    exact: Fraction | None = None


def answer(
    engine: Engine, files: Files, definitions: Definitions, question: Question, narrow: Narrow | None = None
) -> list[Answer]:
    """A row for each period, unit and measure, in that order of nesting; `narrow` keeps the units that may be seen.

    Raises `MeasureError` for an unknown measure or unit, or a selector that means nothing.
    """
    for code in question.measures:
        if code not in definitions.elements and code not in definitions.indicators:
            raise MeasureError(f"Không có mục số liệu hay chỉ tiêu thống kê “{code}”: xem lại mã.")
    calendars: dict[str, list[str]] = {}
    for code in question.measures:
        calendars.setdefault(calendar_of(code, definitions), []).append(code)
    found = [
        _answer_in(engine, files, definitions, in_calendar(replace(question, measures=codes), calendar), narrow)
        for calendar, codes in calendars.items()
    ]
    return found[0] if len(found) == 1 else _in_order(found, question)


def in_calendar(question: Question, calendar: str) -> Question:
    """The question with its periods in the bounds of a calendar."""
    return replace(question, periods=[period.under(calendar) for period in question.periods])


def _in_order(found: Sequence[Sequence[Answer]], question: Question) -> list[Answer]:
    """Rows of several calendars in one order: periods, units, measures as they were asked for."""
    every = [row for rows in found for row in rows]
    periods, measures = ([*map(str, of)] for of in ((p.code for p in question.periods), question.measures))
    units = {unit: place for place, unit in enumerate(dict.fromkeys(row.unit for row in every))}
    return sorted(every, key=lambda row: (periods.index(row.period), units[row.unit], measures.index(row.measure)))


def _answer_in(engine: Engine, files: Files, definitions: Definitions, question: Question, narrow: Narrow | None) -> list[Answer]:
    asked = [(period, engine.tree.structure(question.day(period))) for period in question.periods]
    places = [(period, structure, _units(structure, question, narrow)) for period, structure in asked]
    _refuse_units_of_no_period(question, asked, places)
    grid = _grid(engine, files, definitions, question, places)
    return [
        _row(grid, question, structure, unit, period, code)
        for period, structure, units in places
        for unit in units
        for code in question.measures
    ]


def _units(structure: Structure, question: Question, narrow: Narrow | None) -> list[str]:
    if question.units is not None:
        codes = [code for code in question.units if structure.has(code)]
    else:
        codes = structure.select(question.selector) if structure.knows(question.selector) else []
    return narrow(structure, codes) if narrow and codes else codes


def _refuse_units_of_no_period(
    question: Question,
    asked: Sequence[tuple[Period, Structure]],
    places: Sequence[tuple[Period, Structure, list[str]]],
) -> None:
    """A unit that only some of the periods' structures have gets rows for these; one that none has is a mistake."""
    if question.units is None and not any(structure.knows(question.selector) for _, structure in asked):
        for _, structure, _ in places:
            structure.select(question.selector)


Asked = tuple[Period, Structure, list[str]]


def _grid(engine: Engine, files: Files, definitions: Definitions, question: Question, asked: Sequence[Asked]) -> Grid:
    """All parts that the rows need; what was defined in another way at another time is asked for by itself."""
    codes: set[str] = set()
    by_time: dict[int, tuple[Definitions, list[tuple[Period, Structure, frozenset[str]]]]] = {}
    for period, structure, units in asked:
        needs = _needs(question, definitions, period if definitions.earlier else None)
        codes |= {code for code, _ in needs}
        for moves in sorted({moves for _, moves in needs}):
            there, of_units = moved_period(period, moves), _lifted(structure, units, moves)
            if there is not None and of_units:
                held = definitions.at(there.end)
                by_time.setdefault(id(held), (held, []))[1].append((there, structure, of_units))
    parts: dict[Key, Part] = {}
    for held, spots in by_time.values():
        elements = [held.elements[code] for code in sorted(codes)]
        wants = [Want(span_of(there, elements), structure.on, units) for there, structure, units in spots]
        parts |= engine.parts(files, elements, wants, approved=question.approved)
    return Grid(engine.tree, definitions, parts, question.today)


def _needs(question: Question, definitions: Definitions, period: Period | None) -> set[tuple[str, tuple[str, ...]]]:
    """The elements with their moves that the measures read in a period, and for a comparison those of last year."""
    needs = set(reached(question.measures, definitions, period))
    if question.compare:
        move = ("same_period_last_year",)
        before = needs if period is None else set(reached(question.measures, definitions, moved_period(period, move)))
        needs |= {(code, (*move, *moves)) for code, moves in before}
    return needs


def _lifted(structure: Structure, units: Iterable[str], moves: Sequence[str]) -> frozenset[str]:
    codes = set(units)
    for _ in range(moves.count("parent")):
        codes = {parent for code in codes if (parent := structure.parent_of(code))}
    return frozenset(codes)


def _row(grid: Grid, question: Question, structure: Structure, unit: str, period: Period, code: str) -> Answer:
    spot = Spot(grid, structure, unit, period)
    value = spot.value(code)
    over, under = _parts(grid, spot, code)
    reported, expected = _completeness(grid, spot, code)
    before = spot.moved("same_period_last_year") if question.compare else None
    previous = before.value(code) if before else None
    return Answer(
        unit,
        structure.name_of(unit),
        code,
        period.code,
        _shown(grid.held(period), code, value),
        over,
        under,
        reported,
        expected,
        _shown(grid.held(before.period), code, previous) if before else None,
        change(value, previous),
        value,
    )


def change(value: Fraction | None, previous: Fraction | None) -> Decimal | None:
    """By how many per cent a value is above the one before; None where either is missing or that one is 0."""
    if value is None or not previous:
        return None
    return rounded((value - previous) / abs(previous) * 100, CHANGE_DECIMALS)


def _shown(definitions: Definitions, code: str, value: Fraction | None) -> Decimal | None:
    if value is None:
        return None
    indicator = definitions.indicators.get(code)
    return rounded(value, indicator.decimals) if indicator else exact(value)


def _parts(grid: Grid, spot: Spot, code: str) -> tuple[Decimal | None, Decimal | None]:
    held = grid.held(spot.period)
    if element := held.elements.get(code):
        part = spot.part(code)
        ratio = part.over is not None and "average" in (element.over_units, element.over_time)
        return (exact(part.over), exact(part.under)) if ratio and part.over is not None else (None, None)
    nodes = _ratio(held.indicators[code].formula)
    values = [evaluate(node, spot) for node in nodes] if nodes else [None, None]
    over, under = (None if value is None else exact(value) for value in values)
    return over, under


@lru_cache(maxsize=2048)
def _ratio(formula: str) -> tuple[Node, Node] | None:
    return ratio_parts(parse_formula(formula))


def _completeness(grid: Grid, spot: Spot, code: str) -> tuple[int, int | None]:
    """The least reported and the most expected of the elements that decide how complete the measure is."""
    reported: list[int] = []
    expected: list[int] = []
    for element, moves in grid.reads(code, spot.period):
        there = _follow(spot, moves)
        if there is None:
            continue
        reported.append(there.part(element).reported)
        count = grid.expected(there.structure, element, there.period, there.unit)
        expected += [] if count is None else [count]
    return min(reported, default=0), max(expected, default=None)


def _follow(spot: Spot | None, moves: Iterable[str]) -> Spot | None:
    for move in moves:
        spot = spot.moved(move) if spot else None
    return spot


def ranked(answers: Iterable[Answer], direction: str = "up") -> list[tuple[int, Answer]]:
    """Answers with a value from the best on, each with its rank; equal values share a rank, the next one is left out."""
    known = [row for row in answers if row.exact is not None]
    known.sort(key=lambda row: (_order(row, direction), row.unit))
    ranks: list[tuple[int, Answer]] = []
    for place, row in enumerate(known, 1):
        same = ranks and ranks[-1][1].exact == row.exact
        ranks.append((ranks[-1][0] if same else place, row))
    return ranks


def _order(row: Answer, direction: str) -> Fraction:
    value = row.exact or Fraction(0)
    return value if direction == "down" else -value
