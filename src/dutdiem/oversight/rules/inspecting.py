"""What a visit must not be: sentences for a person, "" where all is well; and how a visit stands."""

from datetime import date

PLANNED, DUE, OVERDUE, VISITED, DROPPED = "planned", "due", "overdue", "visited", "dropped"


def visit_fault(year: int, planned_from: date, planned_to: date) -> str:
    """Days outside the plan's year, or the end before the start."""
    if planned_to < planned_from:
        return f"Ngày kết thúc {planned_to:%d/%m/%Y} trước ngày bắt đầu {planned_from:%d/%m/%Y}; sửa ngày."
    if planned_from.year != year or planned_to.year != year:
        return f"Thời gian kiểm tra phải nằm trong năm {year} của kế hoạch; sửa ngày."
    return ""


def visit_state(planned_from: date, planned_to: date, visited_on: date | None, dropped_on: date | None, on: date) -> str:
    """Visited, dropped, overdue (its days went by), due (they are now), else planned."""
    if visited_on:
        return VISITED
    if dropped_on:
        return DROPPED
    if planned_to < on:
        return OVERDUE
    return DUE if planned_from <= on else PLANNED
