"""What is reported, handed in, accepted, stopped and asked for."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dutdiem.kit.forms import ManyFiles
from dutdiem.kit.refused import OFFICE_NUMBERS
from dutdiem.plans.forms.fields import BLANK, day_field, not_ahead, percent_field, text_field
from dutdiem.units.models import Unit


class ReportForm(forms.Form):
    """A unit's dated statement; `units` are those that the person may report for."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Đơn vị báo cáo"), to_field_name="code", error_messages=BLANK, empty_label=_("chọn đơn vị")
    )
    on = day_field(_("Ngày báo cáo"), required=True)
    percent = percent_field(
        _("Tiến độ (%)"), help_text=_("Để trống thì tính theo các việc bên dưới; đơn vị phối hợp ghi tiến độ phần việc của mình.")
    )
    says = text_field(_("Kết quả, khó khăn, việc tiếp theo"), required=True, rows=5)
    evidence = text_field(_("Số, ký hiệu tài liệu minh chứng"), most=300)
    attached = forms.Field(
        label=_("Tệp minh chứng"),
        required=False,
        widget=ManyFiles,
        help_text=_("DOCX, PDF, XLSX, ảnh JPEG, PNG…, mỗi tệp không quá 20 MB; không gửi tài liệu mật."),
    )
    office_numbers = forms.BooleanField(label=OFFICE_NUMBERS, required=False)

    def __init__(self, data: Any, files: Any, *, units: dict[int, str], today: date, **options: Any) -> None:
        super().__init__(data, files, **options)
        self.today = today
        field = self.fields["unit"]
        field.queryset = Unit.objects.filter(pk__in=units).order_by("code")  # type: ignore[attr-defined]
        field.label_from_instance = lambda unit: units[unit.pk]  # type: ignore[attr-defined]

    def clean_on(self) -> date | None:
        return not_ahead(self.cleaned_data["on"], self.today)


class HandInForm(forms.Form):
    """The day on which the deliverable was handed in; it counts against the deadline."""

    on = day_field(_("Ngày nộp sản phẩm"), required=True, help_text=_("Ngày này được tính là trong hạn hay quá hạn."))

    def __init__(self, data: Any, *, today: date, **options: Any) -> None:
        super().__init__(data, **options)
        self.today = today

    def clean_on(self) -> date | None:
        return not_ahead(self.cleaned_data["on"], self.today)


class StepForm(forms.Form):
    """A step that needs nothing but the decision: accepting, going on."""


class Unsaid(forms.Form):
    """A form whose reason is not asked for where the task is outside the system."""

    def __init__(self, data: Any, *, outside: bool, **options: Any) -> None:
        super().__init__(data, **options)
        if outside:
            del self.fields["reason"]


class ReasonForm(Unsaid):
    """Why a task is stopped."""

    reason = text_field(_("Lý do"), required=True, rows=2, most=1000)


class BackForm(Unsaid):
    """What is wrong with a deliverable."""

    reason = text_field(_("Chưa đạt ở đâu, phải làm lại gì"), required=True, rows=3, most=1000)


class AskForm(Unsaid):
    """Another deadline and why."""

    wanted = day_field(_("Thời hạn mới"), required=True)
    reason = text_field(_("Lý do"), required=True, rows=3, most=2000)


class DecideForm(forms.Form):
    """The answer to a request."""

    answer = text_field(_("Ý kiến"), rows=2, most=1000, help_text=_("Không đồng ý thì phải nêu lý do."))


class MoveForm(forms.Form):
    """Where in the tree a task is to hang."""

    parent = forms.IntegerField(
        label=_("Số của nhiệm vụ bên trên"),
        required=False,
        min_value=1,
        help_text=_("Số này ở đầu trang của mỗi nhiệm vụ; để trống thì đưa lên đầu cây."),
        error_messages=dict.fromkeys(("invalid", "min_value"), _("Không phải số của một nhiệm vụ; sửa lại.")),
    )
