"""What people of a unit fill in to define something of their own: each form gives it as the plain value that a file would."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dutdiem.kit.exact import THREE_AFTER_POINT, from_decimal_comma, value_fault
from dutdiem.kit.forms import BLANK, WordsField, day_field, text_field
from dutdiem.kit.telling import said
from dutdiem.measures.definitions import Definitions, Element, Form, Target, bare
from dutdiem.measures.definitions import Indicator as PlainIndicator
from dutdiem.measures.definitions.reading import COMPARATORS
from dutdiem.measures.errors import FormulaError
from dutdiem.measures.formula import parse_formula

Choices = Sequence[tuple[str, Any]]
OFTEN: Choices = [
    ("day", _("ngày")),
    ("week", _("tuần")),
    ("month", _("tháng")),
    ("quarter", _("quý")),
    ("half", _("6 tháng")),
    ("nine_months", _("9 tháng")),
    ("year", _("năm")),
]
"""How often something is reported, as `models.Frequency` has it."""
BETTER: Choices = [("up", _("càng cao càng tốt")), ("down", _("càng thấp càng tốt")), ("none", _("không so sánh"))]
OVER: Choices = [
    ("sum", _("cộng")),
    ("average", _("lấy trung bình")),
    ("min", _("lấy số nhỏ nhất")),
    ("max", _("lấy số lớn nhất")),
    ("last", _("lấy số cuối kỳ")),
    ("none", _("không gộp")),
]
ACROSS: Choices = [(value, words) for value, words in OVER if value != "last"]
SIGNS: Choices = [(sign, {">=": "≥", "<=": "≤"}.get(sign, sign)) for sign in COMPARATORS.values()]


class OwnForm(forms.Form):
    """Its `owner` is one of the units for which the person defines; `before` is the plain value that is changed."""

    code = WordsField(
        label=_("Mã"),
        max_length=60,
        validators=[RegexValidator(r"^[A-Za-z_][A-Za-z0-9_]*$", _("Mã chỉ gồm chữ không dấu, chữ số và dấu _."))],
        help_text=_("Chữ không dấu, ví dụ luot_tuan_tra. Mã của đơn vị được giữ riêng, không trùng với mã của đơn vị khác."),
        error_messages=BLANK,
    )
    name = text_field(_("Tên"), required=True, most=300)
    valid_from = day_field(_("Áp dụng từ ngày"), help_text=_("Chỉ cần khi đổi cách tính: các kỳ trước giữ cách tính cũ."))
    internal = forms.BooleanField(label=_("Nội bộ: chỉ trong đơn vị và các đơn vị trực thuộc thấy"), required=False, initial=True)
    LAST: ClassVar[tuple[str, ...]] = ("valid_from", "internal")

    def __init__(self, data: Any, *, owners: Choices, before: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.before = before
        if len(owners) > 1 and before is None:
            self.fields["owner"] = forms.ChoiceField(label=_("Của đơn vị"), choices=owners)
        if before is not None and "code" in self.fields:
            del self.fields["code"]
        self.order_fields(["owner", *(name for name in self.fields if name not in self.LAST), *self.LAST])

    @property
    def code_kept(self) -> str:
        """The code as the unit writes it, in full where the value is there already."""
        return self.before.code if self.before is not None else str(self.cleaned_data["code"])

    @property
    def said(self) -> dict[str, Any]:
        """The fields of the value itself."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("owner", "code")}

    @property
    def otherwise(self) -> list[str]:
        """What the definition that is there says otherwise than what was typed, with the labels of the fields."""
        found = []
        for name, field in self.fields.items():
            there, typed = getattr(self.before, name), self.cleaned_data.get(name)
            if there != (tuple(typed) if isinstance(typed, list) else typed):
                found.append(f"{field.label}: {_in_words(field, there)}")
        return found

    @property
    def written(self) -> Definitions:
        """What was filled in, as a file would say it."""
        raise NotImplementedError


def _in_words(field: forms.Field, value: Any) -> str:
    """A value as the field shows it."""
    if isinstance(value, bool):
        return gettext("có") if value else gettext("không")
    known = dict(getattr(field, "choices", ()))
    parts = [one for one in (value if isinstance(value, tuple) else (value,)) if one not in (None, "")]
    words = (f"{one:%d/%m/%Y}" if isinstance(one, date) else str(known.get(one, one)) for one in parts)
    return ", ".join(words) or gettext("trống")


class ElementForm(OwnForm):
    """One thing that is counted or measured. Limits and breakdowns, which a file may set, stay as they are."""

    unit = text_field(_("Đơn vị tính"), required=True, most=60)
    frequency = forms.ChoiceField(label=_("Báo cáo theo"), choices=OFTEN, initial="month")
    over_units = forms.ChoiceField(label=_("Gộp các đơn vị"), choices=ACROSS)
    over_time = forms.ChoiceField(label=_("Gộp theo thời gian"), choices=OVER)
    whole = forms.BooleanField(label=_("Chỉ nhận số nguyên"), required=False)

    @property
    def written(self) -> Definitions:
        """The element alone."""
        found = self.said
        code = self.code_kept
        one = replace(self.before, **found) if self.before else Element(code=code, **found)
        return Definitions({code: one})


