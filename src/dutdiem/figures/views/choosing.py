"""Choosing what stands first on a unit's overview."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dutdiem.access.views import viewer
from dutdiem.authority import Refused
from dutdiem.catalogue.queries import definitions
from dutdiem.figures.choosing import MOST
from dutdiem.figures.choosing import choose as put_first
from dutdiem.figures.queries import chosen
from dutdiem.figures.views.rows import stands_for
from dutdiem.kit.errors import Mistake, NotFound
from dutdiem.units import queries as units


def choose(request: HttpRequest) -> HttpResponse:
    """Every indicator of the unit, those that stand first ticked; POST `one` for each that shall."""
    who = viewer(request)
    version = units.version(request.GET.get("unit") or who.home or "", who.today)
    if version is None or not who.may("units.read", version.path):
        raise NotFound(_("Không có đơn vị này trong phạm vi được xem; xem lại mã."))
    if not who.may("figures.choose", version.path):
        raise Refused(_("Tài khoản này không chọn chỉ tiêu cho đơn vị; đề nghị quản trị viên giao quyền nếu cần."))
    ticked = None
    if request.method == "POST":
        ticked = request.POST.getlist("one")
        try:
            put_first(who.actor, version.unit, ticked)
            messages.success(request, _("Đã ghi các chỉ tiêu của trang tổng quan."))
            return redirect("web:overview")
        except Mistake as mistake:
            messages.error(request, str(mistake))
    defined, first = definitions(who.actor, who.today), chosen(version.unit.code)
    codes = stands_for(defined, version.path.split("/"), who.today)
    # What stands first comes first here too, then what is the unit's own.
    order = sorted(codes, key=lambda code: (first.index(code) if code in first else len(first), not defined.indicators[code].owner))
    shown = first if ticked is None else ticked
    context = {"version": version, "rows": [(defined.indicators[code], code in shown) for code in order], "most": MOST}
    return render(request, "figures/choose.html", context, status=200 if ticked is None else 422)
