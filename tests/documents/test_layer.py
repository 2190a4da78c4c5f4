"""Whose a document is: where one registers, whom it speaks for, which others it leads to."""

from datetime import date

import pytest

from dutdiem.authority import Actor, Grant, Role, operator
from dutdiem.documents import queries
from dutdiem.documents.rules import Many
from dutdiem.kit.errors import Mistake
from dutdiem.units.models import Unit

pytestmark = pytest.mark.django_db
TODAY = date(2025, 12, 31)


def unit(code: str) -> Unit:
    return Unit.objects.get(code=code)


def codes(found):
    return [one.unit.code if one else None for one in found]


def test_one_registers_where_ones_roles_stand(tree):
    both = Actor("an", (Grant(Role.STAFF, "BCA/T01"), Grant(Role.STAFF, "BCA/T31A/C3"), Grant(Role.REPORTER, "BCA/V01")))
    assert codes(queries.registers_at(both, TODAY)) == ["T01", "C3"]
    assert codes(queries.registers_at(Actor("bộ", (Grant(Role.STAFF, ""),)), TODAY)) == [None]
    assert codes(queries.registers_at(operator("ai"), TODAY)) == [None]
    assert codes(queries.registers_at(Actor("xem", (Grant(Role.REPORTER, "BCA/T01"),)), TODAY)) == []


def test_without_a_name_it_is_the_unit_of_the_first_role(tree):
    assert queries.owner_named(Actor("an", (Grant(Role.STAFF, "BCA/T01"),)), TODAY) == unit("T01")
    assert queries.owner_named(operator("ai"), TODAY) is None
    assert queries.owner_named(operator("ai"), TODAY, "C4") == unit("C4")


def test_the_only_top_of_the_tree_is_above_every_unit(tree):
    assert queries.owner_named(operator("ai"), TODAY, "BCA") is None


@pytest.mark.parametrize("code", ["KHONG-CO", "T30"])
def test_a_unit_that_is_not_there_today_is_refused(tree, code):
    with pytest.raises(Mistake, match=code):
        queries.owner_named(operator("ai"), TODAY, code)


def test_a_file_stands_in_the_way_of_its_owner_and_of_those_below_alone(tree, paper):
    law, own = paper("Nghị quyết."), paper("Kín.", owner=unit("T01"), internal=True)
    assert queries.same_file(operator("ai"), law.sha256, None, TODAY) == law
    assert queries.same_file(operator("ai"), law.sha256, unit("C4"), TODAY) == law
    assert queries.same_file(operator("ai"), own.sha256, unit("T01"), TODAY) == own
    assert queries.same_file(operator("ai"), own.sha256, unit("C4"), TODAY) == own
    assert queries.same_file(operator("ai"), own.sha256, unit("T31A"), TODAY) is None
    assert queries.same_file(operator("ai"), own.sha256, None, TODAY) is None


def test_a_symbol_means_the_nearest_document_and_never_what_another_unit_keeps(tree, paper):
    hidden = paper("Kín.", symbol="05/KH", owner=unit("T31A"), internal=True)
    plan, law = paper("Kế hoạch.", symbol="6/KH", owner=unit("T01")), paper("Nghị quyết.")
    assert queries.led_to(plan, "05/KH", TODAY) is None
    assert queries.led_to(law, "05/KH", TODAY) is None
    elsewhere = paper("Của Văn phòng.", symbol="05/KH", owner=unit("V01"))
    assert queries.led_to(plan, "05/KH", TODAY) == elsewhere
    above = paper("Chung.", symbol="05/KH")
    assert queries.led_to(plan, "05/KH", TODAY) == above
    mine = paper("Của Hà Nội.", symbol="05/KH", owner=unit("T01"), internal=True)
    assert queries.led_to(plan, "05/KH", TODAY) == mine
    assert queries.led_to(law, "05/KH", TODAY) == above
    assert queries.led_to(paper("Của phường.", symbol="1/KH", owner=unit("C3")), "05/KH", TODAY) == hidden


def test_only_what_is_within_reach_leads_to_what_is_internal(tree, paper):
    hidden = paper("Kín.", symbol="05/KH", owner=unit("T01"), internal=True)
    law, ward, other = paper("Nghị quyết."), paper("Phường.", owner=unit("C4")), paper("Hải Phòng.", owner=unit("T31A"))
    found = set(queries.leading_to(hidden, TODAY))
    assert {ward, hidden} == found
    assert {law, other, ward} < set(queries.leading_to(law, TODAY))


def test_a_units_document_speaks_for_its_own_subtree(tree, paper):
    layer = queries.Layer(paper("Hà Nội.", owner=unit("T01")), TODAY)
    assert [layer.holds(unit(code).pk) for code in ("T01", "C4", "T31A", "BCA")] == [True, True, False, False]
    assert layer.kept(unit("BCA").pk) == unit("T01").pk
    assert layer.kept(unit("C4").pk) == unit("C4").pk
    assert layer.kept(None) == unit("T01").pk
    above = queries.Layer(paper("Chung."), TODAY)
    assert above.holds(unit("BCA").pk) and above.kept(None) is None


def test_in_an_internal_document_names_from_outside_mean_nobody(tree, paper):
    facts = {"issuer": "Công an thành phố Hà Nội", "owner": unit("T01")}
    kept, plan = paper("Kín.", internal=True, **facts), paper("Mở.", **facts)
    for document, found in ((kept, None), (plan, unit("H01").pk)):
        named = queries.Meant(document, TODAY)
        assert named.find("Cục Kế hoạch và tài chính") == found
        assert named.find("Công an phường Ba Đình") == unit("C4").pk
        assert named.issuer == unit("T01").pk


def test_a_copy_of_anothers_document_speaks_for_the_unit_that_has_it(tree, paper):
    assert queries.Meant(paper("Sao.", issuer="Bộ Công an", owner=unit("T01")), TODAY).issuer == unit("T01").pk


def test_words_for_everybody_mean_those_right_below_in_a_units_own_document(tree, paper):
    named = queries.Meant(paper("Hà Nội.", owner=unit("T01")), TODAY)
    assert [one.unit.code for one in named.all_of(Many(("department", "province"), below=True))] == ["C4"]
    assert named.all_of(Many(("province",))) == []
    above = queries.Meant(paper("Chung."), TODAY)
    assert [one.unit.code for one in above.all_of(Many(("department", "province"), below=True))] == ["H01", "V01", "T01", "T31A"]
