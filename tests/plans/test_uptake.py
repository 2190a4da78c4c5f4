"""From accepted proposals to the cascade."""

from datetime import date

import pytest

from dutdiem.authority import Actor, operator
from dutdiem.documents import actions as documents
from dutdiem.documents.models import Document, Proposal
from dutdiem.documents.queries import Meant
from dutdiem.kit.errors import Mistake
from dutdiem.plans import queries
from dutdiem.plans.foresight import foresee
from dutdiem.plans.models import Task
from dutdiem.trail.queries import verify
from dutdiem.units.models import Unit

pytestmark = pytest.mark.django_db
TODAY = date(2025, 12, 31)


@pytest.fixture
def accepted(proposals: list[Proposal], actor: Actor) -> int:
    return documents.accept(actor, proposals, day=TODAY)


def task(title: str) -> Task:
    return Task.objects.exclude(kind="subtask").get(title__startswith=title)


def test_the_cascade_runs_from_the_resolution_to_the_plan_to_the_group_to_the_task(accepted: int) -> None:
    assert [above.title for above in queries.ancestors(operator("ai"), TODAY, task("Xây dựng Đề án"))] == [
        "12-NQ/TW: Về 12-NQ/TW",
        "118-KH/ĐUCA: Về 118-KH/ĐUCA",
        "I. Nhóm một",
    ]
    assert task("Xây dựng Đề án").kind == "scheme"


def test_a_lead_that_means_many_gives_each_unit_of_today_a_task_of_its_own(accepted: int) -> None:
    whole = task("Quán triệt")
    children = whole.children.order_by("path")
    assert {child.lead.code for child in children} == {"H01", "V01", "T01", "T31A"}
    assert {child.deadline for child in children} == {date(2025, 3, 31)}
    assert whole.lead.code == "BCA"


def test_a_lead_that_has_ended_is_followed_by_its_successor(accepted: int) -> None:
    assert task("Thí điểm").lead.code == "T31A"
    assert task("Thí điểm").lead_text == "Công an tỉnh Hải Dương"


def test_coordinating_units_are_matched_and_their_words_are_kept(accepted: int) -> None:
    made = task("Thí điểm")
    assert [c.unit.code for c in made.coordinations.all()] == ["V01"]
    assert made.coordinating_text == "Văn phòng Bộ Công an; Sở Nội vụ"


def test_a_lead_outside_the_tree_keeps_its_words_and_names_no_unit(accepted: int) -> None:
    made = task("Việc của")
    assert (made.lead, made.lead_text) == (None, "Ủy ban nhân dân tỉnh")


@pytest.mark.parametrize(
    ("issuer", "lead", "code"),
    [
        ("Công an thành phố Hà Nội", "Công an thành phố", "T01"),
        ("Công an thành phố Hà Nội", "Giám đốc Công an thành phố", "T01"),
        ("Công an thành phố Hà Nội", "Công an phường Ba Đình", "C4"),
        ("Công an thành phố Hải Phòng", "Công an phường Ba Đình", None),
        ("Công an thành phố Hải Phòng", "Công an phường Lê Chân", "C4"),
        ("Công an tỉnh Hải Dương", "Công an tỉnh", "T31A"),
        ("Công an tỉnh Hải Dương", "CATP", None),
        ("Đảng ủy Công an Trung ương", "Công an tỉnh", None),
        ("Đảng ủy Công an Trung ương", "H01", "H01"),
        ("Đảng ủy Công an Trung ương", "Đại diện Bộ Công an", None),
    ],
)
def test_a_short_lead_is_the_units_of_the_issuers_province(
    proposals: list[Proposal], plan: Document, actor: Actor, issuer: str, lead: str, code: str | None
) -> None:
    Document.objects.filter(pk=plan.pk).update(issuer=issuer)
    Proposal.objects.filter(pk=proposals[2].pk).update(facts={"title": "Thí điểm", "lead": lead, "group": ""})
    documents.accept(actor, [Proposal.objects.select_related("document").get(pk=proposals[2].pk)], day=TODAY)
    made = task("Thí điểm")
    assert (made.lead.code if made.lead else None) == code


def test_every_task_leads_back_to_its_proposal_and_document(accepted: int, plan: Document) -> None:
    work = Task.objects.exclude(kind__in=("objective", "group"))
    assert accepted == Task.objects.count()
    assert all(t.document == plan and t.proposal and (t.start, t.end) == (t.proposal.start, t.proposal.end) for t in work)


def test_the_order_of_the_tree_is_the_order_of_the_document(accepted: int) -> None:
    titles = [t.title for t in Task.objects.exclude(kind__in=("subtask", "objective")).order_by("path")]
    assert titles[:3] == ["I. Nhóm một", "Xây dựng Đề án số 1", "Quán triệt Nghị quyết"]


