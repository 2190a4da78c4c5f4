"""Values against their targets, and against the path that leads there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dutdiem.authority import Actor
from dutdiem.calendar.periods import Period, parse_period
from dutdiem.catalogue.queries import definitions
from dutdiem.catalogue.rules import target_period
from dutdiem.figures.mart import engine, mart
from dutdiem.figures.queries.reach import asking, seen_by
from dutdiem.figures.rules import Course, Distance, course, distance, path_on
from dutdiem.measures.answers import Answer, Question, answer
from dutdiem.measures.definitions import Definitions, Target, lasts
from dutdiem.measures.places import calendar_of

YEARS_BACK = 4
"""How many periods before a target's own are looked at for the last value that there is."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A target as a value is held against it: whose it is where it is a superior's, how far the value is from it (None without
    a value), and where the path to it is (None where the target has no baseline). `due` is whether it is of the value's own period
    or year; else it is a later one, and the value is on the way to it."""

    target: Target
    above: bool
    due: bool
    distance: Distance | None
    course: Course | None

    @property
    def reached(self) -> bool | None:
        """Whether the value reaches the target."""
        return self.distance.reached if self.distance else None

    @property
    def met(self) -> bool | None:
        """Whether all is well: the target reached where it is due, else the path to it kept."""
        if self.due:
            return self.reached
        return self.course.kept if self.course else None


def goal(one: Answer, defined: Definitions, way: Sequence[str]) -> Goal | None:
    """The target of the unit for the value's period or its year, or the next one on whose path that period lies; else that of its
    nearest superior. `way` are the unit's superiors from the top down, itself last."""
    if one.measure not in defined.indicators:
        return None
    period = parse_period(one.period).under(calendar_of(one.measure, defined))
    going = (t for t in defined.at(period.end).targets if t.indicator == one.measure and lasts(t, period.end))
    found = [pair for t in going if (pair := _fit(t, period))]
    for unit in reversed(way):
        # Of two for one unit and period the one from above counts, not what a unit set beside it.
        fits = sorted((pair for pair in found if pair[1].unit == unit), key=lambda pair: (pair[0], bool(pair[1].owner)))
        if fits:
            (order, *_), target = fits[0]
            return _held(one, target, period, defined, above=unit != one.unit, due=order < 2)
    return None


def _fit(target: Target, period: Period) -> tuple[tuple[int, date], Target] | None:
    """How near a target is to a period: its own, its year's, or a later one on whose path it lies; None for any other."""
    if target.period == period.code:
        return (0, period.end), target
    if target.period == str(period.year):
        return (1, period.end), target
    own = target_period(target.period)
    if own is None:
        return None
    ends = own.end
    on_the_way = target.baseline_on is not None and target.baseline_on <= period.end < ends
    return ((2, ends), target) if on_the_way else None


def _held(one: Answer, target: Target, period: Period, defined: Definitions, *, above: bool, due: bool) -> Goal:
    gap = None if one.value is None else distance(target.comparator, target.value, one.value)
    return Goal(target, above, due, gap, _course(one, target, period, defined))


def _course(one: Answer, target: Target, period: Period, defined: Definitions) -> Course | None:
    if target.baseline is None or target.baseline_on is None:
        return None
    ends = parse_period(target.period).under(calendar_of(target.indicator, defined)).end
    path = path_on((target.baseline_on, target.baseline), (ends, target.value), period.end)
    decimals = defined.at(period.end).indicators[target.indicator].decimals
    return None if path is None else course(target.comparator, path, one.value, decimals)


def with_goals(
    rows: Iterable[Answer], defined: Definitions, structure: str | date = "then", *, today: date | None = None
) -> Iterator[tuple[Answer, Goal | None]]:
    """Each row of a roll-up with the target it is held against, of those that the asker may see; `structure` as in `roll_up`."""
    tree = engine().tree
    for row in rows:
        period = parse_period(row.period).under(calendar_of(row.measure, defined))
        day = structure if isinstance(structure, date) else ((today or date.today()) if structure == "today" else period.end)
        units = tree.structure(day)
        way = tuple(reversed(units.ancestors(row.unit))) if row.unit in units.units else (row.unit,)
        yield row, goal(row, defined, way)


@dataclass(frozen=True, slots=True)
class Against:
    """A target with the last value that its unit has of its period or one before, how far that is from it and from the path to it.

    `answer` and `distance` are None where there is no value; `course` also where the target has no baseline.
    """

    target: Target
    answer: Answer | None
    distance: Distance | None
    course: Course | None


def against_targets(
    actor: Actor, *, unit: str | None = None, period_code: str | None = None, today: date | None = None
) -> list[Against]:
    """Every target, of one unit or period where given, that the actor may see, in the order in which they were set.

    A target that was changed has the value that held at the end of its period, or holds now where that is still ahead; one that had
    ended by then is not among them.
    """
    day = today or date.today()
    defined = definitions(actor, day)
    readable = ((place, period) for place, t in enumerate(defined.targets) if (period := target_period(t.period)))
    held = ((defined.at(on).targets[place], on) for place, period in readable for on in [min(day, period.end)])
    targets = [t for t, on in held if lasts(t, on) and unit in (None, t.unit) and period_code in (None, t.period)]
    with asking():
        found = _values(actor, defined, targets, day)
    return [_against(defined, target, found[target]) for target in targets if target in found]


def _values(actor: Actor, defined: Definitions, targets: Iterable[Target], day: date) -> dict[Target, Answer | None]:
    by_period: dict[str, list[Target]] = defaultdict(list)
    for target in targets:
        by_period[target.period].append(target)
    found: dict[Target, Answer | None] = {}
    for code, group in by_period.items():
        found.update(_of_period(actor, defined, parse_period(code), group, day))
    return found


def _of_period(
    actor: Actor, defined: Definitions, period: Period, group: Sequence[Target], day: date
) -> dict[Target, Answer | None]:
    looked_at = [period]
    while len(looked_at) <= YEARS_BACK:
        looked_at.append(looked_at[-1].previous())
    begun = [one for one in looked_at if one.start <= day]
    measures, units = sorted({t.indicator for t in group}), sorted({t.unit for t in group})
    asked = Question(measures, units, begun, day)
    rows = answer(engine(), mart().months(), defined, asked, seen_by(actor, day, refuse=False))
    last: dict[tuple[str, str], Answer | None] = {}
    for row in rows:
        key = row.measure, row.unit
        last[key] = last.get(key) or (row if row.value is not None else None)
    return {t: last[t.indicator, t.unit] for t in group if (t.indicator, t.unit) in last}


def _against(defined: Definitions, target: Target, row: Answer | None) -> Against:
    if row is None or row.value is None:
        return Against(target, None, None, None)
    period = parse_period(row.period).under(calendar_of(row.measure, defined))
    return Against(target, row, distance(target.comparator, target.value, row.value), _course(row, target, period, defined))
