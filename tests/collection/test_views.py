"""Pages of submissions: what is due, filling in, workbooks, deciding."""

import io
import re
from datetime import date
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from dutdiem.authority import Actor, operator
from dutdiem.catalogue.models import ReportForm
from dutdiem.collection import queries
from dutdiem.collection.actions import Filled, decide, submit
from dutdiem.collection.models import Submission

pytestmark = pytest.mark.django_db
FORM = "/bao-cao-so-lieu/fire/2025-08/C3/"


def words(answer) -> str:
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", unescape(text))


def send(client, do="submit", revision="", address=FORM, **values):
    fields = {f"v:{code.replace('__', ':')}": value for code, value in values.items()}
    return client.post(address, {"do": do, "revision": revision, **fields})


@pytest.fixture
def reporter(sign_in, fire):
    return sign_in("C3", "reporter")


def test_the_list_has_the_forms_of_the_units_level_with_deadline_and_state(sign_in, fire, actor):
    submit(actor, fire, "2025-08", [Filled("C3", {"fires": "1"})])
    client = sign_in("C3", "reporter")
    page = words(client.get("/bao-cao-so-lieu/"))
    assert "Công an phường Hồng Lê" in page
    assert "Báo cáo tháng Tháng" in page
    assert "quá hạn" in page
    assert "Chờ duyệt" not in page


def test_what_is_due_is_of_periods_in_which_the_unit_was_there(catalogue, fire, actor):
    submit(actor, fire, "2025-07", [Filled("C3", {"fires": "1"})])
    found = queries.dues(operator("thử"), "C3", date(2025, 8, 1))
    assert [(one.form.code, one.period.code, one.due, one.status, one.late) for one in found] == [
        ("monthly", "2025-08", date(2025, 9, 5), "missing", False),
        ("monthly", "2025-07", date(2025, 8, 5), "missing", False),
        ("fire", "2025-08", date(2025, 8, 18), "missing", False),
        ("fire", "2025-07", date(2025, 7, 16), "submitted", True),
    ]
    assert {one.period.code for one in queries.dues(operator("thử"), "C1", date(2025, 7, 20))} == {
        "2025-06", "2025-05", "2025-04", "2025-03", "2025-02",
    }  # fmt: skip
    assert queries.dues(operator("thử"), "T01", date(2025, 8, 1)) == []


def test_a_form_shows_the_period_before_beside_each_field(reporter, fire, actor):
    submit(actor, fire, "2025-07", [Filled("C3", {"fires": "1234", "damage": "10.5"})])
    page = words(reporter.get(FORM))
    assert "Tháng 8 năm 2025 (15/07/2025 - 14/08/2025) · hạn gửi 18/08/2025" in page
    assert "Số vụ cháy để trống thì lấy tổng các phần vụ – 1.234" in page
    assert "Thiệt hại triệu đồng – 10,5" in page


def test_what_was_typed_stays_with_one_sentence_beside_each_field(reporter):
    answer = send(reporter, fires="10", burnt="1.200", damage="nhiều", balance="-3")
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Có 2 chỗ cần sửa" in words(answer)
    assert re.search(r'name="v:burnt" value="1\.200"[^>]*aria-invalid="true" aria-describedby="f4e"', html)
    assert re.search(r'id="f4e">“1\.200” vụ: dấu chấm trước ba chữ số', html)
    assert 'name="v:balance" value="-3"' in html
    assert "“nhiều” không phải là số" in html
    assert not Submission.objects.exists()


def test_a_rule_that_does_not_hold_is_told_beside_its_field(reporter):
    answer = send(reporter, fires="1", burnt="2")
    assert re.search(r'id="f4e">“Số vụ cháy có thiệt hại” phải không lớn hơn “Số vụ cháy”', answer.content.decode())


