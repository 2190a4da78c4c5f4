"""A table of tasks, as an annex or a staff office writes one: XLSX with named columns."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from dutdiem.calendar.recurrence import with_day
from dutdiem.kit.errors import Mistake
from dutdiem.kit.folding import fold
from dutdiem.kit.said import demand_keepable
from dutdiem.kit.sheets import rows_of, workbook
from dutdiem.plans.actions.planning import Wanted
from dutdiem.plans.naming import Named
from dutdiem.plans.rules import deadline_fault, kind_of, lead_fault, weight_fault
from dutdiem.reading.tables.dues import due_of, recurrence_of
from dutdiem.units.models import Unit

T = TypeVar("T")
MOST = 2_000
"""Rows that one table may have."""
COLUMNS: dict[str, tuple[str, ...]] = {
    "title": ("nhiệm vụ", "nội dung nhiệm vụ", "nội dung", "tên nhiệm vụ"),
    "lead": ("chủ trì", "đơn vị chủ trì", "cơ quan chủ trì"),
    "coordinating": ("phối hợp", "đơn vị phối hợp", "cơ quan phối hợp"),
    "deliverable": ("sản phẩm", "kết quả", "sản phẩm, kết quả"),
    "deadline": ("thời hạn", "thời hạn hoàn thành", "thời gian hoàn thành", "hạn hoàn thành"),
    "starts_on": ("bắt đầu", "ngày bắt đầu"),
    "post": ("đầu mối", "chức danh đầu mối"),
    "weight": ("trọng số",),
    "budget": ("kinh phí", "kinh phí (đồng)"),
}
"""What a column may be called; marks and capitals do not matter."""
WORDS = ("title", "deliverable", "post")
"""Columns that are kept as they are written."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: its cells, the task it makes, and why it cannot be taken."""

    number: int
    cells: dict[str, str]
    wanted: Wanted | None = None
    faults: tuple[str, ...] = field(default=())


def read_table(data: bytes, name: str) -> list[dict[str, str]]:
    """The rows by column, with `line` the place of each; Mistake where columns are missing or there are too many rows."""
    rows = enumerate(_rows(data, name), 1)
    places = _heading(rows)
    made = [
        {"line": str(number), **{column: row[place] if place < len(row) else "" for column, place in places.items()}}
        for number, row in rows
        if any(row)
    ]
    found = [cells for cells in made if cells["title"]]
    if not found:
        raise Mistake("Bảng không có dòng nhiệm vụ nào; kiểm tra cột “Nhiệm vụ”.", field="table")
    if len(found) > MOST:
        raise Mistake(f"Bảng có {len(found)} dòng; mỗi lần giao không quá {MOST} nhiệm vụ, chia bảng rồi gửi lại.", field="table")
    return found


def sample() -> bytes:
    """A workbook to fill in, with two rows that show how."""
    head = ["STT", *(names[0].capitalize() for names in COLUMNS.values())]
    unit, post = "Công an thành phố Hà Nội", "Trưởng phòng tham mưu"
    first = ["1", "Rà soát trụ sở, lập danh mục", unit, "H01; V01", "Danh mục trụ sở", "30/06/2027", "", "", "", ""]
    again = ["2", "Báo cáo kết quả", unit, "", "Báo cáo", "ngày 15 hằng tháng", "", post, "2", ""]
    return workbook("Nhiệm vụ", head, [first, again], [6, 44, 28, 28, 24, 20, 14, 24, 10, 16])


def _rows(data: bytes, name: str) -> list[list[str]]:
    try:
        return rows_of(data, name)
    except Mistake as mistake:
        raise Mistake(str(mistake), field="table") from None


def _heading(rows: Iterator[tuple[int, list[str]]]) -> dict[str, int]:
    """The first row that names the columns; what stands above it (titles, dates) is passed over."""
    known = {fold(called): column for column, names in COLUMNS.items() for called in names}
    for number, row in rows:
        places = {known[folded]: place for place, cell in reversed(list(enumerate(row))) if (folded := fold(cell)) in known}
        if {"title", "lead"} <= set(places):
            return places
        if number >= 30:
            break
    raise Mistake("Bảng thiếu cột “Nhiệm vụ” hoặc “Chủ trì”; đặt tên hai cột này ở dòng đầu.", field="table")


