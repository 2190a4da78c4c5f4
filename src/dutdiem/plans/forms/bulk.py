"""Many tasks at once: a table to be taken in, a change for what was selected."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dutdiem.plans.actions import STATES, Change
from dutdiem.plans.forms.fields import UnitField, day_field, text_field, unit_of
from dutdiem.plans.naming import Named
from dutdiem.units.models import Unit


class TableForm(forms.Form):
    """The table and where its tasks go."""

    table = forms.FileField(
        label=_("Bảng nhiệm vụ (XLSX)"),
        help_text=_(
            "Cột “Nhiệm vụ” và “Chủ trì”; nếu có thêm “Phối hợp”, “Sản phẩm”, “Thời hạn”, “Đầu mối”, “Trọng số”, “Kinh phí”."
        ),
        error_messages={"required": _("Chưa chọn bảng; chọn tệp XLSX rồi gửi lại."), "empty": _("Tệp rỗng; chọn lại tệp.")},
    )


class ChangeForm(forms.Form):
    """What is to become of every selected task; what is empty stays as it is."""

    lead = UnitField(label=_("Đơn vị chủ trì mới"))
    deadline = day_field(_("Thời hạn mới"))
    state = forms.ChoiceField(label=_("Trạng thái mới"), required=False)
    reason = text_field(_("Lý do"), rows=2, most=1000, help_text=_("Bắt buộc khi lùi thời hạn, tạm dừng hoặc hủy."))

    def __init__(self, data: Any, *, named: Named, **options: Any) -> None:
        super().__init__(data, **options)
        self.named = named
        words = {"in_progress": gettext("tiếp tục (đang tạm dừng)"), "done": gettext("nghiệm thu (đang chờ nghiệm thu)")}
        choices = [(str(state), words.get(state) or gettext(state.label)) for state in STATES]
        self.fields["state"].choices = [("", gettext("giữ nguyên")), *choices]  # type: ignore[attr-defined]

    def clean_lead(self) -> Unit | None:
        return unit_of(self.named, self.cleaned_data["lead"])

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not self.errors and not any(found[name] for name in ("lead", "deadline", "state")):
            raise forms.ValidationError(_("Chưa chọn thay đổi gì; điền ít nhất một mục."))
        return found

    @property
    def change(self) -> Change:
        """The change that was asked for."""
        found = self.cleaned_data
        return Change(lead=found["lead"], deadline=found["deadline"], state=found["state"], reason=found["reason"])
