"""A month of deadlines."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dutdiem.access.views import Viewer, viewer
from dutdiem.calendar.workdays import read_workdays
from dutdiem.plans import queries
from dutdiem.plans.models import Task
from dutdiem.plans.views.lists.asked import Asked, asked, found
from dutdiem.plans.views.lists.frame import frame
from dutdiem.plans.views.lists.table import below_of
from dutdiem.plans.views.rows import COLUMNS, Row, rows

SHOWN = 3
"""Tasks of a day; the rest is one link away."""


@dataclass(slots=True)
class Cell:
    """A day of the grid: how many deadlines fall on it, and the first of them."""

    day: date
    inside: bool
    free: bool
    counts: queries.Day | None = None
    rows: list[Row] = field(default_factory=list)


def calendar(request: HttpRequest) -> HttpResponse:
    """The month in the address, else this one, in whole weeks from Monday."""
    who, what = viewer(request), asked(request)
    below, first = below_of(who, what), month_of(request.GET.get("month", ""), who.today)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    tasks = found(who, what, below, since=first, until=last)
    weeks = _weeks(first, last)
    _fill({cell.day: cell for week in weeks for cell in week if cell.inside}, who, tasks)
    context = {
        "below": below,
        "weeks": weeks,
        "weekdays": _weekdays(),
        "first": first,
        "today": who.today,
        "number": sum(cell.counts.all for week in weeks for cell in week if cell.counts),
        "before": _link(what, first - timedelta(days=1)),
        "after": _link(what, last + timedelta(days=1)),
        "now": _link(what, who.today),
    }
    return render(request, "plans/lists/calendar.html", context | frame(request, who, what, "calendar"))


def month_of(words: str, today: date) -> date:
    """The first day of a month written as 2025-06; this month where it is none."""
    year, _dash, month = words.partition("-")
    if year.isdecimal() and month.isdecimal() and 1900 <= int(year) <= 2200 and 1 <= int(month) <= 12:
        return date(int(year), int(month), 1)
    return today.replace(day=1)


def _link(what: Asked, day: date) -> str:
    kept = what.query(since="", until="")
    return f"?month={day:%Y-%m}{'&' if kept else ''}{kept}"


def _weeks(first: date, last: date) -> list[list[Cell]]:
    workdays = read_workdays()
    start = first - timedelta(days=first.weekday())
    number = (last - start).days // 7 + 1
    days = [start + timedelta(days=n) for n in range(number * 7)]
    cells = [Cell(day, first <= day <= last, not workdays.is_working(day)) for day in days]
    return [cells[n : n + 7] for n in range(0, len(cells), 7)]


def _fill(cells: dict[date, Cell], who: Viewer, tasks: QuerySet[Task]) -> None:
    for day, counts in queries.by_day(tasks, who.today).items():
        cells[day].counts = counts
    for row in rows(queries.first_of_days(tasks, SHOWN).values(*COLUMNS), who):
        cells[row.task["deadline"]].rows.append(row)


def _weekdays() -> list[str]:
    return [_("Thứ hai"), _("Thứ ba"), _("Thứ tư"), _("Thứ năm"), _("Thứ sáu"), _("Thứ bảy"), _("Chủ nhật")]
