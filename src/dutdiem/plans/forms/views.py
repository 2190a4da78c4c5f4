"""What people fill in about views: a filter's name, what a task waits for."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dutdiem.plans.forms.fields import BLANK, text_field


class FilterForm(forms.Form):
    """The name of a filter and whose it is; `units` are (code, name) of those for which the person plans."""

    name = text_field(_("Tên bộ lọc"), required=True, most=120)
    of = forms.ChoiceField(label=_("Dành cho"), required=False)

    def __init__(self, data: Any, *, units: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["of"].choices = [("", _("riêng tôi")), *units]  # type: ignore[attr-defined]
        if not units:
            del self.fields["of"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        return {"of": "", **cleaned}


class WaitForm(forms.Form):
    """The task that is to be finished first."""

    after = forms.IntegerField(
        label=_("Số của nhiệm vụ phải xong trước"),
        min_value=1,
        help_text=_("Số này ở đầu trang của mỗi nhiệm vụ."),
        error_messages=dict.fromkeys(("invalid", "min_value"), _("Không phải số của một nhiệm vụ; sửa lại.")) | BLANK,
    )
