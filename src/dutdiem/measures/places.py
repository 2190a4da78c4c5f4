"""The grid of aggregated parts, and its places: a unit and a period, from which a formula reads values here and elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Protocol

from dutdiem.measures.definitions import PLAIN_MONTHS, Definitions, Element
from dutdiem.measures.evaluation import evaluate
from dutdiem.measures.formula import parse_formula, reaches
from dutdiem.measures.rollup import Key, Part, Span
from dutdiem.measures.structure import Structure, Tree

_MISSING = Part(None, Fraction(1), 0)


class Period(Protocol):
    """What the measures need of a period; `dutdiem.calendar.periods.Period` is one. The moves may raise ValueError."""

    @property
    def code(self) -> str: ...
    @property
    def end(self) -> date: ...
    def previous(self) -> Period: ...
    def same_period_last_year(self) -> Period: ...
    def year_to_date(self) -> Period: ...
    def parts(self, kind: str) -> Sequence[Period]: ...
    def under(self, calendar: str) -> Period: ...


def span_of(period: Period, elements: Iterable[Element]) -> Span:
    """The period as the roll-up wants it, for elements of these frequencies and calendars."""
    kinds = {element.stored_as for element in elements}
    stored = {kind: tuple((part.code, part.end) for part in _stored(period, *kind)) for kind in kinds}
    return Span(period.code, period.end, stored)


def _stored(period: Period, frequency: str, calendar: str) -> Sequence[Period]:
    return period.under(calendar).parts(frequency)


def moved_period(period: Period, moves: Iterable[str]) -> Period | None:
    """The period after some moves, `parent` leaving it as it is; None where there is no such period."""
    try:
        for move in moves:
            if move != "parent":
                period = getattr(period, move)()
    except ValueError:
        return None
    return period


Reach = tuple[str, tuple[str, ...]]
"""An element, with the moves under which it is read."""


def reached(measures: Iterable[str], definitions: Definitions, period: Period | None = None) -> Iterator[Reach]:
    """Every element that the measures read, through indicators of indicators, with the moves under which they do.

    Formulas are those of `period`, and of the periods it is moved to; the newest without one.
    """
    held = definitions.at(period.end) if period else definitions
    for code in measures:
        if code in held.elements:
            yield code, ()
            continue
        for name, moves in reaches(parse_formula(held.indicators[code].formula)):
            there = moved_period(period, moves) if period else None
            for element, further in reached([name], definitions, there):
                yield element, (*moves, *further)


def calendar_of(measure: str, definitions: Definitions) -> str:
    """The calendar in which a measure's periods are: that of all its elements, plain months where they are of several."""
    calendars = {definitions.elements[code].calendar for code, _ in reached([measure], definitions)}
    return calendars.pop() if len(calendars) == 1 else PLAIN_MONTHS


@dataclass
class Grid:
    """All parts that one question needs."""

    tree: Tree
    definitions: Definitions
    parts: Mapping[Key, Part]
    today: date
    _levels: dict[str, str] = field(default_factory=dict)
    _moved: dict[tuple[str, str], Period | None] = field(default_factory=dict)
    _expected: dict[tuple[int, str, str], list[tuple[Mapping[str, int], int]] | None] = field(default_factory=dict)
    _reached: dict[tuple[str, str], list[Reach]] = field(default_factory=dict)

    def held(self, period: Period) -> Definitions:
        """What is defined for a period."""
        return self.definitions.at(period.end)

    def reads(self, measure: str, period: Period) -> list[Reach]:
        """The elements that decide how complete a measure is: those read in place, or else all, with their moves."""
        key = measure, period.code if self.definitions.earlier else ""
        if key not in self._reached:
            read = list(reached([measure], self.definitions, period if self.definitions.earlier else None))
            self._reached[key] = [pair for pair in read if not pair[1]] or read
        return self._reached[key]

    def moved(self, period: Period, move: str) -> Period | None:
        """The period of a move, found once."""
        key = period.code, move
        if key not in self._moved:
            self._moved[key] = moved_period(period, [move])
        return self._moved[key]

    def expected(self, structure: Structure, element: str, period: Period, unit: str) -> int | None:
        """How many reports of the element a unit's value should have in it by today; None where no form has it."""
        key = structure.epoch, element, period.code
        if key not in self._expected:
            self._expected[key] = self._counts(structure, element, period)
        counts = self._expected[key]
        return None if counts is None else sum(times * found.get(unit, 0) for found, times in counts)

    def _counts(self, structure: Structure, element: str, period: Period) -> list[tuple[Mapping[str, int], int]] | None:
        """The reporters below each unit, for each stretch of time without a change, and how many reports each owes."""
        if not self._levels:
            self._levels = {code: form.level for form in self.definitions.forms.values() for code in form.elements}
        level = self._levels.get(element.partition(":")[0])
        if level is None:
            return None
        definition = self.held(period).elements[element]
        ends = [part.end for part in _stored(period, *definition.stored_as) if part.end <= self.today]
        epochs: dict[int, list[date]] = {}
        for end in ends[-1:] if definition.over_time == "last" else ends:
            epochs.setdefault(self.tree.epoch(end), []).append(end)
        return [(structure.expected(level, days[0]), len(days)) for days in epochs.values()]


@dataclass(frozen=True, slots=True)
class Spot:
    """One unit in a structure, in one period."""

    grid: Grid
    structure: Structure
    unit: str
    period: Period

    def part(self, element: str) -> Part:
        """The element's part here; one without a value where nobody reported."""
        return self.grid.parts.get((self.structure.epoch, self.unit, element, self.period.code), _MISSING)

    def value(self, code: str) -> Fraction | None:
        """The exact value of an element or indicator here."""
        held = self.grid.held(self.period)
        if code in held.elements:
            return self.part(code).value
        return evaluate(parse_formula(held.indicators[code].formula), self)

    def moved(self, move: str) -> Spot | None:
        """The spot of another period, or of the parent; None where there is none."""
        if move == "parent":
            parent = self.structure.parent_of(self.unit)
            return Spot(self.grid, self.structure, parent, self.period) if parent else None
        there = self.grid.moved(self.period, move)
        return None if there is None else Spot(self.grid, self.structure, self.unit, there)