def test_a_draft_is_kept_and_then_sent(reporter):
    assert send(reporter, "draft", fires__urban="2").status_code == 302
    assert Submission.objects.get().status == "draft"
    page = reporter.get(FORM)
    assert 'name="v:fires:urban" value="2"' in page.content.decode()
    assert "Lưu nháp" in words(page)
    assert send(reporter, revision="1", fires__urban="2", fires__rural="3", damage="1,5").status_code == 302
    latest = Submission.objects.get(latest=True)
    assert (latest.status, latest.revision, latest.submitted_by) == ("submitted", 2, "reporter-c3")
    assert latest.values == {"fires:urban": "2", "fires:rural": "3", "damage": "1.5", "fires": "5"}
    page = reporter.get(FORM)
    assert 'name="v:damage" value="1,5"' in page.content.decode()
    assert "Lưu nháp" not in words(page)
    assert "Gửi bản sửa" in words(page)


def test_comments_and_warnings_are_kept_and_shown(reporter):
    reporter.post(FORM, {"do": "submit", "v:fires": "1", "v:burnt": "1", "v:damage": "5000", "c:damage": "kho vải"})
    kept = Submission.objects.get()
    assert (kept.comments, len(kept.warnings)) == ({"damage": "kho vải"}, 1)
    page = reporter.get(FORM).content.decode()
    assert "Thiệt hại trung bình trên 1.000 triệu đồng một vụ" in page
    assert 'value="kho vải"' in page


def test_an_empty_form_is_not_sent(reporter):
    answer = send(reporter)
    assert (answer.status_code, "Chưa có số liệu nào" in words(answer)) == (422, True)


def test_who_typed_over_an_older_revision_is_told_and_loses_nothing(reporter, fire, actor):
    submit(actor, fire, "2025-08", [Filled("C3", {"fires": "4"})])
    answer = send(reporter, revision="", fires="9")
    assert "thử vừa ghi bản mới (lần 1)" in words(answer)
    assert 'value="9"' in answer.content.decode()
    assert Submission.objects.get(latest=True).values == {"fires": "4"}


def test_the_side_above_returns_with_a_reason_and_approves(sign_in, reporter, fire):
    send(reporter, fires="4")
    above = sign_in("T31A", "staff")
    assert "Công an phường Hồng Lê Báo cáo cháy Tháng 8 năm 2025" in words(above.get("/bao-cao-so-lieu/"))
    assert "Duyệt báo cáo" in words(above.get(FORM))
    assert "Duyệt báo cáo" not in words(reporter.get(FORM))
    above.post(FORM + "quyet-dinh/", {"decision": "returned", "revision": "1", "reason": " "})
    assert Submission.objects.get().status == "submitted"
    above.post(FORM + "quyet-dinh/", {"decision": "returned", "revision": "1", "reason": "Thiếu vụ ngày 20/7."})
    assert "Bị trả lại: Thiếu vụ ngày 20/7." in words(reporter.get(FORM))
    send(reporter, revision="1", fires="5")
    above.post(FORM + "quyet-dinh/", {"decision": "approved", "revision": "1"})
    assert Submission.objects.get(latest=True).status == "submitted"
    above.post(FORM + "quyet-dinh/", {"decision": "approved", "revision": "2"})
    assert Submission.objects.get(latest=True).status == "approved"
    page = reporter.get(FORM)
    assert "<input class" not in page.content.decode().partition("<main")[2]
    assert "Lần 1" in words(page)


def test_a_refused_reason_comes_back_beside_its_sentence(sign_in, reporter):
    send(reporter, fires="4")
    above = sign_in("T31A", "staff")
    said = "Hỏi lại anh Nam, 0912 345 678"
    refused = above.post(FORM + "quyet-dinh/", {"decision": "returned", "revision": "1", "reason": said})
    assert refused.status_code == 422
    assert f"autofocus>{said}</textarea>" in unescape(refused.content.decode())
    assert "Ô này không ghi số định danh, điện thoại" in words(refused)
    assert 'name="v:fires"' not in refused.content.decode()
    assert Submission.objects.get().status == "submitted"
    stale = above.post(FORM + "quyet-dinh/", {"decision": "returned", "revision": "0", "reason": "Thiếu vụ ngày 20/7."})
    assert "autofocus>Thiếu vụ ngày 20/7.</textarea>" in unescape(stale.content.decode())
    assert "Đơn vị đã gửi bản mới hơn" in words(stale)
    above.post(FORM + "quyet-dinh/", {"decision": "approved", "revision": "1"})
    above.post(FORM + "quyet-dinh/", {"decision": "locked", "revision": "1"})
    again = above.post(FORM + "quyet-dinh/", {"decision": "reopened", "revision": "1", "reason": said})
    assert f"autofocus>{said}</textarea>" in unescape(again.content.decode())
    late = above.post(FORM + "quyet-dinh/", {"decision": "returned", "revision": "1", "reason": "Thiếu vụ ngày 20/7."})
    assert "không chuyển sang “bị trả lại” được. Nội dung đã nhập: Thiếu vụ ngày 20/7." in words(late)


