"""Screens of reviews: the list, one review with the trace of each figure, its file."""

from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dutdiem.access.queries import home_unit
from dutdiem.access.views import Viewer, viewer
from dutdiem.authority import Refused
from dutdiem.kit.errors import Mistake, NotFound
from dutdiem.kit.paging import paged
from dutdiem.reviews import actions, queries
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
    context = {"page": page, "search": search, "may_write": bool(who.actor.paths("reviews.write", who.today))}
    return render(request, "reviews/library.html", context | _asked(request, who))


def _asked(request: HttpRequest, who: Viewer) -> dict[str, str]:
    """What the form for a new review opens with: what was typed, else the viewer's own unit and the last whole year."""
    unit = request.GET.get("unit") or home_unit(who.user) or ""
    return {"unit": unit, "period": request.GET.get("period") or str(who.today.year - 1)}


@require_POST
def write(request: HttpRequest) -> HttpResponse:
    """Write a review and open it; what cannot be written is said above the form, with what was typed still in it."""
    who = viewer(request)
    unit, period = (request.POST.get(name, "").strip() for name in ("unit", "period"))
    try:
        review = actions.write(who.actor, unit, period, today=who.today)
    except (Mistake, Refused) as error:
        messages.error(request, str(error))
        return redirect(f"{reverse('reviews:list')}?{urlencode({'unit': unit, 'period': period})}")
    return redirect("reviews:page", review.pk)


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
