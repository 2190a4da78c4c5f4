"""The pages of figures: a unit's indicators, one indicator over the units below, completeness, the trace."""

import re
from html import unescape

import pytest

from dutdiem.catalogue.models import Target

pytestmark = pytest.mark.django_db


def shown(client, **asked):
    answer = client.get("/so-lieu/", asked)
    assert answer.status_code == 200
    return words(answer)


def words(answer):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def test_a_unit_shows_value_target_last_year_change_and_completeness(sign_in, reported):
    page = shown(sign_in("BCA"), unit="BCA", period="2025-08")
    assert "Tỷ lệ điều tra, khám phá tội phạm 75,00 % ≥ 80 chưa đạt còn cách 5 40,00 ▲ 35,00 điểm % 50,0 %" in page


def test_a_unit_below_is_held_against_the_target_of_its_superior(sign_in, reported):
    page = shown(sign_in("T31A"), unit="T31A", period="2025-08")
    assert "75,00 % ≥ 80 chưa đạt còn cách 5 của cấp trên" in page


def test_the_drill_down_leads_from_the_nation_to_the_commune(sign_in, reported):
    client = sign_in("BCA")
    nation = client.get("/so-lieu/", {"unit": "BCA", "period": "2025-08", "measure": "clear_up_rate"}).content.decode()
    province = re.search(r'href="(/so-lieu/\?unit=T31A[^"]*measure=clear_up_rate)"', nation)[1].replace("&amp;", "&")
    commune = re.search(r'href="(/so-lieu/\?unit=C3[^"]*measure=clear_up_rate)"', client.get(province).content.decode())[1].replace(
        "&amp;", "&"
    )
    assert "Công an phường Hồng Lê" in client.get(commune).content.decode()


def test_units_stand_by_rank_and_those_without_figures_last(sign_in, reported):
    page = shown(sign_in("BCA"), unit="BCA", period="2025-06", measure="clear_up_rate")
    order = [
        page.index(name)
        for name in ("Công an thành phố Hải Phòng 1 /2", "Công an tỉnh Hải Dương 2 /2", "Công an thành phố Hà Nội –")
    ]
    assert order == sorted(order)


def test_todays_structure_puts_the_past_under_todays_units(sign_in, reported):
    page = (
        sign_in("BCA")
        .get("/so-lieu/", {"unit": "BCA", "period": "2025-06", "structure": "today", "measure": "clear_up_rate"})
        .content.decode()
    )
    assert "unit=T31A&amp;" in page
    assert "unit=T30&amp;" not in page


def test_a_unit_that_the_structure_does_not_have_is_told_with_what_to_do(sign_in, reported):
    page = shown(sign_in("BCA"), unit="T30", period="2025-08")
    assert "Cơ cấu ngày 31/08/2025 không có đơn vị này; chọn kỳ khác" in page


def test_the_course_of_the_year_is_drawn_and_stands_in_a_table(sign_in, reported):
    page = sign_in("BCA").get("/so-lieu/", {"unit": "BCA", "period": "2025", "measure": "clear_up_rate"}).content.decode()
    assert "data-chart='" in page
    assert '"name": "2025"' in page
    table = words(sign_in("BCA", "leader").get("/so-lieu/", {"unit": "BCA", "period": "2025", "measure": "clear_up_rate"}))
    assert "Tháng 6 " in table
    assert "60,00" in table


def test_the_trace_leads_down_to_the_submission_and_the_passage(sign_in, reported, paper):
    text = "Tỷ lệ khám phá đạt từ 80 % trở lên."
    document, start = paper(text, symbol="12-NQ/TW"), text.index("đạt")
    Target.objects.update(document=document, start=start, end=len(text) - 1, period="2025-08")
    page = sign_in("BCA").get("/so-lieu/nguon/", {"unit": "BCA", "period": "2025-08", "measure": "clear_up_rate"}).content.decode()
    assert f'href="/van-ban/{document.pk}/?at={start}-{len(text) - 1}#at"' in page
    assert '<mark lang="vi">đạt từ 80 % trở lên</mark>' in page
    assert "[Số vụ đã khám phá] / [Số vụ] × 100" in page
    assert "đã duyệt" in page
    assert "thử, " in page
    assert "Công an phường Hồng Lê" in page


