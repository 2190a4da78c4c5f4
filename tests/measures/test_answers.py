"""Answers over a small country: ratios of sums, change, completeness, structures, moves, ranks."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest

from dutdiem.calendar.periods import parse_period
from dutdiem.measures.answers import Answer, Question, answer
from dutdiem.measures.definitions import Definitions, Element, Form, Indicator
from dutdiem.measures.errors import MeasureError
from dutdiem.measures.mart import SCHEMA, Mart
from dutdiem.measures.ranking import ranked
from dutdiem.measures.rollup import Engine, Files
from dutdiem.measures.structure import Succession, Tree, UnitVersion

OLD, MERGED = date(2020, 1, 1), date(2025, 7, 1)
TODAY = date(2026, 1, 15)

DEFINITIONS = Definitions(
    {
        "cases": Element("cases", "Số vụ", "vụ"),
        "cleared": Element("cleared", "Số vụ khám phá", "vụ"),
        "staff": Element("staff", "Quân số", "người", over_time="last"),
        "score": Element("score", "Điểm", "điểm", over_units="average", over_time="average"),
        "budget": Element("budget", "Kinh phí", "đồng", frequency="year"),
    },
    {
        "rate": Indicator("rate", "Tỷ lệ khám phá", "cleared / cases * 100", "%", "up", 2),
        "growth": Indicator("growth", "Tăng", "cases / same_period_last_year(cases) * 100 - 100", "%", "down", 1),
        "month_on_month": Indicator("month_on_month", "So tháng trước", "cases - previous(cases)", "vụ", "none", 0),
        "so_far": Indicator("so_far", "Lũy kế", "year_to_date(cases)", "vụ", "none", 0),
        "part": Indicator("part", "Tỷ trọng", "share_of_parent(cases) * 100", "%", "none", 2),
        "double": Indicator("double", "Gấp đôi", "rate * 2", "%", "none", 2),
    },
    (),
    {"monthly": Form("monthly", "Tháng", "month", "commune", ("cases", "cleared", "staff", "score"))},
)

# month: commune: cases, cleared, staff, score
FIGURES = {
    "2024-08": {"A": (10, 5, 4, 80), "B": (20, 10, 5, 90), "C": (40, 10, 6, 70)},
    "2024-09": {"A": (10, 5, 4, 80), "C": (30, 10, 7, 70)},
    "2025-06": {"A": (12, 6, 4, 80), "B": (18, 12, 5, 90), "C": (20, 10, 8, 75)},
    "2025-08": {"AB": (33, 11, 9, 85), "C": (60, 50, 8, 75)},
    "2025-09": {"AB": (3, 3, 9, 86)},
}


@pytest.fixture(scope="module")
def engine() -> Engine:
    end = date(2025, 6, 30)
    versions = [
        UnitVersion("R", "Bộ", "ministry", None, OLD, None),
        UnitVersion("P", "Tỉnh P", "province", "R", OLD, None),
        UnitVersion("Q", "Tỉnh Q", "province", "R", OLD, None),
        UnitVersion("A", "Xã A", "commune", "P", OLD, end),
        UnitVersion("B", "Xã B", "commune", "P", OLD, end),
        UnitVersion("AB", "Xã AB", "commune", "P", MERGED, None),
        UnitVersion("C", "Xã C", "commune", "Q", OLD, None),
    ]
    return Engine(Tree(versions, [Succession(code, "AB", MERGED, Decimal(1)) for code in "AB"]))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    rows = []
    for month, of_units in FIGURES.items():
        for unit, values in of_units.items():
            for element, value in zip(("cases", "cleared", "staff", "score"), values, strict=True):
                status = "approved" if unit == "C" else "submitted"
                end = parse_period(month).end
                rows.append((unit, element, month, end, month, Decimal(value), status, 1))
    rows.append(("C", "budget", "2025", date(2025, 12, 31), "2025-12", Decimal("1500000.5"), "approved", 2))
    columns = [pa.array(column, kind) for column, kind in zip(zip(*rows, strict=True), SCHEMA.types, strict=True)]
    mart = Mart(tmp_path_factory.mktemp("mart"))
    mart.replace(pa.Table.from_arrays(columns, schema=SCHEMA), [*FIGURES, "2025-12"])
    return mart.months()


@pytest.fixture
def ask(engine: Engine, files: Files):
    def asked(measure: str, selector: str, period: str, **how: object) -> dict[str, Answer]:
        question = Question([measure], None, [parse_period(period)], TODAY, selector=selector)
        rows = answer(engine, files, DEFINITIONS, replace(question, **how))
        return {row.unit: row for row in rows}

    return asked


def test_a_ratio_is_of_the_sums_and_never_an_average_of_ratios(ask) -> None:
    row = ask("rate", "R", "2024-08")["R"]
    assert (row.value, row.numerator, row.denominator) == (Decimal("35.71"), 25, 70)
    assert (row.reported, row.expected) == (3, 3)


def test_what_was_not_reported_is_missing_and_not_zero(ask) -> None:
    row = ask("cases", "B", "2024-09")["B"]
    assert (row.value, row.reported, row.expected) == (None, 0, 1)
    assert ask("rate", "P", "2025-12")["P"].value is None


def test_change_is_against_the_same_period_last_year_in_the_same_structure(ask) -> None:
    row = ask("cases", "AB", "2025-08", compare=True)["AB"]
    assert (row.value, row.previous, row.change_percent) == (33, 30, Decimal("10.00"))
    row = ask("rate", "R", "2025-08", compare=True)["R"]
    assert (row.value, row.previous, row.change_percent) == (Decimal("65.59"), Decimal("35.71"), Decimal("83.66"))


def test_there_is_no_change_without_a_value_before_or_for_a_term(ask) -> None:
    assert ask("cases", "R", "2024-08", compare=True)["R"].change_percent is None
    assert ask("cases", "R", "2021/2025", compare=True)["R"].previous is None


def test_the_structure_of_the_time_and_of_today_share_the_national_total(ask) -> None:
    then, today = (ask("cases", "level:commune", "2025-06", structure=s) for s in ("then", "today"))
    assert {code: row.value for code, row in then.items()} == {"A": 12, "B": 18, "C": 20}
    assert {code: row.value for code, row in today.items()} == {"AB": 30, "C": 20}
    assert ask("cases", "R", "2025-06")["R"].value == ask("cases", "R", "2025-06", structure="today")["R"].value == 50


def test_younger_figures_in_an_older_structure_belong_above_the_communes_that_merged(ask) -> None:
    rows = ask("cases", "under:R", "2025-08", structure=date(2025, 6, 1))
    assert {code: row.value for code, row in rows.items()} == {"P": 33, "Q": 60, "A": None, "B": None, "C": 60}


def test_a_stock_is_the_last_figure_of_the_units_that_are_there_at_the_end(ask) -> None:
    assert ask("staff", "R", "2024-Q3")["R"].value == 4 + 5 + 7
    assert ask("staff", "R", "2025")["R"].value == 9 + 8
    assert ask("staff", "P", "2025-Q2")["P"].value == 9


def test_an_average_shows_its_parts(ask) -> None:
    row = ask("score", "R", "2024-Q3")["R"]
    assert (row.value, row.numerator, row.denominator) == (78, 390, 5)


def test_formulas_reach_other_periods_and_the_parent(ask) -> None:
    assert ask("growth", "R", "2025-08")["R"].value == Decimal("32.9")
    assert ask("month_on_month", "C", "2024-09")["C"].value == -10
    assert ask("so_far", "R", "2025-08")["R"].value == 50 + 93
    assert ask("part", "AB", "2025-08")["AB"].value == Decimal("100.00")
    assert ask("part", "P", "2025-08")["P"].value == Decimal("35.48")
    assert ask("part", "R", "2025-08")["R"].value is None
    assert ask("double", "R", "2024-08")["R"].value == Decimal("71.43")


def test_a_yearly_element_has_no_monthly_value(ask) -> None:
    assert ask("budget", "R", "2025")["R"].value == Decimal("1500000.5")
    assert ask("budget", "R", "2025-12")["R"].value is None
    assert ask("budget", "R", "2025")["R"].expected is None


def test_approved_takes_approved_figures_alone(ask) -> None:
    row = ask("cases", "R", "2024-08", approved=True)["R"]
    assert (row.value, row.reported, row.expected) == (40, 1, 3)


def test_months_that_have_not_ended_are_not_expected_yet(ask) -> None:
    assert ask("cases", "R", "2025", today=date(2025, 3, 15))["R"].expected == 6
    assert ask("cases", "R", "2025")["R"].expected == 3 * 6 + 2 * 6


def test_a_unit_that_came_later_has_rows_for_the_periods_that_know_it(engine: Engine, files: Files) -> None:
    periods = [parse_period(code) for code in ("2024-08", "2025-08")]
    rows = answer(engine, files, DEFINITIONS, Question(["cases"], None, periods, TODAY, selector="AB"))
    assert [(row.period, row.value) for row in rows] == [("2025-08", 33)]
    with pytest.raises(MeasureError, match="từ ngày 01/01/2020 không có đơn vị “AB”"):
        answer(engine, files, DEFINITIONS, Question(["cases"], None, periods[:1], TODAY, selector="AB"))


def test_an_unknown_measure_is_refused(ask) -> None:
    with pytest.raises(MeasureError, match="Không có mục số liệu hay chỉ tiêu thống kê “casez”"):
        ask("casez", "R", "2025")


def test_equal_values_share_a_rank_and_the_missing_have_none(ask) -> None:
    rows = list(ask("cases", "level:commune", "2024-09").values())
    assert [(rank, row.unit) for rank, row in ranked(rows, "up")] == [(1, "C"), (2, "A")]
    assert [(rank, row.unit) for rank, row in ranked(rows, "down")] == [(1, "A"), (2, "C")]
    assert [(rank, row.unit) for rank, row in ranked([rows[0], rows[0], rows[2], rows[0]])] == [
        (1, "C"),
        (2, "A"),
        (2, "A"),
        (2, "A"),
    ]


def test_only_the_units_that_may_be_seen_are_answered(engine: Engine, files: Files) -> None:
    question = Question(["cases"], None, [parse_period("2025-08")], TODAY, selector="level:commune")
    rows = answer(engine, files, DEFINITIONS, question, lambda structure, codes: [c for c in codes if c == "C"])
    assert [row.unit for row in rows] == ["C"]


@pytest.mark.parametrize("structure", ["then", "today"])
@pytest.mark.parametrize("compare", [False, True])
def test_few_rows_and_many_are_computed_in_two_ways_with_the_same_cells(
    ask, monkeypatch: pytest.MonkeyPatch, structure: str, compare: bool
) -> None:
    codes = [*DEFINITIONS.elements, *DEFINITIONS.indicators]
    cells = [(code, period) for code in codes for period in ("2025-08", "2025-Q3", "2025")]
    found = []
    for few in (0, 10**9):
        monkeypatch.setattr("dutdiem.measures.cells.FEW", few)
        found.append([ask(code, "under:R", period, structure=structure, compare=compare) for code, period in cells])
    assert found[0] == found[1]
    assert any(row.value is not None for rows in found[0] for row in rows.values())
