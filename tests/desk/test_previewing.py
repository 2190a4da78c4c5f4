"""The rows of a document's annex on a page before they are taken into the plan: 500 in one step, undone as one."""

import re
from datetime import date

import pytest

from dutdiem.documents.models import Proposal
from dutdiem.plans.models import Task
from dutdiem.units.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def annex(tree, paper):
    """A document of 500 rows: most whole, some without a lead or with names that mean nobody."""
    document = paper("Phụ lục", issuer="Bộ Công an", header={})
    leads = ["Cục Kế hoạch và tài chính", "Văn phòng Bộ Công an", "Công an thành phố Hà Nội", "Cục Không Có", ""]
    rows = []
    for number in range(500):
        helpers = ["Văn phòng Bộ Công an", "Phòng Lạ"] if number == 0 else []
        facts = {"title": f"Việc {number}", "lead": leads[number % 5], "due": "2026-06-30", "coordinating": helpers, "group": "A"}
        rows.append(Proposal(document=document, kind="task", start=number, end=number + 1, facts=facts))
    Proposal.objects.bulk_create(rows)
    return document


def preview(client, document, **sent):
    address = f"/van-ban/{document.pk}/xem-truoc/"
    return (client.post(address, sent) if sent else client.get(address, {"all": "1"})).content.decode()


def test_five_hundred_rows_are_shown_as_they_would_be_taken_in_one_step_and_undone_as_one(sign_in, annex):
    client = sign_in("BCA")
    page = preview(client, annex)
    assert "500 nhiệm vụ sẽ vào kế hoạch" in page
    assert "“Cục Không Có” không khớp đơn vị nào" in page
    assert "văn bản không nêu đơn vị chủ trì" in page
    assert "phối hợp không khớp đơn vị nào: Phòng Lạ" in page
    assert page.count('href="/don-vi/H01/"') == 100
    assert not Task.objects.exists(), "nothing is written by looking"
    keys = re.findall(r'name="chosen" value="(\d+)"', page)
    client.post("/goi-y/", {"decision": "accept", "chosen": keys, "document": annex.pk})
    assert Task.objects.filter(proposal__isnull=False).count() == 500
    one = Task.objects.get(title="Việc 0")
    assert (one.lead.code, [c.unit.code for c in one.coordinations.all()]) == ("H01", ["V01"])
    step = re.search(r'name="step" value="(\d+)"', client.get("/ke-hoach/can-chu-y/").content.decode())[1]
    client.post("/ke-hoach/hoan-lai/", {"step": step})
    assert not Task.objects.exists()
    assert Proposal.objects.filter(state="open").count() == 500


def test_those_that_were_ticked_are_shown_and_no_others(sign_in, annex):
    first, second, third = Proposal.objects.order_by("pk")[:3]
    Proposal.objects.filter(pk=third.pk).update(state="rejected")
    page = preview(sign_in("BCA"), annex, chosen=[first.pk, second.pk, third.pk])
    assert re.findall(r'name="chosen" value="(\d+)"', page) == [str(first.pk), str(second.pk)]
    assert "còn 497 gợi ý khác đang chờ" in page


def test_a_lead_that_means_many_says_how_many_parts_it_makes(sign_in, tree, paper):
    document = paper("Giao Công an các đơn vị, địa phương.", issuer="Bộ Công an", header={})
    facts = {"title": "Quán triệt", "lead": "Công an các đơn vị, địa phương"}
    Proposal.objects.create(document=document, kind="task", start=0, end=5, facts=facts)
    client = sign_in("BCA")
    page = preview(client, document)
    told = int(re.search(r"(\d+) đơn vị, mỗi đơn vị một phần việc", page)[1])
    client.post("/goi-y/", {"decision": "accept", "chosen": re.findall(r'name="chosen" value="(\d+)"', page)})
    assert Task.objects.filter(kind="subtask").count() == told > 1


