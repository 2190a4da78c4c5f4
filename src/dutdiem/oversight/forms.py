"""What people fill in about the follow-up. Every fault is one sentence beside its field, and what was typed stays."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dutdiem.oversight.models import Asked, Conclusion
from dutdiem.plans.forms.fields import BLANK, UnitField, day_field, text_field, unit_of
from dutdiem.plans.naming import Named
from dutdiem.units.models import Unit

Choices = Sequence[tuple[str, str]]


class NamingForm(forms.Form):
    """A form with a field `unit` for a unit by code or name."""

    def __init__(self, data: Any, *, named: Named, **options: Any) -> None:
        super().__init__(data, **options)
        self.named = named

    def clean_unit(self) -> Unit | None:
        return unit_of(self.named, self.cleaned_data["unit"])


class RaiseForm(NamingForm):
    """An obstacle, or a petition to a higher unit."""

    what = forms.ChoiceField(label=_("Hình thức"), widget=forms.Select, error_messages=BLANK)
    by = forms.ChoiceField(label=_("Đơn vị nêu"), error_messages=BLANK)
    title = text_field(
        _("Nội dung"), required=True, rows=4, help_text=_("Vướng ở đâu, cần ai làm gì; không ghi tên người dân, vụ việc.")
    )
    kind = forms.ChoiceField(label=_("Loại"), error_messages=BLANK)
    unit = UnitField(label=_("Nơi giải quyết"), required=True, help_text=_("Mã hoặc tên đầy đủ của đơn vị có thể tháo gỡ."))
    task = forms.IntegerField(
        label=_("Số của nhiệm vụ bị vướng"),
        required=False,
        min_value=1,
        help_text=_("Số này ở đầu trang của nhiệm vụ; để trống nếu không vướng riêng nhiệm vụ nào."),
        error_messages=dict.fromkeys(("invalid", "min_value"), _("Không phải số của một nhiệm vụ; sửa lại.")),
    )

    def __init__(self, data: Any, *, named: Named, by: Choices, **options: Any) -> None:
        super().__init__(data, named=named, **options)
        choices = {"what": whats(), "by": list(by), "kind": kinds()}
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """The answer that closes it."""

    answer = text_field(_("Nội dung trả lời"), required=True, rows=4)


class PassForm(NamingForm):
    """To which unit it goes, and why."""

    unit = UnitField(label=_("Chuyển đến"), required=True)
    reason = text_field(_("Lý do chuyển"), required=True, rows=2, most=1000)


class TaskForm(NamingForm):
    """The task that removes it."""

    title = text_field(_("Việc phải làm"), required=True, rows=3)
    unit = UnitField(label=_("Đơn vị chủ trì"), required=True)
    deadline = day_field(_("Thời hạn"), required=True)


class LetterForm(NamingForm):
    """To whom, and until when to answer."""

    unit = UnitField(label=_("Đơn vị được đôn đốc"), required=True)
    answer_by = day_field(_("Hạn trả lời"), help_text=_("Để trống là sau 5 ngày làm việc."))


class FeedForm(NamingForm):
    """The unit whose deadlines the calendar shows."""

    unit = UnitField(label=_("Đơn vị"), required=True, help_text=_("Lịch gồm nhiệm vụ đơn vị chủ trì hoặc phối hợp."))


class PlanForm(forms.Form):
    """A yearly plan of inspections."""

    unit = forms.ChoiceField(label=_("Đơn vị kiểm tra"), error_messages=BLANK)
    year = forms.IntegerField(label=_("Năm"), error_messages=BLANK | {"invalid": _("Không phải năm; viết bốn chữ số, ví dụ 2026.")})
    title = text_field(_("Tên kế hoạch"), required=True, most=300)

    def __init__(self, data: Any, *, units: Choices, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["unit"].choices = list(units)  # type: ignore[attr-defined]


class VisitForm(NamingForm):
    """A unit, the days and the topics of a visit."""

    unit = UnitField(label=_("Đơn vị được kiểm tra"), required=True)
    planned_from = day_field(_("Từ ngày"), required=True)
    planned_to = day_field(_("Đến ngày"), required=True)
    topics = text_field(
        _("Nội dung kiểm tra"), required=True, rows=4, help_text=_("Mỗi dòng một nội dung; dùng lại tên cũ để so sánh được.")
    )


class VisitedForm(forms.Form):
    """The day of the visit."""

    on = day_field(_("Ngày kiểm tra"), required=True)


class ReasonForm(forms.Form):
    """Why."""

    reason = text_field(_("Lý do"), required=True, rows=2, most=1000)


class ConfirmForm(forms.Form):
    """Finding work done needs nothing but the decision."""

    def __init__(self, data: Any, *, conclusion: Conclusion, **options: Any) -> None:
        super().__init__(data, **options)
        self.conclusion = conclusion


class ReturnForm(ConfirmForm):
    """Why work is not done."""

    reason = text_field(_("Lý do trả lại"), required=True, rows=2, most=1000)


class ConcludeForm(forms.Form):
    """What was found on a topic, and what must be done until when."""

    topic = forms.ChoiceField(label=_("Nội dung kiểm tra"), error_messages=BLANK)
    found = text_field(_("Kết luận"), required=True, rows=3, help_text=_("Điều đã phát hiện."))
    wanted = text_field(_("Yêu cầu khắc phục"), required=True, rows=2, help_text=_("Thành nhiệm vụ của đơn vị được kiểm tra."))
    deadline = day_field(_("Thời hạn khắc phục"), required=True)

    def __init__(self, data: Any, *, topics: Choices, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["topic"].choices = list(topics)  # type: ignore[attr-defined]


def kinds() -> list[tuple[str, str]]:
    """The kinds of obstacles on screen."""
    return [(value, gettext(label)) for value, label in Asked.Kind.choices]


def whats() -> list[tuple[str, str]]:
    """Obstacle or petition."""
    return [("obstacle", gettext("khó khăn, vướng mắc")), ("petition", gettext("kiến nghị, đề xuất"))]
