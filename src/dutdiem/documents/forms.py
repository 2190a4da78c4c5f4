"""What people fill in about documents: files that come in, and when one no longer holds."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dutdiem.kit.forms import ManyFiles, day_field, text_field
from dutdiem.kit.refused import OFFICE_NUMBERS


class AddForm(forms.Form):
    """Files to be registered; what they are is looked at when they are read."""

    attached = forms.Field(
        label=_("Tệp văn bản"),
        widget=ManyFiles(attrs={"accept": ".docx,.doc,.pdf,.xlsx,.txt,.htm,.html"}),
        error_messages={"required": _("Chưa chọn tệp nào; chọn tệp rồi gửi lại.")},
        help_text=_("DOCX, DOC, PDF (cả bản quét), XLSX, TXT, HTML; không quá 10 tệp một lần. Không gửi văn bản mật."),
    )
    anchor = day_field(_("Ngày của văn bản"), help_text=_("Chỉ cần khi trong văn bản không ghi ngày."))
    office_numbers = forms.BooleanField(label=OFFICE_NUMBERS, required=False)

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.fields["attached"].widget.is_required = True


class EndForm(forms.Form):
    """The first day on which a document no longer holds, and what took its place."""

    on = day_field(_("Hết hiệu lực từ ngày"), required=True, help_text=_("Ngày đầu tiên văn bản không còn hiệu lực."))
    by = text_field(_("Văn bản thay thế"), most=255, help_text=_("Số, ký hiệu của văn bản đã đăng ký; để trống nếu không có."))

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["by"].widget.attrs |= {"list": "symbols", "autocomplete": "off"}
