"""Putting right what the reader found, or did not find, in a document's head."""

from dataclasses import fields

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dutdiem.access.views import viewer
from dutdiem.documents import actions, queries
from dutdiem.documents.forms import DescribeForm
from dutdiem.kit.errors import Mistake
from dutdiem.kit.forms import refuse


def describe(request: HttpRequest, key: int) -> HttpResponse:
    """Number, kind, title, issuer, day, signer, filled with what is known."""
    who = viewer(request)
    document = queries.one(who.actor, who.today, key)
    actions.demand_of_owner(who.actor, document, "documents.decide")
    known = {field.name: getattr(document, field.name) for field in fields(actions.Described)}
    form = DescribeForm(request.POST if request.method == "POST" else None, held=document.type, initial=known)
    if form.is_bound and form.is_valid():
        try:
            actions.describe(who.actor, document, form.described)
        except Mistake as mistake:
            refuse(form, mistake)
        else:
            messages.success(request, _("Đã ghi thông tin văn bản."))
            if form.described.date != known["date"]:
                messages.info(request, _("Ngày ban hành đã đổi: bấm Đọc lại để tính lại các thời hạn theo ngày mới."))
            return redirect("documents:page", key)
    return render(request, "documents/describe.html", {"document": document, "form": form})
