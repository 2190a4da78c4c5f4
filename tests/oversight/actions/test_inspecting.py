"""Inspections: a plan a year, visits, conclusions that are tasks, verified when they are done."""

from datetime import date, timedelta

import pytest

from dutdiem.authority import Actor, Grant, Refused, Role
from dutdiem.kit.errors import Mistake
from dutdiem.oversight import actions, queries
from dutdiem.oversight.models import Conclusion, Inspection
from dutdiem.plans import actions as plans
from dutdiem.units.models import Unit

pytestmark = pytest.mark.django_db
TODAY = date.today()
YEAR = TODAY.year
SPAN = {"planned_from": date(YEAR, 1, 5), "planned_to": date(YEAR, 1, 9)}


def unit(code):
    return Unit.objects.get(code=code)


@pytest.fixture
def plan(tree, inspector):
    return actions.plan_inspections(inspector, unit("BCA"), YEAR, "Kế hoạch kiểm tra")


@pytest.fixture
def visit(plan, inspector):
    return actions.add_visit(inspector, plan, unit("T31A"), ["Quản lý trang bị", " ", "Chế độ báo cáo"], **SPAN)


@pytest.fixture
def concluded(visit, inspector):
    actions.visited(inspector, visit, on=TODAY)
    topic = visit.topics.first()
    return actions.conclude(inspector, topic, "Sổ sách chưa đủ", "Lập đủ sổ sách", TODAY + timedelta(days=30))


def test_a_conclusion_is_a_task_of_the_inspected_unit_in_the_inspecting_units_plan(concluded):
    task = concluded.task
    assert (task.title, task.lead.code, task.owner.code) == ("Lập đủ sổ sách", "T31A", "BCA")
    assert task.deadline == TODAY + timedelta(days=30)


def test_the_inspector_verifies_what_was_handed_in_and_the_task_is_done(concluded, inspector, haiphong):
    with pytest.raises(Mistake):
        actions.verify(inspector, concluded)
    plans.hand_in(haiphong, concluded.task, on=TODAY)
    actions.verify(inspector, concluded)
    concluded.task.refresh_from_db()
    assert (concluded.task.state, concluded.verified_on, concluded.verified_by) == ("done", TODAY, "thanh-tra")
    with pytest.raises(Mistake, match="đã được kiểm tra lại"):
        actions.verify(inspector, concluded)


def test_work_that_is_not_done_goes_back_with_the_reason(concluded, inspector, haiphong):
    plans.hand_in(haiphong, concluded.task, on=TODAY)
    with pytest.raises(Mistake, match="phải nêu lý do"):
        actions.return_work(inspector, concluded, reason=" ")
    actions.return_work(inspector, concluded, reason="Còn thiếu")
    concluded.task.refresh_from_db()
    assert (concluded.task.state, concluded.task.handed_in_on, concluded.verified_on) == ("returned", None, None)


def test_a_task_that_the_staff_office_accepted_is_still_to_be_verified(concluded, inspector, haiphong, ministry):
    plans.hand_in(haiphong, concluded.task, on=TODAY)
    plans.accept_done(ministry, concluded.task)
    actions.verify(inspector, concluded)
    assert concluded.verified_on == TODAY


def test_only_an_inspector_of_that_unit_writes(plan, haiphong):
    foreign = Actor("thanh-tra-hp", (Grant(Role.INSPECTOR, "BCA/T31A"),))
    for actor in (haiphong, foreign):
        with pytest.raises(Refused):
            actions.add_visit(actor, plan, unit("T31A"), ["Nội dung"], **SPAN)


@pytest.mark.parametrize(
    ("code", "topics", "span", "says"),
    [
        ("T31A", [" "], SPAN, "Chưa có nội dung kiểm tra"),
        ("BCA", ["Một"], SPAN, "không thuộc"),
        ("T31A", ["Một"], {"planned_from": date(YEAR - 1, 5, 5), "planned_to": date(YEAR - 1, 5, 6)}, "trong năm"),
    ],
)
def test_a_visit_is_refused(plan, inspector, code, topics, span, says):
    with pytest.raises(Mistake, match=says):
        actions.add_visit(inspector, plan, unit(code), topics, **span)
    assert not Inspection.objects.exists()


def test_there_is_one_plan_a_year(plan, inspector):
    with pytest.raises(Mistake, match="đã có kế hoạch"):
        actions.plan_inspections(inspector, unit("BCA"), YEAR, "Kế hoạch khác")


def test_nothing_is_concluded_before_the_visit_and_a_visit_is_recorded_once(visit, inspector):
    with pytest.raises(Mistake, match="Chưa ghi ngày kiểm tra"):
        actions.conclude(inspector, visit.topics.first(), "Thiếu", "Bổ sung", TODAY)
    with pytest.raises(Mistake, match="chưa đến"):
        actions.visited(inspector, visit, on=TODAY + timedelta(days=1))
    actions.drop_visit(inspector, visit, reason="Trùng đoàn khác")
    with pytest.raises(Mistake, match="đã ghi kết quả"):
        actions.visited(inspector, visit, on=TODAY)


def test_a_conclusion_without_words_or_with_a_term_gone_by_is_refused(visit, inspector):
    actions.visited(inspector, visit, on=TODAY)
    topic = visit.topics.first()
    with pytest.raises(Mistake, match="Chưa có nội dung kết luận"):
        actions.conclude(inspector, topic, " ", "Bổ sung", TODAY)
    with pytest.raises(Mistake, match="trước ngày kết luận"):
        actions.conclude(inspector, topic, "Thiếu", "Bổ sung", TODAY - timedelta(days=1))
    assert not Conclusion.objects.exists()


def test_what_was_found_is_counted_by_topic_and_by_unit(concluded, plan, inspector, tree):
    other = actions.add_visit(inspector, plan, unit("C4"), ["QUẢN LÝ trang bị"], **SPAN)
    actions.visited(inspector, other, on=TODAY)
    for wanted in ("Bổ sung", "Sửa đổi"):
        actions.conclude(inspector, other.topics.first(), "Thiếu", wanted, TODAY)
    (equipment,) = queries.findings(inspector, TODAY + timedelta(days=1))
    assert (equipment.found, equipment.units, equipment.closed, equipment.overdue) == (3, 2, 0, 2)
    assert [(p.code, p.found) for p in queries.found_at(inspector, TODAY)] == [("C4", 2), ("T31A", 1)]
    (province,) = queries.findings(inspector, TODAY, level="province")
    assert province.found == 1
    assert queries.findings(inspector, TODAY, year=YEAR - 1) == []
    assert [p.code for p in queries.found_at(inspector, TODAY, topic="quan ly trang bi", unit="C4")] == ["C4"]


def test_a_unit_sees_its_own_visits_and_no_others(concluded, plan, inspector, haiphong):
    actions.add_visit(inspector, plan, unit("C4"), ["Một"], **SPAN)
    assert [v.unit.code for v in queries.visits(haiphong, TODAY)] == ["T31A"]
    assert list(queries.plans(haiphong, TODAY)) == [plan]
    hanoi = Actor("t01", (Grant(Role.STAFF, "BCA/T01"),))
    assert not queries.conclusions(hanoi, TODAY).exists()
