"""Screens of reviews: the list, one review with the trace of each figure, its file."""

from itertools import groupby
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dutdiem.access.views import viewer
from dutdiem.kit.errors import NotFound
from dutdiem.kit.paging import paged
from dutdiem.reviews import queries
from dutdiem.reviews.ledger import Source
from dutdiem.reviews.models import Review

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def library(request: HttpRequest) -> HttpResponse:
    """The reviews that were written, the newest first."""
    who = viewer(request)
    search = request.GET.get("search", "")
    found = queries.listed(who.actor, who.today, search=search)
    columns = ("pk", "title", "unit_name", "period", "stands_on", "created_at", "created_by", "size")
    page = paged(request, found.values(*columns), ("-created_at", "-pk"))
    return render(request, "reviews/library.html", {"page": page, "search": search})


def page(request: HttpRequest, key: int) -> HttpResponse:
    """One review: what it was computed from, and every figure with its trace, by where it is printed."""
    review = queries.one(viewer(request).actor, viewer(request).today, key)
    wanted = request.GET.get("kind", "")
    lines = [Source(**line) for line in review.figures if not wanted or line["kind"] == wanted]
    places = [(place, list(found)) for place, found in groupby(lines, key=lambda line: line.place)]
    context = {"review": review, "places": places, "kind": wanted, "kinds": _kinds(review)}
    return render(request, "reviews/page.html", context)


def _kinds(review: Review) -> list[tuple[str, str]]:
    words = {"figure": _("số liệu thống kê"), "goal": _("chỉ tiêu được giao"), "record": _("đếm trên hệ thống")}
    present: dict[str, Any] = dict.fromkeys(line["kind"] for line in review.figures)
    return [("", _("tất cả")), *[(kind, words[kind]) for kind in words if kind in present]]


def file(request: HttpRequest, key: int) -> FileResponse:
    """The review as it was written."""
    review = queries.one(viewer(request).actor, viewer(request).today, key)
    path = Path(settings.HOME) / review.file
    if not path.is_file():
        raise NotFound(f"Không còn tệp của báo cáo số {key} trong thư mục dữ liệu; khôi phục từ bản sao lưu.")
    name = f"Bao-cao_{review.unit.code}_{review.period.replace('/', '-')}.docx"
    return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=DOCX)
