"""Many tasks in one step, undone as one; merging; handing over."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dutdiem.access import actions as accounts
from dutdiem.access.actions import open_account
from dutdiem.authority import Refused
from dutdiem.documents import actions as documents
from dutdiem.documents.models import Proposal
from dutdiem.kit.errors import Mistake
from dutdiem.plans import actions, queries
from dutdiem.plans.actions import Change, Wanted
from dutdiem.plans.models import Coordination, DeadlineMove, Derivation, Task
from dutdiem.trail.models import Entry
from dutdiem.trail.queries import verify
from dutdiem.units.models import Unit

pytestmark = pytest.mark.django_db
DUE, LATER, TODAY = date(2026, 6, 30), date(2026, 9, 30), date.today()


def unit(code):
    return Unit.objects.get(code=code)


def rows(number):
    return [Wanted(title=f"Việc {n}", lead=unit("H01"), coordinating=((unit("V01"), ""),), deadline=DUE) for n in range(number)]


def test_a_table_becomes_tasks_in_its_order_and_goes_again_as_one(planned, ministry):
    programme = planned("Kế hoạch", kind="objective")
    step = actions.assign_table(ministry, unit("BCA"), programme, rows(30))
    made = Task.objects.filter(parent=programme).order_by("path")
    assert [task.title for task in made] == [f"Việc {n}" for n in range(30)]
    assert actions.undo(ministry, step) == (60, 0)
    assert (Task.objects.count(), Coordination.objects.count()) == (1, 0)
    with pytest.raises(Mistake, match="đã được hoàn lại"):
        actions.undo(ministry, step)


def test_undoing_many_asks_no_more_often_than_undoing_few(planned, ministry):
    programme = planned("Kế hoạch", kind="objective")
    asked = []
    for number in (2, 200):
        step = actions.assign_table(ministry, unit("BCA"), programme, rows(number))
        with CaptureQueriesContext(connection) as questions:
            assert actions.undo(ministry, step) == (2 * number, 0)
        asked.append(len(questions))
    assert asked[1] <= asked[0] + 5, "seconds, not a quarter of a minute, for five hundred"


def test_undoing_leaves_what_somebody_has_worked_on_since(planned, ministry, tree):
    step = actions.assign_table(ministry, unit("BCA"), planned("Kế hoạch", kind="objective"), rows(3))
    first, second, _ = Task.objects.filter(title__startswith="Việc").order_by("path")
    actions.report(tree, first, unit("H01"), on=TODAY, percent=10, says="Đã bắt đầu.")
    actions.report(tree, second, unit("V01"), on=TODAY, percent=10, says="Đã góp ý.")
    assert actions.undo(ministry, step) == (2, 4)
    assert set(Task.objects.filter(title__startswith="Việc")) == {first, second}


def test_one_bad_row_is_named_and_nothing_is_made(planned, ministry):
    bad = [*rows(2), Wanted(title="Việc lỗi", lead=unit("T30"))]
    with pytest.raises(Mistake, match=r"Nhiệm vụ thứ 3: .*không còn hoạt động"):
        actions.assign_table(ministry, unit("BCA"), None, bad)
    assert not Task.objects.exists()


def test_a_selection_is_changed_and_put_back_as_one(planned, ministry):
    tasks = [planned(f"Việc {n}", "H01", deadline=DUE) for n in range(5)]
    step = actions.change_many(ministry, tasks, Change(lead=unit("V01"), deadline=LATER, reason="Đổi đầu mối"))
    assert {(t.lead.code, t.deadline, t.first_deadline) for t in Task.objects.all()} == {("V01", LATER, DUE)}
    assert DeadlineMove.objects.filter(state="approved").count() == 5
    assert actions.undo(ministry, step) == (10, 0)
    assert {(t.lead.code, t.deadline) for t in Task.objects.all()} == {("H01", DUE)}
    assert not DeadlineMove.objects.exists()


def test_what_was_changed_again_since_is_not_put_back(planned, ministry):
    one, other = planned("Một", "H01", deadline=DUE), planned("Hai", "H01", deadline=DUE)
    step = actions.change_many(ministry, [one, other], Change(state="suspended", reason="Chờ vốn"))
    actions.resume(ministry, one)
    assert actions.undo(ministry, step) == (1, 1)
    assert [Task.objects.get(pk=t.pk).state for t in (one, other)] == ["in_progress", "not_started"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"lead": "V01"}, "không thể đồng thời chủ trì"),
        ({"lead": "T30"}, "không còn hoạt động"),
        ({"deadline": LATER}, "phải có lý do"),
        ({"deadline": date(2025, 1, 1), "reason": "x"}, "trước ngày bắt đầu"),
        ({"state": "done"}, "không chuyển sang"),
        ({"state": "in_progress"}, "không chuyển sang"),
        ({"state": "cancelled"}, "phải có lý do"),
    ],
)
def test_a_change_that_one_task_does_not_allow_changes_none(planned, ministry, change, says):
    tasks = [planned("Một", "H01"), planned("Hai", "H01", helpers=["V01"], starts_on=date(2026, 1, 1), deadline=DUE)]
    if "lead" in change:
        change = change | {"lead": unit(change["lead"])}
    with pytest.raises(Mistake, match=says):
        actions.change_many(ministry, tasks, Change(**change))
    assert {(t.lead.code, t.state, t.version) for t in Task.objects.all()} == {("H01", "not_started", 1)}


def test_many_are_accepted_at_once_by_whoever_assigned_them(planned, ministry, hanoi, tree):
    tasks = [planned(f"Việc {n}", "T01", deadline=DUE) for n in range(3)]
    for task in tasks:
        actions.hand_in(tree, task, on=date(2026, 6, 1))
    with pytest.raises(Refused):
        actions.change_many(hanoi, tasks, Change(state="done"))
    actions.change_many(ministry, tasks, Change(state="done"))
    assert queries.status(ministry, DUE).done_in_time == 3


def test_another_unit_does_not_undo(planned, ministry, hanoi):
    step = actions.assign_table(ministry, unit("BCA"), None, rows(1))
    with pytest.raises(Refused):
        actions.undo(hanoi, step)


def test_accepted_proposals_wait_again_when_the_step_is_undone(proposals, tree):
    documents.accept(tree, proposals, day=TODAY)
    step = Entry.objects.filter(verb="documents.accept").latest("pk").pk
    assert Task.objects.exists()
    _, stayed = actions.undo(tree, step)
    assert (stayed, Task.objects.count()) == (0, 0)
    assert set(Proposal.objects.values_list("state", flat=True)) == {"open"}


def test_two_directives_are_done_once_and_reported_to_both(planned, ministry, tree, paper):
    first, second = paper("Giao Cục lập đề án.", symbol="1-CT"), paper("Yêu cầu Cục lập đề án kinh phí.", symbol="2-CT")
    kept, other = planned("Lập đề án", "H01", helpers=["V01"]), planned("Lập đề án kinh phí", "T01")
    Task.objects.filter(pk=kept.pk).update(document=first, start=5, end=18)
    Task.objects.filter(pk=other.pk).update(document=second, start=8, end=30)
    step = actions.merge(ministry, kept, other)
    assert [list(queries.of_document(tree, TODAY, document)) for document in (first, second)] == [[kept], [kept]]
    assert {c.unit.code for c in kept.coordinations.all()} == {"V01", "T01"}
    assert queries.status(ministry, TODAY).total == 1
    actions.report(tree, kept, unit("H01"), on=TODAY, percent=40, says="Đang lập.")
    assert Task.objects.get(pk=other.pk).percent == 40
    actions.undo(ministry, step)
    other.refresh_from_db()
    assert (other.merged_into, other.state, other.percent) == (None, "not_started", 0)
    assert not Derivation.objects.exists()
    assert {c.unit.code for c in kept.coordinations.all()} == {"V01"}


def test_a_further_passage_is_named_once(planned, ministry, paper):
    document, task = paper("Giao Cục lập đề án."), planned("Lập đề án", "H01")
    actions.derive(ministry, task, document, 5, 18)
    with pytest.raises(Mistake, match="không ghi lần nữa"):
        actions.derive(ministry, task, document, 5, 18)
    with pytest.raises(Mistake, match="không có trong"):
        actions.derive(ministry, task, document, 5, 999)


def test_what_cannot_be_merged_is_refused(planned, ministry):
    task = planned("Việc", "H01")
    step = planned("Bước", "H01", below=task)
    other = planned("Việc khác", "H01")
    for kept, merged, says in (
        (task, task, "hai nhiệm vụ khác nhau"),
        (task, step, "trên dưới nhau"),
        (other, task, "có việc bên dưới"),
    ):
        with pytest.raises(Mistake, match=says):
            actions.merge(ministry, kept, merged)


def test_who_leaves_hands_the_open_tasks_over_with_everything_else(planned, tree):
    leaving, taking = (open_account(tree, name, name, "mật-khẩu-1") for name in ("nguoi-di", "nguoi-den"))
    task = planned("Việc", "H01", focal=leaving, post="Trưởng phòng 1")
    done = planned("Việc xong", "H01", focal=leaving)
    Task.objects.filter(pk=done.pk).update(state="done")
    assert accounts.hand_over(tree, leaving, taking).others["focal"] == 1
    assert (Task.objects.get(pk=task.pk).focal, Task.objects.get(pk=done.pk).focal) == (taking, leaving)


def test_an_open_task_is_not_merged_into_an_internal_one(planned, tree):
    kept, other = planned("Việc kín", "C4", owner="T01", internal=True), planned("Việc mở", "C4", owner="T01")
    with pytest.raises(Mistake, match=f"Nhiệm vụ {kept.pk} là nội bộ"):
        actions.merge(tree, kept, other)
    actions.merge(tree, other, kept)
    assert Task.objects.get(pk=kept.pk).merged_into == other


@pytest.mark.django_db(transaction=True)
def test_every_step_and_its_undoing_is_on_the_trail(planned, ministry, tree):
    programme = planned("Kế hoạch", kind="objective")
    step = actions.assign_table(ministry, unit("BCA"), programme, rows(4))
    one, other, *_ = Task.objects.filter(parent=programme).order_by("path")
    merged = actions.merge(ministry, one, other)
    changed = actions.change_many(ministry, [one], Change(state="suspended", reason="Chờ"))
    assert verify().findings == ()
    for number in (changed, merged, step):
        actions.undo(ministry, number)
    assert verify().findings == ()
