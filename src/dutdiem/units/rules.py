"""How unit rows become versions with paths, and what a tree must not contain. Plain values; dates inclusive."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

FOREVER = date.max
LEVELS = ("ministry", "department", "province", "district", "commune")
"""Ranks by name, highest first; a level is a rank, not a depth: from 1 March 2025 communes stand right below provinces."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of units.csv. `line` is where it stands, for messages."""

    line: int
    code: str
    name: str
    level: str
    parent: str
    valid_from: date
    valid_to: date


@dataclass(frozen=True, slots=True)
class Version:
    """A row, or the part of it in which the unit's path was the same."""

    code: str
    name: str
    level: str
    parent: str
    path: str
    valid_from: date
    valid_to: date


def faults(rows: Sequence[Row]) -> list[str]:
    """Every fault of the rows, one sentence each, with its line: unknown level or parent, overlap, cycle."""
    by_code = group(rows)
    found = []
    for row in rows:
        if row.level not in LEVELS:
            found.append(f"dòng {row.line}: cấp “{row.level}” không có; dùng một trong {', '.join(LEVELS)}.")
        if row.parent and row.parent not in by_code:
            found.append(f"dòng {row.line}: đơn vị cấp trên “{row.parent}” không có trong tệp; thêm đơn vị này hoặc sửa mã.")
        if row.valid_to < row.valid_from:
            found.append(f"dòng {row.line}: ngày kết thúc {row.valid_to} trước ngày bắt đầu {row.valid_from}; sửa lại ngày.")
    for versions in by_code.values():
        found += [
            f"dòng {later.line}: thời gian của {later.code} chồng lên dòng {earlier.line}; mỗi ngày chỉ có một dòng cho một đơn vị."
            for earlier, later in pairwise(versions)
            if later.valid_from <= earlier.valid_to
        ]
    return found or _parent_faults(rows, by_code)


def group(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows by code, each code's in time order."""
    by_code: dict[str, list[Row]] = {}
    for row in rows:
        by_code.setdefault(row.code, []).append(row)
    for versions in by_code.values():
        versions.sort(key=lambda row: row.valid_from)
    return by_code


def versions(rows: Sequence[Row]) -> list[Version]:
    """The rows with their paths, cut wherever an ancestor's place changed. `rows` have no faults."""
    by_code = group(rows)
    done: dict[str, list[Version]] = {}
    for code in by_code:
        _place(code, by_code, done)
    return [version for code in by_code for version in done[code]]


def on_day(of_unit: Iterable[Version], day: date) -> Version | None:
    """The one of a unit's versions that holds on that day."""
    return next((v for v in of_unit if v.valid_from <= day <= v.valid_to), None)


def _place(code: str, by_code: Mapping[str, list[Row]], done: dict[str, list[Version]]) -> list[Version]:
    if code not in done:
        pieces = [piece for row in by_code[code] for piece in _pieces(row, by_code, done)]
        done[code] = _joined(pieces)
    return done[code]


def _pieces(row: Row, by_code: Mapping[str, list[Row]], done: dict[str, list[Version]]) -> list[Version]:
    whole = Version(row.code, row.name, row.level, row.parent, row.code, row.valid_from, row.valid_to)
    if not row.parent:
        return [whole]
    above = _place(row.parent, by_code, done)
    return [
        replace(
            whole,
            path=f"{parent.path}/{row.code}",
            valid_from=max(row.valid_from, parent.valid_from),
            valid_to=min(row.valid_to, parent.valid_to),
        )
        for parent in above
        if parent.valid_from <= row.valid_to and row.valid_from <= parent.valid_to
    ]


def _joined(pieces: list[Version]) -> list[Version]:
    joined: list[Version] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and (last.path, last.name, last.level) == (piece.path, piece.name, piece.level) and _next_day(last, piece):
            joined[-1] = replace(last, valid_to=piece.valid_to)
        else:
            joined.append(piece)
    return joined


def _next_day(earlier: Version, later: Version) -> bool:
    return earlier.valid_to != FOREVER and earlier.valid_to + timedelta(days=1) == later.valid_from


def _parent_faults(rows: Sequence[Row], by_code: Mapping[str, list[Row]]) -> list[str]:
    found = []
    for row in rows:
        if cycle := _cycle(row, by_code):
            return [f"dòng {row.line}: {' → '.join(cycle)} tạo thành vòng cấp trên, cấp dưới; sửa đơn vị cấp trên."]
        if row.parent and (gap := _uncovered(row, by_code[row.parent])):
            found.append(f"dòng {row.line}: đơn vị cấp trên {row.parent} không tồn tại ngày {gap}; sửa thời gian hoặc cấp trên.")
    return found


def _cycle(row: Row, by_code: Mapping[str, list[Row]]) -> list[str]:
    way, current, day = [row.code], row, row.valid_from
    while current.parent:
        way.append(current.parent)
        if current.parent in way[:-1]:
            return way
        above = [r for r in by_code[current.parent] if r.valid_from <= day <= r.valid_to]
        if not above:
            return []
        current = above[0]
    return []


def _uncovered(row: Row, above: Sequence[Row]) -> date | None:
    day = row.valid_from
    for parent in above:
        if parent.valid_from <= day <= parent.valid_to:
            if parent.valid_to >= row.valid_to:
                return None
            day = parent.valid_to + timedelta(days=1)
    return day
