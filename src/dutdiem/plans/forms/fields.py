"""The fields that several forms share: units by name, percents, and those of every stage."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dutdiem.kit.errors import Mistake
from dutdiem.kit.forms import BLANK, day_field, refuse, text_field
from dutdiem.plans.naming import Named
from dutdiem.units.models import Unit

__all__ = ["BLANK", "UnitField", "day_field", "not_ahead", "percent_field", "refuse", "text_field", "unit_of"]


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
