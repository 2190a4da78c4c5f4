"""Importing a file of figures: each row is checked, then the rows become submissions through the same action as a form."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from django.db import transaction

from dutdiem.authority import Actor
from dutdiem.calendar.cutoffs import find_cutoff
from dutdiem.calendar.periods import Period, parse_period
from dutdiem.catalogue.models import ReportForm
from dutdiem.catalogue.queries import definitions, filling, forms
from dutdiem.catalogue.queries import form as plain_form
from dutdiem.collection.actions import Filled, ended_fault, submit
from dutdiem.collection.models import Submission
from dutdiem.collection.rules import Checks, plain
from dutdiem.collection.tables import FigureRow, read_figures
from dutdiem.kit.errors import Mistake
from dutdiem.kit.said import demand_open_name, fault_of
from dutdiem.measures.definitions import Definitions, lasts

Group = dict[str, list[FigureRow]]
"""The rows of one form and period, by unit."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import took in, or with `dry_run` would take in: values, of which `replaced` stood there with another value,
    submissions, the rows left out (only with `accept_valid`), and the warnings that are kept, each with its unit and period."""

    values: int
    submissions: int
    replaced: int
    left_out: tuple[FigureRow, ...]
    warnings: tuple[str, ...]


def import_figures(
    actor: Actor,
    file: Path,
    *,
    status: str = "submitted",
    decimal_comma: bool = False,
    accept_valid: bool = False,
    dry_run: bool = False,
) -> Imported:
    """Take the file's figures in. One bad row refuses all, with every row's reason, unless `accept_valid`.

    A unit that already reported keeps its other values: the import is its next revision. With `dry_run` everything is done as it
    would be, and nothing of it stays.
    """
    demand_open_name(file.name)
    taking = _Taking(definitions(actor), status, list(forms(actor, date.today())))
    rows = taking.checked(read_figures(file, decimal_comma=decimal_comma))
    bad = tuple(row for row in rows if row.fault)
    if bad and not accept_valid:
        raise Mistake(_list_faults(file.name, bad))
    with transaction.atomic():
        number = sum(taking.submit(actor, *key) for key in taking.groups)
        transaction.set_rollback(dry_run)
    return Imported(sum(not row.fault for row in rows), number, taking.replaced, bad, tuple(taking.warnings))


def _list_faults(name: str, bad: Sequence[FigureRow]) -> str:
    shown = [f"{name}, dòng {row.line}: {row.fault}" for row in bad[:20]]
    more = [f"… và {len(bad) - 20} dòng khác."] if len(bad) > 20 else []
    return "\n".join([*shown, *more, "Chưa nhập gì; sửa các dòng trên hoặc thêm --accept-valid để chỉ nhập các dòng đúng."])


@dataclass(frozen=True, slots=True)
class _Place:
    """The level that reports, the levels of the units of the time, and the checks of the form."""

    level: str
    levels: Mapping[str, str]
    checks: Checks


@dataclass
class _Taking:
    """One import: rows are checked by themselves, then with what their unit already reported."""

    defined: Definitions
    status: str
    known: Sequence[ReportForm]
    replaced: int = 0
    warnings: list[str] = field(default_factory=list)
    groups: dict[tuple[str, str], dict[str, Filled]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.records = {form.code: form for form in reversed(self.known)}
        self.forms = {element: form for form in self.records.values() for element in form.elements}
        self._periods: dict[tuple[str, str], Period | str] = {}
        self._standing: dict[tuple[date, str], dict[str, str]] = {}
        self._checks: dict[tuple[str, int], Checks] = {}
        self._places: dict[tuple[str, str], _Place | str] = {}

    def checked(self, rows: Iterable[FigureRow]) -> list[FigureRow]:
        """Every row with its fault, in the order of the file; what can be taken stands in `groups`."""
        found: list[FigureRow] = []
        groups: dict[tuple[str, str], Group] = defaultdict(lambda: defaultdict(list))
        for row in rows:
            fault = row.fault or self._row_fault(row)
            if fault:
                found.append(replace(row, fault=fault))
            else:
                groups[self.forms[_base(row.element)].code, row.period][row.unit].append(row)
        for (form, period), group in groups.items():
            found += self._with_what_is_there(self.records[form], period, group)
        return sorted(found, key=lambda row: row.line)

    def submit(self, actor: Actor, form: str, period: str) -> int:
        """Record one form's submissions of one period; the number recorded."""
        return submit(actor, self.records[form], period, list(self.groups[form, period].values()), self.defined)

    def _row_fault(self, row: FigureRow) -> str:
        key = row.element, row.period
        place = self._places.get(key) or self._places.setdefault(key, self._place(*key))
        if isinstance(place, str):
            return place
        if place.levels.get(row.unit) != place.level:
            return f"không có đơn vị {row.unit} ở cấp {place.level} trong kỳ {row.period}; kiểm tra mã đơn vị và kỳ."
        return place.checks.value_fault(row.element, row.value) or _comment_fault(row.comment)

    def _place(self, element: str, code: str) -> "_Place | str":
        """What a figure of an element in a period is held against, or why there can be none."""
        base, _, option = element.partition(":")
        form = self.forms.get(base)
        if form is None:
            return f"mục số liệu “{base}” không thuộc biểu mẫu nào; kiểm tra mã mục."
        period = self._period(code, form)
        if isinstance(period, str):
            return period
        checks = self._checks_of(form, period)
        if element not in checks.known:
            return f"mục {base} không có phân tổ “{option}”; kiểm tra cột disaggregation."
        return _Place(form.level, self._levels(period, form), checks)

    def _period(self, code: str, form: ReportForm) -> Period | str:
        """The period in the form's calendar, or why it cannot be one."""
        key = code, form.code
        if key not in self._periods:
            self._periods[key] = _period_of(code, form)
        return self._periods[key]

    def _levels(self, period: Period, form: ReportForm) -> dict[str, str]:
        """The level of each unit that existed on the period's last day, of a unit's own form in its subtree."""
        key = period.end, form.owner.code if form.owner else ""
        if key not in self._standing:
            self._standing[key] = dict(filling(form, period.end).values_list("unit__code", "level"))
        return self._standing[key]

    def _checks_of(self, form: ReportForm, period: Period) -> Checks:
        held = self.defined.at(period.end)
        key = form.code, id(held)
        if key not in self._checks:
            self._checks[key] = Checks(plain_form(form), held)
        return self._checks[key]

    def _with_what_is_there(self, form: ReportForm, code: str, group: Group) -> Iterator[FigureRow]:
        """The rows of one form and period, held against what their units reported before and against each other."""
        period = self._period(code, form)
        assert isinstance(period, Period)
        checks, before = self._checks_of(form, period), _latest(form, code, group)
        for unit, rows in group.items():
            was = before.get(unit)
            if was and was.status == Submission.Status.LOCKED:
                yield from (
                    replace(row, fault=f"số liệu kỳ {code} của đơn vị {unit} đã chốt; đề nghị cấp trên mở lại.") for row in rows
                )
                continue
            yield from self._taken(form, code, unit, rows, was, checks)

    def _taken(
        self, form: ReportForm, code: str, unit: str, rows: list[FigureRow], was: Submission | None, checks: Checks
    ) -> Iterator[FigureRow]:
        fresh = {row.element: plain(row.value) for row in rows}
        kept = dict(was.values) if was else {}
        values = checks.completed({**checks.without_stale_totals(kept, fresh), **fresh})
        outcome = checks.look(values, draft=self.status == Submission.Status.DRAFT)
        if outcome.faults:
            yield from _marked(rows, outcome.faults)
            return
        self.replaced += sum(element in kept and kept[element] != value for element, value in fresh.items())
        self.warnings += [f"{unit}, kỳ {code}: {says}" for says in outcome.warnings]
        comments = {**(was.comments if was else {}), **{row.element: row.comment for row in rows if row.comment}}
        self.groups.setdefault((form.code, code), {})[unit] = Filled(unit, values, self.status, None, comments)
        yield from rows


