"""The engine against a reference in plain Python over small trees with random histories: every cell, exactly equal."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dutdiem.calendar.periods import parse_period
from dutdiem.measures.definitions import Element
from dutdiem.measures.mart import SCHEMA
from dutdiem.measures.places import span_of
from dutdiem.measures.rollup import Engine, Need, Part, Want
from dutdiem.measures.structure import Membership, Succession, Tree, UnitVersion

MONTHS = [f"2024-{month:02}" for month in range(1, 7)]
CHANGES = (date(2024, 3, 1), date(2024, 5, 1))
START = date(2020, 1, 1)
KINDS = [
    Element("count", "", "vụ"),
    Element("rate", "", "%", over_units="average", over_time="average"),
    Element("least", "", "ngày", over_units="min", over_time="min"),
    Element("most", "", "ngày", over_units="max", over_time="max"),
    Element("stock", "", "người", over_time="last"),
    Element("level", "", "người", over_time="average"),
    Element("alone", "", "điểm", over_units="none", over_time="none"),
]


@dataclass
class World:
    """A history, and the figures that the units of the time reported: (unit, month, element) to value."""

    versions: list[UnitVersion] = field(default_factory=list)
    successions: list[Succession] = field(default_factory=list)
    figures: dict[tuple[str, str, str], Decimal] = field(default_factory=dict)
    members: set[str] = field(default_factory=set)
    """The units in the one group across the tree."""


class Reference:
    """What is right, said as plainly as possible; no SQL, no ranges, no tables. Structures never older than a figure."""

    def __init__(self, world: World, day: date) -> None:
        self.world, self.day = world, day
        self.units = {v.code: v for v in world.versions if v.holds_on(day)}
        self.asked = [*self.units, *(["group:G"] if world.members & self.units.keys() else [])]

    def way_up(self, code: str) -> list[str]:
        way = [code]
        while parent := self.units[way[-1]].parent:
            way.append(parent)
        return way

    def landing(self, code: str, end: date) -> dict[str, Fraction]:
        dates = [s.date for s in self.world.successions if s.predecessor == code and end < s.date <= self.day]
        if not dates:
            return {code: Fraction(1)}
        turn, found = min(dates), defaultdict(Fraction)
        heirs = [s for s in self.world.successions if s.predecessor == code and s.date == turn]
        shares = [(s.successor, Fraction(s.share)) for s in heirs]
        kept = 1 - sum(share for _, share in shares)
        for heir, share in [*shares, (code, kept)]:
            for target, part in self.landing(heir, turn).items() if share else ():
                found[target] += share * part
        return found

    def value(self, element: Element, unit: str, months: Sequence[str]) -> Fraction | None:
        rows = [
            (month, source, value, below)
            for (source, month, code), value in self.world.figures.items()
            if code == element.code and month in months and (below := self.share(source, month, unit))
        ]
        if element.over_units == "none":
            rows = [r for r in rows if len(months) == 1 and self.landing(r[1], end_of(r[0])) == {unit: 1}]
        if element.over_time == "last":
            rows = list(self.latest(rows, months))
        if not rows:
            return None
        return self.combined(element, rows, months)

    def share(self, source: str, month: str, unit: str) -> Fraction:
        landed = self.landing(source, end_of(month))
        wanted = self.world.members if unit == "group:G" else {unit}
        return sum((share for target, share in landed.items() if wanted.intersection(self.way_up(target))), Fraction(0))

    def latest(self, rows: list[tuple], months: Sequence[str]) -> Iterator[tuple]:
        """Each source's last figure, while the source is the same to the end of the period."""
        if len(months) == 1:
            yield from rows
            return
        closes = end_of(months[-1])
        for source in {row[1] for row in rows}:
            last = max(row for row in rows if row[1] == source)
            turned = any(s.predecessor == source and end_of(last[0]) < s.date <= closes for s in self.world.successions)
            here = any(v.code == source and v.holds_on(closes) for v in self.world.versions)
            if here and not turned:
                yield last

    def combined(self, element: Element, rows: list[tuple], months: Sequence[str]) -> Fraction:
        values = [Fraction(row[2]) for row in rows]
        total = sum((Fraction(row[2]) * row[3] for row in rows), Fraction(0))
        if element.over_units == "average":
            return total / sum(row[3] for row in rows)
        if element.over_units in ("min", "max"):
            return min(values) if element.over_units == "min" else max(values)
        return total / len({row[0] for row in rows}) if element.over_time == "average" else total


