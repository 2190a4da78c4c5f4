"""What is asked becomes a task of whoever should answer."""

from datetime import date, timedelta

import pytest

from dutdiem.authority import Actor, Grant, Refused, Role
from dutdiem.kit.errors import Mistake
from dutdiem.oversight import actions
from dutdiem.plans.models import Coordination, Task
from dutdiem.units.models import Unit

pytestmark = pytest.mark.django_db
TODAY = date.today()
LATER = TODAY + timedelta(days=60)


def unit(code):
    return Unit.objects.get(code=code)


@pytest.fixture
def held_back(work):
    task = work("Xây dựng trụ sở", "T31A", owner=unit("BCA"))
    Coordination.objects.create(task=task, unit=unit("C3"))
    return task


@pytest.fixture
def asked(held_back, ward):
    there = {"raised_on": TODAY, "addressed_to": unit("T31A"), "task": held_back}
    return actions.raise_obstacle(ward, "Chưa có đất", unit("C3"), kind="premises", **there)


def test_the_task_stands_below_the_one_that_is_held_back_and_closes_what_was_asked(asked, held_back, haiphong):
    task = actions.turn_into_task(haiphong, asked, "Bố trí quỹ đất", unit("C3"), LATER, on=TODAY)
    asked.refresh_from_db()
    assert (asked.became, asked.answered_on) == (task, TODAY)
    assert f"nhiệm vụ số {task.pk}" in asked.answer
    assert (task.owner.code, task.lead.code, task.parent, task.deadline) == ("T31A", "C3", held_back, LATER)


def test_who_has_no_part_in_that_task_puts_it_at_the_top_of_its_own_plan(asked, tree, ministry):
    actions.pass_up(tree, asked, unit("BCA"), on=TODAY, reason="Vượt thẩm quyền")
    asked.task = None
    asked.save()
    task = actions.turn_into_task(ministry, asked, "Trình bố trí vốn", unit("H01"), LATER, on=TODAY)
    assert (task.owner.code, task.parent) == ("BCA", None)


def test_a_leader_answers_but_does_not_assign(asked):
    leader = Actor("gd", (Grant(Role.LEADER, "BCA/T31A"),))
    with pytest.raises(Refused, match="giao nhiệm vụ"):
        actions.turn_into_task(leader, asked, "Bố trí quỹ đất", unit("C3"), LATER, on=TODAY)
    assert Task.objects.count() == 1


def test_a_task_without_a_name_is_refused_and_nothing_is_made(asked, haiphong):
    with pytest.raises(Mistake, match="chưa có tên"):
        actions.turn_into_task(haiphong, asked, " ", unit("C3"), LATER, on=TODAY)
    asked.refresh_from_db()
    assert (asked.answered_on, Task.objects.count()) == (None, 1)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"title": ""}, "Chưa có nội dung"),
        ({"kind": "weather"}, "Không có loại"),
        ({"addressed_to": "C3"}, "trùng với đơn vị nêu"),
        ({"addressed_to": "T30"}, "không hoạt động"),
        ({"unit": "C4"}, "không chủ trì"),
    ],
)
def test_raising_is_refused(held_back, tree, changes, says):
    facts = {"title": "Vướng", "kind": "law", "unit": "C3", "addressed_to": "T31A"} | changes
    there = {"kind": facts["kind"], "raised_on": TODAY, "addressed_to": unit(facts["addressed_to"]), "task": held_back}
    with pytest.raises(Mistake, match=says):
        actions.raise_obstacle(tree, facts["title"], unit(facts["unit"]), **there)


def test_nothing_is_written_about_a_task_outside_the_system(tree, work):
    stub = work("Nhiệm vụ ngoài hệ thống", "T31A", outside=True)
    with pytest.raises(Mistake, match="ngoài hệ thống"):
        actions.raise_obstacle(tree, "Vướng", unit("T31A"), kind="law", raised_on=TODAY, addressed_to=unit("BCA"), task=stub)


def test_what_comes_of_something_internal_is_internal_to_the_unit_that_was_asked(work, ward, haiphong, ministry):
    kept = work("Việc kín", "C3", owner=unit("T31A"), internal=True)
    there = {"raised_on": TODAY, "task": kept, "kind": "premises"}
    for asked_unit, who, below in (("T31A", haiphong, kept), ("BCA", ministry, None)):
        asked = actions.raise_obstacle(ward, "Chưa có đất", unit("C3"), addressed_to=unit(asked_unit), **there)
        task = actions.turn_into_task(who, asked, "Bố trí quỹ đất", unit("C3"), LATER, on=TODAY)
        assert (task.internal, task.owner.code, task.parent) == (True, asked_unit, below)
