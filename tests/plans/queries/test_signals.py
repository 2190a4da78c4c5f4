"""What a staff office should look at: silence, ended sources, what several documents order, likely duplicates."""

from datetime import date, timedelta

import pytest

from dutdiem.authority import Actor, Grant, Role
from dutdiem.documents import actions as documents
from dutdiem.kit.errors import Mistake
from dutdiem.oversight import actions as oversight
from dutdiem.plans import actions, queries
from dutdiem.plans.models import Task
from dutdiem.units.models import Unit

pytestmark = pytest.mark.django_db
TODAY = date.today()


def unit(code):
    return Unit.objects.get(code=code)


def assigned(task, days_ago):
    Task.objects.filter(pk=task.pk).update(assigned_on=TODAY - timedelta(days=days_ago))
    return task


def test_an_open_task_without_a_report_for_a_set_time_is_silent(planned, tree):
    silent = assigned(planned("Im lặng", "H01"), 30)
    young = assigned(planned("Mới giao", "H01"), 29)
    heard = assigned(planned("Có báo cáo", "H01"), 90)
    old = assigned(planned("Báo cáo đã lâu", "H01"), 90)
    settled = assigned(planned("Xong", "H01"), 90)
    actions.report(tree, heard, unit("H01"), on=TODAY - timedelta(days=29), percent=10, says="Đang làm.")
    actions.report(tree, old, unit("H01"), on=TODAY - timedelta(days=30), percent=10, says="Đang làm.")
    actions.hand_in(tree, settled, on=TODAY)
    assert set(queries.silent(tree, TODAY, 30)) == {silent, old}
    assert young in queries.silent(tree, TODAY, 10)


def test_silence_is_heard_only_of_what_one_may_see(planned, tree):
    assigned(planned("Của cục", "H01"), 90)
    mine = assigned(planned("Của Hà Nội", "T01"), 90)
    hanoi = Actor("t01", (Grant(Role.STAFF, "BCA/T01"),))
    assert list(queries.silent(hanoi, TODAY, 30)) == [mine]


def test_a_document_that_ends_marks_the_tasks_that_rest_on_it_alone(planned, tree, paper):
    ended, holding = paper("Giao Cục lập đề án.", symbol="1-CT"), paper("Giao Cục lập đề án khác.", symbol="2-CT")
    alone, both, other = planned("Một", "H01"), planned("Hai", "H01"), planned("Ba", "H01")
    Task.objects.filter(pk__in=[alone.pk, both.pk]).update(document=ended, start=0, end=4)
    Task.objects.filter(pk=other.pk).update(document=holding, start=0, end=4)
    both.refresh_from_db()
    actions.derive(tree, both, holding, 5, 8)
    assert not queries.resting_on_ended(tree, TODAY).exists()
    documents.end(tree, ended, on=TODAY, replaced_by=holding)
    assert not queries.resting_on_ended(tree, TODAY - timedelta(days=1)).exists()
    assert list(queries.resting_on_ended(tree, TODAY)) == [alone]


def test_a_document_does_not_end_before_it_was_issued_nor_replace_itself(tree, paper):
    document = paper("Giao việc.", date=date(2025, 3, 1))
    with pytest.raises(Mistake, match="trước ngày ban hành"):
        documents.end(tree, document, on=date(2025, 2, 28))
    with pytest.raises(Mistake, match="không thay thế chính nó"):
        documents.end(tree, document, on=date(2025, 4, 1), replaced_by=document)


def test_the_badge_says_so_on_the_page_of_the_task(sign_in, planned, tree, paper):
    document, task = paper("Giao Cục lập đề án."), planned("Một", "H01")
    Task.objects.filter(pk=task.pk).update(document=document, start=0, end=4)
    documents.end(tree, document, on=TODAY)
    client = sign_in("BCA")
    assert "văn bản giao đã hết hiệu lực" in client.get(f"/ke-hoach/{task.pk}/").content.decode()
    assert "12-NQ/TW, hết hiệu lực từ" in client.get("/ke-hoach/can-chu-y/").content.decode()


@pytest.mark.parametrize(
    ("leads", "titles", "found"),
    [
        (("H01", "H01"), ("Lập đề án hiện đại hóa", "Lập Đề án hiện đại hóa lực lượng"), True),
        (("H01", "V01"), ("Lập đề án hiện đại hóa", "Lập Đề án hiện đại hóa lực lượng"), False),
        (("H01", "V01"), ("Lập đề án hiện đại hóa", "Lập Đề án hiện đại hóa"), True),
        (("H01", None), ("Lập đề án hiện đại hóa", "Lập Đề án hiện đại hóa lực lượng"), True),
        (("H01", "H01"), ("Lập đề án hiện đại hóa", "Xây dựng trụ sở công an xã"), False),
    ],
)
def test_likely_duplicates_are_alike_by_their_words_and_their_leads(planned, tree, paper, leads, titles, found):
    for number, (lead, title) in enumerate(zip(leads, titles, strict=True)):
        task = planned(title, lead)
        Task.objects.filter(pk=task.pk).update(document=paper("Giao việc.", symbol=f"{number}-CT"))
    assert bool(queries.duplicates(tree, TODAY)) is found


