"""Roll-ups of measures, and their ranking."""

from collections.abc import Sequence
from datetime import date

from dutdiem.authority import Actor
from dutdiem.catalogue.queries import definitions
from dutdiem.figures.mart import engine, mart
from dutdiem.figures.queries.reach import asking, periods, seen_by
from dutdiem.measures.answers import Answer, Question, answer
from dutdiem.measures.definitions import Definitions
from dutdiem.measures.ranking import Ranking, ranked


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
) -> Sequence[Answer]:
    """One row for each period, unit and measure. `units` is a selector: CODE, children:CODE, under:CODE, level:N[:CODE].

    `structure` is `then` (of each period's last day), `today` or a date; `version` is the mart's, the newest without one;
    `defined` are the definitions where the caller has read them already; `on` is the engine, as in `figures.mart.engine`.
    Raises `Mistake` for what cannot be answered and `Refused` where the actor may see none of the units.
    """
    day = today or date.today()
    asked = Question(measures, None, periods(period_codes), day, structure, units, compare=compare, approved=approved)
    with asking():
        return answer(engine(on), mart().months(version), defined or definitions(actor, day), asked, seen_by(actor, day))


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
    indicator = definitions(actor, today).indicators.get(measure)
    return ranked(rows, indicator.direction if indicator else "up")
