"""Roll-ups: values of elements for units and periods, in the structure of any day, exact.

An `Engine` answers most questions out of the sums that are kept beside the mart (`sums`). What they do not hold (stocks over
several periods, what is not added over units, amounts too large for 64 bits) becomes a question of SQL (`asking`), run over the
figures themselves by DuckDB in this process; Spark (`runners`) answers every question so, with the same cells. Threads may share
an engine.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from dutdiem.measures.arrays import keep_memory
from dutdiem.measures.asking import Ask, Files, Runner, Step
from dutdiem.measures.columns import Column, of_parts
from dutdiem.measures.combining import Part, combine, mode_of, needs_of
from dutdiem.measures.definitions import Element
from dutdiem.measures.needs import Need, Span, Want, stored_in_span
from dutdiem.measures.rollup_sql import COLUMNS
from dutdiem.measures.runners.duck import DuckRunner
from dutdiem.measures.structure import Tree
from dutdiem.measures.sums import Reading, Sums

__all__ = ["Engine", "Files", "Need", "Part", "Source", "Span", "Want"]

_Key = tuple[int, str, str, str]
# Epoch of the structure, unit, element, requested period.


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
        self._sums = Sums(sums) if sums else None
        self._runner = runner or DuckRunner()
        keep_memory()

    def columns(self, files: Files, needs: Sequence[Need], *, approved: bool = False) -> list[Column]:
        """A column for each need."""
        found: Sequence[Column | None] = [None] * len(needs)
        if self._sums:
            found = Reading(self._sums, self.tree, files, approved).columns(needs)
        rest = [need for need, column in zip(needs, found, strict=True) if column is None]
        asked = iter(self._asked(files, rest, approved))
        return [column or next(asked) for column in found]

    def _asked(self, files: Files, needs: Sequence[Need], approved: bool) -> list[Column]:
        """The columns by SQL over the figures, in one question."""
        parts = self._parts(files, needs, approved) if needs else {}
        return [of_parts([parts.get(key) for key in self._keys(need)]) for need in needs]

    def _keys(self, need: Need) -> Iterator[_Key]:
        for want in need.wants:
            epoch = self.tree.epoch(want.day)
            yield from ((epoch, unit, need.element.code, want.span.code) for unit in want.units)

    def _parts(self, files: Files, needs: Sequence[Need], approved: bool) -> dict[_Key, Part]:
        kinds = {need.element.code: need.element for need in needs}
        every = dict.fromkeys(step for need in needs for step in self._steps(need.element, need.wants))
        steps = [step for step in every if f"{step.ends:%Y-%m}" in files]
        if not steps:
            return {}
        columns = {column for element in kinds.values() for column in needs_of(element)}
        wants = [want for need in needs for want in need.wants]
        return _gathered(self._runner.rows(self._ask("figures", files, wants, steps, columns, approved)), kinds, columns)

    def sources(self, files: Files, element: Element, want: Want, *, approved: bool = False) -> list[Source]:
        """The figures that the element's value of one unit and period is made of, in order of period and unit."""
        steps = [step for step in self._steps(element, [want]) if f"{step.ends:%Y-%m}" in files]
        if not steps:
            return []
        return [Source(*row) for row in self._runner.rows(self._ask("sources", files, [want], steps, ("total",), approved))]

    def warm(self, files: Files, days: Iterable[date]) -> None:
        """Makes the sums of these files in the structures of these days, so that the first question finds them.

        What a correction needs of these structures is laid out too.
        """
        if self._sums is None:
            return
        for day, structure in {self.tree.epoch(day): (day, self.tree.structure(day)) for day in days}.values():
            self._sums.order(structure).spread(day)
            for of_month in files.values():
                self._sums.sheaf(of_month, structure)

    def renew(self, before: Sequence[str], after: Sequence[str], elements: Collection[str], days: Iterable[date]) -> None:
        """Makes the sums of a month's files out of those of its files before, of which only these elements changed."""
        if self._sums is None:
            return
        for structure in {self.tree.epoch(day): self.tree.structure(day) for day in days}.values():
            self._sums.renew(before, after, structure, elements)

    def _steps(self, element: Element, wants: Sequence[Want]) -> list[Step]:
        found: dict[Step, None] = {}
        for want in wants:
            epoch = self.tree.epoch(want.day)
            stored = stored_in_span(element, want.span)
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
            units[self.tree.epoch(want.day)].update(unit for unit in want.units if unit)
        return Ask(kind, files, list(structures.values()), units, steps, columns, approved)


def _gathered(rows: Iterable[tuple[Any, ...]], kinds: Mapping[str, Element], columns: Collection[str]) -> dict[_Key, Part]:
    names = [name for name in COLUMNS if name in columns]
    steps: dict[_Key, list[dict[str, Any]]] = defaultdict(list)
    for structure, requested, unit, element, *values, reported in rows:
        step = dict(zip(names, values, strict=True), reported=int(reported))
        steps[structure, unit, element, requested].append(step)
    return {key: combine(kinds[key[2]], found) for key, found in steps.items()}
