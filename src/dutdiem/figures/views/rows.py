"""Answers as rows: with target, rank, and whether the change is for the better."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dutdiem.figures.queries import Goal, goal
from dutdiem.measures.answers import Answer
from dutdiem.measures.definitions import Definitions, Indicator, lasts
from dutdiem.measures.ranking import ranked


@dataclass(frozen=True, slots=True)
class Row:
    """One answer. `tone` is good where the change is for the better, down where for the worse."""

    answer: Answer
    indicator: Indicator
    goal: Goal | None
    rank: int | None
    of: int
    tone: str


def rows(
    answers: Iterable[Answer],
    defined: Definitions,
    ways: Mapping[str, Sequence[str]],
    ranks: Mapping[tuple[str, str], tuple[int, int]] | None = None,
) -> list[Row]:
    """Rows in the order of the answers. `ways` are the units' superiors from the top down, themselves last; `ranks` are by unit
    and measure: the rank and among how many."""
    made = []
    for one in answers:
        indicator = defined.indicators[one.measure]
        rank, of = (ranks or {}).get((one.unit, one.measure), (None, 0))
        made.append(Row(one, indicator, goal(one, defined, ways.get(one.unit, (one.unit,))), rank, of, tone(one, indicator)))
    return made


def stands_for(defined: Definitions, way: Sequence[str], day: date) -> list[str]:
    """The indicators of a unit that had not ended before a day: those of the whole tree, and those that it and its superiors have
    for themselves. `way` are its superiors from the top down, itself last."""
    return [code for code, one in defined.indicators.items() if (not one.owner or one.owner in way) and lasts(one, day)]


def tone(one: Answer, indicator: Indicator) -> str:
    """Whether the change against last year is for the better (`up`), for the worse (`down`), or says nothing."""
    change = one.change_percent or Decimal(0)
    if not change or indicator.direction == "none":
        return ""
    return "up" if (change > 0) == (indicator.direction == "up") else "down"


def ranks_of(answers: Iterable[Answer], defined: Definitions) -> dict[tuple[str, str], tuple[int, int]]:
    """(rank, among how many) of each unit in each measure; only those with a value have one."""
    by_measure: dict[str, list[Answer]] = {}
    for one in answers:
        by_measure.setdefault(one.measure, []).append(one)
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for measure, group in by_measure.items():
        order = ranked(group, defined.indicators[measure].direction)
        found |= {(one.unit, measure): (rank, len(order)) for rank, one in order}
    return found
