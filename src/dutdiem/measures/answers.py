"""Answers: measures (elements and indicators) for units and periods, with their parts, completeness and last year's value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import chain, repeat
from operator import eq
from typing import overload

from dutdiem.measures.arrays import Ints
from dutdiem.measures.cells import Cells
from dutdiem.measures.definitions import Definitions
from dutdiem.measures.errors import MeasureError
from dutdiem.measures.expected import Completeness
from dutdiem.measures.places import Period, calendar_of
from dutdiem.measures.rollup import Engine, Files
from dutdiem.measures.rounding import Rounds
from dutdiem.measures.sheet import LAST_YEAR, Place, Sheet
from dutdiem.measures.structure import Structure

__all__ = ["Answer", "Answers", "Period", "Question", "answer"]

Narrow = Callable[[Structure, Sequence[str]], Sequence[str]]


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
class Row:
    """What a row says. Values are exact decimals, rounded half up to an indicator's decimals; None is missing.

    `numerator` and `denominator` are those of a ratio or average. `reported` of `expected` submissions are in the value;
    `expected` is None for an element in no form.
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
    previous: Decimal | None
    change_percent: Decimal | None


class Answer(Row):
    """One row of a sheet: what it says is computed when it is looked at, since few ask for all of it."""

    __slots__ = ("_cells", "_place", "_row", "_unit")
    __setattr__ = object.__setattr__

    def __init__(self, cells: Cells, place: Place, unit: str, row: int) -> None:
        self._cells, self._place, self._unit, self._row = cells, place, unit, row

    @property
    def unit(self) -> str:
        return self._unit

    @property
    def unit_name(self) -> str:
        return self._place.structure.name_of(self._unit)

    @property
    def measure(self) -> str:
        return self._cells.code

    @property
    def period(self) -> str:
        assert self._place.period
        return self._place.period.code

    @property
    def value(self) -> Decimal | None:
        return self._cells.value(self._row)

    @property
    def numerator(self) -> Decimal | None:
        return self._cells.parts[0](self._row)

    @property
    def denominator(self) -> Decimal | None:
        return self._cells.parts[1](self._row)

    @property
    def reported(self) -> int:
        return self._cells.complete[0][self._row]

    @property
    def expected(self) -> int | None:
        return self._cells.complete[1][self._row]

    @property
    def previous(self) -> Decimal | None:
        return self._cells.previous(self._row)

    @property
    def change_percent(self) -> Decimal | None:
        return self._cells.change(self._row)

    @property
    def exact(self) -> Fraction | None:
        """The value before it was rounded."""
        return self._cells.sheet.exact(self._cells.code, self._row)

    @property
    def near(self) -> tuple[float, float] | None:
        """Two numbers between which the exact value lies; None where only that value itself can tell."""
        found, row = self._cells.range, self._row
        return (float(found.low[row]), float(found.high[row])) if found.sure[row] and found.known[row] else None


