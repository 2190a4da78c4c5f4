"""The ruled lines of a page and the grids that they make.

PDFium gives the drawn paths; thin ones are lines. Lines that touch make one table. A missing piece of line between two
neighbours of the grid joins them to one cell, so merged cells come out as they are drawn.
"""

from collections.abc import Iterator
from dataclasses import dataclass

_THIN = 3.0  # points: anything thinner is a line
_NEAR = 3.0  # lines closer than this are the same line
_SHORTEST = 5.0
_MOST_LINES = 3_000


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in page coordinates (points, y upwards)."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(slots=True)
class Line:
    """A horizontal (or, with the axes exchanged, vertical) line: where it lies, from where to where."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a grid: its first row and column, how many of them it covers, and where it is drawn."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruled table: its frame, the positions of its column lines, its cells."""

    frame: Box
    columns: tuple[float, ...]
    row_count: int
    cells: tuple[Cell, ...]


def ruled_tables(boxes: list[Box]) -> list[Ruled]:
    """The tables that the thin boxes among `boxes` draw, from the top of the page down."""
    across = horizontal_lines(boxes)
    down = _merged(Line((b.left + b.right) / 2, b.bottom, b.top) for b in boxes if b.right - b.left <= _THIN)
    if len(across) + len(down) > _MOST_LINES:
        return []
    tables = [_table(h, v) for h, v in _touching(across, down) if len(h) >= 2 and len(v) >= 2]
    found = [table for table in tables if table and len(table.cells) >= 2]
    return sorted(found, key=lambda table: -table.frame.top)


def horizontal_lines(boxes: list[Box]) -> list[Line]:
    """The horizontal lines among `boxes`."""
    return _merged(Line((b.bottom + b.top) / 2, b.left, b.right) for b in boxes if b.top - b.bottom <= _THIN)


def _merged(lines: Iterator[Line]) -> list[Line]:
    """Pieces of one line put together; what is too short to be one is dropped."""
    done: list[Line] = []
    for line in sorted(lines, key=lambda line: (round(line.at / _NEAR), line.start)):
        last = done[-1] if done else None
        if last and abs(last.at - line.at) <= _NEAR and line.start <= last.end + _NEAR:
            last.end = max(last.end, line.end)
        else:
            done.append(Line(line.at, line.start, line.end))
    return [line for line in done if line.end - line.start >= _SHORTEST]


def _touching(across: list[Line], down: list[Line]) -> Iterator[tuple[list[Line], list[Line]]]:
    """Groups of lines that touch one another."""
    left_across, left_down = list(across), list(down)
    while left_across:
        group_across, group_down = [left_across.pop()], []
        grown = True
        while grown:
            new_down = [v for v in left_down if any(_touch(h, v) for h in group_across)]
            left_down = [v for v in left_down if v not in new_down]
            group_down += new_down
            new_across = [h for h in left_across if any(_touch(h, v) for v in new_down)]
            left_across = [h for h in left_across if h not in new_across]
            group_across += new_across
            grown = bool(new_across)
        yield group_across, group_down


def _touch(h: Line, v: Line) -> bool:
    return h.start - _NEAR <= v.at <= h.end + _NEAR and v.start - _NEAR <= h.at <= v.end + _NEAR


def _positions(lines: list[Line]) -> list[float]:
    found: list[float] = []
    for at in sorted(line.at for line in lines):
        if not found or at - found[-1] > _NEAR:
            found.append(at)
    return found


def _table(across: list[Line], down: list[Line]) -> Ruled | None:
    xs, ys = _positions(down), _positions(across)[::-1]
    if len(xs) < 2 or len(ys) < 2:
        return None
    taken: set[tuple[int, int]] = set()
    cells = []
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) not in taken:
                cell = _cell(row, column, xs, ys, across, down)
                taken |= {(r, c) for r in range(row, row + cell.rows) for c in range(column, column + cell.columns)}
                cells.append(cell)
    return Ruled(Box(xs[0], ys[-1], xs[-1], ys[0]), tuple(xs), len(ys) - 1, tuple(cells))


def _cell(row: int, column: int, xs: list[float], ys: list[float], across: list[Line], down: list[Line]) -> Cell:
    """The cell that begins here: to the right up to the next drawn line, then down likewise."""
    right, middle = column + 1, (ys[row] + ys[row + 1]) / 2
    while right < len(xs) - 1 and not _drawn(down, xs[right], middle):
        right += 1
    below, centre = row + 1, (xs[column] + xs[column + 1]) / 2
    while below < len(ys) - 1 and not _drawn(across, ys[below], centre):
        below += 1
    return Cell(row, column, below - row, right - column, Box(xs[column], ys[below], xs[right], ys[row]))


def _drawn(lines: list[Line], at: float, through: float) -> bool:
    return any(abs(line.at - at) <= _NEAR and line.start - 1 <= through <= line.end + 1 for line in lines)
