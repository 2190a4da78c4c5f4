"""Defining what is measured, for the whole tree or by a unit for its own subtree: all of it or nothing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils.translation import gettext

from dutdiem.authority import Actor, Refused, demand, within
from dutdiem.calendar.cutoffs import find_cutoff
from dutdiem.calendar.errors import PeriodError
from dutdiem.catalogue import queries
from dutdiem.catalogue.models import LONGEST_CODE, DataElement, Disaggregation, Indicator, ReportForm, Superseded, Target
from dutdiem.catalogue.resting import ended_faults, with_ends
from dutdiem.catalogue.rules import YEARS, change_fault, is_new_entry, mark_of, target_period
from dutdiem.kit.alone import alone
from dutdiem.kit.errors import Mistake
from dutdiem.measures.definitions import Definitions, Form, accepted, bare, owned, read_definitions
from dutdiem.measures.definitions import Target as PlainTarget
from dutdiem.measures.definitions.plain import Dated
from dutdiem.measures.errors import DefinitionError
from dutdiem.trail.actions import Writing, entry
from dutdiem.trail.models import Recorded
from dutdiem.units import queries as units
from dutdiem.units.models import Unit

NEW: dict[str, Callable[[], Recorded]] = {"element": DataElement, "indicator": Indicator, "target": Target}
NOT_OF_THE_PAST = ("valid_from", "valid_to", "calendar", "owner", "internal")
"""Fields that an entry of the past does not keep in its content: whose it is, and who sees it, is as it is now."""
DEFINING = 7_402_617  # any number that nothing else locks on PostgreSQL
PAGE = "trang nhập"
"""What stands for the file's name where there is none."""
LABELS = {"element": "[elements.{}]", "indicator": "[indicators.{}]", "target": "[[targets]] {}"}


def define(actor: Actor, file: Path, owner: Unit | None = None) -> Definitions:
    """Take a `define` file in; a code that is there already is changed. Mistake names every fault and changes nothing.

    With `owner` it is that unit's own: it reaches its subtree and changes nothing that came from above. What a definition computes
    with changes on a day (`valid_from`): the entry before stays, for the periods before.
    """
    with _defining(actor, owner, file.name) as (writing, defined):
        try:
            found = read_definitions(file, defined, owner.code if owner else "")
        except DefinitionError as error:
            raise Mistake(str(error)) from None
        return _take_in(writing, owner, found, defined, file.name)


class Changed(Mistake):
    """Somebody else changed the definition since the page was opened; nothing is lost: both are shown."""


def define_own(actor: Actor, owner: Unit, written: Definitions, *, shown: str | None = None) -> Definitions:
    """The same of what a person of the unit wrote on a page, with codes as in a file.

    Without `shown` it is added, and Mistake where the unit has that code already; with it, it changes the definition of which the
    person saw that mark (`rules.mark_of`): `Changed` where it is another one by now.
    """
    with _defining(actor, owner, PAGE) as (writing, defined):
        meant = owned(written, owner.code, defined)
        _refuse_over(meant, defined, shown)
        try:
            found = accepted(meant, defined, PAGE, owner.code)
        except DefinitionError as error:
            raise Mistake(str(error)) from None
        return _take_in(writing, owner, found, defined, PAGE)


@contextmanager
def _defining(actor: Actor, owner: Unit | None, file: str) -> Iterator[tuple[Writing, Definitions]]:
    """One who defines at a time: what is there is read within the transaction, when nobody else can change it any more, so that
    every check (of the mark, of codes, of dates) holds for what is then written over."""
    demand_definer(actor, owner)
    whose = {"owner": owner.code} if owner else {}
    with entry(actor, "catalogue.define", file=file, **whose) as writing:
        alone(DEFINING)
        yield writing, queries.known_to(owner, date.today())


def _refuse_over(meant: Definitions, defined: Definitions, shown: str | None) -> None:
    targets = {one.code: one for one in defined.targets}
    there: dict[str, Any] = {**defined.elements, **defined.indicators, **defined.forms, **targets}
    every: list[Any] = [*meant.elements.values(), *meant.indicators.values(), *meant.forms.values(), *meant.targets]
    for one in every:
        now = there.get(one.code)
        if shown is None and now and isinstance(one, PlainTarget):
            raise Mistake(
                gettext("Đơn vị này đã được giao chỉ tiêu ấy trong kỳ này; mở chỉ tiêu được giao đó để sửa."), field="period"
            )
        if shown is None and now and now.owner:
            raise Mistake(gettext("Mã này đã có trong danh mục riêng; mở mục đó để sửa, hoặc đặt mã khác."), field="code")
        if shown is not None and now and mark_of(now) != shown:
            raise Changed(gettext("Vừa có người khác sửa mục này; so hai bản rồi gửi lại."))


