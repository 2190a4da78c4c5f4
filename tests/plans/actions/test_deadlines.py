"""Deadlines move by request and approval; stopping has its reason."""

from datetime import date, timedelta

import pytest

from dutdiem.authority import Refused
from dutdiem.kit.errors import Mistake
from dutdiem.plans import actions, queries
from dutdiem.plans.models import Task

pytestmark = pytest.mark.django_db
DUE, LATER, TODAY = date(2026, 6, 30), date(2026, 9, 30), date.today()


@pytest.fixture
def task(planned):
    return planned("Việc", "T01", deadline=DUE, starts_on=date(2026, 1, 1))


def test_the_lead_asks_and_whoever_assigned_it_approves(task, hanoi, ministry):
    move = actions.ask_deadline(hanoi, task, LATER, reason="Chờ nghị định")
    assert Task.objects.get().deadline == DUE
    assert list(queries.open_moves(ministry, DUE)) == [move]
    with pytest.raises(Refused):
        actions.decide_deadline(hanoi, move, approve=True)
    actions.decide_deadline(ministry, move, approve=True)
    task = Task.objects.get()
    assert (task.deadline, task.first_deadline) == (LATER, DUE)
    assert (move.state, move.decided_by, move.before) == ("approved", "bca", DUE)
    with pytest.raises(Mistake, match="đã được quyết định"):
        actions.decide_deadline(ministry, move, approve=False, answer="Không")


def test_a_refusal_says_why_and_moves_nothing(task, hanoi, ministry):
    move = actions.ask_deadline(hanoi, task, LATER, reason="Chờ nghị định")
    with pytest.raises(Mistake, match="phải nêu lý do") as refused:
        actions.decide_deadline(ministry, move, approve=False)
    assert refused.value.field == "answer"
    actions.decide_deadline(ministry, move, approve=False, answer="Đã có hướng dẫn")
    assert Task.objects.get().deadline == DUE
    actions.ask_deadline(hanoi, task, LATER, reason="Xin lần nữa")


@pytest.mark.parametrize(("wanted", "reason", "field"), [(LATER, "  ", "reason"), (date(2025, 12, 31), "Sớm quá", "wanted")])
def test_a_request_without_reason_or_before_the_start_is_refused(task, hanoi, wanted, reason, field):
    with pytest.raises(Mistake) as refused:
        actions.ask_deadline(hanoi, task, wanted, reason=reason)
    assert refused.value.field == field


def test_one_request_at_a_time(task, hanoi):
    actions.ask_deadline(hanoi, task, LATER, reason="Chờ nghị định")
    with pytest.raises(Mistake, match="chờ quyết định"):
        actions.ask_deadline(hanoi, task, date(2026, 12, 31), reason="Lâu hơn nữa")


def test_the_first_deadline_stays_through_many_moves(task, ministry):
    for month in (9, 10, 11):
        actions.move_deadline(ministry, task, date(2026, month, 30), reason="Chờ")
    task.refresh_from_db()
    assert (task.deadline, task.first_deadline, task.moves.count()) == (date(2026, 11, 30), DUE, 3)


def test_stopping_needs_a_reason_and_going_on_takes_it_away(task, ministry, hanoi):
    with pytest.raises(Mistake, match="phải có lý do") as refused:
        actions.suspend(ministry, task, reason=" ")
    assert refused.value.field == "reason"
    with pytest.raises(Refused):
        actions.suspend(hanoi, task, reason="Chờ vốn")
    actions.suspend(ministry, task, reason="Chờ vốn")
    assert queries.status(ministry, date(2027, 1, 1)).suspended == 1
    actions.resume(ministry, task)
    assert (Task.objects.get().state, Task.objects.get().stop_reason) == ("in_progress", "")
    actions.cancel(ministry, task, reason="Đã bãi bỏ")
    counts = queries.status(ministry, date(2027, 1, 1))
    assert (counts.cancelled, counts.suspended, counts.total) == (1, 0, 1)
    with pytest.raises(Mistake, match="không phải đang tạm dừng"):
        actions.resume(ministry, task)


def test_a_request_is_not_approved_once_the_task_is_done(planned, ministry, tree):
    task = planned("Việc", "H01", deadline=TODAY - timedelta(days=5))
    asked = actions.ask_deadline(tree, task, TODAY + timedelta(days=30), reason="Chờ thẩm định")
    actions.hand_in(tree, task, on=TODAY)
    actions.accept_done(ministry, task)
    with pytest.raises(Mistake, match="đã hoàn thành, không đổi thời hạn nữa"):
        actions.decide_deadline(ministry, asked, approve=True)
    task.refresh_from_db()
    asked.refresh_from_db()
    assert (task.deadline, asked.state) == (TODAY - timedelta(days=5), "asked")
    actions.decide_deadline(ministry, asked, approve=False, answer="Đã xong")


def test_a_request_is_not_approved_for_a_day_before_the_start_that_the_task_has_since(planned, ministry, tree):
    task = planned("Việc", "H01", deadline=TODAY)
    asked = actions.ask_deadline(tree, task, TODAY + timedelta(days=5), reason="Chờ thẩm định")
    Task.objects.filter(pk=task.pk).update(starts_on=TODAY + timedelta(days=9), deadline=TODAY + timedelta(days=90))
    with pytest.raises(Mistake, match="trước ngày bắt đầu"):
        actions.decide_deadline(ministry, asked, approve=True)
