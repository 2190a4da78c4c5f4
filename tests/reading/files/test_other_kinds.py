"""HTML, Markdown, XLSX and old DOC."""

import io
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from dutdiem.reading.files.docx import open_docx
from dutdiem.reading.files.html import open_html
from dutdiem.reading.files.legacy import Encoding, from_unicode
from dutdiem.reading.files.package import Package
from dutdiem.reading.files.parts import Opened
from dutdiem.reading.files.plain import open_plain
from dutdiem.reading.files.refusing import Unfit
from dutdiem.reading.files.word97 import open_doc
from dutdiem.reading.files.xlsx import open_xlsx


def html(text: str) -> Opened:
    return open_html(text.encode("utf-8"))


def test_html_is_read_as_a_browser_shows_it() -> None:
    head = "<head><title>x</title><style>p{}</style></head>"
    page = f"<html>{head}<body><h1>Kế  hoạch</h1><p>Một<br>hai <b>ba</b></p><script>evil()</script></body></html>"
    assert html(page).text == "Kế hoạch\nMột\nhai ba\n"


def test_html_that_is_hidden_is_not_read() -> None:
    assert html('<p style="display: none">ẩn</p><p>hiện</p>').text == "hiện\n"


def test_html_tables_keep_their_columns() -> None:
    rows = (
        "<tr><td>TT</td><td>Việc</td><td>Ai</td></tr>"
        '<tr><td>1</td><td>A</td><td rowspan="2">Cục X</td></tr>'
        "<tr><td>2</td><td>B</td></tr>"
    )
    found = html(f"<table>{rows}</table>")
    assert found.tables[0].rows == (("TT", "Việc", "Ai"), ("1", "A", "Cục X"), ("2", "B", "Cục X"))
    assert found.text.count("Cục X") == 1


def test_html_in_a_legacy_font_is_converted() -> None:
    old = from_unicode("Kế hoạch", Encoding.TCVN3)
    assert html(f'<font face=".VnTime">{old}</font>').text == "Kế hoạch\n"


@pytest.mark.parametrize("page", ["", "<", "<table><tr><td>", "<p>" * 5_000 + "sâu", "<table>" * 300 + "<tr><td>x"])
def test_broken_html_is_no_trouble(page: str) -> None:
    html(page)


def test_plain_text_is_read_as_it_stands() -> None:
    text = "# Kế hoạch\n\n**Một**  \n"
    assert open_plain(text.encode()).text == text


def test_a_pipe_table_is_a_table() -> None:
    text = "Trước\n| TT | Việc |\n|----|:----:|\n| 1 | Đọc |\n\nSau\n"
    found = open_plain(text.encode())
    assert found.tables[0].rows == (("TT", "Việc"), ("1", "Đọc"))
    assert found.text[found.tables[0].start : found.tables[0].end].startswith("| TT")


def test_lines_of_bars_are_no_table() -> None:
    assert open_plain(b"|\n|\n| a |\n| b |\n").tables == []


def workbook(**header: str) -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet("Phụ lục")
    sheet.write_row(0, 0, ["DANH MỤC NHIỆM VỤ"])
    for at, row in enumerate([["TT", "Nhiệm vụ", "Hạn", "Số"], [1, "Đọc", "Quý I", 2.5], [2, "Viết", "", 1000000]], 2):
        sheet.write_row(at, 0, row)
    if header:
        sheet.set_header(header["text"])
    book.close()
    return made.getvalue()


def test_a_sheet_is_a_table_under_its_name() -> None:
    data = workbook()
    found = open_xlsx(Package(data), data)
    assert found.text.startswith("Phụ lục\nDANH MỤC NHIỆM VỤ\nTT\tNhiệm vụ\tHạn\tSố\n")
    assert found.tables[0].rows[1:] == (("1", "Đọc", "Quý I", "2,5"), ("2", "Viết", "", "1000000"))


def test_a_cell_over_several_rows_of_a_sheet_holds_for_each_of_them() -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate([["TT", "Việc", "Chủ trì"], [1, "A", ""], [2, "B", ""], [3, "C", "Cục Y"]], 2):
            sheet.write_row(at, 1, row)
        sheet.merge_range(3, 3, 4, 3, "Cục X")
    found = open_xlsx(Package(made.getvalue()), made.getvalue())
    assert [row[2] for row in found.tables[0].rows] == ["Chủ trì", "Cục X", "Cục X", "Cục Y"]
    assert found.text.count("Cục X") == 1


def test_every_sheet_is_read_and_dates_are_written_as_here() -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        for name in ("Một", "Hai"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["TT", "Việc", "Hạn"])
            sheet.write_row(1, 0, [1, name])
            sheet.write_row(2, 0, [2, "Việc khác", "Quý I"])
            sheet.write_datetime(1, 2, datetime(2025, 6, 30), book.add_format({"num_format": "dd/mm/yyyy"}))
    found = open_xlsx(Package(made.getvalue()), made.getvalue())
    assert [table.rows[1] for table in found.tables] == [("1", "Một", "30/06/2025"), ("1", "Hai", "30/06/2025")]


def test_the_guards_see_the_header_of_a_sheet() -> None:
    data = workbook(text='&L&"Arial,Bold"MẬT&CPhụ lục&RTrang &P')
    found = open_xlsx(Package(data), data)
    assert "MẬT" in [part.text for part in found.parts]


@pytest.mark.parametrize("name", ["Phuluc1", "Phuluc3", "Phuluc4", "Phuluc6"])
def test_an_old_doc_reads_like_its_new_twin(shared: Path, name: str) -> None:
    old = open_doc((shared / f"corpus/office/{name}.doc").read_bytes())
    new = open_docx(Package((shared / f"corpus/office/{name}.docx").read_bytes()))
    words, twin = set(old.text.split()), set(new.text.split())
    assert len(words & twin) / len(words | twin) > 0.97
    assert len(old.tables) == len(new.tables)


def test_an_old_doc_has_its_automatic_numbers_and_notes(shared: Path) -> None:
    annex = open_doc((shared / "corpus/office/Phuluc3.doc").read_bytes())
    assert "2.\tQuyết định (cá biệt)\tQĐ" in annex.text
    notes = open_doc((shared / "corpus/office/Phuluc6.doc").read_bytes())
    assert "hồ sơ[2]" in notes.text
    assert "\n[2] " in notes.text


@pytest.mark.parametrize("data", [b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 2000])
def test_a_damaged_doc_is_refused(data: bytes) -> None:
    with pytest.raises(Unfit):
        open_doc(data)
