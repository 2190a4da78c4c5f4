"""Roll-ups: values of elements for units and periods, in the structure of any day, exact.

An `Engine` turns a question into one or two of SQL (`asking`) and what comes back into parts; the SQL is run by DuckDB in this
process or by Spark (`runners`), with the same cells. Sums that are kept beside the mart answer most questions where DuckDB runs;
minima, maxima and stocks over several periods are computed from the figures themselves. Threads may share an engine.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from dutdiem.measures.asking import Ask, Files, Runner, Step
from dutdiem.measures.combining import Part, combine, mode_of, needs_of
from dutdiem.measures.definitions import Element
from dutdiem.measures.rollup_sql import COLUMNS
from dutdiem.measures.runners.duck import DuckRunner
from dutdiem.measures.structure import Tree

__all__ = ["Engine", "Files", "Key", "Part", "Source", "Span", "Want"]

Key = tuple[int, str, str, str]
"""Epoch of the structure, unit, element, requested period."""


@dataclass(frozen=True, slots=True)
class Span:
    """A period by its code and its last day, with the stored periods (code, last day) that make it up, by `Element.stored_as`."""

    code: str
    closes: date
    stored: Mapping[tuple[str, str], tuple[tuple[str, date], ...]]


@dataclass(frozen=True, slots=True)
class Want:
    """A period for some units, in the structure of `day`."""

    span: Span
    day: date
    units: frozenset[str]


class Source(NamedTuple):
    """One figure as it was reported, and the share of it that counts; `submission` is the record it came from."""

    element: str
    period: str
    unit: str
    share: Decimal
    value: Decimal
    status: str
    submission: int


class Engine:
    """Answers questions over the files of one version of the mart, for one tree.

    `sums` is the folder for sums; without it every question reads the figures. `runner` is DuckDB in this process where
    none is given.
    """

    def __init__(self, tree: Tree, sums: Path | None = None, runner: Runner | None = None) -> None:
        self.tree = tree
        self._runner = runner or DuckRunner(sums)

    def parts(self, files: Files, elements: Sequence[Element], wants: Sequence[Want], *, approved: bool = False) -> dict[Key, Part]:
        """The part of every wanted unit, element and period that has a figure; what is not in it is missing."""
        kinds = {element.code: element for element in elements}
        steps = [step for step in self._steps(elements, wants) if f"{step.ends:%Y-%m}" in files]
        groups: dict[str, list[Step]] = defaultdict(list)
        for step in steps:
            summed = self._runner.keeps_sums and _summed(kinds[step.element], step.mode)
            groups["sums" if summed else "figures"].append(step)
        found: dict[Key, Part] = {}
        for kind, group in groups.items():
            columns = {column for step in group for column in needs_of(kinds[step.element])}
            rows = self._runner.rows(self._ask(kind, files, wants, group, columns, approved))
            found.update(_gathered(rows, kinds, columns))
        return found

    def sources(self, files: Files, element: Element, want: Want, *, approved: bool = False) -> list[Source]:
        """The figures that the element's value of one unit and period is made of, in order of period and unit."""
        steps = [step for step in self._steps([element], [want]) if f"{step.ends:%Y-%m}" in files]
        if not steps:
            return []
        return [Source(*row) for row in self._runner.rows(self._ask("sources", files, [want], steps, ("total",), approved))]

    def warm(self, files: Files, days: Iterable[date]) -> None:
        """Makes the sums of these files in the structures of these days, so that the first question finds them."""
        paths = [path for of_month in files.values() for path in of_month]
        self._runner.warm([self.tree.structure(day) for day in days], paths)

    def _steps(self, elements: Sequence[Element], wants: Sequence[Want]) -> list[Step]:
        found: dict[Step, None] = {}
        for want in wants:
            epoch = self.tree.epoch(want.day)
            for element in elements:
                stored = _stored(element, want.span)
                mode = mode_of(element) if len(stored) > 1 else "added"
                alone = element.over_units == "none"
                for code, ends in stored:
                    found[Step(epoch, element.code, alone, want.span.code, want.span.closes, code, mode, ends)] = None
        return list(found)

    def _ask(
        self, kind: str, files: Files, wants: Sequence[Want], steps: Sequence[Step], columns: Collection[str], approved: bool
    ) -> Ask:
        structures = {structure.epoch: structure for structure in (self.tree.structure(want.day) for want in wants)}
        units: dict[int, set[str]] = defaultdict(set)
        for want in wants:
            units[self.tree.epoch(want.day)] |= want.units
        return Ask(kind, files, list(structures.values()), units, steps, columns, approved)


def _summed(element: Element, mode: str) -> bool:
    return element.over_units in ("sum", "average") and mode != "latest"


def _stored(element: Element, span: Span) -> tuple[tuple[str, date], ...]:
    stored = span.stored.get(element.stored_as, ())
    # What is not added over time has a value only for a period in which it is reported.
    return stored if element.over_time != "none" or len(stored) == 1 else ()


def _gathered(rows: Iterable[tuple[Any, ...]], kinds: Mapping[str, Element], columns: Collection[str]) -> dict[Key, Part]:
    names = [name for name in COLUMNS if name in columns]
    steps: dict[Key, list[dict[str, Any]]] = defaultdict(list)
    for structure, requested, unit, element, *values, reported in rows:
        step = dict(zip(names, values, strict=True), reported=int(reported))
        steps[structure, unit, element, requested].append(step)
    return {key: combine(kinds[key[2]], found) for key, found in steps.items()}
