"""A share that a cell shows in percent is read in percent."""

import io
import re
from typing import Any

import pytest
import xlsxwriter

from dutdiem.reading.files.package import Package
from dutdiem.reading.files.parts import Opened
from dutdiem.reading.files.xlsx import open_xlsx
from dutdiem.reading.files.xlsx.cells import percent


def book(*cells: tuple[float, str], row: int = 1, column: int = 2) -> bytes:
    """A sheet with a table of four columns, in whose third stand the cells with their formats."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("Kết quả")
        sheet.write_row(row - 1, column - 2, ["TT", "Chỉ tiêu", "Đạt", "Ghi chú"])
        for at, (value, form) in enumerate(cells):
            sheet.write_row(row + at, column - 2, [at + 1, "Hồ sơ đúng hạn"])
            sheet.write_number(row + at, column, value, workbook.add_format({"num_format": form}))
    return made.getvalue()


def opened(data: bytes) -> Opened:
    return open_xlsx(Package(data), data)


def shown(*cells: tuple[float, str]) -> list[str]:
    return [row[2] for row in opened(book(*cells)).tables[0].rows[1:]]


def test_a_cell_in_percent_is_read_in_percent() -> None:
    assert shown((0.125, "0.0%"), (0.85, "0%"), (1.2, "0.00%"), (0.3, "0.0 %")) == ["12,5%", "85%", "120%", "30%"]


def test_other_numbers_of_the_sheet_stay_as_they_are() -> None:
    assert shown((0.125, "0.00"), (0.5, "0%"), (0.125, "General")) == ["0,125", "50%", "0,125"]


def test_a_percent_sign_that_is_only_words_changes_nothing() -> None:
    assert shown((12.5, '0.0"%"'), (12.5, "0.0\\%"), (0.4, "[Red]0%")) == ["12,5", "12,5", "40%"]


def test_a_share_that_was_reckoned_has_the_places_of_its_format_and_at_least_two() -> None:
    assert shown((2 / 3, "0%"), (2 / 3, "0.0000%"), (0.07, "0%"), (0.125, "0%")) == ["66,67%", "66,6667%", "7%", "12,5%"]


def test_it_finds_the_cells_of_a_sheet_that_begins_elsewhere() -> None:
    found = opened(book((0.125, "0.0%"), (0.2, "0%"), row=7, column=5))
    assert [row[2] for row in found.tables[0].rows[1:]] == ["12,5%", "20%"]


def test_the_text_that_is_read_has_it_too() -> None:
    assert "1\tHồ sơ đúng hạn\t12,5%" in opened(book((0.125, "0.0%"))).text


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [(0.0, 2, "0%"), (-0.05, 1, "-5%"), (0.0001, 2, "0,01%"), (1e300, 2, "1e+300"), (10.0, 2, "1000%"), (0.005, 0, "1%")],
)
def test_a_share_is_written_with_a_decimal_comma(value: float, places: int, text: str) -> None:
    assert percent(value, places) == text


def test_damaged_formats_leave_the_numbers(make: Any) -> None:
    data = book((0.125, "0.0%"))
    package = Package(data)
    files = {name: package.read(name) for name in package.names()}
    files["xl/styles.xml"] = re.sub(rb'numFmtId="\d+"', b'numFmtId="x"', files["xl/styles.xml"])
    found = opened(make.zipped(files))
    assert found.tables[0].rows[1][2] == "0,125"
