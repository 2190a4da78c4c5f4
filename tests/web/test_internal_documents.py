"""What a unit keeps internal is told nowhere to those outside: by no page, list, file, letter or count, whatever rests on it."""

import io
import re
import zipfile
from datetime import date, timedelta

import pytest
from django.utils import timezone

from dutdiem.authority import Actor, Grant, Role
from dutdiem.catalogue.models import Indicator, Target
from dutdiem.documents.models import Citation, Proposal
from dutdiem.documents.store import place
from dutdiem.oversight.models import Obstacle, Petition
from dutdiem.plans import actions as plans
from dutdiem.plans.models import Derivation, Task
from dutdiem.trail.actions import entry
from dutdiem.units.models import Unit

pytestmark = pytest.mark.django_db
SECRET = (
    "45/KH-CAHN",
    "Kế hoạch trực kín",
    "Giao Đội Một canh kho",
    "ke-hoach-kin",
    "Đồng chí Trưởng phòng Kín",
    "Canh cổng kín ban đêm",
    "Kho kín thiếu người",
    "Cổng kín thiếu đèn",
    "Kho kín xin thêm người",
    "Cổng kín xin thêm đèn",
)
"""Its symbol, its title, a sentence of it, its file's name, who speaks in it; an internal task; obstacles and petitions that come
of the document and of the task."""
TEXT = "Giao Đội Một canh kho. Đồng chí Trưởng phòng Kín yêu cầu rà soát 12-NQ/TW."


def unit(code):
    return Unit.objects.get(code=code)


@pytest.fixture
def hidden(tree, paper, settings):
    """Registered by Hà Nội with an entry on the trail, its file in the store."""
    made = paper(
        TEXT, symbol=SECRET[0], title=SECRET[1], type="KL", issuer="Công an thành phố Hà Nội", owner=unit("T01"), internal=True
    )
    made.file_name, made.date = f"{SECRET[3]}.txt", date(2025, 5, 5)
    with entry(tree, "documents.add", owner="T01") as writing:
        writing.change(made)
    kept = place(made.sha256, made.file_name)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(TEXT, "utf-8")
    return made


@pytest.fixture
def law(paper, hidden):
    """A national resolution that cites it, is cited by it, and gave way to it."""
    made = paper("Nghị quyết, xem 45.", symbol="12-NQ/TW", ended_on=date(2025, 1, 1), replaced_by=hidden)
    Citation.objects.create(document=hidden, cited=made, label="12-NQ/TW", start=5)
    Citation.objects.create(document=made, cited=hidden, label="văn bản số 45", start=0)
    return made


@pytest.fixture
def resting(hidden, law, catalogue, work):
    """Records that people outside see, although something of the document has come to them."""
    facts = {"title": "Rà soát kho", "requester": SECRET[4], "lead": "", "group": ""}
    said = Proposal.objects.create(document=hidden, kind="task", start=0, end=len(SECRET[2]), facts=facts)
    late = timezone.localdate() - timedelta(days=9)
    of_hidden = {"document": hidden, "proposal": said, "start": 0, "end": len(SECRET[2])}
    task = work("Rà soát kho tàng toàn tuyến", "T31A", deadline=late, **of_hidden)
    twin = work("Rà soát kho tàng toàn tuyến", "T31A", document=law, start=0, end=5, deadline=late)
    Derivation.objects.create(task=twin, document=hidden, start=0, end=len(SECRET[2]))
    work("Việc theo nghị quyết cũ", "T31A", document=law, start=0, end=5)
    asked = {"unit": unit("T01"), "addressed_to": unit("T31A"), "raised_on": late, "kind": "law"}
    obstacle = Obstacle.objects.create(title="Thiếu kho", document=hidden, start=0, end=5, **asked)
    Target.objects.update_or_create(
        indicator=Indicator.objects.get(code="clear_up_rate"),
        unit=unit("T31A"),
        period="2025",
        defaults={"comparator": ">=", "value": 81, "source": SECRET[0], "document": hidden, "start": 0, "end": len(SECRET[2])},
    )
    found = {"said": said, "task": task, "twin": twin, "obstacle": obstacle, "hidden": hidden, "law": law}
    return found | _kept_inside(hidden, work, late)


