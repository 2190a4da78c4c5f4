"""The side above: approving what was sent, returning it with the reason, closing it, opening it again with a reason.

A reason that is refused stands on the page again, beside the sentence.
"""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from dutdiem.access.views import viewer
from dutdiem.collection import actions, queries
from dutdiem.collection.rules import REOPENED
from dutdiem.collection.views.due import kept
from dutdiem.collection.views.fill import RefusedDecision, undecided
from dutdiem.kit.errors import Mistake
from dutdiem.kit.keys import keys_of


@require_POST
def decide(request: HttpRequest, form: str, period: str, unit: str) -> HttpResponse:
    """`decision` is approved, returned (with `reason`), locked or reopened (with `reason`); then the form as it now stands."""
    who = viewer(request)
    opened = queries.opened(who.actor, who.today, form, period, unit)
    done = {
        "approved": _("Đã duyệt báo cáo."),
        "returned": _("Đã trả lại báo cáo kèm lý do."),
        "locked": _("Đã chốt số liệu."),
        REOPENED: _("Đã mở lại số liệu đã chốt; đơn vị gửi được bản sửa."),
    }
    decision = request.POST.get("decision", "")
    if decision not in done or opened.latest is None:
        return HttpResponseBadRequest()
    reason = request.POST.get("reason", "")
    try:
        if request.POST.get("revision") != str(opened.latest.revision):
            raise Mistake(_("Đơn vị đã gửi bản mới hơn của báo cáo này; xem lại bản mới rồi quyết định."))
        if decision == REOPENED:
            actions.reopen(who.actor, opened.latest, reason)
        else:
            actions.decide(who.actor, opened.latest, decision, reason)
    except Mistake as mistake:
        now = queries.opened(who.actor, who.today, form, period, unit)
        return undecided(request, who, now, RefusedDecision(decision, str(mistake), reason))
    messages.success(request, done[decision])
    return redirect("collection:fill", form, period, unit)


@require_POST
def approve(request: HttpRequest) -> HttpResponse:
    """Approve the submissions that were ticked in the list (`one`), all or none; then the list as it was narrowed."""
    who = viewer(request)
    keys = keys_of(request.POST.getlist("one"))
    chosen = list(queries.waiting(who.actor, who.today).filter(pk__in=keys))
    try:
        if not chosen:
            raise Mistake(_("Chưa chọn báo cáo nào; đánh dấu các báo cáo cần duyệt."))
        with transaction.atomic():
            for one in chosen:
                actions.decide(who.actor, one, "approved")
        words = ngettext("Đã duyệt %(num)s báo cáo.", "Đã duyệt %(num)s báo cáo.", len(chosen))
        messages.success(request, words % {"num": len(chosen)})
    except Mistake as mistake:
        messages.error(request, str(mistake))
    where = kept(request)
    return redirect(f"{reverse('collection:due')}?{urlencode(where)}" if where else "collection:due")
