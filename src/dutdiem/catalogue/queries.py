"""Reading what is defined, as the plain values that the measures work on."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any

from django.db.models import Q, QuerySet

from dutdiem.authority import Actor, reads_all
from dutdiem.catalogue.models import DataElement, Disaggregation, Indicator, Owned, ReportForm, Superseded, Target
from dutdiem.kit.among import Among
from dutdiem.kit.errors import NotFound
from dutdiem.kit.paths import within
from dutdiem.measures import definitions as plain
from dutdiem.measures.definitions.plain import Dated
from dutdiem.units import queries as units
from dutdiem.units.models import Unit, UnitVersion


def seen(actor: Actor, on: date) -> Q:
    """Of what units define for themselves an actor sees what those at and above its own units have, and those below unless it is
    internal; what holds in the whole tree everybody sees, and an auditor everything."""
    if reads_all(actor, on):
        return Q()
    paths = actor.paths("figures.read", on)
    above, below = units.at_or_above(paths, on), units.at_or_below(paths, on)
    return Q(owner=None) | Q(Among("owner", above)) | Q(Among("owner", below), internal=False)


def forms(actor: Actor, on: date) -> QuerySet[ReportForm]:
    """The forms that the actor may see."""
    return ReportForm.objects.filter(seen(actor, on)).select_related("owner").order_by("pk")


def form_of(actor: Actor, on: date, code: str) -> ReportForm:
    """The form with this code; NotFound where there is none that the actor may see."""
    found = forms(actor, on).filter(code=code).first()
    if found is None:
        raise NotFound(f"Không có biểu mẫu “{code}”; xem lại mã trong danh sách biểu mẫu.")
    return found


def filling(form: ReportForm, on: date) -> QuerySet[UnitVersion]:
    """The units that a form was for on a day, of any level: all, or those of its owner's subtree."""
    return units.on(on).filter(within([units.path_of(form.owner.code, on)])) if form.owner else units.on(on)


def indicators(actor: Actor, on: date) -> QuerySet[Indicator]:
    """The indicators that the actor may see."""
    return Indicator.objects.filter(seen(actor, on))


def lasting(day: date) -> Q:
    """What has not ended before a day."""
    return Q(valid_to=None) | Q(valid_to__gte=day)


def targets(actor: Actor, on: date) -> QuerySet[Target]:
    """The targets that the actor may see, of indicators that it may see or of none yet."""
    of_seen = Q(indicator=None) | Q(indicator__in=indicators(actor, on).order_by().values("pk"))
    return Target.objects.filter(seen(actor, on) & of_seen)


def definitions(actor: Actor, on: date | None = None, *, unused: bool = False) -> plain.Definitions:
    """Everything that is defined and that the actor may see, with what was before. Targets without an indicator (not yet matched)
    are not among them.

    With `unused` also the breakdowns that no element has yet.
    """
    return plain.closed(_defined(seen(actor, on or date.today()), unused=unused))


def known_to(owner: Unit | None, on: date) -> plain.Definitions:
    """What a unit may build its own on, or what holds in the whole tree on its own: that, and what the unit and those above it
    have for themselves."""
    return _defined(usable_by(owner, on), unused=True)


def all_own() -> plain.Definitions:
    """Everything that units have defined for themselves, whoever may see it: for actions, which must know what rests on what."""
    return _defined(Q(owner__isnull=False), unused=True)


def usable_by(owner: Unit | None, on: date) -> Q:
    """What holds in the whole tree, and what the unit and those above it have for themselves."""
    above = units.path_of(owner.code, on).split("/") if owner else []
    return Q(owner=None) | Q(owner__code__in=above)


def _defined(which: Q, *, unused: bool) -> plain.Definitions:
    elements = {e.code: element(e) for e in DataElement.objects.filter(which).select_related("owner").order_by("pk")}
    indicators = {i.code: indicator(i) for i in Indicator.objects.filter(which).select_related("owner").order_by("pk")}
    targets = tuple(target(t) for t in with_indicator().filter(which))
    # Most pages need neither of the last two: they are asked for only where something points at them.
    broken_down = unused or any(one.disaggregations for one in elements.values())
    dated: list[Dated] = [*elements.values(), *indicators.values(), *targets]
    replaced = any(one.valid_from for one in dated)
    return plain.Definitions(
        elements,
        indicators,
        targets,
        {f.code: form(f) for f in ReportForm.objects.filter(which).select_related("owner").order_by("pk")},
        _breakdowns(which) if broken_down else {},
        tuple(_before(dated)) if replaced else (),
    ).whole()