def _kept_inside(hidden, work, late):
    """An internal task, what came of it and of the document, all within the unit; and what was put from it to the ministry."""
    hanoi, ward = unit("T01"), unit("C4")
    kept = work(SECRET[5], "C4", owner=hanoi, internal=True, deadline=late)
    asks = {"raised_on": late, "answer_by": late, "kind": "people"}
    inside = {"unit": ward, "addressed_to": hanoi, **asks}
    Obstacle.objects.create(title=SECRET[6], unit=hanoi, document=hidden, **asks)
    Petition.objects.create(title=SECRET[8], document=hidden, **inside)
    return {
        "kept": kept,
        # As they could be made before: what hangs on an internal task is internal now.
        "after": work("Việc lấy từ việc kín", "T31A", taken_from=kept),
        "same": work("Việc gộp vào việc kín", "T31A", merged_into=kept),
        "held": Obstacle.objects.create(title=SECRET[7], task=kept, **inside),
        "wish": Petition.objects.create(title=SECRET[9], task=kept, **inside),
        "put": Obstacle.objects.create(title="Cần Bộ tháo gỡ", task=kept, unit=hanoi, addressed_to=unit("BCA"), **asks),
    }


SILENT = {
    "/viec-cua-toi/",
    "/nhiem-vu/",
    "/nhiem-vu/?document={hidden}",
    "/nhiem-vu/theo-trang-thai/",
    "/nhiem-vu/tien-trinh/",
    "/nhiem-vu/lich/",
    "/nhiem-vu/theo-don-vi/",
    "/ke-hoach/",
    "/ke-hoach/{task}/nguon/",
    "/tim/?q=kho",
    "/don-doc/",
    "/don-doc/tin-hieu/",
    "/don-vi/T31A/",
    "/van-ban/{hidden}/het-hieu-luc/",
    "/ke-hoach/trung-lap/",
    "/don-doc/thoi-gian/",
    "/don-doc/thong-bao/",
    "/danh-muc/",
}
"""Pages that have never named a document, and the likely duplicates: nobody decides on both tasks and may see it. They are
asked all the same."""
ADDRESSES = (
    "/",
    "/viec-cua-toi/",
    "/van-ban/",
    "/van-ban/?search=truc+kin",
    "/van-ban/?type=KL",
    "/van-ban/{law}/",
    "/van-ban/{hidden}/",
    "/van-ban/{hidden}/tep/",
    "/van-ban/{hidden}/het-hieu-luc/",
    "/tim/?q=truc+kin",
    "/tim/?q=45+kh",
    "/tim/?q=kho",
    "/co-gi-moi/",
    "/ke-hoach/",
    "/ke-hoach/{task}/",
    "/ke-hoach/{twin}/",
    "/nhiem-vu/",
    "/nhiem-vu/?document={hidden}",
    "/nhiem-vu/xuat.csv",
    "/nhiem-vu/xuat.xlsx",
    "/nhiem-vu/theo-van-ban/",
    "/nhiem-vu/theo-trang-thai/",
    "/nhiem-vu/tien-trinh/",
    "/nhiem-vu/lich/",
    "/nhiem-vu/theo-don-vi/",
    "/ke-hoach/can-chu-y/",
    "/ke-hoach/trung-lap/",
    "/ke-hoach/{task}/nguon/",
    "/van-ban/{hidden}/xem-truoc/?all=1",
    "/goi-y/{said}/sua/",
    "/don-doc/",
    "/don-doc/tin-hieu/",
    "/don-doc/vuong-mac/{obstacle}/",
    "/don-doc/ket-luan-hop/",
    "/don-doc/ket-luan-hop/{hidden}/",
    "/don-vi/T31A/",
    "/don-vi/T01/",
    "/don-doc/?state=all",
    "/don-doc/?what=petition",
    "/don-doc/vuong-mac/{held}/",
    "/don-doc/vuong-mac/{put}/",
    "/don-doc/kien-nghi/{wish}/",
    "/don-doc/thoi-gian/",
    "/don-doc/thong-bao/",
    "/tim/?q=kin+thieu",
    "/nhiem-vu/?search=canh+cong",
    "/ke-hoach/{kept}/",
    "/ke-hoach/{after}/",
    "/ke-hoach/{same}/",
    "/danh-muc/",
)


