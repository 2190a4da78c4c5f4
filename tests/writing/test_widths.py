"""The length of a bold line, against the real font where it is installed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageFont

from dutdiem.writing.widths import balanced, bold_width

LINES = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "CÔNG AN THÀNH PHỐ ĐÀ NẴNG"]


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_as_long_as_in_the_real_font(line, times_bold):
    real = ImageFont.truetype(times_bold, 1000).getlength(line) / 1000 * 13 * 25.4 / 72
    assert bold_width(line, 13) == pytest.approx(real, rel=0.03)


def test_the_national_heading_fits_its_column():
    assert bold_width(LINES[0], 12) < 160 - 68


TITLE = "Kết quả năm 2025 thực hiện Nghị quyết số 12-NQ/TW ngày 16/3/2022 của Bộ Chính trị"


def test_a_long_title_is_broken_into_lines_of_about_one_length():
    lines = balanced(TITLE, 14, 150)
    assert " ".join(lines) == TITLE
    assert len(lines) == 2
    assert abs(bold_width(lines[0], 14) - bold_width(lines[1], 14)) < 25


def test_a_title_that_brings_its_breaks_keeps_them():
    assert balanced("về một việc\nvà một việc khác", 14, 150) == ["về một việc", "và một việc khác"]


@given(st.lists(st.text(alphabet="aăâbcdđeêM", min_size=1, max_size=12), min_size=1, max_size=40))
@settings(max_examples=50)
def test_no_word_is_lost_and_no_line_is_too_long(words):
    lines = balanced(" ".join(words), 14, 100)
    assert " ".join(lines).split() == words
    assert all(bold_width(line, 14) <= 100 or " " not in line for line in lines)
