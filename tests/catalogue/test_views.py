"""The pages of the catalogue: a staff office adds its own beside what came from above."""

import re

import pytest

from dutdiem.catalogue import actions
from dutdiem.catalogue.models import DataElement, Indicator, ReportForm, Target

ELEMENT = {"code": "patrols", "name": "Số lượt tuần tra", "unit": "lượt", "frequency": "month", "over_units": "sum",
           "over_time": "sum", "whole": "on", "internal": "on"}  # fmt: skip
INDICATOR = {"code": "per_case", "name": "Lượt trên một vụ", "formula": "patrols / cases", "unit": "lượt/vụ", "direction": "up",
             "decimals": "1", "internal": "on"}  # fmt: skip
ASKED = {"code": "patrol", "name": "Báo cáo tuần tra", "frequency": "month", "level": "commune", "elements": ["patrols@T01"],
         "due_day": "10", "starts_on": "2025-08-01", "internal": "on"}  # fmt: skip
TARGET = {"indicator": "per_case@T01", "unit": "C4", "period": "2025", "comparator": ">=", "value": "3,5", "source": "KH 9",
          "internal": "on"}  # fmt: skip


def seen(client, address):
    """The mark of what the page shows, which it sends along."""
    return {"shown": re.search(r'name="shown" value="(\w+)"', client.get(address).content.decode())[1]}


@pytest.fixture
def office(catalogue, sign_in):
    return sign_in("T01")


@pytest.fixture
def filled(office):
    for kind, data in (("muc-so-lieu", ELEMENT), ("chi-tieu", INDICATOR), ("bieu-mau", ASKED), ("chi-tieu-giao", TARGET)):
        answer = office.post(f"/danh-muc/{kind}/", data)
        assert answer.status_code == 302, answer.content.decode()
    return office


def test_a_province_adds_an_element_an_indicator_a_form_and_a_target(filled):
    assert DataElement.objects.get(code="patrols@T01").internal
    assert Indicator.objects.get(code="per_case@T01").formula == "patrols@T01 / cases"
    assert ReportForm.objects.get(code="patrol@T01").due_day == 10
    assert Target.objects.get(owner__code="T01").value == 3.5
    page = filled.get("/danh-muc/").content.decode()
    assert page.count("nội bộ") >= 4
    assert "Số vụ đã khám phá" in page, "what came from above stands beside it"


def test_the_list_tells_its_own_from_what_came_from_above(filled):
    own, above = (filled.get(f"/danh-muc/?cua={whose}").content.decode() for whose in ("rieng", "chung"))
    assert "Số lượt tuần tra" in own and "Số vụ đã khám phá" not in own
    assert "Số lượt tuần tra" not in above and "Số vụ đã khám phá" in above


def test_others_see_nothing_of_it(filled, sign_in):
    for unit in ("BCA", "T31A"):
        client = sign_in(unit)
        pages = "/danh-muc/", "/tim/?q=tuần+tra", "/tim/?q=lượt+trên"
        assert not any("Số lượt tuần tra" in (page := client.get(at).content.decode()) or "Lượt trên" in page for at in pages)
        answers = {client.get(f"/danh-muc/muc-so-lieu/?code={code}").status_code for code in ("patrols@T01", "patrols@T99")}
        assert len(answers) == 1 and answers <= {403, 404}


def test_what_came_from_above_has_no_page_to_change_it(filled):
    assert filled.get("/danh-muc/muc-so-lieu/?code=cases").status_code == 404
    answer = filled.post("/danh-muc/muc-so-lieu/", ELEMENT | {"code": "cases"})
    assert answer.status_code == 422
    assert "đơn vị không đổi được định nghĩa từ cấp trên" in answer.content.decode()


def test_an_indicator_is_changed_from_a_day_on(filled):
    address = "/danh-muc/chi-tieu/?code=per_case@T01"
    page = filled.get(address).content.decode()
    assert "patrols@T01 / cases" in page
    changed = {**INDICATOR, "formula": "cases / patrols", "unit": "vụ/lượt", **seen(filled, address)}
    answer = filled.post(address, changed)
    assert answer.status_code == 422
    assert "Cách tính đã đổi: điền ngày bắt đầu áp dụng" in answer.content.decode()
    assert not any(words in answer.content.decode() for words in ("trang nhập", "valid_from =", "formula đổi"))
    assert filled.post(address, changed | {"valid_from": "2026-01-01"}).status_code == 302
    earlier = changed | {"formula": "patrols / cases", "unit": "lượt/vụ", "valid_from": "2025-01-01"} | seen(filled, address)
    assert "Ngày này trước ngày áp dụng" in filled.post(address, earlier).content.decode()
    assert Indicator.objects.get(code="per_case@T01").formula == "cases / patrols@T01"


