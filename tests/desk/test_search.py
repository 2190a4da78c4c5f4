"""The one box: without marks, never more than one may see."""

import pytest
from django.utils import timezone

from dutdiem.oversight.models import Obstacle
from dutdiem.units.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def things(catalogue, work, paper):
    paper("x", symbol="12-NQ/TW", title="Về đào tạo cán bộ")
    work("Lập đề án đào tạo", "T01")
    work("Đào tạo ở Hải Phòng", "T31A")
    Obstacle.objects.create(title="Chưa có thầy dạy", unit=Unit.objects.get(code="T01"), raised_on=timezone.localdate())


def page(client, words, **more):
    return client.get("/tim/", {"q": words, **more}).content.decode()


def test_words_are_found_without_marks_and_with_d_for_đ(sign_in, things):
    shown = page(sign_in("BCA"), "DAO tao")
    for title in ("Về đào tạo cán bộ", "Lập đề án đào tạo", "Đào tạo ở Hải Phòng"):
        assert title in shown
    assert "Chưa có thầy dạy" in page(sign_in("BCA", "leader"), "thay day")


def test_units_are_found_by_name_and_code_indicators_by_name(sign_in, things):
    client = sign_in("BCA")
    assert 'href="/don-vi/C4/"' in page(client, "ba dinh")
    assert 'href="/don-vi/C4/"' in page(client, "c4")
    assert "Tỷ lệ điều tra, khám phá tội phạm" in page(client, "kham pha")


def test_a_unit_stands_before_the_tasks_that_bear_its_name(sign_in, work):
    work("Quán triệt nghị quyết", "T01", lead_text="Công an thành phố Hà Nội")
    shown = page(sign_in("BCA"), "ha noi")
    assert shown.index('href="/don-vi/T01/"') < shown.index("Quán triệt nghị quyết")


def test_nothing_is_found_that_one_may_not_see(sign_in, things):
    shown = page(sign_in("T01"), "dao tao")
    assert "Lập đề án đào tạo" in shown
    assert "Hải Phòng" not in shown
    assert "/don-vi/T31A/" not in page(sign_in("T01", "leader"), "hai phong")
    assert "Chưa có thầy dạy" not in page(sign_in("T31A"), "thay day")


def test_all_of_a_kind_page_by_page(sign_in, work, tree):
    for number in range(55):
        work(f"Việc giống nhau {number:02d}", "T01")
    client = sign_in("BCA")
    few = page(client, "giong nhau")
    assert few.count("Việc giống nhau") == 5
    assert "kind=tasks" in few
    first = page(client, "giong nhau", kind="tasks")
    assert first.count("Việc giống nhau") == 50
    after = first.split("after=")[1].split('"')[0].replace("&amp;", "&")
    assert client.get(f"/tim/?q=giong+nhau&kind=tasks&after={after}").content.decode().count("Việc giống nhau") == 5


@pytest.mark.parametrize("words", ["", "   ", "%", "_", "'", "<script>", "a" * 500, "một hai ba bốn năm sáu bảy tám chín mười"])
def test_odd_words_find_nothing_and_break_nothing(sign_in, things, words):
    answer = sign_in("BCA").get("/tim/", {"q": words})
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode()


def test_the_box_stands_on_every_page(sign_in, things):
    client = sign_in("BCA")
    for address in ("/", "/ke-hoach/", "/van-ban/", "/tai-khoan-khong-co/"):
        assert 'action="/tim/"' in client.get(address).content.decode()


@pytest.mark.parametrize("account", ["BCA", "T01"])
@pytest.mark.parametrize("kind", ["", "tasks", "units"])
def test_it_asks_the_database_a_dozen_times_at_most(sign_in, things, account, kind, django_assert_max_num_queries):
    client = sign_in(account)
    with django_assert_max_num_queries(12):
        page(client, "a", kind=kind)
