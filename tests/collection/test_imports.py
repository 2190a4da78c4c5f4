"""Importing a file of figures: every bad row with its reason, nothing imported unless asked."""

from pathlib import Path

import pytest

from dutdiem.authority import Actor
from dutdiem.catalogue.models import ReportForm
from dutdiem.collection.actions import decide
from dutdiem.collection.imports import import_figures
from dutdiem.collection.models import Submission
from dutdiem.kit.errors import Mistake
from dutdiem.trail.models import Entry

pytestmark = pytest.mark.django_db
HEAD = "unit,element,period,value\n"


def put(folder: Path, rows: str) -> Path:
    file = folder / "figures.csv"
    file.write_text(HEAD + rows, "utf-8")
    return file


def test_rows_of_a_unit_and_period_become_one_submission(catalogue: Actor, tmp_path: Path) -> None:
    taken = import_figures(catalogue, put(tmp_path, "C1,cases,2025-01,12\nC1,cleared,2025-01,10\nC2,cases,2025-01,007\n"))
    assert (taken.values, taken.submissions) == (3, 2)
    assert Submission.objects.get(unit__code="C2").values == {"cases": "7"}


def test_a_correction_of_one_value_keeps_the_others(catalogue: Actor, tmp_path: Path) -> None:
    import_figures(catalogue, put(tmp_path, "C1,cases,2025-01,12\nC1,cleared,2025-01,10\n"))
    import_figures(catalogue, put(tmp_path, "C1,cleared,2025-01,11\n"))
    assert Submission.objects.get(latest=True).values == {"cases": "12", "cleared": "11"}


BAD = {
    "an unknown unit": ("C9,cases,2025-01,1\n", "dòng 2: không có đơn vị C9"),
    "a unit that had ended": ("C1,cases,2025-09,1\n", "không có đơn vị C1 ở cấp commune trong kỳ 2025-09"),
    "an unknown element": ("C1,fires,2025-01,1\n", "“fires” không thuộc biểu mẫu nào"),
    "text for a number": ("C1,cases,2025-01,nhiều\n", "không phải là số"),
    "a thousand separator": ("C1,cases,2025-01,1.234.567\n", "phân cách hàng nghìn"),
    "a repeated row": ("C1,cases,2025-01,1\nC1,cases,2025-01,2\n", "dòng 3: trùng với dòng 2"),
    "a future period": ("C1,cases,2199-01,1\n", "chưa bắt đầu"),
    "a period of another frequency": ("C1,cases,2025-Q1,1\n", "báo cáo theo tháng"),
    "a period that is none": ("C1,cases,2025-13,1\n", "2025-13"),
    "an overflow": ("C1,cases,2025-01,9999999999999999999\n", "quá lớn"),
    "a negative count": ("C1,cases,2025-01,-4\n", "dòng 2: “-4” vụ: số này không được âm"),
    "a thousand separator that looks like a decimal point": (
        "C1,cases,2025-01,1.200\n",
        "dòng 2: “1.200” vụ: dấu chấm trước ba chữ số",
    ),
}


@pytest.mark.parametrize(("rows", "says"), BAD.values(), ids=list(BAD))
def test_it_refuses(catalogue: Actor, tmp_path: Path, rows: str, says: str) -> None:
    with pytest.raises(Mistake) as refused:
        import_figures(catalogue, put(tmp_path, rows + "C2,cases,2025-01,5\n"))
    assert says in str(refused.value)
    assert "Chưa nhập gì" in str(refused.value)
    assert not Submission.objects.exists()


SAID = {
    "a private number": ("gọi anh Nam 0912 345 678", "dòng 3: cột comment: Ô này không ghi số định danh"),
    "a marking of secrecy": ("MẬT", "dòng 3: cột comment: Nội dung mang dấu chỉ độ mật"),
}


