"""A trace at the terminal: the figure, the parts of its formula, the units below, the submissions."""

from collections.abc import Iterator
from decimal import Decimal

import click
from django.utils import timezone

from dutdiem.calendar.names import period_name
from dutdiem.calendar.periods import parse_period
from dutdiem.figures.queries.traces import Ordered, Origin, Part, Trace
from dutdiem.measures.definitions import PLAIN_MONTHS

MOVES = {
    "previous": "kỳ trước",
    "same_period_last_year": "cùng kỳ năm trước",
    "year_to_date": "lũy kế từ đầu năm",
    "parent": "đơn vị cấp trên",
}
BELOW = 12


def print_trace(found: Trace) -> None:
    """Print it in plain lines."""
    for line in lines(found):
        click.echo(line)


def lines(found: Trace) -> Iterator[str]:
    """The trace as lines of text."""
    row = found.answer
    yield f"{found.name}: {number(row.value)}"
    days = "" if found.calendar == PLAIN_MONTHS else f" (từ {found.starts:%d/%m/%Y} đến {found.ends:%d/%m/%Y})"
    yield f"  {row.unit_name} ({row.unit}), {period_name(parse_period(row.period)).lower()}{days}"
    yield f"  Cơ cấu đơn vị ngày {found.structure:%d/%m/%Y}, kho số liệu phiên bản {found.version}"
    if found.formula:
        yield f"  Công thức: {found.formula}"
    for target in found.targets:
        yield from _target(target)
    for part in found.parts:
        yield from _part(part)


def number(value: Decimal | None) -> str:
    """A value as it is, or that it is missing."""
    return "không có số liệu" if value is None else format(value, "f")


def _target(target: Ordered) -> Iterator[str]:
    yield f"  Chỉ tiêu được giao: {target.comparator} {format(target.value, 'f')}; căn cứ: {target.source or 'chưa ghi'}"
    if target.text:
        yield f"    “{' '.join(target.text.split())}”"


def _part(part: Part) -> Iterator[str]:
    where = "".join(f", {MOVES[move]}" for move in part.moves)
    expected = "" if part.total.expected is None else f" trên {part.total.expected}"
    yield f"\n{part.name} ({part.element}{where}): {number(part.total.value)}; {part.total.reported}{expected} báo cáo"
    for row in part.below[:BELOW]:
        yield f"  {row.unit:<12} {number(row.value):>16}  {row.unit_name}"
    if len(part.below) > BELOW:
        yield f"  … và {len(part.below) - BELOW} đơn vị khác"
    for origin in part.origins:
        yield _origin(origin)
        if origin.comment:
            yield f"      Ghi chú: {origin.comment}"
        for warning in origin.warnings:
            yield f"      Cảnh báo: {warning}"
    if part.figures > len(part.origins):
        yield f"    … và {part.figures - len(part.origins)} báo cáo khác (--limit để xem thêm, --csv để lấy tất cả)"


def _origin(origin: Origin) -> str:
    share = "" if origin.share == 1 else f" × {format(origin.share, 'f')}{' (giả định)' if origin.assumed else ''}"
    sent = f"{timezone.localtime(origin.submitted_at):%d/%m/%Y %H:%M}" if origin.submitted_at else "không rõ lúc"
    return (
        f"    {origin.period:<8} {origin.unit:<10} {format(origin.value, 'f'):>12}{share}  {origin.unit_name}"
        f"; báo cáo số {origin.submission} lần {origin.revision}, {origin.submitted_by or 'không rõ'}, {sent}"
    )