def demand_definer(actor: Actor, owner: Unit | None) -> None:
    """What holds in the whole tree is for whoever defines for all of it; a unit's own for its own staff office alone: what it keeps
    to itself is no superior's to change, and refusals would tell of it."""
    today = date.today()
    if owner is None and "" not in actor.paths("catalogue.define", today) and actor.paths("catalogue.define", today):
        raise Refused(
            "Danh mục chung từ cấp trên, đơn vị không đổi được; danh mục riêng của đơn vị thì ghi thêm --owner MÃ_ĐƠN_VỊ."
        )
    path = units.path_of(owner.code, today) if owner else ""
    demand(actor, "catalogue.define", path, today)
    if owner and not actor.operator and path not in actor.paths("catalogue.define", today):
        raise Refused(f"Danh mục riêng của đơn vị {owner.code} do đơn vị đó quản lý; đề nghị đơn vị đó định nghĩa.")


def _take_in(writing: Writing, owner: Unit | None, found: Definitions, defined: Definitions, file: str) -> Definitions:
    present, reached = _Present(owner), _units(found, owner, file)
    if wrong := list(_period_faults(found)):
        raise Mistake("\n".join(f"{file}, {says}" for says in wrong), field="period")
    ended = ended_faults(found, defined)
    faults = (*ended, *_forms_faults(found, defined), *_level_faults(found, owner), *present.faults(found))
    if faults:
        raise Mistake("\n".join(f"{file}, {says}" for says in faults))
    found = with_ends(found, defined)
    writing.facts |= {
        "elements": len(found.elements),
        "indicators": len(found.indicators),
        "targets": len(found.targets),
        "forms": len(found.forms),
    }
    _keep(writing, found, present, reached)
    return found


def _period_faults(found: Definitions) -> Iterator[str]:
    """A period that is none would stop every page that holds values against their targets."""
    for number, one in enumerate(found.targets, 1):
        if target_period(one.period) is None:
            yield (
                f"[[targets]] thứ {number}: không có kỳ “{one.period}”; viết như 2026, 2026-Q1, 2026-H1 hoặc 2026-03, "
                f"trong các năm {YEARS[0]} đến {YEARS[-1]}."
            )


def _forms_faults(found: Definitions, defined: Definitions) -> Iterator[str]:
    """A form that was filled in once keeps its periods: another calendar would move the days of figures that are there."""
    for code, form in found.forms.items():
        try:
            find_cutoff(form.calendar)
        except PeriodError as error:
            yield f"[forms.{code}]: {error}"
            continue
        before = defined.forms.get(code)
        for name in ("frequency", "calendar") if before else ():
            if getattr(form, name) != getattr(before, name):
                yield f"[forms.{code}]: {name} của biểu mẫu đã có không đổi được; lập biểu mẫu mới với mã khác."


def _level_faults(found: Definitions, owner: Unit | None) -> Iterator[str]:
    """A unit's own form is filled in by units of its subtree: some must be of that level. Codes must fit their column."""
    yield from (
        f"mã {bare(code)} quá dài cùng mã đơn vị; rút ngắn."
        for code in (*found.elements, *found.indicators, *found.forms, *found.breakdowns)
        if len(code) > LONGEST_CODE
    )
    if owner:
        within = units.on(date.today()).filter(unit__in=units.at_or_below([units.path_of(owner.code, date.today())], date.today()))
        levels = set(within.order_by().values_list("level", flat=True)) if found.forms else set()
        yield from (
            f"[forms.{code}]: trong đơn vị không có đơn vị cấp “{form.level}”; chọn một trong {', '.join(sorted(levels))}."
            for code, form in found.forms.items()
            if form.level not in levels
        )


@dataclass
class _Present:
    """What a unit has defined, or what holds in the whole tree, by kind and code, as records and as plain fields."""

    owner: Unit | None
    records: dict[tuple[str, str], Recorded] = field(default_factory=dict)
    fields: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # Locked as well, for those who write targets or owners otherwise: what documents order, what follows a reorganisation.
        for element in DataElement.objects.filter(owner=self.owner).select_related("owner").select_for_update(of=("self",)):
            self.put("element", element, queries.element(element))
        for indicator in Indicator.objects.filter(owner=self.owner).select_related("owner").select_for_update(of=("self",)):
            self.put("indicator", indicator, queries.indicator(indicator))
        for target in queries.with_indicator().filter(owner=self.owner).select_for_update(of=("self",)):
            self.put("target", target, queries.target(target))

    def put(self, kind: str, record: Recorded, one: Dated) -> None:
        """Take a record in with its fields."""
        self.records[kind, one.code], self.fields[kind, one.code] = record, asdict(one)

    def faults(self, found: Definitions) -> Iterator[str]:
        """Changes that would compute earlier periods anew, each with its table."""
        for kind, code, one in _dated(found):
            now = self.fields.get((kind, code))
            if now and (says := change_fault(kind, now, asdict(one))):
                yield f"{LABELS[kind].format(code)}: {says}"


