"""Elements, indicators, targets and forms as plain values, and which of them held on a day.

`owner` is the unit that defined one for its own subtree, empty for what holds in the whole tree; `internal` whether only that
subtree sees it. The code of a unit's own ends with the unit: `fires@T01` (`owned.py`). `valid_to` is the last day on which one
holds, None while it goes on: like a definition itself, a period goes by its last day.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any, Protocol, TypeVar

PLAIN_MONTHS = "months"
"""The calendar whose months are those of the year; others are named in the calendar's cut-offs."""

NOTHING = "0 / 0"
"""The formula of an indicator after its last day: it has no value."""


class Ending(Protocol):
    """What may end: `valid_to` is the last day on which it holds."""

    @property
    def valid_to(self) -> date | None: ...


class Asking(Ending, Protocol):
    """A form, as a plain value or as a record."""

    @property
    def starts_on(self) -> date | None: ...


def lasts(one: Ending, day: date) -> bool:
    """Whether it has not ended before that day."""
    return one.valid_to is None or day <= one.valid_to


def asked_for(form: Asking, ends: date) -> bool:
    """Whether a form is filled in for a period with this last day: one that ends before the form's first day is not owed, nor one
    that ends after its last."""
    return (form.starts_on is None or form.starts_on <= ends) and lasts(form, ends)


@dataclass(frozen=True, slots=True)
class Element:
    """One thing that is counted or measured. `frequency` is how often; the two `over_` say how it adds up.

    `negative`, `minimum`, `maximum` and `whole` say what a figure may be. `disaggregations` are the breakdowns whose options are
    reported beside the total; such an option is an element of its own, `cases:urban`. `calendar` is that of the form that has
    the element. The definition holds from `valid_from` on; None is from the beginning.
    """

    code: str
    name: str
    unit: str
    frequency: str = "month"
    over_units: str = "sum"
    over_time: str = "sum"
    negative: bool = False
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    whole: bool = False
    disaggregations: tuple[str, ...] = ()
    valid_from: date | None = None
    calendar: str = PLAIN_MONTHS
    owner: str = ""
    internal: bool = False
    valid_to: date | None = None

    @property
    def stored_as(self) -> tuple[str, str]:
        """How often and in which calendar its figures are kept."""
        return self.frequency, self.calendar


@dataclass(frozen=True, slots=True)
class Breakdown:
    """What an element is told apart by: an area, a kind of unit, a severity. `options` are (code, name) in their order."""

    code: str
    name: str
    options: tuple[tuple[str, str], ...]
    owner: str = ""
    internal: bool = False


@dataclass(frozen=True, slots=True)
class Indicator:
    """A formula over elements and other indicators. `direction` is which way is better: up, down or none."""

    code: str
    name: str
    formula: str
    unit: str
    direction: str = "none"
    decimals: int = 2
    valid_from: date | None = None
    owner: str = ""
    internal: bool = False
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """What an indicator of a unit must be by the end of a period. `comparator` is one of `>= > = < <=`.

    `baseline` on the day `baseline_on` is where the straight path to the target begins; both or neither are known.
    """

    indicator: str
    unit: str
    period: str
    comparator: str
    value: Decimal
    source: str = ""
    baseline: Decimal | None = None
    baseline_on: date | None = None
    valid_from: date | None = None
    owner: str = ""
    internal: bool = False
    valid_to: date | None = None

    @property
    def code(self) -> str:
        """What makes it the same target when its value changes: a unit's own stands beside the one from above."""
        return "|".join((self.indicator, self.unit, self.period, self.comparator, *filter(None, [self.owner])))


@dataclass(frozen=True, slots=True)
class Rule:
    """What must hold between the figures of one form: two formulas over its elements and a comparison.

    Where a figure is missing the rule says nothing. A `warning` is kept with the submission; anything else refuses it.
    """

    left: str
    op: str
    right: str
    says: str = ""
    level: str = "error"


@dataclass(frozen=True, slots=True)
class Form:
    """The elements that every unit of a level fills in for each period of its calendar.

    A unit's own form is filled in by the units of that level in its subtree. Nothing is owed for periods that ended before
    `starts_on`. It is due on `due_day` of the month after the period, or where `due_workdays` names the unit's level, so many
    working days after the period has ended.
    """

    code: str
    name: str
    frequency: str
    level: str
    elements: tuple[str, ...]
    due_day: int = 5
    calendar: str = PLAIN_MONTHS
    due_workdays: tuple[tuple[str, int], ...] = ()
    rules: tuple[Rule, ...] = ()
    starts_on: date | None = None
    owner: str = ""
    internal: bool = False
    valid_to: date | None = None


