"""Long tables as files, sent while they are read: however many rows, only a few of them are held at a time."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, islice
from operator import getitem
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from django.http import HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

from dutdiem.kit.databases import read_once

Cell = str | int | date | None
Row = Sequence[Cell]
TOGETHER = 50
"""Rows that are put together at once: what is made of so few stays in the processor's cache until it is compressed."""
PIECE = 1 << 16
"""Bytes from which on a piece is sent."""
SHEET_ROWS = 1_048_576
"""Rows that one sheet of a workbook can have, its head among them; what is more goes on in the next sheet."""
REMEMBERED = 2_000
"""Values of a column whose cells are kept while a file is written."""
LONGEST = 32_767
"""Characters that one cell of a workbook can have."""
_DAY_0 = date(1899, 12, 30).toordinal()
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_SPECIAL = re.compile("[&<>\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What a text of a workbook cannot hold as it is: few texts have any."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def download(kind: str, name: str, head: Sequence[str], rows: Iterable[Row]) -> HttpResponseBase:
    """An answer that sends the rows as a file of one of `KINDS`."""
    read_once()
    write, media = _WRITERS[kind]
    answer = StreamingHttpResponse(write(head, rows), content_type=media)
    answer.headers["Content-Disposition"] = content_disposition_header(True, f"{name}.{kind}") or "attachment"
    return answer


def csv_pieces(head: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    """CSV in UTF-8 with its mark, so that Excel reads the letters; days as 2025-12-31. What a spreadsheet would take for a formula
    gets an apostrophe."""
    yield b"\xef\xbb\xbf"
    lines = chain([head], rows)
    while batch := list(islice(lines, 10 * TOGETHER)):
        out = io.StringIO()
        csv.writer(out).writerows([_plain(cell) for cell in row] for row in batch)
        yield out.getvalue().encode()


def _plain(cell: Cell) -> str | int:
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(_FORMULA) else cell
    return "" if cell is None else cell.isoformat() if isinstance(cell, date) else cell


def xlsx_pieces(head: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    """An XLSX workbook, its head bold and fixed; texts are texts and never formulas, days are days, numbers numbers.

    Made by hand because xlsxwriter sends nothing before its end and took seven times as long (bench/web/README.md).
    """
    out = _Sink()
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=3) as book:
        waiting, sheets = iter(rows), 0
        first = next(waiting, None)
        while first is not None or not sheets:
            sheets += 1
            lines = islice(chain([] if first is None else [first], waiting), SHEET_ROWS - 1)
            with book.open(f"xl/worksheets/sheet{sheets}.xml", "w", force_zip64=True) as sheet:
                sheet.write(_SHEET_HEAD + _lines([[_text(words, b' s="1"') for words in head]]))
                columns = [_Cells() for _ in head]
                while batch := list(islice(lines, TOGETHER)):
                    sheet.write(_lines(map(getitem, columns, row) for row in batch))
                    if len(out.waiting) >= PIECE:
                        yield out.taken()
                sheet.write(_SHEET_END)
            first = next(waiting, None)
        for name, text in _parts(sheets):
            book.writestr(name, text)
    yield out.taken()


class _Sink(io.RawIOBase):
    """A file that can only be written on, and whose bytes are taken out as they come."""

    def __init__(self) -> None:
        self.waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(data)  # type: ignore[call-overload]
        self.waiting += piece
        return len(piece)

    def taken(self) -> bytes:
        """All that was written since the last time."""
        piece, self.waiting = bytes(self.waiting), bytearray()
        return piece


class _Cells(dict[Cell, bytes]):
    """The cells of one column by what they hold: most columns of a long table have few values, so that a cell is looked up and not
    made again. The first `REMEMBERED` are kept."""

    def __missing__(self, value: Cell) -> bytes:
        made = _text(value) if value.__class__ is str and value else _cell(value)
        if len(self) < REMEMBERED:
            self[value] = made
        return made


def _lines(rows: Iterable[Iterable[bytes]]) -> bytes:
    parts: list[bytes] = []
    for cells in rows:
        parts.append(b"<row>")
        parts.extend(cells)
        parts.append(b"</row>")
    return b"".join(parts)


def _cell(cell: Cell) -> bytes:
    if isinstance(cell, str):
        return _text(cell) if cell else b"<c/>"
    if cell is None:
        return b"<c/>"
    return b'<c s="2"><v>%d</v></c>' % (cell.toordinal() - _DAY_0) if isinstance(cell, date) else b"<c><v>%d</v></c>" % cell


def _text(text: str, style: bytes = b"") -> bytes:
    if len(text) > LONGEST or _SPECIAL.search(text):
        text = escape(_UNWRITABLE.sub("", text[:LONGEST]))
    return b'<c%b t="inlineStr"><is><t xml:space="preserve">%b</t></is></c>' % (style, text.encode())


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SHEET_HEAD = (
    f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2"'
    ' activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><sheetData>'
).encode()
_SHEET_END = b"</sheetData></worksheet>"
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def _parts(sheets: int) -> Iterator[tuple[str, str]]:
    """What a workbook consists of besides its sheets (ECMA-376, part 1, 12.3)."""
    numbers = range(1, sheets + 1)
    kinds = "".join(f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_MEDIA}.worksheet+xml"/>' for n in numbers)
    named = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    tied = "".join(f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers)
    yield (
        "[Content_Types].xml",
        (
            f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_MEDIA}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{_MEDIA}.styles+xml"/>{kinds}</Types>'
        ),
    )
    yield (
        "_rels/.rels",
        (
            f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
    )
    yield "xl/workbook.xml", f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{named}</sheets></workbook>'
    yield (
        "xl/_rels/workbook.xml.rels",
        (
            f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{tied}'
            f'<Relationship Id="rId{sheets + 1}" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
        ),
    )
    yield "xl/styles.xml", _STYLES


_WRITERS: dict[str, tuple[Callable[[Sequence[str], Iterable[Row]], Iterator[bytes]], str]] = {
    "csv": (csv_pieces, "text/csv; charset=utf-8"),
    "xlsx": (xlsx_pieces, f"{_MEDIA}.sheet"),
}
KINDS = tuple(_WRITERS)
"""What rows can be sent as."""
