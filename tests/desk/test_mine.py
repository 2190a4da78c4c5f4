"""What a person has to do now."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from dutdiem.access.models import User
from dutdiem.catalogue.models import ReportForm
from dutdiem.collection.actions import Filled, submit
from dutdiem.collection.models import Submission
from dutdiem.desk.queries.work import _last_period
from dutdiem.documents.models import Proposal
from dutdiem.oversight import actions as inspecting
from dutdiem.oversight.models import Notice, Obstacle, Petition
from dutdiem.plans.models import Coordination, DeadlineMove, Task
from dutdiem.units.models import Unit

pytestmark = pytest.mark.django_db


def unit(code):
    return Unit.objects.get(code=code)


def page(client):
    return client.get("/viec-cua-toi/").content.decode()


def test_it_lists_what_ones_own_unit_leads_and_helps_with_and_not_what_those_below_do(sign_in, work):
    today = timezone.localdate()
    work("Quá hạn của tỉnh", "T01", deadline=today - timedelta(days=3))
    work("Sắp đến hạn của tỉnh", "T01", deadline=today + timedelta(days=3))
    work("Còn lâu mới đến hạn", "T01", deadline=today + timedelta(days=60))
    work("Phải làm lại", "T01", state="returned")
    work("Đã xong", "T01", deadline=today - timedelta(days=9), state="done")
    work("Của phường", "C4", deadline=today - timedelta(days=3))
    helped = work("Phối hợp với cục", "H01", deadline=today - timedelta(days=1))
    Coordination.objects.create(task=helped, unit=unit("T01"))
    shown = page(sign_in("T01", "reporter"))
    for title in ("Quá hạn của tỉnh", "Sắp đến hạn của tỉnh", "Phải làm lại", "Phối hợp với cục"):
        assert title in shown
    for title in ("Còn lâu mới đến hạn", "Đã xong", "Của phường"):
        assert title not in shown


def test_deliverables_wait_for_whoever_assigned_the_task(sign_in, work):
    top = work("Việc của bộ", "BCA")
    work("Chờ nghiệm thu", "T01", parent=top, state="waiting", handed_in_on=timezone.localdate())
    assert "Chờ nghiệm thu" in page(sign_in("BCA", "leader"))
    assert "Chờ nghiệm thu" not in page(sign_in("T01", "leader"))
    assert "Chờ nghiệm thu" not in page(sign_in("BCA", "inspector"))


@pytest.mark.parametrize("role", ["inspector", "auditor", "administrator"])
def test_a_units_tasks_are_not_those_of_who_looks_at_it(sign_in, work, role):
    work("Quá hạn của bộ", "BCA", deadline=timezone.localdate() - timedelta(days=3))
    shown = page(sign_in("BCA", role))
    assert "Quá hạn của bộ" not in shown
    assert "vai trò của tài khoản không nhận nhiệm vụ của đơn vị" in shown


@pytest.fixture
def inspected(actor, tree, work):
    """A plan of the ministry with a visit to come and one that was made, whose conclusion is handed in."""
    today = timezone.localdate()
    plan = inspecting.plan_inspections(actor, unit("BCA"), today.year, "Kế hoạch kiểm tra năm nay")
    days = {"planned_from": today.replace(month=1, day=5), "planned_to": today.replace(month=12, day=30)}
    inspecting.add_visit(actor, plan, unit("T31A"), ["Trang bị"], **days)
    made = inspecting.add_visit(actor, plan, unit("T01"), ["Báo cáo"], **days)
    inspecting.visited(actor, made, on=today)
    due = today + timedelta(days=9)
    waits = inspecting.conclude(actor, made.topics.get(), "Thiếu sổ", "Lập sổ theo dõi", due)
    inspecting.conclude(actor, made.topics.get(), "Sổ cũ", "Đóng sổ cũ", today + timedelta(days=2))
    Task.objects.filter(pk=waits.task_id).update(state="waiting", handed_in_on=today)
    return made


def test_an_inspector_sees_the_visits_and_what_waits_to_be_found_done(sign_in, inspected):
    shown = page(sign_in("BCA", "inspector"))
    assert shown.index("Lập sổ theo dõi") < shown.index("Đóng sổ cũ"), "what was handed in waits for the inspector"
    assert f"/don-doc/kiem-tra/lan/{inspected.pk}/" in shown
    assert "Kiểm tra theo kế hoạch" in shown
    assert "Công an thành phố Hải Phòng" in shown
    assert "Kiểm tra theo kế hoạch" not in page(sign_in("BCA", "leader"))


def test_an_inspector_of_a_unit_expects_those_who_come_to_it_and_verifies_nothing_of_theirs(sign_in, inspected):
    shown = page(sign_in("T31A", "inspector"))
    assert "Kế hoạch kiểm tra năm nay" in shown
    assert "Lập sổ theo dõi" not in page(sign_in("T01", "inspector"))


def test_a_report_that_was_opened_again_does_not_wait_for_approval(sign_in, tree, catalogue, actor):
    submit(actor, ReportForm.objects.get(), "2026-01", [Filled("C3", {"cases": "4"})])
    Submission.objects.update(month=timezone.localdate().isoformat()[:7])
    above = sign_in("T31A", "staff")
    assert "Báo cáo số liệu chờ duyệt" in page(above)
    Submission.objects.update(reason="Đếm thiếu.")
    assert "Báo cáo số liệu chờ duyệt" not in page(above)


def test_what_is_asked_of_ones_unit_stands_there_the_oldest_first(sign_in, tree):
    today = timezone.localdate()
    obstacle = Obstacle.objects.create(
        title="Thiếu vốn", unit=unit("C4"), addressed_to=unit("T01"), raised_on=today - timedelta(days=5), kind="money"
    )
    Petition.objects.create(title="Xin kinh phí", unit=unit("C4"), addressed_to=unit("T01"), raised_on=today - timedelta(days=9))
    shown = page(sign_in("T01", "leader"))
    assert shown.index("Xin kinh phí") < shown.index("Thiếu vốn")
    assert "chờ 9 ngày" in shown
    assert "Thiếu vốn" not in page(sign_in("T01", "reporter")), "who may not answer is not asked"
    obstacle.answered_on = today
    obstacle.save()
    assert "Thiếu vốn" not in page(sign_in("T01", "staff"))


def test_requests_for_another_deadline_wait_for_whoever_assigned_the_task(sign_in, work):
    today = timezone.localdate()
    task = work("Xin lùi hạn", "C4", owner=unit("T01"), deadline=today + timedelta(days=60))
    moved = {"before": task.deadline, "wanted": today + timedelta(days=90), "asked_by": "c4", "asked_on": today}
    move = DeadlineMove.objects.create(task=task, reason="chờ kinh phí", **moved)
    assert f"/ke-hoach/{task.pk}/thoi-han/" in page(sign_in("T01", "leader"))
    assert "Xin lùi hạn" not in page(sign_in("BCA", "leader")), "it is the province's to decide"
    assert "Xin lùi hạn" not in page(sign_in("C4", "reporter"))
    move.state = DeadlineMove.State.APPROVED
    move.save()
    assert "Xin lùi hạn" not in page(sign_in("T01", "staff"))


def test_what_one_is_the_focal_point_of_stands_there_however_far_its_deadline(sign_in, work):
    client, today = sign_in("T01", "reporter"), timezone.localdate()
    me = User.objects.get(username="reporter-t01")
    me.post, me.unit = "Phó Chánh Văn phòng", unit("T01")
    me.save()
    work("Tôi là đầu mối", "T01", focal=me, deadline=today + timedelta(days=200))
    work("Chức danh của tôi", "T01", post="Phó Chánh Văn phòng")
    work("Chức danh ấy ở đơn vị khác", "T31A", post="Phó Chánh Văn phòng")
    work("Đầu mối là người khác", "T01", post="Chánh Văn phòng", deadline=today + timedelta(days=200))
    shown = page(client)
    assert "Tôi là đầu mối" in shown and "Chức danh của tôi" in shown
    assert "Chức danh ấy ở đơn vị khác" not in shown and "Đầu mối là người khác" not in shown


def test_notices_stand_there_until_they_are_read(sign_in, work):
    client, today = sign_in("T01", "reporter"), timezone.localdate()
    task = work("Được nhắc", "T31A", deadline=today + timedelta(days=90))
    me = User.objects.get(username="reporter-t01")
    asked = today - timedelta(days=3)
    notice = Notice.objects.create(account=me, key="task:1:b7", about="task", task=task, on=asked, due_on=task.deadline)
    shown = page(client)
    assert "Được nhắc" in shown
    assert f"nhắc ngày {asked:%d/%m/%Y}" in shown, "“quá hạn 2 ngày” was true on that day"
    notice.read_on = today
    notice.save()
    assert "Được nhắc" not in page(client)


def test_a_form_is_due_until_it_has_been_handed_in(sign_in, catalogue):
    client = sign_in("C4", "reporter")
    assert "Báo cáo tháng" in page(client)
    period = _last_period("month", timezone.localdate())
    submit(catalogue, ReportForm.objects.get(code="monthly"), period.code, [Filled("C4", {"cases": "1"}, "submitted")])
    assert "Báo cáo tháng" not in page(client)
    shown = page(sign_in("T01", "leader"))
    assert "Báo cáo số liệu chờ duyệt" in shown
    assert period.code in shown
    assert "Báo cáo số liệu chờ duyệt" not in page(sign_in("T31A", "leader"))


@pytest.mark.parametrize(
    ("frequency", "on", "code"),
    [
        ("month", date(2026, 1, 1), "2025-12"),
        ("month", date(2025, 12, 31), "2025-11"),
        ("quarter", date(2025, 4, 1), "2025-Q1"),
        ("year", date(2025, 12, 31), "2024"),
        ("half", date(2025, 7, 1), "2025-H1"),
    ],
)
def test_the_last_period_that_is_over(frequency, on, code):
    assert _last_period(frequency, on).code == code


def test_proposals_wait_for_whoever_decides_on_them(sign_in, paper):
    Proposal.objects.create(document=paper("văn bản", symbol="27-CTr/TU"), kind="task", start=0, end=1, facts={"title": "x"})
    assert "27-CTr/TU" in page(sign_in("BCA", "staff"))
    assert "27-CTr/TU" not in page(sign_in("BCA", "leader"))


def test_an_empty_desk_says_so(sign_in):
    assert "Không có việc nào chờ" in page(sign_in("V01", "inspector"))


@pytest.mark.parametrize(("code", "role"), [("BCA", "staff"), ("T01", "leader"), ("C4", "reporter")])
def test_it_asks_the_database_a_dozen_times_at_most(sign_in, catalogue, work, code, role, django_assert_max_num_queries):
    task = work("Quá hạn", code, owner=unit(code), deadline=timezone.localdate() - timedelta(days=3))
    DeadlineMove.objects.create(task=task, before=task.deadline, wanted=timezone.localdate(), asked_on=timezone.localdate())
    client = sign_in(code, role)
    with django_assert_max_num_queries(12):
        assert client.get("/viec-cua-toi/").status_code == 200
