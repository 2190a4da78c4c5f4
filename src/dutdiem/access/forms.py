"""What people fill in about accounts. Every fault is a sentence beside its field, and what was typed stays."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dutdiem.access.models import User
from dutdiem.access.rules import username_fault
from dutdiem.authority.words import ROLES
from dutdiem.kit.folding import fold
from dutdiem.kit.said import keepable
from dutdiem.units import queries as units
from dutdiem.units.models import Unit

BLANK = {"required": _("Mục này còn trống; điền rồi gửi lại.")}
DAY = {"invalid": _("Không phải ngày; viết như 31/12/2025 hoặc chọn trên lịch."), **BLANK}
ROLE_CHOICES = [(role.value, _(words)) for role, words in ROLES.items()]
DAYS = ["%Y-%m-%d", "%d/%m/%Y"]


class UnitField(forms.CharField):
    """A unit by its code, or by its whole name where only one unit has it; marks and case do not matter for names."""

    def clean(self, value: Any) -> Unit | None:
        written = super().clean(value)
        if not written:
            return None
        today = date.today()
        version = units.version(written, today) or units.version(written.upper(), today)
        if version:
            return version.unit
        same = units.on(today).filter(folded=fold(written))[:2]
        if len(same) != 1:
            says = (
                _("Nhiều đơn vị cùng tên “%(words)s”; ghi mã đơn vị.") if same else _("Không có đơn vị “%(words)s”; ghi mã đơn vị.")
            )
            raise forms.ValidationError(says, params={"words": written})
        return same[0].unit


class AccountField(forms.CharField):
    """Another account by its name."""

    def clean(self, value: Any) -> User:
        written = super().clean(value)
        found: User | None = User.objects.filter(username=written).first()
        if found is None:
            raise forms.ValidationError(_("Không có tài khoản “%(words)s”; kiểm tra lại tên đăng nhập."), params={"words": written})
        return found


def _day(label: Any, *, required: bool = False) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=required, input_formats=DAYS, widget=widget, error_messages=DAY)


class DescribeForm(forms.Form):
    """Whose account it is."""

    name = forms.CharField(label=_("Họ và tên"), max_length=200, error_messages=BLANK)
    post = forms.CharField(label=_("Chức vụ"), max_length=200, required=False, validators=[keepable])
    unit = UnitField(label=_("Đơn vị"), max_length=300, required=False, help_text=_("mã hoặc tên đầy đủ của đơn vị"))
    email = forms.EmailField(
        label=_("Thư điện tử"), required=False, error_messages={"invalid": _("Không phải địa chỉ thư điện tử; sửa hoặc để trống.")}
    )


class OpenForm(DescribeForm):
    """A new account."""

    username = forms.CharField(
        label=_("Tên đăng nhập"), max_length=60, error_messages=BLANK, help_text=_("chữ thường không dấu, ví dụ nguyen.van.a")
    )
    role = forms.ChoiceField(label=_("Vai trò tại đơn vị đó"), required=False, choices=[("", _("chưa giao")), *ROLE_CHOICES])
    field_order = ["username", "name", "post", "unit", "role", "email"]

    def clean_username(self) -> str:
        written = str(self.cleaned_data["username"])
        if fault := username_fault(written):
            raise forms.ValidationError(fault)
        return written


class RoleForm(forms.Form):
    """A role to be given."""

    role = forms.ChoiceField(label=_("Vai trò"), choices=ROLE_CHOICES)
    place = UnitField(label=_("Tại đơn vị và cấp dưới"), max_length=300, error_messages=BLANK, help_text=_("mã hoặc tên đầy đủ"))
    valid_from = _day(_("Từ ngày"))
    valid_to = _day(_("Đến hết ngày"))


class DeputyForm(forms.Form):
    """Somebody who stands in for the account."""

    deputy = AccountField(label=_("Người làm thay (tên đăng nhập)"), max_length=60, error_messages=BLANK)
    begins = _day(_("Từ ngày"), required=True)
    ends = _day(_("Đến hết ngày"), required=True)
    reason = forms.CharField(label=_("Căn cứ, lý do"), max_length=300, required=False, validators=[keepable])


class HandOverForm(forms.Form):
    """Who takes over."""

    taker = AccountField(label=_("Người nhận bàn giao (tên đăng nhập)"), max_length=60, error_messages=BLANK)
    close = forms.BooleanField(label=_("Khóa tài khoản của người bàn giao"), required=False, initial=True)


class FileForm(forms.Form):
    """A workbook of accounts."""

    file = forms.FileField(label=_("Tệp Excel (XLSX)"), error_messages={**BLANK, "empty": _("Tệp rỗng; chọn tệp khác.")})
