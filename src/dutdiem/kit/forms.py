"""Fields that forms of several stages share: days, words, files, and where a refusal of an action goes."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dutdiem.calendar.bounds import FIRST, LAST, day_fault
from dutdiem.kit.errors import Mistake
from dutdiem.kit.said import keepable

BLANK = {"required": _("Mục này còn trống; điền rồi gửi lại.")}
DAYS = ["%Y-%m-%d", "%d/%m/%Y"]


def _bounded(day: date) -> None:
    if day_fault(day):
        raise forms.ValidationError(
            _("Ngày ngoài các năm %(first)s–%(last)s; xem lại năm.") % {"first": FIRST.year, "last": LAST.year}
        )


def day_field(label: Any, *, required: bool = False, help_text: Any = "") -> forms.DateField:
    """A day, chosen in the browser's own calendar or written as 30/06/2025."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    faults = {"invalid": _("Không phải ngày; viết như 30/06/2025 hoặc chọn trên lịch."), **BLANK}
    return forms.DateField(
        label=label,
        required=required,
        input_formats=DAYS,
        widget=widget,
        error_messages=faults,
        help_text=help_text,
        validators=[_bounded],
    )


class WordsField(forms.CharField):
    """One line or more. Django's own sentence about null characters has no Vietnamese."""

    def to_python(self, value: Any) -> Any:
        """The text; ValidationError where it holds a null character."""
        found = super().to_python(value)
        if "\x00" in (found or ""):
            raise forms.ValidationError(gettext("Có ký tự không nhận được; xóa đi rồi gõ lại."))
        return found


def text_field(label: Any, *, required: bool = False, rows: int = 0, most: int = 4000, help_text: Any = "") -> forms.CharField:
    """Words that are kept: one line, or as many as `rows` shows; what may not be kept is refused."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    faults = {"max_length": _("Quá %(limit_value)d ký tự; viết gọn lại."), **BLANK}
    return WordsField(
        label=label,
        required=required,
        max_length=most,
        widget=widget,
        error_messages=faults,
        help_text=help_text,
        validators=[keepable],
    )


class ManyFiles(forms.ClearableFileInput):
    """A field that takes several files; what they are is looked at when they are taken in."""

    allow_multiple_selected = True


def left_over(request: HttpRequest, *names: str) -> str:
    """What was typed into these fields of a form that the page no longer has, since somebody else was quicker."""
    return "\n".join(filter(None, (request.POST.get(name, "").strip() for name in names)))


def refuse(form: forms.BaseForm, mistake: Mistake) -> None:
    """Put the sentence of a refused action beside the field that it is about, else at the top of the form."""
    form.add_error(mistake.field if mistake.field in form.fields else None, str(mistake))
