"""Roll-ups of measures, their ranking, and how far they are from their targets."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dutdiem.authority import Actor
from dutdiem.calendar.periods import Period, parse_period
from dutdiem.catalogue.queries import definitions
from dutdiem.figures.mart import engine, mart
from dutdiem.figures.queries.reach import asking, periods, seen_by
from dutdiem.figures.rules import Distance, distance
from dutdiem.measures.answers import Answer, Answers, Question, answer
from dutdiem.measures.definitions import Definitions, Target
from dutdiem.measures.ranking import Ranking, ranked

YEARS_BACK = 4
"""How many periods before a target's own are looked at for the last value that there is."""


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
    defined: Definitions | None = None,
    on: str | None = None,
) -> Answers:
    """One row for each period, unit and measure. `units` is a selector: CODE, children:CODE, under:CODE, level:N[:CODE].

    `structure` is `then` (of each period's last day), `today` or a date; `version` is the mart's, the newest without one;
    `defined` are the definitions where the caller has read them already; `on` is the engine, as in `figures.mart.engine`.
    Raises `Mistake` for what cannot be answered and `Refused` where the actor may see none of the units.
    """
    day = today or date.today()
    asked = Question(measures, None, periods(period_codes), day, structure, units, compare=compare, approved=approved)
    with asking():
        return answer(engine(on), mart().months(version), defined or definitions(), asked, seen_by(actor, day))


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
) -> Ranking:
    """The units from the best on, with their ranks; a measure without a direction goes from the highest on."""
    rows = roll_up(actor, [measure], units, [period_code], structure=structure, compare=compare, approved=approved, today=today)
    indicator = definitions().indicators.get(measure)
    return ranked(rows, indicator.direction if indicator else "up")


@dataclass(frozen=True, slots=True)
class Against:
    """A target with the last value that its unit has of its period or one before, and how far that is from it.

    `answer` and `distance` are None where there is no value.
    """

    target: Target
    answer: Answer | None
    distance: Distance | None


def against_targets(
    actor: Actor, *, unit: str | None = None, period_code: str | None = None, today: date | None = None
) -> list[Against]:
    """Every target, of one unit or period where given, that the actor may see, in the order in which they were set."""
    day, defined = today or date.today(), definitions()
    targets = [t for t in defined.targets if unit in (None, t.unit) and period_code in (None, t.period)]
    with asking():
        found = _values(actor, targets, day)
    return [_against(target, found[target]) for target in targets if target in found]


def _values(actor: Actor, targets: Iterable[Target], day: date) -> dict[Target, Answer | None]:
    by_period: dict[str, list[Target]] = defaultdict(list)
    for target in targets:
        by_period[target.period].append(target)
    found: dict[Target, Answer | None] = {}
    for code, group in by_period.items():
        found.update(_of_period(actor, parse_period(code), group, day))
    return found


def _of_period(actor: Actor, period: Period, group: Sequence[Target], day: date) -> dict[Target, Answer | None]:
    looked_at = [period]
    while len(looked_at) <= YEARS_BACK:
        looked_at.append(looked_at[-1].previous())
    begun = [one for one in looked_at if one.start <= day]
    measures, units = sorted({t.indicator for t in group}), sorted({t.unit for t in group})
    asked = Question(measures, units, begun, day)
    rows = answer(engine(), mart().months(), definitions(), asked, seen_by(actor, day, refuse=False))
    last: dict[tuple[str, str], Answer | None] = {}
    for row in rows:
        key = row.measure, row.unit
        last[key] = last.get(key) or (row if row.value is not None else None)
    return {t: last[t.indicator, t.unit] for t in group if (t.indicator, t.unit) in last}


def _against(target: Target, row: Answer | None) -> Against:
    if row is None or row.value is None:
        return Against(target, None, None)
    return Against(target, row, distance(target.comparator, target.value, row.value))
