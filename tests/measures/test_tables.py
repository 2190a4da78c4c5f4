"""Whole tables of answers have the cells that the answers have one by one."""

from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from dutdiem.calendar.periods import parse_period
from dutdiem.measures.answers import Answer, Question, Row, answer
from dutdiem.measures.definitions import Definitions, Element, Form, Indicator
from dutdiem.measures.mart import SCHEMA, Mart
from dutdiem.measures.ranking import ranked
from dutdiem.measures.rollup import Engine
from dutdiem.measures.structure import Tree, UnitVersion
from dutdiem.measures.tables import tabulated, tabulated_ranking

START, TODAY = date(2020, 1, 1), date(2026, 1, 15)
COMMUNES = [f"C{number:02}" for number in range(70)]
MONTHS = ("2024-06", "2025-06")
DEFINITIONS = Definitions(
    {
        "a": Element("a", "", "vụ"),
        "b": Element("b", "", "vụ"),
        "mean": Element("mean", "", "%", over_units="average", over_time="average"),
        "year": Element("year", "", "đồng", frequency="year"),
    },
    {
        "rate": Indicator("rate", "", "a / b * 100", "%", "up", 2),
        "score": Indicator("score", "", "0.3 * rate + 0.7 * a", "điểm", "up", 1),
        "growth": Indicator("growth", "", "a - same_period_last_year(a)", "vụ", "down", 0),
    },
    (),
    {"monthly": Form("monthly", "", "month", "commune", ("a", "b", "mean"))},
)
MEASURES = ["a", "b", "mean", "rate", "score", "growth"]
NAMES = [field.name for field in fields(Row)]


@pytest.fixture(scope="module")
def mart(tmp_path_factory: pytest.TempPathFactory) -> Mart:
    """Values with halves, equal ones, zeros to divide by, and some that are missing."""
    rows = [
        (unit, element, month, parse_period(month).end, month, Decimal(value), "approved", 1)
        for month in MONTHS
        for number, unit in enumerate(COMMUNES)
        for element, value in (("a", number % 7), ("b", f"{number % 5}.{number % 3}5"), ("mean", number % 11))
        if (number + len(element) + int(month[:4])) % 9
    ]
    columns = [pa.array(column, kind) for column, kind in zip(zip(*rows, strict=True), SCHEMA.types, strict=True)]
    made = Mart(tmp_path_factory.mktemp("mart"))
    made.replace(pa.Table.from_arrays(columns, schema=SCHEMA), MONTHS)
    return made


@pytest.fixture(params=["sums", "figures"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    versions = [UnitVersion("R", "Bộ", "ministry", None, START, None)]
    versions += [UnitVersion(code, f"Xã {code}", "commune", "R", START, None) for code in COMMUNES]
    return Engine(Tree(versions), tmp_path / "sums" if request.param == "sums" else None)


@pytest.mark.parametrize("selector", ["level:commune", "under:R", "R"])
@pytest.mark.parametrize("compare", [False, True])
def test_a_table_has_the_cells_of_the_answers(engine: Engine, mart: Mart, selector: str, compare: bool) -> None:
    periods = [parse_period(code) for code in ("2025-06", "2025-Q2")]
    question = Question(MEASURES, None, periods, TODAY, selector=selector, compare=compare)
    one_by_one, at_once = (answer(engine, mart.months(), DEFINITIONS, question) for _ in range(2))
    expected = [tuple(getattr(row, name) for name in NAMES) for row in one_by_one]
    found = list(tabulated(at_once, NAMES))
    assert found == expected
    assert [list(map(str, line)) for line in found] == [list(map(str, line)) for line in expected]


def test_answers_of_several_calendars_make_a_table_too(engine: Engine, mart: Mart) -> None:
    question = Question(["a"], None, [parse_period("2025-06")], TODAY, selector="R")
    rows = list(answer(engine, mart.months(), DEFINITIONS, question))
    assert list(tabulated(rows, ("unit", "value"))) == [("R", rows[0].value)]


@pytest.mark.parametrize("measure", [*MEASURES, "year"])
@pytest.mark.parametrize("direction", ["up", "down"])
def test_a_ranking_is_the_same_looked_at_by_row_slice_and_table(engine: Engine, mart: Mart, measure: str, direction: str) -> None:
    question = Question([measure], None, [parse_period("2025-06")], TODAY, selector="level:commune")
    first, second = (ranked(answer(engine, mart.months(), DEFINITIONS, question), direction) for _ in range(2))
    expected = [(rank, one.unit, one.value) for rank, one in first]
    assert list(tabulated_ranking(second, ("rank", "unit", "value"))) == expected
    assert [(rank, one.unit, one.value) for rank, one in first[3:9]] == expected[3:9]
    assert [(first[at][0], first[at][1].unit) for at in range(len(first))] == [line[:2] for line in expected]
    plain = ranked(list(answer(engine, mart.months(), DEFINITIONS, question)), direction)
    assert list(tabulated_ranking(plain, ("rank", "unit", "value"))) == expected
    assert expected == _by_hand(list(first), direction)


def _by_hand(rows: list[tuple[int, Answer]], direction: str) -> list[tuple[int, str, Decimal | None]]:
    way = 1 if direction == "down" else -1
    values = [(way * one.exact, one.unit, one.value) for _, one in rows if one.exact is not None]
    return [(1 + sum(other < exact for other, *_ in values), unit, value) for exact, unit, value in sorted(values)]
