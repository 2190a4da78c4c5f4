"""What a review says in figures: roll-ups from one version of the mart, put in their places."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import QuerySet

from dutdiem.authority import Actor
from dutdiem.calendar.kinds import Kind
from dutdiem.calendar.periods import Period, PeriodError
from dutdiem.catalogue.models import Target
from dutdiem.catalogue.queries import definitions, lasting, targets
from dutdiem.catalogue.rules import target_period
from dutdiem.documents import queries as documents
from dutdiem.figures import queries as figures
from dutdiem.measures.answers import Answer
from dutdiem.measures.definitions import Definitions, Form, Indicator, lasts
from dutdiem.measures.formula import names, parse_formula
from dutdiem.reviews.facts import Goal, Measure, Measured, Ranking, Reporting, Result, Trend
from dutdiem.reviews.queries.readers import Readers
from dutdiem.reviews.rules import change

MOST_RANKED = 4
"""Measures in the table of places: more columns do not stand on a page."""


@dataclass(frozen=True)
class Figures:
    """The figures of one unit and period, in the structure of the period's last day, from one version of the mart."""

    actor: Actor
    unit: str
    period: Period
    version: int | None
    today: date

    @cached_property
    def readers(self) -> Readers:
        """Those who read the review."""
        return Readers(self.unit, self.period.end)

    @cached_property
    def defined(self) -> Definitions:
        """What holds in the whole tree, and what the unit and those above it have for themselves that all who read the review may
        see, as far as they had not ended before the period's last day."""
        found, last = definitions(self.actor, self.today), self.period.end
        told = {code: one for code, one in found.indicators.items() if self.readers.defines(one) and lasts(one, last)}
        asked = {code: one for code, one in found.forms.items() if self.readers.defines(one)}
        return replace(found, indicators=told, forms=asked)

    @cached_property
    def before(self) -> Period | None:
        """The same period last year; None where there is no such period (a term)."""
        try:
            return self.period.same_period_last_year()
        except PeriodError:
            return None

    def ask(self, measures: Sequence[str], units: str, periods: Iterable[Period]) -> dict[tuple[str, str, str], Measured]:
        """The value of each unit, measure and period."""
        codes = [period.code for period in periods]
        if not measures or not codes:
            return {}
        rows = figures.roll_up(
            self.actor, measures, units, codes, structure=self.period.end, today=self.today, version=self.version
        )
        return {(row.unit, row.measure, row.period): _measured(row) for row in rows}

    def results(self) -> tuple[Result, ...]:
        """Every indicator, in the order of its definition, with what was set for this unit and period."""
        goals = self._goals(self._targets().filter(period=self.period.code))
        periods = [self.period, *([self.before] if self.before else [])]
        found = self.ask(list(self.defined.indicators), self.unit, periods)
        return tuple(self._result(one, found, goals) for one in self.defined.indicators.values())

    def _result(self, one: Indicator, found: dict[tuple[str, str, str], Measured], goals: dict[str, list[Goal]]) -> Result:
        now = found[self.unit, one.code, self.period.code]
        before = found[self.unit, one.code, self.before.code] if self.before else _none(now)
        return Result(measure_of(one), now, before, tuple(goals.get(one.code, ())))

    def later_goals(self) -> tuple[tuple[Measure, Goal], ...]:
        """What is set for this unit after the period, the next first."""
        goals = self._goals(self._targets().filter(period__gt=self.period.code).order_by("period", "pk"))
        ahead = [
            (code, goal)
            for code, many in goals.items()
            for goal in many
            if (period := target_period(goal.period)) and period.end > self.period.end
        ]
        found = [(measure_of(self.defined.indicators[code]), goal) for code, goal in ahead]
        return tuple(sorted(found, key=lambda pair: pair[1].period))

    def _targets(self) -> QuerySet[Target]:
        """What is told of what was set: of the indicators that are."""
        going = lasting(min(self.today, self.period.end))
        return targets(self.actor, self.today).filter(going, self.readers.targets, indicator__code__in=self.defined.indicators)

    def _goals(self, targets: Iterable[Target]) -> dict[str, list[Goal]]:
        """Goals by indicator; of two that say the same the one with a passage is kept."""
        mine = (t for t in targets if t.indicator and t.unit.code == self.unit)
        kept: dict[tuple[str, str, str, str], Target] = {}
        for target in mine:
            key = (target.indicator.code if target.indicator else "", target.period, target.comparator, str(target.value))
            if key not in kept or kept[key].start is None:
                kept[key] = target
        told = documents.told_at([self.readers.top], self.readers.on, (target.document for target in kept.values()))
        found: dict[str, list[Goal]] = {}
        for (code, *_), target in kept.items():
            found.setdefault(code, []).append(_goal(target, self.defined.indicators[code].unit, told))
        return found

    def trend(self, results: Sequence[Result]) -> Trend | None:
        """The indicator with a target, reported every month, that changed most: by month, this year and last."""
        monthly = [one for one in results if one.goals and one.before.value is not None and self._is_monthly(one.measure)]
        months = self.period.parts(Kind.MONTH)
        if not monthly or self.before is None or len(months) < 2:
            return None
        chosen = max(monthly, key=lambda one: abs(change(one.now.value, one.before.value) or Decimal(0)))
        earlier = self.before.parts(Kind.MONTH)
        code = chosen.measure.code
        found = self.ask([code], self.unit, [*months, *earlier])
        now, before = (tuple(found[self.unit, code, month.code] for month in span) for span in (months, earlier))
        return Trend(chosen.measure, now, before, chosen.goals[0])

    def _is_monthly(self, measure: Measure) -> bool:
        elements = [self.defined.elements.get(code) for code in names(parse_formula(measure.formula))]
        return bool(elements) and all(element and element.frequency == "month" for element in elements)

    def ranking(self, results: Sequence[Result], later: Sequence[tuple[Measure, Goal]], level: str, words: str) -> Ranking | None:
        """The units of a level below this one. First stands the measure that has a goal beyond this period too."""
        ahead = {measure.code for measure, _ in later}
        measured = sorted((one for one in results if one.goals), key=lambda one: one.measure.code not in ahead)
        chosen = (measured or list(results))[:MOST_RANKED]
        if not chosen or not level:
            return None
        codes = [one.measure.code for one in chosen]
        found = self.ask(codes, f"level:{level}:{self.unit}", [self.period])
        units = dict.fromkeys(unit for unit, _, _ in found)
        lines = tuple(tuple(found[unit, code, self.period.code] for code in codes) for unit in units)
        goal = chosen[0].goals[0] if chosen[0].goals else None
        return Ranking(words, tuple(one.measure for one in chosen), lines, goal) if lines else None

    def reporting(self) -> tuple[Reporting, ...]:
        """How many of the due submissions of each form came, over all its stored periods within this one."""
        found = (self._form(form) for form in self.defined.forms.values())
        return tuple(one for one in found if one.expected)

    def _form(self, form: Form) -> Reporting:
        spans = self.period.parts(Kind(form.frequency))
        values = self.ask(list(form.elements), self.unit, spans)
        # A submission has come where any of its elements has: one that a unit left empty takes nothing away.
        reported, expected = (
            sum(max((pick(values[self.unit, code, span.code]) for code in form.elements), default=0) for span in spans)
            for pick in (_reported, _expected)
        )
        return Reporting(form.name, reported, expected)


def _reported(one: Measured) -> int:
    return one.reported


def _expected(one: Measured) -> int:
    return one.expected


def measure_of(one: Indicator) -> Measure:
    """An indicator as it is printed."""
    return Measure(one.code, one.name, one.unit, one.direction, one.decimals, one.formula)


def _measured(row: Answer) -> Measured:
    parts = (row.value, row.numerator, row.denominator, row.reported, row.expected or 0, row.exact)
    return Measured(row.unit, row.unit_name, row.measure, row.period, *parts)


def _none(now: Measured) -> Measured:
    return Measured(now.unit, now.unit_name, now.measure, "", None, None, None, 0, 0)


def _goal(target: Target, unit: str, told: frozenset[int]) -> Goal:
    source = target.source or (str(target.document) if target.document else "")
    place: tuple[int | None, int | None, int | None] = (target.document_id, target.start, target.end)
    if target.document and target.document.pk not in told:
        # Where it is set stays untold with the document.
        source, place = "", (None, None, None)
    return Goal(target.period, target.comparator, target.value, target.value_unit or unit, source, *place)
