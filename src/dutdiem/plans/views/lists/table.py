"""The table of tasks, and the same rows as a file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from dutdiem.access.views import Viewer, viewer
from dutdiem.documents import queries as documents
from dutdiem.kit.days import Days, StoredDay
from dutdiem.kit.export import KINDS, Row, download
from dutdiem.kit.keys import key_of
from dutdiem.kit.paging import ordering, paged
from dutdiem.plans import queries
from dutdiem.plans.models import Task
from dutdiem.plans.rules import Time, standing
from dutdiem.plans.views.lists.asked import SORTS, Asked, asked, found
from dutdiem.plans.views.lists.frame import frame
from dutdiem.plans.views.rows import COLUMNS, kind_name, rows, state_name
from dutdiem.units import queries as units

COUNTED = 1000
"""Beyond so many the page says “more than”, which costs the same for a hundred thousand."""
EXPORTED = (
    "pk",
    "kind",
    "title",
    "lead__code",
    "lead_text",
    "owner__code",
    "post",
    "deliverable",
    "state",
    "percent",
)
DAYS = ("starts_on", "deadline", "first_deadline", "handed_in_on")
CHUNK = 2000
STANDINGS = 10_000
"""Places on the axis of time that are kept while a file is written: many tasks have the same state and days."""


def listing(request: HttpRequest) -> HttpResponse:
    """One row a task, in the order that is asked for."""
    who, what = viewer(request), asked(request)
    below = below_of(who, what)
    tasks = found(who, what, below)
    page = paged(request, tasks.values(*COLUMNS), SORTS[what.sort])
    whole = page.first is None and page.next is None
    number = len(page.rows) if whole else tasks.order_by().values("pk")[: COUNTED + 1].count()
    context = {
        "below": below,
        "page": page,
        "rows": rows(page.rows, who),
        "number": min(number, COUNTED),
        "more": number > COUNTED,
        "may_plan": bool(who.actor.paths("plans.assign", who.today)),
    }
    return render(request, "plans/lists/table.html", context | frame(request, who, what, "table"))


def below_of(who: Viewer, what: Asked) -> Task | None:
    """The task whose branch is asked for; NotFound where the viewer may not see it."""
    key = key_of(what.below)
    return None if key is None else queries.one(who.actor, who.today, key)


def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """All rows that are asked for as CSV or XLSX, however many, without holding them."""
    if kind not in KINDS:
        raise Http404
    who, what = viewer(request), asked(request)
    tasks = found(who, what, below_of(who, what))
    name = f"{_('nhiem-vu')}-{who.today:%Y%m%d}"
    return download(kind, name, _head(), _lines(who, tasks.order_by(*ordering(Task, SORTS[what.sort]))))


def _head() -> list[str]:
    return [
        _("Số"),
        _("Loại"),
        _("Nhiệm vụ"),
        _("Mã đơn vị chủ trì"),
        _("Đơn vị chủ trì"),
        _("Đơn vị giao"),
        _("Đầu mối"),
        _("Sản phẩm"),
        _("Bắt đầu"),
        _("Thời hạn"),
        _("Thời hạn đầu"),
        _("Trạng thái"),
        _("Tình trạng thời gian"),
        _("Số ngày"),
        _("Tiến độ (%)"),
        _("Ngày nộp sản phẩm"),
        _("Văn bản"),
    ]


def _lines(who: Viewer, tasks: QuerySet[Task]) -> Iterator[Row]:
    """The rows as a file has them. Words are looked up now, in the reader's language; rows are read as they are sent."""
    times, days = time_names(), Days()

    @lru_cache(STANDINGS)
    def stands(state: str, deadline: date | None, handed_in: date | None) -> tuple[str, int | None]:
        found = standing(state, deadline, handed_in, who.today)
        return times[found.time], found.days

    words = _Words(
        {kind: kind_name(kind) for kind in Task.Kind.values},
        {state: state_name(state) for state in Task.State.values},
        dict(units.on(who.today).values_list("unit__code", "name")),
        stands,
    )
    symbol = documents.shown(who.actor, who.today, "symbol")
    read = tasks.values_list(*EXPORTED, *map(StoredDay, DAYS), symbol).iterator(chunk_size=CHUNK)
    return (_line(row, words, days) for row in read)


@dataclass(frozen=True, slots=True)
class _Words:
    kinds: dict[str, str]
    states: dict[str, str]
    units: dict[str, str]
    stands: Callable[[str, date | None, date | None], tuple[str, int | None]]


def _line(row: tuple[Any, ...], words: _Words, days: Days) -> Row:
    pk, kind, title, lead, lead_text, owner, post, deliverable, state, percent, starts, deadline, first, handed_in, paper = row
    due, done = days[deadline], days[handed_in]
    time, left = words.stands(state, due, done)
    return (
        pk,
        words.kinds[kind],
        title,
        lead,
        words.units.get(lead) or lead_text or lead,
        words.units.get(owner) or owner,
        post,
        deliverable,
        days[starts],
        due,
        days[first],
        words.states[state],
        time,
        left,
        percent,
        done,
        paper,
    )


def time_names() -> dict[Time, str]:
    """What a task's places on the axis of time are called."""
    return {
        Time.NO_DEADLINE: _("chưa có thời hạn"),
        Time.IN_TIME: _("còn hạn"),
        Time.DUE_SOON: _("sắp đến hạn"),
        Time.OVERDUE: _("quá hạn"),
        Time.DONE_IN_TIME: _("hoàn thành trong hạn"),
        Time.DONE_LATE: _("hoàn thành chậm"),
        Time.STOPPED: _("dừng"),
    }
