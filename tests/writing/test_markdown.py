"""The same document as Markdown."""

from dutdiem.writing.markdown import write_markdown


def test_it_says_everything_that_the_document_says(state):
    text = write_markdown(state)
    for words in (
        "CÔNG AN TỈNH ĐIỆN BIÊN",
        "Số: 05/BC-CAT",
        "*Điện Biên, ngày 03 tháng 02 năm 2025*",
        "# BÁO CÁO",
        "## I. Tình hình",
        "### 1. Nổi bật",
        "**Bảng 1. Kết quả**",
        "# Phụ lục I: Nguồn số liệu",
        "**Nguyễn Văn A**",
        "VĂN BẢN MẪU",
    ):
        assert words in text


def test_a_figure_links_to_its_source(state):
    text = write_markdown(state)
    assert "[41,5%](#nguon-2)" in text
    assert '<a id="nguon-2"></a>2' in text


def test_a_table_keeps_its_alignment_and_its_group_rows(state):
    text = write_markdown(state)
    assert "| :---: | --- | ---: |" in text
    assert "| **A. Nhóm** |  |  |" in text


def test_a_party_document_has_no_national_heading(party):
    text = write_markdown(party)
    assert "CỘNG HÒA" not in text
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in text


def test_a_mark_never_stands_beside_a_blank(state):
    assert "chiếm [41,5%](#nguon-2) *(tăng)*." in write_markdown(state)
