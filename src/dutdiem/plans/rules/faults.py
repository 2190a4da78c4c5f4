"""What a task must not be: sentences for a person, "" where all is well."""

from collections.abc import Collection
from datetime import date

from dutdiem.calendar.bounds import day_fault
from dutdiem.calendar.telling import told


def deadline_fault(starts_on: date | None, deadline: date | None) -> str:
    """A deadline before the start, or a day out of all bounds."""
    if fault := day_fault(starts_on, deadline):
        return fault
    if starts_on and deadline and deadline < starts_on:
        return told(
            "thời hạn %(deadline)s trước ngày bắt đầu %(start)s; chọn ngày khác.",
            deadline=f"{deadline:%d/%m/%Y}",
            start=f"{starts_on:%d/%m/%Y}",
        )
    return ""


EARLIEST = date(2000, 1, 1)
"""No work is as old; an older day is a slip of the hand."""


def done_on_fault(on: date, ordered_on: date | None, starts_on: date | None, assigned_on: date | None) -> str:
    """Something was done before there was anything to do: before the document's day or, without one, the task's own start.

    The day on which a task was put in here is no bound by itself, since work is put in that has long begun.
    """
    begun = starts_on and min(starts_on, assigned_on or starts_on)
    first = max(min((day for day in (ordered_on, begun) if day), default=EARLIEST), EARLIEST)
    return f"ngày {on:%d/%m/%Y} trước khi có nhiệm vụ ({first:%d/%m/%Y}); chọn ngày khác." if on < first else ""


def lead_fault(lead: int | None, coordinating: Collection[int]) -> str:
    """The lead is a coordinating unit too, or one coordinates twice."""
    if lead is not None and lead in coordinating:
        return "đơn vị chủ trì không thể đồng thời phối hợp; bỏ một bên."
    return "một đơn vị phối hợp được ghi hai lần; giữ lại một dòng." if len(set(coordinating)) < len(coordinating) else ""


def weight_fault(weight: int) -> str:
    """A weight that is none."""
    return "" if 1 <= weight <= 1000 else f"trọng số {weight} không hợp lệ; nhập số nguyên từ 1 đến 1000."


def direction_fault(top: str, path: str, name: str, *, internal: bool = False) -> str:
    """The owner of a plan, by its path, gives work to a unit by its path and name: orders go down, and what is internal stays
    within. What is above every unit has no path and reaches all."""
    if not top or f"{path}/".startswith(f"{top}/"):
        return ""
    if internal:
        return f"nhiệm vụ nội bộ chỉ giao trong đơn vị; {name} ở ngoài, chọn đơn vị khác."
    return f"đơn vị chỉ giao việc cho mình và cấp dưới; {name} ở ngoài, cần đơn vị đó làm hoặc phối hợp thì gửi kiến nghị."


def place_fault(path: str, above: str) -> str:
    """A task below itself: a cycle in the tree."""
    return "không thể đặt nhiệm vụ xuống dưới chính nó; chọn nơi khác." if above == path or above.startswith(path + "/") else ""
