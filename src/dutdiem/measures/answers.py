"""Answers: measures (elements and indicators) for units and periods, with their parts, completeness and last year's value."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from dutdiem.measures.definitions import Definitions, Element
from dutdiem.measures.errors import MeasureError
from dutdiem.measures.evaluation import evaluate, exact, ratio_parts, rounded
from dutdiem.measures.formula import Node, parse_formula
from dutdiem.measures.places import Grid, Period, Spot, moved_period, reached, span_of
from dutdiem.measures.rollup import Engine, Files, Want
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


def _grid(
    engine: Engine,
    files: Files,
    definitions: Definitions,
    question: Question,
    asked: Sequence[tuple[Period, Structure, list[str]]],
) -> Grid:
    needs = set(reached(question.measures, definitions))
    if question.compare:
        needs |= {(code, ("same_period_last_year", *moves)) for code, moves in needs}
    elements = [definitions.elements[code] for code in sorted({code for code, _ in needs})]
    wants = list(_wants(asked, sorted({moves for _, moves in needs}), elements))
    parts = engine.parts(files, elements, wants, approved=question.approved)
    return Grid(engine.tree, definitions, parts, question.today)


def _wants(
    asked: Iterable[tuple[Period, Structure, list[str]]], chains: Iterable[tuple[str, ...]], elements: Sequence[Element]
) -> Iterator[Want]:
    for period, structure, units in asked:
        for moves in chains:
            codes = set(units)
            for _ in range(moves.count("parent")):
                codes = {parent for code in codes if (parent := structure.parent_of(code))}
            there = moved_period(period, moves)
            if there is not None and codes:
                yield Want(span_of(there, elements), structure.on, frozenset(codes))


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
        _shown(grid.definitions, code, value),
        over,
        under,
        reported,
        expected,
        _shown(grid.definitions, code, previous),
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
    if element := grid.definitions.elements.get(code):
        part = spot.part(code)
        ratio = part.over is not None and "average" in (element.over_units, element.over_time)
        return (exact(part.over), exact(part.under)) if ratio and part.over is not None else (None, None)
    nodes = _ratio(grid.definitions.indicators[code].formula)
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
    for element, moves in grid.reads(code):
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
