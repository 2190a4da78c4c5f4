"""Urging letters: what a unit is late with, in the layout of a letter."""

import io
from datetime import date
from hashlib import sha256
from pathlib import Path

import docx
import pytest
from django.conf import settings

from dutdiem.authority import Actor, Grant, Refused, Role
from dutdiem.kit.errors import Mistake, NotFound
from dutdiem.oversight import actions, queries
from dutdiem.units.models import Unit

pytestmark = pytest.mark.django_db
ON = date(2025, 9, 8)


def unit(code):
    return Unit.objects.get(code=code)


@pytest.fixture
def late(work):
    work("Xây dựng đề án", "T31A", deadline=date(2025, 8, 1), percent=40)
    work("Việc còn hạn", "T31A", deadline=date(2025, 12, 1))
    work("Việc của nơi khác", "T01", deadline=date(2025, 8, 1))


def words(letter):
    file = docx.Document(io.BytesIO((Path(settings.HOME) / letter.file).read_bytes()))
    return "\n".join([p.text for p in file.paragraphs] + [c.text for t in file.tables for r in t.rows for c in r.cells])


def test_the_letter_lists_what_the_unit_leads_and_has_not_done(late, ministry):
    letter = actions.draft_letter(ministry, unit("BCA"), unit("T31A"), on=ON)
    said = words(letter)
    assert "V/v đôn đốc thực hiện các nhiệm vụ" in " ".join(said.split())
    assert "Kính gửi: Công an thành phố Hải Phòng" in said
    assert "Xây dựng đề án" in said
    assert "38" in said
    assert "40%" in said
    assert "Việc còn hạn" not in said
    assert "Việc của nơi khác" not in said
    assert letter.answer_by == date(2025, 9, 15)
    data = (Path(settings.HOME) / letter.file).read_bytes()
    assert (letter.sha256, letter.size) == (sha256(data).hexdigest(), len(data))


def test_both_units_see_the_letter_and_no_others(late, ministry, haiphong, ward):
    letter = actions.draft_letter(ministry, unit("BCA"), unit("T31A"), on=ON)
    assert list(queries.letters(haiphong, ON)) == [letter]
    assert not queries.letters(ward, ON).exists()


def test_a_letter_that_lists_internal_work_is_read_in_the_subtree_of_its_sender_alone(work, ministry, haiphong, tree):
    work("Việc kín", "C3", owner=unit("T31A"), internal=True, deadline=date(2025, 8, 1))
    letter = actions.draft_letter(haiphong, unit("T31A"), unit("C3"), on=ON)
    assert letter.internal and "Việc kín" in words(letter)
    reads = {role: Actor("đọc", (Grant(role, path),)) for role, path in ((Role.REPORTER, "BCA/T31A/C3"), (Role.AUDITOR, "BCA"))}
    for who in (haiphong, tree, *reads.values()):
        assert queries.letter(who, ON, letter.pk) == letter
    assert not queries.letters(ministry, ON).exists()
    with pytest.raises(NotFound, match="Không có công văn đôn đốc"):
        queries.letter(ministry, ON, letter.pk)


def test_a_letter_from_above_lists_nothing_that_a_lower_unit_keeps_internal_even_where_the_operator_drafts_it(work, tree, late):
    work("Việc kín", "T31A", owner=unit("T31A"), internal=True, deadline=date(2025, 8, 1))
    letter = actions.draft_letter(tree, unit("BCA"), unit("T31A"), on=ON)
    assert not letter.internal
    assert "Xây dựng đề án" in words(letter) and "Việc kín" not in words(letter)


@pytest.mark.parametrize(
    ("sender", "to", "answer_by", "says"),
    [
        ("BCA", "V01", None, "không có nhiệm vụ chủ trì nào quá hạn"),
        ("T01", "T31A", None, "không thuộc"),
        ("BCA", "BCA", None, "không thuộc"),
        ("BCA", "T31A", ON, "phải sau ngày"),
    ],
)
def test_a_letter_is_refused_and_leaves_no_file(late, tree, sender, to, answer_by, says):
    with pytest.raises(Mistake, match=says):
        actions.draft_letter(tree, unit(sender), unit(to), on=ON, answer_by=answer_by)
    assert not (Path(settings.HOME) / "letters").exists()


def test_a_reporter_urges_nobody(late, ward):
    with pytest.raises(Refused):
        actions.draft_letter(ward, unit("T31A"), unit("C3"), on=ON)
