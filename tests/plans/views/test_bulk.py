"""Tables, selections and duplicates through the pages: preview first, one step, undone as one."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dutdiem.documents.models import Proposal
from dutdiem.kit.errors import Mistake
from dutdiem.plans import actions
from dutdiem.plans.actions import Change
from dutdiem.plans.models import Task
from dutdiem.trail.models import Entry
from dutdiem.units.models import Unit

pytestmark = pytest.mark.django_db
DUE = date.today() + timedelta(days=100)
HEAD = ["STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn", "Sản phẩm"]


def packed(page):
    return re.search(r'name="packed" value="([^"]+)"', page)[1]


def test_a_table_is_shown_as_it_would_be_and_then_assigned_and_undone_as_one(sign_in, planned, workbook):
    programme, client = planned("Kế hoạch", kind="objective"), sign_in("BCA")
    rows = [
        ["PHỤ LỤC"],
        HEAD,
        *[[n, f"Việc {n}", "Cục Kế hoạch và tài chính", "V01; T01", "30/06/2027", "Báo cáo"] for n in range(1, 501)],
    ]
    where = {"parent": str(programme.pk), "owner": "BCA"}
    page = client.post("/ke-hoach/giao-theo-bang/", {**where, "table": workbook(rows)}).content.decode()
    assert "500 nhiệm vụ sẽ được giao" in page
    assert Task.objects.count() == 1
    client.post("/ke-hoach/giao-theo-bang/", {**where, "packed": packed(page), "confirm": "1"})
    assert Task.objects.filter(parent=programme).count() == 500
    one = Task.objects.get(title="Việc 7")
    assert (one.lead.code, one.deadline, one.deliverable, one.coordinations.count()) == ("H01", date(2027, 6, 30), "Báo cáo", 2)
    page = client.get("/ke-hoach/can-chu-y/").content.decode()
    step = re.search(r'name="step" value="(\d+)"', page)[1]
    folded = re.search(r'<details class="take-back">.*?</details>', page, re.DOTALL)[0]
    assert f"Hoàn lại lần số {step}</button>" in folded, "the first click opens what the second takes back"
    assert int(re.search(r"Lần này do .+ làm lúc .+, gồm (\d+) bản ghi", folded)[1]) == Entry.objects.get(pk=step).items.count()
    client.post("/ke-hoach/hoan-lai/", {"step": step})
    assert Task.objects.count() == 1


def test_what_was_previewed_once_is_assigned_once_however_often_the_button_is_pressed(sign_in, workbook):
    client, where = sign_in("BCA"), {"owner": "BCA"}
    page = client.post("/ke-hoach/giao-theo-bang/", {**where, "table": workbook([HEAD, ["1", "Việc", "H01"]])}).content.decode()
    sent = {**where, "packed": packed(page), "confirm": "1"}
    client.post("/ke-hoach/giao-theo-bang/", sent)
    again = client.post("/ke-hoach/giao-theo-bang/", sent).content.decode()
    step = Entry.objects.get(verb="plans.assign_table").pk
    assert f"Bảng này đã được giao ở lần số {step}" in again
    assert packed(again) == sent["packed"], "a third press is refused as well"
    assert Task.objects.count() == 1


def test_the_sample_is_a_table_that_can_be_sent(sign_in):
    client = sign_in("BCA")
    sample = client.get("/ke-hoach/giao-theo-bang/mau.xlsx").content
    file = SimpleUploadedFile("mau.xlsx", sample)
    page = client.post("/ke-hoach/giao-theo-bang/", {"owner": "BCA", "table": file}).content.decode()
    assert "2 nhiệm vụ sẽ được giao" in page


def test_what_has_to_be_put_right_stands_before_what_is_good(sign_in, workbook):
    rows = [HEAD, *[[n, f"Việc {n}", "H01", "", "", ""] for n in range(1, 41)], [41, "Việc lỗi", "Cục X", "", "", ""]]
    page = sign_in("BCA").post("/ke-hoach/giao-theo-bang/", {"owner": "BCA", "table": workbook(rows)}).content.decode()
    assert page.index("Việc lỗi") < page.index("Việc 1<")
    assert "1 dòng phải sửa" in page and "40 dòng hợp lệ" in page
    assert "sẽ được giao" not in page


def test_rows_that_cannot_be_taken_are_named_and_nothing_can_be_confirmed(sign_in, workbook):
    rows = [
        ["Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn"],
        ["Việc tốt", "H01", "", ""],
        ["Việc lỗi", "Cục X", "", "hôm nào"],
        ["Trùng", "H01", "H01", ""],
    ]
    page = sign_in("BCA").post("/ke-hoach/giao-theo-bang/", {"owner": "BCA", "table": workbook(rows)}).content.decode()
    assert "2 dòng phải sửa" in page
    assert "Không có đơn vị “Cục X”" in page
    assert "“hôm nào” không phải là ngày" in page
    assert "không thể đồng thời phối hợp" in page
    assert 'name="confirm"' not in page
    assert not Task.objects.exists()


def test_a_row_that_orders_upwards_or_beside_says_so_in_the_preview(sign_in, workbook):
    rows = [
        ["Nhiệm vụ", "Chủ trì", "Phối hợp", "Trọng số"],
        ["Việc của phường", "C4", "T01", ""],
        ["Việc giao ngược", "Bộ Công an", "", ""],
        ["Việc nhờ bên cạnh", "C4", "T31A", ""],
        ["Việc quá nặng", "C4", "", "5000"],
    ]
    sent = {"owner": "T01", "table": workbook(rows)}
    client = sign_in("T01")
    page = client.post("/ke-hoach/giao-theo-bang/", sent).content.decode()
    faults = [re.findall(r'class="fault">([^<]+)', row) for row in re.findall(r"<tr><td>\d+</td>.*?</tr>", page, re.DOTALL)]
    assert [len(found) for found in faults] == [1, 1, 1, 0], "what has to be put right stands first"
    assert faults[0][0].startswith("Đơn vị chỉ giao việc cho mình và cấp dưới; Bộ Công an ở ngoài")
    assert "Công an thành phố Hải Phòng ở ngoài" in faults[1][0] and "gửi kiến nghị" in faults[1][0]
    assert faults[2] == ["Trọng số 5000 không hợp lệ; nhập số nguyên từ 1 đến 1000."]
    assert "3 dòng phải sửa" in page and 'name="confirm"' not in page
    client.post("/ke-hoach/giao-theo-bang/", {"owner": "T01", "packed": packed(page), "confirm": "1"})
    assert not Task.objects.exists()


def test_what_the_preview_finds_wrong_with_a_row_is_what_assigning_it_would_refuse(tree, workbook):
    from dutdiem.plans.naming import Named
    from dutdiem.plans.tables import planned as planned_row

    hanoi, today = Unit.objects.get(code="T01"), date.today()
    for lead, helpers in (("BCA", ""), ("C4", "H01"), ("T31A", "")):
        line = planned_row({"line": "2", "title": "Việc", "lead": lead, "coordinating": helpers}, Named(hanoi, today), today)
        with pytest.raises(Mistake) as refused:
            actions.assign_table(tree, hanoi, None, [line.wanted])
        assert str(refused.value) == f"Nhiệm vụ thứ 1: {line.faults[0]}"


def test_a_table_below_a_task_where_the_unit_has_no_part_is_said_so_in_the_preview(sign_in, planned, workbook):
    theirs = planned("Việc của Cục", "H01", helpers=["T01"])
    Task.objects.filter(pk=theirs.pk).update(state="cancelled")
    sent = {"owner": "T01", "parent": str(theirs.pk), "table": workbook([["Nhiệm vụ", "Chủ trì"], ["Việc", "T01"]])}
    client = sign_in("T01")
    page = client.post("/ke-hoach/giao-theo-bang/", sent).content.decode()
    assert f"Nhiệm vụ {theirs.pk} đã hủy, không thêm việc bên dưới nữa" in page
    assert "Chưa giao nhiệm vụ nào." in page and 'name="confirm"' not in page
    page = client.post("/ke-hoach/giao-theo-bang/", {**sent, "table": "", "packed": packed(page), "confirm": "1"}).content.decode()
    assert "không thêm việc bên dưới nữa" in page
    assert Task.objects.count() == 1


def test_what_is_refused_at_the_step_itself_is_said_and_nothing_is_lost(sign_in, workbook, monkeypatch):
    client = sign_in("BCA")
    page = client.post("/ke-hoach/giao-theo-bang/", {"owner": "BCA", "table": workbook([["Nhiệm vụ", "Chủ trì"], ["Việc", "H01"]])})
    sent = {"owner": "BCA", "packed": packed(page.content.decode()), "confirm": "1"}

    def refuse(*_given, **_named):
        raise Mistake("Nhiệm vụ thứ 1: đơn vị vừa ngừng hoạt động.")

    monkeypatch.setattr(actions, "assign_table", refuse)
    page = client.post("/ke-hoach/giao-theo-bang/", sent).content.decode()
    assert "đơn vị vừa ngừng hoạt động" in page and 'name="packed"' in page


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (SimpleUploadedFile("a.xlsx", b"MZ" * 100), "không mở được bảng tính"),
        (SimpleUploadedFile("a.xlsx", b""), "rỗng"),
        (SimpleUploadedFile("a.xlsx", b"PK\x03\x04" + b"0" * 3_000_000), "lớn hơn"),
    ],
)
def test_what_is_no_table_is_refused_beside_the_field(sign_in, file, says):
    page = sign_in("BCA").post("/ke-hoach/giao-theo-bang/", {"owner": "BCA", "table": file}).content.decode()
    assert says in re.search(r'id="id_table-fault">([^<]+)', page)[1].casefold()


def test_a_table_without_its_columns_says_which(sign_in, workbook):
    page = (
        sign_in("BCA")
        .post("/ke-hoach/giao-theo-bang/", {"owner": "BCA", "table": workbook([["a", "b"], ["c", "d"]])})
        .content.decode()
    )
    assert "thiếu cột" in re.search(r'id="id_table-fault">([^<]+)', page)[1]


def test_a_preview_that_was_tampered_with_is_not_taken(sign_in):
    page = sign_in("BCA").post("/ke-hoach/giao-theo-bang/", {"owner": "BCA", "packed": "W10:abc", "confirm": "1"}).content.decode()
    assert "Bản xem trước đã hết hạn" in page
    assert not Task.objects.exists()


def test_a_recurring_deadline_of_a_table_is_kept_as_a_rule(sign_in, workbook):
    client = sign_in("BCA")
    rows = [["Nhiệm vụ", "Chủ trì", "Thời hạn"], ["Báo cáo tháng", "H01", "trước ngày 15 hằng tháng"]]
    page = client.post("/ke-hoach/giao-theo-bang/", {"owner": "BCA", "table": workbook(rows)}).content.decode()
    client.post("/ke-hoach/giao-theo-bang/", {"owner": "BCA", "packed": packed(page), "confirm": "1"})
    task = Task.objects.get()
    assert task.recurrence == "FREQ=MONTHLY;BYMONTHDAY=15"
    assert task.deadline.day == 15


def test_a_selection_is_previewed_and_changed(sign_in, planned):
    client, tasks = sign_in("BCA"), [planned(f"Việc {n}", "H01", deadline=DUE) for n in range(3)]
    page = client.get("/ke-hoach/", {"lead": "H01"}).content.decode()
    assert page.count('type="checkbox" name="key"') == 3
    keys = {"key": [str(task.pk) for task in tasks]}
    page = client.post("/ke-hoach/doi-hang-loat/", {**keys, "lead": "V01", "preview": "1"}).content.decode()
    assert 'name="confirm"' in page
    assert Task.objects.filter(lead__code="H01").count() == 3
    client.post("/ke-hoach/doi-hang-loat/", {**keys, "lead": "V01", "confirm": "1"})
    assert Task.objects.filter(lead__code="V01").count() == 3


def test_the_preview_names_what_does_not_fit_and_offers_no_confirmation(sign_in, planned):
    one, other = planned("Một", "H01", deadline=DUE), planned("Hai", "H01", helpers=["V01"])
    keys = {"key": [str(one.pk), str(other.pk)]}
    page = sign_in("BCA").post("/ke-hoach/doi-hang-loat/", {**keys, "lead": "V01", "preview": "1"}).content.decode()
    assert "1 nhiệm vụ không đổi được" in page
    assert "bỏ phối hợp trước" in page
    assert 'name="confirm"' not in page


def test_nothing_selected_is_said(sign_in):
    answer = sign_in("BCA").get("/ke-hoach/doi-hang-loat/", follow=True)
    assert "Chưa chọn nhiệm vụ nào" in answer.content.decode()


def test_duplicates_stand_side_by_side_with_what_they_share_and_are_merged(sign_in, planned, paper):
    one, other = planned("Lập đề án hiện đại hóa công an xã", "H01"), planned("Lập Đề án hiện đại hóa Công an xã, phường", "H01")
    planned("Xây dựng trụ sở", "H01")
    for task, symbol in ((one, "1-CT"), (other, "2-CT")):
        Task.objects.filter(pk=task.pk).update(document=paper("Giao lập đề án.", symbol=symbol), start=5, end=14)
    client = sign_in("BCA")
    page = client.get("/ke-hoach/trung-lap/").content.decode()
    assert "1 cặp giống nhau" in page
    assert "“Lập đề án hiện đại hóa công an xã”" in page
    client.post("/ke-hoach/trung-lap/", {"kept": str(one.pk), "other": str(other.pk)})
    assert Task.objects.get(pk=other.pk).merged_into == one
    page = client.get(f"/ke-hoach/{one.pk}/").content.decode()
    assert "Cũng được giao tại" in page
    assert "2-CT" in page
    assert f'href="/ke-hoach/{one.pk}/"' in client.get(f"/ke-hoach/{other.pk}/").content.decode()


def test_a_step_is_told_by_the_documents_that_its_proposals_came_from(sign_in, paper):
    document = paper("Rà soát trụ sở.", symbol="45/KH-BCA")
    facts = {"title": "Rà soát trụ sở", "sentence": [0, 14]}
    proposal = Proposal.objects.create(document=document, kind="task", start=0, end=14, facts=facts)
    client = sign_in("BCA")
    client.post(f"/goi-y/{proposal.pk}/", {"decision": "accept"})
    assert "nhận gợi ý từ văn bản 45/KH-BCA, 1 gợi ý" in client.get("/ke-hoach/can-chu-y/").content.decode()


def test_a_step_of_another_plan_is_neither_shown_nor_undone(sign_in, planned, tree):
    task = planned("Việc", "H01", deadline=DUE)
    step = actions.change_many(tree, [task], Change(state="suspended", reason="Chờ"))
    client = sign_in("T01")
    assert 'name="step"' not in client.get("/ke-hoach/can-chu-y/").content.decode()
    assert client.post("/ke-hoach/hoan-lai/", {"step": str(step)}).status_code == 403
    assert Task.objects.get().state == "suspended"