@pytest.mark.parametrize(("comment", "says"), SAID.values(), ids=list(SAID))
def test_it_refuses_a_comment_that_could_not_be_typed_either(catalogue: Actor, tmp_path: Path, comment: str, says: str) -> None:
    file = tmp_path / "figures.csv"
    file.write_text(
        f"unit,element,period,value,comment\nC1,cases,2025-01,5,tăng 2 vụ\nC2,cases,2025-01,6,{comment}\n", encoding="utf-8"
    )
    with pytest.raises(Mistake) as refused:
        import_figures(catalogue, file)
    assert says in str(refused.value)
    assert "dòng 2" not in str(refused.value)
    assert "0912" not in str(refused.value)
    assert not Submission.objects.exists()
    assert import_figures(catalogue, file, accept_valid=True).values == 1


def test_a_file_whose_name_is_secret_is_refused_without_its_name(catalogue: Actor, tmp_path: Path) -> None:
    with pytest.raises(Mistake, match="Tên tệp mang dấu chỉ độ mật") as refused:
        import_figures(catalogue, tmp_path / "song-lam_TOI_MAT.csv")
    assert "song-lam" not in str(refused.value)


def test_a_closed_period_is_refused_row_by_row(catalogue: Actor, tmp_path: Path) -> None:
    import_figures(catalogue, put(tmp_path, "C1,cases,2025-01,12\n"))
    for status in ("approved", "locked"):
        decide(catalogue, Submission.objects.get(), status)
    file = put(tmp_path, "C2,cases,2025-01,5\nC1,cases,2025-01,13\nC1,cleared,2025-01,1\n")
    with pytest.raises(Mistake) as refused:
        import_figures(catalogue, file)
    assert "dòng 3: số liệu kỳ 2025-01 của đơn vị C1 đã chốt" in str(refused.value)
    assert "dòng 4: số liệu kỳ 2025-01 của đơn vị C1 đã chốt" in str(refused.value)
    assert "dòng 2" not in str(refused.value)
    assert import_figures(catalogue, file, accept_valid=True).values == 1


def test_it_says_how_many_values_it_replaces(catalogue: Actor, tmp_path: Path) -> None:
    assert import_figures(catalogue, put(tmp_path, "C1,cases,2025-01,12\nC1,cleared,2025-01,10\n")).replaced == 0
    taken = import_figures(catalogue, put(tmp_path, "C1,cases,2025-01,012\nC1,cleared,2025-01,11\nC1,staff,2025-01,3\n"))
    assert (taken.values, taken.replaced) == (3, 1)


def test_a_dry_run_says_what_would_be_and_writes_nothing(catalogue: Actor, tmp_path: Path) -> None:
    import_figures(catalogue, put(tmp_path, "C1,cases,2025-01,12\n"))
    before = Entry.objects.count()
    taken = import_figures(catalogue, put(tmp_path, "C1,cases,2025-01,13\nC2,cases,2025-01,1\n"), dry_run=True)
    assert (taken.values, taken.submissions, taken.replaced) == (2, 2, 1)
    assert Submission.objects.get().values == {"cases": "12"}
    assert Entry.objects.count() == before


PARTS = "unit,element,period,value,disaggregation,comment\n"


def parts(folder: Path, rows: str) -> Path:
    file = folder / "parts.csv"
    file.write_text(PARTS + rows, "utf-8")
    return file


