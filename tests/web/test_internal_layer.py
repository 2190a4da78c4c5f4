"""What a unit keeps for itself is told above and beside it by no page on which it comes by another way: a report opened again, the
form of an open task, what somebody hands over, an inspection, a reminder."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from dutdiem.access.models import User
from dutdiem.authority import Actor, Grant, Role
from dutdiem.catalogue.models import ReportForm
from dutdiem.collection.models import Submission
from dutdiem.oversight import actions as oversight
from dutdiem.oversight import queries
from dutdiem.plans import actions
from dutdiem.plans.actions import Wanted
from dutdiem.units.models import Unit

pytestmark = pytest.mark.django_db
HANOI = Actor("t01", (Grant(Role.STAFF, "BCA/T01"), Grant(Role.INSPECTOR, "BCA/T01")))


def unit(code):
    return Unit.objects.get(code=code)


def page(client, address):
    return client.get(address).content.decode()


def test_a_report_on_an_internal_form_that_was_opened_again_is_listed_for_its_own_province_alone(sign_in, own):
    own("T01")
    form, month = ReportForm.objects.get(code="patrol@T01"), "2025-08"
    sent = {
        "status": "submitted",
        "submitted_at": timezone.now(),
        "submitted_by": "c4",
        "values": {},
        "latest": True,
        "revision": 1,
    }
    Submission.objects.create(unit=unit("C4"), form=form, period=month, month=month, reason="Đếm lại ca đêm", **sent)
    for code, told in (("T01", True), ("C4", True), ("BCA", False)):
        shown = page(sign_in(code), "/bao-cao-so-lieu/?unit=C4")
        assert ("Báo cáo tuần tra" in shown, "Đếm lại ca đêm" in shown) == (told, told)


def test_the_form_of_an_open_task_offers_internal_measures_to_their_own_unit_alone(sign_in, own):
    own("T01")
    task = actions.create(HANOI, unit("T01"), None, Wanted(title="Việc mở", lead=unit("T01")))
    address = f"/ke-hoach/{task.pk}/sua/"
    assert "Lượt tuần tra trên một vụ" in page(sign_in("T01"), address)
    above = page(sign_in("BCA"), address)
    assert "Việc mở" in above and "Lượt tuần tra trên một vụ" not in above


def test_what_is_handed_over_is_told_as_far_as_the_administrator_may_see_it(sign_in):
    sign_in("C4", "reporter")
    leaver = User.objects.get(username="reporter-c4")
    User.objects.filter(pk=leaver.pk).update(unit=unit("C4"))
    for title, internal in (("Canh kho kín", True), ("Việc mở", False)):
        actions.create(HANOI, unit("T01"), None, Wanted(title=title, lead=unit("C4"), internal=internal, focal=leaver))
    above, within = sign_in("BCA", "administrator"), sign_in("T01", "administrator")
    address = "/tai-khoan/xem/reporter-c4/ban-giao/"
    assert "Canh kho kín" in page(within, address)
    assert "Canh kho kín" not in page(above, address) and "Việc mở" in page(above, address)
    sign_in("C4", "staff")
    User.objects.filter(username="staff-c4").update(unit=unit("C4"))
    told = above.post(address, {"taker": "staff-c4", "close": "on"}, follow=True).content.decode()
    assert "1 vai trò và 1 việc" in told
    assert {task.focal.username for task in leaver.focal_tasks.model.objects.all()} == {"staff-c4"}


@pytest.fixture
def concluded(tree):
    """A visit of Hà Nội's inspectors to a ward, whose remedy Hà Nội then keeps internal."""
    today = timezone.localdate()
    plan = oversight.plan_inspections(HANOI, unit("T01"), today.year, "Kế hoạch kiểm tra")
    visit = oversight.add_visit(HANOI, plan, unit("C4"), ["Kho"], planned_from=today, planned_to=today)
    oversight.visited(HANOI, visit, on=today)
    found = oversight.conclude(HANOI, visit.topics.get(), "Kho kín hở mái", "Lợp mái kho kín", today + timedelta(days=9))
    task = found.task
    actions.edit(HANOI, task, replace(actions.wanted_of(task), internal=True), version=task.version)
    return plan, visit


def test_a_conclusion_whose_remedy_is_internal_is_told_within_the_unit_alone(sign_in, concluded):
    plan, visit = concluded
    address, today = f"/don-doc/kiem-tra/lan/{visit.pk}/", timezone.localdate()
    within, above = page(sign_in("T01"), address), page(sign_in("BCA"), address)
    assert "Lợp mái kho kín" in within and "Kho kín hở mái" in within
    assert "Lợp mái kho kín" not in above and "Kho kín hở mái" not in above
    ministry = Actor("bca", (Grant(Role.STAFF, "BCA"),))
    for who, number in ((HANOI, 1), (ministry, 0)):
        assert sum(one.found for one in queries.findings(who, today)) == number
        assert [(one.concluded, one.closed) for one in queries.visits_of(who, today, plan)] == [(number, 0)]
