"""Reporting with evidence, handing in, accepting, stopping, and deadlines, through the pages."""

import re
from datetime import date, timedelta
from functools import partial

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from dutdiem.kit.upload import received
from dutdiem.plans.models import DeadlineMove, Evidence, ProgressReport, Task

pytestmark = pytest.mark.django_db
TODAY = date.today()
DUE = TODAY + timedelta(days=100)


@pytest.fixture
def task(planned):
    return planned("Việc", "T01", deadline=DUE, helpers=["H01"])


def text(words="Kết quả thực hiện nhiệm vụ theo kế hoạch.", name="ket-qua.txt"):
    return SimpleUploadedFile(name, words.encode())


def sent(**changes):
    return {"unit": "T01", "on": TODAY.isoformat(), "percent": "40", "says": "Đã có dự thảo."} | changes


def kept_files():
    return sorted(path.name for path in (settings.HOME / "evidence").rglob("*") if path.is_file())


def test_a_report_comes_with_its_evidence_and_the_file_comes_back_as_it_was(sign_in, task):
    client = sign_in("T01", "reporter")
    answer = client.post(f"/ke-hoach/{task.pk}/bao-cao/", sent(attached=[text()], evidence="Số 12/BC"))
    assert answer.headers["Location"] == f"/ke-hoach/{task.pk}/"
    found = Evidence.objects.get()
    assert (found.file_name, found.report.percent, Task.objects.get().percent) == ("ket-qua.txt", 40, 40)
    assert kept_files() == [found.sha256]
    page = client.get(f"/ke-hoach/{task.pk}/").content.decode()
    assert f'href="/ke-hoach/minh-chung/{found.pk}/"' in page
    file = client.get(f"/ke-hoach/minh-chung/{found.pk}/")
    assert b"".join(file.streaming_content) == text().read()
    assert file.headers["Content-Disposition"] == 'attachment; filename="ket-qua.txt"'
    assert sign_in("T31A").get(f"/ke-hoach/minh-chung/{found.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (text(""), "rỗng"),
        (SimpleUploadedFile("anh.heic", b"\x00\x00\x00\x18ftypheic" * 9), "dùng ảnh jpeg, png hoặc docx"),
        (SimpleUploadedFile("anh.webp", b"RIFF\x00\x00\x00\x00WEBP" * 9), "lưu lại thành jpeg rồi gửi"),
        (text("Liên hệ ông An, 0912345678"), "đánh dấu ô “số điện thoại, tài khoản trong tệp là của cơ quan”"),
        (SimpleUploadedFile("anh.exe", b"MZ\x90\x00" * 50), "không thuộc loại đọc được"),
        (SimpleUploadedFile("bao-cao.pdf", b"MZ\x90\x00" * 50), "không đúng với đuôi tên tệp"),
        (SimpleUploadedFile("macro.docm", b"PK\x03\x04" * 50), "macro"),
        (text("ỦY BAN NHÂN DÂN\nMẬT\nSố: 12/BC\nNội dung báo cáo."), "mật"),
    ],
)
def test_a_hostile_or_secret_file_is_refused_beside_the_field_and_nothing_typed_is_lost(sign_in, task, file, says):
    page = sign_in("T01").post(f"/ke-hoach/{task.pk}/bao-cao/", sent(says="Viết rất dài", attached=[file])).content.decode()
    fault = re.search(r'id="id_attached-fault">([^<]*)', page)
    assert fault
    assert says in fault[1].casefold()
    assert ">\nViết rất dài</textarea>" in page
    assert (ProgressReport.objects.count(), kept_files()) == (0, [])


