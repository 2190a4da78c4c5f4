"""Putting tasks into a plan and changing them: who may, what is refused, two people at once."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from dutdiem.access.actions import give_role, open_account
from dutdiem.authority import Actor, Refused, Role
from dutdiem.catalogue.models import Indicator, Target
from dutdiem.documents.models import Proposal
from dutdiem.kit.errors import Mistake, NotFound
from dutdiem.plans import actions, queries
from dutdiem.plans.actions import Changed, Wanted, differences, wanted_of
from dutdiem.plans.models import OUTSIDE, Coordination, Task
from dutdiem.trail.queries import verify
from dutdiem.units.models import Unit

pytestmark = pytest.mark.django_db
TODAY = date.today()


def unit(code):
    return Unit.objects.get(code=code)


def test_a_task_holds_what_an_office_writes_of_it(catalogue, ministry: Actor, tree: Actor):
    focal = open_account(tree, "doi-tham-muu", "Đội tham mưu", "mật-khẩu-1")
    wanted = Wanted(
        title=" Xây dựng Đề án ",
        kind="scheme",
        lead=unit("H01"),
        coordinating=((unit("V01"), "thẩm định nội dung"), (unit("T01"), "")),
        post="Trưởng phòng tham mưu",
        focal=focal,
        deliverable="Đề án trình Bộ",
        starts_on=date(2026, 1, 1),
        deadline=date(2026, 6, 30),
        weight=3,
        budget=Decimal("12345678901234567"),
        indicators=(Indicator.objects.get(),),
        targets=(Target.objects.get(),),
    )
    task = Task.objects.get(pk=actions.create(ministry, unit("BCA"), None, wanted).pk)
    assert (task.title, task.budget, task.first_deadline, task.owner.code) == (
        "Xây dựng Đề án",
        Decimal("12345678901234567"),
        date(2026, 6, 30),
        "BCA",
    )
    assert {c.unit.code: c.part for c in task.coordinations.all()} == {"V01": "thẩm định nội dung", "T01": ""}
    assert task.measures.count() == 2
    assert differences(wanted_of(task), replace(wanted, title="Xây dựng Đề án")) == []


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"title": "  "}, "title", "chưa có tên"),
        ({"starts_on": date(2026, 7, 1)}, "deadline", "trước ngày bắt đầu"),
        ({"coordinating": (("H01", ""),)}, "coordinating", "không thể đồng thời phối hợp"),
        ({"coordinating": (("V01", ""), ("V01", "x"))}, "coordinating", "ghi hai lần"),
        ({"lead": "T30"}, "lead", "không còn hoạt động từ ngày 30/06/2025"),
        ({"coordinating": (("D1", ""),)}, "coordinating", "không còn hoạt động"),
        ({"weight": 0}, "weight", "từ 1 đến 1000"),
        ({"budget": Decimal(-1)}, "budget", "số âm"),
        ({"recurrence": "hằng tháng"}, "recurrence", "quy tắc lặp lại"),
    ],
)
def test_a_task_that_cannot_be_is_refused_beside_its_field_and_nothing_is_made(tree, ministry, change, field, says):
    plain = {"title": "Việc", "lead": "H01", "deadline": date(2026, 6, 30)} | change
    plain["lead"] = unit(plain["lead"])
    plain["coordinating"] = tuple((unit(code), part) for code, part in plain.get("coordinating", ()))
    with pytest.raises(Mistake, match=says) as refused:
        actions.create(ministry, unit("BCA"), None, Wanted(**plain))
    assert refused.value.field == field
    assert not Task.objects.exists()


def test_the_second_of_two_editors_is_told_and_overwrites_nothing(planned, ministry):
    task = planned("Việc", "H01")
    mine, theirs = Task.objects.get(pk=task.pk), Task.objects.get(pk=task.pk)
    actions.edit(ministry, theirs, replace(wanted_of(theirs), title="Của người trước"), version=1)
    with pytest.raises(Changed, match="vừa được người khác sửa"):
        actions.edit(ministry, mine, replace(wanted_of(task), deliverable="Báo cáo"), version=1)
    task.refresh_from_db()
    assert (task.title, task.deliverable, task.version) == ("Của người trước", "", 2)
    actions.edit(ministry, mine, replace(wanted_of(task), deliverable="Báo cáo"), version=2)
    task.refresh_from_db()
    assert (task.title, task.deliverable) == ("Của người trước", "Báo cáo")


def test_an_edit_does_not_move_a_deadline_that_is_there(planned, ministry):
    task = planned("Việc", "H01", deadline=date(2026, 6, 30))
    actions.edit(ministry, task, replace(wanted_of(task), deadline=date(2027, 1, 1)), version=1)
    assert Task.objects.get().deadline == date(2026, 6, 30)


def test_an_edit_changes_parts_takes_units_away_and_adds_them(planned, ministry):
    task = planned("Việc", "H01", helpers=["V01", "T01"])
    actions.edit(ministry, task, replace(wanted_of(task), coordinating=((unit("V01"), "góp ý"), (unit("C4"), ""))), version=1)
    assert {c.unit.code: c.part for c in task.coordinations.all()} == {"V01": "góp ý", "C4": ""}


def test_a_lead_that_has_ended_since_does_not_hinder_an_edit(planned, ministry, tree):
    task = planned("Việc", "H01")
    Task.objects.filter(pk=task.pk).update(lead=unit("T30"))
    task.refresh_from_db()
    actions.edit(ministry, task, replace(wanted_of(task), title="Việc khác"), version=1)
    assert Task.objects.get().title == "Việc khác"


def test_what_came_from_above_is_not_a_lower_units_to_change(planned, hanoi):
    task = planned("Việc Bộ giao", "T01", deadline=date(2026, 6, 30))
    for act in (
        lambda: actions.edit(hanoi, task, wanted_of(task), version=1),
        lambda: actions.move_deadline(hanoi, task, date(2026, 12, 31), reason="Xin lùi"),
        lambda: actions.cancel(hanoi, task, reason="Không cần"),
        lambda: actions.move(hanoi, task, None),
    ):
        with pytest.raises(Refused):
            act()
    actions.report(hanoi, task, unit("T01"), on=TODAY, percent=10, says="Đang làm.")


def test_a_province_plans_below_what_it_leads_beside_the_national_plan_and_nowhere_else(planned, hanoi):
    programme = planned("Chương trình quốc gia", owner=None, kind="objective")
    mine, others = planned("Việc của Hà Nội", "T01", below=programme), planned("Việc của Cục", "H01", below=programme)
    actions.create(hanoi, unit("T01"), programme, Wanted(title="Chương trình riêng", kind="objective"))
    actions.create(hanoi, unit("T01"), mine, Wanted(title="Bước một", lead=unit("C4")))
    actions.create(hanoi, unit("T01"), None, Wanted(title="Kế hoạch riêng", kind="objective"))
    with pytest.raises(Mistake, match="không chủ trì, không phối hợp"):
        actions.create(hanoi, unit("T01"), others, Wanted(title="Chen vào"))
    with pytest.raises(Refused):
        actions.create(hanoi, unit("BCA"), programme, Wanted(title="Thay Bộ giao việc"))


def test_what_is_internal_is_seen_in_the_owners_subtree_and_by_the_auditor_alone(planned, ministry, hanoi, ward, haiphong, tree):
    secretive = planned("Rà soát nội bộ", "C4", owner="T01", internal=True)
    plain = planned("Việc của thành phố", "C4", owner="T01")
    from dutdiem.authority import Grant, Role

    auditor = Actor("kt", (Grant(Role.AUDITOR, "BCA"),))
    top = Actor("bca", (Grant(Role.STAFF, ""),))
    for actor, seen in (
        (hanoi, {secretive, plain}),
        (ward, {secretive, plain}),
        (auditor, {secretive, plain}),
        (tree, {secretive, plain}),
    ):
        assert set(queries.visible(actor, TODAY)) == seen, actor
    for actor in (ministry, top):
        assert set(queries.visible(actor, TODAY)) == {plain}
    assert not queries.visible(haiphong, TODAY).exists()


def test_internal_work_is_given_only_within_the_unit(planned, tree):
    with pytest.raises(Mistake, match="chỉ giao trong đơn vị") as refused:
        planned("Nội bộ", "T31A", owner="T01", internal=True)
    assert refused.value.field == "lead"
    with pytest.raises(Mistake, match="phải thuộc kế hoạch của một đơn vị"):
        planned("Nội bộ", owner=None, internal=True)


@pytest.mark.parametrize("outside", ["BCA", "V01", "T31A", "T01"])
def test_a_unit_gives_orders_to_itself_and_below_and_asks_others_by_petition(planned, tree, outside):
    """Neither lead nor helper above or beside; a part that somebody has already stays as it is."""
    ward, other, says = unit("C4"), unit(outside), "ở ngoài, cần đơn vị đó làm hoặc phối hợp thì gửi kiến nghị"
    asked = (Wanted(title="Nhờ", lead=other), Wanted(title="Nhờ", lead=ward, coordinating=((other, "ý kiến"),)))
    for wanted in asked:
        with pytest.raises(Mistake, match=says):
            actions.create(tree, ward, None, wanted)
        with pytest.raises(Mistake, match=says):
            actions.assign_table(tree, ward, None, [wanted])
    mine = planned("Của phường", "C4", owner="C4")
    for wanted in asked:
        with pytest.raises(Mistake, match=says):
            actions.edit(tree, mine, wanted, version=mine.version)
    with pytest.raises(Mistake, match=says):
        actions.change_many(tree, [mine], actions.Change(lead=other))
    Task.objects.filter(pk=mine.pk).update(lead=other)
    mine.refresh_from_db()
    actions.edit(tree, mine, Wanted(title="Của phường, sửa", lead=other), version=mine.version)
    assert Task.objects.get().title == "Của phường, sửa"


def test_what_a_document_from_above_ordered_keeps_its_chain(tree, paper, work):
    said = Proposal.objects.create(document=paper("Chung."), kind="task", start=0, end=4, facts={"title": "Rà soát"})
    task = work("Rà soát", "V01", owner=unit("V01"), document=said.document, proposal=said)
    actions.edit(tree, task, Wanted(title="Rà soát", lead=unit("T01"), coordinating=((unit("T31A"), ""),)), version=task.version)
    task.refresh_from_db()
    assert task.lead == unit("T01")


def test_a_unit_that_helps_sees_its_tasks_and_no_more(planned, haiphong, tree):
    programme = planned("Kế hoạch của Hà Nội", owner="T01", kind="objective")
    group = planned("Nhóm một", owner="T01", kind="group", below=programme)
    helped = planned("Việc chung", "C4", owner="T01", below=group)
    Coordination.objects.create(task=helped, unit=unit("T31A"))  # as the plans of other times have it
    planned("Việc riêng", "C4", owner="T01", below=group)
    assert list(queries.visible(haiphong, TODAY)) == [helped]
    assert queries.ancestors(haiphong, TODAY, helped) == []
    assert [above.title for above in queries.ancestors(tree, TODAY, helped)] == ["Kế hoạch của Hà Nội", "Nhóm một"]


def test_a_task_outside_the_system_keeps_no_word_of_what_it_is_about(planned, hanoi, tree):
    task = planned(
        "Chuyên đề M",
        "T01",
        outside=True,
        deadline=date(2026, 6, 30),
        post="Đội 1",
        deliverable="Hồ sơ",
        budget=Decimal(5),
        helpers=["C4"],
    )
    kept = Task.objects.get(pk=task.pk)
    assert (kept.title, kept.post, kept.deliverable, kept.budget) == (OUTSIDE, "", "", None)
    assert (kept.lead.code, kept.deadline, kept.state) == ("T01", date(2026, 6, 30), "not_started")
    with pytest.raises(Mistake, match="chỉ ghi trạng thái"):
        actions.report(hanoi, task, unit("T01"), on=TODAY, percent=50, says="Nội dung mật")
    actions.move_deadline(tree, task, date(2026, 12, 31), reason="Nội dung mật")
    actions.suspend(tree, task, reason="Nội dung mật")
    assert "mật" not in str(list(task.moves.values_list("reason", "answer")))
    assert Task.objects.get(pk=task.pk).stop_reason == ""


@pytest.mark.parametrize(
    "words",
    [{"title": "Chuyên đề M"}, {"deliverable": "x"}, {"post": "x"}, {"stop_reason": "x"}, {"due_text": "x"}, {"lead_text": "x"},
     {"coordinating_text": "x"}, {"budget": Decimal(1)}, {"start": 1}],
)  # fmt: skip
def test_the_database_itself_refuses_a_subject_of_a_task_outside_the_system(planned, words):
    task = planned("", "T01", outside=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(**words)


def test_a_task_that_recurs_has_its_next_deadline_and_goes_on_when_it_was_met(planned, ministry, tree):
    task = planned("Báo cáo tháng", "T01", recurrence="FREQ=MONTHLY;BYMONTHDAY=15", starts_on=date(2025, 1, 1))
    assert task.deadline == date(2025, 1, 15)
    actions.hand_in(tree, task, on=date(2025, 1, 14))
    assert Task.objects.get().percent == 100
    actions.accept_done(ministry, task)
    task = Task.objects.get()
    assert (task.state, task.deadline, task.first_deadline, task.percent) == (
        "in_progress",
        date(2025, 2, 15),
        date(2025, 2, 15),
        0,
    )
    assert [(o.due_on, o.handed_in_on) for o in task.occurrences.all()] == [(date(2025, 1, 15), date(2025, 1, 14))]


@pytest.mark.django_db(transaction=True)
def test_all_of_it_is_on_the_trail(planned, ministry, hanoi, tree):
    task = planned("Việc", "T01", helpers=["V01"], deadline=date(2026, 6, 30))
    actions.edit(ministry, task, replace(wanted_of(task), weight=2, coordinating=()), version=1)
    taken = actions.take_up(hanoi, task, unit("T01"), Wanted(title="Việc của thành phố", lead=unit("C4")))
    actions.report(hanoi, taken, unit("C4"), on=TODAY, percent=30, says="Đang làm.")
    actions.move(hanoi, taken, None)
    assert verify().findings == ()


@pytest.mark.parametrize(
    "act",
    [
        lambda who, task: actions.edit(who, task, Wanted(title="Khác"), version=task.version),
        lambda who, task: actions.cancel(who, task, reason="Thôi"),
        lambda who, task: actions.hand_in(who, task, on=date.today()),
        lambda who, task: actions.report(who, task, task.lead, on=date.today(), percent=5, says="Đã làm"),
        lambda who, task: actions.ask_deadline(who, task, date.today(), reason="Chậm"),
        lambda who, task: actions.move_deadline(who, task, date.today(), reason="Chậm"),
        lambda who, task: actions.change_many(who, [task], actions.Change(state="cancelled", reason="Thôi")),
        lambda who, task: actions.take_up(who, task, task.lead, Wanted(title="Việc", internal=True)),
    ],
)
def test_what_a_unit_keeps_internal_is_not_decided_on_from_above_by_its_number(planned, ministry, act):
    task = planned("Kín", "C4", owner="T01", internal=True)
    with pytest.raises(NotFound, match=f"Không có nhiệm vụ số {task.pk}"):
        act(ministry, task)
    assert Task.objects.filter(pk=task.pk, state="not_started", title="Kín", version=task.version).exists()


def test_a_task_whose_lead_stands_outside_is_not_made_internal(planned, hanoi):
    task = planned("Việc", "T01", owner="T01")
    Task.objects.filter(pk=task.pk).update(lead=unit("T31A"))
    task.refresh_from_db()
    with pytest.raises(Mistake, match="chỉ giao trong đơn vị") as refused:
        actions.edit(hanoi, task, replace(wanted_of(task), internal=True), version=task.version)
    assert refused.value.field == "lead"


def test_a_task_that_is_done_keeps_its_lead_and_may_still_be_put_right(planned, tree, ministry):
    task = planned("Việc", "H01", deadline=TODAY)
    actions.hand_in(tree, task, on=TODAY)
    actions.accept_done(ministry, task)
    with pytest.raises(Mistake, match="đã hoàn thành, không đổi chủ trì"):
        actions.edit(ministry, task, replace(wanted_of(task), lead=unit("V01")), version=task.version)
    task.refresh_from_db()
    actions.edit(ministry, task, replace(wanted_of(task), title="Việc, ghi lại cho đúng"), version=task.version)
    assert Task.objects.get().lead == unit("H01")


def test_nothing_is_handed_in_or_reported_on_a_day_to_come(planned, tree):
    task, tomorrow = planned("Việc", "H01"), TODAY + timedelta(days=1)
    with pytest.raises(Mistake, match="chưa đến"):
        actions.hand_in(tree, task, on=tomorrow)
    with pytest.raises(Mistake, match="chưa đến"):
        actions.report(tree, task, unit("H01"), on=tomorrow, percent=10, says="Sẽ làm")
    assert Task.objects.get().state == "not_started" and not task.progress.exists()


def test_the_focal_point_of_internal_work_is_one_who_sees_it(planned, hanoi, tree):
    within, outside = (open_account(tree, name, "Cán bộ", "mật-khẩu-1") for name in ("trong", "ngoai"))
    give_role(tree, within, unit("C4"), Role.REPORTER)
    give_role(tree, outside, unit("T31A"), Role.STAFF)
    kept = Wanted(title="Kín", lead=unit("C4"), internal=True)
    with pytest.raises(Mistake, match="“ngoai” không thuộc đơn vị") as refused:
        actions.create(hanoi, unit("T01"), None, replace(kept, focal=outside))
    assert refused.value.field == "focal"
    assert actions.create(hanoi, unit("T01"), None, replace(kept, focal=within)).focal == within
    assert actions.create(hanoi, unit("T01"), None, replace(kept, internal=False, focal=outside)).focal == outside


def test_whoever_stands_above_a_unit_keeps_none_of_its_tasks_internal(planned, ministry, hanoi):
    task = planned("Việc mở", "C4", owner="T01")
    wanted = replace(wanted_of(task), internal=True)
    with pytest.raises(Mistake, match="T01 tự ghi việc nội bộ") as refused:
        actions.edit(ministry, task, wanted, version=task.version)
    assert refused.value.field == "internal"
    with pytest.raises(Mistake, match="T01 tự ghi việc nội bộ"):
        actions.create(ministry, unit("T01"), None, wanted)
    actions.edit(hanoi, task, wanted, version=task.version)
    assert Task.objects.get().internal
