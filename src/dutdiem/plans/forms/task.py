"""The form of a task: new, changed, or taken up from above."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dutdiem.access.models import User
from dutdiem.authority import Actor
from dutdiem.calendar.errors import RecurrenceError
from dutdiem.calendar.recurrence import parse_recurrence, recurrence_name, rule_named, with_day
from dutdiem.catalogue.models import Indicator, Target
from dutdiem.catalogue.queries import lasting, seen, usable_by
from dutdiem.kit.errors import Mistake
from dutdiem.kit.said import keepable
from dutdiem.plans.actions import Wanted
from dutdiem.plans.forms.fields import BLANK, UnitField, day_field, text_field, unit_of
from dutdiem.plans.models import Task, TaskMeasure
from dutdiem.plans.naming import Named
from dutdiem.plans.tables import money
from dutdiem.reading.tables.dues import recurrence_of
from dutdiem.units.models import Unit


def _offered(kind: str, task: Task | None) -> Q:
    """What has not ended, and what the task has already."""
    has = TaskMeasure.objects.filter(task=task).exclude(**{kind: None}).values(kind)
    return lasting(timezone.localdate()) | Q(pk__in=has)


class TaskForm(forms.Form):
    """What an office writes of a task. `wanted` is what was asked for, once the form is valid."""

    title = text_field(_("Nhiệm vụ"), required=True, rows=2, help_text=_("Việc phải làm, như văn bản giao."))
    kind = forms.ChoiceField(label=_("Loại"), error_messages=BLANK)
    lead = UnitField(label=_("Đơn vị chủ trì"), help_text=_("Mã hoặc tên đầy đủ; chỉ một đơn vị."))
    coordinating = text_field(
        _("Đơn vị phối hợp"), rows=3, help_text=_("Mỗi dòng một đơn vị; phần việc riêng ghi sau dấu hai chấm.")
    )
    post = text_field(_("Chức danh đầu mối"), most=200, help_text=_("Ghi chức danh, không ghi tên người: Trưởng phòng tham mưu."))
    focal = text_field(_("Tài khoản của đầu mối"), most=60, help_text=_("Tên đăng nhập, nếu đầu mối có tài khoản."))
    deliverable = text_field(_("Sản phẩm"), rows=2, help_text=_("Thứ chứng tỏ nhiệm vụ đã xong."))
    starts_on = day_field(_("Ngày bắt đầu"))
    deadline = day_field(_("Thời hạn"))
    recurrence = text_field(_("Lặp lại"), most=120, help_text=_("Ví dụ: ngày 15 hằng tháng; ngày 31 tháng 7 hằng năm."))
    weight = forms.IntegerField(
        label=_("Trọng số"), required=False, initial=1, help_text=_("Từ 1 đến 1000, so với các việc cùng nhánh."),
        error_messages={"invalid": _("Không phải số nguyên; nhập từ 1 đến 1000.")},
    )  # fmt: skip
    budget = text_field(_("Kinh phí (đồng)"), most=30)
    indicators = forms.ModelMultipleChoiceField(
        Indicator.objects.none(), label=_("Chỉ tiêu thống kê"), required=False, widget=forms.CheckboxSelectMultiple
    )
    targets = forms.ModelMultipleChoiceField(
        Target.objects.none(), label=_("Chỉ tiêu được giao"), required=False, widget=forms.CheckboxSelectMultiple
    )
    internal = forms.BooleanField(label=_("Nội bộ: chỉ trong đơn vị và các đơn vị trực thuộc thấy"), required=False)
    outside = forms.BooleanField(
        label=_("Ngoài hệ thống: dựa trên văn bản mật, chỉ ghi đơn vị, thời hạn, trạng thái"), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any, *, actor: Actor, named: Named, owner: Unit | None, task: Task | None = None, **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.actor, self.named, self.task = actor, named, task
        self.fields["kind"].choices = [(value, gettext(label)) for value, label in Task.Kind.choices]  # type: ignore[attr-defined]
        # Of what the plan's unit may use only what the person sees: whoever changes it from above is offered nothing internal.
        usable = usable_by(owner, timezone.localdate()) & seen(actor, timezone.localdate())
        targets = Target.objects.filter(usable & _offered("target", task))
        targets = targets.filter(unit=owner) if owner else targets
        indicators = Indicator.objects.filter(usable & _offered("indicator", task))
        self.fields["indicators"].queryset = indicators.order_by("name")  # type: ignore[attr-defined]
        self.fields["targets"].queryset = targets.order_by("period", "pk")  # type: ignore[attr-defined]
        if (task and task.outside) or (data and data.get("outside")):
            self.fields["title"].required = False
            for name in ("title", "post", "deliverable"):  # none of it is kept
                self.fields[name].validators.remove(keepable)
        if task:
            del self.fields["outside"]
        if task and task.deadline:
            del self.fields["deadline"]

    def clean_lead(self) -> Unit | None:
        return unit_of(self.named, self.cleaned_data["lead"])

    def clean_coordinating(self) -> tuple[tuple[Unit, str], ...]:
        """A unit a line, with its part after a colon."""
        lines = (line.partition(":") for line in self.cleaned_data["coordinating"].splitlines() if line.strip())
        return tuple((unit, part.strip()) for name, _colon, part in lines if (unit := unit_of(self.named, name)))

    def clean_focal(self) -> User | None:
        name = self.cleaned_data["focal"]
        found = User.objects.filter(username=name, is_active=True).first() if name else None
        if name and found is None:
            raise forms.ValidationError(gettext("Không có tài khoản “%(name)s” đang hoạt động; xem lại tên.") % {"name": name})
        return found

    def clean_recurrence(self) -> str:
        """The rule that the words say; a rule itself is taken as it is."""
        words = self.cleaned_data["recurrence"]
        rule = rule_named(words) or with_day(recurrence_of(words))
        try:
            parse_recurrence(rule or words) if words else None
        except RecurrenceError:
            says = gettext("Chưa rõ lặp lại thế nào; viết như “ngày 15 hằng tháng”.")
            raise forms.ValidationError(says) from None
        return rule or words

    def clean_weight(self) -> int:
        weight = self.cleaned_data["weight"]
        return 1 if weight is None else weight

    def clean_budget(self) -> Any:
        try:
            return money(self.cleaned_data["budget"])
        except Mistake as mistake:
            raise forms.ValidationError(str(mistake)) from None

    @property
    def wanted(self) -> Wanted:
        """The task as it was asked for."""
        found = self.cleaned_data
        plain = {
            name: found[name] for name in ("title", "kind", "lead", "coordinating", "post", "focal", "deliverable", "starts_on")
        }
        return Wanted(
            **plain,
            recurrence=found["recurrence"],
            deadline=found.get("deadline"),
            weight=found["weight"],
            budget=found["budget"],
            internal=found["internal"],
            outside=self.task.outside if self.task else found["outside"],
            indicators=tuple(found["indicators"]),
            targets=tuple(found["targets"]),
        )


class SourceForm(forms.Form):
    """A further passage that orders the task: the document, and the words as they stand in it."""

    document = text_field(_("Văn bản"), required=True, most=300, help_text=_("Ký hiệu, số hoặc tên tệp của văn bản đã đăng ký."))
    words = text_field(_("Câu giao nhiệm vụ"), required=True, rows=3, help_text=_("Chép nguyên văn từ văn bản."))


def initial_of(wanted: Wanted, version: int | None = None) -> dict[str, Any]:
    """What stands in the fields for a task as it is."""
    return {
        "title": wanted.title,
        "kind": wanted.kind,
        "lead": wanted.lead.code if wanted.lead else "",
        "coordinating": "\n".join(f"{unit.code}: {part}" if part else unit.code for unit, part in wanted.coordinating),
        "post": wanted.post,
        "focal": wanted.focal.username if wanted.focal else "",
        "deliverable": wanted.deliverable,
        "starts_on": wanted.starts_on,
        "deadline": wanted.deadline,
        "recurrence": recurrence_name(wanted.recurrence) if wanted.recurrence else "",
        "weight": wanted.weight,
        "budget": f"{wanted.budget:,f}".replace(",", ".") if wanted.budget is not None else "",
        "internal": wanted.internal,
        "indicators": [one.pk for one in wanted.indicators],
        "targets": [one.pk for one in wanted.targets],
        "version": version,
    }
