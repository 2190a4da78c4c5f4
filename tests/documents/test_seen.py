"""Who sees which documents: all see what is open; what a unit keeps internal its own subtree and those above it."""

from datetime import date

import pytest

from dutdiem.authority import Actor, Grant, Role
from dutdiem.documents import queries
from dutdiem.documents.models import Citation, Proposal
from dutdiem.kit.errors import NotFound
from dutdiem.units.models import Unit

pytestmark = pytest.mark.django_db
TODAY = date(2025, 12, 31)
PATHS = {"BCA": "", "T01": "BCA/T01", "C4": "BCA/T01/C4", "T31A": "BCA/T31A", "C3": "BCA/T31A/C3", "V01": "BCA/V01"}


def at(code: str, role: Role = Role.STAFF) -> Actor:
    return Actor(code.lower(), (Grant(role, PATHS[code]),))


def unit(code: str) -> Unit:
    return Unit.objects.get(code=code)


@pytest.fixture
def kept(tree, paper):
    return paper("Giao Đội 1 rà soát.", symbol="45/KH-CAHN", title="Kế hoạch kín", owner=unit("T01"), internal=True)


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        (at("T01"), True),
        (at("C4", Role.REPORTER), True),
        (at("BCA"), False),
        (at("T31A"), False),
        (at("C3", Role.LEADER), False),
        (at("V01"), False),
        (at("T31A", Role.AUDITOR), True),
        (Actor("ai đó"), False),
    ],
)
def test_what_is_internal_is_seen_in_its_own_subtree_alone(kept, who, sees):
    assert (kept in queries.visible(who, TODAY)) is sees
    assert (kept.pk in queries.seen(who, TODAY, [kept, None])) is sees
    for find in (lambda: queries.one(who, TODAY, kept.pk), lambda: queries.by_name(who, TODAY, "45/KH-CAHN")):
        if sees:
            assert find() == kept
        else:
            with pytest.raises(NotFound):
                find()


def test_a_document_that_is_open_is_seen_by_all_who_read_anywhere_whosever_it_is(tree, paper):
    made = paper("Kế hoạch của Hà Nội.", owner=unit("T01"))
    for code in PATHS:
        assert made in queries.visible(at(code), TODAY)
    assert not queries.visible(Actor("ai đó"), TODAY).exists()
    assert queries.seen(Actor("ai đó"), TODAY, [made]) == frozenset()


def test_an_upper_unit_shows_its_subtree_what_is_internal(tree, paper):
    made = paper("Việc của Bộ.", owner=unit("V01"), internal=True)
    assert made in queries.visible(at("V01"), TODAY)
    assert made not in queries.visible(at("T01"), TODAY)


def test_what_may_be_told_to_a_unit_goes_by_its_place(kept):
    assert queries.told_at(["BCA/T01/C4"], TODAY, [kept]) == {kept.pk}
    assert queries.told_at(["BCA"], TODAY, [kept]) == frozenset()
    assert queries.told_at(["BCA/T31A"], TODAY, [kept]) == frozenset()


def test_open_documents_are_told_without_a_question(tree, paper, django_assert_num_queries):
    made = paper("Mở.")
    with django_assert_num_queries(0):
        assert queries.seen(at("T31A"), TODAY, [made]) == {made.pk}


def test_a_citation_leads_to_what_the_reader_may_see_and_tells_of_no_other_citing(kept, paper):
    law = paper("Nghị quyết.", symbol="12-NQ/TW", title="Về xây dựng")
    Citation.objects.create(document=kept, cited=law, label="12-NQ/TW", start=0)
    Citation.objects.create(document=law, cited=kept, label="45/KH-CAHN", start=0)
    (within, by_within), (outside, by_outside) = (queries.citations(at(code), TODAY, law) for code in ("C4", "T31A"))
    assert [c.document for c in by_within] == [kept]
    assert not by_outside
    assert [c.leads_to for c in within] == [kept.pk]
    assert [c.leads_to for c in outside] == [None]


def test_what_took_a_documents_place_is_told_to_those_who_may_see_it(kept, paper):
    law = paper("Nghị quyết.", ended_on=date(2025, 1, 1), replaced_by=kept)
    assert queries.successor(at("T01"), TODAY, law) == kept
    assert queries.successor(at("T31A"), TODAY, law) is None


def test_proposals_of_what_is_hidden_are_not_there(kept):
    said = Proposal.objects.create(document=kept, kind="task", start=0, end=4, facts={"title": "Rà soát"})
    assert queries.chosen(at("T01"), TODAY, [said.pk]) == [said]
    with pytest.raises(NotFound):
        queries.chosen(at("T31A"), TODAY, [said.pk])


def test_the_list_is_narrowed_to_ones_own_and_to_those_from_above(kept, paper):
    law, other = paper("Nghị quyết.", symbol="12-NQ/TW"), paper("Của Hải Phòng.", symbol="9/KH", owner=unit("T31A"))
    ward = paper("Của phường.", symbol="1/KH", owner=unit("C4"))

    def found(code, whose):
        return {document.symbol for document in queries.listed(at(code), TODAY, whose=whose)}

    assert found("T01", "") == {"12-NQ/TW", "45/KH-CAHN", "9/KH", "1/KH"}
    assert found("T01", "own") == {"45/KH-CAHN"}
    assert found("T01", "above") == {"12-NQ/TW"}
    assert found("C4", "above") == {"12-NQ/TW", "45/KH-CAHN"}
    assert found("BCA", "own") == {"12-NQ/TW"}
    assert found("BCA", "above") == set()
    assert {law, other, ward} <= set(queries.visible(at("T31A"), TODAY))


def test_a_name_that_several_bear_means_ones_own_first(tree, paper):
    paper("Của Hải Phòng.", symbol="05/KH", owner=unit("T31A"), date=date(2025, 9, 1))
    mine = paper("Của Hà Nội.", symbol="05/KH", owner=unit("T01"), date=date(2025, 1, 1))
    assert queries.by_name(at("T01"), TODAY, "05/KH") == mine


def test_what_waits_is_of_the_units_where_ones_roles_stand(kept, paper):
    law = paper("Nghị quyết.", symbol="12-NQ/TW")
    for document in (kept, law):
        Proposal.objects.create(document=document, kind="task", start=0, end=4, facts={"title": "Rà soát"})
    assert list(queries.waiting(at("T01"), TODAY)) == [kept]
    assert list(queries.waiting(at("BCA"), TODAY)) == [law]
    assert list(queries.waiting(at("C4"), TODAY)) == []
    assert list(queries.waiting(at("T01", Role.REPORTER), TODAY)) == []