def test_a_page_speaks_of_its_fields_and_never_of_files(filled):
    target = Target.objects.get(owner__code="T01")
    address = f"/danh-muc/chi-tieu-giao/?code=per_case@T01|C4|2025|{target.comparator}|T01"
    answers = [
        filled.post("/danh-muc/chi-tieu/", {**INDICATOR, "code": "open", "internal": ""}),
        filled.post(address, TARGET | {"value": "9"} | seen(filled, address)),
        filled.post("/danh-muc/chi-tieu-giao/", TARGET | {"period": "2026", "internal": ""}),
        filled.post("/danh-muc/muc-so-lieu/", ELEMENT | {"code": "other", "name": "a\x00b"}),
    ]
    pages = [answer.content.decode() for answer in answers]
    assert {answer.status_code for answer in answers} == {422}
    told = "đánh dấu “Nội bộ”", "Cách tính đã đổi", "đánh dấu “Nội bộ”", "Có ký tự không nhận được"
    assert all(says in page for says, page in zip(told, pages, strict=True))
    assert not any(words in page for page in pages for words in ("internal = true", "valid_from =", "[[targets]]", "Null char"))


def test_a_name_is_put_right_and_limits_from_a_file_stay(filled):
    from dutdiem.catalogue.queries import element

    DataElement.objects.filter(code="patrols@T01").update(maximum="900")
    address = "/danh-muc/muc-so-lieu/?code=patrols@T01"
    assert filled.post(address, ELEMENT | {"name": "Lượt tuần tra"} | seen(filled, address)).status_code == 302
    kept = element(DataElement.objects.get(code="patrols@T01"))
    assert (kept.name, kept.maximum) == ("Lượt tuần tra", 900)


@pytest.mark.parametrize(
    ("kind", "data", "says"),
    [
        ("muc-so-lieu", ELEMENT | {"name": "Khác"}, "Mã này đã có trong danh mục riêng"),
        ("chi-tieu", INDICATOR | {"name": "Khác", "formula": "cases / patrols"}, "Mã này đã có trong danh mục riêng"),
        ("bieu-mau", ASKED | {"name": "Khác"}, "Mã này đã có trong danh mục riêng"),
        ("chi-tieu-giao", TARGET | {"value": "9"}, "Đơn vị này đã được giao chỉ tiêu ấy"),
    ],
)
def test_what_is_added_writes_over_nothing_that_is_there(filled, kind, data, says):
    answer = filled.post(f"/danh-muc/{kind}/", data)
    assert answer.status_code == 422 and says in answer.content.decode()
    names = {*DataElement.objects.values_list("name", flat=True), *ReportForm.objects.values_list("name", flat=True)}
    assert "Khác" not in names and Target.objects.get(owner__code="T01").value == 3.5
    assert Indicator.objects.get(code="per_case@T01").formula == "patrols@T01 / cases"


def test_what_changes_while_a_page_is_sent_is_shown_as_it_is_now(filled, monkeypatch):
    page = "/danh-muc/muc-so-lieu/?code=patrols@T01"
    mine, begin = {**ELEMENT, "name": "Tên của tôi"} | seen(filled, page), actions.entry

    def entry_after(*given, **facts):
        monkeypatch.setattr(actions, "entry", begin)
        DataElement.objects.filter(code="patrols@T01").update(name="Tên của người khác")
        return begin(*given, **facts)

    monkeypatch.setattr(actions, "entry", entry_after)
    answer = filled.post(page, mine).content.decode()
    assert "Tên: Tên của người khác" in answer
    again = {"shown": re.search(r'name="shown" value="(\w+)"', answer)[1]}
    assert filled.post(page, mine | again).status_code == 302, "sent again, it is meant"
    assert DataElement.objects.get(code="patrols@T01").name == "Tên của tôi"