def test_a_file_that_is_too_large_is_refused_beside_the_field(sign_in, task, monkeypatch):
    monkeypatch.setattr("dutdiem.plans.views.reporting.received", partial(received, limit=1000))
    page = sign_in("T01").post(f"/ke-hoach/{task.pk}/bao-cao/", sent(attached=[text("a" * 2000)])).content.decode()
    assert re.search(r'id="id_attached-fault">Tệp “ket-qua.txt” lớn quá', page)
    assert not ProgressReport.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"percent": "101"}, "percent", "từ 0 đến 100"),
        ({"percent": "gần xong"}, "percent", "từ 0 đến 100"),
        ({"says": ""}, "says", "còn trống"),
        ({"on": (TODAY + timedelta(days=3)).isoformat()}, "on", "còn ở phía trước"),
        ({"on": "1950-01-01"}, "on", "ngày 01/01/1950 trước khi có nhiệm vụ (01/01/2000)"),
        ({"unit": "V01"}, "unit", ""),
        ({"says": "Liên hệ ông An 0912345678."}, "says", "xóa “********78” rồi gửi lại"),
        ({"evidence": "MẬT: kế hoạch A"}, "evidence", "mang dấu chỉ độ mật"),
    ],
)
def test_what_is_wrong_with_a_report_stands_beside_its_field(sign_in, task, changes, field, says):
    page = sign_in("T01").post(f"/ke-hoach/{task.pk}/bao-cao/", sent(**changes)).content.decode()
    found = re.search(rf'id="id_{field}-fault">([^<]+)', page)
    assert found
    assert says in found[1]
    assert not ProgressReport.objects.exists()


def test_a_unit_that_helps_reports_its_part_and_moves_no_percent(sign_in, task):
    sign_in("H01", "reporter").post(f"/ke-hoach/{task.pk}/bao-cao/", sent(unit="H01", percent="90"))
    assert (ProgressReport.objects.get().unit.code, Task.objects.get().percent) == ("H01", 0)


@pytest.mark.parametrize(("account", "role"), [("BCA", "auditor"), ("BCA", "leader")])
def test_who_does_not_report_gets_no_form(sign_in, task, account, role):
    assert sign_in(account, role).get(f"/ke-hoach/{task.pk}/bao-cao/").status_code == 403


def test_the_way_to_done_is_handed_in_sent_back_handed_in_and_accepted(sign_in, task):
    lead, ministry, address = sign_in("T01", "reporter"), sign_in("BCA", "leader"), f"/ke-hoach/{task.pk}/trang-thai/"
    assert 'value="accept"' not in lead.get(address).content.decode()
    lead.post(address, {"act": "hand_in", "on": TODAY.isoformat()})
    assert 'value="accept"' not in lead.get(address).content.decode()
    assert 'value="hand_in"' not in ministry.get(address).content.decode()
    ministry.post(address, {"act": "send_back", "reason": "Thiếu phụ lục"})
    assert Task.objects.get().state == "returned"
    assert 'Phải làm lại:</b> <span class="pre">Thiếu phụ lục' in lead.get(f"/ke-hoach/{task.pk}/").content.decode()
    lead.post(address, {"act": "hand_in", "on": TODAY.isoformat()})
    assert 'Lần trước trả lại:</b> <span class="pre">Thiếu phụ lục' in ministry.get(address).content.decode()
    ministry.post(address, {"act": "accept"})
    assert (Task.objects.get().state, Task.objects.get().percent) == ("done", 100)
    assert "không còn bước nào" in lead.get(address).content.decode()


def test_whoever_accepts_sees_what_was_reported_and_its_evidence(sign_in, task):
    lead, ministry, address = sign_in("T01", "reporter"), sign_in("BCA", "leader"), f"/ke-hoach/{task.pk}/trang-thai/"
    assert "Chưa có báo cáo tiến độ nào" in lead.get(address).content.decode()
    lead.post(f"/ke-hoach/{task.pk}/bao-cao/", sent(attached=[text()], says="Đã lập danh mục."))
    lead.post(address, {"act": "hand_in", "on": TODAY.isoformat()})
    page = ministry.get(address).content.decode()
    assert "Đã lập danh mục." in page
    assert re.search(r'href="/ke-hoach/minh-chung/\d+/"', page)


def test_the_task_page_names_the_step_that_is_next(sign_in, task):
    lead, ministry = sign_in("T01", "reporter"), sign_in("BCA", "leader")
    step = re.compile(rf'href="/ke-hoach/{task.pk}/trang-thai/">([^<]+)')
    assert step.search(lead.get(f"/ke-hoach/{task.pk}/").content.decode())[1] == "Nộp sản phẩm"
    lead.post(f"/ke-hoach/{task.pk}/trang-thai/", {"act": "hand_in", "on": TODAY.isoformat()})
    assert step.search(lead.get(f"/ke-hoach/{task.pk}/").content.decode())[1] == "Trạng thái"
    assert step.search(ministry.get(f"/ke-hoach/{task.pk}/").content.decode())[1] == "Nghiệm thu"


