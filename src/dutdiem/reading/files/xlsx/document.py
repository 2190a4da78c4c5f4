"""A whole workbook: its sheets as tables under their names."""

from io import BytesIO
from typing import Any

from dutdiem.reading.files.legacy import Encoding, recognised_in, to_unicode
from dutdiem.reading.files.limits import LIMITS
from dutdiem.reading.files.package import Package
from dutdiem.reading.files.parts import Composer, Grid, Opened, Part, Role
from dutdiem.reading.files.refusing import Unfit
from dutdiem.reading.files.xlsx.aside import words_aside
from dutdiem.reading.files.xlsx.cells import percent, shown
from dutdiem.reading.files.xlsx.percents import Percents, Places

_WIDEST_SHEET = 256


def open_xlsx(package: Package, data: bytes) -> Opened:
    """Raises `Unfit` where the workbook cannot be read."""
    names, sheets = _sheets(data, package)
    encoding = recognised_in(" ".join(row) for grid in sheets for row in grid.shown)
    composer = Composer()
    for name, grid in zip(names, sheets, strict=True):
        _write(composer, name, grid, encoding)
    opened = Opened(composer.text(), tables=composer.tables)
    opened.parts.append(Part(Role.BODY, opened.text))
    opened.parts += [Part(Role.BOX, text) for text in words_aside(package)]
    return opened


def _sheets(data: bytes, package: Package) -> tuple[list[str], list[Grid]]:
    from python_calamine import CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        names, percents = book.sheet_names, Percents(package)
        sheets = [_grid(book.get_sheet_by_name(name), percents.of(name)) for name in names]
    except Unfit:
        raise
    except Exception as error:  # calamine raises several kinds, some of them bare
        if isinstance(error, MemoryError):
            raise
        raise Unfit("damaged", detail="bảng tính sai cấu trúc") from None
    return names, sheets


def _grid(sheet: Any, percents: Places) -> Grid:
    height, width = sheet.total_height or 0, sheet.total_width or 0
    if height * min(width, _WIDEST_SHEET) > LIMITS.cells:
        raise Unfit("too_long", limit=f"{LIMITS.cells:,} ô".replace(",", "."))
    first_column = sheet.start[1] if sheet.start else 0
    rows = [shown(row[:_WIDEST_SHEET]) for row in sheet.iter_rows()]
    for at, row in enumerate(sheet.iter_rows() if percents else ()):
        for column, places in percents.get(at, ()):
            if 0 <= column - first_column < len(rows[at]) and type(share := row[column - first_column]) is float:
                rows[at][column - first_column] = percent(share, places)
    return _without_empty(rows, _carried_down(rows, sheet.merged_cell_ranges or [], first_column))


def _without_empty(rows: list[list[str]], held: list[list[str]]) -> Grid:
    """Without the rows and columns that hold nothing; calamine's rows are all of one length."""
    width = max(map(len, held), default=0)
    used = [at for at in range(width) if any(row[at] for row in held)]
    if len(used) == width and all(map(any, held)):
        return Grid(held, rows)
    kept = [at for at, row in enumerate(held) if any(row)]
    trimmed = [[held[at][column] for column in used] for at in kept]
    return Grid(trimmed, trimmed if held is rows else [[rows[at][column] for column in used] for at in kept])


def _carried_down(rows: list[list[str]], merged: list[Any], first_column: int) -> list[list[str]]:
    """The rows with what a cell over several of them says in each of them; `merged` are pairs of (row, column)."""
    tall = [(top, left - first_column, bottom) for (top, left), (bottom, _) in merged if bottom > top]
    if not tall:
        return rows
    held = [list(row) for row in rows]
    for top, column, bottom in tall:
        if top < len(rows) and 0 <= column < len(rows[top]):
            for row in held[top + 1 : bottom + 1]:
                row[column] = row[column] or rows[top][column]
    return held


def _write(composer: Composer, name: str, grid: Grid, encoding: Encoding | None) -> None:
    """A sheet begins with its name. Single cells above the table are lines, the rest is the table."""
    if encoding:
        for rows in (grid.rows,) if grid.shown is grid.rows else (grid.rows, grid.shown):
            rows[:] = [[to_unicode(cell, encoding) for cell in row] for row in rows]
    composer.line(name)
    head = next((at for at, row in enumerate(grid.shown) if sum(map(bool, row)) >= 3), len(grid.shown))
    for row in grid.shown[:head]:
        composer.lines(filter(None, row))
    if grid.shown[head:]:
        rows = grid.rows[head:]
        composer.table(Grid(rows, rows if grid.shown is grid.rows else grid.shown[head:]))
