"""What people fill in about documents: files that come in, and when one no longer holds."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dutdiem.documents.actions import Described, Whose
from dutdiem.documents.kinds import kinds
from dutdiem.kit.forms import ManyFiles, day_field, text_field
from dutdiem.kit.refused import OFFICE_NUMBERS
from dutdiem.units.models import UnitVersion

NOT_THERE = _("Tài khoản này không đăng ký văn bản cho đơn vị đó; chọn lại.")
KEPT_INTERNAL = _("Nội bộ: chỉ đơn vị và các đơn vị trực thuộc thấy")


class AddForm(forms.Form):
    """Files to be registered for one of the units for which the person registers (None: above every unit); what they are is looked
    at when they are read."""

    unit = forms.ChoiceField(label=_("Văn bản của"), required=False, error_messages={"invalid_choice": NOT_THERE})
    attached = forms.Field(
        label=_("Tệp văn bản"),
        widget=ManyFiles(attrs={"accept": ".docx,.doc,.pdf,.xlsx,.txt,.htm,.html"}),
        error_messages={"required": _("Chưa chọn tệp nào; chọn tệp rồi gửi lại.")},
        help_text=_("DOCX, DOC, PDF (cả bản quét), XLSX, TXT, HTML; không quá 10 tệp một lần. Không gửi văn bản mật."),
    )
    anchor = day_field(_("Ngày của văn bản"), help_text=_("Chỉ cần khi trong văn bản không ghi ngày."))
    internal = forms.BooleanField(label=KEPT_INTERNAL, required=False)
    office_numbers = forms.BooleanField(label=OFFICE_NUMBERS, required=False)

    def __init__(self, units: Sequence[UnitVersion | None], data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.units = {unit.unit.code if unit else "": unit for unit in units}
        self.fields["attached"].widget.is_required = True
        names = [(code, unit.name if unit else _("mọi đơn vị (văn bản chung)")) for code, unit in self.units.items()]
        self.fields["unit"].choices = names  # type: ignore[attr-defined]
        if len(names) == 1:
            del self.fields["unit"]
        if not any(self.units):
            del self.fields["internal"]

    @property
    def whose(self) -> Whose:
        """Whose document the files become, as a valid form says."""
        code = self.cleaned_data.get("unit", "")
        chosen = self.units[code if code in self.units else next(iter(self.units))]
        return Whose(chosen.unit if chosen else None, internal=self.cleaned_data.get("internal", False))


class DescribeForm(forms.Form):
    """What stands in a document's head."""

    symbol = text_field(_("Số, ký hiệu"), most=80, help_text=_("Ví dụ: 12/KH-BCA."))
    type = forms.ChoiceField(label=_("Loại văn bản"), required=False)
    title = text_field(_("Trích yếu"), rows=3, most=1000, help_text=_("Văn bản nói về việc gì; không ghi lại tên loại."))
    issuer = text_field(_("Cơ quan ban hành"), most=300)
    date = day_field(_("Ngày ban hành"))
    signer = text_field(_("Người ký"), most=200)

    def __init__(self, data: Any = None, *, held: str, **options: Any) -> None:
        super().__init__(data, **options)
        known = kinds() if not held or held in kinds() else {held: held, **kinds()}
        self.fields["type"].choices = [("", _("không ghi")), *known.items()]  # type: ignore[attr-defined]

    @property
    def described(self) -> Described:
        """What a valid form says."""
        said = self.cleaned_data.items()
        made: dict[str, Any] = {name: " ".join(one.split()) if isinstance(one, str) else one for name, one in said}
        return Described(**made)


class EndForm(forms.Form):
    """The first day on which a document no longer holds, and what took its place."""

    on = day_field(_("Hết hiệu lực từ ngày"), required=True, help_text=_("Ngày đầu tiên văn bản không còn hiệu lực."))
    by = text_field(_("Văn bản thay thế"), most=255, help_text=_("Số, ký hiệu của văn bản đã đăng ký; để trống nếu không có."))

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["by"].widget.attrs |= {"list": "symbols", "autocomplete": "off"}
