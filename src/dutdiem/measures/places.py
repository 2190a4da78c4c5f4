"""Periods as the measures need them, and where a measure reads its elements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Protocol

from dutdiem.measures.definitions import PLAIN_MONTHS, Definitions, Element
from dutdiem.measures.formula import parse_formula, reaches
from dutdiem.measures.rollup import Span


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
    def __hash__(self) -> int: ...


def span_of(period: Period, elements: Iterable[Element]) -> Span:
    """The period as the roll-up wants it, for elements of these frequencies and calendars."""
    kinds = {element.stored_as for element in elements}
    stored = {(frequency, calendar): _stored(period.under(calendar), frequency) for frequency, calendar in kinds}
    return Span(period.code, period.end, stored)


@lru_cache(maxsize=1024)
def _stored(period: Period, frequency: str) -> tuple[tuple[str, date], ...]:
    return tuple((part.code, part.end) for part in period.parts(frequency))


def stored_in(period: Period, frequency: str, calendar: str) -> Sequence[Period]:
    """The periods that figures are kept for, within a period of any calendar."""
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
        for name, moves in _reaches(held.indicators[code].formula):
            there = moved_period(period, moves) if period else None
            for element, further in reached([name], definitions, there):
                yield element, (*moves, *further)


@lru_cache(maxsize=2048)
def _reaches(formula: str) -> tuple[Reach, ...]:
    return tuple(reaches(parse_formula(formula)))


def calendar_of(measure: str, definitions: Definitions) -> str:
    """The calendar in which a measure's periods are: that of all its elements, plain months where they are of several."""
    calendars = {definitions.elements[code].calendar for code, _ in reached([measure], definitions)}
    return calendars.pop() if len(calendars) == 1 else PLAIN_MONTHS
