"""The heading row of a table that has no lines, known by its words: "TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời gian"."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dutdiem.reading.files.pdf.words import Line
from dutdiem.reading.tables.roles import column_role

ORDINAL = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[A-ZĐ]|[a-zđ])[.)]?$")
_FEWEST = 3
_MOST_LINES = 4
_PITCH = 1.9  # of the height of a line: further apart, two lines are not of one cell


@dataclass(slots=True)
class Heading:
    """One column's heading with its edges."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """The headings from left to right, in the lines first..last (inclusive) of the page."""

    headings: tuple[Heading, ...]
    first: int
    last: int

    @property
    def is_numbered(self) -> bool:
        return column_role(self.headings[0].text) == "number"

    def rank(self) -> tuple[int, int, int]:
        """The more roles the better, then the fewer lines; nothing where it is no heading row."""
        roles = {column_role(heading.text) for heading in self.headings} - {None}
        fits = len(self.headings) >= _FEWEST and len(roles) >= _FEWEST and "task" in roles
        return (len(roles), self.first - self.last, len(self.headings)) if fits else (0, 0, 0)


def heading_row(lines: list[Line], is_bold: Callable[[Line], bool]) -> HeadingRow | None:
    """The first heading row among the lines; its cells may stand in several lines each."""
    for at, line in enumerate(lines):
        if _may_be_heading(line):
            best = max(_around(lines, at), key=HeadingRow.rank, default=None)
            if best is not None and best.rank()[0]:
                return _widened(best, lines, is_bold)
    return None


def _may_be_heading(line: Line) -> bool:
    roles = [column_role(phrase.text) for phrase in line.phrases()]
    return len(roles) >= 2 and len({role for role in roles if role}) >= 2


def _around(lines: list[Line], at: int) -> Iterator[HeadingRow]:
    for first in range(max(0, at - _MOST_LINES + 1), at + 1):
        for last in range(at, min(len(lines), first + _MOST_LINES)):
            if all(_follows(lines, below) for below in range(first + 1, last + 1)):
                yield _row(lines, first, last)


def _follows(lines: list[Line], at: int) -> bool:
    return lines[at - 1].base - lines[at].base <= _PITCH * max(lines[at].height, lines[at - 1].height)


def _row(lines: list[Line], first: int, last: int) -> HeadingRow:
    """Phrases one under another are one heading."""
    headings: list[Heading] = []
    for line in lines[first : last + 1]:
        for phrase in line.phrases():
            touching = [heading for heading in headings if heading.left < phrase.right and phrase.left < heading.right]
            merged = Heading(phrase.text, phrase.left, phrase.right)
            for heading in reversed(touching):
                headings.remove(heading)
                merged = Heading(f"{heading.text} {merged.text}", min(heading.left, merged.left), max(heading.right, merged.right))
            headings.append(merged)
    return HeadingRow(tuple(sorted(headings, key=lambda heading: heading.left)), first, last)


def _widened(row: HeadingRow, lines: list[Line], is_bold: Callable[[Line], bool]) -> HeadingRow:
    """With the lines above and below that are set like it, where its letters are bold, or that stand evenly about it."""
    if is_bold(lines[row.first]):
        for up, down in ((-1, 0), (0, 1)):
            while wider := _with_more(row, lines, row.first + up, row.last + down):
                if not is_bold(lines[wider.first]) or not is_bold(lines[wider.last]):
                    break
                row = wider
        return row
    wider = _with_more(row, lines, row.first - 1, row.last + 1)
    return wider if wider and _is_even(wider, lines) else row


def _with_more(row: HeadingRow, lines: list[Line], first: int, last: int) -> HeadingRow | None:
    """The row with these lines, where they are neither too far off nor a row of their own nor across its columns."""
    if first < 0 or last >= len(lines) or not all(_follows(lines, below) for below in range(first + 1, last + 1)):
        return None
    if ORDINAL.match(lines[last].words[0].text) or last - first > 2 * _MOST_LINES:
        return None
    wider = _row(lines, first, last)
    return wider if wider.rank()[0] >= row.rank()[0] and len(wider.headings) == len(row.headings) else None


def _is_even(row: HeadingRow, lines: list[Line]) -> bool:
    """Do the first and the last line belong to the same cells, as far above the others as below?"""
    above = lines[row.first].base - lines[row.first + 1].base
    below = lines[row.last - 1].base - lines[row.last].base
    same = _touched(row, lines[row.first]) == _touched(row, lines[row.last])
    return same and abs(above - below) < 0.3 * lines[row.first].height


def _touched(row: HeadingRow, line: Line) -> set[int]:
    found = enumerate(row.headings)
    return {at for at, heading in found if any(word.left < heading.right and heading.left < word.right for word in line.words)}
