"""The length of a bold line, against the real font where it is installed."""

import subprocess

import pytest
from PIL import ImageFont

from dutdiem.writing.widths import bold_width

LINES = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "CÔNG AN THÀNH PHỐ ĐÀ NẴNG"]


def _times_bold():
    try:
        found = subprocess.run(["fc-match", "-f", "%{file}", "Times New Roman:bold"], capture_output=True, text=True)
    except FileNotFoundError:
        return None
    return found.stdout if found.stdout.endswith("-Bold.ttf") else None


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_as_long_as_in_the_real_font(line):
    file = _times_bold()
    if file is None:
        pytest.skip("không có phông chữ tương đương Times New Roman trên máy này")
    real = ImageFont.truetype(file, 1000).getlength(line) / 1000 * 13 * 25.4 / 72
    assert bold_width(line, 13) == pytest.approx(real, rel=0.03)


def test_the_national_heading_fits_its_column():
    assert bold_width(LINES[0], 12) < 160 - 68
