"""Passwords that are handed out, and changing one's own."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from dutdiem.access import actions
from dutdiem.access.rules import LETTERS, handed_out
from dutdiem.trail.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


def signed_in(username, password):
    client = Client()
    return client, client.post("/dang-nhap/", {"login": username, "password": password})


def test_what_is_handed_out_is_never_twice_the_same_and_not_misread():
    made = {handed_out() for _ in range(200)}
    assert len(made) == 200
    assert all(set(one) <= {*LETTERS, "-"} and len(one) == 19 for one in made)


def test_an_issued_password_opens_only_the_page_where_it_is_changed(person, tree):
    user = person("an", "V01", "staff")
    password = actions.issue_password(tree, user)
    client, answer = signed_in("an", password)
    assert answer.status_code == 302
    for address in ("/", "/ke-hoach/", "/ca-nhan/", "/van-ban/"):
        assert client.get(address).url == "/ca-nhan/mat-khau/"
    page = client.get("/ca-nhan/mat-khau/").content.decode()
    assert "Mật khẩu tạm" in page
    given = {"oldpassword": password, "password1": "một mật khẩu khác", "password2": "một mật khẩu khác"}
    assert client.post("/ca-nhan/mat-khau/", given).status_code == 302
    assert client.get("/").status_code == 200


def test_neither_trail_nor_database_holds_the_password(person, tree):
    user = person("an", "V01")
    password = actions.issue_password(tree, user)
    user.refresh_from_db()
    assert password not in user.password
    entry = Entry.objects.latest("pk")
    assert (entry.verb, entry.facts) == ("access.issue_password", {"username": "an"})


def test_issuing_signs_out_whoever_is_in_with_the_old_one(person, tree):
    user = person("an", "V01", "staff")
    client, _ = signed_in("an", "mật-khẩu-1")
    assert client.get("/").status_code == 200
    actions.issue_password(tree, user)
    assert client.get("/").url.startswith("/dang-nhap/")


def test_a_handed_out_password_runs_out(person, tree):
    user = person("an", "V01")
    password = actions.issue_password(tree, user)
    type(user).objects.update(temporary_until=date.today() - timedelta(days=1))
    client, _ = signed_in("an", password)
    page = client.get("/dang-nhap/").content.decode()
    assert "Mật khẩu tạm đã hết hạn" in page
    assert client.get("/").status_code == 302


@pytest.mark.parametrize(
    ("old", "new", "again", "says"),
    [
        ("sai", "một mật khẩu khác", "một mật khẩu khác", "Mật khẩu hiện tại không đúng"),
        ("mật-khẩu-1", "ngắn", "ngắn", "quá ngắn"),
        ("mật-khẩu-1", "một mật khẩu khác", "không giống", "hai lần"),
        ("mật-khẩu-1", "1234567890123", "1234567890123", "toàn chữ số"),
        ("mật-khẩu-1", "mật-khẩu-1", "mật-khẩu-1", "khác mật khẩu hiện tại"),
    ],
)
def test_a_bad_new_password_is_told_beside_the_field(person, old, new, again, says):
    person("an", "V01", "staff")
    client, _ = signed_in("an", "mật-khẩu-1")
    page = client.post("/ca-nhan/mat-khau/", {"oldpassword": old, "password1": new, "password2": again}).content.decode()
    assert says in page
    assert 'aria-invalid="true"' in page


def test_changing_keeps_this_session_and_ends_the_others(person):
    person("an", "V01", "staff")
    here, _ = signed_in("an", "mật-khẩu-1")
    there, _ = signed_in("an", "mật-khẩu-1")
    given = {"oldpassword": "mật-khẩu-1", "password1": "một mật khẩu khác", "password2": "một mật khẩu khác"}
    here.post("/ca-nhan/mat-khau/", given)
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302
