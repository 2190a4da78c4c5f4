"""Tables without lines, or with horizontal ones only: columns by white space, rows by ordinals.

Only a heading row whose words name what a task table has ("TT", "Nhiệm vụ", "Chủ trì", "Thời gian") begins one: letterheads,
signatures and running text have no such row. A table goes on over the next page with the heading repeated or without.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from dutdiem.reading.files.parts import Grid
from dutdiem.reading.files.pdf.columns import Columns, columns_between
from dutdiem.reading.files.pdf.headings import ORDINAL, Heading, HeadingRow, heading_row
from dutdiem.reading.files.pdf.rows import ACROSS, Piece, Row, pieces_of, rows_by_gaps, rows_by_ordinals, rows_by_rules
from dutdiem.reading.files.pdf.rulings import Line as Ruling
from dutdiem.reading.files.pdf.words import Line

_FAR = 2.6  # of the height of a line: more white than between rows
_RULE_SHARE = 0.8  # of the table's width
_FEWEST_RULES = 3
_MOST_GROUP_LINES = 4


@dataclass(frozen=True, slots=True)
class Unruled:
    """A table in the lines first..last (inclusive) of a page."""

    grid: Grid
    columns: Columns
    headings: tuple[Heading, ...]
    first: int
    last: int
    reaches_end: bool
    heading_lines: int
    goes_on: bool  # with the table of the page before

    @property
    def is_numbered(self) -> bool:
        return HeadingRow(self.headings, 0, 0).is_numbered

    def is_headed_like(self, row: HeadingRow) -> bool:
        """Does the row repeat this table's headings, as far as it has been read?"""
        if len(row.headings) != len(self.headings):
            return False
        return all(mine.text.startswith(other.text) for mine, other in zip(self.headings, row.headings, strict=True))


def unruled_table(
    lines: list[Line],
    rulings: list[Ruling],
    before: Unruled | None,
    joined: Callable[[list[str]], str],
    is_bold: Callable[[Line], bool],
) -> Unruled | None:
    """The table of a page, None where there is none. `before`: the one that reaches the end of the page before.

    `joined` makes a cell's text of its lines.
    """
    row = heading_row(lines, is_bold)
    if row is None:
        return _continued(lines, rulings, before, joined) if before else None
    if before and before.is_headed_like(row):
        row = HeadingRow(before.headings, row.first, row.first + before.heading_lines - 1)
        return _Reader(lines, rulings, before.columns.again(lines), row, joined, goes_on=True).table()
    columns = _columns_under(row, lines, rulings)
    return _Reader(lines, rulings, columns, row, joined, goes_on=False).table() if columns else None


def _continued(lines: list[Line], rulings: list[Ruling], before: Unruled, joined: Callable[[list[str]], str]) -> Unruled | None:
    """The rest of a table whose heading is not repeated: what stands first must stand in its columns."""
    columns = before.columns.again(lines)
    if not lines or (columns.crossed_by(lines[0]) and not ORDINAL.match(lines[0].words[0].text)):
        return None
    return _Reader(lines, rulings, columns, HeadingRow(before.headings, 0, -1), joined, goes_on=True).table()


def _columns_under(row: HeadingRow, lines: list[Line], rulings: list[Ruling]) -> Columns | None:
    below = lines[row.last + 1 :]
    near = [at for at, pair in enumerate(pairwise(below), 1) if _far(*pair)]
    return columns_between(row.headings, below[: near[0]] if near and not rulings else below)


def _far(upper: Line, lower: Line) -> bool:
    return upper.base - lower.base > 2 * _FAR * max(upper.height, lower.height)


