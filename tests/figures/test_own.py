"""Figures of what a unit asks for itself: rolled up in its own subtree, in the one mart, seen by its own people alone."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from dutdiem.authority import Actor, Grant, Refused, Role
from dutdiem.catalogue.ending import end, take_back
from dutdiem.catalogue.models import ReportForm
from dutdiem.collection.actions import Filled, decide, submit
from dutdiem.collection.imports import import_figures
from dutdiem.collection.models import Submission
from dutdiem.collection.queries import dues, opened, waiting
from dutdiem.figures import queries
from dutdiem.figures.actions import refresh_mart
from dutdiem.figures.choosing import choose
from dutdiem.kit.errors import Mistake, NotFound
from dutdiem.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.both]
TODAY = date(2025, 9, 20)


def someone(path: str, role: Role = Role.STAFF) -> Actor:
    return Actor(path.rpartition("/")[2] or "kiểm toán", (Grant(role, path),))


HANOI, HAIPHONG, MINISTRY, WARD = someone("BCA/T01"), someone("BCA/T31A"), someone("BCA"), someone("BCA/T01/C4")


@pytest.fixture
def patrolled(reported: Actor, own: Callable[..., object], report: Callable[..., None]) -> Actor:
    """The ward of Hà Nội has filled in the form of its province beside the one from above."""
    own()
    submit(WARD, ReportForm.objects.get(code="patrol@T01"), "2025-08", [Filled("C4", {"patrols@T01": "120"})])
    report("2025-08", {"C4": {"cases": "40", "cleared": "20"}})
    refresh_mart(reported)
    return reported


def ask(actor: Actor, measure: str, unit: str = "T01") -> Decimal | None:
    (row,) = queries.roll_up(actor, [measure], unit, ["2025-08"], today=TODAY)
    return row.value


def test_a_units_own_figures_are_rolled_up_beside_those_from_above(patrolled: Actor) -> None:
    assert (ask(HANOI, "patrols@T01"), ask(HANOI, "patrols_per_case@T01"), ask(HANOI, "cases")) == (120, Decimal("3.00"), 40)
    assert ask(WARD, "patrols@T01", "C4") == 120


def test_only_units_of_its_subtree_owe_it(patrolled: Actor) -> None:
    (row,) = queries.roll_up(patrolled, ["patrols@T01"], "BCA", ["2025-08"], today=TODAY)
    assert (row.reported, row.expected) == (1, 1), "the ward of Hải Phòng is not asked"
    (whole,) = queries.roll_up(patrolled, ["patrols@T01"], "T01", ["2025-Q3"], today=TODAY)
    assert whole.expected == 1, "nothing is owed for July, before the form began"


@pytest.mark.parametrize("who", [HAIPHONG, MINISTRY])
def test_others_cannot_tell_it_from_what_there_is_not(patrolled: Actor, who: Actor, tmp_path: Path) -> None:
    def refusals(measure: str, form: str) -> list[str]:
        found = []
        for asking in (
            lambda: queries.roll_up(who, [measure], "T31A", ["2025-08"], today=TODAY),
            lambda: queries.trace(who, measure, "T31A", "2025-08", today=TODAY),
            lambda: queries.completeness(who, form, "2025-08", today=TODAY),
            lambda: queries.unreported(who, form, "2025-08", today=TODAY),
            lambda: opened(who, TODAY, form, "2025-08", "C4"),
        ):
            with pytest.raises(Mistake) as refused:
                asking()
            found.append(str(refused.value))
        (tmp_path / "in.csv").write_text(f"unit,element,period,value\nC3,{measure},2025-08,1\n", "utf-8")
        with pytest.raises(Mistake) as refused:
            import_figures(who, tmp_path / "in.csv")
        return [*found, str(refused.value)]

    there, not_there = refusals("patrols@T01", "patrol@T01"), refusals("patrols@T99", "patrol@T99")
    assert [says.replace("T01", "T99") for says in there] == not_there


def test_an_export_holds_only_what_may_be_seen(patrolled: Actor, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    def elements(actor: Actor) -> set[str]:
        queries.write_cube(actor, ["2025-08"], tmp_path / "cube.parquet")
        return set(pq.read_table(tmp_path / "cube.parquet")["element"].to_pylist())

    assert "patrols@T01" in elements(HANOI)
    assert "cases" in elements(MINISTRY)
    assert not any("@" in code for code in elements(MINISTRY))


def test_completeness_and_what_lacks_are_of_the_subtree(patrolled: Actor) -> None:
    (row,) = queries.completeness(HANOI, "patrol@T01", "2025-08", "T01", today=TODAY)
    assert (row.expected, row.reported) == (1, 1)
    assert queries.completeness(HANOI, "patrol@T01", "2025-07", "T01", today=TODAY) == [], "before the form began"
    assert queries.unreported(HANOI, "patrol@T01", "2025-08", "T01", today=TODAY) == []


def test_a_form_that_has_not_begun_is_passed_over_where_reports_are_counted(patrolled: Actor, sign_in) -> None:
    forms = ReportForm.objects.filter(code="patrol@T01")
    pages = {unit: sign_in(unit) for unit in ("T01", "C4")}
    address = "/so-lieu/bao-cao/?unit={}&period=2025-08"
    assert all("Báo cáo tuần tra" in client.get(address.format(unit)).content.decode() for unit, client in pages.items())
    forms.update(starts_on=date(2025, 9, 1))
    for unit, client in pages.items():
        answer = client.get(address.format(unit))
        assert answer.status_code == 200
        assert "Báo cáo tuần tra" not in answer.content.decode() and "Báo cáo tháng" in answer.content.decode()


def test_its_units_see_it_among_what_they_owe_and_others_do_not(patrolled: Actor) -> None:
    assert {one.form.code for one in dues(WARD, "C4", TODAY)} == {"monthly", "patrol@T01"}
    assert [one.period.code for one in dues(WARD, "C4", TODAY) if one.form.owner] == ["2025-09", "2025-08"]
    assert {one.form.code for one in dues(MINISTRY, "C4", TODAY)} == {"monthly"}
    assert {one.form.code for one in dues(HAIPHONG, "C3", TODAY)} == {"monthly"}


def test_the_unit_that_asks_for_it_decides_and_nobody_else(patrolled: Actor) -> None:
    sent = Submission.objects.get(form__code="patrol@T01")
    assert sent in waiting(HANOI, TODAY)
    assert sent not in waiting(MINISTRY, TODAY)
    with pytest.raises(NotFound):
        decide(MINISTRY, sent, "approved")
    with pytest.raises(Refused):
        decide(WARD, sent, "approved")
    decide(HANOI, sent, "approved")
    sent.refresh_from_db()
    assert sent.status == "approved"


def test_nobody_outside_its_subtree_fills_it_in(patrolled: Actor) -> None:
    with pytest.raises(Mistake, match="C3"):
        submit(patrolled, ReportForm.objects.get(code="patrol@T01"), "2025-08", [Filled("C3", {"patrols@T01": "1"})])


def test_what_a_unit_fills_in_on_its_own_form_it_decides_itself(
    patrolled: Actor, own: Callable[..., object], own_text: str
) -> None:
    text = own_text.partition("[[targets]]")[0].replace("patrol", "tour").replace('"commune"', '"province"')
    own("T01", text)
    submit(HANOI, ReportForm.objects.get(code="tour@T01"), "2025-08", [Filled("T01", {"tours@T01": "5"})])
    sent = Submission.objects.get(form__code="tour@T01")
    assert sent in waiting(HANOI, TODAY)
    decide(HANOI, sent, "approved")


def test_a_value_is_held_against_the_target_from_above_before_its_own(patrolled: Actor, own: Callable[..., object]) -> None:
    own("T01", '[[targets]]\nindicator = "clear_up_rate"\nunit = "C4"\nperiod = "2025"\nat_least = 85\nsource = "KH 9"\n')
    from dutdiem.catalogue.queries import definitions

    def held(actor: Actor, unit: str) -> tuple[str, Decimal] | None:
        rows = queries.roll_up(actor, ["clear_up_rate"], unit, ["2025-08"], today=TODAY)
        ((_, goal),) = queries.with_goals(rows, definitions(actor), today=TODAY)
        return goal and (goal.target.unit, goal.target.value)

    assert held(HANOI, "C4") == ("C4", Decimal(85))
    assert held(HANOI, "T01") == ("BCA", Decimal(80))
    assert held(MINISTRY, "C4") == ("BCA", Decimal(80)), "what a province set inside is not the ministry's to see"


def test_a_report_that_a_unit_keeps_to_itself_moves_nobodys_page(patrolled: Actor, sign_in) -> None:
    submit(WARD, ReportForm.objects.get(code="patrol@T01"), "2026-02", [Filled("C4", {"patrols@T01": "9"})])
    refresh_mart(patrolled)
    pages = {unit: sign_in(unit).get("/so-lieu/").content.decode() for unit in ("BCA", "T01", "C4", "T31A")}
    assert all("8 tháng đầu năm 2025" in page for page in pages.values())
    told = {unit: 'value="2026-02"' in page for unit, page in pages.items()}
    assert told == {"BCA": False, "T01": True, "C4": True, "T31A": False}


@pytest.fixture
def ended(patrolled: Actor) -> Actor:
    """Hà Nội has ended all of it at the end of August."""
    which = ("element", "patrols"), ("form", "patrol"), ("indicator", "patrols_per_case")
    target = "target", "patrols_per_case@T01|C4|2025|>=|T01"
    end(HANOI, Unit.objects.get(code="T01"), [*which, target], date(2025, 8, 31))
    return patrolled


def test_what_has_ended_keeps_its_values_and_has_none_afterwards(ended: Actor, report: Callable[..., None]) -> None:
    report("2025-09", {"C4": {"cases": "10", "cleared": "5"}})
    refresh_mart(ended)
    asked = queries.roll_up(HANOI, ["patrols_per_case@T01", "cases"], "T01", ["2025-08", "2025-09", "2025"], today=TODAY)
    own, above = ([row.value for row in asked if row.measure == one] for one in ("patrols_per_case@T01", "cases"))
    assert own == [Decimal("3.00"), None, None]
    assert above[:2] == [40, 10]
    with pytest.raises(Mistake, match="“Lượt tuần tra trên một vụ” ngừng dùng sau ngày 31/08/2025; chọn kỳ trước đó"):
        queries.trace(HANOI, "patrols_per_case@T01", "T01", "2025-09", today=TODAY)


def test_a_form_that_has_ended_is_owed_no_more(ended: Actor, tmp_path: Path) -> None:
    assert [one.period.code for one in dues(WARD, "C4", TODAY) if one.form.owner] == ["2025-08"]
    assert queries.completeness(HANOI, "patrol@T01", "2025-09", "T01", today=TODAY) == []
    assert queries.unreported(HANOI, "patrol@T01", "2025-09", "T01", today=TODAY) == []
    (whole,) = queries.roll_up(HANOI, ["patrols@T01"], "T01", ["2025-Q3"], today=date(2025, 12, 1))
    assert (whole.value, whole.reported, whole.expected) == (120, 1, 1), "what was reported stays, no more is expected"
    with pytest.raises(NotFound):
        opened(WARD, TODAY, "patrol@T01", "2025-09", "C4")
    with pytest.raises(Mistake, match="Biểu mẫu patrol@T01 ngừng dùng sau ngày 31/08/2025, kỳ 2025-09 không báo cáo nữa"):
        submit(WARD, ReportForm.objects.get(code="patrol@T01"), "2025-09", [Filled("C4", {"patrols@T01": "1"})])
    (tmp_path / "in.csv").write_text("unit,element,period,value\nC4,patrols@T01,2025-09,1\nC4,patrols@T01,2025-08,121\n", "utf-8")
    with pytest.raises(Mistake, match="dòng 2: biểu mẫu patrol@T01 ngừng dùng sau ngày 31/08/2025") as refused:
        import_figures(WARD, tmp_path / "in.csv")
    assert "dòng 3" not in str(refused.value), "a correction of what was owed is taken"


def test_a_target_that_has_ended_is_nothing_to_be_held_against(ended: Actor) -> None:
    from dutdiem.catalogue.queries import definitions

    def held(period: str) -> list[bool]:
        rows = queries.roll_up(HANOI, ["patrols_per_case@T01"], "C4", [period], today=TODAY)
        return [goal is not None for _, goal in queries.with_goals(rows, definitions(HANOI), today=TODAY)]

    assert (held("2025-08"), held("2025-09")) == ([True], [False])
    assert "patrols_per_case@T01" not in {one.target.indicator for one in queries.against_targets(HANOI, today=TODAY)}


def test_pages_show_what_has_ended_in_the_periods_in_which_it_held(ended: Actor, sign_in) -> None:
    client = sign_in("T01")

    def shown(address: str) -> bool:
        return "Lượt tuần tra trên một vụ" in client.get(f"/so-lieu/{address}").content.decode()

    assert [shown(f"?unit=T01&period={period}") for period in ("2025-08", "2025-09", "2025")] == [True, False, False]
    assert shown("chu-yeu/?unit=T01&period=2025-08") and not shown("chu-yeu/?unit=T01&period=2025-09")
    assert not shown("chu-yeu/chon/?unit=T01")
    with pytest.raises(Mistake, match="Không có chỉ tiêu thống kê"):
        choose(HANOI, Unit.objects.get(code="T01"), ["patrols_per_case@T01"])


def test_an_end_taken_back_leaves_everything_as_it_was(ended: Actor) -> None:
    take_back(HANOI, Unit.objects.get(code="T01"), [("form", "patrol"), ("element", "patrols")])
    assert [one.period.code for one in dues(WARD, "C4", TODAY) if one.form.owner] == ["2025-09", "2025-08"]


def test_months_with_reports_on_a_units_own_form_alone_are_no_choice_for_others(patrolled: Actor, report, sign_in) -> None:
    submit(WARD, ReportForm.objects.get(code="patrol@T01"), "2025-10", [Filled("C4", {"patrols@T01": "9"})])
    report("2025-11", {"C4": {"cases": "40", "cleared": "20"}})
    refresh_mart(patrolled)
    pages = {unit: sign_in(unit).get("/so-lieu/").content.decode() for unit in ("BCA", "T01", "C4", "T31A")}
    offered = {unit: [f'value="2025-{month}"' in page for month in ("10", "11")] for unit, page in pages.items()}
    assert offered == {"BCA": [False, True], "T01": [True, True], "C4": [True, True], "T31A": [False, True]}
    assert all("11 tháng đầu năm 2025" in page for page in pages.values())
