"""What allauth asks of us: accounts are opened by an administrator, never by the person at the door."""

from datetime import date
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dutdiem.access.models import User


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No sign-up; no sign-in with a password that was handed out too long ago."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_password": lazy("Mật khẩu không đúng; nhập lại."),
        "too_many_login_attempts": lazy("Đã nhập sai quá nhiều lần; chờ 5 phút rồi thử lại."),
        "rate_limited": lazy("Đã nhập sai quá nhiều lần; chờ 5 phút rồi thử lại."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("access:own")

    def pre_login(self, request: HttpRequest, user: User, **given: Any) -> HttpResponse | None:
        if user.temporary_until and user.temporary_until < date.today():
            messages.error(request, _("Mật khẩu tạm đã hết hạn; đề nghị quản trị viên của đơn vị cấp lại."))
            return redirect("account_login")
        answer: HttpResponse | None = super().pre_login(request, user, **given)
        return answer
