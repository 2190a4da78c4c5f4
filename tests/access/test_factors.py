"""The second factor: set up offline, asked for at the door, taken away by an administrator; on the trail without its secrets."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from dutdiem.access import actions
from dutdiem.trail.models import Entry
from dutdiem.trail.queries import verify

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def fresh_limits(transactional_db):
    cache.clear()


def at_the_door(username="an"):
    client = Client()
    answer = client.post("/dang-nhap/", {"login": username, "password": "mật-khẩu-1"})
    return client, answer


def code(secret, steps=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


@pytest.fixture
def with_app(person):
    """An account that has turned the app on, its secret and its codes on paper."""
    person("an", "V01", "staff")
    client, _ = at_the_door()
    asked = client.get("/ca-nhan/hai-lop/ung-dung/")
    assert asked.url.startswith("/ca-nhan/xac-nhan/")
    client.post(asked.url, {"password": "mật-khẩu-1", "next": "/ca-nhan/hai-lop/ung-dung/"})
    page = client.get("/ca-nhan/hai-lop/ung-dung/").content.decode()
    assert "data:image/svg+xml;base64," in page, "the picture is drawn here, not fetched"
    secret = re.search(r'class="secret text-break">([A-Z2-7]+)<', page)[1]
    answer = client.post("/ca-nhan/hai-lop/ung-dung/", {"code": code(secret)})
    assert answer.url == "/ca-nhan/hai-lop/ma-du-phong/"
    paper = re.findall(r'<li class="secret">(\d{4}) (\d{4})</li>', client.get(answer.url).content.decode())
    return client, secret, ["".join(parts) for parts in paper]


def test_with_the_app_on_a_password_alone_does_not_open_the_door(with_app):
    _, secret, _ = with_app
    client, answer = at_the_door()
    assert answer.url == "/dang-nhap/lop-hai/"
    assert client.get("/").url.startswith("/dang-nhap/")
    page = client.get(answer.url).content.decode()
    assert "Mã xác thực" in page and 'data-passkey="get"' in page
    assert "Mã không đúng" in client.post(answer.url, {"code": "000000"}).content.decode()
    assert client.post(answer.url, {"code": code(secret, 1)}).url == "/"
    assert client.get("/").status_code == 200


def test_a_code_on_paper_opens_it_once(with_app):
    _, _, paper = with_app
    assert len(paper) == 10
    client, answer = at_the_door()
    assert client.post(answer.url, {"code": paper[0]}).url == "/"
    client, answer = at_the_door()
    assert "Mã không đúng" in client.post(answer.url, {"code": paper[0]}).content.decode()


def test_an_administrator_takes_a_lost_one_away(with_app, sign_in):
    admin = sign_in("BCA", "administrator")
    page = admin.post("/tai-khoan/xem/an/go-xac-thuc/", follow=True).content.decode()
    assert "Đã gỡ xác thực hai lớp" in page
    assert at_the_door()[1].url == "/"


def test_the_trail_tells_what_came_and_went_and_no_secret(with_app, tree):
    client, secret, paper = with_app
    client.post("/ca-nhan/hai-lop/ung-dung/tat/")
    told = [(e.verb, e.actor, e.facts.get("kind")) for e in Entry.objects.filter(verb__startswith="access.factor").order_by("pk")]
    assert told == [
        ("access.factor_added", "an", "totp"),
        ("access.factor_added", "an", "recovery_codes"),
        ("access.factor_removed", "an", "totp"),
        ("access.factor_removed", "an", "recovery_codes"),
    ] or sorted(told[:2]) == [("access.factor_added", "an", "recovery_codes"), ("access.factor_added", "an", "totp")]
    everything = str(list(Entry.objects.values_list("facts", flat=True)))
    assert secret not in everything and not any(one in everything for one in paper)
    assert verify().findings == ()


def test_the_database_alone_signs_nobody_in(with_app):
    _, secret, _ = with_app
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert set(Authenticator.objects.values_list("last_used_at", flat=True)) == {None}


def test_when_somebody_last_used_it_is_kept_nowhere(with_app):
    _, secret, _ = with_app
    client, answer = at_the_door()
    client.post(answer.url, {"code": code(secret, 1)})
    assert set(Authenticator.objects.values_list("last_used_at", flat=True)) == {None}


def test_only_the_reach_of_an_administrator_counts_here_too(with_app, tree, person, acting):
    from dutdiem.access.models import User
    from dutdiem.authority import Refused

    with pytest.raises(Refused):
        actions.remove_factors(acting(person("qt", "T01", "administrator")), User.objects.get(username="an"))
    assert Authenticator.objects.count() == 2


@pytest.mark.parametrize(
    "address",
    [
        "/ca-nhan/hai-lop/",
        "/ca-nhan/hai-lop/khoa/",
        "/ca-nhan/hai-lop/khoa/them/",
        "/ca-nhan/hai-lop/ma-du-phong/",
        "/ca-nhan/hai-lop/ma-du-phong/moi/",
        "/ca-nhan/hai-lop/ma-du-phong/tai/",
        "/ca-nhan/hai-lop/ung-dung/tat/",
        "/ca-nhan/mat-khau/",
    ],
)
def test_every_page_of_it_is_there(with_app, address):
    answer = with_app[0].get(address)
    assert answer.status_code == 200
    assert "Authenticator" not in answer.content.decode()


@pytest.mark.parametrize("way", ["", "ma/", "khoa/"])
def test_confirming_oneself_has_a_page_for_each_way(with_app, way):
    client, secret, _ = with_app
    answer = client.get(f"/ca-nhan/xac-nhan/{way}?next=/ca-nhan/hai-lop/")
    assert answer.status_code in {200, 302}
    if way == "ma/":
        cache.clear()
        assert (
            client.post(f"/ca-nhan/xac-nhan/{way}", {"code": code(secret, 1), "next": "/ca-nhan/hai-lop/"}).url
            == "/ca-nhan/hai-lop/"
        )