def test_of_two_who_edit_the_second_is_shown_both(filled):
    address = "/danh-muc/bieu-mau/?code=patrol@T01"
    first = second = seen(filled, address)
    assert filled.post(address, ASKED | {"name": "Bản của người thứ nhất", "due_day": "12"} | first).status_code == 302
    answer = filled.post(address, ASKED | {"name": "Bản của người thứ hai"} | second)
    page = answer.content.decode()
    assert answer.status_code == 422 and "Vừa có người khác sửa" in page
    assert "Bản của người thứ nhất" in page and "trong tháng sau kỳ báo cáo: 12" in page and 'value="Bản của người thứ hai"' in page
    assert ReportForm.objects.get(code="patrol@T01").name == "Bản của người thứ nhất"
    again = {"shown": re.search(r'name="shown" value="(\w+)"', page)[1]}
    assert filled.post(address, ASKED | {"name": "Bản của người thứ hai"} | again).status_code == 302


@pytest.mark.parametrize(
    ("kind", "data", "says"),
    [
        ("muc-so-lieu", ELEMENT | {"code": "tuần tra"}, "Mã chỉ gồm"),
        ("chi-tieu", INDICATOR | {"formula": "patrols /"}, "chưa hết"),
        ("chi-tieu", INDICATOR | {"formula": "nothing / cases"}, "nothing@T01"),
        ("chi-tieu-giao", TARGET | {"unit": "C3"}, "C3 ở ngoài"),
        ("chi-tieu-giao", TARGET | {"value": "nhiều"}, "Không phải số"),
        ("chi-tieu-giao", TARGET | {"value": "1.200"}, "“1.200” có thể là 1200 hay 1,200"),
        ("chi-tieu-giao", TARGET | {"value": "1.200.000"}, "dấu phân cách hàng nghìn"),
        ("chi-tieu-giao", TARGET | {"value": "1e30"}, "Không phải số"),
        ("chi-tieu-giao", TARGET | {"value": "1" + 20 * "0"}, "quá lớn"),
        ("chi-tieu-giao", TARGET | {"period": "2026-13"}, "không có kỳ “2026-13”"),
        ("chi-tieu-giao", TARGET | {"period": "2026-02-30"}, "không có kỳ “2026-02-30”"),
        ("chi-tieu-giao", TARGET | {"period": "9999"}, "trong các năm 1945 đến 2200"),
        ("bieu-mau", ASKED | {"elements": []}, "Chọn ít nhất một mục"),
    ],
)
def test_a_fault_is_one_sentence_and_changes_nothing(filled, kind, data, says):
    answer = filled.post(f"/danh-muc/{kind}/", data | ({"code": "other"} if "code" in data and data["code"].isascii() else {}))
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert (DataElement.objects.exclude(owner=None).count(), Indicator.objects.exclude(owner=None).count()) == (1, 1)


@pytest.mark.parametrize("role", ["leader", "reporter"])
def test_who_does_not_define_reads_alone(filled, sign_in, role):
    client = sign_in("T01", role)
    page = client.get("/danh-muc/").content.decode()
    assert "Số lượt tuần tra" in page and "/danh-muc/muc-so-lieu/" not in page
    assert client.get("/danh-muc/muc-so-lieu/").status_code == 403


def test_what_holds_in_the_whole_tree_is_defined_by_a_file(filled, sign_in):
    client = sign_in("BCA")
    page = client.get("/danh-muc/").content.decode()
    assert "dutdiem figures define" in page and "/danh-muc/muc-so-lieu/" not in page
    assert client.get("/danh-muc/muc-so-lieu/").status_code == 403


def test_the_pages_ask_at_most_twelve_questions(filled, django_assert_max_num_queries):
    for at in (
        "/danh-muc/",
        "/danh-muc/chi-tieu/",
        "/danh-muc/bieu-mau/?code=patrol@T01",
        "/danh-muc/chi-tieu-giao/",
        ELEMENT_STOP,
    ):
        with django_assert_max_num_queries(12):
            assert filled.get(at).status_code == 200


STOP = "/danh-muc/{}/ngung/?code={}"
ELEMENT_STOP = STOP.format("muc-so-lieu", "patrols@T01")


def test_a_province_ends_an_element_with_all_that_builds_on_it(filled):
    page = filled.get(ELEMENT_STOP).content.decode()
    also = re.findall(r'name="also" value="([^"]+)"', page)
    assert [one.partition(":")[0] for one in also] == ["target", "form", "indicator"]
    assert "Biểu mẫu riêng “Báo cáo tuần tra”" in page and "không xóa được" in page
    answer = filled.post(ELEMENT_STOP, {"act": "end", "last": "2025-12-31"})
    assert answer.status_code == 422 and "ngừng cùng lúc hoặc ngừng trước" in answer.content.decode()
    answer = filled.post(ELEMENT_STOP, {"act": "end", "last": "2025-12-31", "also": [one.replace("&gt;", ">") for one in also]})
    assert answer.status_code == 302
    page = filled.get("/danh-muc/?cua=rieng").content.decode()
    assert page.count("đã ngừng</span>") == 4 and page.count("đến 31/12/2025") == 4


