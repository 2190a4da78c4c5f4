"""Defining what is measured, from a file: all of it or nothing."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from django.db.models import Model

from dutdiem.authority import Actor, demand
from dutdiem.catalogue.models import DataElement, Indicator, ReportForm, Target
from dutdiem.catalogue.queries import definitions
from dutdiem.kit.errors import Mistake
from dutdiem.measures.definitions import Definitions, read_definitions
from dutdiem.measures.definitions import Target as TargetDefinition
from dutdiem.measures.errors import DefinitionError
from dutdiem.trail.actions import Writing, entry
from dutdiem.trail.models import Recorded
from dutdiem.units.models import Unit


def define(actor: Actor, file: Path) -> Definitions:
    """Take a `define` file in; a code that is there already is changed. Mistake names every fault and changes nothing."""
    demand(actor, "catalogue.define", "", date.today())
    try:
        found = read_definitions(file, definitions())
    except DefinitionError as error:
        raise Mistake(str(error)) from None
    units = _units(found, file.name)
    counts = {"elements": len(found.elements), "indicators": len(found.indicators), "targets": len(found.targets)}
    with entry(actor, "catalogue.define", file=file.name, **counts, forms=len(found.forms)) as writing:
        _keep(writing, DataElement, found.elements, asdict)
        _keep(writing, Indicator, found.indicators, asdict)
        _keep(writing, ReportForm, found.forms, lambda form: asdict(form) | {"elements": list(form.elements)})
        for target in found.targets:
            _target(writing, target, units[target.unit])
    return found


def _keep(writing: Writing, model: type[Recorded], found: Mapping[str, Any], fields: Callable[[Any], dict[str, Any]]) -> None:
    present: dict[str, Any] = {str(vars(record)["code"]): record for record in model._default_manager.all()}
    for code, definition in found.items():
        _save(writing, present.get(code), model, fields(definition))


def _save(writing: Writing, present: Recorded | None, model: type[Model], values: Mapping[str, Any]) -> None:
    if present is None:
        record = model(**values)
        assert isinstance(record, Recorded)
        writing.make(record)
    elif any(getattr(present, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(present, name, value)
        writing.change(present)


def _target(writing: Writing, target: TargetDefinition, unit: Unit) -> None:
    indicator = Indicator.objects.get(code=target.indicator)
    same = Target.objects.filter(indicator=indicator, unit=unit, period=target.period, comparator=target.comparator).first()
    values = {"value": target.value, "source": target.source, "value_unit": indicator.unit}
    key = {"indicator": indicator, "unit": unit, "period": target.period, "comparator": target.comparator}
    _save(writing, same, Target, key | values)


def _units(found: Definitions, file: str) -> dict[str, Unit]:
    codes = {target.unit for target in found.targets}
    known = {unit.code: unit for unit in Unit.objects.filter(code__in=codes)}
    if missing := sorted(codes - set(known)):
        raise Mistake(f"{file}: chỉ tiêu được giao cho đơn vị {', '.join(missing)} chưa có; nhập đơn vị trước hoặc sửa mã.")
    return known
