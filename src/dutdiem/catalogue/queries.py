"""Reading what is defined, as the plain values that the measures work on."""

from dutdiem.catalogue.models import DataElement, Indicator, ReportForm, Target
from dutdiem.measures import definitions as plain


def definitions() -> plain.Definitions:
    """Everything that is defined. Targets without an indicator (taken from a text, not yet matched) are not among them."""
    targets = Target.objects.exclude(indicator=None).select_related("indicator", "unit").order_by("pk")
    return plain.Definitions(
        {e.code: _element(e) for e in DataElement.objects.order_by("pk")},
        {i.code: _indicator(i) for i in Indicator.objects.order_by("pk")},
        tuple(_target(t) for t in targets),
        {f.code: _form(f) for f in ReportForm.objects.order_by("pk")},
    )


def _element(record: DataElement) -> plain.Element:
    return plain.Element(record.code, record.name, record.unit, record.frequency, record.over_units, record.over_time)


def _indicator(record: Indicator) -> plain.Indicator:
    return plain.Indicator(record.code, record.name, record.formula, record.unit, record.direction, record.decimals)


def _target(record: Target) -> plain.Target:
    code = record.indicator.code if record.indicator else ""
    return plain.Target(code, record.unit.code, record.period, record.comparator, record.value, record.source)


def _form(record: ReportForm) -> plain.Form:
    elements = tuple(record.elements)
    return plain.Form(record.code, record.name, record.frequency, record.level, elements, record.due_day)
