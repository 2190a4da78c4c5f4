"""Deciding on proposals, and reading a document again: decisions stand, differences show."""

from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult

from dutdiem.authority import Actor, Refused
from dutdiem.documents import actions, queries
from dutdiem.documents.models import Document, Proposal
from dutdiem.kit import jobs
from dutdiem.kit.errors import Mistake
from dutdiem.plans.models import Task
from dutdiem.reading.files import read_file_json
from dutdiem.trail.models import Entry
from dutdiem.trail.queries import verify

pytestmark = pytest.mark.django_db(transaction=True)
LINES = [
    "BỘ CÔNG AN\nSố: 12/KH-BCA\nHà Nội, ngày 02 tháng 01 năm 2025\nKẾ HOẠCH\nXây dựng lực lượng\n",
    "Giao Văn phòng Bộ chủ trì lập đề án đào tạo, hoàn thành trước ngày 30/6/2025.\n",
    "Giao Cục Kế hoạch và tài chính bố trí kinh phí, hoàn thành trước ngày 30/9/2025.\n",
    "Giao Văn phòng Bộ tổng hợp báo cáo kết quả trước ngày 15/12/2025.\n",
]


@pytest.fixture
def document(tree, tmp_path: Path) -> Document:
    file = tmp_path / "ke-hoach.txt"
    file.write_text("\n".join(LINES), "utf-8")
    made = actions.add(tree, file)
    actions.draft(tree, made)
    assert made.proposals.count() == 3, [p.facts for p in made.proposals.all()]
    return made


def test_an_edited_proposal_becomes_the_task_as_edited(tree, document):
    first = document.proposals.first()
    actions.edit(tree, first, {"title": "Lập đề án đào tạo lại", "due": "2025-07-31"})
    assert first.read["title"] != first.facts["title"]
    actions.accept(tree, [first])
    task = Task.objects.get(proposal=first)
    assert (task.title, str(task.deadline)) == ("Lập đề án đào tạo lại", "2025-07-31")
    with pytest.raises(Mistake, match="đã được xử lý"):
        actions.edit(tree, first, {"title": "Khác"})
    assert verify().findings == ()


def test_an_edit_that_changes_nothing_writes_nothing(tree, document):
    before = Entry.objects.count()
    first = document.proposals.first()
    actions.edit(tree, first, {"title": first.facts["title"]})
    assert Entry.objects.count() == before


def test_merging_keeps_the_first_and_the_places_of_the_others(tree, document):
    first, _, third = document.proposals.all()
    made = actions.merge(tree, [third, first])
    assert made == first
    third.refresh_from_db()
    assert (third.state, third.into_id) == ("merged", first.pk)
    assert made.facts["also"] == [[third.start, third.end]]
    actions.accept(tree, [made])
    assert Task.objects.filter(proposal=made).count() == 1
    assert verify().findings == ()


def test_only_open_ones_of_a_kind_in_a_document_are_merged(tree, document):
    first, second, third = document.proposals.all()
    with pytest.raises(Mistake, match="ít nhất hai"):
        actions.merge(tree, [first, first])
    actions.reject(tree, [second])
    with pytest.raises(Mistake, match="đã được xử lý"):
        actions.merge(tree, [first, second])
    third.kind = "obstacle"
    with pytest.raises(Mistake, match="cùng loại"):
        actions.merge(tree, [first, third])


def test_a_rejection_is_taken_back(tree, document):
    first = document.proposals.first()
    with pytest.raises(Mistake, match="không phải đã bỏ"):
        actions.reopen(tree, [first])
    actions.reject(tree, [first])
    actions.reopen(tree, [first])
    first.refresh_from_db()
    assert (first.state, first.decided_by) == ("open", "")


def test_nobody_else_edits_merges_reopens_or_reads_again(document):
    stranger, first = Actor("ai đó"), document.proposals.first()
    for attempt in (
        lambda: actions.edit(stranger, first, {"title": "x"}),
        lambda: actions.merge(stranger, list(document.proposals.all())),
        lambda: actions.reopen(stranger, [first]),
        lambda: actions.read_again(stranger, document),
        lambda: actions.ask_to_read_again(stranger, document),
    ):
        with pytest.raises(Refused):
            attempt()


