"""A document's head put right by a person: what cites it, what is called after it, who may, what is refused."""

from datetime import date
from pathlib import Path

import pytest

from dutdiem.authority import Actor, Grant, Refused, Role
from dutdiem.documents import actions
from dutdiem.documents.actions import Described
from dutdiem.documents.models import Citation, Document, Proposal
from dutdiem.kit.errors import Mistake
from dutdiem.plans.models import Task
from dutdiem.trail.actions import seal
from dutdiem.trail.models import Entry
from dutdiem.trail.queries import verify

pytestmark = pytest.mark.django_db
MINISTRY = Actor("bca", (Grant(Role.STAFF, ""),))
WARD = Actor("c4", (Grant(Role.STAFF, "BCA/T01/C4"),))
NAMELESS = {"symbol": "", "title": "", "issuer": "", "date": None}
SAID = Described("15/TB-BCA", "TB", "Bộ Công an", date(2025, 7, 3), "Nguyễn Văn A", "Kết luận hội nghị sơ kết")


def head(document: Document) -> Described:
    document.refresh_from_db()
    return Described(*(getattr(document, name) for name in ("symbol", "type", "issuer", "date", "signer", "title")))


def test_what_the_reader_did_not_find_is_written_by_a_person_and_stands_on_the_trail(tree, actor, tmp_path: Path):
    file = tmp_path / "bien ban.txt"
    file.write_text("Đồng chí Bộ trưởng yêu cầu Công an thành phố Hà Nội rà soát trụ sở.", "utf-8")
    document = actions.add(actor, file)
    assert head(document) == Described()
    assert actions.describe(MINISTRY, document, SAID)
    assert (head(document), document.number, document.anchor_date) == (SAID, "15", date(2025, 7, 3))
    assert sorted(Entry.objects.get(verb="documents.describe").facts["changed"]) == [
        "date", "issuer", "signer", "symbol", "title", "type",
    ]  # fmt: skip
    seal()
    assert verify().findings == ()


def test_saying_the_same_again_writes_nothing(tree, paper):
    document = paper("Văn bản")
    assert not actions.describe(MINISTRY, document, head(document))
    assert not Entry.objects.exists() or not Entry.objects.filter(verb="documents.describe").exists()


def test_the_objective_in_the_plan_is_called_as_the_document_is_now(tree, paper):
    document = paper("Công an thành phố Hà Nội rà soát trụ sở.", **NAMELESS)
    facts = {"title": "Rà soát trụ sở", "lead": "Công an thành phố Hà Nội", "sentence": [0, 40]}
    proposal = Proposal.objects.create(document=document, kind="task", start=0, end=40, facts=facts)
    actions.accept(MINISTRY, [proposal], day=date(2025, 8, 1))
    objective = Task.objects.get(document=document, kind="objective")
    assert objective.title == "a.docx"
    actions.describe(MINISTRY, document, SAID)
    objective.refresh_from_db()
    assert objective.title == "15/TB-BCA: Kết luận hội nghị sơ kết"
    Task.objects.filter(pk=objective.pk).update(title="Việc sau hội nghị")
    actions.describe(MINISTRY, document, Described("16/TB-BCA"))
    objective.refresh_from_db()
    assert objective.title == "Việc sau hội nghị", "what somebody called it stays"


def test_who_cites_the_symbol_leads_to_the_document_that_bears_it_now(tree, paper):
    misread, right, citing = paper("Một", symbol="12/KH-BCA"), paper("Hai", **NAMELESS), paper("Ba", symbol="20/CV-BCA")
    citation = Citation.objects.create(document=citing, cited=misread, label="12/KH-BCA", start=0)
    actions.describe(MINISTRY, misread, Described("13/KH-BCA"))
    citation.refresh_from_db()
    assert citation.cited is None
    actions.describe(MINISTRY, right, Described("12/KH-BCA"))
    citation.refresh_from_db()
    assert citation.cited == right


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (Described("12/BC-BCA (TM)"), "symbol"),
        (Described(title="Báo cáo của ông A, số định danh 001201012345"), "title"),
        (Described(type="XX"), "type"),
    ],
)
def test_what_may_not_be_kept_is_refused_beside_its_field(tree, paper, said, field):
    document = paper("Văn bản")
    before = head(document)
    with pytest.raises(Mistake) as refused:
        actions.describe(MINISTRY, document, said)
    assert (refused.value.field, head(document)) == (field, before)


def test_what_came_from_above_is_not_a_wards_to_describe(tree, paper):
    with pytest.raises(Refused):
        actions.describe(WARD, paper("Văn bản"), SAID)


def test_the_page_says_what_was_not_read_and_leads_to_the_form(sign_in, paper):
    document = paper("Văn bản", **NAMELESS)
    client, address = sign_in("BCA"), f"/van-ban/{document.pk}/thong-tin/"
    assert "Chưa đọc được số, ký hiệu và trích yếu" in client.get(f"/van-ban/{document.pk}/").content.decode()
    sent = {"symbol": "15/TB-BCA", "type": "TB", "title": "Kết luận  hội nghị", "issuer": "Bộ Công an", "date": "03/07/2025"}
    page = client.post(address, sent, follow=True).content.decode()
    assert "<h1>Kết luận hội nghị</h1>" in page
    assert "<dd>Thông báo</dd>" in page
    assert "bấm Đọc lại" in page
    assert "Chưa đọc được" not in page
    assert '<option value="TB">Thông báo</option>' in client.get("/van-ban/").content.decode()
    assert sign_in("C4").get(address).status_code == 403


def test_a_damaged_day_is_told_beside_its_field_and_nothing_typed_is_lost(sign_in, paper):
    document = paper("Văn bản", **NAMELESS)
    page = sign_in("BCA").post(f"/van-ban/{document.pk}/thong-tin/", {"title": "Kết luận", "date": "31/02/2025"}).content.decode()
    assert 'id="id_date-fault"' in page
    assert "Kết luận</textarea>" in page
