"""Figures of a form in the calendar of Decree 09/2019, options of a breakdown, and definitions that changed on a day."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from dutdiem.authority import Actor
from dutdiem.catalogue.actions import define
from dutdiem.catalogue.models import ReportForm
from dutdiem.collection.actions import Filled, submit
from dutdiem.collection.queries import DAYS_FILE
from dutdiem.figures import queries
from dutdiem.figures.actions import refresh_mart
from dutdiem.figures.printing import lines
from dutdiem.kit.errors import Mistake

pytestmark = [pytest.mark.django_db, pytest.mark.both]
TODAY = date(2026, 1, 15)


@pytest.fixture
def fires(fire: ReportForm, actor: Actor) -> Actor:
    """May to July of 2025: C1 and C2 until June, C3 and C4 in July (15 June to 14 July)."""
    sent = datetime(2025, 6, 18, 3, tzinfo=UTC)
    rows = {
        "2025-05": [Filled("C1", {"fires": "4"}), Filled("C2", {"fires": "1", "damage": "10"})],
        "2025-06": [Filled("C1", {"fires:urban": "2", "fires:rural": "3"}, submitted_at=sent, comments={"fires:rural": "nắng"})],
        "2025-07": [Filled("C3", {"fires": "8"}), Filled("C4", {"fires": "2"})],
    }
    for period, filled in rows.items():
        submit(actor, fire, period, filled)
    submit(actor, ReportForm.objects.get(code="monthly"), "2025-06", [Filled("C1", {"cases": "10"})])
    refresh_mart(actor)
    return actor


def values(rows: list) -> dict[tuple[str, str], Decimal | None]:
    return {(row.measure, row.unit): row.value for row in rows}


def test_a_quarter_of_the_form_is_of_its_own_months(fires: Actor) -> None:
    (row,) = queries.roll_up(fires, ["fires"], "BCA", ["2025-Q2"], today=TODAY)
    assert (row.value, row.reported, row.expected) == (10, 3, 9)


def test_measures_of_two_calendars_stand_in_one_answer_in_the_order_asked(fires: Actor) -> None:
    rows = queries.roll_up(fires, ["cases", "fires"], "level:commune", ["2025-06", "2025-07"], today=TODAY)
    assert [(row.period, row.unit, row.measure, row.value) for row in rows][:4] == [
        ("2025-06", "C1", "cases", 10),
        ("2025-06", "C1", "fires", 5),
        ("2025-06", "C2", "cases", None),
        ("2025-06", "C2", "fires", None),
    ]
    assert {row.unit for row in rows if row.period == "2025-07"} == {"C3", "C4"}


def test_the_structure_of_the_time_is_that_of_the_last_day_in_the_forms_calendar(fires: Actor, tmp_path: Path) -> None:
    """Decree's February 2025 ends on the 14th, when the district still stood; plain March has it no more."""
    rows = queries.roll_up(fires, ["fires", "cases"], "level:district", ["2025-02", "2025-03"], today=TODAY)
    assert {(row.measure, row.period) for row in rows} == {("fires", "2025-02"), ("cases", "2025-02")}
    (trace,) = [queries.trace(fires, "fires", "T30", "2025-06", today=TODAY)]
    assert (trace.starts, trace.ends, trace.structure) == (date(2025, 5, 15), date(2025, 6, 14), date(2025, 6, 14))
    assert "tháng 6 năm 2025 (từ 15/05/2025 đến 14/06/2025)" in "\n".join(lines(trace))


def test_an_option_is_a_measure_of_its_own_with_its_comment_in_the_trace(fires: Actor) -> None:
    rows = queries.roll_up(fires, ["fires", "fires:urban", "fires:rural"], "BCA", ["2025-06"], today=TODAY)
    assert [row.value for row in rows] == [5, 2, 3]
    assert rows[1].expected == 3
    trace = queries.trace(fires, "fires:rural", "BCA", "2025-06", today=TODAY)
    assert trace.name == "Số vụ cháy (Nông thôn)"
    assert trace.parts[0].origins[0].comment == "nắng"
    assert "Ghi chú: nắng" in "\n".join(lines(trace))


def test_an_indicator_may_read_an_option(fires: Actor, tmp_path: Path) -> None:
    (tmp_path / "i.toml").write_text(
        '[indicators.urban]\nname = "Tỷ lệ đô thị"\nformula = "fires:urban / fires * 100"\nunit = "%"\n', "utf-8"
    )
    define(fires, tmp_path / "i.toml")
    (row,) = queries.roll_up(fires, ["urban"], "BCA", ["2025-06"], today=TODAY)
    assert row.value == 40


def test_completeness_counts_lateness_in_working_days_of_the_office(fires: Actor, settings) -> None:
    asked = ("fire", "2025-06", "level:commune")
    first = {row.unit: row for row in queries.completeness(fires, *asked, today=TODAY)}
    assert (first["C1"].start, first["C1"].end, first["C1"].due) == (date(2025, 5, 15), date(2025, 6, 14), date(2025, 6, 17))
    assert (first["C1"].late, first["C2"].late, first["C2"].status) == (1, 1, "missing")
    (settings.HOME / DAYS_FILE).write_text('[off]\n2025-06-16 = "Ngày truyền thống"\n', "utf-8")
    then = {row.unit: row for row in queries.completeness(fires, *asked, today=TODAY)}
    assert (then["C1"].due, then["C1"].late) == (date(2025, 6, 18), 0)
    (above,) = queries.completeness(fires, "fire", "2025-06", "T30", today=TODAY)
    assert above.due == date(2025, 6, 23)


def test_a_broken_calendar_of_the_office_is_told_in_one_sentence(fires: Actor, settings) -> None:
    (settings.HOME / DAYS_FILE).write_text("[off]\nhôm nay = 1\n", "utf-8")
    with pytest.raises(Mistake, match=r"workdays\.toml"):
        queries.completeness(fires, "fire", "2025-06", today=TODAY)


CHANGED = """
[elements.cases]
name = "Số vụ"
unit = "vụ"
over_units = "max"
valid_from = 2025-07-01

[indicators.clear_up_rate]
name = "Tỷ lệ điều tra, khám phá tội phạm"
formula = "cleared / cases"
unit = "lần"
direction = "up"
decimals = 3
valid_from = 2025-07-01

[[targets]]
indicator = "clear_up_rate"
unit = "BCA"
period = "2025"
at_least = 0.9
source = "12-NQ/TW"
valid_from = 2025-07-01
"""


def test_earlier_periods_are_computed_with_the_definition_of_their_time(reported: Actor, tmp_path: Path) -> None:
    ask = ["cases", "clear_up_rate"], "BCA", ["2024-08", "2025-06", "2025-08"]
    before = queries.roll_up(reported, *ask, today=TODAY)
    (tmp_path / "changed.toml").write_text(CHANGED, "utf-8")
    define(reported, tmp_path / "changed.toml")
    after = queries.roll_up(reported, *ask, compare=True, today=TODAY)
    assert [row.value for row in after[:4]] == [row.value for row in before[:4]] == [50, Decimal("40.00"), 15, Decimal("60.00")]
    assert [(row.value, row.previous) for row in after[4:]] == [(40, 50), (Decimal("0.750"), Decimal("40.00"))]
    trace = queries.trace(reported, "clear_up_rate", "BCA", "2025-06", today=TODAY)
    assert trace.formula == "cleared / cases * 100"