class _Reader:
    """Reads one table, whose columns and heading are known."""

    def __init__(
        self,
        lines: list[Line],
        rulings: list[Ruling],
        columns: Columns,
        row: HeadingRow,
        joined: Callable[[list[str]], str],
        *,
        goes_on: bool,
    ) -> None:
        self._lines, self._columns, self._row, self._joined = lines, columns, row, joined
        self._in = [[columns.of(word) for word in line.words] for line in lines]
        self._across = [columns.crossed_by(line) for line in lines]
        self._rules = _rules(rulings, row.headings)
        self._goes_on = goes_on
        self._heading_lines = row.last - row.first + 1 if row.last >= row.first else 1

    def table(self) -> Unruled | None:
        start = self._row.last + 1
        ruled = len(self._rules) >= max(_FEWEST_RULES, sum(map(self._has_ordinal, range(start, len(self._lines)))))
        last = self._last_within_rules() if ruled else self._last(start)
        body = self._body(start, last, ruled)
        if not body or not (self._goes_on or any(sum(map(bool, cells)) >= min(3, len(self._columns)) for cells in body)):
            return None
        headings = [] if self._goes_on else [[heading.text for heading in self._row.headings]]
        rows = [row for row in headings + body if any(row)]
        grid = Grid(rows, [list(row) for row in rows])
        return Unruled(
            grid,
            self._columns,
            self._row.headings,
            self._row.first,
            last,
            last == len(self._lines) - 1,
            self._heading_lines,
            self._goes_on,
        )

    def _body(self, start: int, last: int, ruled: bool) -> list[list[str]]:
        pieces = [piece for at in range(start, last + 1) for piece in pieces_of(self._lines[at], self._in[at], self._across[at])]
        if not pieces:
            return []
        if ruled:
            rows = rows_by_rules(pieces, self._rules)
            if not self._goes_on:
                self._add_to_headings(rows.pop(sum(1 for rule in self._rules if rule > self._lines[start - 1].base)))
        elif ordinals := self._ordinals(pieces):
            rows = rows_by_ordinals(pieces, ordinals, self._goes_on)
            if rows[0] and not self._goes_on:
                self._add_to_headings(rows.pop(0))
        else:
            rows = [pieces] if self._is_numbered else rows_by_gaps(pieces, len(self._columns))
        return [self._cells(row) for row in rows]

    @property
    def _is_numbered(self) -> bool:
        return self._row.is_numbered

    def _ordinals(self, pieces: list[Piece]) -> list[Piece]:
        """What begins rows: numbers in the first column, and lines across the table that have none."""
        if not self._is_numbered:
            return []
        found = []
        for before, piece in pairwise([None, *pieces]):
            assert piece is not None
            begins = piece.column == ACROSS and self._begins_group(piece, before)
            if begins or (piece.column == 0 and len(piece.words) == 1 and ORDINAL.match(piece.text)):
                found.append(piece)
        return found

    def _begins_group(self, piece: Piece, before: Piece | None) -> bool:
        """A group row without a number begins in the first column, and no line of a group stands above it."""
        follows = before is not None and before.base - piece.base < 1.5 * piece.height and before.column in (ACROSS, 0)
        return self._columns.of(piece.words[0]) == 0 and not follows

    def _add_to_headings(self, row: Row) -> None:
        """Lines between the heading and the first ordinal that stands at the top of its row are the heading's."""
        for column, text in enumerate(self._cells(row)):
            heading = self._row.headings[column]
            heading.text = f"{heading.text} {text}".strip()
        self._heading_lines += len({piece.base for piece in row})

    def _cells(self, row: Row) -> list[str]:
        cells = [""] * len(self._columns)
        across = [piece for piece in row if piece.column == ACROSS]
        if len(across) * 2 >= sum(1 for piece in row if piece.column != 0):
            group = [piece for piece in row if piece.column != 0]
            number = [piece.text for piece in row if piece.column == 0]
            cells[0] = self._joined(number)
            cells[1 if number else 0] = self._joined([piece.text for piece in group])
            return cells
        for column in range(len(self._columns)):
            cells[column] = self._joined([text for piece in row if (text := self._part(piece, column))])
        return cells

    def _part(self, piece: Piece, column: int) -> str:
        if piece.column != ACROSS:
            return piece.text if piece.column == column else ""
        return " ".join(word.text for word in piece.words if self._columns.of(word) == column)

    def _last_within_rules(self) -> int:
        lowest = self._rules[-1]
        return max((at for at, line in enumerate(self._lines) if line.base > lowest), default=self._row.last)

    def _last(self, start: int) -> int:
        """The last line of the table: what follows runs across its columns, or stands far below."""
        end = self._far_below(start)
        rows = [at for at in range(start, end) if self._is_row(at, end)]
        last = rows[-1] if rows else start - 1
        while last + 1 < end and not self._across[last + 1] and self._belongs(last + 1):
            last += 1
        return end - 1 if end == len(self._lines) and self._is_group(last + 1, end) else last

    def _far_below(self, start: int) -> int:
        """The line that stands farther below the one before it than any did."""
        widest = 0.0
        for at in range(max(start, 1), len(self._lines)):
            gap = self._lines[at - 1].base - self._lines[at].base
            far = gap > _FAR * self._lines[at].height and gap > 1.5 * widest
            if far and at > start and not self._has_ordinal(at):
                return at
            widest = max(widest, gap)
        return len(self._lines)

    def _has_ordinal(self, at: int) -> bool:
        return self._in[at][0] == 0 and self._in[at].count(0) == 1 and bool(ORDINAL.match(self._lines[at].words[0].text))

    def _belongs(self, at: int) -> bool:
        """In a numbered table nothing but numbers stands in the first column; in others no numbered heading."""
        return self._in[at][0] != 0 or self._is_numbered == bool(ORDINAL.match(self._lines[at].words[0].text))

    def _is_row(self, at: int, end: int) -> bool:
        """Does a row stand here, with its number where rows are numbered and at least two cells filled besides?"""
        if self._across[at] or (self._is_numbered and not self._has_ordinal(at)):
            return self._is_numbered and self._goes_on and not self._across[at] and at == 0
        filled = set(self._in[at])
        for other in range(at + 1, end):
            if self._across[other] or self._has_ordinal(other):
                break
            filled |= set(self._in[other])
        return len(filled) >= min(3, len(self._columns))

    def _is_group(self, start: int, end: int) -> bool:
        """Is what stands at the end of the page one group row, whose rows are on the next?"""
        if not 0 < end - start <= _MOST_GROUP_LINES or not self._has_ordinal(start):
            return False
        return all(self._across[at] or at == start for at in range(start, end))


def _rules(rulings: list[Ruling], headings: tuple[Heading, ...]) -> list[float]:
    """The heights of the lines that run through all columns, from the top down."""
    left, right = headings[0].left, headings[-1].right
    wide = [line for line in rulings if min(line.end, right) - max(line.start, left) >= _RULE_SHARE * (right - left)]
    return sorted({line.at for line in wide}, reverse=True)
