"""The fields that several forms share: days, units by name, and where a refusal of an action goes."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dutdiem.kit.errors import Mistake
from dutdiem.plans.naming import Named
from dutdiem.units.models import Unit

BLANK = {"required": _("Mục này còn trống; điền rồi gửi lại.")}
DAYS = ["%Y-%m-%d", "%d/%m/%Y"]


def day_field(label: Any, *, required: bool = False, help_text: Any = "") -> forms.DateField:
    """A day, chosen in the browser's own calendar or written as 30/06/2025."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    faults = {"invalid": _("Không phải ngày; viết như 30/06/2025 hoặc chọn trên lịch."), **BLANK}
    return forms.DateField(
        label=label, required=required, input_formats=DAYS, widget=widget, error_messages=faults, help_text=help_text
    )


def text_field(label: Any, *, required: bool = False, rows: int = 0, most: int = 4000, help_text: Any = "") -> forms.CharField:
    """Words: one line, or as many as `rows` shows."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    faults = {"max_length": _("Quá %(limit_value)d ký tự; viết gọn lại."), **BLANK}
    return forms.CharField(
        label=label, required=required, max_length=most, widget=widget, error_messages=faults, help_text=help_text
    )


def percent_field(label: Any, *, help_text: Any = "") -> forms.IntegerField:
    """A whole number from 0 to 100."""
    says = _("Không phải số nguyên từ 0 đến 100; sửa lại.")
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=100,
        error_messages={"invalid": says, "min_value": says, "max_value": says},
        help_text=help_text,
    )


class UnitField(forms.CharField):
    """A unit by code or name, with those of the page's list `units` offered; what it means is decided by the form's `named`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            **{"widget": forms.TextInput(attrs={"list": "units", "autocomplete": "off"}), "required": False, **options}
        )
        self.error_messages |= BLANK


def unit_of(named: Named, words: str) -> Unit | None:
    """The unit that the words mean; ValidationError where none is meant or several may be."""
    try:
        return named.unit(words)
    except Mistake as mistake:
        raise forms.ValidationError(str(mistake)) from None


def not_ahead(value: date | None, today: date) -> date | None:
    """A day that is not still to come."""
    if value and value > today:
        raise forms.ValidationError(_("Ngày này còn ở phía trước; nhập ngày đã qua hoặc hôm nay."))
    return value


def refuse(form: forms.BaseForm, mistake: Mistake) -> None:
    """Put the sentence of a refused action beside the field that it is about, else at the top of the form."""
    form.add_error(mistake.field if mistake.field in form.fields else None, str(mistake))
