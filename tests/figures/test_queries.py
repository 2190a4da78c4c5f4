"""Roll-ups, ranking, targets, completeness and traces over the record."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from dutdiem.authority import Actor, Grant, Refused, Role
from dutdiem.collection.models import Submission
from dutdiem.figures import queries
from dutdiem.figures.actions import refresh_mart
from dutdiem.kit.errors import Mistake

pytestmark = [pytest.mark.django_db, pytest.mark.both]
TODAY = date(2026, 1, 15)
Report = Callable[..., None]


def values(rows: list) -> dict[str, Decimal | None]:
    return {row.unit: row.value for row in rows}


def test_a_page_shows_units_in_todays_structure_or_that_of_the_time(reported: Actor) -> None:
    then = queries.roll_up(reported, ["cases"], "level:province", ["2025-06"], today=TODAY)
    today = queries.roll_up(reported, ["cases"], "level:province", ["2025-06"], structure="today", today=TODAY)
    assert values(then) == {"T01": None, "T30": 10, "T31": 5}
    assert values(today) == {"T01": 3, "T31A": 12}


def test_a_correction_is_in_the_national_total_after_the_refresh(report: Report, reported: Actor) -> None:
    report("2025-06", {"C1": {"cases": "11"}})
    refresh_mart(reported)
    (row,) = queries.roll_up(reported, ["cases"], "BCA", ["2025-06"], today=TODAY)
    assert (row.value, row.reported, row.expected) == (16, 2, 3)


def test_change_against_last_year_compares_like_with_like(reported: Actor) -> None:
    (row,) = queries.roll_up(reported, ["clear_up_rate"], "T31A", ["2025-08"], compare=True, today=TODAY)
    assert (row.value, row.numerator, row.denominator) == (75, 30, 40)
    assert (row.previous, row.change_percent) == (50, 50)


def test_what_cannot_be_answered_is_a_mistake_in_one_sentence(reported: Actor) -> None:
    for measures, units, periods in (
        (["nothing"], "BCA", ["2025"]),
        (["cases"], "nobody", ["2025"]),
        (["cases"], "BCA", ["2025-13"]),
    ):
        with pytest.raises(Mistake, match="Không"):
            queries.roll_up(reported, measures, units, periods, today=TODAY)


def test_an_account_sees_its_own_subtree_and_nothing_else(reported: Actor) -> None:
    ward = Actor("xã", (Grant(Role.REPORTER, "BCA/T31A/C3"),))
    province = Actor("tỉnh", (Grant(Role.STAFF, "BCA/T31A"),))
    assert values(queries.roll_up(ward, ["cases"], "under:BCA", ["2025-08"], today=TODAY)) == {"C3": 40}
    assert set(values(queries.roll_up(province, ["cases"], "under:BCA", ["2025-08"], today=TODAY))) == {"T31A", "C3"}
    with pytest.raises(Refused, match="BCA"):
        queries.roll_up(province, ["cases"], "BCA", ["2025-08"], today=TODAY)
    assert queries.against_targets(province, today=TODAY) == []


def test_ranking_goes_by_the_indicators_direction(reported: Actor) -> None:
    rows = queries.ranking(reported, "clear_up_rate", "level:commune", "2025-06", today=TODAY)
    assert [(rank, row.unit, row.value) for rank, row in rows] == [(1, "C2", 100), (2, "C1", 40)]


def test_a_target_is_held_against_the_value_of_its_period(reported: Actor) -> None:
    (found,) = queries.against_targets(reported, today=TODAY)
    assert found.answer is not None and found.distance is not None
    assert found.answer.value == Decimal("70.91")
    assert (found.distance.gap, found.distance.reached) == (Decimal("-9.09"), False)
    assert queries.against_targets(reported, unit="T01", today=TODAY) == []


def test_completeness_says_who_and_when(reported: Actor) -> None:
    Submission.objects.filter(unit__code="C1").update(submitted_at=datetime(2025, 7, 4, 17, 30, tzinfo=UTC))
    Submission.objects.filter(unit__code="C2").update(submitted_at=datetime(2025, 7, 9, tzinfo=UTC))
    rows = queries.completeness(reported, "monthly", "2025-06", "level:commune", today=TODAY)
    assert [(row.unit, row.status, row.late, row.due) for row in rows] == [
        ("C1", "submitted", 0, date(2025, 7, 7)),
        ("C2", "submitted", 1, date(2025, 7, 7)),
        ("C4", "missing", 1, date(2025, 7, 7)),
    ]
    (nation,) = queries.completeness(reported, "monthly", "2025-06", today=TODAY)
    assert (nation.unit, nation.expected, nation.reported, nation.late) == ("BCA", 3, 2, 2)
    assert [row.period for row in queries.completeness(reported, "monthly", "2025-Q3")] == ["2025-07", "2025-08", "2025-09"]


def test_completeness_refuses_a_form_or_period_that_does_not_fit(reported: Actor) -> None:
    with pytest.raises(Mistake, match="Không có biểu mẫu “weekly”"):
        queries.completeness(reported, "weekly", "2025-06")
    with pytest.raises(Mistake, match="báo cáo theo tháng"):
        queries.completeness(reported, "monthly", "2025-W14")


def test_a_trace_leads_to_the_submissions_and_who_sent_them(reported: Actor) -> None:
    found = queries.trace(reported, "clear_up_rate", "BCA", "2025-06", today=TODAY)
    assert found.answer.value == 60
    assert [(part.element, part.total.value, part.figures) for part in found.parts] == [("cleared", 9, 2), ("cases", 15, 2)]
    cases = found.parts[1]
    assert [(row.unit, row.value) for row in cases.below] == [("T30", 10), ("T31", 5)]
    assert [(o.unit, o.value, o.submitted_by) for o in cases.origins] == [("C1", 10, "thử"), ("C2", 5, "thử")]
    assert Submission.objects.get(pk=cases.origins[0].submission).values["cases"] == "10"


def test_a_trace_shows_the_share_of_a_split_and_that_it_was_assumed(reported: Actor) -> None:
    found = queries.trace(reported, "cases", "T01", "2025-06", structure="today", today=TODAY)
    (origin,) = found.parts[0].origins
    assert (origin.unit, origin.share, origin.value, origin.assumed) == ("C2", Decimal("0.6"), 5, True)
    assert found.answer.value == 3


def test_a_trace_does_not_open_the_parents_figures_to_who_may_not_see_them(reported: Actor) -> None:
    from dutdiem.catalogue.models import Indicator

    Indicator.objects.create(code="part", name="Tỷ trọng", formula="share_of_parent(cases) * 100", unit="%")
    ward = Actor("xã", (Grant(Role.REPORTER, "BCA/T31A/C3"),))
    own, above = queries.trace(ward, "part", "C3", "2025-08", today=TODAY).parts
    assert (own.moves, len(own.origins)) == ((), 1)
    assert (above.moves, above.below, above.origins) == (("parent",), (), ())
    own, above = queries.trace(reported, "part", "C3", "2025-08", today=TODAY).parts
    assert len(above.origins) == 1


def test_a_traces_origins_add_up_to_the_figure(reported: Actor) -> None:
    for unit, period in (("BCA", "2025"), ("T31A", "2025-Q3"), ("C3", "2025")):
        found = queries.trace(reported, "cases", unit, period, structure="today", limit=10**6, today=TODAY)
        origins = found.parts[0].origins
        assert sum(origin.share * origin.value for origin in origins) == found.answer.value


def test_a_trace_ends_at_the_passage_that_set_the_target(reported: Actor, paper: Callable) -> None:
    from dutdiem.catalogue.models import Target

    document = paper("Tỷ lệ điều tra, khám phá đạt trên 80%.")
    Target.objects.update(document=document, start=0, end=24)
    found = queries.trace(reported, "clear_up_rate", "BCA", "2025", today=TODAY)
    assert [(t.comparator, t.value, t.text) for t in found.targets] == [(">=", 80, "Tỷ lệ điều tra, khám phá")]


def test_an_older_version_of_the_mart_gives_the_same_numbers_again(report: Report, reported: Actor) -> None:
    before = queries.roll_up(reported, ["cases"], "BCA", ["2025-06"], today=TODAY)
    report("2025-06", {"C1": {"cases": "1000"}})
    refresh_mart(reported)
    assert queries.roll_up(reported, ["cases"], "BCA", ["2025-06"], today=TODAY, version=0) == before
    assert queries.roll_up(reported, ["cases"], "BCA", ["2025-06"], today=TODAY) != before


def test_a_group_across_the_tree_is_one_row_and_its_members_others(reported: Actor, tmp_path: Path) -> None:
    from dutdiem.units.actions import import_groups

    file = tmp_path / "groups.csv"
    file.write_text("group,name,unit,valid_from,valid_to\nsea,Ven biển,T31,,\nsea,Ven biển,T31A,,\nsea,Ven biển,C3,,\n", "utf-8")
    import_groups(reported, file)
    (row,) = queries.roll_up(reported, ["cases"], "group:sea", ["2025-08"], compare=True, today=TODAY)
    assert (row.unit, row.unit_name, row.value, row.reported, row.expected) == ("group:sea", "Ven biển", 40, 1, 1)
    assert values(queries.roll_up(reported, ["cases"], "members:sea", ["2025-08"], today=TODAY)) == {"C3": 40, "T31A": 40}
    assert values(queries.roll_up(reported, ["cases"], "group:sea", ["2025-06"], today=TODAY)) == {"group:sea": 5}
    assert [report.reported for report in queries.completeness(reported, "monthly", "2025-08", "group:sea", today=TODAY)] == [1]


def test_a_group_is_closed_to_who_may_not_see_all_its_members(reported: Actor, tmp_path: Path) -> None:
    from dutdiem.units.actions import import_groups

    file = tmp_path / "groups.csv"
    file.write_text("group,name,unit,valid_from,valid_to\nbig,Lớn,T01,,\nbig,Lớn,T31A,,\n", "utf-8")
    import_groups(reported, file)
    province = Actor("tỉnh", (Grant(Role.STAFF, "BCA/T31A"),))
    with pytest.raises(Refused, match="group:big"):
        queries.roll_up(province, ["cases"], "group:big", ["2025-08"], today=TODAY)
    assert values(queries.roll_up(province, ["cases"], "members:big", ["2025-08"], today=TODAY)) == {"T31A": 40}
