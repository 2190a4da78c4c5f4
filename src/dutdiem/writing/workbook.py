"""The tables of a document as a workbook: one sheet each, numbers as numbers, so that they can be worked on."""

import io
import re
from datetime import datetime
from decimal import Decimal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from dutdiem.writing.archive import with_fixed_times
from dutdiem.writing.content import Annex, Column, OfficialDocument, Row, Table, Text, plain
from dutdiem.writing.layout import FONT
from dutdiem.writing.numbers import parse_number

_NUMBER = re.compile(r"[+-]?\d[\d.]*(,\d+)?%?")
_MAX_DIGITS = 15  # what a cell keeps of a number; longer ones stay text and so stay exact
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def write_workbook(document: OfficialDocument, written: datetime) -> bytes:
    """The tables as XLSX; `written` stands in its properties. A document without a table gives one sheet that says so."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": document.title.replace("\n", " "), "created": written})
    named = _named_tables(document)
    formats = _formats(book)
    for name, table in named:
        _sheet(book.add_worksheet(name), table, formats)
    if not named:
        book.add_worksheet("Trống").write_string(0, 0, "Văn bản này không có bảng nào.")
    book.close()
    return with_fixed_times(out.getvalue(), written)


def _named_tables(document: OfficialDocument) -> list[tuple[str, Table]]:
    found: list[tuple[str, Table]] = []
    found += [(block.caption or "Bảng", block) for block in document.blocks if isinstance(block, Table)]
    for annex in document.annexes:
        found += [(_annex_name(annex), block) for block in annex.blocks if isinstance(block, Table)]
    return [(_sheet_name(at, title), table) for at, (title, table) in enumerate(found, start=1)]


def _annex_name(annex: Annex) -> str:
    return f"Phụ lục {annex.number}" if annex.number else annex.title


def _sheet_name(at: int, title: str) -> str:
    """At most 31 letters, none of those that a workbook forbids, and unique by its number."""
    words = title.split(".")[0] if title.startswith("Bảng ") else title
    return f"{at}. {_FORBIDDEN.sub(' ', words)}"[:31].strip()


def _formats(book: Workbook) -> dict[str, Format]:
    look = {"font_name": FONT, "font_size": 12, "border": 1, "text_wrap": True, "valign": "vcenter"}
    plain_looks = {kind: book.add_format(look | {"align": kind}) for kind in ("left", "center", "right", "justify")}
    bold = {f"{kind}-bold": book.add_format(look | {"align": kind, "bold": True}) for kind in plain_looks}
    header = book.add_format(look | {"bold": True, "align": "center", "bg_color": "#E7EBF0"})
    group = book.add_format(look | {"bold": True, "bg_color": "#F4F6F8"})
    caption = book.add_format({"font_name": FONT, "font_size": 13, "bold": True})
    return plain_looks | bold | {"header": header, "group": group, "caption": caption}


def _sheet(sheet: Worksheet, table: Table, formats: dict[str, Format]) -> None:
    total = sum(column.width for column in table.columns)
    sheet.write_string(0, 0, " - ".join(filter(None, (table.caption, table.unit_note))), formats["caption"])
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, max(7.0, 110 * column.width / total))
        sheet.write_string(2, at, column.title, formats["header"])
    sheet.freeze_panes(3, 0)
    sheet.repeat_rows(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for at, row in enumerate(table.rows, start=3):
        _row(sheet, at, row, table.columns, formats)


def _row(sheet: Worksheet, at: int, row: Row, columns: tuple[Column, ...], formats: dict[str, Format]) -> None:
    if row.kind == "group":
        sheet.merge_range(at, 0, at, len(columns) - 1, plain(row.cells[0]), formats["group"])
        return
    for place, (cell, column) in enumerate(zip(row.cells, columns, strict=True)):
        look = formats[f"{column.align}-bold" if row.kind == "total" else column.align]
        value = _number(cell) if column.align == "right" else None
        if value is None:
            sheet.write_string(at, place, plain(cell), look)
        else:
            sheet.write_number(at, place, float(value), look)


def _number(cell: Text) -> Decimal | None:
    """The number in a cell of a number column, as long as a workbook keeps it exactly; a per cent stays text."""
    text = plain(cell).strip()
    if not _NUMBER.fullmatch(text) or text.endswith("%") or sum(letter.isdigit() for letter in text) > _MAX_DIGITS:
        return None
    try:
        return parse_number(text)
    except ValueError:
        return None
