"""Periods as the measures need them, and where a measure reads its elements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Protocol

from dutdiem.measures.definitions import Definitions, Element
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


def span_of(period: Period, elements: Iterable[Element]) -> Span:
    """The period as the roll-up wants it, for elements of these frequencies."""
    kinds = {element.frequency for element in elements}
    stored = {kind: tuple((part.code, part.end) for part in period.parts(kind)) for kind in kinds}
    return Span(period.code, period.end, stored)


def moved_period(period: Period, moves: Iterable[str]) -> Period | None:
    """The period after some moves, `parent` leaving it as it is; None where there is no such period."""
    try:
        for move in moves:
            if move != "parent":
                period = getattr(period, move)()
    except ValueError:
        return None
    return period


def reached(measures: Iterable[str], definitions: Definitions) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every element that the measures read, through indicators of indicators, with the moves under which they do."""
    for code in measures:
        if code in definitions.elements:
            yield code, ()
            continue
        for name, moves in reaches(parse_formula(definitions.indicators[code].formula)):
            for element, further in reached([name], definitions):
                yield element, (*moves, *further)
