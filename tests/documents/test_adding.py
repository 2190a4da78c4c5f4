"""Documents that come in through the browser: the guards of the command line, one sentence beside the field."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dutdiem.documents.models import Document
from dutdiem.documents.store import place
from dutdiem.trail.models import Entry

pytestmark = pytest.mark.django_db
ADDRESS = "/van-ban/them/"
PLAN = (
    "THÔNG BÁO\nVề kinh phí\n\n"
    "Đồng chí Bộ trưởng yêu cầu Cục Kế hoạch và tài chính cần lập đề án kinh phí; báo cáo kết quả về Bộ trước ngày 15/12/2025.\n"
)


def file(name, text):
    return SimpleUploadedFile(name, text.encode())


def fault(page):
    found = re.search(r'id="id_attached-fault">([^<]*)<', page)
    return found[1] if found else ""


def test_a_document_is_read_registered_and_its_proposals_wait(sign_in):
    client = sign_in("BCA")
    answer = client.post(ADDRESS, {"attached": file("ke-hoach.txt", PLAN), "anchor": "2025-01-15"}, follow=True)
    document = Document.objects.get()
    assert answer.redirect_chain == [(f"/van-ban/{document.pk}/", 302)]
    assert document.proposals.filter(state="open").exists()
    page = answer.content.decode()
    assert "Đã đăng ký Về kinh phí: " in page and "gợi ý chờ xử lý" in page
    assert document.anchor_date.isoformat() == "2025-01-15"
    assert place(document.sha256, "ke-hoach.txt").read_text("utf-8") == PLAN


def test_a_secret_document_is_refused_beside_the_field_and_nothing_of_it_stays(sign_in, settings):
    sent = {"attached": file("song-lam.txt", "TỐI MẬT\nPHƯƠNG ÁN\nDiễn tập Sông Lam\n"), "office_numbers": "on"}
    page = sign_in("BCA").post(ADDRESS, sent).content.decode()
    assert "mật" in fault(page).lower()
    assert "song-lam" not in page and "Sông Lam" not in page
    assert not Document.objects.exists()
    assert not Entry.objects.filter(verb="documents.add").exists()
    assert not [path for path in settings.HOME.rglob("*") if path.is_file()]


def test_of_several_files_the_one_with_a_secret_name_is_told_by_its_place(sign_in):
    sent = {"attached": [file("ke-hoach.txt", PLAN), file("Sông Lam (TỐI MẬT).txt", PLAN + "Thêm.\n")]}
    page = sign_in("BCA").post(ADDRESS, sent).content.decode()
    assert "Tệp thứ 2: Tên tệp mang dấu chỉ độ mật" in fault(page)
    assert "Sông Lam" not in page
    assert Document.objects.count() == 1


def test_private_numbers_are_told_by_their_masked_place_until_they_are_confirmed(sign_in):
    client, text = sign_in("BCA"), "BÁO CÁO\nĐầu mối: đồng chí An, 0912345678.\n"
    page = client.post(ADDRESS, {"attached": file("bao-cao.txt", text)}).content.decode()
    assert "dòng 2: số điện thoại di động ********78" in fault(page)
    assert "0912345678" not in page
    assert "đánh dấu ô “Số điện thoại, tài khoản trong tệp là của cơ quan” rồi gửi lại" in fault(page)
    client.post(ADDRESS, {"attached": file("bao-cao.txt", text), "office_numbers": "on"})
    assert Document.objects.count() == 1
    assert Entry.objects.get(verb="documents.add").facts["office_numbers"] == "confirmed"


def test_of_several_files_the_good_ones_are_taken_and_each_other_says_why(sign_in):
    secret = file("b.txt", "MẬT\nPHƯƠNG ÁN\nNội dung\n")
    page = sign_in("BCA").post(ADDRESS, {"attached": [file("a.txt", PLAN), secret, file("c.txt", PLAN)]}).content.decode()
    assert Document.objects.count() == 1
    assert "Đã đăng ký Về kinh phí: " in page
    assert "Tệp thứ 2: " in fault(page)
    assert "c.txt: đã đăng ký là văn bản số" in fault(page)


@pytest.mark.parametrize(
    ("sent", "says"),
    [({}, "Chưa chọn tệp nào"), ({"attached": file("rong.txt", "")}, "rỗng"), ({"attached": file("a.exe", "MZ\x00")}, "a.exe")],
)
def test_what_cannot_be_read_is_one_sentence_beside_the_field(sign_in, sent, says):
    for one in sent.values():
        one.seek(0)
    assert says in fault(sign_in("BCA").post(ADDRESS, sent).content.decode())


@pytest.mark.parametrize(("code", "role"), [("T01", "reporter"), ("BCA", "leader"), ("BCA", "auditor")])
def test_only_who_registers_documents_may(sign_in, code, role):
    client = sign_in(code, role)
    assert client.get(ADDRESS).status_code == client.post(ADDRESS, {"attached": file("a.txt", PLAN)}).status_code == 403
    assert ADDRESS not in client.get("/van-ban/").content.decode()
    assert not Document.objects.exists()


def test_a_document_is_said_to_have_ended_and_what_follows_it(sign_in, paper):
    old, new = paper("cũ", symbol="1-CT"), paper("mới", symbol="2-CT")
    client, address = sign_in("BCA"), f"/van-ban/{old.pk}/het-hieu-luc/"
    assert "Không có văn bản “3-CT”" in client.post(address, {"on": "2025-07-01", "by": "3-CT"}).content.decode()
    assert "không thay thế chính nó" in client.post(address, {"on": "2025-07-01", "by": "1-CT"}).content.decode()
    assert "trước ngày ban hành" in client.post(address, {"on": "2000-07-01"}).content.decode()
    page = client.post(address, {"on": "2025-07-01", "by": "2-CT"}, follow=True).content.decode()
    assert "Hết hiệu lực từ 01/07/2025" in page
    assert f'href="/van-ban/{new.pk}/"' in page
    assert sign_in("T01", "reporter").get(address).status_code == 403


def test_a_province_registers_its_own_and_may_keep_it_internal(sign_in):
    client = sign_in("T01")
    assert "Văn bản của Công an thành phố Hà Nội." in client.get(ADDRESS).content.decode()
    answer = client.post(ADDRESS, {"attached": file("a.txt", PLAN), "internal": "on"}, follow=True)
    document = Document.objects.get()
    assert (document.owner.code, document.internal) == ("T01", True)
    assert document.proposals.exists(), "its proposals wait as well"
    page = answer.content.decode()
    assert "nội bộ" in page and "Nhận" in page
    assert '<summary class="btn btn-line">Mở cho mọi đơn vị…</summary>' in page, "opening takes a second click"


def test_what_is_everybodys_is_not_offered_as_internal(sign_in):
    client = sign_in("BCA")
    assert "Nội bộ" not in client.get(ADDRESS).content.decode()
    client.post(ADDRESS, {"attached": file("a.txt", PLAN), "internal": "on", "unit": "T01"})
    assert (Document.objects.get().owner, Document.objects.get().internal) == (None, False)


def test_whoever_registers_for_several_units_says_for_which(sign_in, tree):
    from dutdiem.access.actions import give_role
    from dutdiem.access.models import User
    from dutdiem.authority import Role
    from dutdiem.units.models import Unit

    client = sign_in("T01")
    give_role(tree, User.objects.get(username="staff-t01"), Unit.objects.get(code="C3"), Role.STAFF)
    assert '<option value="C3">Công an phường Hồng Lê</option>' in client.get(ADDRESS).content.decode()
    client.post(ADDRESS, {"attached": file("a.txt", PLAN), "unit": "C3"})
    assert Document.objects.get().owner.code == "C3"
    page = client.post(ADDRESS, {"attached": file("b.txt", PLAN + "."), "unit": "T31A"}).content.decode()
    assert "không đăng ký văn bản cho đơn vị đó" in page and Document.objects.count() == 1


def test_the_same_file_of_another_unit_is_no_hindrance_and_is_not_told_of(sign_in):
    sign_in("T01").post(ADDRESS, {"attached": file("a.txt", PLAN), "internal": "on"})
    answer = sign_in("T31A").post(ADDRESS, {"attached": file("a.txt", PLAN)}, follow=True)
    page = answer.content.decode()
    assert Document.objects.count() == 2 and "đã đăng ký là" not in page
    assert "Hà Nội" not in page


def test_the_page_of_a_document_from_above_offers_nothing_to_change(sign_in, paper):
    document = paper("Nghị quyết.")
    page = sign_in("T01").get(f"/van-ban/{document.pk}/").content.decode()
    for words in ("Lập gợi ý", "Đọc lại", "Hết hiệu lực", "Ghi nội bộ"):
        assert words not in page, words
    client = sign_in("C4")
    for act in ("lap-goi-y", "doc-lai", "noi-bo", "het-hieu-luc"):
        answer = client.post(f"/van-ban/{document.pk}/{act}/", {"on": "2025-06-01", "internal": "1"})
        assert answer.status_code == 403
        assert "văn bản của cấp trên" in answer.content.decode()


def test_a_unit_keeps_its_document_internal_from_its_page(sign_in, paper):
    from dutdiem.units.models import Unit

    client = sign_in("T01")
    document = paper("Kế hoạch.", owner=Unit.objects.get(code="T01"))
    page = client.post(f"/van-ban/{document.pk}/noi-bo/", {"internal": "1"}, follow=True).content.decode()
    document.refresh_from_db()
    assert document.internal and "Đã ghi văn bản nội bộ." in page
    assert document.symbol in client.get("/van-ban/?whose=own").content.decode()
    client.post(f"/van-ban/{document.pk}/noi-bo/", {"internal": "0"})
    document.refresh_from_db()
    assert not document.internal
