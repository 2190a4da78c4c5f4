"""The overview: what is red, whose it is, since when, what blocks it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from dutdiem.access.actions import open_account
from dutdiem.documents.models import Proposal
from dutdiem.oversight.models import Obstacle
from dutdiem.units.models import Unit


@pytest.fixture
def late(work):
    today = timezone.localdate()
    shared = work("Quán triệt nghị quyết", "BCA", deadline=today - timedelta(days=30))
    for code in ("T01", "T31A"):
        work("Quán triệt nghị quyết", code, kind="subtask", parent=shared, deadline=today - timedelta(days=30))
    blocked = work("Xây trụ sở", "H01", deadline=today - timedelta(days=5))
    for title, days in (("Chưa có quỹ đất", 20), ("Chưa có vốn", 10)):
        raised = today - timedelta(days=days)
        Obstacle.objects.create(task=blocked, unit=Unit.objects.get(code="H01"), title=title, raised_on=raised, kind="premises")
    return {"shared": shared, "blocked": blocked}


def test_it_names_what_is_red_whose_it_is_since_when_and_what_blocks_it(sign_in, late):
    page = sign_in("BCA").get("/").content.decode()
    table = page[page.index('id="qua-han"') : page.index("</section>", page.index('id="qua-han"'))]
    assert table.index("Quán triệt nghị quyết") < table.index("Xây trụ sở"), "the oldest first"
    assert table.count("Quán triệt nghị quyết") == 1, "a task that was fanned out stands once"
    assert "2 đơn vị chậm" in table
    assert "Cục Kế hoạch và tài chính" in table
    assert (timezone.localdate() - timedelta(days=5)).strftime("%d/%m/%Y") in table
    assert "quá hạn 30 ngày" in table
    assert "Chưa có quỹ đất" in table, "the obstacle that has waited longest"


def test_a_province_sees_its_own_part(sign_in, late):
    page = sign_in("T01").get("/").content.decode()
    assert "Công an thành phố Hà Nội" in page
    assert "Quán triệt nghị quyết" in page
    assert "Xây trụ sở" not in page
    assert "Chưa có quỹ đất" not in page


def test_it_counts_open_proposals_and_obstacles(sign_in, late, paper):
    document = paper("văn bản", symbol="27-CTr/TU")
    for number in range(3):
        Proposal.objects.create(document=document, kind="task", start=number, end=number + 1, facts={"title": "x"})
    page = sign_in("BCA").get("/").content.decode()
    assert "27-CTr/TU" in page
    assert '<b class="nowrap">3</b>' in page
    assert "chờ 20 ngày" in page


def test_the_figures_follow_by_htmx_and_by_a_link_without_it(sign_in):
    page = sign_in("T01").get("/").content.decode()
    assert 'hx-get="/so-lieu/chu-yeu/?unit=T01"' in page
    assert '<a href="/so-lieu/chu-yeu/?unit=T01">' in page


def test_an_account_of_a_unit_that_ended_opens_at_its_successor(sign_in):
    assert "Công an thành phố Hải Phòng" in sign_in("T30").get("/").content.decode()


def test_an_account_without_any_role_sees_an_empty_overview(tree, client, late):
    client.force_login(open_account(tree, "moi", "Người mới", "x"), "django.contrib.auth.backends.ModelBackend")
    page = client.get("/").content.decode()
    assert "Không có nhiệm vụ nào quá hạn" in page
    assert "Xây trụ sở" not in page


@pytest.mark.parametrize("account", ["BCA", "T01", "C4"])
def test_it_asks_the_database_a_dozen_times_at_most(sign_in, late, account, django_assert_max_num_queries):
    client = sign_in(account)
    with django_assert_max_num_queries(12):
        client.get("/")


def test_it_tells_what_the_week_brought_and_what_has_no_deadline(sign_in, work, tree):
    today = timezone.localdate()
    for days in (0, 1, 7, 8):
        work(f"Hạn {days} ngày trước", "T01", deadline=today - timedelta(days=days))
    work("Xong tuần này", "T01", state="done", deadline=today, handed_in_on=today - timedelta(days=6))
    work("Xong tuần trước", "T01", state="done", deadline=today, handed_in_on=today - timedelta(days=7))
    work("Không hạn", "T01")
    Obstacle.objects.create(unit=Unit.objects.get(code="T01"), title="Mới nêu", raised_on=today, kind="law")
    for account in ("BCA", "T01"):
        page = sign_in(account).get("/").content.decode()
        told = page[page.index('id="tuan-qua"') : page.index("</section>", page.index('id="tuan-qua"'))]
        for words in ("<b>2</b> mới quá hạn", "<b>1</b> hoàn thành", "<b>1</b> vướng mắc mới nêu"):
            assert words in told, words
        assert '<a href="/ke-hoach/?time=undated"><span class="figure">1</span>' in page


@pytest.fixture
def mixed(work):
    """A province's own overdue work and what was ordered from above, in one tree; a ward's own work below it."""
    long_ago = timezone.localdate() - timedelta(days=9)
    unit = {code: Unit.objects.get(code=code) for code in ("T01", "C4", "T31A")}
    above = work("Việc Bộ giao", "T01", deadline=long_ago)
    own = work("Việc Hà Nội tự đặt", "C4", owner=unit["T01"], internal=True, deadline=long_ago)
    work("Việc phường tự đặt", "C4", owner=unit["C4"], deadline=long_ago)
    work("Việc Hải Phòng tự đặt", "T31A", owner=unit["T31A"], deadline=long_ago)
    raised = timezone.localdate() - timedelta(days=2)
    Obstacle.objects.create(task=own, unit=unit["C4"], title="Thiếu xe tuần tra", raised_on=raised, kind="premises")
    return above


def red_of(client, address):
    page = client.get(address).content.decode()
    return page[page.index('id="qua-han"') : page.index("</section>", page.index('id="qua-han"'))]


@pytest.mark.both
@pytest.mark.parametrize("role", ["leader", "staff"])
def test_a_provinces_overview_shows_its_own_and_what_came_from_above_in_one(sign_in, mixed, role):
    table = red_of(sign_in("T01", role), "/")
    assert all(title in table for title in ("Việc Bộ giao", "Việc Hà Nội tự đặt", "Việc phường tự đặt"))
    assert "Thiếu xe tuần tra" in table and "quá hạn 9 ngày" in table
    assert "Hải Phòng" not in table


@pytest.mark.both
def test_its_own_and_what_came_from_above_are_told_apart_by_a_visible_choice(sign_in, mixed):
    client = sign_in("T01", "leader")
    page = client.get("/").content.decode()
    assert 'href="/?cua=rieng"' in page and 'href="/?cua=tren"' in page
    own, above = red_of(client, "/?cua=rieng"), red_of(client, "/?cua=tren")
    assert "Việc Hà Nội tự đặt" in own and "Việc phường tự đặt" in own and "Việc Bộ giao" not in own
    assert "Việc Bộ giao" in above and "tự đặt" not in above
    listed = client.get("/nhiem-vu/?time=overdue&whose=own").content.decode()
    assert "Việc Hà Nội tự đặt" in listed and "Việc Bộ giao" not in listed


def test_a_ward_has_the_same_overview_of_its_own(sign_in, mixed):
    client = sign_in("C4", "leader")
    assert "Việc phường tự đặt" in red_of(client, "/?cua=rieng")
    assert "Việc Hà Nội tự đặt" in red_of(client, "/?cua=tren"), "what its province set for it came from above"


def test_the_ministry_does_not_see_what_a_province_keeps_internal(sign_in, mixed):
    table = red_of(sign_in("BCA"), "/")
    assert "Việc Hải Phòng tự đặt" in table and "Việc Hà Nội tự đặt" not in table


@pytest.mark.parametrize("address", ["/", "/?cua=rieng", "/?cua=tren"])
def test_the_overview_of_a_province_asks_at_most_twelve_questions(sign_in, mixed, django_assert_max_num_queries, address):
    client = sign_in("T01", "leader")
    client.get(address)
    with django_assert_max_num_queries(12):
        client.get(address)
