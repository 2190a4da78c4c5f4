"""Reading what is defined, as the plain values that the measures work on."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from dutdiem.catalogue.models import DataElement, Disaggregation, Indicator, ReportForm, Superseded, Target
from dutdiem.measures import definitions as plain
from dutdiem.measures.definitions.plain import Dated


def definitions(*, unused: bool = False) -> plain.Definitions:
    """Everything that is defined, with what was before. Targets without an indicator (not yet matched) are not among them.

    With `unused` also the breakdowns that no element has yet.
    """
    elements = {e.code: element(e) for e in DataElement.objects.order_by("pk")}
    indicators = {i.code: indicator(i) for i in Indicator.objects.order_by("pk")}
    targets = tuple(target(t) for t in with_indicator())
    # Most pages need neither of the last two: they are asked for only where something points at them.
    broken_down = unused or any(one.disaggregations for one in elements.values())
    dated: list[Dated] = [*elements.values(), *indicators.values(), *targets]
    replaced = any(one.valid_from for one in dated)
    return plain.Definitions(
        elements,
        indicators,
        targets,
        {f.code: form(f) for f in ReportForm.objects.order_by("pk")},
        {d.code: breakdown(d) for d in Disaggregation.objects.order_by("pk")} if broken_down else {},
        tuple(earlier(s) for s in Superseded.objects.order_by("pk")) if replaced else (),
    ).whole()


def breakdown(record: Disaggregation) -> plain.Breakdown:
    """A breakdown as a plain value."""
    return plain.Breakdown(record.code, record.name, tuple((code, name) for code, name in record.options))


def with_indicator() -> Any:
    """The targets that are of an indicator, in the order in which they were set."""
    return Target.objects.exclude(indicator=None).select_related("indicator", "unit").order_by("pk")


def entries() -> Iterator[tuple[str, Dated, date | None]]:
    """Every dated entry of elements, indicators and targets by code and day, and the last day on which it held (None: it holds)."""
    every: list[tuple[str, Dated]] = [("element", element(e)) for e in DataElement.objects.all()]
    every += [("indicator", indicator(i)) for i in Indicator.objects.all()]
    every += [("target", target(t)) for t in with_indicator()]
    every += [(s.kind, earlier(s)) for s in Superseded.objects.all()]
    every.sort(key=lambda pair: (pair[0], pair[1].code, pair[1].valid_from or date.min))
    for (kind, one), after in zip(every, [*every[1:], None], strict=True):
        follows = after is not None and (kind, one.code) == (after[0], after[1].code) and after[1].valid_from
        yield kind, one, date.fromordinal(follows.toordinal() - 1) if follows else None


def listed() -> list[dict[str, Any]]:
    """The same as rows of a table, in the order of their kind, code and day."""
    return [
        {
            "kind": kind,
            "code": one.indicator if isinstance(one, plain.Target) else one.code,
            "name": f"{one.unit}, {one.period}" if isinstance(one, plain.Target) else one.name,
            "unit": "" if isinstance(one, plain.Target) else one.unit,
            "says": _says(one),
            "valid_from": one.valid_from,
            "valid_to": until,
        }
        for kind, one, until in entries()
    ]


def _says(one: Dated) -> str:
    """What a definition computes with, in one cell."""
    if isinstance(one, plain.Indicator):
        return one.formula
    if isinstance(one, plain.Target):
        return f"{one.comparator} {one.value:f}"
    return f"{one.frequency}, over_units {one.over_units}, over_time {one.over_time}"


def element(record: DataElement) -> plain.Element:
    """A data element as a plain value; its calendar is known only beside the forms."""
    return plain.Element(
        record.code,
        record.name,
        record.unit,
        record.frequency,
        record.over_units,
        record.over_time,
        record.negative,
        record.minimum,
        record.maximum,
        record.whole,
        tuple(record.disaggregations),
        record.valid_from,
    )


def indicator(record: Indicator) -> plain.Indicator:
    """An indicator as a plain value."""
    r = record
    return plain.Indicator(r.code, r.name, r.formula, r.unit, r.direction, r.decimals, r.valid_from)


def target(record: Target) -> plain.Target:
    """A target of an indicator as a plain value."""
    code, r = record.indicator.code if record.indicator else "", record
    found = plain.Target(code, r.unit.code, r.period, r.comparator, r.value, r.source)
    return replace(found, baseline=r.baseline, baseline_on=r.baseline_on, valid_from=r.valid_from)


def form(record: ReportForm) -> plain.Form:
    """A form as a plain value."""
    r = record
    due = tuple(sorted(r.due_workdays.items()))
    rules = tuple(plain.Rule(**rule) for rule in r.rules)
    return plain.Form(r.code, r.name, r.frequency, r.level, tuple(r.elements), r.due_day, r.calendar, due, rules)


SHAPES: dict[str, type[Dated]] = {"element": plain.Element, "indicator": plain.Indicator, "target": plain.Target}


def earlier(record: Superseded) -> Dated:
    """What a definition was before, as a plain value."""
    content = {key: _typed(key, value) for key, value in record.content.items()}
    return SHAPES[record.kind](**content, valid_from=record.valid_from)


def _typed(key: str, value: Any) -> Any:
    """A field's value from its JSON: exact decimals and days are text there."""
    if value is None:
        return None
    if key in ("minimum", "maximum", "value", "baseline"):
        return Decimal(value)
    if key == "baseline_on":
        return date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value
