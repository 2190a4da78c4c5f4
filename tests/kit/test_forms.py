"""Fields that several stages share."""

import pytest
from django import forms

from dutdiem.kit.forms import day_field


class DayForm(forms.Form):
    on = day_field("Ngày")


@pytest.mark.parametrize(
    ("written", "taken"), [("31/12/9999", False), ("0001-01-01", False), ("1945-01-01", True), ("31/12/2200", True)]
)
def test_a_day_that_cannot_be_meant_is_refused_in_one_sentence(written: str, taken: bool) -> None:
    form = DayForm({"on": written})
    assert form.is_valid() is taken
    assert taken or form.errors["on"] == ["Ngày ngoài các năm 1945–2200; xem lại năm."]