def test_duplicates_of_one_task_are_those_of_all_that_name_it(planned, tree, paper):
    tasks = [planned(title, "H01") for title in ("Lập đề án hiện đại hóa", "Lập Đề án hiện đại hóa lực lượng", "Xây trụ sở")]
    for number, task in enumerate(tasks):
        Task.objects.filter(pk=task.pk).update(document=paper("Giao việc.", symbol=f"{number}-CT"))
    assert queries.duplicates(tree, TODAY, task=tasks[0]) == queries.duplicates(tree, TODAY)
    assert queries.duplicates(tree, TODAY, task=tasks[2]) == []


def test_duplicates_are_looked_for_from_the_newest_tasks_on_against_all(planned, tree, paper, monkeypatch):
    titles = ("Lập đề án hiện đại hóa", "Xây trụ sở", "Lập Đề án hiện đại hóa lực lượng")
    tasks = [planned(title, "H01") for title in titles]
    for number, task in enumerate(tasks):
        Task.objects.filter(pk=task.pk).update(document=paper("Giao việc.", symbol=f"{number}-CT"))
    monkeypatch.setitem(queries.newest.__globals__, "NEWEST", 1)
    first, second, third = tasks
    assert queries.newest(tree, TODAY) == [third.pk, second.pk], "one more than are looked at"
    (found,) = queries.duplicates(tree, TODAY, among=[third.pk])
    assert (found.one, found.other) == (first, third)
    assert queries.duplicates(tree, TODAY, among=[second.pk]) == []
    assert queries.newest(tree, TODAY, before=second.pk) == [first.pk]


def test_tasks_of_one_document_or_one_above_the_other_are_no_duplicates(planned, tree, paper):
    document = paper("Giao việc.")
    one, other = planned("Lập đề án", "H01"), planned("Lập đề án", "H01")
    Task.objects.filter(pk__in=[one.pk, other.pk]).update(document=document)
    above = planned("Xây dựng trụ sở", "V01")
    planned("Xây dựng trụ sở", "V01", below=above)
    assert queries.duplicates(tree, TODAY) == []


def test_what_waits_for_acceptance_and_was_handed_in_in_time_is_not_overdue(planned, tree):
    due = TODAY - timedelta(days=10)
    early, late, open_ = (planned(title, "H01", deadline=due) for title in ("Sớm", "Muộn", "Chưa nộp"))
    actions.hand_in(tree, early, on=due)
    actions.hand_in(tree, late, on=due + timedelta(days=1))
    assert set(queries.overdue(tree, TODAY)) == {late, open_}
    counts = queries.status(tree, TODAY)
    assert (counts.open_overdue, counts.open_in_time) == (2, 1)
    assert list(queries.listed(tree, TODAY, time="due")) == [early]


def test_the_database_counts_what_the_rule_counts(work, tree):
    from random import Random

    from dutdiem.plans.rules import count

    draw, states = Random(7), [state for state, _ in Task.State.choices]

    def day():
        return draw.choice([None, *(TODAY + timedelta(days=n) for n in range(-3, 4))])

    for n in range(250):
        work(f"Việc {n}", "H01", state=draw.choice(states), deadline=day(), handed_in_on=day())
    for on in (TODAY - timedelta(days=2), TODAY, TODAY + timedelta(days=2)):
        rows = list(Task.objects.values_list("state", "deadline", "handed_in_on"))
        assert queries.status(tree, on) == count(rows, on)


@pytest.mark.parametrize("offset", range(-3, 12))
@pytest.mark.parametrize("state", ["not_started", "in_progress", "waiting", "done", "returned", "suspended", "cancelled"])
def test_lists_by_time_say_what_the_rule_says(planned, tree, state, offset):
    from dutdiem.plans.rules import standing

    task = planned("Việc", "H01", deadline=TODAY + timedelta(days=offset))
    for handed_in in (None, TODAY - timedelta(days=5), TODAY, TODAY + timedelta(days=2)):
        if handed_in is None and state in ("waiting", "done"):
            continue
        Task.objects.filter(pk=task.pk).update(state=state, handed_in_on=handed_in if state in ("waiting", "done") else None)
        task.refresh_from_db()
        stands = standing(task.state, task.deadline, task.handed_in_on, TODAY).time
        listed = {time: queries.listed(tree, TODAY, time=time).exists() for time in ("overdue", "soon", "due")}
        assert listed["overdue"] == (stands == "overdue")
        assert listed["soon"] == (stands == "due_soon")
        assert listed["due"] == (stands in ("in_time", "due_soon"))


def test_a_unit_that_only_helps_sees_of_what_is_asked_on_a_task_its_own_part(planned, tree):
    task = planned("Việc Bộ giao", "T01", helpers=["T31A", "V01"])
    kinds = {"kind": "law", "raised_on": TODAY, "addressed_to": unit("BCA"), "task": task}
    for title, code in (("Khó của Hà Nội", "T01"), ("Khó của Hải Phòng", "T31A")):
        oversight.raise_obstacle(tree, title, unit(code), **kinds)
    told = {
        path: [row["title"] for row in queries.asked_on(Actor("đọc", (Grant(Role.STAFF, path),)), TODAY, task)]
        for path in ("", "BCA", "BCA/T01", "BCA/T31A", "BCA/V01")
    }
    both = ["Khó của Hà Nội", "Khó của Hải Phòng"]
    assert told == {"": both, "BCA": both, "BCA/T01": both, "BCA/T31A": ["Khó của Hải Phòng"], "BCA/V01": []}
