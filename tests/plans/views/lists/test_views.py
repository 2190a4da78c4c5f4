"""The views of the tasks: what each shows, narrowed to what the account may see, with its filters in the address."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.db.models import Count
from django.utils import timezone

from dutdiem.plans.models import Coordination, Dependency, SavedFilter, Task
from dutdiem.plans.rules import count
from dutdiem.units.models import Unit

VIEWS = ["/nhiem-vu/", "/nhiem-vu/theo-trang-thai/", "/nhiem-vu/tien-trinh/", "/nhiem-vu/lich/"]
HOSTILE = '"><script>alert(1)</script>'


def unit(code):
    return Unit.objects.get(code=code)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def plan(work, today):
    """Work of the ministry, of two provinces, a ward, and one that Hà Nội only coordinates; all due this month."""
    first = today.replace(day=1)
    made = {
        "ministry": work("Đề án của Bộ", "H01", deadline=first, percent=10),
        "hanoi": work("Việc của Hà Nội", "T01", deadline=first + timedelta(days=20), percent=50, state="in_progress"),
        "ward": work("Việc của phường", "C4", deadline=first + timedelta(days=20), starts_on=first),
        "haiphong": work("Việc của Hải Phòng", "T31A", deadline=first + timedelta(days=20), state="done", handed_in_on=first),
        "helped": work("Việc Hà Nội phối hợp", "V01", owner=unit("BCA"), deadline=first + timedelta(days=20)),
        "beside": work("Việc khác của Văn phòng", "V01", owner=unit("BCA"), deadline=first + timedelta(days=20)),
    }
    Coordination.objects.create(task=made["helped"], unit=unit("T01"))
    return made


def seen(page):
    return {int(key) for key in re.findall(r'href="/ke-hoach/(\d+)/"', page)}


@pytest.mark.parametrize("address", VIEWS)
@pytest.mark.parametrize(
    ("account", "found"),
    [
        ("BCA", {"ministry", "hanoi", "ward", "haiphong", "helped", "beside"}),
        ("T01", {"hanoi", "ward", "helped"}),
        ("C4", {"ward"}),
        ("V01", {"helped", "beside"}),
    ],
)
def test_every_view_shows_what_the_account_may_see_and_no_more(sign_in, plan, address, account, found):
    page = sign_in(account).get(address, {"month": f"{plan['ministry'].deadline:%Y-%m}"}).content.decode()
    days = re.findall(r"since=\d", page)
    assert seen(page) <= {plan[name].pk for name in found}
    assert seen(page) == {plan[name].pk for name in found} or days, "a full day leads to the rest of it"


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"search": "ha noi"}, {"hanoi", "helped"}),
        ({"under": "T01"}, {"hanoi", "ward"}),
        ({"helper": "T01"}, {"helped"}),
        ({"owner": "BCA"}, {"helped", "beside"}),
        ({"kind": "task", "state": "in_progress", "lead": "T01"}, {"hanoi"}),
        ({"kind": "objective"}, set()),
        ({"under": "không có"}, set()),
        ({"document": "999"}, set()),
    ],
)
@pytest.mark.parametrize("address", VIEWS[:3])
def test_a_filter_in_the_address_narrows_every_view(sign_in, plan, address, filters, found):
    assert seen(sign_in("BCA").get(address, filters).content.decode()) == {plan[name].pk for name in found}


def test_days_narrow_by_the_deadline_however_they_are_written(sign_in, plan):
    client, day = sign_in("BCA"), plan["ministry"].deadline
    for words in (day.isoformat(), f"{day:%d/%m/%Y}"):
        assert seen(client.get("/nhiem-vu/", {"since": words, "until": words}).content.decode()) == {plan["ministry"].pk}


@pytest.mark.parametrize(
    "filters",
    [{"since": "31/02/2025"}, {"document": "x"}, {"sort": HOSTILE}, {"month": "2025-13"}, {"after": "~~~"}, {"only": "?"}],
)
@pytest.mark.parametrize("address", VIEWS)
def test_what_makes_no_sense_in_the_address_is_as_if_it_were_not(sign_in, plan, address, filters):
    answer = sign_in("BCA").get(address, filters)
    assert answer.status_code == 200
    assert HOSTILE not in answer.content.decode()


@pytest.mark.parametrize("address", [*VIEWS, "/nhiem-vu/theo-don-vi/", "/nhiem-vu/theo-van-ban/"])
def test_hostile_words_stay_words(sign_in, work, paper, address, today):
    work(HOSTILE, "V01", deadline=today, document=paper("x", symbol=HOSTILE, title=HOSTILE), lead_text=HOSTILE)
    page = sign_in("BCA").get(address, {"search": HOSTILE[:9], "lead": HOSTILE, "under": ""}).content.decode()
    page += sign_in("BCA", "leader").get(address).content.decode()
    assert HOSTILE not in page


@pytest.mark.parametrize(
    ("sort", "order"),
    [("deadline", ["ministry", "hanoi"]), ("-percent", ["hanoi", "ministry"]), ("lead", ["ministry", "hanoi"])],
)
def test_the_table_is_sorted_as_asked(sign_in, plan, sort, order):
    page = sign_in("BCA").get("/nhiem-vu/", {"sort": sort}).content.decode()
    places = [page.index(f'href="/ke-hoach/{plan[name].pk}/"') for name in order]
    assert places == sorted(places)


@pytest.mark.parametrize("sort", ["", "deadline", "-deadline", "lead", "percent", "-percent"])
def test_every_order_is_paged_without_loss(sign_in, work, today, sort):
    made = {
        work(f"Việc {n}", ["V01", "H01", None][n % 3], deadline=today + timedelta(days=n % 7) if n % 4 else None, percent=n % 5).pk
        for n in range(115)
    }
    client, address, found = sign_in("BCA"), f"/nhiem-vu/?sort={sort}", []
    while address:
        page = client.get(address).content.decode()
        found += [int(key) for key in re.findall(r'href="/ke-hoach/(\d+)/"', page)]
        match = re.search(r'<a href="([^"]+)" rel="next"', page)
        address = match[1].replace("&amp;", "&") if match else None
    assert sorted(found) == sorted(made)


def test_the_board_has_a_column_a_state_and_tells_the_rest_as_a_number(sign_in, work):
    for number in range(25):
        work(f"Việc {number}", "V01")
    work("Đã dừng", "V01", state="suspended")
    page = sign_in("BCA").get("/nhiem-vu/theo-trang-thai/").content.decode()
    assert len(seen(page)) == 20
    assert "xem cả 25" in page
    assert "tạm dừng: 1" in page


def test_the_calendar_counts_a_day_and_goes_from_month_to_month(sign_in, work, today):
    day = today.replace(day=15)
    for number in range(5):
        work(f"Việc {number}", "V01", deadline=day)
    client = sign_in("BCA")
    page = client.get("/nhiem-vu/lich/").content.decode()
    assert len(seen(page)) == 3
    assert f"since={day}&amp;until={day}" in page
    after = re.search(r'<a href="([^"]+)" rel="next"', page)[1].replace("&amp;", "&")
    assert not seen(client.get(f"/nhiem-vu/lich/{after}").content.decode())


def test_the_timeline_draws_what_waits_for_what_and_marks_the_critical_path(sign_in, plan, today):
    Dependency.objects.create(task=plan["hanoi"], after=plan["ward"])
    client = sign_in("BCA")
    page = client.get("/nhiem-vu/tien-trinh/").content.decode()
    assert page.count('class="arrow is-critical"') == 1
    assert len(re.findall(r'class="bar is-\w+ is-critical"', page)) == 2
    assert re.search(r'<text class="whose"[^>]+>Công an thành phố Hà Nội</text>', page), "many are given the same in the same words"
    assert "style=" not in page
    critical = client.get("/nhiem-vu/tien-trinh/?only=critical").content.decode()
    assert seen(critical) == {plan["hanoi"].pk, plan["ward"].pk}


def test_a_dependency_on_what_one_may_not_see_is_not_told(sign_in, plan):
    Dependency.objects.create(task=plan["helped"], after=plan["beside"])
    client = sign_in("T01")
    page = (
        client.get("/nhiem-vu/tien-trinh/").content.decode() + client.get(f"/ke-hoach/{plan['helped'].pk}/thu-tu/").content.decode()
    )
    assert f"/ke-hoach/{plan['beside'].pk}/" not in page
    assert "khác của Văn phòng" not in page


def test_each_unit_counts_with_all_below_it(sign_in, plan):
    client = sign_in("BCA")
    page = client.get("/nhiem-vu/theo-don-vi/").content.decode()
    row = re.search(r'under=T01">Công an thành phố Hà Nội</a></th>\s*<td[^>]*><a[^>]*>(\d+)<', page)
    assert row and row[1] == "2"
    below = client.get("/nhiem-vu/theo-don-vi/?under=T01").content.decode()
    assert "Công an phường Ba Đình" in below
    assert sign_in("T31A").get("/nhiem-vu/theo-don-vi/?under=T01").status_code == 404


def test_work_that_nobody_leads_is_told_at_the_top(sign_in, work):
    work("Chưa giao ai")
    assert "Chưa giao, hoặc giao cho đơn vị không còn" in sign_in("BCA").get("/nhiem-vu/theo-don-vi/").content.decode()


def test_a_task_that_two_documents_order_counts_in_both_and_a_document_of_others_is_not_listed(sign_in, work, paper):
    one, other, foreign = paper("Một", symbol="01-NQ"), paper("Hai", symbol="02-KH"), paper("Ba", symbol="03-KH")
    task = work("Việc", "T01", document=one)
    task.derivations.create(document=other, start=0, end=1)
    work("Việc khác", "T31A", document=foreign)
    page = sign_in("T01").get("/nhiem-vu/theo-van-ban/").content.decode()
    assert re.findall(r"document=(\d+)\"", page) == [str(other.pk), str(one.pk)]
    assert "03-KH" not in page
    assert seen(sign_in("BCA").get(f"/nhiem-vu/?document={other.pk}").content.decode()) == {task.pk}


def test_the_export_has_every_row_that_is_asked_for_and_no_more(sign_in, plan, work):
    for number in range(120):
        work(f"=Việc {number}", "C4")
    client = sign_in("T01")
    answer = client.get("/nhiem-vu/xuat.csv?under=T01&sort=deadline")
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert len(rows) == 122
    assert rows[0]["Đơn vị chủ trì"] == "Công an thành phố Hà Nội"
    assert rows[-1]["Nhiệm vụ"].startswith("'=Việc")
    assert "attachment" in answer["Content-Disposition"]
    assert client.get("/nhiem-vu/xuat.pdf").status_code == 404


def test_the_export_speaks_the_readers_language(sign_in, plan):
    client = sign_in("BCA")
    client.post("/ngon-ngu/", {"language": "en", "next": "/"})
    text = b"".join(client.get("/nhiem-vu/xuat.csv").streaming_content).decode()
    assert "in progress" in text
    assert "đang thực hiện" not in text


def test_a_filter_is_kept_under_a_name_and_leads_back(sign_in, plan):
    client = sign_in("T01")
    answer = client.post("/nhiem-vu/bo-loc/?view=board&time=soon&lead=T01", {"name": "Việc gấp", "of": ""})
    assert answer.headers["Location"] == "/nhiem-vu/theo-trang-thai/?time=soon&lead=T01"
    page = client.get("/nhiem-vu/").content.decode()
    assert 'href="/nhiem-vu/theo-trang-thai/?time=soon&amp;lead=T01"' in page
    again = client.post("/nhiem-vu/bo-loc/?view=board&time=soon", {"name": "Việc gấp", "of": ""}).content.decode()
    assert "Đã có bộ lọc tên" in again
    kept = SavedFilter.objects.get()
    assert sign_in("T31A").post(f"/nhiem-vu/bo-loc/{kept.pk}/bo/").status_code == 404
    assert client.post(f"/nhiem-vu/bo-loc/{kept.pk}/bo/").status_code == 302
    assert not SavedFilter.objects.exists()


def test_what_a_task_waits_for_is_written_and_refused_beside_the_field(sign_in, plan):
    client, task, other = sign_in("BCA"), plan["helped"], plan["beside"]
    assert client.post(f"/ke-hoach/{task.pk}/thu-tu/", {"act": "add", "after": other.pk}).status_code == 302
    made = Dependency.objects.get()
    page = client.post(f"/ke-hoach/{other.pk}/thu-tu/", {"act": "add", "after": task.pk}).content.decode()
    assert "vòng tròn" in page
    assert client.post(f"/ke-hoach/{task.pk}/thu-tu/", {"act": "drop", "dependency": made.pk}).status_code == 302
    assert not Dependency.objects.exists()


@pytest.mark.parametrize("account", ["BCA", "T01"])
@pytest.mark.parametrize("address", [*VIEWS, "/nhiem-vu/theo-don-vi/", "/nhiem-vu/theo-van-ban/", "/nhiem-vu/xuat.csv"])
def test_a_view_asks_the_database_a_dozen_times_at_most(sign_in, plan, account, address, django_assert_max_num_queries):
    client = sign_in(account)
    Dependency.objects.create(task=plan["hanoi"], after=plan["helped"])
    filters = {"under": "T01", "search": "viec", "sort": "deadline", "below": "", "kind": "task"}
    for sent in ({}, filters):
        with django_assert_max_num_queries(12):
            answer = client.get(address, sent)
            assert answer.status_code == 200
            if answer.streaming:
                assert b"".join(answer.streaming_content)


def test_counts_in_the_database_are_those_of_the_rule(work, today):
    from dutdiem.plans.queries.listing import cell_on, counts_of

    days = [None, *(today + timedelta(days=n) for n in (-3, 0, 3))]
    for state in Task.State.values:
        for deadline in days:
            for handed_in in days:
                work("Việc", "V01", state=state, deadline=deadline, handed_in_on=handed_in)
    for on in (today - timedelta(days=1), today, today + timedelta(days=1), today + timedelta(days=4)):
        expected = count(Task.objects.values_list("state", "deadline", "handed_in_on"), on)
        rows = Task.objects.order_by().values_list(cell_on(on)).annotate(number=Count("*"))
        assert counts_of(rows) == expected
