"""One question's reading of the sums: which files, which of them hold what, and the columns that are made of it."""

from collections.abc import Mapping, Sequence

from dutdiem.measures.arrays import Ints
from dutdiem.measures.asking import Files
from dutdiem.measures.columns import Column
from dutdiem.measures.definitions import Element
from dutdiem.measures.needs import Need, Span, Want, stored_in_span
from dutdiem.measures.structure import Tree
from dutdiem.measures.sums.file import Block, Sheaf
from dutdiem.measures.sums.keep import Sums
from dutdiem.measures.sums.read import NAMES, Stretch, column_of, run_of
from dutdiem.measures.sums.upper import Part, added

_Opened = tuple[Ints, list[tuple[str, Sheaf]]]
"""The numbers of a want's units, and its stored periods with their files of sums."""


class Reading:
    """What the needs of one question have in common is looked up once."""

    def __init__(self, sums: Sums, tree: Tree, files: Files, approved: bool) -> None:
        self._sums, self._tree, self._files, self._approved = sums, tree, files, approved
        self._numbers: dict[tuple[int, int], Ints] = {}
        self._runs: dict[int, slice | None] = {}
        self._ready: dict[tuple[int, tuple[str, str]], list[_Opened]] = {}

    def columns(self, needs: Sequence[Need]) -> list[Column | None]:
        """A column for each need; None where the sums do not hold it."""
        groups: dict[tuple[int, tuple[str, str]], list[int]] = {}
        for at, need in enumerate(needs):
            if _plain(need):
                groups.setdefault((id(need.wants), need.element.stored_as), []).append(at)
        together: dict[int, Column] = {}
        for group in groups.values():
            together |= self._together(needs, group)
        return [together[at] if at in together else self._column(need) for at, need in enumerate(needs)]

    def _together(self, needs: Sequence[Need], group: Sequence[int]) -> Mapping[int, Column]:
        """The columns of needs for the same wants, as far as these are of upper units alone."""
        first = needs[group[0]]
        codes = tuple(needs[at].element.code for at in group)
        parts: list[Part] = []
        start = 0
        for numbers, opened in self._opened(first.wants, first.element):
            highest = int(numbers.max(initial=-1))
            if any(highest >= sheaf.upper.units for _, sheaf in opened):
                return {}
            parts += [Part(start, numbers, sheaf.upper, code) for code, sheaf in opened]
            start += len(numbers)
        return {at: column for at, column in zip(group, added(codes, parts, start), strict=True) if column}

    def _column(self, need: Need) -> Column | None:
        """The column of one need, from its blocks."""
        element, start = need.element, 0
        if not all(_summed(element, want.span) for want in need.wants):
            return None
        stretches: list[Stretch] = []
        for numbers, opened in self._opened(need.wants, element):
            blocks: list[Block] = []
            for code, sheaf in opened:
                found = sheaf.blocks.get((element.code, code), ())
                if len(found) > 1 or any(block.wide for block in found):
                    return None
                blocks += found
            stretches.append(Stretch(start, numbers, blocks, self._run(numbers)))
            start += len(numbers)
        return column_of(element, stretches, start)

    def _opened(self, wants: Sequence[Want], element: Element) -> "list[_Opened]":
        key = id(wants), element.stored_as
        if key not in self._ready:
            self._ready[key] = [(self._of_units(want), self._of_periods(want, element)) for want in wants]
        return self._ready[key]

    def _of_units(self, want: Want) -> Ints:
        key = self._tree.epoch(want.day), id(want.units)
        if key not in self._numbers:
            self._numbers[key] = self._sums.order(self._tree.structure(want.day)).at(want.units)
        return self._numbers[key]

    def _run(self, numbers: Ints) -> slice | None:
        if id(numbers) not in self._runs:
            self._runs[id(numbers)] = run_of(numbers)
        return self._runs[id(numbers)]

    def _of_periods(self, want: Want, element: Element) -> list[tuple[str, Sheaf]]:
        structure = self._tree.structure(want.day)
        return [
            (code, self._sums.sheaf(self._files[month], structure, approved=self._approved))
            for code, ends in want.span.stored.get(element.stored_as, ())
            if (month := ends.isoformat()[:7]) in self._files
        ]


def _plain(need: Need) -> bool:
    """Whether the element is simply added, over units and, where there are several stored periods, over time."""
    element = need.element
    if element.over_units != "sum":
        return False
    return element.over_time == "sum" or all(len(want.span.stored.get(element.stored_as, ())) < 2 for want in need.wants)


def _summed(element: Element, span: Span) -> bool:
    """Whether the sums hold the element: no stock over several periods, and no fraction of every step."""
    over_units, over_time = element.over_units, element.over_time
    if over_units not in NAMES:
        return False
    return len(stored_in_span(element, span)) < 2 or not (
        over_time == "last" or (over_units == "average" and over_time != "average")
    )
