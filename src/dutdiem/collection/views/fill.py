"""Filling a form in: what was typed stays where something is wrong, with one sentence beside each field."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dutdiem.access.views import Viewer, viewer
from dutdiem.collection import actions, queries, sheets
from dutdiem.collection.forms import Filling, Typed
from dutdiem.collection.models import Submission
from dutdiem.collection.rules import REOPENED, may_become
from dutdiem.collection.views.words import state, time_left, typed_as
from dutdiem.kit.errors import Mistake
from dutdiem.kit.periods import named_period


@dataclass(frozen=True, slots=True)
class RefusedDecision:
    """A decision of the side above that was refused: which, the sentence, and the reason that was typed, which stays."""

    decision: str
    says: str
    reason: str


def fill(request: HttpRequest, form: str, period: str, unit: str) -> HttpResponse:
    """The form of a unit for a period; POST keeps a draft (`do=draft`) or sends it (`do=submit`)."""
    who = viewer(request)
    filling = Filling(queries.opened(who.actor, who.today, form, period, unit))
    if request.method == "POST":
        return _send(request, who, filling)
    return _page(request, who, filling, _kept(filling), {}, typing="sua" in request.GET)


def undecided(request: HttpRequest, who: Viewer, opened: queries.Opened, refused: RefusedDecision) -> HttpResponse:
    """The form as it stands, where a decision on it was refused."""
    filling = Filling(opened)
    return _page(request, who, filling, _kept(filling), {}, typing=False, refused=refused, status=422)


def _kept(filling: Filling) -> Typed:
    kept = filling.kept()
    return Typed({code: typed_as(text) for code, text in kept.values.items()}, kept.comments)


@require_POST
def upload(request: HttpRequest, form: str, period: str, unit: str) -> HttpResponse:
    """Put what a workbook holds into the page, with what is wrong beside each field; nothing is kept until a person sends it."""
    who = viewer(request)
    filling = Filling(queries.opened(who.actor, who.today, form, period, unit))
    file = request.FILES.get("file")
    try:
        if file is None or file.file is None or file.name is None or file.size is None:
            raise Mistake(_("Chưa chọn tệp; chọn tệp XLSX đã nhập rồi tải lên."))
        typed = sheets.read(filling.opened, file.name, file.file, file.size)
    except Mistake as mistake:
        messages.error(request, str(mistake))
        return redirect("collection:fill", form, period, unit)
    faults = filling.faults(typed, draft=False)
    shown = Typed({code: text if code in faults else typed_as(text) for code, text in typed.values.items()}, typed.comments)
    says = _("Đã đọc tệp %(name)s. Xem lại rồi lưu nháp hoặc gửi; chưa có gì được ghi.") % {"name": file.name}
    return _page(request, who, filling, shown, faults, says=says)


def _send(request: HttpRequest, who: Viewer, filling: Filling) -> HttpResponse:
    sent = {key: str(value) for key, value in request.POST.items()}
    typed, draft = filling.typed(sent), sent.get("do") == "draft"
    faults, opened = filling.faults(typed, draft=draft), filling.opened
    if not faults:
        try:
            _refuse_stale(opened, sent.get("revision", ""))
            values = filling.values(typed)
            if not values and not draft:
                raise Mistake(_("Chưa có số liệu nào; nhập ít nhất một mục rồi gửi."))
            status = Submission.Status.DRAFT if draft else Submission.Status.SUBMITTED
            row = actions.Filled(opened.unit.unit.code, values, status, None, typed.comments)
            actions.submit(who.actor, opened.form, opened.period.code, [row])
        except Mistake as mistake:
            faults[""] = str(mistake)
    if faults:
        return _page(request, who, filling, typed, faults, status=422)
    messages.success(request, _("Đã lưu nháp.") if draft else _("Đã gửi báo cáo."))
    return redirect("collection:fill", opened.form.code, opened.period.code, opened.unit.unit.code)


def _refuse_stale(opened: queries.Opened, revision: str) -> None:
    """Two people at one form: who typed over an older revision is told, and loses nothing."""
    latest = opened.latest
    if latest and revision != str(latest.revision):
        raise Mistake(
            _("%(who)s vừa ghi bản mới (lần %(n)s) của báo cáo này; mở trang ở cửa sổ khác để so rồi gửi lại.")
            % {"who": latest.submitted_by, "n": latest.revision}
        )


def _page(
    request: HttpRequest,
    who: Viewer,
    filling: Filling,
    typed: Typed,
    faults: dict[str, str],
    *,
    typing: bool = True,
    says: str = "",
    refused: RefusedDecision | None = None,
    status: int = 200,
) -> HttpResponse:
    opened = filling.opened
    fields = filling.fields(typed, faults)
    known = {field.code for field in fields}
    latest = opened.latest
    current = latest.standing if latest else "missing"
    decisions = _decisions(who, opened)
    context: dict[str, Any] = {
        "opened": opened,
        # Who decides looks at what was sent; typing in the unit's place is a step of its own.
        "editing": opened.editable and (not decisions or typing),
        "latest": latest,
        "period": named_period(opened.period),
        "state": state(current),
        "left": time_left(opened.due, who.today, current, late=opened.is_late(who.today)),
        "fields": fields,
        "general": [text for code, text in faults.items() if code not in known],
        "faulty": sum(bool(field.fault) for field in fields),
        "says": says,
        "places": (opened.form.code, opened.period.code, opened.unit.unit.code),
        "decisions": decisions,
        "refused": refused,
        "revisions": [(one, state(one.standing)) for one in reversed(opened.revisions)],
    }
    return render(request, "collection/fill.html", context, status=status)


def _decisions(who: Viewer, opened: queries.Opened) -> list[str]:
    """What the viewer may do with the newest revision."""
    if opened.latest is None or not actions.may_decide(who.actor, opened.places, opened.form):
        return []
    if opened.latest.status == Submission.Status.LOCKED:
        return [REOPENED]
    return [status for status in ("approved", "locked", "returned") if may_become(opened.latest.status, status)]
