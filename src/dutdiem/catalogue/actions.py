"""Defining what is measured, from a file: all of it or nothing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from dutdiem.authority import Actor, demand
from dutdiem.calendar.cutoffs import find_cutoff
from dutdiem.calendar.errors import PeriodError
from dutdiem.catalogue import queries
from dutdiem.catalogue.models import DataElement, Disaggregation, Indicator, ReportForm, Superseded, Target
from dutdiem.catalogue.rules import change_fault, is_new_entry
from dutdiem.kit.errors import Mistake
from dutdiem.measures.definitions import Definitions, Form, read_definitions
from dutdiem.measures.definitions.plain import Dated
from dutdiem.measures.errors import DefinitionError
from dutdiem.trail.actions import Writing, entry
from dutdiem.trail.models import Recorded
from dutdiem.units.models import Unit

NEW: dict[str, Callable[[], Recorded]] = {"element": DataElement, "indicator": Indicator, "target": Target}
LABELS = {"element": "[elements.{}]", "indicator": "[indicators.{}]", "target": "[[targets]] {}"}


def define(actor: Actor, file: Path) -> Definitions:
    """Take a `define` file in; a code that is there already is changed. Mistake names every fault and changes nothing.

    What a definition computes with changes on a day (`valid_from`): the entry before stays, for the periods before.
    """
    demand(actor, "catalogue.define", "", date.today())
    defined = queries.definitions(unused=True)
    try:
        found = read_definitions(file, defined)
    except DefinitionError as error:
        raise Mistake(str(error)) from None
    units = _units(found, file.name)
    present = _Present()
    if faults := [f"{file.name}, {says}" for says in (*_forms_faults(found, defined), *present.faults(found))]:
        raise Mistake("\n".join(faults))
    counts = {"elements": len(found.elements), "indicators": len(found.indicators), "targets": len(found.targets)}
    with entry(actor, "catalogue.define", file=file.name, **counts, forms=len(found.forms)) as writing:
        _keep(writing, found, present, units)
    return found


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


@dataclass
class _Present:
    """What is defined, by kind and code, as records and as plain fields."""

    records: dict[tuple[str, str], Recorded] = field(default_factory=dict)
    fields: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for element in DataElement.objects.all():
            self.put("element", element, queries.element(element))
        for indicator in Indicator.objects.all():
            self.put("indicator", indicator, queries.indicator(indicator))
        for target in queries.with_indicator():
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


def _keep(writing: Writing, found: Definitions, present: _Present, units: Mapping[str, Unit]) -> None:
    for breakdown in found.breakdowns.values():
        values = {"code": breakdown.code, "name": breakdown.name, "options": [list(pair) for pair in breakdown.options]}
        _save(writing, Disaggregation.objects.filter(code=breakdown.code).first() or Disaggregation(), values)
    for kind, code, one in _dated(found):
        _keep_dated(writing, present, units, (kind, code), one)
    for form in found.forms.values():
        _save(writing, ReportForm.objects.filter(code=form.code).first() or ReportForm(), _form_values(form))


def _keep_dated(writing: Writing, present: _Present, units: Mapping[str, Unit], key: tuple[str, str], one: Dated) -> None:
    kind, code = key
    fields, now = asdict(one), present.fields.get(key)
    if now and is_new_entry(kind, now, fields):
        content = {name: _json(value) for name, value in now.items() if name not in ("valid_from", "calendar")}
        writing.make(Superseded(kind=kind, code=code, valid_from=now["valid_from"], content=content))
        writing.facts.setdefault("dated", []).append(f"{kind} {code} {one.valid_from}")
    elif now:
        fields["valid_from"] = now["valid_from"]
    values = _target_values(fields, units) if kind == "target" else _element_or_indicator_values(fields)
    record = present.records.get(key) or NEW[kind]()
    _save(writing, record, values)
    present.records[key], present.fields[key] = record, fields


def _element_or_indicator_values(fields: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in fields.items() if name != "calendar"}
    return kept | ({"disaggregations": list(kept["disaggregations"])} if "disaggregations" in kept else {})


def _target_values(fields: dict[str, Any], units: Mapping[str, Unit]) -> dict[str, Any]:
    indicator = Indicator.objects.get(code=fields["indicator"])
    return fields | {"indicator": indicator, "unit": units[fields["unit"]], "value_unit": indicator.unit}


def _form_values(form: Form) -> dict[str, Any]:
    lists = {"elements": list(form.elements), "due_workdays": dict(form.due_workdays), "rules": [asdict(r) for r in form.rules]}
    return asdict(form) | lists


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


def _units(found: Definitions, file: str) -> dict[str, Unit]:
    codes = {target.unit for target in found.targets}
    known = {unit.code: unit for unit in Unit.objects.filter(code__in=codes)}
    if missing := sorted(codes - set(known)):
        raise Mistake(f"{file}: chỉ tiêu được giao cho đơn vị {', '.join(missing)} chưa có; nhập đơn vị trước hoặc sửa mã.")
    return known
