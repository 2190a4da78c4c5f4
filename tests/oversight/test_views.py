"""The pages of the follow-up: what each shows, what its forms do without a script, what a person may not see."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from dutdiem.access.models import User
from dutdiem.documents.models import Proposal
from dutdiem.oversight import actions
from dutdiem.oversight.models import Conclusion, Inspection, InspectionPlan, Notice, Obstacle, Petition, UrgingLetter
from dutdiem.plans.models import Coordination, Task
from dutdiem.units.models import Unit

HOSTILE = "<script>alert(1)</script>"


def unit(code):
    return Unit.objects.get(code=code)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def held_back(work, today):
    task = work("Xây dựng trụ sở", "C3", owner=unit("BCA"), deadline=today - timedelta(days=20))
    Coordination.objects.create(task=task, unit=unit("T31A"))
    return task


@pytest.fixture
def asked(tree, held_back, today):
    day = today - timedelta(days=60)
    return actions.raise_obstacle(
        tree, f"Chưa có đất {HOSTILE}", unit("C3"), kind="premises", raised_on=day, addressed_to=unit("T31A"), task=held_back
    )


@pytest.mark.parametrize(
    "page", ["", "thoi-gian/", "tin-hieu/", "cong-van/", "kiem-tra/", "kiem-tra/phat-hien/", "ket-luan-hop/", "thong-bao/"]
)
def test_each_page_opens_empty(sign_in, page):
    response = sign_in("BCA").get(f"/don-doc/{page}")
    assert response.status_code == 200
    assert "Đôn đốc" in response.content.decode()


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, True),
        ({"state": "overdue", "kind": "premises", "to": "T31A", "unit": "C3", "search": "chua co dat"}, True),
        ({"state": "answered"}, False),
        ({"kind": "law"}, False),
        ({"to": "BCA"}, False),
        ({"what": "petition"}, False),
        ({"state": HOSTILE, "what": HOSTILE}, True),
    ],
)
def test_the_board_is_narrowed_by_its_address(sign_in, asked, filters, found):
    page = sign_in("BCA").get("/don-doc/", filters).content.decode()
    assert (f"/don-doc/vuong-mac/{asked.pk}/" in page) is found
    assert HOSTILE not in page


def test_the_board_asks_the_database_few_times(sign_in, asked, tree, django_assert_max_num_queries, today):
    client = sign_in("BCA")
    for number in range(30):
        actions.raise_obstacle(tree, f"Vướng {number}", unit("C4"), kind="law", raised_on=today, addressed_to=unit("T01"))
    with django_assert_max_num_queries(12):
        client.get("/don-doc/")


@pytest.mark.parametrize("account", ["BCA", "T31A"])
def test_one_thing_asks_the_database_a_dozen_times_at_most(sign_in, asked, account, django_assert_max_num_queries):
    client = sign_in(account)
    for address in (f"/don-doc/vuong-mac/{asked.pk}/", f"/don-doc/neu/?task={asked.task_id}", "/don-doc/neu/"):
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200


def test_a_reporter_raises_on_its_task_to_the_unit_above(sign_in, held_back, today):
    client = sign_in("C3", "reporter")
    page = client.get(f"/don-doc/neu/?task={held_back.pk}").content.decode()
    assert 'value="T31A – Công an thành phố Hải Phòng"' in page
    sent = {
        "what": "petition",
        "by": "C3",
        "title": "Đề nghị bố trí đất",
        "kind": "premises",
        "unit": "T31A – Công an thành phố Hải Phòng",
        "task": held_back.pk,
    }
    response = client.post(f"/don-doc/neu/?task={held_back.pk}", sent)
    made = Petition.objects.get()
    assert response.url == f"/don-doc/kien-nghi/{made.pk}/"
    assert (made.unit.code, made.addressed_to.code, made.task, made.raised_on) == ("C3", "T31A", held_back, today)


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(sign_in, held_back):
    client = sign_in("C3", "reporter")
    sent = {"what": "obstacle", "by": "C3", "title": "Đang gõ dở", "kind": "law", "unit": "Không có nơi này", "task": ""}
    page = client.post("/don-doc/neu/", sent).content.decode()
    assert "Đang gõ dở" in page
    assert re.search(r'id="id_unit-fault">Không có đơn vị “Không có nơi này”', page)
    page = client.post("/don-doc/neu/", sent | {"unit": "T31A", "task": "999"}).content.decode()
    assert re.search(r'id="id_task-fault">Không có nhiệm vụ số 999', page)
    assert not Obstacle.objects.exists()


def test_one_thing_shows_its_way_and_what_the_person_may_do(sign_in, asked):
    mine = sign_in("T31A").get(f"/don-doc/vuong-mac/{asked.pk}/").content.decode()
    assert all(f'name="act" value="{act}"' in mine for act in ("answer", "task", "pass_up"))
    theirs = sign_in("C3", "reporter").get(f"/don-doc/vuong-mac/{asked.pk}/").content.decode()
    assert 'value="answer"' not in theirs
    assert 'value="pass_up"' in theirs, "the term is over: whoever asked passes it up"
    assert sign_in("T01").get(f"/don-doc/vuong-mac/{asked.pk}/").status_code == 404
    assert HOSTILE not in mine


def test_it_is_answered_passed_up_and_turned_into_a_task_from_its_page(sign_in, asked, today):
    address, province, ministry = f"/don-doc/vuong-mac/{asked.pk}/", sign_in("T31A"), sign_in("BCA")
    page = province.post(address, {"act": "answer", "answer": " "}).content.decode()
    assert 'class="fault"' in page
    province.post(address, {"act": "pass_up", "unit": "BCA", "reason": "Vượt thẩm quyền"})
    late = province.post(address, {"act": "answer", "answer": "Có đất ở xã bên."})
    assert late.status_code == 200, "no longer theirs to answer"
    assert '<blockquote class="source pre">Có đất ở xã bên.</blockquote>' in late.content.decode(), "what was typed is given back"
    asked.refresh_from_db()
    assert (asked.addressed_to.code, asked.answered_on) == ("BCA", None)
    ministry.post(
        address, {"act": "task", "title": "Bố trí đất", "unit": "T31A", "deadline": (today + timedelta(days=30)).isoformat()}
    )
    asked.refresh_from_db()
    assert asked.became.title == "Bố trí đất"
    shown = ministry.get(address).content.decode()
    assert f"/ke-hoach/{asked.became_id}/" in shown
    assert "Vượt thẩm quyền" in shown


def test_signals_list_late_answers_and_silent_tasks(sign_in, asked, work, today):
    work("Không ai báo cáo", "T31A", assigned_on=today - timedelta(days=90), deadline=today + timedelta(days=90))
    page = sign_in("BCA").get("/don-doc/tin-hieu/").content.decode()
    assert f"/don-doc/vuong-mac/{asked.pk}/" in page
    assert "Không ai báo cáo" in page


def test_there_is_one_list_of_silent_tasks_by_the_terms_of_the_office(sign_in, work, today, settings):
    work("Không ai báo cáo", "T31A", assigned_on=today - timedelta(days=90), deadline=today + timedelta(days=90))
    client = sign_in("BCA")
    planned = client.get("/ke-hoach/can-chu-y/").content.decode()
    assert "/don-doc/tin-hieu/#im-lang" in planned
    assert "Không ai báo cáo" not in planned
    (settings.HOME / "oversight.toml").write_text("[silence]\ndays = 120\n", "utf-8")
    assert "Không ai báo cáo" not in client.get("/don-doc/tin-hieu/").content.decode()


def test_the_times_are_shown_by_kind_and_by_who_resolves(sign_in, asked, tree, today):
    actions.answer(tree, asked, "Đã bố trí", on=asked.raised_on + timedelta(days=4))
    page = sign_in("BCA").get("/don-doc/thoi-gian/").content.decode()
    assert "4,0" in page
    assert "Công an thành phố Hải Phòng" in page


def test_a_letter_is_drafted_and_downloaded(sign_in, held_back):
    client = sign_in("BCA")
    assert "unit=C3#soan" in client.get("/don-doc/cong-van/").content.decode()
    client.post("/don-doc/cong-van/", {"unit": "C3"})
    letter = UrgingLetter.objects.get()
    file = client.get(f"/don-doc/cong-van/{letter.pk}/tai/")
    assert b"".join(file.streaming_content)[:2] == b"PK"
    assert sign_in("T01").get(f"/don-doc/cong-van/{letter.pk}/tai/").status_code == 404
    assert sign_in("C3", "reporter").post("/don-doc/cong-van/", {"unit": "C3"}).status_code == 403


def test_a_notice_of_a_report_opened_again_leads_to_it_with_the_reason(catalogue, sign_in, today):
    from dutdiem.catalogue.models import ReportForm
    from dutdiem.collection.models import Submission

    client = sign_in("C3", "reporter")
    facts = {"period": "2025-08", "month": "2025-08", "status": "submitted", "reason": "Thiếu tổ 3."}
    one = Submission.objects.create(unit=unit("C3"), form=ReportForm.objects.get(code="monthly"), **facts)
    whose = User.objects.get(username="reporter-c3")
    Notice.objects.create(account=whose, key="submission:1", about="reopened", submission=one, on=today)
    page = client.get("/don-doc/thong-bao/").content.decode()
    assert "được mở lại để sửa" in page and "Báo cáo tháng, Tháng 8 năm 2025" in page and "Thiếu tổ 3." in page
    address = re.search(r'href="(/bao-cao-so-lieu/[^"]*2025-08[^"]*)"', page)[1]
    assert client.get(address).status_code == 200


def test_notices_are_a_persons_own_and_marked_read(sign_in, held_back, tree, today):
    client = sign_in("C3", "reporter")
    day = today - timedelta(days=today.weekday())
    while not actions.preview(tree, day):
        day -= timedelta(days=1)
    actions.remind(tree, day)
    mine = Notice.objects.get(account__username="reporter-c3")
    page = client.get("/don-doc/thong-bao/").content.decode()
    assert f"/ke-hoach/{held_back.pk}/" in page
    assert "is-new" in page
    client.post("/don-doc/thong-bao/", {"act": "read", "key": [mine.pk]})
    assert "is-new" not in client.get("/don-doc/thong-bao/").content.decode()
    assert str(held_back.pk) not in re.findall(r"/ke-hoach/(\d+)/", sign_in("T01").get("/don-doc/thong-bao/").content.decode())


def test_a_calendar_is_read_without_signing_in_and_not_after_it_was_revoked(sign_in, client, work, today):
    work("Nộp báo cáo, quý III", "T31A", deadline=today + timedelta(days=5))
    mine = sign_in("T31A")
    page = mine.post("/don-doc/thong-bao/", {"act": "feed", "unit": "T31A"}).content.decode()
    address = re.search(r'value="http://testserver(/lich/[^"]+\.ics)"', page)[1]
    response = client.get(address)
    assert response["Content-Type"].startswith("text/calendar")
    assert "SUMMARY:Nộp báo cáo\\, quý III" in response.content.decode().replace("\r\n ", "")
    assert address not in mine.get("/don-doc/thong-bao/").content.decode(), "shown once"
    key = re.search(r'name="key" value="(\d+)"', mine.get("/don-doc/thong-bao/").content.decode())[1]
    mine.post("/don-doc/thong-bao/", {"act": "revoke", "key": key})
    assert client.get(address).status_code == 404
    assert client.get("/lich/khong-co.ics").status_code == 404
    assert client.post(address).status_code == 405


def test_an_inspection_goes_from_its_plan_to_the_verified_remedy(sign_in, today):
    client = sign_in("BCA", "inspector")
    client.post("/don-doc/kiem-tra/", {"unit": "BCA", "year": today.year, "title": "Kế hoạch kiểm tra"})
    plan = InspectionPlan.objects.get()
    span = {"planned_from": f"{today.year}-01-05", "planned_to": f"{today.year}-12-30"}
    client.post(f"/don-doc/kiem-tra/{plan.pk}/", {"unit": "T31A", "topics": "Trang bị\nBáo cáo", **span})
    visit = Inspection.objects.get()
    address = f"/don-doc/kiem-tra/lan/{visit.pk}/"
    client.post(address, {"act": "visited", "on": today.isoformat()})
    topic = visit.topics.first()
    due = (today + timedelta(days=9)).isoformat()
    client.post(address, {"act": "conclude", "topic": topic.pk, "found": "Thiếu sổ", "wanted": "Lập sổ", "deadline": due})
    made = Conclusion.objects.get()
    Task.objects.filter(pk=made.task_id).update(state="waiting", handed_in_on=today)
    page = client.post(address, {"act": f"return-{made.pk}", "reason": ""}).content.decode()
    assert 'class="fault"' in page
    client.post(address, {"act": f"verify-{made.pk}"})
    made.refresh_from_db()
    assert (made.verified_by, made.task.state) == ("inspector-bca", "done")
    late = client.post(address, {"act": f"return-{made.pk}", "reason": "Thiếu chữ ký"}).content.decode()
    assert '<blockquote class="source pre">Thiếu chữ ký</blockquote>' in late, "what was typed is given back"
    assert "Thiếu sổ" in sign_in("T31A").get(address).content.decode()
    assert sign_in("T01").get(address).status_code == 404
    found = client.get("/don-doc/kiem-tra/phat-hien/", {"year": today.year, "level": "province"}).content.decode()
    assert "Trang bị" in found


def test_instructions_are_taken_into_the_plan_with_the_speaker_as_who_assigned(sign_in, paper, today):
    document = paper("Bộ trưởng yêu cầu Cục Kế hoạch và tài chính bố trí vốn.", symbol="10-TB/BCA", type="TB", issuer="Bộ Công an")
    facts = {"title": "Bố trí vốn", "lead": "Cục Kế hoạch và tài chính", "requester": "Bộ trưởng"}
    Proposal.objects.create(document=document, kind="task", start=0, end=9, facts=facts)
    Proposal.objects.create(document=document, kind="task", start=10, end=12, facts={"title": "Việc khác", "requester": ""})
    client = sign_in("BCA")
    assert "10-TB/BCA" in client.get("/don-doc/ket-luan-hop/").content.decode()
    address = f"/don-doc/ket-luan-hop/{document.pk}/"
    assert "Bố trí vốn" in client.get(address).content.decode()
    client.post(address, {"speaker": "Bộ trưởng"})
    task = Task.objects.get(title="Bố trí vốn")
    page = client.get(address, {"speaker": "Bộ trưởng"}).content.decode()
    assert f"/ke-hoach/{task.pk}/" in page
    assert "người giao: Bộ trưởng" in page
    assert not Task.objects.filter(title="Việc khác").exists()


def test_an_auditor_reads_and_changes_nothing(sign_in, asked):
    client = sign_in("BCA", "auditor")
    page = client.get(f"/don-doc/vuong-mac/{asked.pk}/").content.decode()
    assert 'name="act"' not in page
    client.post(f"/don-doc/vuong-mac/{asked.pk}/", {"act": "answer", "answer": "Có"})
    asked.refresh_from_db()
    assert asked.answered_on is None
    assert client.get("/don-doc/neu/").status_code == 403
    assert User.objects.get(username="auditor-bca").feeds.count() == 0
