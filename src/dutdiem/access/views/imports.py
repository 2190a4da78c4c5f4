"""Accounts from a workbook: choose a file, see each row with its faults, then make all of them; their passwords are shown once."""

import base64
from collections.abc import Sequence

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from dutdiem.access import actions, tables
from dutdiem.access.checking import Checked, check_rows
from dutdiem.access.forms import FileForm
from dutdiem.access.reach import VERB
from dutdiem.access.views.accounts import demand_some
from dutdiem.access.views.viewer import Viewer, viewer
from dutdiem.kit.errors import Mistake
from dutdiem.kit.sheets import workbook

SALT, HOURS = "accounts", 2


@never_cache
def import_(request: HttpRequest) -> HttpResponse:
    """The file, the preview, the outcome."""
    who = viewer(request)
    demand_some(who, VERB)
    if request.method != "POST":
        return _page(request, FileForm())
    return _made(request, who) if "rows" in request.POST else _previewed(request, who)


@require_GET
def sample(request: HttpRequest) -> HttpResponse:
    """A workbook to fill in."""
    demand_some(viewer(request), VERB)
    answer = HttpResponse(tables.sample(), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    answer["Content-Disposition"] = 'attachment; filename="tai-khoan-mau.xlsx"'
    return answer


def _page(
    request: HttpRequest, form: FileForm, *, fault: str = "", checked: Sequence[Checked] = (), rows: str = ""
) -> HttpResponse:
    wrong = sum(bool(one.faults) for one in checked)
    context = {"form": form, "fault": fault, "checked": checked, "wrong": wrong, "rows": rows}
    return render(request, "access/import.html", context)


def _previewed(request: HttpRequest, who: Viewer) -> HttpResponse:
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form)
    file = form.cleaned_data["file"]
    try:
        rows = tables.read_rows(file.read(), file.name)
    except Mistake as mistake:
        form.add_error("file", str(mistake))
        return _page(request, form)
    kept = signing.dumps([row.plain() for row in rows], salt=SALT, compress=True)
    return _page(request, form, checked=check_rows(who.actor, rows), rows=kept)


def _made(request: HttpRequest, who: Viewer) -> HttpResponse:
    """The rows come back as they were previewed: what a browser sends is signed, and checked again."""
    try:
        rows = [tables.Row(**row) for row in signing.loads(request.POST["rows"], salt=SALT, max_age=HOURS * 3600)]
        issued = actions.import_accounts(who.actor, rows)
    except signing.BadSignature:
        return _page(request, FileForm(), fault=_("Bản xem trước đã cũ; chọn lại tệp rồi xem trước lần nữa."))
    except Mistake as mistake:
        return _page(request, FileForm(), fault=str(mistake))
    return render(request, "access/issued.html", {"issued": issued, "one": False, "file": as_link(issued)})


def as_link(issued: list[actions.Issued]) -> str:
    """The list as a workbook inside the page itself: it is never kept on the server."""
    data = passwords_workbook(issued)
    return "data:application/vnd.openxmlformats-officedocument.spreadsheetml.sheet;base64," + base64.b64encode(data).decode("ascii")


def passwords_workbook(issued: list[actions.Issued]) -> bytes:
    """The list to hand out."""
    head = [_("Tên đăng nhập"), _("Họ và tên"), _("Chức vụ"), _("Đơn vị"), _("Mật khẩu tạm")]
    rows = [[one.username, one.name, one.post, one.unit, one.password] for one in issued]
    return workbook(_("Mật khẩu tạm"), head, rows, [20, 26, 26, 36, 24])
