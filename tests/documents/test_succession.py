"""A unit's own documents follow it into its successor."""

from datetime import date

import pytest

from dutdiem.authority import Actor, Grant, Role
from dutdiem.documents import queries
from dutdiem.units.actions import follow
from dutdiem.units.following import moves
from dutdiem.units.models import Unit

pytestmark = pytest.mark.django_db
DAY = date(2025, 7, 1)


def test_they_go_to_whoever_took_most_and_what_is_internal_is_told_by_its_number(tree, paper):
    ended = Unit.objects.get(code="T30")
    shown, kept = paper("Mở.", symbol="1/KH", owner=ended), paper("Kín.", symbol="2/KH", owner=ended, internal=True)
    haiphong = Actor("t31a", (Grant(Role.STAFF, "BCA/T31A"),))
    assert kept not in queries.visible(haiphong, DAY)
    found = [move for move in moves(DAY) if move.kind == "document"]
    assert {(move.title, move.after) for move in found} == {("1/KH", "T31A"), (f"văn bản nội bộ số {kept.pk}", "T31A")}
    follow(tree, DAY, found)
    assert {shown, kept} <= set(queries.visible(haiphong, DAY))
    assert queries.one(haiphong, DAY, kept.pk).owner.code == "T31A"


def test_an_heir_that_has_the_same_file_keeps_its_own(tree, paper):
    mine = paper("Kế hoạch.", owner=Unit.objects.get(code="T31A"))
    theirs = paper("Kế hoạch.", symbol="khác", owner=Unit.objects.get(code="T30"))
    theirs.sha256 = mine.sha256
    theirs.save()
    _, stayed = follow(tree, DAY, [move for move in moves(DAY) if move.kind == "document"])
    assert [move.key for move in stayed] == [theirs.pk]
