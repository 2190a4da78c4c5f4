"""Grids from the text alone, where the file gave none: Markdown tables with or without a ruled line, rows of cells with tabs
between them (copied from a sheet), and tables whose cells the web put on lines of their own between lonely "|".
"""

import re
from functools import cache
from itertools import pairwise

from dutdiem.reading.model import SourceText
from dutdiem.reading.tables.cells import MARKS, Cell, Grid, cell_at
from dutdiem.reading.tables.piped import ruled, without_outer_bars
from dutdiem.reading.vocabulary import vocabulary

_TABS = re.compile(r"^[^\t\n]+(?:\t[^\t\n]+){2,}\n(?:[^\t\n]*\t[^\t\n]*\n){0,2}[^\t\n]*(?:\t[^\t\n]*){2,}$", re.M)
"""A heading row of three cells or more with tabs between them, and a row below it, perhaps under a group's short line."""
_CAPTION = re.compile(r"[IVXLC]{1,6}[.)\-/]|[A-ZĐ][.)]|\d{1,2}[.)] ")
"""With what a line begins that names a group, though it has no cells."""
_NUMBERED = re.compile(r"\|\s*\*{0,2}\s*(?:S?TT|[Ss]tt|Số TT|Số thứ tự|Mã [^|\n]{2,9})\.?\s*\*{0,2}\s*\|")
_LONE = re.compile(r"\n[ \t]*\|[ \t\r]*(?=\n|$)")
_FIRST_LONE = re.compile(r"[ \t]*\|[ \t\r]*(?=\n)")
_PARTED = re.compile(r"thực hiện|đơn vị|cơ quan|phân công|trách nhiệm|thời gian")
_PART = re.compile(r"chủ trì|phối hợp|bắt đầu|kết thúc|hoàn thành|chính|từ|đến")
ORDINAL = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[A-ZĐ]|[a-zđ]|[A-ZĐ]{1,4}[-.]?\d{1,3})[.)]?$")
"""What numbers a row: "3", "2.1", "IV", "a)", or a code of its own ("NV-05")."""


def grids(source: SourceText) -> list[Grid]:
    """The file's own tables if it gave any, else those that the text shows."""
    if source.tables:
        return [_given(source.text, table.start, table.end, table.rows) for table in source.tables]
    text = source.text
    found = tabbed(text) if "\t" in text else []
    if "|" not in text:
        return found
    found += ruled(text) + without_outer_bars(text)
    return sorted(found + (_exploded(text) if _NUMBERED.search(text) else []), key=lambda grid: grid.start)


def _given(text: str, start: int, end: int, rows: tuple[tuple[str, ...], ...]) -> Grid:
    at, found = start, []
    for row in rows:
        cells = []
        for value in row:
            place = text.find(value, at, end) if value else -1
            begin = place if place >= 0 else at
            at = begin + len(value) if place >= 0 else at
            cells.append(Cell(value, begin, begin + len(value) if place >= 0 else begin))
        found.append(cells)
    return Grid(start, end, found)


def tabbed(text: str) -> list[Grid]:
    """Lines with tabs between their cells, one below the other, up to one without that does not go on with a cell."""
    found: list[Grid] = []
    at = 0
    while heading := _TABS.search(text, at):
        at = heading.start()
        grid = Grid(at, at, [])
        while (line := _line(text, at)) and ("\t" in line or _goes_on_below(text, at + len(line))):
            _add(text, grid.rows, _split(text, at, line))
            grid.end = at + len(line)
            at = grid.end + 1
        found.append(grid)
        at = min(at, len(text))
    return found


