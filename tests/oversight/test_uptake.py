"""From accepted proposals to petitions."""

from datetime import date

import pytest

from dutdiem.authority import Actor
from dutdiem.documents import actions as documents
from dutdiem.documents.models import Document, Proposal
from dutdiem.oversight.models import Obstacle, Petition

pytestmark = pytest.mark.django_db
TODAY = date(2025, 12, 31)


def accept(actor: Actor, document: Document, **facts: str) -> None:
    said = {"title": "Bố trí kinh phí sửa chữa trụ sở", "requester": "", "addressee": "", **facts}
    proposal = Proposal.objects.create(document=document, kind="petition", start=0, end=3, facts=said)
    documents.accept(actor, [proposal], day=TODAY)


@pytest.fixture
def report(tree: Actor) -> Document:
    return Document.objects.create(
        symbol="45/BC-CAT", issuer="Công an thành phố Hải Phòng", date=date(2025, 12, 1), text="Đề nghị …", sha256="45",
        size=1, added_at="2025-12-02T00:00Z", added_by="kiem-thu", file_name="bao-cao.docx",
    )  # fmt: skip


def test_what_a_unit_asks_of_the_ministry_waits_for_the_ministrys_answer(tree: Actor, report: Document) -> None:
    accept(tree, report, requester="Công an thành phố Hải Phòng", addressee="Bộ Công an")
    made = Petition.objects.get()
    assert (made.unit.code, made.addressed_to.code, made.kind) == ("T31A", "BCA", "money")
    assert (made.document, made.raised_on) == (report, date(2025, 12, 1))
    assert made.answer_by is not None and made.answer_by > TODAY


def test_the_answer_is_wanted_by_the_day_that_the_document_says(tree: Actor, report: Document) -> None:
    accept(tree, report, addressee="Bộ Công an", due="2026-03-31")
    assert Petition.objects.get().answer_by == date(2026, 3, 31)


def test_what_is_asked_of_a_body_outside_the_tree_waits_to_be_passed_on(tree: Actor, report: Document) -> None:
    accept(tree, report, addressee="Ủy ban nhân dân thành phố")
    made = Obstacle.objects.get()
    assert (made.unit and made.unit.code, made.addressed_to, made.document) == ("T31A", None, report)
    assert not Petition.objects.exists()
