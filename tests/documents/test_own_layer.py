"""A unit's own documents: registered, decided on, kept internal and opened by it; what came from above is not its to change."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from dutdiem.authority import Actor, Grant, Refused, Role
from dutdiem.documents import actions
from dutdiem.documents.actions import Whose
from dutdiem.documents.commands import documents
from dutdiem.documents.models import Citation, Document, Proposal
from dutdiem.documents.store import place
from dutdiem.kit.errors import Mistake, NotFound
from dutdiem.plans.models import Task
from dutdiem.trail.actions import seal
from dutdiem.trail.models import Entry, Item
from dutdiem.trail.queries import verify
from dutdiem.units.models import Unit

pytestmark = pytest.mark.django_db
TEXT = """CÔNG AN THÀNH PHỐ HÀ NỘI

Số: 45/KH-CAHN

Hà Nội, ngày 05 tháng 5 năm 2025

KẾ HOẠCH
Rà soát trụ sở công an phường

Công an phường Ba Đình rà soát trụ sở, báo cáo kết quả trước ngày 30/6/2025.
"""
HANOI = Actor("t01", (Grant(Role.STAFF, "BCA/T01"),))
HAIPHONG = Actor("t31a", (Grant(Role.STAFF, "BCA/T31A"),))
WARD = Actor("c4", (Grant(Role.STAFF, "BCA/T01/C4"),))
MINISTRY = Actor("bca", (Grant(Role.STAFF, ""),))


def unit(code: str) -> Unit:
    return Unit.objects.get(code=code)


def of(code: str, *, internal: bool = False) -> Whose:
    return Whose(unit(code), internal)


@pytest.fixture
def file(tree, tmp_path: Path) -> Path:
    made = tmp_path / "ke-hoach.txt"
    made.write_text(TEXT, "utf-8")
    return made


def unexplained():
    """What the trail does not explain; a test's transaction is sealed here, since it never commits."""
    seal()
    return verify().findings


def proposed(document: Document) -> Proposal:
    return Proposal.objects.create(document=document, kind="task", start=0, end=4, facts={"title": "Rà soát", "lead": ""})


def test_a_province_registers_its_own_and_decides_on_it(file):
    document = actions.add(HANOI, file, whose=of("T01", internal=True))
    assert (document.owner, document.internal) == (unit("T01"), True)
    waiting = list(actions.draft(HANOI, document)) or [proposed(document)]
    actions.accept(HANOI, waiting)
    assert Task.objects.filter(document=document).exists()
    assert Entry.objects.get(verb="documents.accept").facts["owners"] == ["T01"]
    assert Entry.objects.get(verb="documents.add").facts["owner"] == "T01"
    assert not unexplained()


@pytest.mark.parametrize(
    ("who", "whose"), [(HANOI, ""), (HANOI, "T31A"), (WARD, "T01"), (Actor("xem", (Grant(Role.REPORTER, "BCA/T01"),)), "T01")]
)
def test_one_registers_for_ones_own_subtree_alone(file, who, whose):
    with pytest.raises(Refused, match="đăng ký văn bản"):
        actions.add(who, file, whose=of(whose) if whose else Whose())
    assert not Document.objects.exists()


def test_those_above_register_for_a_unit_too(file):
    assert actions.add(MINISTRY, file, whose=of("T01")).owner == unit("T01")


def test_what_is_everybodys_cannot_be_internal(file):
    with pytest.raises(Mistake, match="nội bộ"):
        actions.add(MINISTRY, file, whose=Whose(None, internal=True))


def test_a_refusal_does_not_tell_what_another_unit_keeps(file):
    """The same bytes: whoever may not see the other's registers its own."""
    first = actions.add(HANOI, file, whose=of("T01", internal=True))
    second = actions.add(HAIPHONG, file, whose=of("T31A"))
    third = actions.add(MINISTRY, file)
    assert len({first.pk, second.pk, third.pk}) == 3
    assert not Citation.objects.filter(cited=first).exists()
    assert place(first.sha256, "ke-hoach.txt").is_file()
    for actor, whose, present in ((HANOI, "T01", first), (HAIPHONG, "T31A", second)):
        with pytest.raises(Mistake, match=f"số ({present.pk}|{third.pk}) "):
            actions.add(actor, file, whose=of(whose))


