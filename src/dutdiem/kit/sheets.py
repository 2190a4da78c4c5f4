"""Workbooks that people upload and download: rows of text in, rows of text out."""

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from dutdiem.kit.errors import Mistake
from dutdiem.kit.said import demand_open_name

LARGEST = 2 * 1024 * 1024
"""Bytes of an uploaded workbook; two thousand rows of ten columns are a tenth of it."""


def rows_of(data: bytes, name: str) -> list[list[str]]:
    """The first sheet of an XLSX workbook as text, without blank rows at its end; dates as 2025-12-31.

    The file's sizes and names are checked before anything of it is unpacked. Mistake where it is too large or no such workbook, or
    where its name bears a secrecy marking.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    from dutdiem.reading.files.package import Package
    from dutdiem.reading.files.refusing import Unfit

    demand_open_name(name)
    if len(data) > LARGEST:
        raise Mistake(f"{name}: tệp lớn hơn {LARGEST // 1024**2} MB; chia thành nhiều tệp nhỏ hơn.")
    try:
        Package(data)
        rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    except (Unfit, CalamineError, OSError, IndexError, ValueError):
        raise Mistake(f"{name}: không mở được bảng tính; kiểm tra tệp có đúng là XLSX, không đặt mật khẩu.") from None
    return [[_text(cell) for cell in row] for row in rows]


def workbook(title: str, head: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int]) -> bytes:
    """An XLSX workbook with one sheet, its head in bold and fixed; every cell is text, so that no cell is taken for a formula."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, bold = book.add_worksheet(title[:31]), book.add_format({"bold": True, "bottom": 1})
    for column, (words, width) in enumerate(zip(head, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, words, bold)
    for line, row in enumerate(rows, 1):
        for column, words in enumerate(row):
            sheet.write_string(line, column, words)
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()