def test_the_side_above_opens_a_closed_report_again_and_the_unit_sees_why(sign_in, reporter):
    send(reporter, fires="4")
    above = sign_in("T31A", "staff")
    for decision in ("approved", "locked"):
        above.post(FORM + "quyet-dinh/", {"decision": decision, "revision": "1"})
    assert "Mở lại để sửa" in words(above.get(FORM))
    assert "Mở lại để sửa" not in words(reporter.get(FORM))
    assert 'name="v:fires"' not in reporter.get(FORM).content.decode()
    above.post(FORM + "quyet-dinh/", {"decision": "reopened", "revision": "1", "reason": ""})
    assert Submission.objects.get().status == "locked"
    above.post(FORM + "quyet-dinh/", {"decision": "reopened", "revision": "1", "reason": "Đếm thiếu ngày 20/7."})
    page = reporter.get(FORM)
    assert "Được mở lại để sửa: Đếm thiếu ngày 20/7." in words(page)
    assert 'name="v:fires"' in page.content.decode()
    owed = words(reporter.get("/bao-cao-so-lieu/")).partition("Đã gửi")[0]
    assert "chờ bản sửa được mở lại để sửa Đếm thiếu ngày 20/7." in owed.partition("Cần nhập và gửi")[2]
    assert "Báo cáo số liệu được mở lại để sửa" in words(reporter.get("/viec-cua-toi/"))
    waiting, _, awaited = words(above.get("/bao-cao-so-lieu/")).partition("Đã mở lại, chờ bản sửa")
    assert "Không có báo cáo nào chờ duyệt." in waiting
    assert re.search("Công an phường Hồng Lê Báo cáo cháy Tháng 8 năm 2025 .*Đếm thiếu ngày 20/7", awaited)
    above.post("/bao-cao-so-lieu/duyet/", {"one": [Submission.objects.get().pk]})
    assert Submission.objects.get().status == "submitted"
    send(reporter, revision="1", fires="5")
    waiting, _, awaited = words(above.get("/bao-cao-so-lieu/")).partition("Đã mở lại, chờ bản sửa")
    assert "Công an phường Hồng Lê" in waiting
    assert not awaited
    assert "mở lại" not in words(reporter.get("/viec-cua-toi/"))
    assert Submission.objects.get(latest=True).values["fires"] == "5"
    assert "Được mở lại" not in words(reporter.get(FORM))


def test_ticked_reports_are_approved_together_and_others_stay(sign_in, reporter, fire, actor):
    for period in ("2025-07", "2025-08", "2025-09"):
        submit(actor, fire, period, [Filled("C3", {"fires": "4"}), Filled("C4", {"fires": "1"})])
    above = sign_in("T31A", "staff")
    keys = list(Submission.objects.filter(period__lt="2025-09").values_list("pk", flat=True))
    assert "Chưa chọn báo cáo nào" in words(above.post("/bao-cao-so-lieu/duyet/", {}, follow=True))
    assert "Đã duyệt 2 báo cáo." in words(above.post("/bao-cao-so-lieu/duyet/", {"one": keys}, follow=True))
    approved = Submission.objects.filter(status="approved").values_list("unit__code", "period")
    assert set(approved) == {("C3", "2025-07"), ("C3", "2025-08")}
    reporter.post("/bao-cao-so-lieu/duyet/", {"one": list(Submission.objects.values_list("pk", flat=True))})
    assert Submission.objects.filter(status="approved").count() == 2


