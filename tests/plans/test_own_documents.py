"""From a unit's own documents to tasks of its own layer: below what came from above, adding nothing to it, kept as internal as
the document."""

from datetime import date

import pytest

from dutdiem.authority import Actor, Grant, Role, operator
from dutdiem.catalogue.models import Target
from dutdiem.documents import actions
from dutdiem.documents.models import Citation, Document, Proposal
from dutdiem.oversight.models import Obstacle
from dutdiem.plans import queries
from dutdiem.plans.actions import undo
from dutdiem.plans.models import Task
from dutdiem.trail.models import Entry
from dutdiem.units.models import Unit

from .conftest import document as registered

pytestmark = pytest.mark.django_db
TODAY = date(2025, 12, 31)
HANOI = Actor("t01", (Grant(Role.STAFF, "BCA/T01"),))
HAIPHONG = Actor("t31a", (Grant(Role.STAFF, "BCA/T31A"),))
WARD = Actor("c4", (Grant(Role.REPORTER, "BCA/T01/C4"),))
MINISTRY = Actor("bca", (Grant(Role.STAFF, ""),))


def unit(code: str) -> Unit:
    return Unit.objects.get(code=code)


@pytest.fixture
def own(resolution: Document) -> Document:
    """Hà Nội's plan to carry out the resolution."""
    made = registered("45/KH-CAHN", date(2025, 5, 5), "Công an thành phố Hà Nội")
    Document.objects.filter(pk=made.pk).update(owner=unit("T01"))
    Citation.objects.create(document=made, cited=resolution, label="12-NQ/TW", start=0)
    return Document.objects.get(pk=made.pk)


def keep(document: Document) -> Document:
    Document.objects.filter(pk=document.pk).update(internal=True)
    return Document.objects.get(pk=document.pk)


def proposed(document: Document, title: str, lead: str = "", **facts: object) -> Proposal:
    at = document.proposals.count()
    told = {"title": title, "lead": lead, "group": "", **facts}
    return Proposal.objects.create(document=document, kind="task", start=at, end=at + 1, facts=told)


def task(title: str) -> Task:
    return Task.objects.exclude(kind="subtask").get(title__startswith=title)


def test_its_tasks_are_in_the_units_own_plan(own):
    actions.accept(HANOI, [proposed(own, "Rà soát trụ sở", "Công an phường Ba Đình", group="I. Nhóm")], day=TODAY)
    assert {one.owner.code for one in Task.objects.filter(document=own)} == {"T01"}
    assert task("Rà soát").lead.code == "C4"
    assert not Task.objects.filter(internal=True).exists()


def test_it_hangs_below_what_came_from_above_where_that_is_in_the_plan(own, resolution):
    actions.accept(MINISTRY, [proposed(resolution, "Xây dựng đề án", "H01")], day=TODAY)
    before = Task.objects.filter(document=resolution).count()
    actions.accept(HANOI, [proposed(own, "Rà soát trụ sở")], day=TODAY)
    assert [one.title.split(":")[0] for one in queries.ancestors(operator("ai"), TODAY, task("Rà soát"))] == [
        "12-NQ/TW",
        "45/KH-CAHN",
    ]
    assert Task.objects.filter(document=resolution).count() == before


def test_what_another_unit_has_planned_is_passed_over_for_what_is_above(own, resolution):
    """A document from before that Hải Phòng issued: its task is Hải Phòng's."""
    theirs = registered("8-HP", date(2025, 1, 1), "Công an thành phố Hải Phòng")
    Citation.objects.filter(document=own).update(start=9)
    Citation.objects.create(document=own, cited=theirs, label="8-HP", start=0)
    actions.accept(MINISTRY, [proposed(theirs, "Việc của Hải Phòng"), proposed(resolution, "Việc chung")], day=TODAY)
    assert Task.objects.get(document=theirs, kind="objective").owner.code == "T31A"
    actions.accept(HANOI, [proposed(own, "Rà soát trụ sở")], day=TODAY)
    assert Task.objects.get(document=own, kind="objective").parent.document == resolution


def test_it_makes_no_plan_for_those_above_where_they_have_none(own, resolution):
    actions.accept(HANOI, [proposed(own, "Rà soát trụ sở")], day=TODAY)
    assert not Task.objects.filter(document=resolution).exists()
    assert Task.objects.get(document=own, kind="objective").parent is None


def test_a_national_plan_does_not_come_to_hang_below_a_units_own(own, resolution):
    later = registered("99-KH/TW", date(2025, 9, 1), "Bộ Công an")
    Citation.objects.create(document=later, cited=own, label="45/KH-CAHN", start=0)
    Citation.objects.create(document=later, cited=resolution, label="12-NQ/TW", start=5)
    actions.accept(HANOI, [proposed(own, "Rà soát trụ sở")], day=TODAY)
    actions.accept(MINISTRY, [proposed(later, "Việc chung", "H01")], day=TODAY)
    assert Task.objects.get(document=later, kind="objective").parent.document == resolution