class _Faults(list[str]):
    """What is wrong with a row, gathered while it is read."""

    def unless(self, make: Callable[[], T], otherwise: T) -> T:
        """What is made, else `otherwise`, with the reason kept."""
        try:
            return make()
        except Mistake as mistake:
            self.append(str(mistake))
            return otherwise


def planned(cells: dict[str, str], named: Named, today: date) -> Line:
    """The task that a row makes, every fault of the row named."""
    faults, due = _Faults(), cells.get("deadline", "")
    rule = with_day(recurrence_of(due)) if due else ""
    faults.unless(lambda: demand_keepable(*(cells.get(column, "") for column in WORDS)), None)
    wanted = Wanted(
        title=cells["title"],
        kind=kind_of(cells["title"]),
        lead=faults.unless(lambda: named.unit(cells.get("lead", "")), None),
        coordinating=faults.unless(lambda: _helpers(cells, named), ()),
        deliverable=cells.get("deliverable", ""),
        post=cells.get("post", "")[:200],
        starts_on=faults.unless(lambda: _day(cells.get("starts_on", ""), today), None),
        recurrence=rule,
        deadline=None if rule else faults.unless(lambda: _day(due, today), None),
        weight=faults.unless(lambda: _whole(cells.get("weight", "")), 1),
        budget=faults.unless(lambda: money(cells.get("budget", "")), None),
    )
    return Line(int(cells["line"]), cells, wanted, (*faults, *_together(wanted, named)))


def _helpers(cells: dict[str, str], named: Named) -> tuple[tuple[Unit, str], ...]:
    names = (name.strip() for name in re.split(r"[;\n]", cells.get("coordinating", "")))
    found = [unit for name in names if (unit := named.unit(name, field="coordinating"))]
    return tuple((unit, "") for unit in dict.fromkeys(found))


def _day(text: str, today: date) -> date | None:
    """A day as a cell says it: 2025-06-30, 30/6/2025, "Quý IV/2025", "Trước 30/6/2025"."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = due_of(text, today) if text else None  # type: ignore[assignment]
    if text and found is None:
        raise Mistake(f"“{text}” không phải là ngày hay kỳ đọc được; viết như 30/06/2025.", field="deadline")
    return found


def _whole(text: str) -> int:
    if text and not text.isdecimal():
        raise Mistake(f"Trọng số “{text}” không phải là số nguyên; nhập từ 1 đến 1000.", field="weight")
    return int(text or "1")


def money(text: str) -> Decimal | None:
    """An amount in đồng: 1.500.000.000 and 1500000000 alike; Mistake where it is none."""
    plain = text.replace(" ", "").replace("\xa0", "")
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", plain):
        plain = re.sub(r"[.,]", "", plain)
    try:
        found = Decimal(plain) if plain else None
    except InvalidOperation:
        found = Decimal(-1)
    if found is not None and not (found.is_finite() and 0 <= found < Decimal(10) ** 18):
        raise Mistake(f"Kinh phí “{text}” không phải là số đồng; nhập như 1.500.000.000.", field="budget")
    return found


def _together(wanted: Wanted, named: Named) -> list[str]:
    """What is wrong between the columns of one row, and with whom it asks: all that assigning it would refuse."""
    lead, helpers = wanted.lead, [unit for unit, _ in wanted.coordinating]
    faults = [
        deadline_fault(wanted.starts_on, wanted.deadline),
        lead_fault(lead.pk if lead else None, [unit.pk for unit in helpers]),
        weight_fault(wanted.weight),
        *(named.fault(unit) for unit in ([lead] if lead else []) + helpers),
    ]
    return [fault[0].upper() + fault[1:] for fault in faults if fault]
