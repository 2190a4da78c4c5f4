"""The form in which people change their own password."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from dutdiem.access.actions import change_password
from dutdiem.access.forms import BLANK
from dutdiem.access.models import User

WEAK = {
    "password_too_short": _("Mật khẩu quá ngắn; đặt ít nhất 10 ký tự."),
    "password_entirely_numeric": _("Mật khẩu toàn chữ số dễ đoán; thêm chữ."),
    "password_too_common": _("Mật khẩu này nhiều người dùng, dễ đoán; chọn mật khẩu khác."),
    "password_too_similar": _("Mật khẩu quá giống tên của tài khoản; chọn mật khẩu khác."),
}
"""What Django's validators find, in an office's words."""


def _secret(label: Any, autocomplete: str, **given: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, max_length=200, widget=widget, error_messages=BLANK, **given)


class ChangeForm(forms.Form):
    """allauth calls it with the account, and `save` once it is valid."""

    oldpassword = _secret(_("Mật khẩu hiện tại"), "current-password")
    password1 = _secret(
        _("Mật khẩu mới"), "new-password", help_text=_("ít nhất 10 ký tự, không toàn số; một câu ngắn dễ nhớ là tốt nhất")
    )
    password2 = _secret(_("Nhập lại mật khẩu mới"), "new-password")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_oldpassword(self) -> str:
        given = str(self.cleaned_data["oldpassword"])
        if not self.user.check_password(given):
            raise forms.ValidationError(_("Mật khẩu hiện tại không đúng; nhập lại."))
        return given

    def clean_password1(self) -> str:
        given = str(self.cleaned_data["password1"])
        if self.user.check_password(given):
            raise forms.ValidationError(_("Mật khẩu mới phải khác mật khẩu hiện tại; chọn mật khẩu khác."))
        try:
            validate_password(given, self.user)
        except forms.ValidationError as weak:
            raise forms.ValidationError([WEAK[one.code] for one in weak.error_list if one.code in WEAK]) from None
        return given

    def clean_password2(self) -> str:
        given = str(self.cleaned_data["password2"])
        if given != self.cleaned_data.get("password1", given):
            raise forms.ValidationError(_("Mật khẩu mới nhập hai lần không giống nhau; nhập lại."))
        return given

    def save(self) -> None:
        """Through the action, which is on the trail."""
        change_password(self.user, self.cleaned_data["password1"])
