"""Deciding on proposals beside the text."""

import pytest

from dutdiem.desk.views.deciding import beside
from dutdiem.documents.models import Proposal
from dutdiem.plans.models import Task


@pytest.fixture
def proposal(tree, paper):
    document = paper("Giao Văn phòng Bộ lập kế hoạch trước ngày 30/6/2025.")
    facts = {
        "title": "Lập kế hoạch",
        "lead": "Văn phòng Bộ Công an",
        "due": "2025-06-30",
        "due_text": "trước ngày 30/6/2025",
        "sentence": [0, 20],
    }
    return Proposal.objects.create(document=document, kind="task", start=0, end=20, facts=facts)


def test_accepting_makes_the_task_and_leads_back_to_the_text(sign_in, proposal):
    client = sign_in("BCA", "staff")
    answer = client.post(f"/goi-y/{proposal.pk}/", {"decision": "accept"})
    assert answer.url == f"/van-ban/{proposal.document_id}/#g{proposal.pk}"
    task = Task.objects.get(proposal=proposal)
    assert (task.title, task.lead.code) == ("Lập kế hoạch", "V01")
    assert client.get(f"/goi-y/{proposal.pk}/nhiem-vu/").url == f"/ke-hoach/{task.pk}/"


def test_htmx_gets_the_proposal_as_it_now_stands(sign_in, proposal):
    answer = sign_in("BCA", "staff").post(f"/goi-y/{proposal.pk}/", {"decision": "reject"}, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert "is-rejected" in page
    assert "<html" not in page
    proposal.refresh_from_db()
    assert proposal.state == "rejected"


def test_a_second_decision_is_told_and_changes_nothing(sign_in, proposal):
    client = sign_in("BCA", "staff")
    client.post(f"/goi-y/{proposal.pk}/", {"decision": "reject"})
    page = client.post(f"/goi-y/{proposal.pk}/", {"decision": "accept"}, follow=True).content.decode()
    assert "đã được xử lý" in page
    assert not Task.objects.exists()


@pytest.mark.parametrize(
    ("unit", "role"), [("T01", "staff"), ("T01", "leader"), ("BCA", "leader"), ("BCA", "auditor"), ("C4", "reporter")]
)
def test_who_may_not_decide_is_refused_and_sees_no_buttons(sign_in, proposal, unit, role):
    client = sign_in(unit, role)
    assert client.post(f"/goi-y/{proposal.pk}/", {"decision": "accept"}).status_code == 403
    assert 'name="decision"' not in client.get(f"/van-ban/{proposal.document_id}/").content.decode()
    assert not Task.objects.exists()


def test_the_staff_of_the_whole_sees_the_buttons(sign_in, proposal):
    assert 'name="decision"' in sign_in("BCA", "staff").get(f"/van-ban/{proposal.document_id}/").content.decode()


@pytest.mark.parametrize("decision", ["", "delete", "<script>"])
def test_an_unknown_decision_is_refused(sign_in, proposal, decision):
    assert sign_in("BCA", "staff").post(f"/goi-y/{proposal.pk}/", {"decision": decision}).status_code == 400


def test_a_decision_needs_a_form_of_this_site(sign_in, proposal):
    client = sign_in("BCA", "staff")
    client.handler.enforce_csrf_checks = True
    answer = client.post(f"/goi-y/{proposal.pk}/", {"decision": "accept"})
    assert answer.status_code == 403
    assert "Trang đã hết hạn" in answer.content.decode()
    assert client.get(f"/goi-y/{proposal.pk}/").status_code == 405


@pytest.fixture
def several(tree, paper):
    document = paper("Câu một. Câu hai. Câu ba.")
    return [
        Proposal.objects.create(
            document=document,
            kind="task",
            start=at,
            end=at + 7,
            facts={"title": f"Việc {number}", "lead": "", "sentence": [at, at + 8]},
        )
        for number, at in enumerate((0, 9, 18))
    ]


def many(client, decision, *proposals):
    given = {"decision": decision, "chosen": [p.pk for p in proposals], "document": "1"}
    return client.post("/goi-y/", given, follow=True).content.decode()


def states(proposals):
    return list(Proposal.objects.filter(pk__in=[p.pk for p in proposals]).order_by("pk").values_list("state", flat=True))


def test_what_is_ticked_is_decided_on_in_one_step(sign_in, several):
    client = sign_in("BCA", "staff")
    page = many(client, "accept", *several[:2])
    assert "Đã nhận 2 gợi ý; hoàn lại cả lần ở Việc cần chú ý." in page
    assert '<a href="/ke-hoach/can-chu-y/#hang-loat">Xem lần vừa nhận</a>' in page
    assert Task.objects.filter(proposal__in=several).count() == 2
    assert "Đã bỏ 1 gợi ý." in many(client, "reject", several[2])
    assert "Đã lấy lại 1 gợi ý." in many(client, "reopen", several[2])
    assert states(several) == ["accepted", "accepted", "open"]


def test_several_are_merged_into_the_first(sign_in, several):
    page = many(sign_in("BCA", "staff"), "merge", *several)
    assert "Đã gộp 3 gợi ý thành một." in page
    assert "Gộp thêm 2 chỗ trong văn bản." in page
    assert states(several) == ["open", "merged", "merged"]


def test_where_one_cannot_be_none_is(sign_in, several):
    client = sign_in("BCA", "staff")
    many(client, "reject", several[0])
    assert "đã được xử lý" in many(client, "accept", *several)
    assert states(several) == ["rejected", "open", "open"]


def test_nothing_ticked_is_told(sign_in, several):
    client = sign_in("BCA", "staff")
    answer = client.post("/goi-y/", {"decision": "accept", "document": several[0].document_id}, follow=True)
    assert answer.redirect_chain == [(f"/van-ban/{several[0].document_id}/", 302)]
    assert "Chưa chọn gợi ý nào" in answer.content.decode()
    assert client.post("/goi-y/", {"decision": "x", "chosen": "1"}).status_code == 400
    assert client.post("/goi-y/", {"decision": "accept", "chosen": list(range(501))}).status_code == 400


def test_a_proposal_is_put_right_beside_its_sentence_and_accepted(sign_in, several):
    client, first = sign_in("BCA", "staff"), several[0]
    page = client.get(f"/goi-y/{first.pk}/sua/").content.decode()
    assert "<mark>Câu một</mark>" in page
    given = {
        "title": "Tên đúng",
        "lead": "Văn phòng Bộ Công an",
        "coordinating": "",
        "deliverable": "",
        "due": "2030-01-31",
        "group": "",
    }
    assert client.post(f"/goi-y/{first.pk}/sua/", given | {"accept": "1"}).url.endswith(f"#g{first.pk}")
    task = Task.objects.get(proposal=first)
    assert (task.title, task.lead.code, str(task.deadline)) == ("Tên đúng", "V01", "2030-01-31")


def test_what_stands_beside_a_sentence_is_shown_in_whole_words():
    text = f"{'vào ngày ' * 60}Giao Văn phòng lập kế hoạch.{' trước tháng' * 60}"
    start = text.index("Giao")
    before, after = beside(text, start, text.index("hoạch.") + 6)
    assert set(before.split()) == {"…", "vào", "ngày"}
    assert set(after.split()) == {"trước", "tháng", "…"}
    assert beside("Một câu.", 0, 8) == ("", "")


def test_a_bad_edit_is_told_and_what_was_typed_stays(sign_in, several):
    client, first = sign_in("BCA", "staff"), several[0]
    page = client.post(f"/goi-y/{first.pk}/sua/", {"title": " ", "lead": "Đã gõ"}).content.decode()
    assert "còn trống" in page and 'value="Đã gõ"' in page
    assert sign_in("BCA", "leader").get(f"/goi-y/{first.pk}/sua/").status_code == 403
    assert sign_in("T01", "staff").post("/goi-y/", {"decision": "reject", "chosen": first.pk}).status_code == 403


def test_what_a_reading_again_found_stands_with_the_proposal(sign_in, several):
    first, second, third = several
    Proposal.objects.filter(pk=first.pk).update(change="changed", other={"title": "Tên cũ"})
    Proposal.objects.filter(pk=second.pk).update(change="gone", state="rejected")
    Proposal.objects.filter(pk=third.pk).update(
        change="changed", state="accepted", other={"title": "Tên khác", "due": "2030-01-01"}
    )
    page = sign_in("BCA", "staff").get(f"/van-ban/{first.document_id}/").content.decode()
    assert "<del>Tên cũ</del> <ins>Việc 0</ins>" in page
    assert "đọc lại không còn thấy" in page
    assert "nay đọc được: 2030-01-01" in page


def test_reading_again_and_drafting_are_asked_for_on_the_page(sign_in, several):
    client, key = sign_in("BCA", "staff"), several[0].document_id
    assert "Đang chờ đọc lại" not in client.get(f"/van-ban/{key}/").content.decode()
    assert "Thêm 0 gợi ý." in client.post(f"/van-ban/{key}/lap-goi-y/", follow=True).content.decode()
    assert sign_in("BCA", "leader").post(f"/van-ban/{key}/doc-lai/").status_code == 403


@pytest.mark.django_db(transaction=True)
def test_while_it_waits_to_be_read_again_the_page_says_so(sign_in, several):
    client, key = sign_in("BCA", "staff"), several[0].document_id
    assert "Đang chờ đọc lại" in client.post(f"/van-ban/{key}/doc-lai/", follow=True).content.decode()


def test_a_private_number_typed_into_a_proposal_is_refused(sign_in, proposal):
    sent = {"title": "Lập kế hoạch, hỏi 0912345678", "lead": "Văn phòng Bộ Công an", "due": "2025-06-30"}
    page = sign_in("BCA").post(f"/goi-y/{proposal.pk}/sua/", sent).content.decode()
    assert "xóa “********78” rồi gửi lại" in page
    proposal.refresh_from_db()
    assert proposal.facts["title"] == "Lập kế hoạch"
