"""Importing a file of figures: each row is checked, then the rows become submissions through the same action as a form."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from django.db import transaction

from dutdiem.authority import Actor
from dutdiem.calendar.periods import parse_period
from dutdiem.catalogue.models import ReportForm
from dutdiem.collection.actions import Filled, submit
from dutdiem.collection.models import Submission
from dutdiem.collection.tables import FigureRow, read_figures
from dutdiem.kit.errors import Mistake
from dutdiem.units import queries as units


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import took in, and the rows that it left out (only with `accept_valid`)."""

    values: int
    submissions: int
    left_out: tuple[FigureRow, ...]


def import_figures(
    actor: Actor, file: Path, *, status: str = "submitted", decimal_comma: bool = False, accept_valid: bool = False
) -> Imported:
    """Take the file's figures in. One bad row refuses all, with every row's reason, unless `accept_valid`.

    A unit that already reported keeps its other values: the import is its next revision.
    """
    rows = _checked(read_figures(file, decimal_comma=decimal_comma))
    bad = tuple(row for row in rows if row.fault)
    if bad and not accept_valid:
        raise Mistake(_list_faults(file.name, bad))
    good = [row for row in rows if not row.fault]
    with transaction.atomic():
        number = sum(_submit_group(actor, form, period, group, status) for (form, period), group in _grouped(good).items())
    return Imported(len(good), number, bad)


def _list_faults(name: str, bad: Sequence[FigureRow]) -> str:
    shown = [f"{name}, dòng {row.line}: {row.fault}" for row in bad[:20]]
    more = [f"… và {len(bad) - 20} dòng khác."] if len(bad) > 20 else []
    return "\n".join([*shown, *more, "Chưa nhập gì; sửa các dòng trên hoặc thêm --accept-valid để chỉ nhập các dòng đúng."])


def _checked(rows: Sequence[FigureRow]) -> list[FigureRow]:
    forms = _forms_by_element()
    periods: dict[str, str] = {code: _period_fault(code) for code in {row.period for row in rows}}
    standing = _standing({row.period for row in rows if not periods[row.period]}, {row.unit for row in rows})
    return [replace(row, fault=row.fault or _row_fault(row, forms, periods, standing)) for row in rows]


def _row_fault(row: FigureRow, forms: dict[str, ReportForm], periods: dict[str, str], standing: dict[str, dict[str, str]]) -> str:
    form = forms.get(row.element)
    if form is None:
        return f"mục số liệu “{row.element}” không thuộc biểu mẫu nào; kiểm tra mã mục."
    if periods[row.period]:
        return periods[row.period]
    kind = parse_period(row.period).kind
    if kind != form.frequency:
        return f"mục {row.element} báo cáo theo {form.get_frequency_display()}, không theo kỳ {row.period}; sửa kỳ."
    if standing[row.period].get(row.unit) != form.level:
        return f"không có đơn vị {row.unit} ở cấp {form.level} trong kỳ {row.period}; kiểm tra mã đơn vị và kỳ."
    return ""


def _period_fault(code: str) -> str:
    try:
        period = parse_period(code)
    except ValueError as error:
        return str(error)
    return f"kỳ {code} chưa bắt đầu; kiểm tra lại kỳ." if period.start > date.today() else ""


def _standing(periods: set[str], codes: set[str]) -> dict[str, dict[str, str]]:
    """For each period, the level of each unit that existed on its last day."""
    found = {}
    for code in periods:
        versions = units.on(parse_period(code).end).values_list("unit__code", "level")
        found[code] = {unit: level for unit, level in versions if unit in codes}
    return found


def _forms_by_element() -> dict[str, ReportForm]:
    return {element: form for form in ReportForm.objects.order_by("-pk") for element in form.elements}


def _grouped(rows: Sequence[FigureRow]) -> dict[tuple[str, str], dict[str, dict[str, str]]]:
    forms = _forms_by_element()
    groups: dict[tuple[str, str], dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for row in rows:
        groups[forms[row.element].code, row.period][row.unit][row.element] = row.value
    return groups


def _submit_group(actor: Actor, form_code: str, period: str, group: dict[str, dict[str, str]], status: str) -> int:
    form = ReportForm.objects.get(code=form_code)
    latest = Submission.objects.filter(form=form, period=period, latest=True).select_related("unit")
    before = {record.unit.code: record.values for record in latest if record.unit.code in group}
    filled = [Filled(unit, before.get(unit, {}) | values, status) for unit, values in group.items()]
    return submit(actor, form, period, filled)
