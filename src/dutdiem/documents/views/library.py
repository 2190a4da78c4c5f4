"""The list of documents."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dutdiem.access.views import named, viewer
from dutdiem.documents import queries
from dutdiem.documents.kinds import kinds
from dutdiem.kit.paging import paged

COLUMNS = (
    "pk",
    "symbol",
    "title",
    "issuer",
    "type",
    "date",
    "file_name",
    "owner__code",
    "internal",
    "open_proposals",
    "all_proposals",
)


def library(request: HttpRequest) -> HttpResponse:
    """Documents by words, type and whose they are, newest first, with how many proposals wait."""
    who = viewer(request)
    search, type_, whose = (request.GET.get(name, "") for name in ("search", "type", "whose"))
    found = queries.listed(who.actor, who.today, search=search, type_=type_, whose=whose)
    types = queries.visible(who.actor, who.today).exclude(type="").order_by("type").values_list("type", flat=True).distinct()
    page = paged(request, found.values(*COLUMNS), ("-date", "-pk"))
    context = {
        "page": page,
        "units": named(who, [row["owner__code"] for row in page.rows]) if any(row["owner__code"] for row in page.rows) else {},
        "search": search,
        "type": type_,
        "types": [("", _("tất cả")), *((one, kinds().get(one, one)) for one in types)],
        "whose": whose,
        "owners": [("", _("tất cả")), ("own", _("đơn vị mình")), ("above", _("cấp trên"))],
        "may_add": bool(who.actor.paths("documents.add", who.today)),
    }
    return render(request, "documents/library.html", context)
