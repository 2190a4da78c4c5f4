"""XLSX: every sheet's used range as a table, and the words of headers, footers, shapes and comments for the guards."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO

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
    encoding = recognised(" ".join(cell for rows in sheets for row in rows for cell in row))
    composer = Composer()
    for name, rows in zip(names, sheets, strict=True):
        _write(composer, name, rows, encoding)
    opened = Opened(composer.text(), tables=composer.tables)
    opened.parts.append(Part(Role.BODY, opened.text))
    opened.parts += [Part(Role.BOX, text) for text in _aside(package)]
    return opened


def _sheets(data: bytes) -> tuple[list[str], list[list[list[str]]]]:
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


def _rows(book: object, name: str) -> list[list[str]]:
    sheet = book.get_sheet_by_name(name)  # type: ignore[attr-defined]
    height, width = sheet.total_height or 0, sheet.total_width or 0
    if height * min(width, _WIDEST_SHEET) > LIMITS.cells:
        raise Unfit("too_long", limit=f"{LIMITS.cells:,} ô".replace(",", "."))
    rows = [[_shown(cell) for cell in row[:_WIDEST_SHEET]] for row in sheet.iter_rows()]
    return _trimmed([row for row in rows if any(row)])


def _trimmed(rows: list[list[str]]) -> list[list[str]]:
    """Without the columns that are empty throughout."""
    width = max(map(len, rows), default=0)
    used = {at for at in range(width) if any(at < len(row) and row[at] for row in rows)}
    if len(used) == width and all(len(row) == width for row in rows):
        return rows
    return [[row[at] if at < len(row) else "" for at in sorted(used)] for row in rows]


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


def _write(composer: Composer, name: str, rows: list[list[str]], encoding: Encoding | None) -> None:
    """A sheet begins with its name. Single cells above the table are lines, the rest is the table."""
    if encoding:
        rows = [[to_unicode(cell, encoding) for cell in row] for row in rows]
    composer.line(name)
    head = next((at for at, row in enumerate(rows) if sum(map(bool, row)) >= 3), len(rows))
    for row in rows[:head]:
        composer.lines(filter(None, row))
    if rows[head:]:
        table = rows[head:]
        composer.table(Grid(table, table))


def _aside(package: Package) -> Iterator[str]:
    for name in package.names():
        if not name.endswith((".xml", ".vml")) or name.startswith("xl/sharedStrings"):
            continue
        if name.startswith("xl/worksheets/"):
            yield from _margins(package, name)
        elif name.startswith(("xl/drawings/", "xl/comments", "xl/charts/", "xl/threadedComments", "docProps/")):
            yield from _words(package.xml(name))


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


def _words(root: Element) -> Iterator[str]:
    for element in root.iter():
        if local(element) == "p":
            yield "".join(text.text or "" for text in element.iter() if local(text) == "t")
        elif element.text and element.text.strip() and local(element) not in ("t", "r"):
            yield element.text
