"""Importing the tree: all of it or nothing, faults named by row."""

from datetime import date
from pathlib import Path

import pytest

from dutdiem.authority import Actor, Refused
from dutdiem.units import queries
from dutdiem.units.actions import import_tree
from dutdiem.units.models import Succession, Unit, UnitVersion
from dutdiem.units.tables import TableError

pytestmark = pytest.mark.django_db
HEAD = "code,name,level,parent,valid_from,valid_to\n"
FOLLOWS = "from,to,date,kind,share,assumed\n"


def put(folder: Path, rows: str, follows: str = "") -> tuple[Path, Path | None]:
    units = folder / "units.csv"
    units.write_text(HEAD + rows, "utf-8")
    if not follows:
        return units, None
    successions = folder / "successions.csv"
    successions.write_text(FOLLOWS + follows, "utf-8")
    return units, successions


BAD = {
    "a level that is none": ("A,Bộ,bộ,,,\n", "", "dòng 2: cấp “bộ” không có"),
    "an unknown parent": ("A,Bộ,ministry,Z,,\n", "", "dòng 2: đơn vị cấp trên “Z” không có"),
    "an end before the start": ("A,Bộ,ministry,,2025-01-01,2024-01-01\n", "", "dòng 2: ngày kết thúc"),
    "two versions at once": ("A,Bộ,ministry,,,\nA,Bộ 2,ministry,,2025-01-01,\n", "", "dòng 3: thời gian của A chồng"),
    "a cycle": ("A,Một,ministry,B,,\nB,Hai,ministry,A,,\n", "", "vòng"),
    "a parent that had ended": ("A,Bộ,ministry,,,2024-12-31\nB,Cục,department,A,,\n", "", "không tồn tại ngày 2025-01-01"),
    "a date that is none": ("A,Bộ,ministry,,01/02/2025,\n", "", "không phải là ngày"),
    "no code": (",Bộ,ministry,,,\n", "", "mã đơn vị"),
    "no name": ("A,,ministry,,,\n", "", "không có tên"),
    "shares that do not add up": (
        "A,Bộ,ministry,,,\nB,Cục,department,A,,\n",
        "B,A,2025-01-01,split,0.5,\n",
        "là 0.5, không phải 1",
    ),
    "an unknown successor": ("A,Bộ,ministry,,,\n", "A,Q,2025-01-01,merge,1,\n", "“Q” không có trong tệp đơn vị"),
    "the same succession twice": (
        "A,Bộ,ministry,,,\nB,Cục,department,A,,\n",
        "B,A,2025-01-01,split,0.5,\nB,A,2025-01-01,split,0.5,\n",
        "dòng 3: trùng với dòng 2",
    ),
    "a successor that is not there then": (
        "A,Bộ,ministry,,,\nB,Cục,department,A,,2024-12-31\n",
        "A,B,2025-07-01,merge,1,\n",
        "dòng 2: đơn vị B không tồn tại ngày 2025-07-01",
    ),
    "a predecessor that was not there yet": (
        "A,Bộ,ministry,,,\nB,Cục,department,A,2025-07-01,\n",
        "B,A,2025-07-01,merge,1,\n",
        "dòng 2: đơn vị B chưa tồn tại trước ngày 2025-07-01",
    ),
    "a name that is too long": (f"A,{'x' * 301},ministry,,,\n", "", "dòng 2: đơn vị A không có tên hoặc tên quá 300 ký tự"),
    "a share beyond one": ("A,Bộ,ministry,,,\n", "A,A,2025-01-01,merge,1.5,\n", "ngoài khoảng"),
    "an unknown kind": ("A,Bộ,ministry,,,\n", "A,A,2025-01-01,gộp,1,\n", "loại “gộp”"),
}


@pytest.mark.parametrize(("rows", "follows", "says"), BAD.values(), ids=list(BAD))
def test_it_refuses(rows: str, follows: str, says: str, actor: Actor, tmp_path: Path) -> None:
    with pytest.raises(TableError) as refused:
        import_tree(actor, *put(tmp_path, rows, follows))
    assert says in str(refused.value)
    assert not Unit.objects.exists()


