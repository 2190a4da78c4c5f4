"""Files of sums: exact with shares, several files of a month, taken over where nothing changed."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dutdiem.calendar.periods import parse_period
from dutdiem.measures.columns import Column
from dutdiem.measures.definitions import Element
from dutdiem.measures.errors import MeasureError
from dutdiem.measures.mart import SCHEMA
from dutdiem.measures.places import span_of
from dutdiem.measures.rollup import Engine, Need, Want
from dutdiem.measures.structure import Succession, Tree, UnitVersion

START, SPLIT, LAST = date(2020, 1, 1), date(2025, 7, 1), date(2025, 6, 30)
COUNT, RATE = Element("count", "", "vụ"), Element("rate", "", "%", over_units="average", over_time="average")
LOW, HIGH = (Element(code, "", "", over_units=code, over_time=code) for code in ("min", "max"))
Row = tuple[str, str, str, str]
"""Unit, element, value, status; of June 2025."""


@pytest.fixture
def tree() -> Tree:
    """A ministry, a province, two communes; on 1 July A becomes thirds of A1, A2, A3."""
    versions = [UnitVersion("R", "R", "ministry", None, START, None), UnitVersion("P", "P", "province", "R", START, None)]
    versions += [UnitVersion("A", "A", "commune", "P", START, LAST), UnitVersion("B", "B", "commune", "P", START, None)]
    versions += [UnitVersion(f"A{n}", f"A{n}", "commune", "P", SPLIT, None) for n in (1, 2, 3)]
    return Tree(versions, [Succession("A", f"A{n}", SPLIT, Decimal(1) / 3, "split") for n in (1, 2, 3)])


def written(path: Path, rows: list[Row], period: str = "2025-06") -> str:
    end = parse_period(period).end
    found = [
        {"unit": unit, "element": element, "period": period, "ends": end, "month": period, "value": Decimal(value),
         "status": status, "submission": 1}
        for unit, element, value, status in sorted(rows, key=lambda row: row[1])
    ]  # fmt: skip
    pq.write_table(pa.Table.from_pylist(found, schema=SCHEMA), path)
    return str(path)


def ask(engine: Engine, files: list[str], element: Element, units: list[str], day: date, *, approved: bool = False) -> Column:
    want = Want(span_of(parse_period("2025-06"), [element]), day, units)
    return engine.columns({"2025-06": files}, [Need(element, [want])], approved=approved)[0]


def values(column: Column, length: int) -> list[Fraction | None]:
    return [column.part(row).value for row in range(length)]


UNITS = ["R", "P", "A", "B", "A1", "A2", "A3", ""]


@pytest.mark.parametrize("amount", ["100.01", "-7", "0.000001", "123456789012", "999999999999999999.999999"])
@pytest.mark.parametrize("day", [LAST, SPLIT])
def test_sums_are_the_engines_without_them_also_for_amounts_that_fit_no_array(
    tree: Tree, tmp_path: Path, amount: str, day: date
) -> None:
    rows = [(u, e, v, "approved") for u, v in (("A", amount), ("B", "2.5"), ("P", "4")) for e in ("count", "rate", "min", "max")]
    files = [written(tmp_path / "one.parquet", rows)]
    with_sums, without = Engine(tree, tmp_path / "sums"), Engine(tree)
    for element in (COUNT, RATE, LOW, HIGH):
        found, expected = (ask(engine, files, element, UNITS, day) for engine in (with_sums, without))
        assert values(found, len(UNITS)) == values(expected, len(UNITS))
        assert found.reported.tolist() == expected.reported.tolist()


@pytest.mark.parametrize("large", ["4", "999999999999999999"])
def test_upper_units_over_months_of_other_decimals_are_the_engines_without_sums(tree: Tree, tmp_path: Path, large: str) -> None:
    other = Element("other", "", "vụ")
    files = {
        "2025-04": [
            written(tmp_path / "4.parquet", [("A", "count", "1", "approved"), ("B", "other", large, "approved")], "2025-04")
        ],
        "2025-05": [
            written(tmp_path / "5.parquet", [("A", "count", "1.25", "approved"), ("P", "count", "2", "approved")], "2025-05")
        ],
        "2025-06": [written(tmp_path / "6.parquet", [("B", "other", "0.000001", "approved")], "2025-06")],
    }
    periods = [parse_period(code) for code in ("2025-Q2", "2025-05", "2025-Q1")]
    with_sums, without = Engine(tree, tmp_path / "sums"), Engine(tree)
    for units in (["R", "P", ""], ["R", "B", "P"]):
        wants = [Want(span_of(period, [COUNT]), LAST, units) for period in periods]
        needs = [Need(element, wants) for element in (COUNT, other, Element("nothing", "", ""))]
        for found, expected in zip(with_sums.columns(files, needs), without.columns(files, needs), strict=True):
            assert values(found, 9) == values(expected, 9)
            assert found.reported.tolist() == expected.reported.tolist()


@pytest.mark.parametrize("large", ["4", "-3", "5000000000", "999999999999999999"])
@pytest.mark.parametrize("way", [1, -1])
def test_communes_next_to_one_another_are_the_engines_without_sums(tmp_path: Path, large: str, way: int) -> None:
    """All in order, some of them in order, and the other way round: read where they lie, or each looked up."""
    versions = [UnitVersion("R", "R", "ministry", None, START, None)]
    communes = [f"C{number}" for number in range(10, 30)]
    tree = Tree([*versions, *(UnitVersion(code, code, "commune", "R", START, None) for code in communes)])
    files = {
        f"2025-0{month}": [
            written(
                tmp_path / f"{month}.parquet",
                [
                    (unit, "count", large if at == 3 else f"{at}.{'05' * (month - 4)}", "approved")
                    for at, unit in enumerate(communes)
                    if at % 7 != month
                ],
                f"2025-0{month}",
            )
        ]
        for month in (4, 5, 6)
    }
    with_sums, without = Engine(tree, tmp_path / "sums"), Engine(tree)
    for units in (communes[::way], communes[4:9][::way], ["R", *communes[::way]], communes[:1]):
        for code in ("2025-Q2", "2025-05"):
            needs = [Need(COUNT, [Want(span_of(parse_period(code), [COUNT]), LAST, tuple(units))])]
            (found,), (expected,) = (engine.columns(files, needs) for engine in (with_sums, without))
            assert values(found, len(units)) == values(expected, len(units))
            assert found.reported.tolist() == expected.reported.tolist()


def test_thirds_that_no_decimal_can_hold_add_up_to_the_whole(tree: Tree, tmp_path: Path) -> None:
    files = [written(tmp_path / "one.parquet", [("A", "count", "100.01", "approved")])]
    found = values(ask(Engine(tree, tmp_path / "sums"), files, COUNT, ["P", "A1", "A2", "A3"], SPLIT), 4)
    assert found[0] == sum(filter(None, found[1:])) == Fraction("100.01")


def test_a_month_may_lie_in_several_files_in_any_order(tree: Tree, tmp_path: Path) -> None:
    files = [
        written(tmp_path / "one.parquet", [("A", "count", "1", "approved"), ("B", "rate", "5", "approved")]),
        written(tmp_path / "two.parquet", [("P", "count", "4", "approved"), ("B", "count", "2", "submitted")]),
    ]
    engine = Engine(tree, tmp_path / "sums")
    assert values(ask(engine, files, COUNT, ["R", "P", "A"], LAST), 3) == [7, 7, 1]
    assert values(ask(engine, files[::-1], COUNT, ["B"], LAST, approved=True), 1) == [None]


def test_two_figures_of_one_unit_count_twice(tree: Tree, tmp_path: Path) -> None:
    files = [written(tmp_path / "one.parquet", [("A", "count", "1", "approved"), ("A", "count", "2", "approved")])]
    column = ask(Engine(tree, tmp_path / "sums"), files, COUNT, ["A", "R"], LAST)
    assert (values(column, 2), column.reported.tolist()) == ([3, 3], [2, 2])


@pytest.mark.parametrize("day", [LAST, SPLIT])
def test_what_did_not_change_is_taken_over_and_the_rest_added_up_again(tree: Tree, tmp_path: Path, day: date) -> None:
    rows = [(unit, element, "3", "approved") for unit in ("A", "B", "P") for element in ("count", "rate")]
    before = [written(tmp_path / "before.parquet", rows)]
    after = [written(tmp_path / "after.parquet", [*rows[:-2], ("P", "count", "8", "submitted"), rows[-1]])]
    engine = Engine(tree, tmp_path / "sums")
    for approved in (False, True):
        ask(engine, before, COUNT, ["R"], day, approved=approved)
    Path(before[0]).unlink()
    engine.renew(before, after, {"count"}, [day])
    Path(after[0]).unlink()
    fresh = Engine(tree, tmp_path / "sums")
    assert values(ask(fresh, after, COUNT, ["R", "P", "B"], day), 3) == [14, 14, 3]
    assert values(ask(fresh, after, COUNT, ["R"], day, approved=True), 1) == [6]
    assert values(ask(fresh, after, RATE, ["R"], day), 1) == [3]


def test_a_figures_file_that_is_gone_is_said_in_one_sentence(tree: Tree, tmp_path: Path) -> None:
    with pytest.raises(MeasureError, match="Không đọc được kho số liệu"):
        ask(Engine(tree, tmp_path / "sums"), [str(tmp_path / "gone.parquet")], COUNT, ["R"], LAST)
