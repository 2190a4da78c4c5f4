"""The DOCX against Decree 30/2020/NĐ-CP, annex I, and against the Party's instruction."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.shared import Mm

from dutdiem.writing.content import Cited, Paragraph, Row, Run
from dutdiem.writing.word import write_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WRITTEN = datetime(2025, 12, 31, 8)


def opened(document):
    return docx.Document(io.BytesIO(write_docx(document, WRITTEN)))


def words(element):
    return "".join(node.text or "" for node in element.iter(f"{W}t"))


def paragraphs(document, xml_of):
    return [words(p) for p in xml_of(write_docx(document, WRITTEN)).iter(f"{W}p")]


def style_of(file, name):
    style = file.styles[name]
    return style.font.size.pt, bool(style.font.bold), bool(style.font.italic)


def test_the_same_document_gives_the_same_bytes(state):
    assert write_docx(state, WRITTEN) == write_docx(state, WRITTEN)


def test_the_entries_carry_the_time_that_was_given(state):
    with zipfile.ZipFile(io.BytesIO(write_docx(state, WRITTEN))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(2025, 12, 31, 8, 0, 0)}


def test_the_properties_carry_title_number_and_time(state):
    core = opened(state).core_properties
    assert (core.title, core.subject) == ("Báo cáo Kết quả năm 2025", "5/BC-CAT")
    assert core.created == WRITTEN.replace(tzinfo=UTC)


def test_paper_and_margins_are_within_the_decree(state):
    section = opened(state).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    for margin in (section.top_margin, section.bottom_margin):
        assert 20 <= round(margin.mm, 1) <= 25
    assert 30 <= round(section.left_margin.mm, 1) <= 35
    assert 15 <= round(section.right_margin.mm, 1) <= 20


@pytest.mark.parametrize(
    ("name", "smallest", "largest", "bold", "italic"),
    [
        ("Quốc hiệu", 12, 13, True, False),
        ("Tiêu ngữ", 13, 14, True, False),
        ("Cơ quan ban hành", 12, 13, False, False),
        ("Số, ký hiệu", 13, 13, False, False),
        ("Địa danh, thời gian", 13, 14, False, True),
        ("Tên loại", 13, 14, True, False),
        ("Trích yếu", 13, 14, True, False),
        ("Nội dung", 13, 14, False, False),
        ("Căn cứ", 13, 14, False, True),
        ("Heading 1", 13, 14, True, False),
        ("Nơi nhận", 11, 11, False, False),
        ("Chữ ký", 13, 14, True, False),
        ("Số trang", 13, 14, False, False),
        ("Phụ lục", 14, 14, True, False),
    ],
)
def test_sizes_and_weights_are_those_of_the_decree(state, name, smallest, largest, bold, italic):
    size, is_bold, is_italic = style_of(opened(state), name)
    assert smallest <= size <= largest
    assert (is_bold, is_italic) == (bold, italic)


@pytest.mark.parametrize("name", ["Nội dung", "Bảng", "Heading 1", "Nơi nhận", "Normal"])
def test_every_style_is_in_times(state, name):
    assert opened(state).styles[name].font.name == "Times New Roman"


def test_paragraphs_are_justified_indented_and_set_apart(state):
    form = opened(state).styles["Nội dung"].paragraph_format
    assert form.alignment == 3
    assert form.first_line_indent in (Mm(10), Mm(12.7))
    assert form.space_after.pt >= 6
    assert 1 <= form.line_spacing <= 1.5


def test_the_letterhead_of_the_state_has_heading_motto_parent_and_issuer(state, xml_of):
    first = xml_of(write_docx(state, WRITTEN)).find(f".//{W}tbl")
    lines = [words(p) for p in first.iter(f"{W}p") if words(p)]
    assert lines == [
        "BỘ CÔNG AN",
        "CÔNG AN TỈNH ĐIỆN BIÊN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 05/BC-CAT",
        "Điện Biên, ngày 03 tháng 02 năm 2025",
    ]


def test_the_letterhead_of_the_party_has_no_national_heading(party, xml_of):
    first = xml_of(write_docx(party, WRITTEN)).find(f".//{W}tbl")
    lines = [words(p) for p in first.iter(f"{W}p") if words(p)]
    assert lines == [
        "BAN CHẤP HÀNH TRUNG ƯƠNG",
        "BỘ CHÍNH TRỊ",
        "*",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Số 12-NQ/TW",
        "Hà Nội, ngày 16 tháng 3 năm 2022",
    ]


def test_the_first_page_has_no_number_and_the_next_ones_have(state):
    section = opened(state).sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml


def test_an_annex_may_lie_across_and_counts_its_own_pages(state):
    section = opened(state).sections[1]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert section.page_width > section.page_height
    assert section._sectPr.find(f"{W}pgNumType").get(f"{W}start") == "1"


def test_the_mark_stands_on_every_page(state):
    for section in opened(state).sections:
        for footer in (section.footer, section.first_page_footer):
            assert words(footer._element) == "VĂN BẢN MẪU"


def test_a_stamp_stands_above_the_letterhead_of_the_first_page_only(state):
    first, second = opened(replace(state, stamp="DỰ THẢO")).sections
    assert words(first.first_page_header._element) == "DỰ THẢO"
    assert words(second.first_page_header._element) == ""


def test_a_table_repeats_its_header_row_and_never_splits_a_row(state, xml_of):
    tables = xml_of(write_docx(state, WRITTEN)).findall(f".//{W}tbl")
    rows = tables[1].findall(f"{W}tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_a_group_row_spans_the_table_and_numbers_stand_right(state, xml_of):
    rows = xml_of(write_docx(state, WRITTEN)).findall(f".//{W}tbl")[1].findall(f"{W}tr")
    assert rows[1].find(f"{W}tc/{W}tcPr/{W}gridSpan").get(f"{W}val") == "3"
    assert rows[2].findall(f"{W}tc")[2].find(f"{W}p/{W}pPr/{W}jc").get(f"{W}val") == "right"


def test_a_figure_leads_to_its_source_and_the_source_back(state, xml_of):
    document = xml_of(write_docx(state, WRITTEN))
    names = [mark.get(f"{W}name") for mark in document.iter(f"{W}bookmarkStart")]
    targets = [link.get(f"{W}anchor") for link in document.iter(f"{W}hyperlink")]
    assert sorted(names) == ["nguon_1", "nguon_2", "so_lieu_1", "so_lieu_1_2", "so_lieu_2"]
    assert set(targets) == {"nguon_1", "nguon_2", "so_lieu_1", "so_lieu_2"}


def test_every_bookmark_has_a_number_of_its_own(state, xml_of):
    document = xml_of(write_docx(state, WRITTEN))
    numbers = [mark.get(f"{W}id") for mark in document.iter(f"{W}bookmarkStart")]
    assert len(numbers) == len(set(numbers)) == 5


def test_recipients_stand_left_and_the_signature_right(state, xml_of):
    last = xml_of(write_docx(state, WRITTEN)).findall(f".//{W}tbl")[2]
    left, right = last.findall(f".//{W}tc")
    assert [words(p) for p in left.iter(f"{W}p")] == [
        "Nơi nhận:",
        "- Bộ Công an (để báo cáo);",
        "- Lưu: VT, PV01.",
    ]
    assert [words(p) for p in right.iter(f"{W}p") if words(p)] == ["GIÁM ĐỐC", "Nguyễn Văn A"]


def test_one_addressee_stands_on_the_line_and_several_below(state, xml_of):
    one = paragraphs(replace(state, addressees=("Bộ Nội vụ",)), xml_of)
    two = paragraphs(replace(state, addressees=("Bộ Nội vụ", "Bộ Tài chính")), xml_of)
    assert "Kính gửi: Bộ Nội vụ" in one
    assert two[two.index("Kính gửi:") + 1 :][:2] == ["- Bộ Nội vụ;", "- Bộ Tài chính."]


def test_a_document_without_signature_and_recipients_has_no_closing(state, xml_of):
    bare = replace(state, signature=None, recipients=(), annexes=())
    assert len(xml_of(write_docx(bare, WRITTEN)).findall(f".//{W}tbl")) == 2


def test_nothing_of_the_template_is_left(state):
    with zipfile.ZipFile(io.BytesIO(write_docx(state, WRITTEN))) as package:
        assert not [name for name in package.namelist() if "thumbnail" in name]


ORDER = ["rStyle", "b", "i", "sz", "u", "vertAlign"]


def test_properties_of_a_run_stand_in_the_order_of_the_schema(state, xml_of):
    table = replace(state.blocks[-1], size=10, rows=(Row(("1", Cited("5", 3, bold=True), Run("x", italic=True))),))
    for document in (state, replace(state, blocks=(table,))):
        for properties in xml_of(write_docx(document, WRITTEN)).iter(f"{W}rPr"):
            names = [child.tag.removeprefix(W) for child in properties]
            assert names == sorted(names, key=ORDER.index)


def test_a_body_does_not_end_in_a_table(state, xml_of):
    bare = replace(state, annexes=())
    assert [child.tag.removeprefix(W) for child in xml_of(write_docx(bare, WRITTEN)).find(f"{W}body")][-2:] == ["p", "sectPr"]


def test_control_characters_of_a_text_are_left_out_and_long_titles_do_not_break_the_file(state):
    odd = replace(state, title="Kết quả\x07 " + "rất dài " * 60, blocks=(Paragraph("một\x00 hai\x0b"),))
    file = opened(odd)
    assert "một hai" in [paragraph.text for paragraph in file.paragraphs]
    assert len(file.core_properties.title) == 255
