"""The plan's pages: tree, branches, filtered list, one task; each narrowed to what the account may see."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from dutdiem.documents.models import Proposal
from dutdiem.oversight.models import Obstacle, Petition
from dutdiem.plans.models import Coordination, ProgressReport
from dutdiem.units.models import Unit

HOSTILE = "<script>alert(1)</script>"


def unit(code):
    return Unit.objects.get(code=code)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def cascade(work, today):
    """A resolution, a group, a task of the ministry fanned out to two provinces, and a task of a department."""
    top = work("Nghị quyết", "BCA", kind="objective")
    group = work("Nhóm một", "BCA", kind="group", parent=top)
    shared = work("Quán triệt", "BCA", parent=group, deadline=today - timedelta(days=10))
    hanoi = work("Quán triệt", "T01", kind="subtask", parent=shared, deadline=today - timedelta(days=10))
    haiphong = work(
        "Quán triệt", "T31A", kind="subtask", parent=shared, deadline=today - timedelta(days=10), state="done", handed_in_on=today
    )
    budget = work("Đề án kinh phí", "H01", kind="scheme", parent=group, deadline=today + timedelta(days=3))
    Coordination.objects.create(task=budget, unit=unit("T01"))
    return {"top": top, "group": group, "shared": shared, "hanoi": hanoi, "haiphong": haiphong, "budget": budget}


def seen(page):
    return {int(key) for key in re.findall(r'href="/ke-hoach/(\d+)/"', page)}


def test_the_tree_opens_objectives_and_leaves_groups_closed(sign_in, cascade):
    page = sign_in("BCA").get("/ke-hoach/").content.decode()
    assert seen(page) == {cascade["top"].pk, cascade["group"].pk}
    assert f'href="/ke-hoach/?below={cascade["group"].pk}"' in page
    assert f'hx-get="/ke-hoach/{cascade["group"].pk}/nhanh/"' in page
    assert "3 nhiệm vụ" in page, "a task that was fanned out counts by its children"


def test_a_branch_is_a_piece_for_htmx_and_a_page_without_it(sign_in, cascade):
    client, below = sign_in("BCA"), {cascade["shared"].pk, cascade["budget"].pk}
    piece = client.get(f"/ke-hoach/{cascade['group'].pk}/nhanh/").content.decode()
    assert seen(piece) == below
    assert "<html" not in piece
    page = client.get(f"/ke-hoach/?below={cascade['group'].pk}").content.decode()
    assert below <= seen(page)
    assert "<html" in page


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"time": "overdue"}, {"shared", "hanoi"}),
        ({"time": "due"}, {"budget"}),
        ({"time": "late"}, {"haiphong"}),
        ({"state": "done"}, {"haiphong"}),
        ({"lead": "T01"}, {"hanoi"}),
        ({"search": "de an kinh phi"}, {"budget"}),
        ({"search": "QUÁN triệt", "state": "not_started", "lead": "T01"}, {"hanoi"}),
        ({"search": "không có"}, set()),
        ({"state": HOSTILE}, set()),
    ],
)
def test_a_filter_in_the_address_gives_a_list(sign_in, cascade, filters, found):
    page = sign_in("BCA").get("/ke-hoach/", filters).content.decode()
    assert seen(page) == {cascade[name].pk for name in found}
    assert HOSTILE not in page


def test_the_form_keeps_what_was_chosen(sign_in, cascade):
    page = sign_in("BCA").get("/ke-hoach/", {"state": "done", "time": "late", "lead": "T31A", "search": "quan"}).content.decode()
    assert '<option value="done" selected>' in page
    assert '<option value="late" selected>' in page
    assert '<option value="T31A" selected>' in page
    assert 'value="quan"' in page


def test_the_list_is_paged_by_key(sign_in, work):
    made = {work(f"Việc {number}", "V01").pk for number in range(120)}
    client, address, found, pages = sign_in("BCA"), "/ke-hoach/?lead=V01", set(), 0
    while address:
        page = client.get(address).content.decode()
        found, pages = found | seen(page), pages + 1
        match = re.search(r'<a href="([^"]+)" rel="next"', page)
        address = match[1].replace("&amp;", "&") if match else None
    assert (found, pages) == (made, 3)


def test_status_is_told_in_words(sign_in, cascade):
    page = sign_in("BCA").get("/ke-hoach/", {"search": "quan triet"}).content.decode()
    assert "quá hạn 10 ngày" in page
    assert "chậm 10 ngày" in page
    assert "đã hoàn thành" in page


@pytest.mark.parametrize(
    ("account", "found"),
    [
        ("BCA", {"top", "group", "shared", "hanoi", "haiphong", "budget"}),
        ("T01", {"top", "group", "hanoi", "budget"}),
        ("T31A", {"top", "group", "haiphong"}),
        ("H01", {"top", "group", "budget"}),
        ("V01", {"top", "group"}),
        ("C4", {"top", "group"}),
    ],
)
def test_an_account_opens_its_own_tasks_and_those_it_helps_with_and_no_others(sign_in, cascade, account, found):
    client = sign_in(account)
    opened = {name for name, task in cascade.items() if client.get(f"/ke-hoach/{task.pk}/").status_code == 200}
    assert opened == found
    listed = seen(client.get("/ke-hoach/?search=a").content.decode()) | seen(client.get("/ke-hoach/?search=i").content.decode())
    assert listed <= {cascade[name].pk for name in found}


def test_a_superior_sees_the_tasks_of_the_units_below(sign_in, work):
    task = work("Việc của phường", "C4")
    assert sign_in("T01").get(f"/ke-hoach/{task.pk}/").status_code == 200
    assert sign_in("T31A").get(f"/ke-hoach/{task.pk}/").status_code == 404


def test_a_province_finds_its_part_in_the_tree_though_what_lies_between_is_out_of_sight(sign_in, cascade):
    client = sign_in("T01")
    piece = client.get(f"/ke-hoach/{cascade['group'].pk}/nhanh/").content.decode()
    assert seen(piece) == {cascade["hanoi"].pk, cascade["budget"].pk}
    assert client.get(f"/ke-hoach/{cascade['shared'].pk}/nhanh/").status_code == 404


def test_a_task_shows_its_chain_its_sentence_and_who_does_it(sign_in, cascade, paper):
    text = "Mở đầu. Giao Cục Kế hoạch và tài chính lập đề án kinh phí. Kết."
    document = paper(text, symbol="118-KH/ĐUCA")
    start, end = text.index("lập"), text.index(". Kết")
    proposal = Proposal.objects.create(
        document=document, kind="task", start=start, end=end, facts={"sentence": [text.index("Giao"), end + 1]}
    )
    task = cascade["budget"]
    task.document, task.proposal, task.start, task.end, task.deliverable = document, proposal, start, end, "Đề án trình Bộ"
    task.first_deadline = date(2025, 1, 31)
    task.save()
    page = sign_in("BCA").get(f"/ke-hoach/{task.pk}/").content.decode()
    assert "Giao Cục Kế hoạch và tài chính <mark>lập đề án kinh phí</mark>." in page
    assert f'href="/van-ban/{document.pk}/?at={start}-{end}#at"' in page
    assert {cascade["top"].pk, cascade["group"].pk} <= seen(page)
    assert "Công an thành phố Hà Nội" in page
    assert "Đề án trình Bộ" in page
    assert "thời hạn đầu 31/01/2025" in page


def test_a_task_shows_its_reports_and_obstacles_as_text(sign_in, cascade, today):
    task = cascade["budget"]
    ProgressReport.objects.create(task=task, unit=unit("H01"), on=today, percent=40, says=HOSTILE, evidence=HOSTILE)
    Obstacle.objects.create(task=task, unit=unit("H01"), addressed_to=unit("V01"), title=HOSTILE, raised_on=today, kind="money")
    page = sign_in("BCA").get(f"/ke-hoach/{task.pk}/").content.decode()
    assert HOSTILE not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 3
    assert "kinh phí" in page


def test_a_task_that_was_fanned_out_lists_the_units(sign_in, cascade):
    page = sign_in("BCA").get(f"/ke-hoach/{cascade['shared'].pk}/").content.decode()
    assert re.search(r'<th scope="row"><a class="plain" href="/ke-hoach/\d+/">Công an thành phố Hà Nội</a>', page)


def test_units_out_of_reach_are_named_without_a_link(sign_in, cascade):
    page = sign_in("T01").get(f"/ke-hoach/{cascade['budget'].pk}/").content.decode()
    assert "Cục Kế hoạch và tài chính" in page
    assert 'href="/don-vi/H01/"' not in page
    assert 'href="/don-vi/T01/"' in page


@pytest.mark.parametrize("address", ["/ke-hoach/9999/", "/ke-hoach/9999/nhanh/", "/ke-hoach/?below=9999"])
def test_a_task_that_is_not_there_is_a_plain_sentence(sign_in, address):
    answer = sign_in("BCA").get(address)
    assert answer.status_code == 404
    assert "Không có nhiệm vụ số 9999" in answer.content.decode()


@pytest.mark.parametrize("account", ["BCA", "T01"])
def test_a_page_asks_the_database_a_dozen_times_at_most(sign_in, cascade, account, django_assert_max_num_queries):
    client = sign_in(account)
    group, budget = cascade["group"].pk, cascade["budget"].pk
    for address in (
        "/ke-hoach/",
        "/ke-hoach/?time=overdue",
        f"/ke-hoach/?below={group}",
        f"/ke-hoach/{group}/nhanh/",
        f"/ke-hoach/{budget}/",
    ):
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200


def test_english_pages_are_in_english(sign_in, cascade):
    client = sign_in("BCA")
    client.post("/ngon-ngu/", {"language": "en", "next": "/ke-hoach/"})
    page = client.get("/ke-hoach/", {"search": "quan triet"}).content.decode()
    assert "10 days overdue" in page
    assert "done" in page
    assert "quá hạn" not in page


def test_what_holds_a_task_up_is_listed_and_raised_from_its_page(sign_in, cascade, today):
    task = cascade["hanoi"]
    client = sign_in("T01", "reporter")
    assert f"/don-doc/neu/?task={task.pk}" in client.get(f"/ke-hoach/{task.pk}/").content.decode()
    facts = {"task": task, "unit": unit("T01"), "addressed_to": unit("BCA"), "raised_on": today}
    petition = Petition.objects.create(title="Xin thêm biên chế", kind="people", **facts)
    answered = Obstacle.objects.create(title="Thiếu mẫu biểu", answered_on=today, answer="Đã gửi mẫu", **facts)
    page = client.get(f"/ke-hoach/{task.pk}/").content.decode()
    assert f"/don-doc/kien-nghi/{petition.pk}/" in page and "kiến nghị: nhân lực" in page
    assert page.index("Xin thêm biên chế") < page.index("Thiếu mẫu biểu"), "what waits stands first"
    assert f"/don-doc/vuong-mac/{answered.pk}/" in page and "Đã gửi mẫu" in page
    assert f"?task={task.pk}" not in sign_in("BCA", "auditor").get(f"/ke-hoach/{task.pk}/").content.decode()
    task.state = "done"
    task.save()
    assert "/don-doc/neu/" not in client.get(f"/ke-hoach/{task.pk}/").content.decode(), "nothing holds up what is done"


def test_an_instruction_says_who_gave_it(sign_in, work, paper):
    facts = {"title": "Rà soát", "requester": "Đồng chí Bộ trưởng"}
    said = Proposal.objects.create(document=paper("Đồng chí Bộ trưởng yêu cầu rà soát."), kind="task", start=0, end=5, facts=facts)
    task = work("Rà soát", "T01", proposal=said)
    assert "<dd>Đồng chí Bộ trưởng</dd>" in sign_in("T01", "reporter").get(f"/ke-hoach/{task.pk}/").content.decode()


@pytest.mark.parametrize("account", ["BCA", "T01"])
def test_a_task_with_everything_on_it_asks_the_database_a_dozen_times_at_most(
    sign_in, planned, tree, paper, account, django_assert_max_num_queries
):
    """Reports with files, helpers, passages, moves, measures, parts, obstacles, what was taken up."""
    from dutdiem.catalogue.models import Target
    from dutdiem.plans import actions
    from dutdiem.plans.actions import Wanted
    from dutdiem.plans.models import Evidence, TaskMeasure

    later = timezone.localdate() + timedelta(days=90)
    task = planned("Việc", "T01", helpers=["H01", "V01"], deadline=later)
    for number in range(3):
        planned(f"Phần {number}", "C4", owner="T01", below=task)
        actions.derive(tree, task, paper(f"Giao việc lần {number}.", symbol=f"{number}-CT"), 0, 4)
        actions.move_deadline(tree, task, later + timedelta(days=number), reason="Chờ")
        report = actions.report(tree, task, unit("T01"), on=timezone.localdate(), percent=10, says="Đang làm.")
        Evidence.objects.create(report=report, file_name="a.txt", sha256=str(number), size=1)
    actions.take_up(tree, task, unit("T01"), Wanted(title="Của Hà Nội"))
    Obstacle.objects.create(task=task, unit=unit("T01"), addressed_to=unit("BCA"), title="Thiếu vốn", raised_on=later, kind="money")
    aim = Target.objects.create(unit=unit("T01"), period="2026", measure_text="Tỷ lệ", value=80, comparator=">=")
    TaskMeasure.objects.create(task=task, target=aim)
    client = sign_in(account)
    with django_assert_max_num_queries(12):
        page = client.get(f"/ke-hoach/{task.pk}/").content.decode()
    assert "Cũng được giao tại" in page
    assert "lý do đổi" in page
    assert "Giao" in page.split("Cũng được giao tại")[1]
    assert "Thiếu vốn" in page
    assert "Tỷ lệ &gt;= 80" in page
    assert page.count("a.txt") == 3


def test_groups_that_hold_no_work_of_the_viewers_are_shown_without_a_count(sign_in, planned):
    top = planned("Mục tiêu", kind="objective")
    planned("Việc của Hà Nội", "T01", below=planned("Nhóm một", kind="group", below=top))
    page = sign_in("T31A").get(f"/ke-hoach/{top.pk}/").content.decode()
    assert "Nhóm một" in page
    assert "0 nhiệm vụ" not in page
    assert "1 nhiệm vụ, xong 0" in sign_in("T01").get(f"/ke-hoach/{top.pk}/").content.decode()
