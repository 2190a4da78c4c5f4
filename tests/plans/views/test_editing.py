"""The forms by which tasks are planned: without JavaScript, a sentence beside the field, nothing typed is lost."""

import re
from datetime import date, timedelta

import pytest

from dutdiem.plans.models import OUTSIDE, Task

pytestmark = pytest.mark.django_db
LATER = date.today() + timedelta(days=200)


def sent(**changes):
    plain = {"title": "Lập đề án", "kind": "task", "lead": "H01", "weight": "1", "coordinating": "", "owner": "BCA"}
    return plain | changes


def fault_beside(page: str, field: str) -> str:
    """The sentence right below a field."""
    found = re.search(rf'<p class="fault" id="id_{field}-fault">([^<]*)', page)
    return found[1].strip() if found else ""


def test_a_task_is_put_into_the_plan_with_all_that_was_written(sign_in):
    client = sign_in("BCA")
    answer = client.post(
        "/ke-hoach/moi/",
        sent(
            lead="Cục Kế hoạch và tài chính",
            coordinating="V01: thẩm định\nCông an thành phố Hà Nội",
            post="Trưởng phòng tham mưu",
            deadline=LATER.isoformat(),
            budget="1.500.000.000",
        ),
    )
    task = Task.objects.get()
    assert answer.headers["Location"] == f"/ke-hoach/{task.pk}/"
    assert (task.lead.code, task.owner.code, task.deadline, int(task.budget)) == ("H01", "BCA", LATER, 1_500_000_000)
    assert {c.unit.code: c.part for c in task.coordinations.all()} == {"V01": "thẩm định", "T01": ""}
    page = client.get(f"/ke-hoach/{task.pk}/").content.decode()
    assert "Trưởng phòng tham mưu" in page
    assert "1.500.000.000 đồng" in page


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"title": ""}, "title", "còn trống"),
        ({"lead": "Cục không có"}, "lead", "Không có đơn vị “Cục không có”"),
        ({"lead": "T30"}, "lead", "không còn hoạt động từ sau ngày 30/06/2025, nay là Công an thành phố Hải Phòng (T31A)"),
        ({"lead": "Công an tỉnh Hải Dương"}, "lead", "không còn hoạt động"),
        ({"coordinating": "H01"}, "coordinating", "không thể đồng thời phối hợp"),
        ({"coordinating": "V01\nH99"}, "coordinating", "Không có đơn vị “H99”"),
        ({"starts_on": LATER.isoformat(), "deadline": "2025-01-01"}, "deadline", "trước ngày bắt đầu"),
        ({"deadline": "ngày mai"}, "deadline", "Không phải ngày"),
        ({"weight": "0"}, "weight", "từ 1 đến 1000"),
        ({"budget": "nhiều"}, "budget", "không phải là số đồng"),
        ({"recurrence": "thỉnh thoảng"}, "recurrence", "Chưa rõ lặp lại thế nào"),
        ({"recurrence": "ngày 30 tháng 2 hằng năm"}, "recurrence", "Tháng 2 không có ngày 30"),
        ({"focal": "ai-do"}, "focal", "Không có tài khoản “ai-do”"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(sign_in, changes, field, says):
    page = sign_in("BCA").post("/ke-hoach/moi/", sent(deliverable="Tờ trình <b>Bộ</b>", **changes)).content.decode()
    assert says in fault_beside(page, field)
    assert "Tờ trình &lt;b&gt;Bộ&lt;/b&gt;" in page
    assert not Task.objects.exists()


def test_the_second_editor_sees_both_versions_and_loses_nothing(sign_in, planned):
    task, client = planned("Việc", "H01", deadline=LATER), sign_in("BCA")
    address = f"/ke-hoach/{task.pk}/sua/"
    assert 'name="version" value="1"' in client.get(address).content.decode()
    client.post(address, sent(title="Bản của người thứ nhất", version="1"))
    page = client.post(address, sent(title="Bản của người thứ hai", deliverable="Báo cáo", version="1")).content.decode()
    assert "vừa được người khác sửa" in page
    assert re.search(r"<td[^>]*>Bản của người thứ nhất</td><td[^>]*>Bản của người thứ hai</td>", page)
    assert 'name="version" value="2"' in page
    assert ">\nBản của người thứ hai</textarea>" in page
    assert Task.objects.get().title == "Bản của người thứ nhất"
    client.post(address, sent(title="Bản của người thứ hai", deliverable="Báo cáo", version="2"))
    assert (Task.objects.get().title, Task.objects.get().deliverable) == ("Bản của người thứ hai", "Báo cáo")


def test_an_edit_opens_with_what_is_there_and_changes_nothing_by_itself(sign_in, planned):
    task = planned("Báo cáo", "T01", recurrence="FREQ=MONTHLY;BYMONTHDAY=15", helpers=["V01"], weight=7)
    client = sign_in("BCA")
    page = client.get(f"/ke-hoach/{task.pk}/sua/").content.decode()
    assert 'value="ngày 15 hằng tháng"' in page
    changes = sent(title="Báo cáo", lead="T01", coordinating="V01", weight="7", recurrence="ngày 15 hằng tháng", version="1")
    client.post(f"/ke-hoach/{task.pk}/sua/", changes)
    before, after = task, Task.objects.get()
    assert (after.recurrence, after.weight, after.deadline) == (before.recurrence, 7, before.deadline)


@pytest.mark.parametrize("address", ["sua", "chuyen"])
def test_what_came_from_above_has_no_form_for_a_lower_unit(sign_in, planned, address):
    task = planned("Việc Bộ giao", "T01")
    assert sign_in("T01").get(f"/ke-hoach/{task.pk}/{address}/").status_code == 403
    assert f"/ke-hoach/{task.pk}/sua/" not in sign_in("T01", "reporter").get(f"/ke-hoach/{task.pk}/").content.decode()


@pytest.mark.parametrize(("account", "role", "status"), [("BCA", "auditor", 403), ("T01", "reporter", 403), ("T01", "staff", 200)])
def test_only_who_plans_gets_the_form(sign_in, account, role, status):
    client = sign_in(account, role)
    assert client.get("/ke-hoach/moi/").status_code == status
    assert client.get("/ke-hoach/giao-theo-bang/").status_code == status
    assert client.get("/ke-hoach/trung-lap/").status_code == status
    assert ('href="/ke-hoach/moi/"' in client.get("/ke-hoach/").content.decode()) == (status == 200)


def test_a_province_takes_a_task_up_and_the_chain_shows_both_ways(sign_in, planned):
    above, client = planned("Việc Bộ giao", "T01", deadline=LATER), sign_in("T01")
    page = client.get(f"/ke-hoach/{above.pk}/").content.decode()
    assert f"/ke-hoach/{above.pk}/cu-the-hoa/?owner=T01" in page
    late = (LATER + timedelta(days=1)).isoformat()
    page = client.post(f"/ke-hoach/{above.pk}/cu-the-hoa/", sent(owner="T01", lead="C4", deadline=late)).content.decode()
    assert "sau thời hạn cấp trên giao" in fault_beside(page, "deadline")
    client.post(
        f"/ke-hoach/{above.pk}/cu-the-hoa/", sent(title="Việc của Hà Nội", owner="T01", lead="C4", deadline=LATER.isoformat())
    )
    mine = Task.objects.get(title="Việc của Hà Nội")
    assert f'href="/ke-hoach/{mine.pk}/"' in client.get(f"/ke-hoach/{above.pk}/").content.decode()
    assert "Từ nhiệm vụ cấp trên giao" in client.get(f"/ke-hoach/{mine.pk}/").content.decode()


def test_a_task_outside_the_system_is_written_with_unit_and_deadline_alone(sign_in):
    client = sign_in("BCA")
    client.post("/ke-hoach/moi/", sent(title="", outside="on", deliverable="Hồ sơ mật", deadline=LATER.isoformat()))
    task = Task.objects.get()
    assert (task.title, task.deliverable, task.deadline, task.lead.code) == (OUTSIDE, "", LATER, "H01")


def test_a_branch_is_moved_by_its_number_and_never_below_itself(sign_in, planned):
    one, other = planned("Một"), planned("Hai")
    client = sign_in("BCA")
    client.post(f"/ke-hoach/{other.pk}/chuyen/", {"parent": str(one.pk)})
    assert Task.objects.get(pk=other.pk).parent == one
    page = client.post(f"/ke-hoach/{one.pk}/chuyen/", {"parent": str(other.pk)}).content.decode()
    assert "dưới chính nó" in fault_beside(page, "parent")
    page = client.post(f"/ke-hoach/{one.pk}/chuyen/", {"parent": "9999"}).content.decode()
    assert "Không có nhiệm vụ số 9999" in fault_beside(page, "parent")


def test_a_further_document_is_named_by_the_words_that_order_the_task(sign_in, planned, paper):
    task, client = planned("Lập đề án", "H01"), sign_in("BCA")
    document = paper("Điều 1. Giao Cục Kế hoạch\nvà tài chính lập đề án.", symbol="5-CT")
    address = f"/ke-hoach/{task.pk}/nguon/"
    page = client.post(address, {"document": "5-CT", "words": "giao cục xây trụ sở"}).content.decode()
    assert "Không thấy câu này" in fault_beside(page, "words")
    page = client.post(address, {"document": "6-CT", "words": "Giao"}).content.decode()
    assert "Không có văn bản “6-CT”" in fault_beside(page, "document")
    client.post(address, {"document": "5-CT", "words": "giao Cục Kế hoạch và tài chính"})
    found = task.derivations.get()
    assert document.text[found.start : found.end] == "Giao Cục Kế hoạch\nvà tài chính"
    assert "5-CT" in client.get(f"/ke-hoach/{task.pk}/").content.decode()