def test_the_same_reader_finds_no_difference_and_decisions_stand(tree, document):
    first, second, _ = document.proposals.all()
    actions.accept(tree, [first])
    actions.reject(tree, [second])
    found = actions.read_again(tree, document)
    assert (found.new, found.changed, found.gone) == ((), {}, ())
    assert list(document.proposals.values_list("state", flat=True)) == ["accepted", "rejected", "open"]
    assert verify().findings == ()


def test_another_reader_shows_what_is_new_changed_and_gone(tree, document, monkeypatch):
    """As if the reader of before had missed one order, read a day differently, and seen one that is none."""
    first, second, third = document.proposals.all()
    actions.accept(tree, [second])
    third.delete()
    first.facts = {**first.facts, "due": "2025-01-01"}
    first.save()
    second.refresh_from_db()
    second.facts = {**second.facts, "due": "2025-01-01"}
    second.save()
    ghost = Proposal.objects.create(
        document=document, kind="task", start=0, end=5, facts={"title": "x", "sentence": [0, 5]}, state="rejected"
    )
    found = actions.read_again(tree, document)
    assert (len(found.new), sorted(found.changed), found.gone) == (1, [first.pk, second.pk], (ghost.pk,))
    for one in (first, second, ghost):
        one.refresh_from_db()
    assert (first.change, first.facts["due"], first.other["due"]) == ("changed", "2025-06-30", "2025-01-01")
    assert (second.change, second.facts["due"], second.other["due"]) == ("changed", "2025-01-01", "2025-09-30"), (
        "decided: it only says so"
    )
    assert (ghost.change, ghost.state) == ("gone", "rejected")
    assert "ổng hợp báo cáo" in document.proposals.get(change="new").facts["title"]
    again = actions.read_again(tree, document)
    assert (again.new, again.changed) == ((), {})
    assert set(document.proposals.values_list("change", flat=True)) == {"", "gone"}


def test_what_a_person_has_edited_is_not_written_over(tree, document):
    first = document.proposals.first()
    actions.edit(tree, first, {"title": "Tên của người xử lý"})
    first.read = {**first.read, "due": "2025-01-01"}
    first.save()
    actions.read_again(tree, document)
    first.refresh_from_db()
    assert (first.facts["title"], first.change, first.other["due"]) == ("Tên của người xử lý", "changed", "2025-06-30")


def test_a_text_that_reads_differently_now_leaves_every_place_where_it_was(tree, document, monkeypatch):
    """The kept text is what tasks quote: it stays, and what is found is put at the same words in it."""
    from dutdiem.documents.actions import rereading

    kept, before, added = document.text, list(document.proposals.values_list("start", "end")), "Dòng mới thấy.\n"

    def reads(file, anchor, **given):
        reading = read_file_json(file, anchor, **given)
        for one in (*reading["mentions"], *reading["passages"]):
            one["start"], one["end"] = one["start"] + len(added), one["end"] + len(added)
        return reading | {"text": added + reading["text"]}

    monkeypatch.setattr(rereading, "read_file_json", reads)
    found = actions.read_again(tree, document)
    assert (found.new, found.changed, found.gone) == ((), {}, ())
    document.refresh_from_db()
    assert document.text == kept
    assert list(document.proposals.values_list("start", "end")) == before
    assert all(kept[m.start : m.end].strip() for m in document.mentions.all())


def test_it_is_asked_for_in_the_background_and_tells_how_it_went(tree, document):
    assert queries.rereading(document) == (False, "")
    actions.ask_to_read_again(tree, document)
    actions.ask_to_read_again(tree, document)
    assert DBTaskResult.objects.filter(task_path="dutdiem.documents.jobs.read_again").count() == 1
    assert queries.rereading(document) == (True, "")
    from dutdiem.documents.store import place

    place(document.sha256, document.file_name).unlink()
    job = DBTaskResult.objects.get(task_path="dutdiem.documents.jobs.read_again")
    jobs._worker("thử").run_task(job)
    waiting, why = queries.rereading(document)
    assert not waiting
    assert "tệp gốc không còn trong kho" in why


def test_the_job_acts_in_the_name_of_whoever_asked(tree, document):
    from dutdiem.documents.jobs import read_again

    assert read_again.call(document.pk, "binh (thay mặt an)") == {"new": 0, "changed": 0, "gone": 0}
    entry = Entry.objects.get(verb="documents.read_again")
    assert (entry.actor, entry.facts["new"]) == ("binh (thay mặt an)", 0)
