"""Values against their targets, and against the path that leads there."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from dutdiem.authority import Actor
from dutdiem.catalogue.actions import define
from dutdiem.catalogue.models import Target
from dutdiem.catalogue.queries import definitions
from dutdiem.figures import queries
from dutdiem.kit.errors import Mistake

pytestmark = [pytest.mark.django_db, pytest.mark.both]
TODAY = date(2026, 1, 15)
LATER = """
[[targets]]
indicator = "clear_up_rate"
unit = "T31A"
period = "2029"
at_least = 90
baseline = 50
baseline_on = 2024-12-31
source = "KH 5"
"""


@pytest.fixture
def later(reported: Actor, tmp_path: Path) -> Actor:
    """A target of 2029 for one province, with where it begins, beside the nation's of 2025."""
    (tmp_path / "later.toml").write_text(LATER, "utf-8")
    define(reported, tmp_path / "later.toml")
    return reported


def goals(actor: Actor, units: str, period: str) -> dict[str, queries.Goal | None]:
    rows = queries.roll_up(actor, ["clear_up_rate"], units, [period], today=TODAY)
    return {row.unit: goal for row, goal in queries.with_goals(rows, definitions(actor), today=TODAY)}


def test_a_value_is_held_against_its_own_target_then_that_of_its_year_then_a_superiors(later: Actor) -> None:
    found = goals(later, "level:province", "2025-08")
    above = found["T01"]
    assert above is not None
    assert (above.target.unit, above.above, above.due, above.distance, above.course) == ("BCA", True, True, None, None)
    (own,) = goals(later, "BCA", "2025-08").values()
    assert own is not None
    assert (own.above, own.reached, own.distance and own.distance.gap) == (False, False, Decimal("-5.00"))


def test_a_value_on_the_way_to_a_later_target_is_held_against_the_path(later: Actor) -> None:
    goal = goals(later, "level:province", "2025-08")["T31A"]
    assert goal is not None
    assert (goal.target.period, goal.due, goal.above) == ("2029", False, False)
    assert goal.course is not None
    days, whole = (date(2025, 8, 31) - date(2024, 12, 31)).days, (date(2029, 12, 31) - date(2024, 12, 31)).days
    assert goal.course.path == round(Decimal(50) + Decimal(40) * days / whole, 2)
    assert (goal.course.gap, goal.met) == (Decimal("75.00") - goal.course.path, True)


def test_before_the_path_begins_there_is_none(later: Actor) -> None:
    assert goals(later, "BCA", "2024-08")["BCA"] is None


def test_every_target_has_its_distance_and_its_path(later: Actor) -> None:
    found = {row.target.unit: row for row in queries.against_targets(later, today=TODAY)}
    assert found["BCA"].course is None
    assert found["BCA"].distance is not None
    assert found["T31A"].course is not None


def test_a_target_that_was_raised_is_held_as_it_was_at_the_end_of_its_period(reported: Actor, tmp_path: Path) -> None:
    raised = LATER.replace("T31A", "BCA").replace("2029", "2025").replace("at_least = 90", "at_least = 85\nvalid_from = 2025-07-01")
    (tmp_path / "raised.toml").write_text(raised, "utf-8")
    define(reported, tmp_path / "raised.toml")
    june, august = (goals(reported, "BCA", period)["BCA"] for period in ("2025-06", "2025-08"))
    assert [goal and goal.target.value for goal in (june, august)] == [80, 85]
    (row,) = queries.against_targets(reported, unit="BCA", today=TODAY)
    assert row.target.value == 85


@pytest.mark.parametrize("code", ["2026-13", "2026-W60", "2026-02-30", "2026/2020", "0000", "0001", "9999"])
def test_a_target_of_no_period_is_refused_and_one_that_is_there_stops_no_page(reported: Actor, tmp_path: Path, code: str) -> None:
    (tmp_path / "none.toml").write_text(LATER.replace("2029", code), "utf-8")
    with pytest.raises(Mistake, match=r"\[\[targets\]\] thứ 1.*kỳ"):
        define(reported, tmp_path / "none.toml")
    (tmp_path / "later.toml").write_text(LATER, "utf-8")
    define(reported, tmp_path / "later.toml")
    Target.objects.filter(period="2029").update(period=code)
    goal = goals(reported, "level:province", "2025-08")["T31A"]
    assert goal is not None and goal.above
    assert [row.target.unit for row in queries.against_targets(reported, today=TODAY)] == ["BCA"]