@pytest.mark.parametrize("kept", [True, False])
def test_whoever_stands_above_registers_open_ones_and_learns_nothing_of_what_a_unit_keeps(file, kept):
    """The answers are the same whether the unit keeps the same bytes or not."""
    if kept:
        actions.add(HANOI, file, whose=of("T01", internal=True))
    with pytest.raises(Mistake, match="Công an thành phố Hà Nội tự đăng ký và ghi văn bản nội bộ của mình; cấp trên chỉ đăng ký"):
        actions.add(MINISTRY, file, whose=of("T01", internal=True))
    made = actions.add(MINISTRY, file, whose=of("T01"))
    assert (made.owner, made.internal) == (unit("T01"), False)
    with pytest.raises(Mistake, match=f"đã đăng ký là văn bản số {made.pk} "):
        actions.add(MINISTRY, file, whose=of("T01"))
    with pytest.raises(Mistake, match="tự đăng ký"):
        actions.keep_internal(MINISTRY, made, internal=True)


def test_an_open_copy_and_an_internal_one_do_not_become_the_same(file):
    mine = actions.add(HANOI, file, whose=of("T01", internal=True))
    copy = actions.add(MINISTRY, file, whose=of("T01"))
    for document, internal, other in ((mine, False, copy), (copy, True, mine)):
        with pytest.raises(Mistake, match=f"cùng tệp đã đăng ký là văn bản số {other.pk} "):
            actions.keep_internal(HANOI, document, internal=internal)


def test_a_unit_below_is_told_of_the_file_that_those_above_it_have(file):
    first = actions.add(HANOI, file, whose=of("T01", internal=True))
    with pytest.raises(Mistake, match=f"văn bản số {first.pk}"):
        actions.add(WARD, file, whose=of("C4"))


def test_numbers_confirmed_for_one_unit_are_not_confirmed_for_another(tree, tmp_path):
    from dutdiem.documents.actions.rereading import _confirmed

    file = tmp_path / "a.txt"
    file.write_text("KẾ HOẠCH\nĐầu mối: đồng chí An, 0912345678.\n", "utf-8")
    first = actions.add(HANOI, file, whose=of("T01"), allow_office_numbers=True)
    second = Document.objects.get(pk=first.pk)
    second.pk, second.owner = None, unit("T31A")
    second.save()
    assert _confirmed(first) and not _confirmed(second)


def test_a_citation_that_came_before_does_not_lead_to_what_is_internal(file, paper):
    law, ward = paper("Theo 45/KH-CAHN."), paper("Thực hiện 45/KH-CAHN.", symbol="1/KH", owner=unit("C4"))
    for document in (law, ward):
        Citation.objects.create(document=document, label="45/KH-CAHN", start=5)
    made = actions.add(HANOI, file, whose=of("T01", internal=True))
    assert made.symbol == "45/KH-CAHN"
    assert Citation.objects.get(document=law).cited is None
    assert Citation.objects.get(document=ward).cited == made


@pytest.mark.parametrize("act", ["draft", "accept", "reject", "edit", "end", "mark", "reread", "merge", "reopen"])
@pytest.mark.parametrize(("owner", "says"), [(None, "văn bản của cấp trên"), ("T31A", "văn bản của đơn vị khác")])
def test_what_came_from_above_or_beside_cannot_be_changed(tree, paper, act, owner, says):
    document = paper("Nghị quyết.", owner=unit(owner) if owner else None)
    said, before = proposed(document), Item.objects.count()
    acts = {
        "draft": lambda: actions.draft(HANOI, document),
        "accept": lambda: actions.accept(HANOI, [said]),
        "reject": lambda: actions.reject(HANOI, [said]),
        "edit": lambda: actions.edit(HANOI, said, {"title": "Khác"}),
        "end": lambda: actions.end(HANOI, document, on=date(2025, 6, 1)),
        "mark": lambda: actions.keep_internal(HANOI, document, internal=True),
        "reread": lambda: actions.read_again(HANOI, document),
        "merge": lambda: actions.merge(HANOI, [said, said]),
        "reopen": lambda: actions.reopen(HANOI, [said]),
    }
    with pytest.raises(Refused, match=says) as refused:
        acts[act]()
    assert str(refused.value).startswith(f"Văn bản số {document.pk} ")
    assert Item.objects.count() == before


def test_proposals_of_ones_own_and_of_those_above_are_not_accepted_together(tree, paper):
    mine, theirs = proposed(paper("Của Hà Nội.", owner=unit("T01"))), proposed(paper("Nghị quyết."))
    with pytest.raises(Refused):
        actions.accept(HANOI, [mine, theirs])
    assert not Task.objects.exists()


