"""The cells of a sheet are written column by column, each as it would be by itself."""

import io
from datetime import date, timedelta

import pytest
import xlsxwriter

from dutdiem.reading.files.package import Package
from dutdiem.reading.files.xlsx import open_xlsx
from dutdiem.reading.files.xlsx.cells import shown


@pytest.mark.parametrize(
    ("cells", "written"),
    [
        ([3.0, 0.0, -2.0], ["3", "0", "-2"]),
        ([3.0, 2.5, -0.0, 10.0, 1e-7], ["3", "2,5", "0", "10", "1e-07"]),
        ([1e15, 2.5, 1e300, -1e16], ["1000000000000000,0", "2,5", "1e+300", "-1e+16"]),
        (["  Kinh phí ", 1.5, 2.0], ["Kinh phí", "1,5", "2"]),
        (
            [1.5, "", True, date(2025, 6, 30), "tổng", 7, timedelta(hours=1)],
            ["1,5", "", "Có", "30/06/2025", "tổng", "7", "1:00:00"],
        ),
        ([], []),
    ],
)
def test_a_cell_is_written_the_same_among_any_others(cells: list[object], written: list[str]) -> None:
    assert shown(cells) == written
    assert [shown([cell])[0] for cell in cells] == written


def test_a_line_break_of_windows_within_a_cell_is_a_plain_one() -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Sổ")
        sheet.write_row(0, 0, ["TT", "Nhiệm vụ", "Chủ trì"])
        sheet.write_row(1, 0, [1, "Rà soát\r\nBáo cáo ", "Văn phòng"])
        sheet.write_row(2, 0, [2, "Tập huấn", "Phòng 2"])
    found = open_xlsx(Package(made.getvalue()), made.getvalue())
    assert found.tables[0].rows[1] == ("1", "Rà soát\nBáo cáo", "Văn phòng")
    assert "\r" not in found.text


def test_headers_are_found_wherever_they_stand_in_a_large_sheet() -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row in range(20_000):
            sheet.write_row(row, 0, ["Nhiệm vụ", row])
        sheet.set_footer("&CChân trang")
    parts = open_xlsx(Package(made.getvalue()), made.getvalue()).parts
    assert "Chân trang" in [part.text for part in parts]
