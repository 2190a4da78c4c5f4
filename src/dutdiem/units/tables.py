"""Reading units.csv and successions.csv: every fault named by its line, or all rows."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeVar

from dutdiem.kit.errors import Mistake
from dutdiem.units.following import Move, holdings
from dutdiem.units.rules import FOREVER, Row, group

UNIT_COLUMNS = ("code", "name", "level", "parent", "valid_from", "valid_to")
SUCCESSION_COLUMNS = ("from", "to", "date", "kind", "share", "assumed")
MOVE_COLUMNS = ("kind", "key", "title", "from", "to", "share", "note")
GROUP_COLUMNS = ("group", "name", "unit", "valid_from", "valid_to")
LONGEST_NAME = 300
KINDS = ("merge", "split", "rename", "transfer")
Made = TypeVar("Made")


class TableError(Mistake):
    """A file that cannot be taken: `faults` has one sentence for each thing that is wrong."""

    def __init__(self, file: str, faults: list[str]) -> None:
        self.file, self.faults = file, faults
        more = f" (và {len(faults) - 20} lỗi khác)" if len(faults) > 20 else ""
        super().__init__("\n".join(f"{file}, {fault}" for fault in faults[:20]) + more)


@dataclass(frozen=True, slots=True)
class SuccessionRow:
    """A line of successions.csv."""

    line: int
    predecessor: str
    successor: str
    day: date
    kind: str
    share: Decimal
    assumed: bool


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A line of groups.csv."""

    line: int
    group: str
    name: str
    unit: str
    valid_from: date
    valid_to: date


def read_units(file: Path) -> list[Row]:
    """The rows of units.csv; TableError names every line that is wrong."""
    return _read(file, UNIT_COLUMNS, _unit_row)


def read_successions(file: Path) -> list[SuccessionRow]:
    """The rows of successions.csv; TableError names every line that is wrong."""
    return _read(file, SUCCESSION_COLUMNS, _succession_row)


def succession_faults(follows: Sequence[SuccessionRow], rows: Sequence[Row]) -> list[str]:
    """Every fault of the successions, with its line: a unit that is not there (then), a repeated row, shares that do not make 1."""
    versions = group(rows)
    found = [says for row in follows for says in _unit_faults(row, versions)]
    first: dict[tuple[str, str, date], int] = {}
    shares: dict[tuple[str, date], tuple[int, Decimal]] = {}
    for row in follows:
        line = first.setdefault((row.predecessor, row.successor, row.day), row.line)
        if line != row.line:
            found.append(f"dòng {row.line}: trùng với dòng {line} (cùng đơn vị trước, sau và ngày); gộp tỷ lệ vào một dòng.")
        line, total = shares.get((row.predecessor, row.day), (row.line, Decimal(0)))
        shares[row.predecessor, row.day] = line, total + row.share
    return found + [
        f"dòng {line}: tổng tỷ lệ chia của {code} ngày {day} là {total}, không phải 1; sửa cột share."
        for (code, day), (line, total) in shares.items()
        if total != 1
    ]