def test_authorities_that_are_no_police_are_asked_about_and_put_right_by_one_click(sign_in, tree, paper):
    document = paper(
        "UBND các xã, phường rà soát.", owner=Unit.objects.get(code="T01"), issuer="Công an thành phố Hà Nội", header={}
    )
    facts = {"title": "Rà soát", "lead": "UBND các xã, phường", "coordinating": ["Công an phường", "Sở Nội vụ"]}
    said = Proposal.objects.create(document=document, kind="task", start=0, end=5, facts=facts)
    client = sign_in("T01")
    page = preview(client, document)
    assert "đổi thành “Công an các xã, phường”, “Công an các phường”" in page
    assert "mỗi đơn vị một phần việc" not in page
    form = client.get(re.search(r'href="(/goi-y/\d+/sua/\?police=1)"', page)[1]).content.decode()
    assert 'value="Công an các xã, phường"' in form and 'value="Công an các phường; Sở Nội vụ"' in form
    said.refresh_from_db()
    assert said.facts == facts, "nothing is written before the officer saves it"
    sent = {"title": "Rà soát", "lead": "Công an các xã, phường", "coordinating": "Công an các phường; Sở Nội vụ"}
    client.post(f"/goi-y/{said.pk}/sua/", sent)
    page = preview(client, document)
    assert "1 đơn vị, mỗi đơn vị một phần việc" in page and "1 đơn vị cùng phối hợp" in page
    assert "?police=1" not in page


def test_words_for_places_alone_are_asked_about(sign_in, tree, paper):
    document = paper("Các phường rà soát.", owner=Unit.objects.get(code="T01"), issuer="Công an thành phố Hà Nội", header={})
    Proposal.objects.create(document=document, kind="task", start=0, end=5, facts={"title": "Rà soát", "lead": "Các phường"})
    assert "“các phường” được hiểu là công an các nơi đó" in preview(sign_in("T01"), document)


def test_nothing_ticked_is_told_and_who_may_not_decide_is_refused(sign_in, annex):
    answer = sign_in("BCA").post(f"/van-ban/{annex.pk}/xem-truoc/", {}, follow=True)
    assert "Chưa chọn gợi ý nào đang chờ" in answer.content.decode()
    assert sign_in("BCA", "leader").get(f"/van-ban/{annex.pk}/xem-truoc/?all=1").status_code == 403


def test_it_asks_the_database_few_times_however_many_rows_there_are(sign_in, annex, django_assert_max_num_queries):
    client = sign_in("BCA")
    with django_assert_max_num_queries(20):
        assert preview(client, annex)


def test_a_target_is_shown_with_its_number_as_offices_write_it_and_its_due_day(sign_in, tree, paper):
    document = paper("Phấn đấu 500.000 hồ sơ, 3,2 tỷ đồng.", issuer="Bộ Công an", header={})
    for at, (value, unit, due) in enumerate((("500000", "hồ sơ", "2026-12-31"), ("3.2", "tỷ đồng", None))):
        facts = {"measure": "Kết quả", "comparator": ">=", "value": value, "unit": unit, "due": due}
        Proposal.objects.create(document=document, kind="target", start=at, end=5, facts=facts)
    page = re.sub(r"<[^>]+>", "", preview(sign_in("BCA"), document))
    assert "Kết quả: ≥ 500.000 hồ sơ Thời hạn: 31/12/2026" in page
    assert "Kết quả: ≥ 3,2 tỷ đồng" in page


def test_what_has_no_day_of_its_own_in_a_plan_of_one_year_is_said_with_the_year(sign_in, tree, paper):
    made = {"issuer": "Bộ Công an", "header": {}, "title": "Công tác năm 2026", "date": date(2025, 12, 1)}
    document = paper("Rà soát kho. Đạt 95 %.", **made)
    Proposal.objects.create(document=document, kind="task", start=0, end=5, facts={"title": "Rà soát kho", "lead": "V01"})
    aim = {"measure": "Tỷ lệ", "comparator": ">=", "value": "95", "unit": "%", "due": None}
    said = Proposal.objects.create(document=document, kind="target", start=6, end=9, facts=aim)
    page = preview(sign_in("BCA"), document)
    assert "không có thời hạn; văn bản là của năm 2026, nếu làm trong năm thì ghi 31/12/2026" in page
    assert f'chưa rõ năm phải đạt, <a href="/goi-y/{said.pk}/sua/">ghi thời hạn trước khi nhận</a>' in page
