"""PDF: words, ruled tables, tables over several pages, damaged and encrypted files."""

import json
from pathlib import Path
from typing import Any

import pytest

from dutdiem.reading.files.ocr import Recogniser
from dutdiem.reading.files.parts import Opened
from dutdiem.reading.files.pdf import open_pdf
from dutdiem.reading.files.pdf.page import unwrapped
from dutdiem.reading.files.pdf.rulings import Box, ruled_tables
from dutdiem.reading.files.refusing import Unfit


def opened(data: bytes) -> Opened:
    return open_pdf(data, Recogniser(lambda pages: None))


def grid(columns: list[float], rows: list[float]) -> str:
    across = "".join(f"{columns[0]} {y} m {columns[-1]} {y} l S\n" for y in rows)
    down = "".join(f"{x} {rows[0]} m {x} {rows[-1]} l S\n" for x in columns)
    return across + down


def test_it_reads_the_words_of_each_page(make: Any) -> None:
    found = opened(make.pdf(make.words(70, 700, "Trang mot"), make.words(70, 700, "Trang hai")))
    assert found.text == "Trang mot\nTrang hai\n"
    assert [found.text[page.start : page.end] for page in found.pages] == ["Trang mot\n", "Trang hai\n"]
    assert not any(page.ocr for page in found.pages)


def test_it_reads_a_ruled_table_with_what_stands_around_it(make: Any) -> None:
    page = make.words(70, 780, "KE HOACH") + grid([70, 110, 300, 500], [700, 670, 640, 610])
    for row, texts in enumerate([("TT", "Nhiem vu", "Han"), ("1", "Viec mot", "2025"), ("2", "Viec hai", "2026")]):
        for column, text in enumerate(texts):
            page += make.words([75, 115, 305][column], 680 - 30 * row, text)
    page += make.words(70, 500, "Noi nhan")
    found = opened(make.pdf(page))
    assert found.tables[0].rows == (("TT", "Nhiem vu", "Han"), ("1", "Viec mot", "2025"), ("2", "Viec hai", "2026"))
    assert found.text.startswith("KE HOACH\nTT\tNhiem vu\tHan\n")
    assert found.text.endswith("Noi nhan\n")


def test_a_table_goes_on_over_the_page(make: Any) -> None:
    columns = [70, 110, 300, 500]

    def page(*rows: tuple[str, str, str], number: str) -> str:
        text = grid(columns, [700 - 30 * at for at in range(len(rows) + 1)]) + make.words(290, 30, number)
        for row, texts in enumerate(rows):
            for column, word in enumerate(texts):
                text += make.words(columns[column] + 5, 680 - 30 * row, word) if word else ""
        return text

    head = ("TT", "Nhiem vu", "Han")
    first = page(head, ("1", "Viec mot", "2025"), ("2", "Viec", "2026"), number="1")
    second = page(head, ("", "hai", ""), ("3", "Viec ba", "2027"), number="2")
    found = opened(make.pdf(first, second))
    assert len(found.tables) == 1
    assert found.tables[0].rows[2:] == (("2", "Viec hai", "2026"), ("3", "Viec ba", "2027"))
    assert found.text[found.pages[1].start :].startswith("3\tViec ba")


def test_an_attachment_is_handed_to_the_guards(make: Any) -> None:
    found = opened(make.pdf(make.words(70, 700, "a"), attachment=("b.txt", b"noi dung")))
    assert [(attached.name, attached.data) for attached in found.attachments] == [("b.txt", b"noi dung")]


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", b"%PDF-1.4\n%%EOF", b"%PDF-1.7\n" + b"\xff" * 500])
def test_it_refuses_what_is_damaged(data: bytes) -> None:
    with pytest.raises(Unfit) as unfit:
        opened(data)
    assert unfit.value.code == "damaged"


def test_a_missing_line_joins_two_cells() -> None:
    thin = 0.5
    across = [Box(0, y, 100, y + thin) for y in (0, 20, 40)]
    down = [Box(0, 0, thin, 40), Box(100, 0, 100 + thin, 40), Box(50, 0, 50 + thin, 20)]
    table = ruled_tables(across + down)[0]
    assert [(cell.row, cell.column, cell.columns) for cell in table.cells] == [(0, 0, 2), (1, 0, 1), (1, 1, 1)]


def test_lines_of_a_cell_are_joined_but_items_are_kept() -> None:
    assert unwrapped(["Bộ Khoa học và", "Công nghệ", "- Bộ Y tế", "2) Bộ Nội vụ"]) == (
        "Bộ Khoa học và Công nghệ\n- Bộ Y tế\n2) Bộ Nội vụ"
    )


def test_every_row_of_the_real_annex_agrees(shared: Path) -> None:
    found = opened((shared / "corpus/office/plan_ruled.pdf").read_bytes())
    truth = json.loads((shared / "corpus/office/plan_table_truth.json").read_text("utf-8"))
    assert [[" ".join(cell.split()) for cell in row] for row in found.tables[0].rows] == [
        [" ".join(cell.split()) for cell in row] for row in truth
    ]