def _breakdowns(which: Q) -> dict[str, plain.Breakdown]:
    found = Disaggregation.objects.filter(which).select_related("owner").order_by("pk")
    return {d.code: breakdown(d) for d in found}


def _before(dated: Iterable[Dated]) -> Iterator[Dated]:
    """What these were before, the owner's as they are now."""
    now = {(KINDS[type(one)], one.code): one for one in dated}
    for record in Superseded.objects.order_by("pk"):
        if one := now.get((record.kind, record.code)):
            yield replace(earlier(record), owner=one.owner, internal=one.internal, valid_to=one.valid_to)


def definitions_of(record: ReportForm) -> plain.Definitions:
    """What a form's figures are checked by: its elements, their breakdowns, and what they were before."""
    elements = {e.code: element(e) for e in DataElement.objects.filter(code__in=record.elements).select_related("owner")}
    broken_down = any(one.disaggregations for one in elements.values())
    replaced = any(one.valid_from for one in elements.values())
    return plain.Definitions(
        elements,
        forms={record.code: form(record)},
        breakdowns=_breakdowns(Q()) if broken_down else {},
        earlier=tuple(_before(elements.values())) if replaced else (),
    ).whole()


def breakdown(record: Disaggregation) -> plain.Breakdown:
    """A breakdown as a plain value."""
    return plain.Breakdown(
        record.code, record.name, tuple((code, name) for code, name in record.options), _owner(record), record.internal
    )


def _owner(record: Owned) -> str:
    return record.owner.code if record.owner else ""


def with_indicator() -> Any:
    """The targets that are of an indicator, in the order in which they were set."""
    return Target.objects.exclude(indicator=None).select_related("indicator", "unit", "owner").order_by("pk")


def entries(actor: Actor) -> Iterator[tuple[str, Dated, date | None]]:
    """Every dated entry of elements, indicators and targets that the actor may see, by code and day, and the last day on which it
    held (None: it holds)."""
    found = definitions(actor)
    together: Iterator[Dated] = chain(found.elements.values(), found.indicators.values(), found.targets, found.earlier)
    every = [(KINDS[type(one)], one) for one in together if ":" not in one.code]
    every.sort(key=lambda pair: (pair[0], pair[1].code, pair[1].valid_from or date.min))
    for (kind, one), after in zip(every, [*every[1:], None], strict=True):
        follows = after is not None and (kind, one.code) == (after[0], after[1].code) and after[1].valid_from
        yield kind, one, date.fromordinal(follows.toordinal() - 1) if follows else one.valid_to


def listed(actor: Actor) -> list[dict[str, Any]]:
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
            "owner": one.owner,
            "internal": "yes" if one.internal else ("no" if one.owner else ""),
        }
        for kind, one, until in entries(actor)
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
        owner=_owner(record),
        internal=record.internal,
        valid_to=record.valid_to,
    )


def indicator(record: Indicator) -> plain.Indicator:
    """An indicator as a plain value."""
    r = record
    shown = _owner(r), r.internal, r.valid_to
    return plain.Indicator(r.code, r.name, r.formula, r.unit, r.direction, r.decimals, r.valid_from, *shown)


def target(record: Target) -> plain.Target:
    """A target of an indicator as a plain value."""
    code, r = record.indicator.code if record.indicator else "", record
    found = plain.Target(code, r.unit.code, r.period, r.comparator, r.value, r.source)
    dated = replace(found, baseline=r.baseline, baseline_on=r.baseline_on, valid_from=r.valid_from)
    return replace(dated, owner=_owner(r), internal=r.internal, valid_to=r.valid_to)


def form(record: ReportForm) -> plain.Form:
    """A form as a plain value."""
    r = record
    due = tuple(sorted(r.due_workdays.items()))
    rules = tuple(plain.Rule(**rule) for rule in r.rules)
    asked = plain.Form(r.code, r.name, r.frequency, r.level, tuple(r.elements), r.due_day, r.calendar, due, rules, r.starts_on)
    return replace(asked, owner=_owner(r), internal=r.internal, valid_to=r.valid_to)


KINDS: dict[type[Dated], str] = {plain.Element: "element", plain.Indicator: "indicator", plain.Target: "target"}
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
