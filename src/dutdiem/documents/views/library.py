"""The list of documents."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dutdiem.access.views import viewer
from dutdiem.documents import queries
from dutdiem.kit.paging import paged


def library(request: HttpRequest) -> HttpResponse:
    """Documents by words and type, newest first, with how many proposals wait."""
    who = viewer(request)
    search, type_ = request.GET.get("search", ""), request.GET.get("type", "")
    found = queries.listed(who.actor, who.today, search=search, type_=type_)
    columns = ("pk", "symbol", "title", "issuer", "type", "date", "file_name", "open_proposals", "all_proposals")
    types = queries.visible(who.actor, who.today).exclude(type="").order_by("type").values_list("type", flat=True).distinct()
    page = paged(request, found.values(*columns), ("-date", "-pk"))
    context = {"page": page, "search": search, "type": type_, "types": list(types), "may_add": who.may("documents.add", "")}
    return render(request, "documents/library.html", context)