def test_what_is_sent_back_says_what_is_wrong(sign_in, task):
    lead, ministry, address = sign_in("T01", "reporter"), sign_in("BCA", "leader"), f"/ke-hoach/{task.pk}/trang-thai/"
    lead.post(address, {"act": "hand_in", "on": TODAY.isoformat()})
    assert 'id="back-reason-fault"' in ministry.post(address, {"act": "send_back", "reason": " "}).content.decode()
    assert Task.objects.get().state == "waiting"


def test_a_lead_cannot_accept_its_own_work_by_sending_the_form(sign_in, task):
    client, address = sign_in("T01"), f"/ke-hoach/{task.pk}/trang-thai/"
    client.post(address, {"act": "hand_in", "on": TODAY.isoformat()})
    client.post(address, {"act": "accept"})
    assert Task.objects.get().state == "waiting"


@pytest.mark.parametrize("act", ["suspend", "cancel"])
def test_stopping_without_a_reason_is_refused_beside_the_field(sign_in, task, act):
    page = sign_in("BCA").post(f"/ke-hoach/{task.pk}/trang-thai/", {"act": act, "reason": " "}).content.decode()
    assert f'id="{act}-reason-fault"' in page
    assert Task.objects.get().state == "not_started"


def test_who_comes_second_gets_back_what_was_typed(sign_in, task):
    lead, ministry = sign_in("T01", "reporter"), sign_in("BCA", "leader")
    state, due = f"/ke-hoach/{task.pk}/trang-thai/", f"/ke-hoach/{task.pk}/thoi-han/"
    late = ministry.post(state, {"act": "send_back", "reason": "Thiếu phụ lục."}).content.decode()
    assert "bước này không còn" in late
    assert '<blockquote class="source pre">Thiếu phụ lục.</blockquote>' in late
    assert "bước này không còn" not in ministry.get(state).content.decode()
    asked = {"act": "ask", "wanted": (DUE + timedelta(days=30)).isoformat(), "reason": "Chờ nghị định"}
    lead.post(due, asked)
    again = lead.post(due, asked | {"reason": "Chờ thông tư"}).content.decode()
    assert '<blockquote class="source pre">Chờ thông tư</blockquote>' in again
    answer = {"act": "refuse", "move": str(DeadlineMove.objects.get().pk), "answer": "Không lùi được."}
    ministry.post(due, answer)
    late = ministry.post(due, answer | {"answer": "Vẫn không lùi."}).content.decode()
    assert '<blockquote class="source pre">Vẫn không lùi.</blockquote>' in late
    assert DeadlineMove.objects.get().answer == "Không lùi được."


def test_a_deadline_is_asked_for_by_the_lead_and_moved_by_the_approval(sign_in, task):
    lead, ministry, address = sign_in("T01", "reporter"), sign_in("BCA", "leader"), f"/ke-hoach/{task.pk}/thoi-han/"
    wanted = DUE + timedelta(days=30)
    page = lead.post(address, {"act": "ask", "wanted": wanted.isoformat(), "reason": ""}).content.decode()
    assert 'id="id_reason-fault"' in page
    assert f'value="{wanted.isoformat()}"' in page
    lead.post(address, {"act": "ask", "wanted": wanted.isoformat(), "reason": "Chờ nghị định"})
    assert "Chờ nghị định" in ministry.get("/ke-hoach/can-chu-y/").content.decode()
    move = DeadlineMove.objects.get()
    lead.post(address, {"act": "approve", "move": str(move.pk)})
    assert Task.objects.get().deadline == DUE
    page = ministry.post(address, {"act": "refuse", "move": str(move.pk), "answer": ""}).content.decode()
    assert "phải nêu lý do" in page
    ministry.post(address, {"act": "approve", "move": str(move.pk), "answer": "Đồng ý"})
    assert (Task.objects.get().deadline, Task.objects.get().first_deadline) == (wanted, DUE)
    assert "thời hạn đầu" in lead.get(f"/ke-hoach/{task.pk}/").content.decode()