def test_a_document_is_kept_internal_and_opened_again(file):
    document = actions.add(HANOI, file, whose=of("T01"))
    for internal in (True, True, False):
        actions.keep_internal(HANOI, document, internal=internal)
        assert Document.objects.get().internal is internal
    assert Entry.objects.filter(verb="documents.mark").count() == 2
    assert not unexplained()


def test_what_tasks_rest_on_is_not_kept_internal_afterwards(tree, paper):
    document = paper("Của Hà Nội.", owner=unit("T01"))
    actions.accept(HANOI, [proposed(document)])
    with pytest.raises(Mistake, match="đã có nhiệm vụ"):
        actions.keep_internal(HANOI, document, internal=True)
    with pytest.raises(Mistake, match="chung của mọi đơn vị"):
        actions.keep_internal(MINISTRY, paper("Chung.", symbol="1"), internal=True)


def test_documents_from_before_are_everybodys_and_fit_the_trail(tree, tmp_path, monkeypatch):
    """As an older version recorded it, which had neither column."""
    monkeypatch.setattr("dutdiem.trail.actions._covered", lambda model: _before(model))
    file = tmp_path / "cu.txt"
    file.write_text(TEXT, "utf-8")
    document = actions.add(MINISTRY, file)
    monkeypatch.undo()
    assert (document.owner, document.internal) == (None, False)
    assert not unexplained()


def _before(model):
    names = (f.attname for f in model._meta.concrete_fields if not getattr(f, "sources", None))
    return tuple(name for name in names if model is not Document or name not in {"owner_id", "internal"})


class Session:
    def __init__(self, actor: Actor) -> None:
        self.actor = actor


def run(actor: Actor, *words: str):
    return CliRunner().invoke(documents, list(words), obj=Session(actor))


def test_the_command_registers_for_the_unit_of_the_role_or_the_one_named(file, tmp_path):
    assert run(HANOI, "add", str(file), "--internal").exit_code == 0
    assert (Document.objects.get().owner, Document.objects.get().internal) == (unit("T01"), True)
    other = tmp_path / "khac.txt"
    other.write_text(TEXT.replace("45/KH", "46/KH"), "utf-8")
    assert run(HANOI, "add", str(other), "--unit", "C4").exit_code == 0
    assert Document.objects.get(owner=unit("C4")).symbol == "46/KH-CAHN"


def test_the_commands_show_whose_a_document_is_and_only_to_those_who_may(file):
    actions.add(HANOI, file, whose=of("T01", internal=True))
    assert "45/KH-CAHN" in run(WARD, "list", "--csv").output
    assert run(WARD, "list", "--csv").output.strip().endswith(",T01,True")
    assert "Văn bản của T01, nội bộ." in run(WARD, "show", "45/KH-CAHN").output
    assert "45/KH-CAHN" not in run(HAIPHONG, "list", "--csv").output
    for refused in (run(HAIPHONG, "show", "45/KH-CAHN"), run(HAIPHONG, "mark", "45/KH-CAHN", "--open")):
        assert refused.exit_code == 1 and "KẾ HOẠCH" not in refused.output
    assert run(HANOI, "mark", "45/KH-CAHN", "--open").output == "45/KH-CAHN: mở cho mọi đơn vị.\n"
    assert run(HAIPHONG, "show", "45/KH-CAHN").exit_code == 0


def test_what_a_unit_keeps_internal_is_not_decided_on_from_above_by_its_number(tree, paper):
    kept = paper("Giao Đội 1 rà soát.", symbol="46/KH-CAHN", owner=unit("T01"), internal=True)
    ministry = Actor("bộ", (Grant(Role.STAFF, ""),))
    for act in (lambda: actions.draft(ministry, kept), lambda: actions.end(ministry, kept, on=date(2025, 6, 1))):
        with pytest.raises(NotFound, match=f"Không có văn bản số {kept.pk}"):
            act()
    assert not kept.proposals.exists()


def test_ending_a_document_does_not_open_what_somebody_kept_internal_meanwhile(tree, paper):
    kept = paper("Giao Đội 1 rà soát.", symbol="47/KH-CAHN", owner=unit("T01"))
    opened_before = Document.objects.get(pk=kept.pk)
    actions.keep_internal(HANOI, kept, internal=True)
    actions.end(HANOI, opened_before, on=date(2025, 6, 1))
    found = Document.objects.get(pk=kept.pk)
    assert (found.internal, found.ended_on) == (True, date(2025, 6, 1))
