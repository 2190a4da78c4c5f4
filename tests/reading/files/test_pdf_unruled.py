"""PDF tables that no lines show: columns by white space, rows by their ordinals."""

from collections.abc import Sequence
from textwrap import wrap
from typing import Any

import pytest

from dutdiem.reading.files.ocr import Recogniser
from dutdiem.reading.files.parts import Opened
from dutdiem.reading.files.pdf import open_pdf

LEFT = (50, 90, 270, 360, 450)
WIDTH = (5, 33, 15, 15, 14)  # letters to a line of a cell
LINE = 12
HEADING = ("TT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Sản phẩm", "Thời gian")
ROWS = (
    ("1", "Rà soát các quy định về tiếp công dân; đề xuất sửa đổi, bổ sung", "Phòng Tham mưu", "Báo cáo", "Quý I/2025"),
    ("2", "Mở lớp tập huấn cho cán bộ cấp xã", "Phòng Tổ chức cán bộ", "", "Tháng 6/2025"),
    ("3", "Kiểm tra việc lưu hồ sơ ở các đội nghiệp vụ và công an cấp xã trong cả năm", "nt", "Kế hoạch kiểm tra", "Quý III"),
)
RUNNING = "Các đơn vị căn cứ nhiệm vụ được giao khẩn trương tổ chức thực hiện, báo cáo theo quy định."


class Sheet:
    """Writes a page from the top down."""

    def __init__(self, make: Any, top: float = 780) -> None:
        self.make, self.at, self.text = make, top, ""

    def line(self, text: str, left: float = 50) -> "Sheet":
        self.text += self.make.letters(left, self.at, text)
        self.at -= LINE
        return self

    def row(self, cells: Sequence[str], middle: bool = False, gap: float = 0, start: int = 0, end: int | None = None) -> "Sheet":
        """A row with its cells at its top or in its middle; `start` and `end` cut out lines of it, as a page's end does."""
        lines = [wrap(cell, width)[start:end] for cell, width in zip(cells, WIDTH, strict=True)]
        height = max(map(len, lines))
        for left, texts in zip(LEFT, lines, strict=True):
            down = (height - len(texts)) / 2 * LINE if middle else 0
            for at, text in enumerate(texts):
                self.text += self.make.letters(left, self.at - down - at * LINE, text)
        self.at -= height * LINE + gap
        return self

    def rule(self) -> "Sheet":
        self.text += f"50 {self.at + LINE - 1.5} m 530 {self.at + LINE - 1.5} l S\n"
        return self


def opened(make: Any, *sheets: Sheet) -> Opened:
    return open_pdf(make.pdf(*(sheet.text for sheet in sheets)), Recogniser(lambda pages: None))


def rows(found: Opened) -> list[tuple[str, ...]]:
    assert len(found.tables) == 1
    return list(found.tables[0].rows)


@pytest.mark.parametrize("gap", [0, 6])
@pytest.mark.parametrize("middle", [False, True])
def test_columns_and_rows_are_known_by_white_space(make: Any, middle: bool, gap: float) -> None:
    sheet = Sheet(make).line("PHỤ LỤC", 270).row(HEADING, middle, gap)
    for row in ROWS:
        sheet.row(row, middle, gap)
    found = opened(make, sheet.line(RUNNING))
    assert rows(found) == [HEADING, *ROWS]
    assert found.text.startswith("PHỤ LỤC\nTT\tNội dung nhiệm vụ\t")
    assert found.text.endswith(f"\n{RUNNING}\n")


def test_horizontal_lines_alone_part_the_rows(make: Any) -> None:
    sheet = Sheet(make).rule().row(HEADING)
    for row in ROWS:
        sheet.rule().row(row, middle=True)
    assert rows(opened(make, sheet.rule().line(RUNNING))) == [HEADING, *ROWS]