def test_what_has_ended_leads_to_the_page_on_which_it_is_used_again(filled):
    address = STOP.format("bieu-mau", "patrol@T01")
    filled.post(address, {"act": "end", "last": "2025-12-31"})
    answer = filled.get("/danh-muc/bieu-mau/?code=patrol@T01")
    assert answer.status_code == 302 and answer.url == address.replace("@", "%40")
    assert "Mục này ngừng dùng sau ngày 31/12/2025" in filled.get(address).content.decode()
    assert filled.post(address, {"act": "take_back"}).status_code == 302
    assert ReportForm.objects.get(code="patrol@T01").valid_to is None


def test_a_change_sent_from_a_page_that_was_open_when_it_ended_is_refused(filled):
    address = "/danh-muc/bieu-mau/?code=patrol@T01"
    mark = seen(filled, address)
    filled.post(STOP.format("bieu-mau", "patrol@T01"), {"act": "end", "last": "2025-12-31"})
    answer = filled.post(address, ASKED | {"name": "Báo cáo khác"} | mark)
    assert answer.status_code == 422
    assert "đã ngừng dùng sau ngày 31/12/2025; dùng lại rồi mới sửa" in answer.content.decode()
    assert "Báo cáo khác" in answer.content.decode(), "what was typed is not lost"


def test_what_nothing_rests_on_is_deleted_from_its_page(filled):
    target = Target.objects.get(owner__code="T01")
    address = STOP.format("chi-tieu-giao", f"per_case@T01|C4|2025|{target.comparator}|T01")
    assert "Xóa khỏi danh mục" in filled.get(address).content.decode()
    assert filled.post(address, {"act": "delete"}).status_code == 302
    assert not Target.objects.filter(owner__code="T01").exists()


def test_a_refused_end_or_deletion_changes_nothing(filled):
    answer = filled.post(ELEMENT_STOP, {"act": "delete"})
    assert answer.status_code == 422 and "không xóa được" in answer.content.decode()
    assert filled.post(ELEMENT_STOP, {"act": "end", "last": "31.12"}).status_code == 422
    assert filled.post(ELEMENT_STOP, {"act": "x"}).status_code == 400
    assert DataElement.objects.get(code="patrols@T01").valid_to is None


def test_nobody_else_comes_to_the_page_that_ends_it(filled, sign_in):
    for unit, role, code in (("T01", "reporter", 403), ("BCA", "staff", 403), ("T31A", "staff", 404), ("C4", "staff", 404)):
        client = sign_in(unit, role)
        assert client.get(ELEMENT_STOP).status_code == code
        assert client.post(ELEMENT_STOP, {"act": "delete"}).status_code == code
    assert filled.get(STOP.format("muc-so-lieu", "cases")).status_code == 404


def test_what_has_ended_is_offered_for_nothing_new(filled):
    filled.post(STOP.format("bieu-mau", "patrol@T01"), {"act": "end", "last": "2025-08-31"})
    for kind, code in (("chi-tieu-giao", f"per_case@T01|C4|2025|{Target.objects.get(owner__code='T01').comparator}|T01"),
                       ("chi-tieu", "per_case@T01"), ("muc-so-lieu", "patrols@T01")):  # fmt: skip
        assert filled.post(STOP.format(kind, code), {"act": "end", "last": "2025-08-31"}).status_code == 302
    assert "per_case@T01" not in filled.get("/danh-muc/chi-tieu-giao/").content.decode()
    assert "patrols" not in filled.get("/danh-muc/bieu-mau/").content.decode()
    assert "Số lượt tuần tra" not in filled.get("/danh-muc/chi-tieu/").content.decode()


def test_a_refused_formula_is_in_english_on_an_english_page(filled):
    filled.cookies["django_language"] = "en"
    page = filled.post("/danh-muc/chi-tieu/", INDICATOR | {"code": "other", "formula": "patrols / "}).content.decode()
    assert "The formula “patrols /” is not complete: something is missing at its end." in page
