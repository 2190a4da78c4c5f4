"""Whose accounts an administrator may touch."""

from datetime import date, timedelta

import pytest

from dutdiem.access import actions, queries
from dutdiem.access.models import RoleGrant
from dutdiem.authority import Actor, Refused, Role
from dutdiem.kit.errors import Mistake, NotFound
from dutdiem.units.models import Unit

pytestmark = pytest.mark.django_db
TODAY = date.today()


@pytest.fixture
def admin(person, acting):
    return acting(person("qt", "T01", "administrator"))


def test_an_administrator_of_a_province_opens_accounts_of_the_province_and_no_other(admin):
    unit = {code: Unit.objects.get(code=code) for code in ("T01", "C4", "T31A", "BCA")}
    actions.open_account(admin, "trong", "Trong tỉnh", "x", unit=unit["C4"])
    for place in (unit["T31A"], unit["BCA"], None):
        with pytest.raises(Refused):
            actions.open_account(admin, "ngoai", "Ngoài tỉnh", "x", unit=place)


def test_it_lists_the_accounts_of_its_subtree_alone(admin, person):
    person("trong", "C4")
    person("ngoai", "T31A")
    person("vo-danh")
    assert [user.username for user in queries.accounts(admin, TODAY)] == ["qt", "trong"]
    with pytest.raises(NotFound):
        queries.account(admin, TODAY, "ngoai")


def test_it_touches_no_account_that_can_do_more_elsewhere(admin, person, tree):
    """Else it could reset that account's password and sign in with it."""
    strong = person("manh", "T01")
    actions.give_role(tree, strong, Unit.objects.get(code="BCA"), Role.LEADER)
    for attempt in (
        lambda: actions.issue_password(admin, strong),
        lambda: actions.close_account(admin, strong),
        lambda: actions.remove_factors(admin, strong),
        lambda: actions.describe_account(admin, strong, name="x", post="", email="", unit=None),
    ):
        with pytest.raises(Refused):
            attempt()


def test_nor_one_that_stands_in_for_somebody_stronger(admin, person, tree):
    weak, chief = person("yeu", "T01", "reporter"), person("truong", "BCA", "leader")
    actions.issue_password(admin, weak)
    actions.appoint_deputy(tree, chief, weak, valid_from=TODAY, valid_to=TODAY + timedelta(days=3))
    with pytest.raises(Refused):
        actions.issue_password(admin, weak)


def test_a_role_that_has_run_out_binds_nobody(admin, person, tree):
    user = person("cu", "T01")
    actions.give_role(tree, user, Unit.objects.get(code="BCA"), Role.LEADER, valid_to=TODAY - timedelta(days=1))
    assert actions.issue_password(admin, user)


def test_only_whoever_manages_the_whole_tree_makes_an_auditor(admin, person, tree):
    user, unit = person("kt", "T01"), Unit.objects.get(code="T01")
    with pytest.raises(Refused):
        actions.give_role(admin, user, unit, Role.AUDITOR)
    actions.give_role(tree, user, unit, Role.AUDITOR)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_no_other_role_manages_accounts(person, acting, role):
    actor, other = acting(person("ai-do", "BCA", role)), person("khac", "C4")
    with pytest.raises(Refused):
        actions.give_role(actor, other, Unit.objects.get(code="C4"), Role.REPORTER)
    with pytest.raises(Refused):
        actions.issue_password(actor, other)


def test_nobody_locks_themselves_out(person, acting):
    user = person("qt", "BCA", "administrator")
    actor = acting(user)
    with pytest.raises(Mistake, match="tự khóa"):
        actions.close_account(actor, user)
    with pytest.raises(Mistake, match="tự thu"):
        actions.revoke_role(actor, RoleGrant.objects.get(user=user))
    with pytest.raises(Mistake, match="tự bàn giao"):
        actions.hand_over(actor, user, person("khac", "BCA"))


def test_an_account_follows_its_unit_into_the_successor(person, tree):
    from dutdiem.units.actions import follow
    from dutdiem.units.following import moves

    person("hd", "T30")
    day = date(2025, 7, 1)
    follow(Actor("máy", operator=True), day, [move for move in moves(day) if move.kind == "account"])
    assert queries.account(tree, day, "hd").unit.code == "T31A"