def test_a_copy_of_a_national_document_orders_nothing_outside_the_unit(tree, resolution):
    copy = registered("1-BCA", date(2025, 5, 5), "Bộ Công an")
    Document.objects.filter(pk=copy.pk).update(owner=unit("T01"))
    copy = Document.objects.get(pk=copy.pk)
    said = [
        proposed(copy, "Việc của cục", "Cục Kế hoạch và tài chính", coordinating=["Văn phòng Bộ Công an"]),
        proposed(copy, "Việc của mọi nơi", "Công an các đơn vị, địa phương"),
        proposed(copy, "Việc của các tỉnh", "Công an các tỉnh, thành phố"),
    ]
    actions.accept(HANOI, said, day=TODAY)
    assert {one.owner.code for one in Task.objects.all()} == {"T01"}
    assert {one.lead.code for one in Task.objects.exclude(lead=None)} == {"T01", "C4"}
    assert (task("Việc của cục").lead, task("Việc của cục").lead_text) == (None, "Cục Kế hoạch và tài chính")
    assert not task("Việc của cục").coordinations.exists()
    assert task("Việc của cục").coordinating_text == "Văn phòng Bộ Công an"
    assert [one.lead.code for one in task("Việc của mọi nơi").children.all()] == ["C4"]
    assert not task("Việc của các tỉnh").children.exists()


@pytest.mark.parametrize(
    "lead", ["Công an các xã, phường", "Các phường, xã", "Công an các phường", "Các đơn vị trực thuộc Công an tỉnh"]
)
def test_the_wards_of_a_provinces_own_document_get_their_parts(own, resolution, lead):
    actions.accept(HANOI, [proposed(own, "Việc của phường", lead), proposed(own, "Việc của phòng", "Phòng Tham mưu")], day=TODAY)
    whole = task("Việc của phường")
    assert (whole.lead, whole.lead_text) == (unit("T01"), lead)
    assert [one.lead.code for one in whole.children.all()] == ["C4"]
    assert (task("Việc của phòng").lead, task("Việc của phòng").lead_text) == (None, "Phòng Tham mưu")
    actions.accept(MINISTRY, [proposed(resolution, "Việc toàn quốc", lead)], day=TODAY)
    assert not task("Việc toàn quốc").children.exists()


def test_units_that_belong_to_the_owner_are_those_right_below_it(own):
    actions.accept(HANOI, [proposed(own, "Việc trực thuộc", "Các đơn vị trực thuộc")], day=TODAY)
    assert [one.lead.code for one in task("Việc trực thuộc").children.all()] == ["C4"]


@pytest.mark.parametrize("lead", ["UBND các xã, phường", "Ủy ban nhân dân các phường", "Công an các xã", "Công an phường"])
def test_what_is_no_police_or_none_of_theirs_keeps_its_words_and_goes_to_nobody(own, lead):
    actions.accept(HANOI, [proposed(own, "Việc của phường", lead, coordinating=[lead])], day=TODAY)
    made = task("Việc của phường")
    assert (made.lead, made.lead_text, made.coordinating_text) == (None, lead, lead)
    assert not made.children.exists() and not made.coordinations.exists()


def test_each_of_many_helps_where_many_are_named_as_helpers(own, resolution):
    said = [
        proposed(own, "Việc của đội", "Công an thành phố Hà Nội", coordinating=["Công an các phường", "Sở Nội vụ"]),
        proposed(own, "Việc hai nơi", "Công an các phường; Công an thành phố Hà Nội"),
    ]
    actions.accept(HANOI, said, day=TODAY)
    assert [one.unit.code for one in task("Việc của đội").coordinations.all()] == ["C4"]
    assert task("Việc của đội").coordinating_text == "Công an các phường; Sở Nội vụ"
    assert (task("Việc hai nơi").lead.code, [one.lead.code for one in task("Việc hai nơi").children.all()]) == ("T01", ["C4"])
    ordered = proposed(resolution, "Việc toàn quốc", "H01", coordinating=["Công an các đơn vị, địa phương", "Công an cấp xã"])
    actions.accept(MINISTRY, [ordered], day=TODAY)
    assert {one.unit.code for one in task("Việc toàn quốc").coordinations.all()} == {"V01", "T01", "T31A"}


