"""Accounts in a workbook: columns by their names, each row as it was written."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from dutdiem.kit.errors import Mistake
from dutdiem.kit.folding import fold
from dutdiem.kit.sheets import rows_of, workbook

MOST = 2_000
COLUMNS = {
    "username": ("Tên đăng nhập", "username"),
    "name": ("Họ và tên", "name"),
    "post": ("Chức vụ", "post"),
    "unit": ("Mã đơn vị", "unit", "Đơn vị"),
    "roles": ("Vai trò", "role"),
    "valid_from": ("Từ ngày", "valid_from"),
    "valid_to": ("Đến ngày", "valid_to"),
    "email": ("Thư điện tử", "email"),
}
"""By field, the column's name in an office's workbook and in a program's. Marks and case do not matter."""
NEEDED = ("username", "name", "unit")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the workbook, as text."""

    line: int
    username: str
    name: str
    post: str = ""
    unit: str = ""
    roles: str = ""
    valid_from: str = ""
    valid_to: str = ""
    email: str = ""

    def plain(self) -> dict[str, Any]:
        """For keeping it between the preview and the confirmation."""
        return asdict(self)


def read_rows(data: bytes, name: str) -> list[Row]:
    """The rows of a workbook; Mistake where it is none, lacks a column, is empty or too long."""
    table = rows_of(data, name)
    head = [fold(cell) for cell in table[0]] if table else []
    places = {field: place for field in COLUMNS if (place := _place(head, field)) is not None}
    lacking = [COLUMNS[field][0] for field in NEEDED if field not in places]
    if lacking:
        raise Mistake(f"{name}, dòng 1: thiếu cột {', '.join(lacking)}; dùng tệp mẫu.")
    rows = [_row(line, cells, places) for line, cells in enumerate(table[1:], 2) if any(cells)]
    if not rows:
        raise Mistake(f"{name}: không có dòng nào dưới tiêu đề; điền mỗi tài khoản một dòng.")
    if len(rows) > MOST:
        raise Mistake(f"{name}: có {len(rows)} dòng, mỗi lần nhập nhiều nhất {MOST}; chia thành nhiều tệp.")
    return rows


def sample() -> bytes:
    """A workbook to fill in, with one row that shows how."""
    shown = ["nguyen.van.a", "Nguyễn Văn A", "Đội trưởng", "T01", "cán bộ báo cáo", "", "", ""]
    return workbook("Tài khoản", [words[0] for words in COLUMNS.values()], [shown], [20, 26, 26, 14, 26, 14, 14, 26])


def _place(head: Sequence[str], field: str) -> int | None:
    return next((head.index(fold(words)) for words in COLUMNS[field] if fold(words) in head), None)


def _row(line: int, cells: Sequence[str], places: dict[str, int]) -> Row:
    return Row(line, **{field: cells[place].strip() if place < len(cells) else "" for field, place in places.items()})
