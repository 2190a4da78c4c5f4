"""A unit's page: then and now, its work, what is below; only within the account's reach."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from dutdiem.oversight.models import Obstacle
from dutdiem.plans.models import Coordination
from dutdiem.units.models import Unit, UnitVersion


def page_of(client, code):
    answer = client.get(f"/don-vi/{code}/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("account", "found"),
    [
        ("BCA", {"BCA", "V01", "T01", "T31A", "T30", "C3", "C4", "D1"}),
        ("T01", {"T01", "C4"}),
        ("T31A", {"T31A", "C3"}),
        ("C4", {"C4"}),
        ("V01", {"V01"}),
    ],
)
def test_an_account_opens_its_own_unit_and_those_below_and_no_other(sign_in, account, found):
    client = sign_in(account)
    everybody = ("BCA", "V01", "T01", "T31A", "T30", "C3", "C4", "D1")
    assert {code for code in everybody if client.get(f"/don-vi/{code}/").status_code == 200} == found


def test_a_unit_that_ended_says_so_and_leads_to_its_successor(sign_in):
    page = page_of(sign_in("BCA"), "T30")
    assert "kết thúc ngày 30/06/2025" in page
    assert 'href="/don-vi/T31A/"' in page
    assert "sáp nhập, 01/07/2025" in page


def test_a_unit_shows_whose_it_was_and_what_it_came_from(sign_in):
    page = page_of(sign_in("BCA"), "C4")
    assert "Công an phường Lê Chân" in page
    assert "60,0 %" in page
    assert "tỷ lệ tạm tính" in page
    past = page_of(sign_in("BCA", "leader"), "C1")
    assert "01/01/2000 – 28/02/2025" in past
    assert "Công an huyện Ninh Giang" in past


def test_it_shows_what_the_unit_leads_and_helps_with_and_what_is_in_its_way(sign_in, work):
    today = timezone.localdate()
    work("Việc quá hạn", "T01", deadline=today - timedelta(days=4))
    helped = work("Việc của cục", "H01")
    Coordination.objects.create(task=helped, unit=Unit.objects.get(code="T01"))
    Obstacle.objects.create(
        unit=Unit.objects.get(code="T01"), title="Thiếu trụ sở", raised_on=today - timedelta(days=9), kind="premises"
    )
    page = page_of(sign_in("T01"), "T01")
    for words in ("Việc quá hạn", "quá hạn 4 ngày", "Việc của cục", "Thiếu trụ sở", "9 ngày chưa giải quyết"):
        assert words in page


def test_the_tiles_add_up_to_all_that_the_unit_leads(sign_in, work):
    day = timezone.localdate()
    for days, state in (
        (-3, "in_progress"),
        (9, "not_started"),
        (9, "done"),
        (None, "in_progress"),
        (9, "suspended"),
        (9, "cancelled"),
    ):
        handed = {"handed_in_on": day} if state == "done" else {}
        work(f"Việc {state} {days}", "V01", state=state, deadline=day + timedelta(days=days) if days else None, **handed)
    tiles = re.findall(r'"figure">([^<]+)</span> <span class="what">([^<]+)', page_of(sign_in("V01"), "V01"))
    (total, _led), *parts = [(int(figure), what) for figure, what in tiles[:6]]
    assert [what for _, what in parts] == ["quá hạn", "đang trong hạn", "đã hoàn thành", "chưa có thời hạn", "tạm dừng, đã hủy"]
    assert total == sum(figure for figure, _ in parts) == 6


def test_the_units_below_are_paged(sign_in, tree):
    parent = Unit.objects.get(code="V01")
    for number in range(130):
        made = Unit.objects.create(code=f"N{number:03d}")
        UnitVersion.objects.create(
            unit=made,
            parent=parent,
            name=f"Đội {number:03d}",
            level="commune",
            path=f"BCA/V01/{made.code}",
            valid_from="2020-01-01",
        )
    client = sign_in("V01")
    first = page_of(client, "V01")
    assert "Đội 059" in first
    assert "Đội 060" not in first
    assert "Đội 060" in client.get("/don-vi/V01/?after=N059").content.decode()


def test_names_are_shown_as_text(sign_in, tree):
    UnitVersion.objects.filter(unit__code="C4").update(name="<script>alert(1)</script>")
    page = page_of(sign_in("T01"), "C4")
    assert "<script>alert(1)" not in page


def test_an_unknown_unit_is_a_plain_sentence(sign_in):
    answer = sign_in("BCA").get("/don-vi/KHONG/")
    assert answer.status_code == 404
    assert "Không có đơn vị mã “KHONG”" in answer.content.decode()


def test_the_page_asks_the_database_a_dozen_times_at_most(sign_in, work, django_assert_max_num_queries):
    client = sign_in("BCA")
    for number in range(12):
        work(f"Việc {number}", "T01")
    for code in ("BCA", "T01", "C4", "T30"):
        with django_assert_max_num_queries(12):
            client.get(f"/don-vi/{code}/")
