"""What a task must not be: sentences for a person, "" where all is well."""

from collections.abc import Collection
from datetime import date


def deadline_fault(starts_on: date | None, deadline: date | None) -> str:
    """A deadline before the start."""
    if starts_on and deadline and deadline < starts_on:
        return f"thời hạn {deadline:%d/%m/%Y} trước ngày bắt đầu {starts_on:%d/%m/%Y}; chọn ngày khác."
    return ""


def lead_fault(lead: int | None, coordinating: Collection[int]) -> str:
    """The lead is a coordinating unit too, or one coordinates twice."""
    if lead is not None and lead in coordinating:
        return "đơn vị chủ trì không thể đồng thời phối hợp; bỏ một bên."
    return "một đơn vị phối hợp được ghi hai lần; giữ lại một dòng." if len(set(coordinating)) < len(coordinating) else ""


def place_fault(path: str, above: str) -> str:
    """A task below itself: a cycle in the tree."""
    return "không thể đặt nhiệm vụ xuống dưới chính nó; chọn nơi khác." if above == path or above.startswith(path + "/") else ""
