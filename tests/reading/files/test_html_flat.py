"""A page is made flat before it is read; what a browser shows stays the same, however it is nested."""

import pytest

from dutdiem.reading.files.html import open_html
from dutdiem.reading.files.parts import Opened


def html(text: str) -> Opened:
    return open_html(text.encode("utf-8"))


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>một <b>hai <i>ba</i></b> bốn</p>năm", "một hai ba bốn\nnăm\n"),
        ("<div>một<p>hai</p>ba<br>bốn<span> năm</span></div>", "một\nhai\nba\nbốn năm\n"),
        ("<p>một<script>x()</script> hai<svg><text>ẩn</text></svg></p>", "một hai\n"),
        ("<p>một<span style='visibility: hidden'> ẩn <b>ẩn</b></span> hai</p>", "một hai\n"),
        ("<o:p>một</o:p><font color=red> hai</font><p>ba", "một hai\nba\n"),
        ("<p>e<b>\u0301</b></p>", "é\n"),
        ("<p>một\u00a0\u2003 hai\n ba</p>", "một hai ba\n"),
        ("trước<table>không là ô</table>sau", "trước\nsau\n"),
    ],
)
def test_words_stand_in_the_lines_of_their_blocks(page: str, text: str) -> None:
    assert html(page).text == text


def test_cells_keep_their_lines_and_tables_within_them() -> None:
    row = "<tr><td rowspan=2><p>một</p><p>hai <b>ba</b></p><td>bốn<table><tr><td>năm</table><td>sáu"
    found = html(f"<p>đầu</p><table><tr><td>A<td>B<td>C{row}<tr><td>bảy<td>tám</table>cuối")
    assert found.tables[0].rows == (("A", "B", "C"), ("một\nhai ba", "bốn\nnăm", "sáu"), ("một\nhai ba", "bảy", "tám"))
    assert found.text.startswith("đầu\nA\tB\tC\n") and found.text.endswith("\ncuối\n")


def test_hidden_rows_are_read_as_before_for_nobody_can_tell_who_hides_them() -> None:
    rows = "<tr><td>TT<td>A<td>B<tr><td>1<td>2<td>3<tr style='display:none'><td>4<td>5<td>6"
    assert html(f"<table>{rows}</table>").tables[0].rows[1:] == (("1", "2", "3"), ("4", "5", "6"))


@pytest.mark.parametrize("depth", [100, 170, 240])
def test_what_is_nested_too_deep_is_left_out(depth: int) -> None:
    found = html("<div>" * depth + "sâu" + "</div>" * depth + "<p>hết</p>").text
    assert found == ("sâu\nhết\n" if depth < 200 else "hết\n")


def test_the_guards_see_titles_comments_and_hidden_words_in_their_order() -> None:
    page = "<title>một</title><p class=x title='hai'>chữ</p><!-- ba --><p style='display:none'>bốn</p><img alt='năm' class=y>"
    assert [part.text.strip() for part in html(page).parts[1:] if part.text.strip()] == ["một", "hai", "bốn", "năm", "ba"]
    many = page + "<i title='sáu'>.</i>" * 400
    assert [part.text.strip() for part in html(many).parts[1:5]] == ["một", "hai", "bốn", "năm"]
