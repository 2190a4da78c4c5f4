"""XLSX: every sheet's used range as a table, and the words of headers, footers, shapes and comments for the guards."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from dutdiem.reading.files.drawings import drawn_words, property_words, words_in
from dutdiem.reading.files.elements import Element, local
from dutdiem.reading.files.legacy import Encoding, recognised, to_unicode
from dutdiem.reading.files.limits import LIMITS
from dutdiem.reading.files.package import Package
from dutdiem.reading.files.parts import Composer, Grid, Opened, Part, Role
from dutdiem.reading.files.refusing import Unfit

_WIDEST_SHEET = 256
_ASIDE = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
_CODES = re.compile(r'&(?:"[^"]*"|\d{1,3}|K[0-9A-F]{6}|[A-Z])')


def open_xlsx(package: Package, data: bytes) -> Opened:
    """Raises `Unfit` where the workbook cannot be read."""
    names, sheets = _sheets(data)
    encoding = recognised(" ".join(cell for grid in sheets for row in grid.shown for cell in row))
    composer = Composer()
    for name, grid in zip(names, sheets, strict=True):
        _write(composer, name, grid, encoding)
    opened = Opened(composer.text(), tables=composer.tables)
    opened.parts.append(Part(Role.BODY, opened.text))
    opened.parts += [Part(Role.BOX, text) for text in _aside(package)]
    return opened


def _sheets(data: bytes) -> tuple[list[str], list[Grid]]:
    from python_calamine import CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        names = book.sheet_names
        sheets = [_rows(book, name) for name in names]
    except Unfit:
        raise
    except Exception as error:  # calamine raises several kinds, some of them bare
        if isinstance(error, MemoryError):
            raise
        raise Unfit("damaged", detail="bảng tính sai cấu trúc") from None
    return names, sheets


def _rows(book: object, name: str) -> Grid:
    sheet = book.get_sheet_by_name(name)  # type: ignore[attr-defined]
    height, width = sheet.total_height or 0, sheet.total_width or 0
    if height * min(width, _WIDEST_SHEET) > LIMITS.cells:
        raise Unfit("too_long", limit=f"{LIMITS.cells:,} ô".replace(",", "."))
    shown = [[_shown(cell) for cell in row[:_WIDEST_SHEET]] for row in sheet.iter_rows()]
    holds = _carried_down(shown, sheet.merged_cell_ranges or [], sheet.start[1] if sheet.start else 0)
    kept = [at for at, row in enumerate(holds) if any(row)]
    used = _used([holds[at] for at in kept])
    trimmed = [[holds[at][column] for column in used] for at in kept]
    return Grid(trimmed, trimmed if holds is shown else [[shown[at][column] for column in used] for at in kept])


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


def _used(rows: list[list[str]]) -> list[int]:
    """The columns that are not empty throughout; calamine's rows are all of one length."""
    width = max(map(len, rows), default=0)
    return [at for at in range(width) if any(row[at] for row in rows)]


def _shown(value: object) -> str:
    """A cell as an office would write it: dates dd/mm/yyyy, whole numbers without a point."""
    if type(value) is str:
        return value.replace("\r\n", "\n").strip()
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value).replace(".", ",")
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y" if value.time() == time(0) else "%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, time | timedelta):
        return str(value)
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


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


def _aside(package: Package) -> Iterator[str]:
    for name in package.names():
        if not name.endswith((".xml", ".vml")) or name.startswith("xl/sharedStrings"):
            continue
        if name.startswith("xl/worksheets/"):
            yield from _margins(package, name)
        elif name.startswith("docProps/"):
            yield from property_words(package.xml(name))
        elif name.startswith(("xl/drawings/", "xl/comments", "xl/charts/", "xl/threadedComments")):
            root = package.xml(name)
            yield from drawn_words(root)
            yield from _comments(root)


def _margins(package: Package, name: str) -> Iterator[str]:
    """Headers and footers; "&L", "&C", "&R" begin their three places."""
    data = package.read(name)
    if b"Header" not in data and b"Footer" not in data:
        return
    for element in package.xml(name).iter():
        if local(element) in _ASIDE:
            for place in (element.text or "").replace("&C", "&L").replace("&R", "&L").split("&L"):
                yield _without_codes(place)


def _without_codes(text: str) -> str:
    """Header text without its format codes: &"Arial,Bold", &12, &P."""
    return _CODES.sub("", text).strip()


def _comments(root: Element) -> Iterator[str]:
    """Comments of both kinds, and the words of old shapes."""
    for element in root.iter():
        if local(element) == "text":
            yield words_in(element, "t") or element.text or ""
        elif local(element) == "textbox":
            yield "".join(map(str, element.itertext()))