ACTS = {"/van-ban/{hidden}/xem-truoc/?all=1", "/goi-y/{said}/sua/"}
"""Pages for those who decide; an auditor changes nothing."""


def told(answer) -> list[str]:
    content = answer.getvalue()
    if content[:2] == b"PK":
        whole = zipfile.ZipFile(io.BytesIO(content))
        content = b"".join(whole.read(name) for name in whole.namelist())
    page = re.sub(r'value="[^"]*"', "", content.decode("utf-8", "replace"))
    return [words for words in SECRET if words in page]


def asked(client, address, resting):
    answer = client.get(address.format(**{name: record.pk for name, record in resting.items()}))
    assert answer.status_code in (200, 403, 404), address
    return answer


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(("unit", "role"), [("T31A", "staff"), ("T31A", "leader"), ("BCA", "staff")])
def test_no_page_tells_a_unit_beside_or_above_of_it(sign_in, resting, address, unit, role):
    assert not told(asked(sign_in(unit, role), address, resting))


@pytest.mark.parametrize("address", sorted({*ADDRESSES} - SILENT - ACTS))
def test_the_same_pages_tell_an_auditor_of_it(sign_in, resting, address):
    assert told(asked(sign_in("BCA", "auditor"), address, resting))


@pytest.mark.parametrize("address", sorted(ACTS))
def test_the_pages_of_acts_tell_its_own_unit_of_it(sign_in, resting, address):
    assert told(asked(sign_in("T01"), address, resting))


def test_the_unit_and_those_below_it_read_it(sign_in, hidden, law):
    for account, role in (("T01", "staff"), ("C4", "reporter")):
        client = sign_in(account, role)
        assert SECRET[2] in client.get(f"/van-ban/{hidden.pk}/").content.decode()
        assert client.get(f"/van-ban/{hidden.pk}/tep/").getvalue() == TEXT.encode()
        assert f'href="/van-ban/{hidden.pk}/' in client.get(f"/van-ban/{law.pk}/").content.decode()


@pytest.mark.parametrize("act", ["lap-goi-y", "doc-lai", "noi-bo", "het-hieu-luc"])
def test_an_act_on_it_is_as_if_it_were_not_there(sign_in, hidden, act):
    client = sign_in("T31A")
    there, nowhere = (client.post(f"/van-ban/{key}/{act}/", {"on": "2025-06-01"}) for key in (hidden.pk, 99_999))
    assert there.status_code == nowhere.status_code == 404
    assert not told(there)
    hidden.refresh_from_db()
    assert hidden.internal and hidden.ended_on is None


def test_it_cannot_be_named_as_what_follows_or_as_a_source(sign_in, hidden, law, planned_by_haiphong):
    client = sign_in("T31A")
    answer = client.post(f"/ke-hoach/{planned_by_haiphong.pk}/nguon/", {"document": SECRET[0], "words": SECRET[2]})
    assert "Không có văn bản" in answer.content.decode()
    assert not Derivation.objects.exists()
    assert SECRET[0] not in sign_in("V01").get(f"/van-ban/{law.pk}/het-hieu-luc/").content.decode()


@pytest.fixture
def planned_by_haiphong(tree):
    return plans.create(tree, unit("T31A"), None, plans.Wanted(title="Việc của Hải Phòng", lead=unit("T31A")))