def test_what_waits_is_narrowed_to_a_form_that_stays_in_the_address(sign_in, reporter, fire, actor):
    submit(actor, fire, "2025-08", [Filled("C3", {"fires": "4"})])
    submit(actor, ReportForm.objects.get(code="monthly"), "2025-08", [Filled("C3", {"cases": "2"})])
    above = sign_in("T31A", "staff")

    def waiting(address: str) -> list[str]:
        return re.findall(r'name="one" value="(\d+)"', above.get(address).content.decode())

    assert (len(waiting("/bao-cao-so-lieu/")), len(waiting("/bao-cao-so-lieu/?bieu-mau=fire&unit=T31A"))) == (2, 1)
    page = above.get("/bao-cao-so-lieu/?bieu-mau=fire&unit=T31A").content.decode()
    assert '<option value="fire" selected>' in page
    target = re.search(r'action="(/bao-cao-so-lieu/duyet/[^"]*)"', page)[1].replace("&amp;", "&")
    answer = above.post(target, {"one": list(Submission.objects.filter(form=fire).values_list("pk", flat=True))})
    assert answer.url == "/bao-cao-so-lieu/?unit=T31A&bieu-mau=fire"
    page = words(above.get(answer.url))
    assert "Đã duyệt 1 báo cáo." in page and "Biểu mẫu này không có báo cáo nào chờ duyệt." in page
    assert above.get("/bao-cao-so-lieu/?bieu-mau=patrol@T01").status_code == 404


def test_who_decides_looks_first_and_types_only_when_asked(sign_in, reporter, fire):
    send(reporter, fires="4")
    above = sign_in("T31A", "staff")
    assert 'name="v:fires"' not in above.get(FORM).content.decode()
    assert "Sửa thay đơn vị" in words(above.get(FORM))
    assert 'name="v:fires"' in above.get(FORM + "?sua=1").content.decode()


@pytest.mark.parametrize("decision", ["draft", "", "submitted"])
def test_a_decision_that_is_none_is_a_bad_request(sign_in, reporter, fire, decision):
    send(reporter, fires="4")
    assert sign_in("T31A", "staff").post(FORM + "quyet-dinh/", {"decision": decision, "revision": "1"}).status_code == 400


@pytest.mark.parametrize(
    ("unit", "role", "opens", "sends"),
    [("C3", "reporter", 200, 302), ("T31A", "staff", 200, 302), ("T31A", "leader", 200, 403), ("C4", "reporter", 404, 404)],
)
def test_who_may_see_and_who_may_send(sign_in, fire, unit, role, opens, sends):
    client = sign_in(unit, role)
    assert client.get(FORM).status_code == opens
    assert send(client, fires="1").status_code == sends
    assert client.get(FORM + "mau.xlsx").status_code == opens
    assert client.post(FORM + "tai-len/").status_code in (302, 404)


@pytest.mark.parametrize(
    "address",
    [
        "/bao-cao-so-lieu/none/2025-08/C3/",
        "/bao-cao-so-lieu/fire/2025-Q3/C3/",
        "/bao-cao-so-lieu/fire/2199-01/C3/",
        "/bao-cao-so-lieu/fire/2025-13/C3/",
        "/bao-cao-so-lieu/fire/2025-06/C3/",
        "/bao-cao-so-lieu/?unit=C4",
    ],
)
def test_what_is_not_there_is_a_plain_sentence(reporter, address):
    answer = reporter.get(address)
    assert answer.status_code == 404
    assert "Không" in words(answer)


def workbook(client, **changes) -> bytes:
    """The form's workbook with values typed in by code."""
    import xlsxwriter

    rows = CalamineWorkbook.from_filelike(io.BytesIO(client.get(FORM + "mau.xlsx").content)).get_sheet_by_index(0)
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate(rows.to_python(skip_empty_area=False)):
            typed = dict(enumerate(row))
            if row[0] in changes:
                typed[4], typed[5] = changes[row[0]]
            for column, value in typed.items():
                sheet.write(line, column, value)
    return target.getvalue()


def upload(client, content: bytes, address: str = FORM, name: str = "a.xlsx"):
    return client.post(address + "tai-len/", {"file": SimpleUploadedFile(name, content)}, follow=True)