def test_a_proposal_is_accepted_once(accepted: int, proposals: list[Proposal], actor: Actor) -> None:
    again = Proposal.objects.get(pk=proposals[0].pk)
    with pytest.raises(Mistake, match="đã được xử lý"):
        documents.accept(actor, [again])
    assert Task.objects.count() == accepted


def test_what_was_rejected_makes_no_task(proposals: list[Proposal], actor: Actor) -> None:
    documents.reject(actor, proposals)
    assert not Task.objects.exists()
    assert set(Proposal.objects.values_list("state", flat=True)) == {"rejected"}


def test_two_documents_that_name_each_other_do_not_stand_above_each_other(
    proposals: list[Proposal], resolution: Document, plan: Document, actor: Actor
) -> None:
    from dutdiem.documents.models import Citation

    Citation.objects.create(document=resolution, cited=plan, label="118-KH/ĐUCA", start=0)
    documents.accept(actor, proposals, day=TODAY)
    assert task("118-KH/ĐUCA").parent is None


@pytest.mark.django_db(transaction=True)
def test_all_of_it_is_on_the_trail(proposals: list[Proposal], actor: Actor) -> None:
    documents.accept(actor, proposals, day=TODAY)
    unexplained = {f.where.split()[0] for f in verify().findings}
    assert unexplained == {"documents.document", "documents.citation"}  # made by this test past the actions


def test_a_deadline_that_recurs_is_kept_as_a_rule_with_its_next_day(plan: Document, actor: Actor) -> None:
    from dutdiem.documents.models import Mention

    proposal = Proposal.objects.create(document=plan, kind="task", start=0, end=9, facts={"title": "Báo cáo", "lead": "H01"})
    Mention.objects.create(document=plan, kind="period", start=4, end=9, facts={"recurrence": "FREQ=MONTHLY;BYMONTHDAY=15"})
    documents.accept(actor, [proposal], day=TODAY)
    made = task("Báo cáo")
    assert (made.recurrence, made.deadline, made.first_deadline) == (
        "FREQ=MONTHLY;BYMONTHDAY=15",
        date(2026, 1, 15),
        date(2026, 1, 15),
    )


def test_tasks_belong_to_the_plan_of_whoever_issued_the_document(accepted: int) -> None:
    assert set(Task.objects.values_list("owner__code", "assigned_on")) == {("BCA", TODAY)}


@pytest.mark.parametrize(
    ("read", "kept", "first"),
    [
        ("FREQ=MONTHLY;INTERVAL=3", "FREQ=MONTHLY;INTERVAL=3", TODAY),
        ("FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=FR", date(2026, 1, 2)),
        ("FREQ=YEARLY;INTERVAL=5", "", None),
    ],
)
def test_what_a_sentence_says_of_how_often_becomes_the_tasks_rule(
    plan: Document, actor: Actor, read: str, kept: str, first: date | None
) -> None:
    facts = {"title": "Giao ban", "lead": "H01", "recurrence": read}
    documents.accept(actor, [Proposal.objects.create(document=plan, kind="task", start=0, end=9, facts=facts)], day=TODAY)
    assert (task("Giao ban").recurrence, task("Giao ban").deadline) == (kept, first)


def test_of_several_who_lead_the_first_leads_and_the_others_help(plan: Document, actor: Actor) -> None:
    facts = {"title": "Tuyên truyền", "lead": "Văn phòng Bộ Công an, Cục Kế hoạch và tài chính và Báo Nhân Dân"}
    (seen,) = foresee(plan, [Proposal(document=plan, kind="task", start=0, end=9, facts=facts)], Meant(plan, TODAY), TODAY)
    lead, helpers = Unit.objects.get(pk=seen.lead or 0).code, [Unit.objects.get(pk=key).code for key in seen.helpers]
    assert (lead, helpers, seen.unknown) == ("V01", ["H01"], ("Báo Nhân Dân",))


@pytest.mark.parametrize("facts", [{"due": "9999-12-31"}, {"due": "9999-12-31", "recurrence": "FREQ=DAILY"}, {"due": "0001-01-01"}])
def test_a_day_that_cannot_be_meant_is_no_deadline_and_its_words_stay(paper, actor: Actor, facts: dict[str, str]) -> None:
    said = {"title": "Rà soát", "lead": "", "due_text": "trước ngày 31/12/9999", **facts}
    proposal = Proposal.objects.create(document=paper("Rà soát."), kind="task", start=0, end=4, facts=said)
    documents.accept(actor, [proposal], day=TODAY)
    made = task("Rà soát")
    assert made.deadline in (None, TODAY) and made.due_text == "trước ngày 31/12/9999"
