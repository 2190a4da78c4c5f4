"""The door: signing in, out, and nothing without it."""

import pytest
from django.core.cache import cache
from django.test import Client

from dutdiem.access.actions import open_account


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def account(tree):
    return open_account(tree, "thammuu", "Cán bộ tham mưu", "mật-khẩu-1")


def test_a_person_signs_in_and_out(account):
    client = Client()
    answer = client.post("/dang-nhap/", {"login": "thammuu", "password": "mật-khẩu-1"}, follow=True)
    assert answer.redirect_chain == [("/", 302)]
    assert "Cán bộ tham mưu" in answer.content.decode()
    answer = client.post("/dang-xuat/", follow=True)
    assert "Đã đăng xuất." in answer.content.decode()
    assert client.get("/").status_code == 302


def test_signing_in_leads_to_the_page_that_was_asked_for(account):
    client = Client()
    asked = client.get("/ke-hoach/?time=overdue")
    assert asked.url == "/dang-nhap/?next=/ke-hoach/%3Ftime%3Doverdue"
    assert client.post(asked.url, {"login": "thammuu", "password": "mật-khẩu-1"}).url == "/ke-hoach/?time=overdue"


def test_it_never_leads_to_another_server(account):
    answer = Client().post("/dang-nhap/?next=https://example.com/", {"login": "thammuu", "password": "mật-khẩu-1"})
    assert answer.url == "/"


def test_a_wrong_password_is_told_without_telling_which_part_is_wrong(account):
    told = {
        Client()
        .post("/dang-nhap/", {"login": name, "password": "sai"})
        .content.decode()
        .count("Tên đăng nhập hoặc mật khẩu không đúng")
        for name in ("thammuu", "khong-co")
    }
    assert told == {1}


def test_what_was_typed_as_a_name_is_shown_again_as_text(account):
    page = Client().post("/dang-nhap/", {"login": '"><script>x</script>', "password": "sai"}).content.decode()
    assert "<script>x" not in page


def test_after_many_wrong_passwords_even_the_right_one_waits(account):
    client = Client()
    for _ in range(5):
        client.post("/dang-nhap/", {"login": "thammuu", "password": "sai"})
    answer = client.post("/dang-nhap/", {"login": "thammuu", "password": "mật-khẩu-1"})
    assert "chờ 5 phút" in answer.content.decode()


@pytest.mark.parametrize("address", ["/", "/ke-hoach/", "/ke-hoach/1/", "/van-ban/", "/van-ban/1/", "/don-vi/BCA/", "/so-lieu/"])
def test_every_page_asks_to_sign_in_first(db, address):
    answer = Client().get(address)
    assert answer.status_code == 302
    assert answer.url.startswith("/dang-nhap/")


@pytest.mark.parametrize("address", ["/dang-ky/", "/accounts/signup/", "/signup/", "/password/reset/", "/admin/"])
def test_nobody_can_sign_up_or_reset_a_password_by_mail(db, address):
    assert Client().get(address).status_code in {302, 404}
    assert "/dang-nhap/" in Client().get(address, follow=True).request["PATH_INFO"] or Client().get(address).status_code == 404


def test_signing_out_needs_a_form(sign_in):
    client = sign_in("BCA")
    assert client.get("/dang-xuat/").status_code == 405
    assert Client(enforce_csrf_checks=True).post("/dang-nhap/", {"login": "a", "password": "b"}).status_code == 403


def test_a_role_over_the_whole_tree_reaches_what_no_unit_leads_yet(sign_in, work):
    task = work("Việc chưa giao")
    assert sign_in("BCA").get(f"/ke-hoach/{task.pk}/").status_code == 200
    assert sign_in("V01").get(f"/ke-hoach/{task.pk}/").status_code == 404
