"""Many tasks in one step, undone as one; merging; handing over."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dutdiem.access import actions as accounts
from dutdiem.access.actions import open_account
from dutdiem.authority import Actor, Grant, Refused, Role
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


def test_undoing_leaves_with_a_moved_deadline_who_moved_it_and_why(planned, ministry):
    task, other = (planned(f"Việc {n}", "H01", deadline=DUE) for n in range(2))
    step = actions.change_many(ministry, [task, other], Change(deadline=LATER, reason="Chờ nghị định"))
    task.refresh_from_db()
    actions.edit(ministry, task, replace(actions.wanted_of(task), post="Trưởng phòng"), version=task.version)
    assert actions.undo(ministry, step) == (2, 2)
    task.refresh_from_db()
    assert (task.deadline, [move.reason for move in task.moves.all()]) == (LATER, ["Chờ nghị định"])
    assert not other.moves.exists()


def test_undoing_a_merge_that_somebody_has_worked_on_leaves_what_the_kept_task_got(planned, ministry):
    kept, other = planned("Giữ", "H01"), planned("Gộp", "V01")
    step = actions.merge(ministry, kept, other)
    Task.objects.filter(pk=other.pk).update(lead=unit("T01"))
    assert actions.undo(ministry, step) == (0, 2)
    assert kept.coordinations.get().unit == unit("V01")


def test_a_step_on_what_a_unit_keeps_internal_is_neither_listed_nor_undone_from_above(planned, ministry, hanoi, tree):
    step = actions.assign_table(hanoi, unit("T01"), None, [Wanted(title="Kín", lead=unit("T01"), internal=True)])
    changed = actions.change_many(hanoi, list(Task.objects.all()), Change(deadline=DUE, reason="Theo kế hoạch"))
    assert [entry.pk for entry in queries.steps(hanoi, TODAY, actions.STEPS)] == [changed, step]
    assert queries.steps(ministry, TODAY, actions.STEPS) == []
    for number in (step, changed):
        with pytest.raises(Mistake, match=f"Không có lần giao, đổi hàng loạt nào số {number};"):
            actions.undo(ministry, number)
    assert Task.objects.get().deadline == DUE
    assert actions.undo(hanoi, changed) == (2, 0)


def test_a_step_on_an_internal_document_that_made_no_task_is_not_undone_from_above(ministry, hanoi, paper, tree):
    own = paper("Khó khăn: thiếu kho.", symbol="45/KH", owner=unit("T01"), internal=True)
    said = Proposal.objects.create(document=own, kind="obstacle", start=0, end=9, facts={"title": "Thiếu kho"})
    documents.accept(hanoi, [said])
    (step,) = queries.steps(hanoi, TODAY, actions.STEPS)
    assert queries.steps(ministry, TODAY, actions.STEPS) == []
    with pytest.raises(Mistake, match="Không có lần giao"):
        actions.undo(ministry, step.pk)


def test_whoever_only_accepts_gives_no_accepted_task_another_lead(planned, ministry, tree):
    task = planned("Việc", "H01", deadline=DUE)
    actions.hand_in(tree, task, on=TODAY)
    leader = Actor("lãnh đạo", (Grant(Role.LEADER, "BCA"),))
    with pytest.raises(Refused, match="giao nhiệm vụ"):
        actions.change_many(leader, [task], Change(lead=unit("V01"), state=Task.State.DONE))
    actions.change_many(leader, [task], Change(state=Task.State.DONE))
    task.refresh_from_db()
    assert (task.lead, task.state) == (unit("H01"), "done")


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


@pytest.mark.parametrize("kept_internal", [True, False])
def test_what_is_internal_is_merged_with_no_other_units_plan(planned, ministry, tree, kept_internal):
    inside = planned("Việc kín", "C4", owner="T01", internal=True)
    beside = (
        planned("Việc kín của phường", "C4", owner="C4", internal=True),
        planned("Việc mở", "H01", owner="BCA", helpers=["V01"]),
    )
    for other in beside:
        pair = (inside, other) if kept_internal else (other, inside)
        with pytest.raises(Mistake, match=r"là nội bộ của (T01|C4), nhiệm vụ \d+ thuộc kế hoạch khác.*giữ riêng hai nhiệm vụ"):
            actions.merge(tree, *pair)
    assert not Task.objects.exclude(merged_into=None).exists()
    assert not inside.coordinations.exists()


def test_no_unit_from_outside_comes_to_help_with_an_internal_task(planned, tree):
    kept, other = (planned(title, "C4", owner="T01", internal=True) for title in ("Việc kín", "Việc kín hai"))
    Coordination.objects.create(task=other, unit=unit("H01"))  # left there by a reorganisation
    with pytest.raises(Mistake, match=f"Cục Kế hoạch và tài chính tham gia nhiệm vụ {other.pk} mà ở ngoài"):
        actions.merge(tree, kept, other)
    assert not kept.coordinations.exists()
    other.coordinations.all().delete()
    actions.merge(tree, kept, other)
    assert Task.objects.get(pk=other.pk).merged_into == kept


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