Dated = Element | Indicator | Target
"""What may change on a day: the figures of earlier periods are computed with what held then."""
H = TypeVar("H", Element, Indicator, Target)


@dataclass(frozen=True)
class Definitions:
    """Everything in one file, or everything that is defined. `earlier` is what was replaced by a later entry of the same code."""

    elements: Mapping[str, Element] = field(default_factory=dict)
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    targets: tuple[Target, ...] = ()
    forms: Mapping[str, Form] = field(default_factory=dict)
    breakdowns: Mapping[str, Breakdown] = field(default_factory=dict)
    earlier: tuple[Dated, ...] = ()

    def over(self, earlier: "Definitions") -> "Definitions":
        """These over what was defined before: a code that both have is taken from these; targets are added."""
        return Definitions(
            {**earlier.elements, **self.elements},
            {**earlier.indicators, **self.indicators},
            (*earlier.targets, *self.targets),
            {**earlier.forms, **self.forms},
            {**earlier.breakdowns, **self.breakdowns},
            (*earlier.earlier, *self.earlier),
        )

    def whole(self) -> "Definitions":
        """The same with each option of a breakdown as an element, and each element in the calendar of its form."""
        calendars = {code: form.calendar for form in self.forms.values() for code in form.elements}
        own = {code: one for code, one in self.elements.items() if ":" not in code}
        placed = {code: replace(one, calendar=calendars.get(code, one.calendar)) for code, one in own.items()}
        earlier = tuple(self._placed_earlier(calendars))
        made = {part.code: part for one in placed.values() for part in self._parts(one)}
        return replace(self, elements=made, earlier=earlier)

    def _placed_earlier(self, calendars: Mapping[str, str]) -> Iterator[Dated]:
        for one in self.earlier:
            if not isinstance(one, Element):
                yield one
            elif ":" not in one.code:
                yield from self._parts(replace(one, calendar=calendars.get(one.code, one.calendar)))

    def _parts(self, element: Element) -> Iterator[Element]:
        """The element and its options."""
        yield element
        for code in element.disaggregations:
            for option, name in self.breakdowns[code].options if code in self.breakdowns else ():
                yield replace(element, code=f"{element.code}:{option}", name=f"{element.name} ({name})", disaggregations=())

    @cached_property
    def dated(self) -> bool:
        """Whether it depends on the day what is computed."""
        return bool(self.earlier) or any(one.valid_to for one in self.indicators.values())

    def at(self, day: date) -> "Definitions":
        """What held on that day. Before the first entry of a code the first one holds; an indicator that has ended has no value."""
        if not self.dated:
            return self
        changes = self._changes
        place = sum(change <= day for change in changes)
        if place not in self._kept:
            self._kept[place] = self._on(day)
        return self._kept[place]

    @cached_property
    def _kept(self) -> dict[int, "Definitions"]:
        return {}

    @cached_property
    def _changes(self) -> list[date]:
        every = (*self.elements.values(), *self.indicators.values(), *self.targets, *self.earlier)
        ended = {one.valid_to + timedelta(days=1) for one in self.indicators.values() if one.valid_to}
        return sorted({one.valid_from for one in every if one.valid_from} | ended)

    def _on(self, day: date) -> "Definitions":
        before: dict[tuple[type, str], list[Any]] = {}
        for one in sorted(self.earlier, key=lambda one: one.valid_from or date.min):
            before.setdefault((type(one), one.code), []).append(one)

        def held(now: H) -> H:
            """Of one code's entries, in order, the last that had begun; the first where none had."""
            entries: list[H] = [*before.get((type(now), now.code), ()), now]
            begun = [one for one in entries if one.valid_from is None or one.valid_from <= day]
            return begun[-1] if begun else entries[0]

        def counted(now: Indicator) -> Indicator:
            return held(now) if lasts(now, day) else replace(held(now), formula=NOTHING)

        return replace(
            self,
            elements={code: held(one) for code, one in self.elements.items()},
            indicators={code: counted(one) for code, one in self.indicators.items()},
            targets=tuple(held(one) for one in self.targets),
            earlier=(),
        )