def test_it_names_every_wrong_row_at_once(actor: Actor, tmp_path: Path) -> None:
    with pytest.raises(TableError) as refused:
        import_tree(actor, *put(tmp_path, "A,Bộ,x,,,\nB,Cục,y,,,\n"))
    assert len(refused.value.faults) == 2


def test_it_refuses_a_file_that_leaves_out_a_unit_that_is_there(tree: Actor, tmp_path: Path) -> None:
    with pytest.raises(TableError, match="thiếu đơn vị đang có C1"):
        import_tree(tree, *put(tmp_path, "BCA,Bộ Công an,ministry,,,\n"))
    assert Unit.objects.count() == 12


def test_only_an_administrator_may_import(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        import_tree(Actor("ai đó"), *put(tmp_path, "A,Bộ,ministry,,,\n"))


def test_paths_follow_the_parents_of_each_day(tree: Actor) -> None:
    assert queries.path_of("C1", date(2024, 5, 1)) == "BCA/T30/D1/C1"
    assert queries.path_of("C1", date(2025, 4, 1)) == "BCA/T30/C1"


def test_a_unit_that_ended_is_found_again_in_those_that_took_over(tree: Actor) -> None:
    assert queries.paths_now("C2", date(2025, 8, 1)) == ["BCA/T31A/C3", "BCA/T01/C4"]
    assert queries.paths_now("D1", date(2025, 8, 1)) == ["BCA/T31A"]


def test_importing_the_same_again_changes_nothing_that_is_read(tree: Actor, tmp_path: Path) -> None:
    before = list(UnitVersion.objects.values_list("path", "valid_from", "valid_to"))
    import_tree(tree, tmp_path / "units.csv", tmp_path / "successions.csv")
    assert list(UnitVersion.objects.values_list("path", "valid_from", "valid_to")) == before
    assert Succession.objects.count() == 6


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Công an thành phố Hà Nội", "T01"),
        ("công an TP Hà Nội", "T01"),
        ("CATP Hà Nội", "T01"),
        ("Cục Kế hoạch và Tài chính", "H01"),
        ("H01", "H01"),
        ("Công an tỉnh Hải Dương", "T31A"),
        ("Công an huyện Ninh Giang", None),
        ("Cục Kế hoạch và tài chính chủ trì", "H01"),
        ("Công an", None),
        ("Ủy ban nhân dân thành phố", None),
    ],
)
def test_a_written_name_finds_its_unit_on_the_day(tree: Actor, written: str, code: str | None) -> None:
    found = queries.Names(date(2025, 8, 1)).find(written)
    assert (Unit.objects.get(pk=found).code if found else None) == code


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Công an tỉnh Cà Mau", "cong an tinh ca mau"),
        ("CÔNG AN TỈNH CÀ MAU", "cong an tinh ca mau"),
        ("cong an tinh ca mau", "cong an tinh ca mau"),
        ("CA tỉnh Cà Mau", "cong an tinh ca mau"),
        ("ca tinh ca mau", "cong an tinh ca mau"),
        ("Cà Mau", "ca mau"),
        ("Công an xã Ca Thành", "cong an xa ca thanh"),
        ("Công an thị trấn Đình Cả", "cong an thi tran dinh ca"),
        ("Giám đốc CA Hà Nội", "giam doc cong an ha noi"),
        ("Đảng ủy CA Trung ương", "dang uy cong an trung uong"),
    ],
)
def test_ca_is_short_for_the_police_and_no_place_that_sounds_like_it(written: str, said: str) -> None:
    assert queries.spelled_out(written) == said


@pytest.mark.parametrize(
    ("issuer", "place", "code"),
    [
        ("Đảng ủy Công an Trung ương", "Hà Nội", "BCA"),
        ("Bộ Công an", "Hà Nội", "BCA"),
        ("Ban Thường vụ Thành ủy", "Hải Phòng", "T31A"),
        ("Ủy ban nhân dân thành phố", "Hà Nội", "T01"),
        ("Ban Thường vụ Thành ủy", "", None),
        ("Văn phòng Chính phủ", "Hà Nội", None),
    ],
)
def test_a_document_speaks_for_the_unit_of_its_issuer_or_of_its_province(
    tree: Actor, issuer: str, place: str, code: str | None
) -> None:
    found = queries.Names(date(2025, 8, 1)).of_document(issuer, place)
    assert (Unit.objects.get(pk=found).code if found else None) == code
