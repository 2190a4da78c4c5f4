"""Reading figures.csv and the same as XLSX: rows with their line, a repeated one named by its row."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dutdiem.collection.rules import from_decimal_comma
from dutdiem.kit.errors import Mistake

COLUMNS = ("unit", "element", "period", "value")
OPTIONAL = ("disaggregation", "comment")


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A line of the file; `element` names the option of a breakdown too (`cases:urban`). `fault` says why it cannot be taken.

    `value` is as it was written: what could be misread is to be seen before it is put into its one spelling.
    """

    line: int
    unit: str
    element: str
    period: str
    value: str
    comment: str = ""
    fault: str = ""


def read_figures(file: Path, *, decimal_comma: bool = False) -> list[FigureRow]:
    """The rows of the file, those that are repeated marked; Mistake where it is no such table at all."""
    seen: dict[tuple[str, str, str], int] = {}
    rows = []
    for line, (unit, element, period, value, option, comment) in _lines(file):
        code = f"{element}:{option}" if option else element
        text = from_decimal_comma(value) if decimal_comma else value
        first = seen.setdefault((unit, code, period), line)
        fault = "" if first == line else f"trùng với dòng {first} (cùng đơn vị, mục số liệu và kỳ); giữ lại một dòng."
        rows.append(FigureRow(line, unit, code, period, text, comment, fault))
    return rows


def _lines(file: Path) -> Iterator[tuple[int, list[str]]]:
    table = _xlsx(file) if file.suffix.lower() in {".xlsx", ".xlsm", ".ods"} else _csv(file)
    header = [cell.strip().lower() for cell in next(table, [])]
    missing = [column for column in COLUMNS if column not in header]
    if missing:
        raise Mistake(f"{file.name}, dòng 1: thiếu cột {', '.join(missing)}; cần {','.join(COLUMNS)}.")
    # A column that the file does not have is past the end of every row, and so reads as empty.
    places = [header.index(column) if column in header else 10**6 for column in (*COLUMNS, *OPTIONAL)]
    for line, cells in enumerate(table, 2):
        if any(cells):
            yield line, [cells[place].strip() if place < len(cells) else "" for place in places]


def _csv(file: Path) -> Iterator[list[str]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            yield from csv.reader(stream)
    except OSError as error:
        raise Mistake(f"{file}: không mở được tệp ({error.strerror}); kiểm tra đường dẫn.") from None
    except (UnicodeDecodeError, csv.Error):
        raise Mistake(f"{file.name}: không phải tệp CSV mã UTF-8; lưu lại với mã UTF-8.") from None


def _xlsx(file: Path) -> Iterator[list[str]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
    except (CalamineError, OSError, IndexError):
        raise Mistake(f"{file.name}: không mở được bảng tính; kiểm tra tệp có đúng là XLSX, không đặt mật khẩu.") from None
    for row in rows:
        yield [cell_text(value) for value in row]


def cell_text(value: object) -> str:
    """A number cell as the decimal that it shows: a spreadsheet keeps 0.1 as a binary double, its shortest form is meant."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return "" if value is None else str(value)
