"""A sheet: the places that a question asks for, one row each, with a column for every element that its measures read there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np

from dutdiem.measures.arrays import Bools
from dutdiem.measures.columns import Column
from dutdiem.measures.definitions import Definitions, Element
from dutdiem.measures.estimates import Moves, estimated
from dutdiem.measures.evaluation import evaluate
from dutdiem.measures.formula import parse_formula
from dutdiem.measures.nears import Estimate
from dutdiem.measures.places import Period, Reach, moved_period, reached, span_of
from dutdiem.measures.rollup import Engine, Files, Need, Span, Want
from dutdiem.measures.structure import Structure

LAST_YEAR = "same_period_last_year"


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Units in a structure, in one period (None where a move led out of the calendar); an empty code is no unit."""

    structure: Structure
    period: Period | None
    units: Sequence[str]

    def moved(self, move: str) -> Place:
        """Where a move leads."""
        if move == "parent":
            above = [self.structure.parent_of(code) or "" if code else "" for code in self.units]
            return Place(self.structure, self.period, above)
        return Place(self.structure, moved_period(self.period, [move]) if self.period else None, self.units)

    def exists(self) -> Bools:
        """Which of the units have a place here."""
        if self.period is None or all(self.units):
            return np.full(len(self.units), self.period is not None)
        return np.array([bool(code) for code in self.units], np.bool_)


class Sheet:
    """All that one question needs, read once. Rows are the places' units, one place after the other.

    Where definitions changed with time there is one place: all its rows are computed with what held in its period.
    """

    def __init__(self, definitions: Definitions, places: Sequence[Place]) -> None:
        self.definitions = definitions
        self.length = sum(len(place.units) for place in places)
        self._places: dict[Moves, Sequence[Place]] = {(): places}
        self._exists: dict[Moves, Bools] = {}
        self._columns: dict[tuple[str, Moves], Column] = {}
        self._estimates: dict[tuple[str, Moves], Estimate] = {}
        self._kept: dict[tuple[tuple[str, str], Moves], list[Want]] = {}

    def read(self, engine: Engine, files: Files, measures: Iterable[str], *, compare: bool, approved: bool) -> None:
        """Reads what the measures need, and the same of the same period last year with `compare`."""
        pairs = dict.fromkeys(self.reached(measures))
        if compare:
            before = self.reached(measures, (LAST_YEAR,))
            pairs |= dict.fromkeys([(code, (LAST_YEAR, *moves)) for code, moves in before])
        held = {moves: self.held(moves).elements for moves in {moves for _, moves in pairs}}
        needs = [Need(held[moves][code], self._wants(held[moves][code], moves)) for code, moves in pairs]
        self._columns = dict(zip(pairs, engine.columns(files, needs, approved=approved), strict=True))

    def _wants(self, element: Element, moves: Moves) -> list[Want]:
        """The same list for all elements of one frequency, so that what they have in common is looked up once."""
        key = element.stored_as, moves
        if key not in self._kept:
            self._kept[key] = [
                Want(span_of(place.period, [element]) if place.period else _NEVER, place.structure.on, place.units)
                for place in self.places(moves)
            ]
        return self._kept[key]

    def period(self, moves: Moves) -> Period | None:
        """The period that the moves lead to, where what is defined depends on it."""
        places = self.places(moves)
        return places[0].period if self.definitions.dated and places else None

    def held(self, moves: Moves = ()) -> Definitions:
        """What was defined in the period that the moves lead to."""
        period = self.period(moves)
        return self.definitions.at(period.end) if period else self.definitions

    def reached(self, measures: Iterable[str], moves: Moves = ()) -> Iterator[Reach]:
        """The elements that measures read from where the moves lead, with the further moves."""
        return reached(measures, self.definitions, self.period(moves))

    def places(self, moves: Moves) -> Sequence[Place]:
        """Where the moves lead from the places."""
        if moves not in self._places:
            self._places[moves] = [place.moved(moves[-1]) for place in self.places(moves[:-1])]
        return self._places[moves]

    def exists(self, moves: Moves) -> Bools:
        """Which rows have a place where the moves lead."""
        if moves not in self._exists:
            self._exists[moves] = np.concatenate([*(place.exists() for place in self.places(moves)), np.zeros(0, np.bool_)])
        return self._exists[moves]

    def column(self, element: str, moves: Moves = ()) -> Column:
        """The element's values where the moves lead."""
        return self._columns[element, moves]

    def estimate(self, code: str, moves: Moves = ()) -> Estimate:
        """Between which numbers the values of an element or indicator lie, where the moves lead."""
        key = code, moves
        if key not in self._estimates:
            with np.errstate(all="ignore"):
                self._estimates[key] = _Within(self, {}).estimate(code, moves)
        return self._estimates[key]

    def exact(self, code: str, row: int, moves: Moves = ()) -> Fraction | None:
        """The exact value of one row."""
        return Cell(self, row, moves).value(code) if self.exists(moves)[row] else None


@dataclass(frozen=True, slots=True)
class _Within:
    """A sheet's rows while one formula is computed. Only what the formula reads more than once is kept: fresh memory takes longer
    than the computing."""

    sheet: Sheet
    met: dict[tuple[str, Moves], Estimate | None]

    @property
    def length(self) -> int:
        return self.sheet.length

    def exists(self, moves: Moves) -> Bools:
        return self.sheet.exists(moves)

    def estimate(self, code: str, moves: Moves) -> Estimate:
        held = self.sheet.held(moves)
        if code in held.elements:
            return self.sheet.column(code, moves).estimate()
        key = code, moves
        if found := self.met.get(key):
            return found
        made = estimated(parse_formula(held.indicators[code].formula), self, moves)
        self.met[key] = made if key in self.met else None
        return made


@dataclass(frozen=True, slots=True)
class Cell:
    """One row of a sheet, where moves lead: a place that formulas are computed at exactly."""

    sheet: Sheet
    row: int
    moves: Moves = ()

    def value(self, code: str) -> Fraction | None:
        """The exact value of an element or indicator here."""
        held = self.sheet.held(self.moves)
        if code in held.elements:
            return self.sheet.column(code, self.moves).part(self.row).value
        return evaluate(parse_formula(held.indicators[code].formula), self)

    def moved(self, move: str) -> Cell | None:
        """The cell where a move leads; None where there is none."""
        there = (*self.moves, move)
        return Cell(self.sheet, self.row, there) if self.sheet.exists(there)[self.row] else None


_NEVER = Span("", date.min, {})