def test_the_source_of_a_figure_keeps_it(resting, tree, monkeypatch):
    from dutdiem.figures.queries.traces import _targets

    def ordered(path):
        (one,) = _targets(Actor("xem", (Grant(Role.STAFF, path),)), date(2025, 12, 31), "clear_up_rate", "T31A", "2025")
        return one

    shown, kept = ordered("BCA/T01"), ordered("BCA/T31A")
    assert (shown.source, shown.document, shown.text) == (SECRET[0], resting["hidden"].pk, SECRET[2])
    assert (kept.source, kept.document, kept.start, kept.text) == ("", None, None, "")


def test_a_letter_names_it_to_its_own_subtree_alone(resting, tree):
    from dutdiem.oversight.actions.letters import _told

    tasks = list(Task.objects.filter(document__isnull=False))
    on, hidden, law = date(2025, 12, 31), resting["hidden"].pk, resting["law"].pk
    assert _told(tree, unit("C4"), on, tasks) == {hidden, law}
    assert _told(tree, unit("T31A"), on, tasks) == {law}


def test_a_review_of_another_unit_names_neither_it_nor_what_units_have_of_their_own(resting, tree, paper, work):
    from dutdiem.reviews.queries.work import Scope, obstacles, overdue, papers, petitions

    own = paper("Của Hải Phòng.", symbol="9/KH", owner=unit("T31A"))
    work("Việc riêng", "T31A", document=own)
    on = timezone.localdate()
    beside, whole, of_hanoi = (Scope(tree, on, code, code == "BCA") for code in ("T31A", "BCA", "T01"))
    assert [one.symbol for one in papers(beside)] == ["12-NQ/TW", "9/KH"]
    assert [one.symbol for one in papers(whole)] == ["12-NQ/TW"]
    assert {work.source for work in overdue(beside)} == {"", "12-NQ/TW"}
    assert SECRET[0] not in {work.source for work in overdue(whole)}
    assert [one.title for one in obstacles(of_hanoi)] == ["Cần Bộ tháo gỡ"]
    # Hà Nội put it to Hải Phòng alone, and the ministry reads Hải Phòng's review.
    assert [one.title for one in obstacles(beside)] == []
    assert [one.title for one in obstacles(whole)] == ["Cần Bộ tháo gỡ"]
    assert [[one.title for one in petitions(scope)] for scope in (beside, whole)] == [[], []]


def test_the_review_of_the_unit_itself_names_nothing_internal_since_those_above_read_it(hidden, paper, catalogue, work):
    from dutdiem.reviews.queries import gather
    from dutdiem.reviews.queries.work import Scope, papers, subject

    on, late = date(2026, 1, 31), date(2025, 6, 30)
    resolution = paper("Nghị quyết.", type="NQ")
    work("Việc mở theo bản kín", "T01", owner=unit("T01"), document=hidden, deadline=late)
    work("Việc mở", "T01", owner=unit("T01"), document=resolution, deadline=late)
    work("Việc kín tháng sáu", "T01", owner=unit("T01"), document=hidden, internal=True, deadline=late)
    work("Việc kín sang năm", "T01", owner=unit("T01"), document=resolution, internal=True, deadline=date(2026, 6, 30))
    Obstacle.objects.create(title="Thiếu kho", document=hidden, start=0, end=5, unit=None, addressed_to=unit("T01"), raised_on=late)
    goal = {"comparator": ">=", "value": 81, "source": SECRET[0], "document": hidden, "start": 0, "end": len(SECRET[2])}
    rate = Indicator.objects.get(code="clear_up_rate")
    Target.objects.update_or_create(indicator=rate, unit=unit("T01"), period="2025", defaults=goal)
    staff = Actor("t01", (Grant(Role.STAFF, "BCA/T01"),))
    facts = gather(staff, "T01", "2025", on)
    assert not [words for words in (*SECRET, "Việc kín") if words in repr(facts)]
    assert {one.title for one in facts.overdue} == {"Việc mở theo bản kín", "Việc mở"}
    assert (facts.counts.total, [one.total for one in facts.leads]) == (2, [2])
    scope = Scope(staff, on, "T01", whole=False)
    assert [one.symbol for one in papers(scope)] == ["12-NQ/TW"] and subject(scope) == resolution


