"""Moving in the tree, and taking tasks up from above."""

import re
from dataclasses import replace
from datetime import date

import pytest

from dutdiem.authority import Refused
from dutdiem.kit.errors import Mistake
from dutdiem.plans import actions, queries
from dutdiem.plans.actions import Wanted, wanted_of
from dutdiem.plans.models import OUTSIDE, Task
from dutdiem.units.models import Unit

pytestmark = pytest.mark.django_db
TODAY = date.today()


def unit(code):
    return Unit.objects.get(code=code)


def test_a_branch_moves_with_all_that_hangs_below_it(planned, ministry):
    one, other = planned("Một", kind="group"), planned("Hai", kind="group")
    task = planned("Việc", "H01", below=one)
    step = planned("Bước", "H01", below=task)
    planned("Có sẵn", "H01", below=other)
    actions.move(ministry, task, other)
    task.refresh_from_db()
    step.refresh_from_db()
    assert (task.parent, task.path, step.path) == (other, f"{other.path}/0002", f"{other.path}/0002/0001")
    assert [t.title for t in Task.objects.filter(path__startswith=other.path + "/").order_by("path")] == ["Có sẵn", "Việc", "Bước"]


def test_a_task_is_never_hung_below_itself(planned, ministry):
    task = planned("Việc", "H01")
    step = planned("Bước", "H01", below=task)
    for below in (task, step):
        with pytest.raises(Mistake, match="dưới chính nó") as refused:
            actions.move(ministry, task, below)
        assert refused.value.field == "parent"
    step.refresh_from_db()
    assert step.path.startswith(task.path + "/")


def test_a_move_takes_the_percent_along(planned, ministry, tree):
    one, other = planned("Một", kind="group"), planned("Hai", kind="group")
    task = planned("Việc", "H01", below=one)
    actions.report(tree, task, unit("H01"), on=TODAY, percent=60, says="Đang làm.")
    assert Task.objects.get(pk=one.pk).percent == 60
    actions.move(ministry, task, other)
    assert [Task.objects.get(pk=t.pk).percent for t in (one, other)] == [0, 60]


def test_a_task_from_above_becomes_one_of_the_units_own_and_each_leads_to_the_other(planned, hanoi):
    above = planned("Việc Bộ giao", "T01", deadline=date(2026, 6, 30))
    mine = actions.take_up(
        hanoi, above, unit("T01"), Wanted(title="Việc của thành phố", lead=unit("C4"), deadline=date(2026, 5, 31))
    )
    assert (mine.taken_from, mine.owner.code, mine.parent) == (above, "T01", above)
    assert list(above.taken_up.all()) == [mine]


def test_what_was_taken_up_can_hang_in_the_units_own_programme(planned, hanoi):
    above, programme = planned("Việc Bộ giao", "T01"), planned("Kế hoạch Hà Nội", owner="T01", kind="objective")
    mine = actions.take_up(hanoi, above, unit("T01"), Wanted(title="Việc", lead=unit("C4")), parent=programme)
    assert (mine.taken_from, mine.parent) == (above, programme)
    with pytest.raises(Mistake, match="đã được đưa vào kế hoạch"):
        actions.take_up(hanoi, above, unit("T01"), Wanted(title="Lần nữa"))


@pytest.mark.parametrize(
    ("wanted", "says"),
    [(Wanted(title="Việc", deadline=date(2026, 7, 1)), "sau thời hạn cấp trên giao"), (Wanted(title=""), "chưa có tên")],
)
def test_taking_up_is_refused_where_it_cannot_be(planned, hanoi, wanted, says):
    above = planned("Việc Bộ giao", "T01", deadline=date(2026, 6, 30))
    with pytest.raises(Mistake, match=says):
        actions.take_up(hanoi, above, unit("T01"), wanted)


def test_what_is_taken_up_from_an_internal_task_is_internal_too(planned, hanoi, sign_in):
    above = planned("Việc kín", "C4", owner="T01", internal=True)
    with pytest.raises(Mistake, match="là nội bộ") as refused:
        actions.take_up(hanoi, above, unit("C4"), Wanted(title="Việc của phường"))
    assert refused.value.field == "internal"
    page = sign_in("T01").get(f"/ke-hoach/{above.pk}/cu-the-hoa/?owner=C4").content.decode()
    assert re.search(r'<input[^>]*name="internal"[^>]* checked', page)
    assert actions.take_up(hanoi, above, unit("C4"), Wanted(title="Việc của phường", internal=True)).internal


