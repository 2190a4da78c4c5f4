"""Accounts from a workbook: all of them or none, passwords told once."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from dutdiem.access import actions, tables
from dutdiem.access.checking import check_rows
from dutdiem.access.models import RoleGrant, User
from dutdiem.access.views.imports import passwords_workbook
from dutdiem.authority import Actor, Grant, Role
from dutdiem.kit.errors import Mistake
from dutdiem.kit.sheets import LARGEST, rows_of, workbook
from dutdiem.trail.models import Entry
from dutdiem.trail.queries import verify
from dutdiem.units.models import Unit, UnitVersion

pytestmark = pytest.mark.django_db
HEAD = ["Tên đăng nhập", "HỌ VÀ TÊN", "chuc vu", "Mã đơn vị", "Vai trò", "Từ ngày", "Đến ngày", "Thư điện tử"]
GOOD = ["an", "Nguyễn Văn An", "Đội trưởng", "T01", "Cán bộ báo cáo; lãnh đạo", "01/01/2026", "2027-12-31", "an@example.vn"]


def book(*rows, head=HEAD):
    return workbook("x", head, rows, [10] * len(head))


def row(*cells):
    return list(cells) + [""] * (len(HEAD) - len(cells))


def faults(actor, *rows):
    return [list(one.faults) for one in check_rows(actor, tables.read_rows(book(*rows), "a.xlsx"))]


def test_a_workbook_becomes_accounts_with_roles_and_passwords_to_hand_out(tree):
    rows = tables.read_rows(book(GOOD, row("binh", "Bình", "", "C4")), "a.xlsx")
    issued = actions.import_accounts(tree, rows)
    assert [(one.username, one.unit) for one in issued] == [
        ("an", "Công an thành phố Hà Nội"),
        ("binh", "Công an phường Ba Đình"),
    ]
    user = User.objects.get(username="an")
    assert user.check_password(issued[0].password)
    assert user.must_change_password
    given = [(g.role, str(g.valid_from), str(g.valid_to)) for g in RoleGrant.objects.filter(user=user).order_by("pk")]
    assert given == [("reporter", "2026-01-01", "2027-12-31"), ("leader", "2026-01-01", "2027-12-31")]
    assert not any(one.password in str(Entry.objects.values_list("facts", flat=True)) for one in issued)


def test_every_fault_is_named_by_its_row(tree, person):
    person("co-roi", "T01")
    found = faults(
        tree,
        row("co-roi", "A", "", "T01"),
        row("Chữ Hoa", "A", "", "T01"),
        row("c1", "", "", "T01"),
        row("c2", "A", "", "KHONG"),
        row("c3", "A", "", "T01", "giám đốc"),
        row("c4", "A", "", "T01", "lãnh đạo", "32/01/2026"),
        row("c5", "A", "", "T01", "lãnh đạo", "2026-02-02", "2026-02-01"),
        row("c6", "A", "", "T01", "", "", "", "không phải thư"),
        row("hai", "A", "", "T01"),
        row("hai", "B", "", "T01"),
        row("", "A", "", ""),
        row("tot", "A", "", "T01"),
    )
    words = ["đã có", "Tên đăng nhập gồm", "thiếu họ và tên", "KHONG", "giam doc", "32/01", "trước ngày", "thư điện tử"]
    for told, word in zip(found, words, strict=False):
        assert any(word in fault for fault in told), (told, word)
    assert "nhiều dòng" in found[8][0] and "nhiều dòng" in found[9][0]
    assert len(found[10]) == 2
    assert found[11] == []


def test_a_unit_is_named_by_its_code_or_by_its_name_within_reach(tree):
    rows = (row("a1", "A", "", "CATP Hà Nội"), row("a2", "B", "", "công an phường Ba Đình"), row("a3", "C", "", "Cục Không Có"))
    told = check_rows(tree, tables.read_rows(book(*rows), "a.xlsx"))
    assert [one.unit_name for one in told] == ["Công an thành phố Hà Nội", "Công an phường Ba Đình", ""]
    assert [list(one.faults) for one in told] == [[], [], ["không có đơn vị mang mã hoặc tên “Cục Không Có”"]]


def test_a_name_that_several_units_bear_is_the_one_in_reach_else_asked_by_its_code(tree):
    for code, parent in (("X1", "T01"), ("X2", "T31A")):
        above = UnitVersion.objects.get(unit__code=parent, valid_to=None)
        placed = {"parent": above.unit, "path": f"{above.path}/{code}", "valid_from": above.valid_from}
        UnitVersion.objects.create(unit=Unit.objects.create(code=code), name="Công an xã Tân Lập", level="commune", **placed)
    same = row("a1", "A", "", "Công an xã Tân Lập")
    assert faults(tree, same) == [["có 2 đơn vị tên “Công an xã Tân Lập”; ghi mã đơn vị thay cho tên"]]
    hanoi = Actor("t01", (Grant(Role.ADMINISTRATOR, "BCA/T01"),))
    assert faults(hanoi, same) == [[]]


def test_one_bad_row_and_no_account_is_made(tree):
    with pytest.raises(Mistake, match=r"1 dòng sai, chưa tạo tài khoản nào: dòng 3"):
        actions.import_accounts(tree, tables.read_rows(book(GOOD, row("b1", "B", "", "KHONG")), "a.xlsx"))
    assert not User.objects.exists()


def test_an_administrator_of_a_subtree_imports_into_it_alone(person, acting):
    admin = acting(person("qt", "T01", "administrator"))
    assert faults(admin, row("a1", "A", "", "C4"), row("a2", "A", "", "T31A"), row("a3", "A", "", "C4", "kiểm toán")) == [
        [],
        ["đơn vị ngoài phạm vi được giao quản lý tài khoản"],
        ["vai trò kiểm toán xem toàn hệ thống, chỉ quản trị toàn hệ thống được giao"],
    ]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "không mở được"),
        (b"PK\x03\x04 rubbish", "không mở được"),
        (b"x" * (LARGEST + 1), "lớn hơn"),
        (book(row("a1"), head=["Tên", *HEAD[1:]]), "thiếu cột Tên đăng nhập"),
        (book(), "không có dòng nào"),
        (book(*([row("a1", "A", "", "T01")] * 2_001)), "nhiều nhất 2000"),
    ],
    ids=["empty", "damaged", "large", "column", "no rows", "long"],
)
def test_a_file_that_is_no_such_workbook_is_told_in_one_sentence(data, says):
    with pytest.raises(Mistake, match=says):
        tables.read_rows(data, "a.xlsx")


def test_a_workbook_whose_name_is_secret_is_refused_without_its_name():
    with pytest.raises(Mistake, match="Tên tệp mang dấu chỉ độ mật") as refused:
        tables.read_rows(book(row("a1", "A", "", "T01")), "song-lam_TOI_MAT.xlsx")
    assert "song-lam" not in str(refused.value)


def test_the_sample_can_be_filled_in_and_read():
    (shown,) = tables.read_rows(tables.sample(), "mau.xlsx")
    assert (shown.username, shown.unit, shown.roles) == ("nguyen.van.a", "T01", "cán bộ báo cáo")


def test_the_list_to_hand_out_holds_text_alone():
    issued = [actions.Issued("=cmd", "+1", "@x", "-2", "p")]
    cells = CalamineWorkbook.from_filelike(io.BytesIO(passwords_workbook(issued))).get_sheet_by_index(0).to_python()
    assert cells[1] == ["=cmd", "+1", "@x", "-2", "p"]
    assert rows_of(passwords_workbook(issued), "x")[1][0] == "=cmd"


@pytest.mark.django_db(transaction=True)
def test_the_pages_preview_then_make_then_show_once(sign_in):
    client = sign_in("BCA", "administrator")
    send = {"file": SimpleUploadedFile("tk.xlsx", book(GOOD, row("b1", "B", "", "KHONG")))}
    page = client.post("/tai-khoan/nhap/", send).content.decode()
    assert "1 dòng sai" in page and 'name="rows"' not in page
    assert not User.objects.filter(username="an").exists()
    page = client.post("/tai-khoan/nhap/", {"file": SimpleUploadedFile("tk.xlsx", book(GOOD))}).content.decode()
    rows = page.split('name="rows" value="')[1].split('"')[0]
    answer = client.post("/tai-khoan/nhap/", {"rows": rows})
    page = answer.content.decode()
    assert 'download="mat-khau-tam.xlsx"' in page and "no-store" in answer.headers["Cache-Control"]
    password = page.split('class="secret">')[1].split("<")[0]
    assert User.objects.get(username="an").check_password(password)
    again = client.post("/tai-khoan/nhap/", {"rows": rows}).content.decode()
    assert "đã có" in again and "secret" not in again
    assert "Bản xem trước đã cũ" in client.post("/tai-khoan/nhap/", {"rows": rows + "x"}).content.decode()
    assert verify().findings == ()
