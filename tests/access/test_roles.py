"""Roles with their days, deputies, closing, handing over: each on the trail, none of it half."""

from datetime import date, timedelta

import pytest
from django.test import Client

from dutdiem.access import actions, handing, queries
from dutdiem.access.models import Deputy, RoleGrant
from dutdiem.authority import Role, may
from dutdiem.kit.errors import Mistake
from dutdiem.trail.models import Entry
from dutdiem.trail.queries import verify
from dutdiem.units.models import Unit

pytestmark = pytest.mark.django_db
TODAY = date.today()
DAY = timedelta(days=1)


def grants(user):
    return [(g.role, g.unit.code, g.valid_from, g.valid_to) for g in RoleGrant.objects.filter(user=user).order_by("pk")]


def test_a_role_holds_from_its_first_to_its_last_day(person, tree):
    user = person("an", "T01", "staff", valid_from=TODAY, valid_to=TODAY + DAY)
    days = [TODAY - DAY, TODAY, TODAY + DAY, TODAY + 2 * DAY]
    assert [may(queries.actor_for(user, day), "plans.assign", "BCA/T01", day) for day in days] == [False, True, True, False]


def test_a_role_that_was_taken_back_no_longer_holds_and_can_be_given_again(person, tree):
    user = person("an", "T01", "staff")
    actions.revoke_role(tree, RoleGrant.objects.get(user=user))
    assert not may(queries.actor_for(user, TODAY), "plans.assign", "BCA/T01", TODAY)
    actions.give_role(tree, user, Unit.objects.get(code="T01"), Role.STAFF, valid_from=TODAY)
    assert grants(user) == [("staff", "T01", TODAY, None)]


def test_a_role_that_has_not_begun_is_taken_away_whole(person, tree):
    user = person("an", "T01", "staff", valid_from=TODAY + DAY)
    actions.revoke_role(tree, RoleGrant.objects.get(user=user))
    assert grants(user) == []


def test_the_same_role_is_not_given_twice(person, tree):
    user = person("an", "T01", "staff")
    with pytest.raises(Mistake, match="đã có vai trò cán bộ tham mưu"):
        actions.give_role(tree, user, Unit.objects.get(code="T01"), Role.STAFF)


def test_days_that_end_before_they_begin_are_refused(person, tree):
    with pytest.raises(Mistake, match="trước ngày bắt đầu"):
        person("an", "T01", "staff", valid_from=TODAY, valid_to=TODAY - DAY)


def test_a_deputy_acts_with_the_others_roles_on_those_days_and_the_trail_names_both(person, tree):
    chief, deputy = person("truong", "BCA", "leader"), person("pho", "V01", "reporter")
    actions.appoint_deputy(tree, chief, deputy, valid_from=TODAY, valid_to=TODAY + 2 * DAY, reason="đi công tác")
    assert queries.principal_of(deputy, chief.pk, TODAY + 2 * DAY) == chief
    assert queries.principal_of(deputy, chief.pk, TODAY + 3 * DAY) is None
    assert queries.principal_of(chief, deputy.pk, TODAY) is None
    actor, _ = queries.standing(deputy, TODAY, chief)
    assert may(actor, "plans.accept", "BCA/T01", TODAY)
    assert not may(actor, "plans.report", "BCA/V01", TODAY), "acting for another, the own roles rest"
    assert (actor.name, actor.account) == ("pho (thay mặt truong)", "pho")


def test_a_deputy_of_a_deputy_is_nobodys(person, tree):
    chief, first, second = person("truong", "BCA", "leader"), person("pho", "V01"), person("ba", "V01")
    actions.appoint_deputy(tree, chief, first, valid_from=TODAY, valid_to=TODAY)
    actions.appoint_deputy(tree, first, second, valid_from=TODAY, valid_to=TODAY)
    assert queries.standing(second, TODAY, first)[0].grants == ()


@pytest.mark.parametrize(
    ("begins", "ends", "says"),
    [(TODAY, TODAY - DAY, "trước ngày"), (TODAY - 9 * DAY, TODAY - DAY, "đã qua"), (TODAY, TODAY + 400 * DAY, "một năm")],
)
def test_bad_days_of_a_deputy_are_refused(person, tree, begins, ends, says):
    with pytest.raises(Mistake, match=says):
        actions.appoint_deputy(tree, person("a1", "V01"), person("b1", "V01"), valid_from=begins, valid_to=ends)


def test_a_closed_account_is_stood_in_for_no_more_and_stands_in_for_nobody(person, tree):
    chief, deputy = person("truong", "BCA", "leader"), person("pho", "V01")
    actions.appoint_deputy(tree, chief, deputy, valid_from=TODAY, valid_to=TODAY)
    actions.close_account(tree, chief)
    assert queries.principal_of(deputy, chief.pk, TODAY) is None
    with pytest.raises(Mistake, match="đang khóa"):
        actions.appoint_deputy(tree, deputy, chief, valid_from=TODAY, valid_to=TODAY)


def test_ending_a_deputy_is_at_once(person, tree):
    chief, deputy = person("truong", "BCA", "leader"), person("pho", "V01")
    running = actions.appoint_deputy(tree, chief, deputy, valid_from=TODAY, valid_to=TODAY + DAY)
    actions.end_deputy(tree, running)
    assert queries.principal_of(deputy, chief.pk, TODAY) is None


def test_closing_an_account_signs_it_out(person, tree):
    user, client = person("an", "V01", "staff"), Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    assert client.get("/").status_code == 200
    actions.close_account(tree, user)
    assert client.get("/").url.startswith("/dang-nhap/")
    actions.reopen_account(tree, user)
    assert client.get("/").status_code == 200


def test_who_leaves_hands_over_in_one_step(person, tree, monkeypatch):
    leaver, taker, chief = person("di", "T01", "staff", "reporter"), person("den", "T01", "reporter"), person("truong", "BCA")
    actions.appoint_deputy(tree, chief, leaver, valid_from=TODAY - DAY, valid_to=TODAY + DAY)
    moved = []
    kinds = {"thing": handing.Held("việc", lambda user: ["một việc"], lambda writing, a, b: moved.append((a, b)) or 1)}
    monkeypatch.setattr(handing, "held", kinds)
    monkeypatch.setattr("dutdiem.access.actions.handing.held", kinds)
    outcome = actions.hand_over(tree, leaver, taker)
    assert (outcome.roles, outcome.others, moved) == (1, {"thing": 1}, [(leaver, taker)])
    assert not leaver.is_active
    assert may(queries.actor_for(taker, TODAY), "plans.assign", "BCA/T01", TODAY)
    assert not may(queries.actor_for(leaver, TODAY), "plans.assign", "BCA/T01", TODAY)
    assert not Deputy.objects.filter(valid_to__gte=TODAY).exists()
    assert Entry.objects.latest("pk").facts == {"leaver": "di", "taker": "den", "roles": 1, "thing": 1}


@pytest.mark.django_db(transaction=True)
def test_all_of_it_is_on_the_trail(person, tree):
    chief, deputy = person("truong", "BCA", "leader"), person("pho", "V01", "staff")
    stands = actions.appoint_deputy(tree, chief, deputy, valid_from=TODAY, valid_to=TODAY)
    actions.issue_password(tree, deputy)
    actions.describe_account(tree, deputy, name="Tên mới", post="", email="", unit=None)
    actions.end_deputy(tree, stands)
    actions.hand_over(tree, deputy, chief)
    assert verify().findings == ()
