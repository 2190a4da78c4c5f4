"""What is new since one last said that one has seen it."""

from datetime import date, timedelta

import pytest

from dutdiem.access.actions import give_role, open_account
from dutdiem.authority import Actor, Grant, Role
from dutdiem.desk.models import Mark
from dutdiem.desk.queries import changes
from dutdiem.oversight import actions as oversight
from dutdiem.plans import actions as plans
from dutdiem.plans.models import Task
from dutdiem.plans.tree import Places
from dutdiem.trail.actions import entry
from dutdiem.trail.models import Entry
from dutdiem.units.models import Unit

pytestmark = pytest.mark.django_db
TODAY = date.today()
BCA = Actor("bca", (Grant(Role.STAFF, "BCA"),))


def unit(code):
    return Unit.objects.get(code=code)


@pytest.fixture
def made(tree):
    """`made("Tên", "T01")` puts a task into the plan by an action."""

    def planned(title, lead):
        with entry(tree, "plans.test") as writing:
            return writing.make(Task(title=title, lead=unit(lead), path=Places().next_below(None)))

    return planned


def page(client):
    return client.get("/co-gi-moi/").content.decode()


def test_it_tells_in_plain_words_who_did_what_to_what(sign_in, tree, made):
    task = made("Xây trụ sở", "T01")
    plans.report(tree, task, unit("T01"), on=TODAY, percent=40, says="Đã có mặt bằng")
    plans.move_deadline(tree, task, TODAY + timedelta(days=30), reason="chờ vốn")
    shown = page(sign_in("T01"))
    assert f'href="/ke-hoach/{task.pk}/"' in shown
    assert "báo cáo tiến độ: 40 %" in shown
    assert "chờ vốn" in shown
    assert shown.index("chờ vốn") < shown.index("40 %"), "the newest first"


def test_nobody_learns_of_what_they_may_not_see(sign_in, tree, made):
    made("Việc của Hải Phòng", "T31A")
    oversight.raise_obstacle(tree, "Vướng của Hải Phòng", unit("T31A"), kind="law", raised_on=TODAY)
    assert "Hải Phòng" not in page(sign_in("T01"))
    assert "Vướng của Hải Phòng" in page(sign_in("T31A"))


def test_looking_changes_nothing_and_the_button_does(sign_in, made):
    client = sign_in("T01")
    made("Việc thứ nhất", "T01")
    assert "Việc thứ nhất" in page(client)
    assert "Việc thứ nhất" in page(client)
    entries = Entry.objects.count()
    client.post("/co-gi-moi/da-xem/", {"upto": Entry.objects.latest("pk").pk})
    assert Entry.objects.count() == entries, "nobody keeps who reads when"
    made("Việc thứ hai", "T01")
    shown = page(client)
    assert "Việc thứ nhất" not in shown
    assert "Việc thứ hai" in shown


def test_the_mark_is_ones_own_never_goes_back_and_never_ahead(sign_in, tree, made):
    client = sign_in("T01")
    made("Việc", "T01")
    last = Entry.objects.latest("pk").pk
    for upto in (last + 999, 1, "x", ""):
        client.post("/co-gi-moi/da-xem/", {"upto": upto})
    assert list(Mark.objects.values_list("entry", flat=True)) == [last]
    other = open_account(tree, "khac", "Khác", "x")
    give_role(tree, other, unit("T01"), Role.STAFF)
    client.force_login(other, "django.contrib.auth.backends.ModelBackend")
    assert "Việc" in page(client)


def test_a_step_on_many_records_stands_once_with_their_number(sign_in, tree):
    with entry(tree, "plans.test") as writing:
        writing.make_all(Task, [Task(title=f"Việc {n}", lead=unit("T01"), path=f"{n:04d}") for n in range(5)])
    shown = page(sign_in("T01"))
    assert "Việc 0" in shown and "và 4 mục nữa cùng lúc" in shown
    assert "Việc 3" not in shown


def test_many_are_paged(sign_in, made):
    for number in range(45):
        made(f"Việc số {number:02d}", "T01")
    client = sign_in("T01")
    first = page(client)
    assert "Việc số 44" in first and "Việc số 00" not in first
    older = first.split('href="/co-gi-moi/?before=')[1].split('"')[0]
    assert "Việc số 00" in client.get("/co-gi-moi/", {"before": older}).content.decode()


def test_it_asks_the_database_a_dozen_times_at_most(sign_in, tree, made, django_assert_max_num_queries):
    plans.report(tree, made("Việc", "T01"), unit("T01"), on=TODAY, percent=4, says="x")
    oversight.raise_obstacle(tree, "Vướng", unit("T01"), kind="law", raised_on=TODAY)
    client = sign_in("T01")
    with django_assert_max_num_queries(12):
        page(client)


@pytest.mark.parametrize("internal", [True, False])
def test_what_is_said_of_a_part_is_not_said_of_the_task_above_it(sign_in, tree, internal):
    above = plans.create(tree, unit("BCA"), None, plans.Wanted(title="Việc Bộ giao", lead=unit("T01")))
    part = plans.create(
        tree, unit("T01"), above, plans.Wanted(title="Phần của phường", lead=unit("C4"), internal=internal, kind="subtask")
    )
    plans.report(tree, part, unit("C4"), on=TODAY, percent=60, says="Đã làm")
    told = [(one.verb, one.title) for one in changes(BCA, TODAY, 0) if one.kind == "plans.task" and one.made == "changed"]
    assert told == ([("", "Việc Bộ giao")] if internal else [("plans.report", "Phần của phường")])
    shown = page(sign_in("BCA"))
    assert ("60 %" in shown, "Phần của phường" in shown) == (not internal, not internal)
