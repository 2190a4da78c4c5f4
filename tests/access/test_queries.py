"""Accounts and roles."""

from datetime import date

import pytest
from django.test import Client

from dutdiem.access.actions import give_role, open_account
from dutdiem.access.queries import actor_for, home_unit
from dutdiem.authority import Actor, Refused, Role, may
from dutdiem.kit.errors import Mistake
from dutdiem.trail.queries import verify
from dutdiem.units.models import Unit

pytestmark = pytest.mark.django_db


def test_an_account_keeps_no_readable_password(tree: Actor) -> None:
    user = open_account(tree, "can-bo", "Cán bộ", "mật-khẩu-dài-1")
    assert "mật-khẩu" not in user.password
    assert user.check_password("mật-khẩu-dài-1")


def test_a_name_is_given_once(tree: Actor) -> None:
    open_account(tree, "can-bo", "Cán bộ", "x")
    with pytest.raises(Mistake, match="đã có"):
        open_account(tree, "can-bo", "Người khác", "x")


def test_nobody_gives_roles_without_being_asked_to(tree: Actor) -> None:
    user = open_account(tree, "can-bo", "Cán bộ", "x")
    with pytest.raises(Refused):
        give_role(Actor("ai đó"), user, Unit.objects.get(code="BCA"), Role.STAFF)


def test_a_role_follows_its_unit_through_a_reorganisation(tree: Actor) -> None:
    user = open_account(tree, "hai-duong", "Hải Dương", "x")
    give_role(tree, user, Unit.objects.get(code="T30"), Role.REPORTER)
    before, after = actor_for(user, date(2025, 6, 30)), actor_for(user, date(2025, 7, 1))
    assert may(before, "plans.report", "BCA/T30", date(2025, 6, 30))
    assert may(after, "plans.report", "BCA/T31A", date(2025, 7, 1))
    assert home_unit(user) == "T30"


def test_an_account_that_was_opened_has_no_rights_until_it_is_given_some(tree: Actor) -> None:
    user = open_account(tree, "can-bo", "Cán bộ", "x")
    assert actor_for(user, date.today()).grants == ()


@pytest.mark.django_db(transaction=True)
def test_signing_in_changes_nothing_that_the_trail_answers_for(tree: Actor, client: Client) -> None:
    user = open_account(tree, "can-bo", "Cán bộ", "mật-khẩu-dài-1")
    client.force_login(user)
    assert client.login(username="can-bo", password="mật-khẩu-dài-1")
    assert verify().findings == ()
