"""An actor's likeness: the same reach, with tokens for the units."""

from datetime import date

from dutdiem.authority import Actor, Grant, Role, likeness, operator

DAY = date(2026, 6, 1)


def of(*paths: str) -> Actor:
    return Actor("a", tuple(Grant(Role.STAFF, path) for path in paths), account="a")


def test_two_who_reach_as_deep_have_one_likeness():
    assert likeness(of("BCA/T01"), DAY).actor == likeness(of("BCA/T02"), DAY).actor
    assert likeness(of("BCA/T01"), DAY).actor != likeness(of("BCA/T01/X1"), DAY).actor


def test_it_gives_the_code_of_each_step():
    like = likeness(of("BCA/T01"), DAY)
    assert like.actor.paths("plans.read", DAY) == ("‹0.0›/‹0.1›",)
    assert like.codes == {"‹0.0›": "BCA", "‹0.1›": "T01"}


def test_the_whole_tree_stays_the_whole_tree():
    assert likeness(of(""), DAY).actor.paths("plans.read", DAY) == ("",)
    assert likeness(operator("x"), DAY).actor.paths("plans.read", DAY) == ("",)


def test_two_roles_at_one_unit_stay_at_one_unit():
    actor = Actor("a", (Grant(Role.STAFF, "BCA/T01"), Grant(Role.LEADER, "BCA/T01"), Grant(Role.STAFF, "BCA/T02")))
    assert likeness(actor, DAY).actor.paths("plans.read", DAY) == ("‹0.0›/‹0.1›", "‹1.0›/‹1.1›")


def test_a_role_that_is_over_is_no_part_of_it():
    actor = Actor("a", (Grant(Role.STAFF, "BCA", valid_to=date(2026, 5, 31)), Grant(Role.STAFF, "BCA/T01")))
    assert likeness(actor, DAY) == likeness(of("BCA/T01"), DAY)