def end_of(month: str) -> date:
    return parse_period(month).end


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Two or three provinces with communes; on each of two days some merge, split, move, or give a part away."""
    provinces = [f"P{n}" for n in range(draw(st.integers(2, 3)))]
    world = World([UnitVersion(code, code, "province", "R", START, None) for code in provinces])
    world.versions.append(UnitVersion("R", "R", "ministry", None, START, None))
    home = {f"C{n}": draw(st.sampled_from(provinces)) for n in range(draw(st.integers(3, 6)))}
    since = dict.fromkeys(home, START)
    for day in CHANGES:
        for _ in range(draw(st.integers(0, 3))):
            _change(draw, world, home, since, provinces, day)
    for code, parent in home.items():
        world.versions.append(UnitVersion(code, code, "commune", parent, since[code], None))
    _report(draw, world)
    world.members = draw(st.sets(st.sampled_from(sorted({version.code for version in world.versions})), max_size=4))
    return world


def _change(draw: st.DrawFn, world: World, home: dict, since: dict, provinces: list[str], day: date) -> None:
    old = sorted(code for code in home if since[code] < day and (code, day) not in _touched(world))
    kind = draw(st.sampled_from(["merge", "split", "move", "give"]))
    if not old or (kind in ("merge", "give") and len(old) < 2):
        return
    first, *rest = draw(st.permutations(old))
    fresh = [f"{first}{'ab'[n]}{day.month}" for n in range(2)]
    if kind == "move":
        _end(world, home, since, first, day)
        home[first], since[first] = draw(st.sampled_from(provinces)), day
        world.successions.append(Succession(first, first, day, Decimal(1), "transfer"))
    elif kind == "give":
        share = draw(st.sampled_from(["0.25", "0.5"]))
        world.successions.append(Succession(first, rest[0], day, Decimal(share), "transfer"))
    elif kind == "merge":
        home[fresh[0]], since[fresh[0]] = home[first], day
        for code in (first, rest[0]):
            _end(world, home, since, code, day)
            del home[code]
            world.successions.append(Succession(code, fresh[0], day, Decimal(1), "merge"))
    else:
        _split(draw, world, home, since, first, fresh, day)


def _split(draw: st.DrawFn, world: World, home: dict, since: dict, first: str, fresh: list[str], day: date) -> None:
    share = Decimal(draw(st.sampled_from(["0.25", "0.5", "0.125"])))
    _end(world, home, since, first, day)
    parent = home.pop(first)
    for code, part in zip(fresh, (share, 1 - share), strict=True):
        home[code], since[code] = parent, day
        world.successions.append(Succession(first, code, day, part, "split"))


def _touched(world: World) -> set[tuple[str, date]]:
    return {(code, s.date) for s in world.successions for code in (s.predecessor, s.successor)}


def _end(world: World, home: dict, since: dict, code: str, day: date) -> None:
    last = day - timedelta(days=1)
    world.versions.append(UnitVersion(code, code, "commune", home[code], since[code], last))


def _report(draw: st.DrawFn, world: World) -> None:
    numbers = st.one_of(st.none(), st.decimals(0, 999, places=2))
    for month in MONTHS:
        alive = sorted(v.code for v in world.versions if v.holds_on(end_of(month)))
        for code in alive:
            for element in KINDS:
                if (value := draw(numbers)) is not None:
                    world.figures[code, month, element.code] = value


def tree_of(world: World) -> Tree:
    members = [Membership("G", "Nhóm", code, START, None) for code in sorted(world.members)]
    return Tree(world.versions, world.successions, members)


def files_of(world: World, folder: Path) -> dict[str, list[str]]:
    """The figures as one Parquet file per month."""
    found: dict[str, list[str]] = {}
    for month in MONTHS:
        rows = [
            {"unit": u, "element": e, "period": m, "ends": end_of(m), "month": m, "value": v, "status": "approved",
             "submission": number}
            for number, ((u, m, e), v) in enumerate(sorted(world.figures.items())) if m == month
        ]  # fmt: skip
        path = folder / f"{month}.parquet"
        pq.write_table(pa.Table.from_pylist(rows, schema=SCHEMA), path)
        found[month] = [str(path)]
    return found


def parts_of(
    engine: Engine, files: Mapping[str, list[str]], elements: Sequence[Element], wants: Sequence[Want]
) -> dict[tuple[int, str, str, str], Part]:
    """What has a value, by epoch of the structure, unit, element and period."""
    found = {}
    for element, column in zip(elements, engine.columns(files, [Need(element, wants) for element in elements]), strict=True):
        places = [(engine.tree.epoch(want.day), unit, element.code, want.span.code) for want in wants for unit in want.units]
        found |= {place: column.part(row) for row, place in enumerate(places) if column.known[row]}
    return found


def check(engine: Engine, files: Mapping[str, list[str]], world: World, day: date, codes: Sequence[str]) -> None:
    reference = Reference(world, day)
    periods = [parse_period(code) for code in codes]
    wants = [Want(span_of(period, KINDS), day, reference.asked) for period in periods]
    parts = parts_of(engine, files, KINDS, wants)
    for period in periods:
        months = [part.code for part in period.parts("month")]
        for unit in reference.asked:
            for element in KINDS:
                part = parts.get((engine.tree.epoch(day), unit, element.code, period.code))
                expected = reference.value(element, unit, months)
                assert (part.value if part else None) == expected, (unit, element.code, period.code, day)


@given(worlds())
@settings(max_examples=12, deadline=None)
def test_every_cell_is_the_references_in_the_structure_of_today(world: World) -> None:
    with TemporaryDirectory() as folder:
        files = files_of(world, Path(folder))
        check(Engine(tree_of(world)), files, world, date(2024, 6, 30), ["2024-02", "2024-Q1", "2024-Q2", "2024-H1"])


@given(worlds())
@settings(max_examples=15, deadline=None)
def test_sums_beside_the_mart_change_nothing(world: World) -> None:
    with TemporaryDirectory() as folder:
        files = files_of(world, Path(folder))
        engine = Engine(tree_of(world), Path(folder) / "sums")
        check(engine, files, world, date(2024, 6, 30), ["2024-02", "2024-H1"])
        check(engine, files, world, date(2024, 3, 31), ["2024-01", "2024-03", "2024-Q1"])


@given(worlds())
@settings(max_examples=10, deadline=None)
def test_a_national_total_is_the_same_in_every_structure_and_the_sum_of_its_parts(world: World) -> None:
    tree, count = tree_of(world), KINDS[0]
    total = sum((Fraction(v) for (_, _, code), v in world.figures.items() if code == "count"), Fraction(0))
    with TemporaryDirectory() as folder:
        files = files_of(world, Path(folder))
        engine = Engine(tree)
        for day in (date(2024, 1, 31), date(2024, 3, 31), date(2024, 6, 30)):
            structure = tree.structure(day)
            want = Want(span_of(parse_period("2024-H1"), KINDS), day, list(structure.units))
            parts = parts_of(engine, files, [count], [want])
            values = {unit: part.value or Fraction(0) for (_, unit, _, _), part in parts.items()}
            assert values.get("R", 0) == total
            if day >= CHANGES[-1]:  # in an older structure what was merged later belongs above the communes
                own = sum(Fraction(v) for (u, _, code), v in world.figures.items() if code == "count" and u[0] in "RP")
                communes = structure.at_level("commune")
                assert sum(values.get(code, 0) for code in communes) + own == total
            assert sum(values.get(code, 0) for code in structure.at_level("province")) <= total


@given(worlds(), st.randoms(use_true_random=False))
@settings(max_examples=10, deadline=None)
def test_the_order_of_the_figures_does_not_matter(world: World, random: object) -> None:
    shuffled = list(world.figures.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    other = World(world.versions, world.successions, dict(shuffled))
    with TemporaryDirectory() as one, TemporaryDirectory() as two:
        want = Want(span_of(parse_period("2024-H1"), KINDS), date(2024, 6, 30), ["R", "P0", "P1"])
        first = parts_of(Engine(tree_of(world)), files_of(world, Path(one)), KINDS, [want])
        second = parts_of(Engine(tree_of(other)), files_of(other, Path(two)), KINDS, [want])
        assert first == second


@pytest.mark.parametrize("parts", [3, 7])
def test_equal_shares_that_no_decimal_can_hold_still_add_up(parts: int, tmp_path: Path) -> None:
    share = Decimal(1) / parts
    day, codes = CHANGES[0], [f"N{n}" for n in range(parts)]
    versions = [UnitVersion("R", "R", "ministry", None, START, None)]
    versions.append(UnitVersion("A", "A", "commune", "R", START, day - timedelta(days=1)))
    versions += [UnitVersion(code, code, "commune", "R", day, None) for code in codes]
    world = World(versions, [Succession("A", code, day, share, "split", True) for code in codes])
    world.figures["A", "2024-01", "count"] = Decimal("100.01")
    want = Want(span_of(parse_period("2024-01"), KINDS), date(2024, 6, 30), ["R", *codes])
    found = parts_of(Engine(tree_of(world)), files_of(world, tmp_path), KINDS[:1], [want])
    values = {unit: part.value for (_, unit, _, _), part in found.items()}
    assert values.pop("R") == Fraction(Decimal("100.01"))
    assert sum(value for value in values.values() if value) == Fraction(Decimal("100.01"))
