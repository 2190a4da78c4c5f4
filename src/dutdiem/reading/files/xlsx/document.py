"""A whole workbook: its sheets as tables under their names."""

from collections.abc import Callable
from functools import partial
from io import BytesIO
from itertools import chain, compress
from typing import Any, NamedTuple

from dutdiem.reading.files.legacy import recognised_in, to_unicode
from dutdiem.reading.files.limits import LIMITS
from dutdiem.reading.files.package import Package
from dutdiem.reading.files.parts import Composer, Opened, Part, Role, Row, is_layout
from dutdiem.reading.files.refusing import Unfit
from dutdiem.reading.files.xlsx.aside import words_aside
from dutdiem.reading.files.xlsx.cells import percent, shown
from dutdiem.reading.files.xlsx.percents import Percents, Places

_WIDEST_SHEET = 256


class Sheet(NamedTuple):
    """The rows of a sheet; see `Grid`: a cell over several rows stands in `shown` once."""

    rows: list[Row]
    shown: list[Row]


def open_xlsx(package: Package, data: bytes) -> Opened:
    """Raises `Unfit` where the workbook cannot be read."""
    names, sheets = _sheets(data, package)
    encoding = recognised_in(" ".join(row) for sheet in sheets for row in sheet.shown)
    if encoding:
        sheets = [_changed(sheet, partial(to_unicode, encoding=encoding)) for sheet in sheets]
    composer = _composed(names, sheets)
    if "\r" in composer.text():  # one look at the whole is far quicker than one at every cell
        composer = _composed(names, [_changed(sheet, _with_plain_breaks) for sheet in sheets])
    opened = Opened(composer.text(), tables=composer.tables)
    opened.parts.append(Part(Role.BODY, opened.text))
    opened.parts += [Part(Role.BOX, text) for text in words_aside(package)]
    return opened


def _sheets(data: bytes, package: Package) -> tuple[list[str], list[Sheet]]:
    from python_calamine import CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        names, percents = book.sheet_names, Percents(package)
        sheets = [_sheet(book.get_sheet_by_name(name), percents.of(name)) for name in names]
    except Unfit:
        raise
    except Exception as error:  # calamine raises several kinds, some of them bare
        if isinstance(error, MemoryError):
            raise
        raise Unfit("damaged", detail="bảng tính sai cấu trúc") from None
    return names, sheets


def _sheet(sheet: Any, percents: Places) -> Sheet:
    height, width = sheet.total_height or 0, sheet.total_width or 0
    if height * min(width, _WIDEST_SHEET) > LIMITS.cells:
        raise Unfit("too_long", limit=f"{LIMITS.cells:,} ô".replace(",", "."))
    first_column = sheet.start[1] if sheet.start else 0
    columns = _columns(sheet)
    texts = list(map(shown, columns))
    for at, cells in percents.items():
        for column, places in cells:
            across = column - first_column
            if 0 <= across < len(columns) and 0 <= at < len(columns[across]) and type(share := columns[across][at]) is float:
                texts[across][at] = percent(share, places)
    return _without_empty(texts, _carried_down(texts, sheet.merged_cell_ranges or [], first_column))


def _columns(sheet: Any) -> list[list[object]]:
    """What python-calamine gives, column by column; its rows are all of one length."""
    width = sheet.width or 0
    rows = sheet.iter_rows()
    if width > _WIDEST_SHEET:
        width, rows = _WIDEST_SHEET, (row[:_WIDEST_SHEET] for row in rows)
    cells: list[object] = list(chain.from_iterable(rows))
    return [cells[at::width] for at in range(width)]


def _without_empty(columns: list[list[str]], held: list[list[str]]) -> Sheet:
    """The rows of the columns, without the rows and columns that hold nothing."""
    used = [at for at, column in enumerate(held) if any(column)]
    rows = list(zip(*[held[at] for at in used], strict=True))
    seen = rows if held is columns else list(zip(*[columns[at] for at in used], strict=True))
    filled = list(map(any, rows))
    if all(filled):
        return Sheet(rows, seen)
    kept = list(compress(rows, filled))
    return Sheet(kept, kept if seen is rows else list(compress(seen, filled)))


def _carried_down(columns: list[list[str]], merged: list[Any], first_column: int) -> list[list[str]]:
    """The columns with what a cell over several rows says in each of them; `merged` are pairs of (row, column)."""
    tall = [(top, left - first_column, bottom) for (top, left), (bottom, _) in merged if bottom > top]
    if not tall:
        return columns
    held = [list(column) for column in columns]
    for top, across, bottom in tall:
        if 0 <= across < len(columns) and top < len(columns[across]):
            column = held[across]
            for at in range(top + 1, min(bottom + 1, len(column))):
                column[at] = column[at] or columns[across][top]
    return held


def _changed(sheet: Sheet, change: Callable[[str], str]) -> Sheet:
    def changed(rows: list[Row]) -> list[Row]:
        return [tuple(map(change, row)) for row in rows]

    rows = changed(sheet.rows)
    return Sheet(rows, rows if sheet.shown is sheet.rows else changed(sheet.shown))


def _with_plain_breaks(cell: str) -> str:
    return cell.replace("\r\n", "\n")


def _composed(names: list[str], sheets: list[Sheet]) -> Composer:
    composer = Composer()
    for name, sheet in zip(names, sheets, strict=True):
        _write(composer, name, sheet)
    return composer


def _write(composer: Composer, name: str, sheet: Sheet) -> None:
    """A sheet begins with its name. Single cells above the table are lines, the rest is the table."""
    composer.line(name)
    head = next((at for at, row in enumerate(sheet.shown) if sum(map(bool, row)) >= 3), len(sheet.shown))
    for row in sheet.shown[:head]:
        composer.lines(filter(None, row))
    rows = sheet.rows[head:]
    seen = rows if sheet.shown is sheet.rows else sheet.shown[head:]
    if is_layout(rows):
        composer.lines(cell for row in seen for cell in row if cell)
    else:
        composer.rows(rows, seen)
