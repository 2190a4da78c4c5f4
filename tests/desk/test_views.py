"""Deciding on proposals beside the text."""

import pytest

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
