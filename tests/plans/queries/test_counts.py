"""Counts that one question gives for many: the nodes of the tree and all there is, units, documents."""

from datetime import date, timedelta

import pytest

from dutdiem.authority import Actor, Grant, Role
from dutdiem.plans import actions, queries
from dutdiem.plans.models import Task
from dutdiem.plans.rules import Counts

pytestmark = pytest.mark.django_db
TODAY = date(2025, 8, 1)
LATE = TODAY - timedelta(days=5)


@pytest.fixture
def tree_of_tasks(planned) -> list[Task]:
    """Two objectives; below the first a group with two tasks, one late and one done, and a task right below it."""
    first = planned("Mục tiêu một", kind="objective")
    other = planned("Mục tiêu hai", kind="objective")
    group = planned("Nhóm", below=first, kind="group")
    planned("Quá hạn", "T01", below=group, deadline=LATE)
    done = planned("Đã xong", "H01", below=group, deadline=LATE)
    Task.objects.filter(pk=done.pk).update(state="done", handed_in_on=LATE)
    planned("Ngay dưới mục tiêu", "T31A", below=first)
    planned("Của mục tiêu hai", "C3", below=other, owner="T31A", deadline=LATE)
    planned("Đứng riêng", "H01")
    return [first, group, other]


def reader(*paths: str) -> Actor:
    return Actor("đọc", tuple(Grant(Role.STAFF, path) for path in paths))


@pytest.mark.parametrize("who", [reader(""), reader("BCA"), reader("BCA/T31A"), reader("BCA/T31A/C3")])
def test_the_counts_of_all_that_come_with_the_nodes_are_those_of_the_status(tree_of_tasks, who):
    paths = [task.path for task in queries.outline(who, TODAY)]
    _, everything = queries.tallies_and_all(who, TODAY, paths)
    assert everything == queries.status(who, TODAY)


def test_each_node_counts_what_hangs_below_it_and_not_itself(tree_of_tasks):
    first, group, other = tree_of_tasks
    found = queries.tallies(reader("BCA"), TODAY, [task.path for task in queries.outline(reader(""), TODAY)])
    assert found[first.path] == queries.Tally(3, 1, 1)
    assert found[group.path] == queries.Tally(2, 1, 1)
    assert found[other.path] == queries.Tally(1, 0, 1)
    assert set(found) == {first.path, group.path, other.path}, "work that holds nothing has no count"


def test_the_opened_tree_is_the_same_whoever_sees_all_of_it(tree_of_tasks):
    titles = {task.title for task in queries.outline(reader(""), TODAY)}
    assert titles == {"Mục tiêu một", "Mục tiêu hai", "Nhóm", "Ngay dưới mục tiêu", "Của mục tiêu hai", "Đứng riêng"}
    below = {task.title for task in queries.outline(reader(""), TODAY, tree_of_tasks[0])}
    assert below == {"Nhóm", "Ngay dưới mục tiêu"}


def test_units_are_counted_with_what_nobody_leads(tree_of_tasks, planned):
    Task.objects.filter(title="Đứng riêng").update(lead=None)
    found = queries.by_unit(queries.listed(reader(""), TODAY), TODAY, "BCA")
    assert found[""] == Counts(undated_open=1)
    assert found["T31A"] == Counts(open_overdue=1, undated_open=1)
    assert sum(counts.total for counts in found.values()) == queries.counted(queries.visible(reader(""), TODAY)).count()


@pytest.mark.parametrize("who", [reader(""), reader("BCA"), reader("BCA/T01")])
def test_a_document_counts_what_it_orders_first_and_besides(planned, tree, paper, who):
    papers = [paper("Giao nhiệm vụ cho các đơn vị.", symbol=f"{n}-KH") for n in (1, 2, 3)]
    task = planned("Việc", "T01", deadline=LATE)
    Task.objects.filter(pk=task.pk).update(document=papers[0], start=0, end=4)
    task.refresh_from_db()
    actions.derive(tree, task, papers[1], 5, 8)
    found = queries.by_document(who, TODAY)
    assert {one.symbol for one in found} == {"1-KH", "2-KH"}
    counts = queries.of_documents(who, TODAY, [one.pk for one in papers])
    assert counts == {papers[0].pk: Counts(open_overdue=1), papers[1].pk: Counts(open_overdue=1), papers[2].pk: Counts()}


@pytest.fixture
def ordered(planned) -> Task:
    """A task of the ministry that Hà Nội leads and Hải Phòng helps with, five days late."""
    return planned("Việc Bộ giao", "T01", helpers=["T31A"], deadline=LATE)


@pytest.mark.parametrize(("unit", "internal"), [("T01", True), ("T01", False), ("T31A", False)])
def test_what_a_unit_hangs_below_a_task_from_above_takes_its_place_in_no_count_and_no_list(planned, ordered, unit, internal):
    planned("Việc con của đơn vị", unit, owner=unit, below=ordered, kind="subtask", internal=internal)
    for who in (reader(""), reader("BCA"), reader("BCA/T01")):
        assert ordered in queries.overdue(who, TODAY)
        assert ordered in queries.red(who, TODAY)
        assert queries.status(who, TODAY).open_overdue == 1


def test_a_task_is_counted_by_the_parts_that_its_own_plan_gives_to_units(planned, ordered):
    planned("Phần một", "T01", below=ordered, kind="subtask", deadline=LATE)
    planned("Phần hai", "T31A", below=ordered, kind="subtask", deadline=TODAY)
    assert [task.title for task in queries.overdue(reader(""), TODAY)] == ["Phần một"]
    assert [task.title for task in queries.red(reader(""), TODAY)] == ["Việc Bộ giao"]


def test_a_part_that_is_late_before_the_whole_is_stands_in_the_list_of_what_is_red(planned):
    whole = planned("Việc lớn", "H01", deadline=TODAY + timedelta(days=30))
    planned("Phần đến hạn sớm", "T01", below=whole, kind="subtask", deadline=LATE)
    assert [task.title for task in queries.red(reader(""), TODAY)] == ["Phần đến hạn sớm"]


def test_a_part_that_is_kept_internal_does_not_hide_an_open_task_from_those_above(planned):
    whole = planned("Việc mở của Hà Nội", "T01", owner="T01", deadline=LATE)
    planned("Phần kín", "C4", owner="T01", below=whole, kind="subtask", internal=True, deadline=LATE)
    assert list(queries.overdue(reader(""), TODAY)) == [whole]