@pytest.mark.parametrize(
    ("issuer", "codes"),
    [
        ("Bộ Công an", {"H01", "V01"}),
        ("Công an thành phố Hà Nội", {"C4"}),
        ("Công an thành phố Hải Phòng", {"C3"}),
        ("Bộ Y tế", set()),
    ],
)
def test_units_that_belong_to_an_issuer_above_every_plan_are_those_right_below_it(tree, issuer, codes):
    paper = registered("7-KH", date(2025, 9, 1), issuer)
    actions.accept(MINISTRY, [proposed(paper, "Việc chung", "Các đơn vị trực thuộc")], day=TODAY)
    assert {one.lead.code for one in task("Việc chung").children.all()} == codes
    actions.accept(MINISTRY, [proposed(paper, "Việc địa phương", "Các đơn vị thuộc Công an tỉnh")], day=TODAY)
    assert {one.lead.code for one in task("Việc địa phương").children.all()} == (codes & {"C3", "C4"})


def test_what_comes_of_an_internal_document_is_internal_and_stays_within(own):
    own = keep(own)
    said = [
        proposed(own, "Rà soát trụ sở", "Công an phường Ba Đình", coordinating=["Văn phòng Bộ Công an"], group="I. Nhóm"),
        proposed(own, "Việc của cục", "Cục Kế hoạch và tài chính"),
        proposed(own, "Việc của mọi nơi", "Công an các đơn vị, địa phương"),
    ]
    actions.accept(HANOI, said, day=TODAY)
    made = Task.objects.filter(document=own)
    assert set(made.values_list("internal", flat=True)) == {True}
    assert {one.lead.code for one in made.exclude(lead=None)} == {"T01", "C4"}
    assert not task("Rà soát").coordinations.exists()
    assert task("Rà soát").coordinating_text == "Văn phòng Bộ Công an"
    assert set(queries.visible(WARD, TODAY)) >= set(made.filter(lead=unit("C4")))
    for outside in (HAIPHONG, MINISTRY):
        assert not queries.visible(outside, TODAY).exists()


def test_targets_and_obstacles_of_its_documents_are_the_units(own, catalogue):
    own = keep(own)
    aim = {"measure": "Tỷ lệ", "value": "95", "unit": "%", "comparator": ">=", "due": "2026-12-31", "sentence": [0, 5]}
    for kind, facts in (("target", aim), ("obstacle", {"title": "Công an thành phố Hải Phòng chậm gửi", "about": ""})):
        Proposal.objects.create(document=own, kind=kind, start=0, end=1, facts=facts)
    Document.objects.filter(pk=own.pk).update(issuer="Bộ Công an")
    actions.accept(HANOI, list(Document.objects.get(pk=own.pk).proposals.select_related("document")), day=TODAY)
    made = Target.objects.get(document=own)
    assert (made.unit, made.owner, made.internal) == (unit("T01"), unit("T01"), True)
    assert Obstacle.objects.get(document=own).unit == unit("T01")


def test_a_target_that_stood_before_is_not_given_a_passage_of_a_units_own_document(own, catalogue):
    Target.objects.filter(unit=unit("BCA")).update(unit=unit("T01"), value="80")
    aim = {"measure": "Tỷ lệ điều tra, khám phá tội phạm", "value": "80", "unit": "%", "comparator": ">=", "due": "2025-12-31"}
    said = Proposal.objects.create(document=own, kind="target", start=0, end=1, facts=aim | {"sentence": [0, 5]})
    actions.accept(HANOI, [said], day=TODAY)
    assert [one.document for one in Target.objects.all()] == [None]


def test_a_document_from_above_sets_its_own_target_beside_the_same_one_that_a_unit_keeps(own, catalogue, resolution):
    Target.objects.filter(unit=unit("BCA")).update(unit=unit("T01"), value="80", owner=unit("T01"), internal=True)
    aim = {"measure": "Tỷ lệ điều tra, khám phá tội phạm", "value": "80", "unit": "%", "comparator": ">=", "due": "2025-12-31"}
    Document.objects.filter(pk=resolution.pk).update(issuer="Công an thành phố Hà Nội")
    resolution.refresh_from_db()
    said = Proposal.objects.create(document=resolution, kind="target", start=0, end=1, facts=aim | {"sentence": [0, 5]})
    actions.accept(MINISTRY, [said], day=TODAY)
    stand = Target.objects.filter(unit=unit("T01"), period="2025")
    assert set(stand.values_list("owner__code", "document")) == {("T01", None), (None, resolution.pk)}


def test_the_unit_takes_the_whole_step_back_and_one_beside_it_does_not(own):
    said = proposed(own, "Rà soát trụ sở")
    actions.accept(HANOI, [said], day=TODAY)
    step = Entry.objects.get(verb="documents.accept")
    assert step in queries.steps(HANOI, TODAY, ["documents.accept"])
    assert step not in queries.steps(HAIPHONG, TODAY, ["documents.accept"])
    undo(HANOI, step.pk)
    said.refresh_from_db()
    assert said.state == "open" and not Task.objects.filter(document=own).exists()