class Answers(Sequence[Answer]):
    """The rows of a question, for each period, unit and measure, in that order of nesting; each is made when it is looked at."""

    def __init__(self, sheet: Sheet, question: Question) -> None:
        self.sheet, self._question = sheet, question
        self._completeness = Completeness(sheet, question.today)
        self._cells: dict[str, Cells] = {}
        self._rounds = Rounds(sheet, question.measures, [(), (LAST_YEAR,)] if question.compare else [()])
        self.units = list(chain.from_iterable(place.units for place in sheet.places(())))

    @property
    def measures(self) -> Sequence[str]:
        """The measures that were asked for."""
        return self._question.measures

    @cached_property
    def _places(self) -> list[Place]:
        return list(chain.from_iterable(repeat(place, len(place.units)) for place in self.sheet.places(())))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(eq, self, other))

    __hash__ = None  # type: ignore[assignment]

    def __len__(self) -> int:
        return len(self.units) * len(self._question.measures)

    @overload
    def __getitem__(self, at: int) -> Answer: ...
    @overload
    def __getitem__(self, at: slice) -> list[Answer]: ...
    def __getitem__(self, at: int | slice) -> Answer | list[Answer]:
        if isinstance(at, slice):
            return [self[index] for index in range(*at.indices(len(self)))]
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        row, measure = divmod(at % len(self), len(self._question.measures))
        return Answer(self._of(self._question.measures[measure]), self._places[row], self.units[row], row)

    def __iter__(self) -> Iterator[Answer]:
        return self.of_rows(range(len(self.units)))

    def of_rows(self, rows: Iterable[int]) -> Iterator[Answer]:
        """The answers of some rows of the sheet, each with all measures."""
        columns, places, units = [self._of(code) for code in self._question.measures], self._places, self.units
        return (Answer(cells, places[row], units[row], row) for row in rows for cells in columns)

    def column(self, measure: str, name: str) -> Sequence[object]:
        """What the rows of one measure have under a name of `Row`, in their order."""
        cells, rows = self._of(measure), range(len(self.units))
        match name:
            case "unit":
                return self.units
            case "measure":
                return [measure] * len(rows)
            case "value":
                return cells.values()
            case "previous":
                return cells.previous_values()
            case "reported" | "expected":
                return cells.complete[name == "expected"]
            case "numerator" | "denominator":
                return list(map(cells.parts[name == "denominator"], rows))
            case "change_percent":
                return list(map(cells.change, rows))
        return [getattr(Answer(cells, self._places[row], self.units[row], row), name) for row in rows]

    def chosen(self, measure: str, name: str, rows: Ints) -> Sequence[object]:
        """The same of some rows."""
        if name == "value":
            return self._of(measure).chosen_values(rows)
        return list(map(self.column(measure, name).__getitem__, rows.tolist()))

    def _of(self, code: str) -> Cells:
        if code not in self._cells:
            self._cells[code] = Cells(self.sheet, code, self._rounds, self._completeness, compare=self._question.compare)
        return self._cells[code]


def answer(
    engine: Engine, files: Files, definitions: Definitions, question: Question, narrow: Narrow | None = None
) -> Sequence[Answer]:
    """A row for each period, unit and measure, in that order of nesting; `narrow` keeps the units that may be seen.

    Raises `MeasureError` for an unknown measure or unit, or a selector that means nothing.
    """
    for code in question.measures:
        if code not in definitions.elements and code not in definitions.indicators:
            raise MeasureError("Không có mục số liệu hay chỉ tiêu thống kê “%(code)s”: xem lại mã.", code=code)
    calendars: dict[str, list[str]] = {}
    for code in question.measures:
        calendars.setdefault(calendar_of(code, definitions), []).append(code)
    asked = (in_calendar(replace(question, measures=codes), calendar) for calendar, codes in calendars.items())
    found = [_answers(engine, files, definitions, one, narrow) for one in asked]
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


def _answers(engine: Engine, files: Files, definitions: Definitions, question: Question, narrow: Narrow | None) -> Sequence[Answer]:
    """The rows in one calendar: of one sheet, or one for each period where definitions changed with time."""
    asked = [(period, engine.tree.structure(question.day(period))) for period in question.periods]
    units = {structure.epoch: _units(structure, question, narrow) for _, structure in asked}
    _refuse_units_of_no_period(question, [structure for _, structure in asked])
    places = [Place(structure, period, units[structure.epoch]) for period, structure in asked]
    sheets = [Sheet(definitions, some) for some in ([[place] for place in places] if definitions.dated else [places])]
    for sheet in sheets:
        sheet.read(engine, files, question.measures, compare=question.compare, approved=question.approved)
    found = [Answers(sheet, question) for sheet in sheets]
    return found[0] if len(found) == 1 else [row for rows in found for row in rows]


def _units(structure: Structure, question: Question, narrow: Narrow | None) -> Sequence[str]:
    codes: Sequence[str] = ()
    if question.units is not None:
        codes = [code for code in question.units if structure.has(code)]
    elif structure.knows(question.selector):
        codes = structure.select(question.selector)
    return narrow(structure, codes) if narrow and codes else codes


def _refuse_units_of_no_period(question: Question, asked: Iterable[Structure]) -> None:
    """A unit that only some of the periods' structures have gets rows for these; one that none has is a mistake."""
    if question.units is None and not any(structure.knows(question.selector) for structure in asked):
        for structure in asked:
            structure.select(question.selector)