def test_only_a_unit_that_leads_or_helps_takes_up_and_only_for_itself(planned, hanoi, haiphong):
    above = planned("Việc Bộ giao", "H01", helpers=["T01"])
    with pytest.raises(Mistake, match="không chủ trì và không phối hợp"):
        actions.take_up(haiphong, above, unit("T31A"), Wanted(title="Việc"))
    with pytest.raises(Refused):
        actions.take_up(haiphong, above, unit("T01"), Wanted(title="Việc"))
    assert actions.take_up(hanoi, above, unit("T01"), Wanted(title="Phần của Hà Nội", lead=unit("T01"))).taken_from == above


def test_what_was_taken_up_is_counted_once_whoever_looks(planned, ministry, hanoi, ward):
    above = planned("Việc Bộ giao", "T01", deadline=date(2026, 6, 30))
    actions.take_up(hanoi, above, unit("T01"), Wanted(title="Việc", lead=unit("C4")))
    assert [queries.status(actor, TODAY).total for actor in (ministry, hanoi, ward)] == [1, 1, 1]


def test_what_hangs_below_something_internal_is_internal_too(planned, hanoi, sign_in):
    above, beside = planned("Việc kín", "C4", owner="T01", internal=True), planned("Việc mở", "C4", owner="T01")
    with pytest.raises(Mistake, match="bên trên là nội bộ") as refused:
        actions.create(hanoi, unit("T01"), above, Wanted(title="Việc con", lead=unit("C4")))
    assert refused.value.field == "internal"
    with pytest.raises(Mistake, match="bên trên là nội bộ"):
        actions.move(hanoi, beside, above)
    page = sign_in("T01").get(f"/ke-hoach/moi/?parent={above.pk}").content.decode()
    assert re.search(r'<input[^>]*name="internal"[^>]* checked', page)
    actions.assign_table(hanoi, unit("T01"), above, [Wanted(title="Việc theo bảng", lead=unit("C4"))])
    child = Task.objects.get(parent=above)
    assert child.internal
    with pytest.raises(Mistake, match="bên trên là nội bộ"):
        actions.edit(hanoi, child, replace(wanted_of(child), internal=False), version=child.version)


def test_a_task_is_not_opened_while_its_document_or_what_it_was_taken_from_is_internal(planned, hanoi, ward, paper):
    own = paper("Giao Đội 1 rà soát.", symbol="45/KH", owner=unit("T01"), internal=True)
    kept = planned("Rà soát", "C4", owner="T01", internal=True)
    Task.objects.filter(pk=kept.pk).update(document=own, start=0, end=4)
    above = planned("Việc kín khác", "C4", owner="T01", internal=True)
    taken = actions.take_up(hanoi, above, unit("C4"), Wanted(title="Phần của phường", internal=True))
    for task, says in ((kept, "lấy từ văn bản nội bộ"), (taken, "đưa vào từ nhiệm vụ nội bộ")):
        task.refresh_from_db()
        with pytest.raises(Mistake, match=says):
            actions.edit(hanoi if task == kept else ward, task, replace(wanted_of(task), internal=False), version=task.version)
    type(own).objects.update(internal=False)
    kept.refresh_from_db()
    actions.edit(hanoi, kept, replace(wanted_of(kept), internal=False), version=kept.version)
    assert not Task.objects.get(pk=kept.pk).internal


def test_what_hangs_below_a_task_outside_the_system_tells_no_more_than_that(planned, hanoi, sign_in):
    above = planned("", "C4", owner="T01", outside=True)
    beside = planned("Việc có nội dung", "C4", owner="T01")
    with pytest.raises(Mistake, match="bên trên ngoài hệ thống") as refused:
        actions.create(hanoi, unit("T01"), above, Wanted(title="Nội dung", lead=unit("C4")))
    assert refused.value.field == "outside"
    with pytest.raises(Mistake, match="bên trên ngoài hệ thống"):
        actions.move(hanoi, beside, above)
    with pytest.raises(Mistake, match="bên trên ngoài hệ thống"):
        actions.assign_table(hanoi, unit("T01"), above, [Wanted(title="Nội dung", lead=unit("C4"))])
    page = sign_in("T01").get(f"/ke-hoach/moi/?parent={above.pk}").content.decode()
    assert re.search(r'<input[^>]*name="outside"[^>]* checked', page)
    assert actions.create(hanoi, unit("T01"), above, Wanted(lead=unit("C4"), outside=True)).title == OUTSIDE


def test_what_is_taken_up_as_outside_the_system_names_no_document(planned, sign_in, paper):
    above = planned("Việc Bộ giao", "T01")
    Task.objects.filter(pk=above.pk).update(document=paper("Giao Hà Nội rà soát."), start=0, end=4)
    sent = {"title": "Chuyện kín", "kind": "task", "lead": "C4", "outside": "on", "owner": "T01", "weight": 1}
    assert sign_in("T01").post(f"/ke-hoach/{above.pk}/cu-the-hoa/", sent).status_code == 302
    made = Task.objects.get(taken_from=above)
    assert (made.title, made.document, made.start) == (OUTSIDE, None, None)
