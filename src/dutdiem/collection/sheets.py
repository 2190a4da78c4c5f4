"""A form as a workbook: written with what is kept so far, read back into the page."""

import io
import zipfile
from typing import IO, Any

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from dutdiem.collection.forms import LONGEST_COMMENT, Field, Typed
from dutdiem.collection.queries import Opened
from dutdiem.collection.tables import cell_text
from dutdiem.kit.errors import Mistake
from dutdiem.kit.said import demand_open_name

HEAD = ("Mã", "Mục số liệu", "Đơn vị tính", "Kỳ trước", "Kỳ này", "Ghi chú")
FIRST_ROW = 5
"""Where the head of the table stands, counted from 0; above it is what the sheet is of."""
LARGEST, LARGEST_UNPACKED = 2_000_000, 40_000_000
"""Bytes of a workbook, and of what is packed into it."""


def write(opened: Opened, title: str, period: str, fields: list[Field]) -> bytes:
    """The workbook of a form, as bytes: only the cells of this period and the comments are open to be typed into."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Báo cáo")
        bold, soft = book.add_format({"bold": True}), book.add_format({"font_color": "#55625f", "num_format": "#,##0.######"})
        head = book.add_format({"bold": True, "bg_color": "#ece9e2", "border": 1, "text_wrap": True})
        open_cell = book.add_format({"locked": False, "border": 1, "num_format": "#,##0.######", "bg_color": "#fffbe9"})
        open_text = book.add_format({"locked": False, "border": 1, "text_wrap": True, "bg_color": "#fffbe9"})
        keys = (opened.form.code, opened.period.code, opened.unit.unit.code)
        for line, (label, key, words) in enumerate(
            zip(("Biểu mẫu", "Kỳ", "Đơn vị"), keys, (title, period, opened.unit.name), strict=True)
        ):
            sheet.write_string(line, 0, label, bold)
            sheet.write_string(line, 1, words)
            sheet.write_string(line, 2, key, soft)
        sheet.write_string(
            3, 0, "Nhập vào hai cột tô màu rồi tải tệp lên trang báo cáo; ô trống là chưa có số liệu, không phải bằng 0.", soft
        )
        for column, words in enumerate(HEAD):
            sheet.write_string(FIRST_ROW, column, words, head)
        for line, field in enumerate(fields, FIRST_ROW + 1):
            for column, words in enumerate((field.code, ("    " if field.part else "") + field.name, field.unit)):
                sheet.write_string(line, column, words)
            _write_number(sheet, line, 3, field.previous or "", soft)
            _write_number(sheet, line, 4, field.value, open_cell)
            sheet.write_string(line, 5, field.comment, open_text)
        sheet.set_column(0, 0, 20)
        sheet.set_column(1, 1, 60)
        sheet.set_column(2, 5, 16)
        sheet.freeze_panes(FIRST_ROW + 1, 2)
        sheet.protect("", {"format_columns": True})
    return target.getvalue()


def _write_number(sheet: "xlsxwriter.worksheet.Worksheet", line: int, column: int, text: str, form: object) -> None:
    """A figure as a number where a spreadsheet's double holds it exactly, as text where it would be rounded."""
    digits = text.lstrip("-").replace(".", "").lstrip("0")
    if text and len(digits) <= 15:
        sheet.write_number(line, column, float(text), form)
    else:
        sheet.write_string(line, column, text, form)


def read(opened: Opened, name: str, file: IO[Any], size: int) -> Typed:
    """What was typed into the workbook. Mistake where it is none, too large, or of another form, period or unit."""
    demand_open_name(name)
    rows = _rows(name, file, size)
    keys = [row[2].strip() if len(row) > 2 else "" for row in rows[:3]]
    wanted = [opened.form.code, opened.period.code, opened.unit.unit.code]
    if keys != wanted:
        said = ", ".join(key or "không rõ" for key in keys) or "không rõ"
        raise Mistake(f"{name}: tệp này là của {said}, trang đang mở là {', '.join(wanted)}; tải đúng mẫu của kỳ này rồi nhập lại.")
    head = [cell.strip() for cell in rows[FIRST_ROW]] if len(rows) > FIRST_ROW else []
    if missing := [words for words in ("Mã", "Kỳ này") if words not in head]:
        raise Mistake(f"{name}, dòng {FIRST_ROW + 1}: thiếu cột {', '.join(missing)}; tải lại mẫu và giữ nguyên dòng đầu bảng.")
    places = [head.index(words) if words in head else len(head) for words in ("Mã", "Kỳ này", "Ghi chú")]
    values, comments = {}, {}
    for row in rows[FIRST_ROW + 1 :]:
        code, value, comment = (row[place].strip() if place < len(row) else "" for place in places)
        if code:
            values[code], comments[code] = value, comment[:LONGEST_COMMENT]
    return Typed(values, {code: text for code, text in comments.items() if text})


def _rows(name: str, file: IO[Any], size: int) -> list[list[str]]:
    if size > LARGEST:
        raise Mistake(f"{name}: tệp quá lớn ({size // 1_000_000} MB); dùng mẫu tải từ trang này, chỉ nhập số liệu.")
    try:
        with zipfile.ZipFile(file) as packed:
            unpacked = sum(one.file_size for one in packed.infolist())
        if unpacked > LARGEST_UNPACKED:
            raise Mistake(f"{name}: nội dung tệp quá lớn; dùng mẫu tải từ trang này, chỉ nhập số liệu.")
        file.seek(0)
        found = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, zipfile.BadZipFile, OSError, IndexError):
        raise Mistake(f"{name}: không mở được bảng tính; kiểm tra tệp có đúng là XLSX, không đặt mật khẩu.") from None
    return [[cell_text(value) for value in row] for row in found]
