"""The pages for what went wrong: one plain sentence each."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from dutdiem.kit.errors import NotFound


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the sentence of the refusal where there is one."""
    says = str(exception or "") or _("Tài khoản này không được xem trang này; đề nghị quản trị viên giao quyền nếu cần.")
    return _page(request, 403, _("Không có quyền"), says)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: not there, or not for this account; which of the two is not told. The sentence of a query where it gave one."""
    says = _("Địa chỉ này không có, hoặc tài khoản này không được xem nội dung đó.")
    return _page(request, 404, _("Không tìm thấy trang"), str(exception) if isinstance(exception, NotFound) else says)


def too_many(request: HttpRequest) -> HttpResponse:
    """429: too many attempts from one place."""
    says = _("Đã gửi quá nhiều yêu cầu trong thời gian ngắn; chờ vài phút rồi thử lại.")
    return _page(request, 429, _("Thử quá nhiều lần"), says)


def expired(request: HttpRequest, **_given: Any) -> HttpResponse:
    """403 for a form whose page was open too long or came from elsewhere."""
    says = _("Quay lại trang trước, tải lại rồi gửi lần nữa; nội dung đã gửi chưa được ghi.")
    return _page(request, 403, _("Trang đã hết hạn"), says)


def failed(_request: HttpRequest) -> HttpResponse:
    """500: our fault. Without the request, since the database that knows the account may be what failed."""
    says = _("Lỗi đã được ghi lại; thử lại, nếu vẫn lỗi thì báo quản trị viên kèm giờ xảy ra.")
    return HttpResponse(render_to_string("web/failed.html", {"heading": _("Hệ thống gặp lỗi"), "says": says}), status=500)


def _page(request: HttpRequest, status: int, heading: str, says: str) -> HttpResponse:
    return render(request, "web/error.html", {"code": status, "heading": heading, "says": says}, status=status)