def _unit_faults(row: SuccessionRow, versions: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    for code in (row.predecessor, row.successor):
        if code not in versions:
            yield f"dòng {row.line}: đơn vị “{code}” không có trong tệp đơn vị; sửa mã hoặc thêm đơn vị."
    if row.successor in versions and not any(v.valid_from <= row.day <= v.valid_to for v in versions[row.successor]):
        yield f"dòng {row.line}: đơn vị {row.successor} không tồn tại ngày {row.day}; sửa ngày hoặc đơn vị tiếp nhận."
    if row.predecessor in versions and versions[row.predecessor][0].valid_from >= row.day:
        yield f"dòng {row.line}: đơn vị {row.predecessor} chưa tồn tại trước ngày {row.day}; sửa ngày hoặc mã."


def read_groups(file: Path) -> list[GroupRow]:
    """The rows of groups.csv; TableError names every line that is wrong."""
    return _read(file, GROUP_COLUMNS, _group_row)


def read_moves(file: Path) -> list[Move]:
    """The reviewed rows of what follows its units; what was taken out is not moved. TableError names every line that is wrong."""
    return _read(file, MOVE_COLUMNS, _move_row)


def write_rows(file: Path, columns: tuple[str, ...], rows: Iterable[Sequence[object]]) -> int:
    """Writes a table that the same columns read back; how many rows. None is an empty cell."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        number = 0
        for number, row in enumerate(rows, 1):  # noqa: B007
            writer.writerow(["" if cell is None else cell for cell in row])
    return number


def _read(file: Path, columns: tuple[str, ...], make: Callable[[int, dict[str, str]], Made]) -> list[Made]:
    made, faults = [], []
    for line, fields in _lines(file, columns):
        try:
            made.append(make(line, fields))
        except ValueError as error:
            faults.append(f"dòng {line}: {error}")
    if faults:
        raise TableError(file.name, faults)
    return made


def _lines(file: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        text = file.read_text("utf-8-sig")
    except OSError as error:
        raise TableError(file.name, [f"không mở được tệp ({error.strerror}); kiểm tra đường dẫn."]) from None
    except UnicodeDecodeError:
        raise TableError(file.name, ["không phải tệp CSV mã UTF-8; lưu lại với mã UTF-8."]) from None
    reader = csv.DictReader(text.splitlines())
    missing = [column for column in columns if column not in (reader.fieldnames or ())]
    if missing:
        raise TableError(file.name, [f"dòng 1: thiếu cột {', '.join(missing)}; cần đủ {','.join(columns)}."])
    for fields in reader:
        yield reader.line_num, {column: (fields[column] or "").strip() for column in columns}


def _unit_row(line: int, fields: dict[str, str]) -> Row:
    if not fields["code"] or "/" in fields["code"] or len(fields["code"]) > 20:
        raise ValueError(f"mã đơn vị “{fields['code']}” trống, quá 20 ký tự hoặc có dấu “/”; sửa mã.")
    if not fields["name"] or len(fields["name"]) > LONGEST_NAME:
        raise ValueError(f"đơn vị {fields['code']} không có tên hoặc tên quá {LONGEST_NAME} ký tự; sửa tên.")
    start = _day(fields["valid_from"], date(1900, 1, 1))
    end = _day(fields["valid_to"], FOREVER)
    return Row(line, fields["code"], fields["name"], fields["level"], fields["parent"], start, end)


def _group_row(line: int, fields: dict[str, str]) -> GroupRow:
    code = fields["group"]
    if not code or len(code) > 40 or not all(char.isalnum() or char in "-_." for char in code):
        raise ValueError(f"mã nhóm “{code}” trống, quá 40 ký tự hoặc có dấu cách, dấu hai chấm; chỉ dùng chữ, số, “-”, “_”, “.”.")
    if not fields["name"]:
        raise ValueError(f"nhóm {code} không có tên; điền tên.")
    start = _day(fields["valid_from"], date(1900, 1, 1))
    end = _day(fields["valid_to"], FOREVER)
    if end < start:
        raise ValueError(f"ngày kết thúc {end} trước ngày bắt đầu {start}; sửa lại ngày.")
    return GroupRow(line, code, fields["name"], fields["unit"], start, end)


def _move_row(_: int, fields: dict[str, str]) -> Move:
    if fields["kind"] not in holdings:
        raise ValueError(f"loại “{fields['kind']}” không có; dùng một trong {', '.join(holdings)}.")
    if not fields["key"].isdecimal():
        raise ValueError(f"cột key “{fields['key']}” không phải là số; giữ nguyên số trong danh sách đã xuất.")
    return Move(
        fields["kind"], int(fields["key"]), fields["title"], fields["from"], fields["to"], _share(fields["share"]), fields["note"]
    )


def _succession_row(line: int, fields: dict[str, str]) -> SuccessionRow:
    if fields["kind"] not in KINDS:
        raise ValueError(f"loại “{fields['kind']}” không có; dùng một trong {', '.join(KINDS)}.")
    if fields["assumed"] not in {"", "yes", "no"}:
        raise ValueError(f"cột assumed là “{fields['assumed']}”; chỉ dùng yes, no hoặc để trống.")
    share = _share(fields["share"])
    day = _day(fields["date"], None)
    return SuccessionRow(line, fields["from"], fields["to"], day, fields["kind"], share, fields["assumed"] == "yes")


def _share(text: str) -> Decimal:
    try:
        share = Decimal(text or "1")
    except InvalidOperation:
        raise ValueError(f"tỷ lệ “{text}” không phải là số; dùng số thập phân từ 0 đến 1.") from None
    if not 0 < share <= 1:
        raise ValueError(f"tỷ lệ {text} ngoài khoảng 0 đến 1; sửa lại tỷ lệ.")
    return share


def _day(text: str, empty: date | None) -> date:
    if not text and empty is not None:
        return empty
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text}” không phải là ngày; viết dạng 2025-07-01.") from None