def of_the_ministry_itself(work, paper):
    """The same, kept internal by the unit at the top."""
    late, top = date(2025, 6, 30), unit("BCA")
    plan = paper("Kế hoạch.", symbol="7/KH-BCA", owner=top, internal=True)
    kept = work("Việc nội bộ của Bộ", "T01", owner=top, internal=True, document=plan, deadline=late)
    Obstacle.objects.create(title="Vướng nội bộ của Bộ", task=kept, unit=unit("T01"), addressed_to=top, raised_on=late)


@pytest.mark.parametrize("path", ["BCA", "BCA/T01", "BCA/T01/C4"])
def test_a_review_tells_the_same_whoever_writes_it_what_all_who_read_it_may_see(resting, paper, work, tree, path):
    from dutdiem.reviews.queries import gather

    of_the_ministry_itself(work, paper)
    code = path.rsplit("/", 1)[-1]
    staff = Actor("cán bộ", (Grant(Role.STAFF, path),))
    above = Actor("cán bộ Bộ", (Grant(Role.STAFF, "BCA"),))
    facts, from_above, by_operator = (
        repr(gather(by, code, str(timezone.localdate().year), timezone.localdate())) for by in (staff, above, tree)
    )
    assert facts == from_above == by_operator
    assert not [words for words in SECRET if words in facts]
    assert ("Việc nội bộ của Bộ" in facts) == (code != "C4")
    assert ("7/KH-BCA" in facts) == (code != "C4")
    assert ("Vướng nội bộ của Bộ" in facts) == (code != "C4")


def test_the_file_of_a_review_tells_those_above_nothing_internal(resting, sign_in, tree):
    from dutdiem.reviews.actions import write

    review = write(tree, "T01", str(timezone.localdate().year))
    client = sign_in("BCA")
    for address in (f"/bao-cao/{review.pk}/", f"/bao-cao/{review.pk}/tep/"):
        assert not told(client.get(address))


def test_a_task_with_what_is_internal_asks_the_database_a_dozen_times_at_most(sign_in, resting, django_assert_max_num_queries):
    for account in ("T31A", "BCA"):
        client = sign_in(account)
        for address in ADDRESSES:
            with django_assert_max_num_queries(12):
                asked(client, address, resting)


def test_a_calendar_feed_bears_the_tasks_and_not_the_document(sign_in, resting, tree):
    from dutdiem.access.models import User
    from dutdiem.oversight.actions import make_feed

    client = sign_in("T31A")
    haiphong = Actor("t31a", (Grant(Role.STAFF, "BCA/T31A"),))
    _, token = make_feed(haiphong, User.objects.get(username="staff-t31a"), unit("T31A"))
    answer = client.get(f"/lich/{token}.ics")
    assert "BEGIN:VCALENDAR" in answer.content.decode()
    assert not told(answer)


def test_what_is_asked_inside_is_not_answered_or_passed_on_from_above_by_its_number(resting):
    from dutdiem.kit.errors import NotFound
    from dutdiem.oversight import actions

    inside, on = resting["obstacle"], timezone.localdate()
    above = Actor("bộ", (Grant(Role.STAFF, "BCA"),))
    Obstacle.objects.filter(pk=inside.pk).update(unit=unit("T01"), addressed_to=unit("T01"))
    inside.refresh_from_db()
    with pytest.raises(NotFound):
        actions.answer(above, inside, "Đã rõ.", on=on)
    with pytest.raises(NotFound):
        actions.pass_up(above, inside, unit("BCA"), on=on, reason="Chuyển lên")
    inside.refresh_from_db()
    assert inside.answered_on is None and inside.addressed_to == unit("T01")
