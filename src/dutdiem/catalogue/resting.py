"""What builds on a definition, and what an end means for what is defined beside it. Plain values."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import TypeVar

from dutdiem.catalogue.rules import target_period
from dutdiem.measures.definitions import Breakdown, Definitions, Element, Form, Indicator, Target, bare, lasts
from dutdiem.measures.errors import FormulaError
from dutdiem.measures.formula import names, parse_formula

Defined = Element | Breakdown | Indicator | Target | Form
LABELS: dict[type[Defined], str] = {
    Element: "[elements.{}]",
    Breakdown: "[disaggregations.{}]",
    Indicator: "[indicators.{}]",
    Target: "[[targets]] {}",
    Form: "[forms.{}]",
}
E = TypeVar("E", Element, Indicator, Form)
NOT_WRITTEN = ("calendar", "valid_from", "valid_to")
"""Fields that a file or page does not change by leaving them out."""


def every(found: Definitions) -> Iterator[Defined]:
    """Each definition once, without the options of breakdowns."""
    yield from (one for one in found.elements.values() if ":" not in one.code)
    yield from found.breakdowns.values()
    yield from found.indicators.values()
    yield from found.targets
    yield from found.forms.values()


def building_on(one: Defined, found: Definitions, *, past: bool = False) -> list[Defined]:
    """What of the definitions builds on this one: forms that ask for it, formulas that name it, targets of it, elements that are
    told apart by it; with `past` also what did so before it changed."""
    earlier = [entry for entry in found.earlier if past and ":" not in entry.code]
    then = {(type(entry), entry.code) for entry in earlier if _builds(entry, one)}
    return [other for other in every(found) if _builds(other, one) or (type(other), other.code) in then]


def _builds(other: Defined, one: Defined) -> bool:
    """Whether the one is made with the other: elements and indicators share their codes, forms and breakdowns have their own."""
    if isinstance(one, Breakdown):
        return isinstance(other, Element) and one.code in other.disaggregations
    if isinstance(one, Form | Target):
        return False
    match other:
        case Indicator(formula=formula):
            return one.code in {code.partition(":")[0] for code in _named(formula)}
        case Form(elements=elements):
            return isinstance(one, Element) and one.code in elements
        case Target(indicator=indicator):
            return isinstance(one, Indicator) and one.code == indicator
    return False


def _named(formula: str) -> list[str]:
    try:
        return list(names(parse_formula(formula)))
    except FormulaError:
        return []


def ended_faults(found: Definitions, defined: Definitions) -> Iterator[str]:
    """Why these may not be taken in: what has ended is not changed, and nothing new builds on it."""
    there = {(type(one), one.code): one for one in every(defined)}
    for one in every(found):
        now, label = there.get((type(one), one.code)), LABELS[type(one)].format(one.code)
        if now and (last := getattr(now, "valid_to", None)) and _written(now) != _written(one):
            yield f"{label}: đã ngừng dùng sau ngày {last:%d/%m/%Y}; dùng lại rồi mới sửa."
        for part in there.values():
            last = getattr(part, "valid_to", None)
            if last and _builds(one, part) and not (now and _builds(now, part)) and not _over_by(one, part):
                yield f"{label}: “{bare(part.code)}” đã ngừng dùng sau ngày {last:%d/%m/%Y}; dùng lại mục ấy hoặc chọn mục khác."


def with_ends(found: Definitions, defined: Definitions) -> Definitions:
    """The same, each with the last day that it has: a file or a page that leaves it out does not take it back."""
    targets = {one.code: one.valid_to for one in defined.targets}
    return replace(
        found,
        elements={code: _until(one, defined.elements.get(code)) for code, one in found.elements.items()},
        indicators={code: _until(one, defined.indicators.get(code)) for code, one in found.indicators.items()},
        targets=tuple(replace(one, valid_to=targets.get(one.code)) for one in found.targets),
        forms={code: _until(one, defined.forms.get(code)) for code, one in found.forms.items()},
    )


def _until(one: E, now: E | None) -> E:
    return replace(one, valid_to=now.valid_to) if now else one


def _written(one: Defined) -> dict[str, object]:
    return {name: value for name, value in asdict(one).items() if name not in NOT_WRITTEN}


def _over_by(one: Defined, part: Defined) -> bool:
    """Whether it is a target of a period in which its indicator still holds."""
    period = target_period(one.period) if isinstance(one, Target) else None
    return period is not None and isinstance(part, Indicator) and lasts(part, period.end)