def _period_of(code: str, form: ReportForm) -> Period | str:
    try:
        period = parse_period(code, find_cutoff(form.calendar))
    except ValueError as error:
        return str(error)
    if period.start > date.today():
        return f"kỳ {code} chưa bắt đầu; kiểm tra lại kỳ."
    if period.kind != form.frequency:
        return f"mục của biểu mẫu {form.code} báo cáo theo {form.get_frequency_display()}, không theo kỳ {code}; sửa kỳ."
    return period if lasts(form, period.end) else ended_fault(form, period)


def _comment_fault(comment: str) -> str:
    """What a file brings is looked at as what is typed into the form is."""
    fault = fault_of(comment) if comment else ""
    return f"cột comment: {fault}" if fault else ""


def _marked(rows: Sequence[FigureRow], faults: Sequence[tuple[str, str]]) -> Iterator[FigureRow]:
    """Every row of the submission, since none of it can be taken: first the row that the fault is about, the others naming that."""
    code, says = faults[0]
    about = next((row for row in rows if row.element == code), rows[0])
    for row in rows:
        yield replace(row, fault=says if row is about else f"cùng báo cáo với dòng {about.line}, dòng đó sai.")


def _latest(form: ReportForm, period: str, group: Mapping[str, object]) -> dict[str, Submission]:
    found = Submission.objects.filter(form=form, period=period, latest=True).select_related("unit")
    return {record.unit.code: record for record in found if record.unit.code in group}


def _base(element: str) -> str:
    return element.partition(":")[0]