def _line(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[at : end if end >= 0 else len(text)]


def _goes_on_below(text: str, end: int) -> bool:
    """Whether below a line without cells there is a numbered row, or the rest of the row above."""
    first, tab, _ = _line(text, end + 1).partition("\t")
    return bool(tab) and (not first.strip() or ORDINAL.match(first.strip(MARKS)) is not None)


def _add(text: str, rows: list[list[Cell]], row: list[Cell]) -> None:
    """A row; or what a line break within a cell has parted from the row above, which it goes on with."""
    first = row[0].text
    is_row = not first or ORDINAL.match(first) or (len(row) == 1 and (_CAPTION.match(first) or first.isupper()))
    if is_row or len(rows) < 2 or len(rows[-1]) + len(row) - 1 > len(rows[0]) or not ORDINAL.match(rows[-1][0].text):
        rows.append(row)
        return
    above = rows[-1].pop()
    rows[-1] += [cell_at(text, above.start, row[0].end), *row[1:]]


def _split(text: str, begin: int, line: str) -> list[Cell]:
    cells, at = [], begin
    for piece in line.split("\t"):
        cells.append(cell_at(text, at, at + len(piece)))
        at += len(piece) + 1
    return cells


def _exploded(text: str) -> list[Grid]:
    """Runs of lines that are only "|": the text between two of them is a cell."""
    bars = [(match.start() + 1, match.end()) for match in _LONE.finditer(text)]
    if first_line := _FIRST_LONE.match(text):
        bars.insert(0, (0, first_line.end()))
    found, first = [], 0
    for index in range(1, len(bars) + 1):
        if index == len(bars) or bars[index][0] - bars[index - 1][1] > 3000:
            found += _from_bars(text, bars[first:index])
            first = index
    return found


def _from_bars(text: str, bars: list[tuple[int, int]]) -> list[Grid]:
    """The tables in a run of bars: each begins at a heading row ("TT | Nhiệm vụ | …")."""
    first = _NUMBERED.search(text, bars[0][0], bars[-1][1])
    if not first:
        return []
    bars = [bar for bar in bars if bar[0] >= first.start()]
    cells = [cell_at(text, a[1], b[0]) for a, b in pairwise(bars)]
    found: list[Grid] = []
    at = 0
    while at < len(cells):
        width = _heading_width(cells, at)
        if not width:
            at += 1
            continue
        heading, after = _two_rows(cells, at, width) or (cells[at : at + width], at + width + 1)
        rows, after = _rows(cells, after, len(heading))
        if rows:
            rows.insert(0, heading)
            found.append(Grid(heading[0].start, max(cell.end for row in rows for cell in row), rows))
        at = max(after, at + width)
    return found


def _heading_width(cells: list[Cell], at: int) -> int:
    """How many filled cells stand side by side where a heading row begins (it has no empty ones); 0 where none does."""
    first = cells[at].text
    if not first or len(first) > 14 or first.lower().strip(" .") not in numbering():
        return 0
    count = 0
    while at + count < len(cells) and cells[at + count].text and len(cells[at + count].text) < 160:
        count += 1
    return count if count >= 3 else 0


def _two_rows(cells: list[Cell], at: int, width: int) -> tuple[list[Cell], int] | None:
    """A heading one cell of which ("Đơn vị thực hiện") is parted below ("Chủ trì", "Phối hợp"), and where the rows begin."""
    below = at + width + 1
    count = 0
    while below + count < len(cells) and cells[below + count].text:
        count += 1
    parts = cells[below : below + count]
    if not 2 <= count < width or any(len(cell.text) > 40 or ORDINAL.match(cell.text) for cell in parts):
        return None
    over = next((i for i in range(at + 1, at + width) if _PARTED.search(cells[i].text.lower())), None)
    if over is None or not all(_PART.search(cell.text.lower()) for cell in parts):
        return None
    return [*cells[at:over], *parts, *cells[over + 1 : at + width]], below + count + 1


@cache
def numbering() -> frozenset[str]:
    """Headings of the column that numbers the rows."""
    return frozenset(word for rule in vocabulary("tables")["roles"] if rule["role"] == "number" for word in rule["words"])


def _rows(cells: list[Cell], at: int, width: int) -> tuple[list[list[Cell]], int]:
    """Rows of `width` cells, each followed by the empty place between two bars; fewer cells where some are merged."""
    rows: list[list[Cell]] = []
    while at < len(cells):
        size = _row_size(cells, at, width)
        if not size:
            break
        row = cells[at : at + size]
        if any(cell.text for cell in row):
            rows.append(_filled(row, width))
        at += size + 1
        if at <= len(cells) and cells[at - 1].text:
            break  # a caption: the heading of another table follows
    return rows, at


def _filled(row: list[Cell], width: int) -> list[Cell]:
    """A short row at its full width: without a number, its first cell was merged with the one above; the last are, else."""
    if len(row) < width and row[0].text and not ORDINAL.match(row[0].text):
        row = [Cell("", row[0].start, row[0].start), *row]
    return row + [Cell("", row[-1].end, row[-1].end)] * (width - len(row))


def _ends(cells: list[Cell], at: int) -> bool:
    """Whether a row ends before this cell: an empty one, or the caption of another table."""
    return at >= len(cells) or not cells[at].text or (at + 1 < len(cells) and _heading_width(cells, at + 1) > 0)


def _row_size(cells: list[Cell], at: int, width: int) -> int:
    if at + width <= len(cells) and _ends(cells, at + width):
        return width
    sizes = [size for size in range(min(width - 1, len(cells) - at), 0, -1) if _ends(cells, at + size)]
    starts = [size for size in sizes if at + size + 1 < len(cells) and _starts_row(cells, at + size + 1)]
    if starts:
        return starts[-1]
    return sizes[0] if sizes and cells[at].text and ORDINAL.match(cells[at].text) else 0


def _starts_row(cells: list[Cell], at: int) -> bool:
    return ORDINAL.match(cells[at].text) is not None and at + 1 < len(cells) and len(cells[at + 1].text) > 3
