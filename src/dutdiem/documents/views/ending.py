"""Saying that a document no longer holds, and what took its place."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dutdiem.access.views import Viewer, viewer
from dutdiem.documents import actions, queries
from dutdiem.documents.forms import EndForm
from dutdiem.documents.models import Document
from dutdiem.kit.errors import Mistake, NotFound
from dutdiem.kit.forms import refuse

OFFERED = 500
"""Documents that are offered by name, the newest first; others are named by hand."""


def end(request: HttpRequest, key: int) -> HttpResponse:
    """The day and the document that follows; the tasks that rest on this one are marked."""
    who = viewer(request)
    document = queries.one(who.actor, who.today, key)
    actions.demand_of_owner(who.actor, document, "documents.decide")
    first = {"on": document.ended_on or who.today, "by": queries.successor(who.actor, who.today, document) or ""}
    form = EndForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_bound and form.is_valid():
        try:
            _end(who, document, form.cleaned_data["on"], form.cleaned_data["by"])
        except Mistake as mistake:
            refuse(form, mistake)
        else:
            messages.success(request, _("Đã ghi ngày hết hiệu lực; các nhiệm vụ dựa trên văn bản này được đánh dấu."))
            return redirect("documents:page", key)
    symbols = queries.visible(who.actor, who.today).exclude(pk=key).exclude(symbol="").order_by("-date", "-pk")
    context = {"document": document, "form": form, "symbols": list(symbols.values_list("symbol", flat=True)[:OFFERED])}
    return render(request, "documents/end.html", context)


def _end(who: Viewer, document: Document, on: date, by: str) -> None:
    try:
        other = queries.by_name(who.actor, who.today, by) if by else None
    except NotFound:
        says = _("Không có văn bản “%(name)s” trong các văn bản đã đăng ký; ghi đúng số, ký hiệu.") % {"name": by}
        raise Mistake(says, field="by") from None
    actions.end(who.actor, document, on=on, replaced_by=other)