class IndicatorForm(OwnForm):
    """A formula over elements and indicators of the unit and from above."""

    formula = text_field(
        _("Công thức"),
        required=True,
        rows=2,
        help_text=_("Ví dụ: luot_tuan_tra / cases * 100. Mã trùng với danh mục chung được hiểu là mục của danh mục chung."),
    )
    unit = text_field(_("Đơn vị tính"), required=True, most=60)
    direction = forms.ChoiceField(label=_("Chiều hướng"), choices=BETTER, initial="none")
    decimals = forms.IntegerField(label=_("Số chữ số thập phân"), min_value=0, max_value=6, initial=2, error_messages=BLANK)

    def clean_formula(self) -> str:
        text = str(self.cleaned_data["formula"])
        try:
            parse_formula(text)
        except FormulaError as error:
            raise forms.ValidationError(said(error)) from None
        return text

    @property
    def written(self) -> Definitions:
        """The indicator alone."""
        found = self.said
        code = self.code_kept
        one = replace(self.before, **found) if self.before else PlainIndicator(code=code, **found)
        return Definitions(indicators={code: one})


class TargetForm(OwnForm):
    """A value that a unit below must reach, of an indicator of the unit's own or from above."""

    LAST: ClassVar[tuple[str, ...]] = ("source", "valid_from", "internal")
    indicator = forms.ChoiceField(label=_("Chỉ tiêu thống kê"))
    unit = text_field(_("Giao cho đơn vị"), required=True, most=20, help_text=_("Mã của đơn vị mình hoặc đơn vị trực thuộc."))
    period = WordsField(
        label=_("Kỳ"),
        max_length=12,
        validators=[
            RegexValidator(
                r"^\d{4}(-(\d\d(-\d\d)?|W\d\d|Q[1-4]|H[12]|9M)|/\d{4})?$", _("Không phải kỳ; viết như 2026, 2026-Q1 hoặc 2026-03.")
            )
        ],
        help_text=_("2026, 2026-Q1, 2026-H1 hoặc 2026-03."),
        error_messages=BLANK,
    )
    comparator = forms.ChoiceField(label=_("Phải"), choices=SIGNS)
    value = WordsField(label=_("Giá trị"), max_length=30, error_messages=BLANK)
    source = text_field(_("Văn bản giao"), most=120)

    def __init__(self, data: Any, *, indicators: Choices, **options: Any) -> None:
        super().__init__(data, **options)
        del self.fields["name"]
        self.fields.pop("code", None)
        self.fields["indicator"].choices = list(indicators)  # type: ignore[attr-defined]
        if self.before is not None:
            for name in ("indicator", "unit", "period", "comparator"):
                del self.fields[name]

    def clean_value(self) -> Decimal:
        """Numbers are read as on report forms: what could be misread, or is too large to be kept exactly, is refused."""
        typed = "".join(str(self.cleaned_data["value"]).split())
        text = from_decimal_comma(typed)
        if not re.fullmatch(r"-?[\d.,]+", text, re.ASCII):
            raise forms.ValidationError(gettext("Không phải số; viết như 85 hoặc 85,5."))
        if THREE_AFTER_POINT.fullmatch(typed):
            plain, exact = typed.replace(".", ""), typed.replace(".", ",")
            says = gettext("“%(typed)s” có thể là %(plain)s hay %(exact)s; viết lại một trong hai cách đó.")
            raise forms.ValidationError(says % {"typed": typed, "plain": plain, "exact": exact})
        if fault := value_fault(text):
            raise forms.ValidationError(fault)
        return Decimal(text)

    @property
    def written(self) -> Definitions:
        """The target alone."""
        found = self.said
        return Definitions(targets=(replace(self.before, **found) if self.before else Target(**found),))


class EndForm(forms.Form):
    """The last day of what a unit ends, and what of its own that builds on it ends with it."""

    last = day_field(
        _("Ngày cuối cùng áp dụng"),
        required=True,
        help_text=_("Các kỳ kết thúc sau ngày này không báo cáo, không tính nữa; số liệu đã có giữ nguyên."),
    )
    also = forms.MultipleChoiceField(
        label=_("Ngừng cùng lúc các mục dùng đến mục này"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
    )

    def __init__(self, data: Any, *, others: Choices, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["also"].choices = list(others)  # type: ignore[attr-defined]
        if not others:
            del self.fields["also"]


class AskingForm(OwnForm):
    """A form that units of one level below fill in: which of the unit's own elements it asks for, how often, until when."""

    LAST: ClassVar[tuple[str, ...]] = ("starts_on", "internal")
    frequency = forms.ChoiceField(label=_("Báo cáo theo"), choices=OFTEN, initial="month")
    level = forms.ChoiceField(label=_("Cấp phải báo cáo"))
    elements = forms.MultipleChoiceField(
        label=_("Mục số liệu"),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
        error_messages={"required": _("Chọn ít nhất một mục.")},
    )
    due_day = forms.IntegerField(
        label=_("Hạn gửi: ngày trong tháng sau kỳ báo cáo"), min_value=1, max_value=31, initial=5, error_messages=BLANK
    )
    starts_on = day_field(_("Báo cáo từ ngày"), required=True, help_text=_("Các kỳ kết thúc trước ngày này không phải báo cáo."))

    def __init__(self, data: Any, *, levels: Choices, elements: Choices, **options: Any) -> None:
        super().__init__(data, **options)
        del self.fields["valid_from"]
        self.fields["level"].choices = list(levels)  # type: ignore[attr-defined]
        self.fields["elements"].choices = [(code, f"{name} ({bare(code)})") for code, name in elements]  # type: ignore[attr-defined]
        if self.before is not None:
            del self.fields["frequency"]

    @property
    def written(self) -> Definitions:
        """The form alone."""
        found = self.said | {"elements": tuple(self.cleaned_data["elements"])}
        code = self.code_kept
        one = replace(self.before, **found) if self.before else Form(code=code, **found)
        return Definitions(forms={code: one})