def test_a_workbook_is_filled_in_and_read_into_the_page(reporter, fire, actor):
    submit(actor, fire, "2025-07", [Filled("C3", {"fires": "7"})])
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(reporter.get(FORM + "mau.xlsx").content)).get_sheet_by_index(0).to_python()
    assert [row[2] for row in sheet[:3]] == ["fire", "2025-08", "C3"]
    assert sheet[6][:5] == ["fires", "Số vụ cháy", "vụ", 7.0, ""]
    answer = upload(reporter, workbook(reporter, fires=(12, "cả kho"), damage=(0.1, ""), burnt=("nhiều", "")))
    html = answer.content.decode()
    assert "Đã đọc tệp a.xlsx" in html
    assert 'name="v:fires" value="12"' in html
    assert 'name="c:fires" value="cả kho"' in html
    assert 'name="v:damage" value="0,1"' in html
    assert "“nhiều” không phải là số" in html
    assert not Submission.objects.filter(period="2025-08").exists()


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04broken", b"x" * 2_000_001])
def test_what_is_no_workbook_is_told(reporter, content):
    assert re.search("không mở được bảng tính|quá lớn|Chưa chọn tệp", words(upload(reporter, content)))


def test_a_workbook_whose_name_is_secret_is_refused_without_its_name(reporter):
    page = words(upload(reporter, workbook(reporter), name="song-lam_TuyetMat.xlsx"))
    assert "Tên tệp mang dấu chỉ độ mật" in page
    assert "song-lam" not in page


def test_the_workbook_of_another_period_is_refused(reporter):
    answer = upload(reporter, workbook(reporter), FORM.replace("2025-08", "2025-09"))
    assert "tệp này là của fire, 2025-08, C3, trang đang mở là fire, 2025-09, C3" in words(answer)


def test_a_formula_in_a_comment_stays_text(reporter):
    reporter.post(FORM, {"do": "submit", "v:fires": "1", "c:fires": '=HYPERLINK("http://x")'})
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(reporter.get(FORM + "mau.xlsx").content)).get_sheet_by_index(0).to_python()
    assert sheet[6][5] == '=HYPERLINK("http://x")'


def test_a_closed_report_is_shown_and_not_sent(reporter, fire: ReportForm, actor: Actor):
    send(reporter, fires="4")
    kept = Submission.objects.get()
    for status in ("approved", "locked"):
        decide(actor, kept, status)
    page = reporter.get(FORM)
    assert "đã chốt" in words(page)
    assert "Gửi" not in words(page).split("Điểm tự chấm")[1]
    assert "đã chốt, không sửa được" in words(send(reporter, revision="1", fires="5"))


def test_a_page_asks_the_database_a_dozen_times_at_most(reporter, fire, actor, django_assert_max_num_queries):
    submit(actor, fire, "2025-08", [Filled("C3", {"fires": "4"})])
    for address in (FORM, "/bao-cao-so-lieu/"):
        reporter.get(address)
        with django_assert_max_num_queries(12):
            reporter.get(address)


def test_it_is_in_english_too(reporter):
    reporter.cookies["django_language"] = "en"
    page = words(reporter.get(FORM))
    assert "Send report" in page
    assert "August 2025 (15/07/2025 - 14/08/2025)" in page


def test_refusals_of_numbers_and_periods_are_in_english_too(reporter):
    reporter.cookies["django_language"] = "en"
    page = words(send(reporter, fires="10", burnt="1.200", damage="nhiều", balance="-3"))
    assert "a point before three digits may be meant as a thousands separator" in page
    assert "“nhiều” is no number; enter one or leave it empty." in page
    assert "The period “2025-13” cannot be read" in words(reporter.get("/bao-cao-so-lieu/fire/2025-13/C3/"))


def test_a_private_number_in_a_comment_is_refused_beside_its_figure_and_nothing_is_kept(reporter):
    answer = reporter.post(FORM, {"do": "submit", "revision": "", "v:fires": "3", "c:fires": "Gọi 0912345678"})
    assert "xóa “********78” rồi gửi lại" in words(answer)
    assert "Gọi 0912345678" in answer.content.decode(), "what was typed stays"
    assert not Submission.objects.exists()
