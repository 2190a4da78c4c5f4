"""Importing a file of figures: every bad row with its reason, nothing imported unless asked."""

from pathlib import Path

import pytest

from dutdiem.authority import Actor
from dutdiem.collection.imports import import_figures
from dutdiem.collection.models import Submission
from dutdiem.kit.errors import Mistake

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
}


@pytest.mark.parametrize(("rows", "says"), BAD.values(), ids=list(BAD))
def test_it_refuses(catalogue: Actor, tmp_path: Path, rows: str, says: str) -> None:
    with pytest.raises(Mistake) as refused:
        import_figures(catalogue, put(tmp_path, rows + "C2,cases,2025-01,5\n"))
    assert says in str(refused.value)
    assert "Chưa nhập gì" in str(refused.value)
    assert not Submission.objects.exists()


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
