"""Progress, handing in, acceptance, deadlines: who may, and in which order."""

from datetime import date

import pytest

from dutdiem.authority import Actor, Grant, Refused, Role
from dutdiem.documents import actions as documents
from dutdiem.documents.models import Proposal
from dutdiem.kit.errors import Mistake
from dutdiem.plans import actions, queries
from dutdiem.plans.models import Task
from dutdiem.units.models import Unit

pytestmark = pytest.mark.django_db
ON = date(2025, 6, 1)
LEAD = Actor("h01", (Grant(Role.REPORTER, "BCA/H01"),))
STAFF = Actor("bca", (Grant(Role.STAFF, "BCA"),))
OTHER = Actor("t01", (Grant(Role.STAFF, "BCA/T01"),))


@pytest.fixture
def task(proposals: list[Proposal], actor: Actor) -> Task:
    documents.accept(actor, proposals, day=date(2025, 12, 31))
    return Task.objects.get(title="Xây dựng Đề án số 1")


def unit(code: str) -> Unit:
    return Unit.objects.get(code=code)


def test_a_report_of_the_lead_starts_the_task_and_moves_its_percent(task: Task) -> None:
    actions.report(LEAD, task, unit("H01"), on=ON, percent=40, says="Đã có dự thảo.")
    task.refresh_from_db()
    assert (task.state, task.percent) == ("in_progress", 40)


@pytest.mark.parametrize(
    ("code", "percent", "says", "why"),
    [
        ("H01", 101, "Có", "từ 0 đến 100"),
        ("H01", 10, "  ", "chưa có nội dung"),
        ("T01", 10, "Có", "không chủ trì và không phối hợp"),
    ],
)
def test_a_report_is_refused_and_changes_nothing(task: Task, actor: Actor, code: str, percent: int, says: str, why: str) -> None:
    with pytest.raises(Mistake, match=why):
        actions.report(actor, task, unit(code), on=ON, percent=percent, says=says)
    assert not task.progress.exists()


def test_done_needs_the_deliverable_and_the_acceptance_of_whoever_assigned_it(task: Task) -> None:
    with pytest.raises(Mistake, match="không chuyển sang"):
        actions.accept_done(STAFF, task)
    actions.hand_in(LEAD, task, on=ON)
    with pytest.raises(Refused):
        actions.accept_done(LEAD, task)
    actions.accept_done(STAFF, task)
    task.refresh_from_db()
    assert (task.state, task.handed_in_on) == ("done", ON)


def test_what_is_sent_back_is_to_be_redone_and_handed_in_again(task: Task) -> None:
    actions.hand_in(LEAD, task, on=ON)
    actions.send_back(STAFF, task, reason=" Thiếu phụ lục. ")
    assert (task.state, task.handed_in_on, task.stop_reason) == ("returned", None, "Thiếu phụ lục.")
    actions.hand_in(LEAD, task, on=date(2025, 7, 2))
    assert Task.objects.get(pk=task.pk).stop_reason == "Thiếu phụ lục.", "whoever accepts sees what was asked for"
    actions.accept_done(STAFF, task)
    assert Task.objects.get(pk=task.pk).stop_reason == ""
    assert queries.status(STAFF, date(2025, 12, 31)).done_late == 1


def test_nothing_is_sent_back_without_saying_why(task: Task) -> None:
    actions.hand_in(LEAD, task, on=ON)
    with pytest.raises(Mistake, match="phải nêu lý do"):
        actions.send_back(STAFF, task, reason=" ")
    assert Task.objects.get(pk=task.pk).state == "waiting"


def test_a_deadline_moves_only_with_a_reason_and_the_first_one_stays(task: Task) -> None:
    with pytest.raises(Mistake, match="phải có lý do"):
        actions.move_deadline(STAFF, task, date(2025, 9, 30), reason=" ")
    with pytest.raises(Refused):
        actions.move_deadline(LEAD, task, date(2025, 9, 30), reason="Chờ hướng dẫn")
    actions.move_deadline(STAFF, task, date(2025, 9, 30), reason="Chờ hướng dẫn")
    task.refresh_from_db()
    assert (task.deadline, task.first_deadline) == (date(2025, 9, 30), date(2025, 6, 30))


def test_another_province_sees_only_what_it_leads_or_helps_with(task: Task) -> None:
    seen = set(queries.visible(OTHER, ON).exclude(kind__in=("objective", "group")).values_list("lead__code", flat=True))
    assert seen == {"T01"}


def test_nobody_without_a_role_sees_anything(task: Task) -> None:
    assert not queries.visible(Actor("ai đó"), ON).exists()


def test_a_task_that_was_fanned_out_counts_by_its_children(task: Task) -> None:
    counts = queries.status(STAFF, date(2025, 12, 31))
    assert counts.total == 3 + 4
    assert counts.open_overdue == 1 + 4


@pytest.mark.parametrize(("time", "number"), [("overdue", 6), ("undated", 5), ("due", 0)])
def test_lists_are_narrowed_by_time(task: Task, time: str, number: int) -> None:
    assert queries.listed(STAFF, date(2025, 12, 31), time=time).count() == number


def test_search_ignores_marks(task: Task) -> None:
    assert [t.title for t in queries.listed(STAFF, ON, search="de an so 1")] == ["Xây dựng Đề án số 1"]