def _dated(found: Definitions) -> Iterator[tuple[str, str, Dated]]:
    yield from (("element", code, one) for code, one in found.elements.items())
    yield from (("indicator", code, one) for code, one in found.indicators.items())
    yield from (("target", one.code, one) for one in found.targets)


def _keep(writing: Writing, found: Definitions, present: _Present, named: Mapping[str, Unit]) -> None:
    for breakdown in found.breakdowns.values():
        values = asdict(breakdown) | {"options": [list(pair) for pair in breakdown.options], "owner": named.get(breakdown.owner)}
        _save(writing, Disaggregation.objects.filter(code=breakdown.code).first() or Disaggregation(), values)
    for kind, code, one in _dated(found):
        _keep_dated(writing, present, named, (kind, code), one)
    for form in found.forms.values():
        _save(writing, ReportForm.objects.filter(code=form.code).first() or ReportForm(), _form_values(form, named))


def _keep_dated(writing: Writing, present: _Present, named: Mapping[str, Unit], key: tuple[str, str], one: Dated) -> None:
    kind, code = key
    fields, now = asdict(one), present.fields.get(key)
    if now and is_new_entry(kind, now, fields):
        content = {name: _json(value) for name, value in now.items() if name not in NOT_OF_THE_PAST}
        writing.make(Superseded(kind=kind, code=code, valid_from=now["valid_from"], content=content))
        writing.facts.setdefault("dated", []).append(f"{kind} {code} {one.valid_from}")
    elif now:
        fields["valid_from"] = now["valid_from"]
    values = _target_values(fields, named) if kind == "target" else _element_or_indicator_values(fields, named)
    record = present.records.get(key) or NEW[kind]()
    _save(writing, record, values)
    present.records[key], present.fields[key] = record, fields


def _element_or_indicator_values(fields: dict[str, Any], named: Mapping[str, Unit]) -> dict[str, Any]:
    kept = {name: value for name, value in fields.items() if name != "calendar"} | {"owner": named.get(fields["owner"])}
    return kept | ({"disaggregations": list(kept["disaggregations"])} if "disaggregations" in kept else {})


def _target_values(fields: dict[str, Any], named: Mapping[str, Unit]) -> dict[str, Any]:
    indicator = Indicator.objects.get(code=fields["indicator"])
    whose = {"unit": named[fields["unit"]], "owner": named.get(fields["owner"])}
    return fields | whose | {"indicator": indicator, "value_unit": indicator.unit}


def _form_values(form: Form, named: Mapping[str, Unit]) -> dict[str, Any]:
    lists = {"elements": list(form.elements), "due_workdays": dict(form.due_workdays), "rules": [asdict(r) for r in form.rules]}
    return asdict(form) | lists | {"owner": named.get(form.owner)}


def _save(writing: Writing, record: Recorded, values: Mapping[str, Any]) -> None:
    fresh = record.pk is None
    if not fresh and all(getattr(record, name) == value for name, value in values.items()):
        return
    for name, value in values.items():
        setattr(record, name, value)
    (writing.make if fresh else writing.change)(record)


def _json(value: Any) -> Any:
    if isinstance(value, Decimal | date):
        return str(value) if isinstance(value, date) else format(value, "f")
    return list(value) if isinstance(value, Sequence) and not isinstance(value, str) else value


def _units(found: Definitions, owner: Unit | None, file: str) -> dict[str, Unit]:
    """The units that are named, by code, with the owner; Mistake for one that is not there or not below the owner."""
    codes = {target.unit for target in found.targets}
    known = {unit.code: unit for unit in Unit.objects.filter(code__in=codes)}
    if missing := sorted(codes - set(known)):
        raise Mistake(f"{file}: chỉ tiêu được giao cho đơn vị {', '.join(missing)} chưa có; nhập đơn vị trước hoặc sửa mã.")
    if owner is None:
        return known
    top = units.path_of(owner.code, date.today())
    paths = units.paths_of(codes, date.today()) if codes else {}
    if outside := sorted(code for code, path in paths.items() if not within(path, [top])):
        raise Mistake(f"{file}: đơn vị chỉ giao chỉ tiêu riêng trong đơn vị mình; {', '.join(outside)} ở ngoài, chọn đơn vị khác.")
    return known | {owner.code: owner}
