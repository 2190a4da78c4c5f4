"""The pages for what went wrong: one plain sentence each, no database needed."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


def _page(status: int, heading: str, says: str) -> HttpResponse:
    return HttpResponse(render_to_string("web/error.html", {"code": status, "heading": heading, "says": says}), status=status)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the sentence of the refusal where there is one."""
    says = str(exception or "") or _("Tài khoản này không được xem trang này; đề nghị quản trị viên giao quyền nếu cần.")
    return _page(403, _("Không có quyền"), says)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: not there, or not for this account; which of the two is not told."""
    return _page(404, _("Không tìm thấy trang"), _("Địa chỉ này không có, hoặc tài khoản này không được xem nội dung đó."))


def too_many(request: HttpRequest) -> HttpResponse:
    """429: too many attempts from one place."""
    return _page(429, _("Thử quá nhiều lần"), _("Đã gửi quá nhiều yêu cầu trong thời gian ngắn; chờ vài phút rồi thử lại."))


def failed(request: HttpRequest) -> HttpResponse:
    """500: our fault."""
    return _page(500, _("Hệ thống gặp lỗi"), _("Lỗi đã được ghi lại; thử lại, nếu vẫn lỗi thì báo quản trị viên kèm giờ xảy ra."))


def expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose page was open too long or came from elsewhere."""
    return _page(403, _("Trang đã hết hạn"), _("Quay lại trang trước, tải lại rồi gửi lần nữa; nội dung đã gửi chưa được ghi."))
