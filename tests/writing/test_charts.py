"""Charts drawn offline with the shipped font."""

import xml.etree.ElementTree as Xml
from decimal import Decimal

from dutdiem.writing.charts import Chart, Point, bars, bars_svg, in_words, lines, lines_svg

PROVINCES = Chart(
    (Point("Công an tỉnh Điện Biên", Decimal("41.25")), Point("Công an thành phố Huế", None)),
    "Tỷ lệ (%)",
    target=Decimal(40),
    target_label="Mục tiêu 40%",
)
MONTHS = Chart(tuple(Point(f"T{m}", Decimal(50 + m), year) for year in ("2024", "2025") for m in range(1, 4)), "Tỷ lệ (%)")


def _words(svg):
    return [node.text for node in Xml.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_bars_and_lines_are_pictures_and_the_same_each_time():
    assert bars(PROVINCES).startswith(b"\x89PNG")
    assert lines(MONTHS).startswith(b"\x89PNG")
    assert bars(PROVINCES) == bars(PROVINCES)


def test_labels_keep_their_marks_and_values_are_printed_the_vietnamese_way():
    words = _words(bars_svg(PROVINCES))
    assert {"Công an tỉnh Điện Biên", "41,3", "Mục tiêu 40%", "Tỷ lệ (%)"} <= set(words)


def test_the_font_is_the_one_that_is_shipped():
    assert "Be Vietnam Pro" in bars_svg(PROVINCES)


def test_lines_name_their_series():
    assert {"2024", "2025", "T1", "T3"} <= set(_words(lines_svg(MONTHS)))


def test_a_chart_says_in_words_what_has_no_value():
    assert in_words(PROVINCES) == "Công an tỉnh Điện Biên: 41,3; Công an thành phố Huế: không có số liệu."