@pytest.mark.parametrize(
    ("account", "opens"),
    [
        ("BCA", {"BCA", "T01", "T31A", "C3", "C4"}),
        ("T01", {"T01", "C4"}),
        ("T31A", {"T31A", "C3"}),
        ("C4", {"C4"}),
        ("V01", {"V01"}),
    ],
)
def test_an_account_sees_the_figures_of_its_own_subtree_and_no_others(sign_in, reported, account, opens):
    client = sign_in(account)
    for code in ("BCA", "V01", "T01", "T31A", "C3", "C4"):
        asked = {"unit": code, "period": "2025-08"}
        expected = 200 if code in opens or (account == "BCA" and code == "V01") else 403
        assert client.get("/so-lieu/", asked).status_code == expected, code
        assert client.get("/so-lieu/", asked | {"measure": "clear_up_rate"}).status_code == expected, code
        assert client.get("/so-lieu/nguon/", asked | {"measure": "clear_up_rate"}).status_code == expected, code
        assert client.get("/so-lieu/chu-yeu/", asked).status_code == expected, code
        assert client.get("/so-lieu/bao-cao/", asked).status_code == expected, code


@pytest.mark.parametrize(
    "asked",
    [{"period": "2025-13"}, {"period": "<script>"}, {"measure": "khong_co"}, {"measure": "<script>alert(1)</script>"}],
)
def test_what_cannot_be_is_a_plain_sentence(sign_in, reported, asked):
    answer = sign_in("BCA").get("/so-lieu/", asked)
    assert answer.status_code == 404
    assert "<script>" not in answer.content.decode()


def test_without_any_figures_the_page_says_so(sign_in, catalogue):
    client = sign_in("BCA")
    assert "Chưa có số liệu nào được tổng hợp" in shown(client)
    for address in ("/so-lieu/chu-yeu/", "/so-lieu/bao-cao/", "/so-lieu/nguon/"):
        assert client.get(address).status_code == 200


def test_it_opens_at_the_viewers_unit_and_the_year_so_far(sign_in, reported):
    page = shown(sign_in("T31A"))
    assert "Công an thành phố Hải Phòng" in page
    assert "8 tháng đầu năm 2025" in page


def test_who_has_reported_is_told_and_who_has_not(sign_in, reported):
    page = words(sign_in("BCA").get("/so-lieu/bao-cao/", {"unit": "BCA"}))
    assert "1 trên 2 báo cáo" in page
    assert "Công an thành phố Hà Nội thiếu 1" in page
    ward = words(sign_in("C4").get("/so-lieu/bao-cao/", {"unit": "C4"}))
    assert "chưa gửi" in ward
    assert "hạn gửi" in ward


def test_pieces_for_htmx_are_pieces(sign_in, reported):
    client = sign_in("BCA")
    for address in ("/so-lieu/chu-yeu/", "/so-lieu/bao-cao/"):
        assert "<html" not in client.get(address, headers={"HX-Request": "true"}).content.decode()
        assert "<html" in client.get(address).content.decode()


def test_a_page_asks_the_database_a_dozen_times_at_most(sign_in, reported, django_assert_max_num_queries):
    client = sign_in("BCA")
    for address in (
        "/so-lieu/?unit=BCA&period=2025-08",
        "/so-lieu/?unit=BCA&period=2025-08&measure=clear_up_rate",
        "/so-lieu/chu-yeu/?unit=BCA",
        "/so-lieu/bao-cao/?unit=BCA",
        "/so-lieu/nguon/?unit=BCA&period=2025-08&measure=clear_up_rate",
    ):
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200


def test_a_period_that_is_none_is_told_in_the_language_of_the_page(reported, sign_in):
    client = sign_in("BCA")
    assert "Không đọc được kỳ “2025-13”" in client.get("/so-lieu/?period=2025-13").content.decode()
    client.cookies["django_language"] = "en"
    assert "The period “2025-13” cannot be read" in client.get("/so-lieu/?period=2025-13").content.decode()
