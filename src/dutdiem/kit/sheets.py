"""The rows of a spreadsheet: XLSX or CSV, cells as they are shown."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from dutdiem.kit.errors import Mistake


def sheet_rows(file: Path, name: str = "", *, field: str = "") -> Iterator[list[str]]:
    """The rows of the first sheet; days as 2025-06-30. `name` is what the file is called where `file` is only its place; Mistake,
    beside `field`, where it is no such table."""
    called = name or file.name
    if called.lower().endswith(".csv"):
        yield from _csv(file, called, field)
    else:
        yield from _xlsx(file, called, field)


def _csv(file: Path, name: str, field: str) -> Iterator[list[str]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            yield from ([cell.strip() for cell in row] for row in csv.reader(stream))
    except OSError as error:
        raise Mistake(f"{name}: không mở được tệp ({error.strerror}); kiểm tra đường dẫn.", field=field) from None
    except (UnicodeDecodeError, csv.Error):
        raise Mistake(f"{name}: không phải tệp CSV mã UTF-8; lưu lại với mã UTF-8.", field=field) from None


def _xlsx(file: Path, name: str, field: str) -> Iterator[list[str]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with file.open("rb") as stream:
            rows = CalamineWorkbook.from_filelike(stream).get_sheet_by_index(0).to_python()
    except (CalamineError, OSError, IndexError, ValueError):
        says = f"{name}: không mở được bảng tính; kiểm tra tệp có đúng là XLSX hoặc CSV, không đặt mật khẩu."
        raise Mistake(says, field=field) from None
    for row in rows:
        yield [_shown(value) for value in row]


def _shown(value: object) -> str:
    """A number as the decimal that it shows: a spreadsheet keeps 0.1 as a binary double, its shortest form is meant."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return "" if value is None else str(value).strip()