def test_parts_make_the_total_and_comments_are_kept(fire: ReportForm, actor: Actor, tmp_path: Path) -> None:
    file = parts(tmp_path, "C1,fires,2025-01,7,urban,\nC1,fires,2025-01,3,rural,cháy rừng\nC1,burnt,2025-01,1,,\n")
    assert import_figures(actor, file).values == 3
    kept = Submission.objects.get()
    assert kept.values == {"fires:urban": "7", "fires:rural": "3", "burnt": "1", "fires": "10"}
    assert kept.comments == {"fires:rural": "cháy rừng"}
    import_figures(actor, parts(tmp_path, "C1,fires,2025-01,8,urban,\n"))
    latest = Submission.objects.get(latest=True)
    assert (latest.values["fires"], latest.comments) == ("11", {"fires:rural": "cháy rừng"})


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("C1,fires,2025-01,7,north,\n", "dòng 2: mục fires không có phân tổ “north”"),
        ("C1,burnt,2025-01,7,urban,\n", "dòng 2: mục burnt không có phân tổ “urban”"),
        ("C1,fires,2025-01,7,urban,\n", "dòng 2: mục “Số vụ cháy” có số phân tổ nhưng thiếu “Số vụ cháy (Nông thôn)”"),
        ("C1,fires,2025-01,7,urban,\nC1,fires,2025-01,9,,\nC1,fires,2025-01,3,rural,\n", "dòng 3: mục “Số vụ cháy” là 9"),
        ("C1,fires,2025-01,7,urban,\nC1,fires,2025-01,9,,\nC1,fires,2025-01,3,rural,\n", "dòng 2: cùng báo cáo với dòng 3"),
        ("C1,burnt,2025-01,7,,\nC1,fires,2025-01,6,,\n", "dòng 2: “Số vụ cháy có thiệt hại” phải không lớn hơn"),
        ("C1,fires,2025-01,1.5,,\n", "dòng 2: “1.5” phải là số nguyên"),
        ("C1,fires,2199-01,1,,\n", "dòng 2: kỳ 2199-01 chưa bắt đầu"),
    ],
)
def test_what_does_not_add_up_is_refused_by_its_row(fire: ReportForm, actor: Actor, tmp_path: Path, rows: str, says: str) -> None:
    with pytest.raises(Mistake) as refused:
        import_figures(actor, parts(tmp_path, rows + "C2,fires,2025-01,5,,\n"))
    assert says in str(refused.value)
    assert not Submission.objects.exists()
    assert import_figures(actor, parts(tmp_path, rows + "C2,fires,2025-01,5,,\n"), accept_valid=True).values == 1


def test_a_rule_holds_against_what_was_reported_before(fire: ReportForm, actor: Actor, tmp_path: Path) -> None:
    import_figures(actor, parts(tmp_path, "C1,fires,2025-01,5,,\n"))
    with pytest.raises(Mistake, match="dòng 2: “Số vụ cháy có thiệt hại” phải"):
        import_figures(actor, parts(tmp_path, "C1,burnt,2025-01,6,,\n"))


def test_warnings_are_told_and_kept(fire: ReportForm, actor: Actor, tmp_path: Path) -> None:
    taken = import_figures(actor, parts(tmp_path, "C1,fires,2025-01,1,,\nC1,burnt,2025-01,1,,\nC1,damage,2025-01,5000,,\n"))
    assert "C1, kỳ 2025-01: Thiệt hại trung bình" in taken.warnings[0]
    assert "Thiệt hại trung bình" in Submission.objects.get().warnings[0]


def test_it_takes_the_valid_rows_only_when_asked(catalogue: Actor, tmp_path: Path) -> None:
    file = put(tmp_path, "C9,cases,2025-01,1\nC2,cases,2025-01,5\n")
    taken = import_figures(catalogue, file, accept_valid=True)
    assert (taken.values, [row.line for row in taken.left_out]) == (1, [2])


def test_it_refuses_a_file_without_the_columns(catalogue: Actor, tmp_path: Path) -> None:
    file = tmp_path / "figures.csv"
    file.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(Mistake, match="thiếu cột unit, element, period, value"):
        import_figures(catalogue, file)


def test_a_workbook_says_the_same_as_the_csv(catalogue: Actor, tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(tmp_path / "figures.xlsx")) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate([("unit", "element", "period", "value"), ("C1", "cases", "2025-01", 12.5)]):
            sheet.write_row(line, 0, row)
    import_figures(catalogue, tmp_path / "figures.xlsx")
    assert Submission.objects.get().values == {"cases": "12.5"}
