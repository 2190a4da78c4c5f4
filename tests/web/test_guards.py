"""What every answer carries, and the pages for what went wrong."""

import gzip
import re
from pathlib import Path

import pytest
from django.test import Client, RequestFactory

from dutdiem.web import errors
from dutdiem.web.guards import POLICY, chosen_language, content_policy

SOURCE = Path(errors.__file__).resolve().parents[1]
TEMPLATES = sorted(SOURCE.glob("*/jinja2/**/*.html"))


def test_every_answer_forbids_what_this_server_did_not_send(db):
    for address in ("/dang-nhap/", "/khong-co/", "/"):
        assert Client().get(address).headers["Content-Security-Policy"] == POLICY


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_inline_scripts_styles_or_foreign_addresses(path):
    text = path.read_text("utf-8")
    assert not re.search(r"<script(?![^>]*\bsrc=\"\{\{ static)", text)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)
    assert not re.search(r"(src|href|action)=\"(https?:)?//", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_switches_escaping_off(path):
    assert not re.search(r"\|\s*safe\b|autoescape|Markup", path.read_text("utf-8"))


@pytest.mark.parametrize("path", sorted(SOURCE.glob("web/static/**/*.gz")), ids=lambda path: path.name)
def test_what_is_sent_compressed_is_the_file_itself(path):
    assert gzip.decompress(path.read_bytes()) == path.with_suffix("").read_bytes()


def test_a_page_is_sent_compressed_over_a_weak_line(sign_in):
    page = sign_in("BCA").get("/ke-hoach/", headers={"Accept-Encoding": "gzip"})
    assert page.headers["Content-Encoding"] == "gzip"
    assert b"<html" in gzip.decompress(page.content)


def test_vietnamese_is_the_language_whatever_the_browser_asks_for(db):
    page = Client(headers={"Accept-Language": "en-US,en"}).get("/dang-nhap/")
    assert page.headers["Content-Language"] == "vi"
    assert '<html lang="vi">' in page.content.decode()


def test_english_is_there_on_request_and_stays(db):
    client = Client()
    client.post("/ngon-ngu/", {"language": "en", "next": "/dang-nhap/"})
    page = client.get("/dang-nhap/").content.decode()
    assert '<html lang="en">' in page
    assert "Sign in" in page
    assert "Đăng nhập" not in page


@pytest.mark.parametrize("chosen", ["xx", "../en", ""])
def test_an_unknown_language_is_vietnamese(chosen):
    request = RequestFactory().get("/")
    request.COOKIES["django_language"] = chosen
    answer = chosen_language(content_policy(errors.failed))(request)
    assert "Hệ thống gặp lỗi" in answer.content.decode()


def test_the_language_form_never_leads_to_another_server(db):
    answer = Client().post("/ngon-ngu/", {"language": "en", "next": "https://example.com/"})
    assert not answer.url.startswith("http")


def test_a_page_that_is_not_there_keeps_the_menu(sign_in):
    answer = sign_in("BCA").get("/khong-co/")
    assert answer.status_code == 404
    assert "Địa chỉ này không có" in answer.content.decode()
    assert 'href="/ke-hoach/"' in answer.content.decode()


def test_our_own_fault_is_told_without_the_database():
    answer = errors.failed(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "Lỗi đã được ghi lại" in answer.content.decode()


def test_a_crash_gives_that_page(sign_in, monkeypatch):
    client = sign_in("BCA")
    client.raise_request_exception = False
    monkeypatch.setattr("dutdiem.documents.queries.listed", lambda *_, **__: 1 / 0)
    answer = client.get("/van-ban/")
    assert answer.status_code == 500
    assert "Hệ thống gặp lỗi" in answer.content.decode()


def test_too_many_requests_are_told_to_wait(db):
    request = RequestFactory().get("/")
    assert "chờ vài phút" in errors.too_many(request).content.decode()