def test_a_group_row_runs_over_the_columns(make: Any) -> None:
    group = "Nâng cao nhận thức, trách nhiệm của cán bộ, chiến sĩ trong toàn lực lượng"
    sheet = Sheet(make).row(HEADING).line(f"I    {group}").row(ROWS[0]).row(ROWS[1])
    assert rows(opened(make, sheet))[1] == ("I", group, "", "", "")


@pytest.mark.parametrize("repeated", [False, True])
def test_a_table_goes_on_over_the_page(make: Any, repeated: bool) -> None:
    first = Sheet(make).row(HEADING).row(ROWS[0]).row(ROWS[1]).row(ROWS[2], end=1)
    second = Sheet(make)
    if repeated:
        second.row(HEADING)
    second.row(ROWS[2], start=1).row(("4", "Tổng kết", "Văn phòng", "Báo cáo", "12/2025")).line(RUNNING)
    for number, sheet in enumerate((first, second), 1):
        sheet.text += make.letters(290, 30, str(number))
        sheet.text += make.letters(50, 820, "Phụ lục kèm theo Kế hoạch số 15")
    found = opened(make, first, second)
    assert rows(found) == [HEADING, *ROWS, ("4", "Tổng kết", "Văn phòng", "Báo cáo", "12/2025")]
    assert found.text.count("Phụ lục kèm theo") == 1


def test_rows_without_ordinals_are_parted_by_white(make: Any) -> None:
    sheet = Sheet(make).row(("", *HEADING[1:]), gap=6)
    for row in ROWS:
        sheet.row(("", *row[1:]), gap=6)
    assert rows(opened(make, sheet)) == [HEADING[1:], *(row[1:] for row in ROWS)]


def test_a_line_broken_after_a_hyphen_is_put_together(make: Any) -> None:
    row = ("1", "Thi hành Nghị định số 30/2020/NĐ-CP", "Văn phòng", "", "2025")
    sheet = Sheet(make).row(HEADING)
    sheet.text += "".join(make.letters(LEFT[at], sheet.at, text) for at, text in ((0, "1"), (2, "Văn phòng"), (4, "2025")))
    sheet.line("Thi hành Nghị định số 30/2020/NĐ-", LEFT[1]).line("CP", LEFT[1])
    assert rows(opened(make, sheet))[1] == row


def test_a_letterhead_is_no_table(make: Any) -> None:
    sheet = Sheet(make)
    for left, right in (("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI"), ("TỈNH A", "Độc lập - Tự do"), ("Số: 12", "ngày 2 tháng 5")):
        sheet.text += make.letters(300, sheet.at, right.replace("Ò", "O").replace("Ã", "A").replace("Ộ", "Ộ"))
        sheet.line(left.replace("Ỉ", "I"), 60)
    assert opened(make, sheet).tables == []


def test_running_text_that_names_columns_is_no_table(make: Any) -> None:
    sheet = Sheet(make)
    for _ in range(6):
        sheet.line("Nội dung nhiệm vụ, đơn vị chủ trì, sản phẩm và thời gian hoàn thành được ghi trong phụ lục.")
    assert opened(make, sheet).tables == []


def test_letters_drawn_after_their_line_are_put_into_their_words(make: Any) -> None:
    """As a program does whose font lacks them."""
    page = ""
    for at, text in enumerate(("Kế hoạch kiểm tra định kỳ", "Nhiệm vụ trọng tâm")):
        y = 700 - 12 * at
        plain = [(index, letter) for index, letter in enumerate(text) if letter.isascii() and letter != " "]
        marked = [(index, letter) for index, letter in enumerate(text) if not letter.isascii()]
        page += "".join(make.letters(70 + 5 * index, y, letter) for index, letter in plain + marked)
    found = open_pdf(make.pdf(page), Recogniser(lambda pages: None))
    assert found.text == "Kế hoạch kiểm tra định kỳ\nNhiệm vụ trọng tâm\n"
    assert found.parts[0].text.startswith("Kế hoạch kiểm tra")
