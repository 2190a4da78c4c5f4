"""Roll-ups of measures, their ranking, and how far they are from their targets."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from dutdiem.authority import Actor
from dutdiem.calendar.periods import parse_period
from dutdiem.catalogue.queries import definitions
from dutdiem.figures.mart import engine, mart
from dutdiem.figures.queries.reach import asking, periods, visible
from dutdiem.figures.rules import Distance, distance
from dutdiem.measures.answers import Answer, Question, answer, ranked
from dutdiem.measures.definitions import Target
from dutdiem.measures.rollup import Engine


def roll_up(
    actor: Actor,
    measures: Sequence[str],
    units: str,
    period_codes: Sequence[str],
    *,
    structure: str | date = "then",
    compare: bool = False,
    approved: bool = False,
    today: date | None = None,
    version: int | None = None,
) -> list[Answer]:
    """One row for each period, unit and measure. `units` is a selector: CODE, children:CODE, under:CODE, level:N[:CODE].

    `structure` is `then` (of each period's last day), `today` or a date; `version` is the mart's, the newest without one.
    Raises `Mistake` for what cannot be answered and `Refused` where the actor may see none of the units.
    """
    asked = Question(
        measures, None, periods(period_codes), today or date.today(), structure, units, compare=compare, approved=approved
    )
    running = engine()
    with asking():
        files, defined = mart().months(version), definitions()
        groups = _narrowed(actor, running, asked)
        return [row for question in groups for row in answer(running, files, defined, question)]


def ranking(
    actor: Actor,
    measure: str,
    units: str,
    period_code: str,
    *,
    structure: str | date = "then",
    compare: bool = False,
    approved: bool = False,
    today: date | None = None,
) -> list[tuple[int, Answer]]:
    """The units from the best on, with their ranks; a measure without a direction goes from the highest on."""
    rows = roll_up(
        actor, [measure], units, [period_code], structure=structure, compare=compare, approved=approved, today=today
    )
    indicator = definitions().indicators.get(measure)
    return ranked(rows, indicator.direction if indicator else "up")


@dataclass(frozen=True, slots=True)
class Against:
    """A target with the value that its unit has reached and how far that is; `distance` is None where there is no value."""

    target: Target
    answer: Answer
    distance: Distance | None


def against_targets(
    actor: Actor, *, unit: str | None = None, period_code: str | None = None, today: date | None = None
) -> list[Against]:
    """Every target, of one unit or period where given, beside the value of its own unit and period.

    A target's period may lie ahead: then its value is that of the last month, quarter or year that has one.
    """
    day, running, defined = today or date.today(), engine(), definitions()
    targets = [t for t in defined.targets if unit in (None, t.unit) and period_code in (None, t.period)]
    found = []
    with asking():
        files = mart().months()
        for target in targets:
            question = Question([target.indicator], [target.unit], [parse_period(target.period)], day)
            for narrowed in _narrowed(actor, running, question, refuse=False):
                row = answer(running, files, defined, narrowed)[0]
                found.append(Against(target, row, _distance(target, row.value)))
    return found


def _distance(target: Target, value: Decimal | None) -> Distance | None:
    return None if value is None else distance(target.comparator, target.value, value)


def _narrowed(actor: Actor, running: Engine, question: Question, *, refuse: bool = True) -> list[Question]:
    """The question split by period, each for the units of its structure that the actor may see."""
    split = []
    for period in question.periods:
        structure = running.tree.structure(question.day(period))
        codes = structure.select(question.selector) if question.units is None else question.units
        known = [code for code in codes if code in structure.units]
        seen = visible(actor, structure, known, question.today) if refuse or known else []
        split.append((tuple(seen), period))
    groups: dict[tuple[str, ...], list[object]] = {}
    for seen_codes, period in split:
        groups.setdefault(seen_codes, []).append(period)
    return [replace(question, units=codes, periods=found) for codes, found in groups.items() if codes]
