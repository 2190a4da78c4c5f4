"""What a DOCX shows is what is read."""

from typing import Any

import pytest

from dutdiem.reading.files.docx import open_docx
from dutdiem.reading.files.legacy import Encoding, from_unicode
from dutdiem.reading.files.package import Package
from dutdiem.reading.files.parts import Opened, Role
from dutdiem.reading.files.refusing import Unfit

NUMBERS = """
<w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
  <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%4"/></w:lvl>
  <w:lvl w:ilvl="4"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>
</w:abstractNum>
<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="8"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
"""


def opened(data: bytes) -> Opened:
    return open_docx(Package(data))


def lines(data: bytes) -> list[str]:
    return [line for line in opened(data).text.split("\n") if line.strip()]


def numbered(make: Any, text: str, level: int, list_id: int = 7) -> str:
    return str(make.paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'))


def words_of(data: bytes, role: Role) -> str:
    return "\n".join(part.text for part in opened(data).parts if part.role is role)


def test_it_writes_the_automatic_numbers(make: Any) -> None:
    body = "".join(
        numbered(make, text, level)
        for text, level in (("Mục tiêu", 0), ("Nhiệm vụ", 0), ("Một", 1), ("Hai", 1), ("ý", 2), ("ý nữa", 2),
                            ("Ba", 1), ("nhỏ", 3), ("Tổ chức", 0), ("Lại một", 1), ("chấm", 4))
    )  # fmt: skip
    assert lines(make.docx(body, numbering=NUMBERS)) == [
        "I. Mục tiêu", "II. Nhiệm vụ", "1. Một", "2. Hai", "a) ý", "b) ý nữa", "3. Ba", "3.1 nhỏ",
        "III. Tổ chức", "1. Lại một", "- chấm",
    ]  # fmt: skip


def test_a_list_may_begin_elsewhere(make: Any) -> None:
    body = numbered(make, "năm", 0, 8) + numbered(make, "sáu", 0, 8)
    assert lines(make.docx(body, numbering=NUMBERS)) == ["V. năm", "VI. sáu"]


def test_a_style_brings_its_number(make: Any) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    body = make.paragraph("một", '<w:pStyle w:val="B"/>') + make.paragraph("hai", '<w:pStyle w:val="A"/>')
    assert lines(make.docx(body, numbering=NUMBERS, styles=styles)) == ["I. một", "II. hai"]


def test_styles_that_are_based_on_each_other_do_not_hang(make: Any) -> None:
    styles = '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    assert lines(make.docx(make.paragraph("chữ", '<w:pStyle w:val="A"/>'), styles=styles)) == ["chữ"]


def test_text_boxes_are_read_once(make: Any) -> None:
    body = make.paragraph("trước") + make.text_box("trong khung", "dòng hai") + make.paragraph("sau")
    assert lines(make.docx(body)) == ["trước", "trong khung", "dòng hai", "sau"]


def test_the_guards_see_text_boxes(make: Any) -> None:
    assert "trong khung" in words_of(make.docx(make.text_box("trong khung")), Role.BOX)


def test_a_watermark_is_seen(make: Any) -> None:
    header = '<w:p><w:r><w:pict><v:shape><v:textpath string="MẬT"/></v:shape></w:pict></w:r></w:p>'
    assert "MẬT" in words_of(make.docx(make.paragraph("a"), header1=header), Role.BOX)


def test_headers_and_footers_are_read_but_not_page_numbers(make: Any) -> None:
    data = make.docx(make.paragraph("thân"), header1=make.paragraph("- 2 -"), footer1=make.paragraph("Phòng Tham mưu"))
    assert lines(data) == ["thân", "Phòng Tham mưu"]
    assert "- 2 -" in words_of(data, Role.MARGIN)


def test_footnotes_stand_at_the_end_with_their_number(make: Any) -> None:
    body = '<w:p><w:r><w:t>Câu</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    notes = f'<w:footnote w:id="2">{make.paragraph("Lời chú.")}</w:footnote>'
    assert lines(make.docx(body, footnotes=notes)) == ["Câu[1]", "[1] Lời chú."]


def cell(make: Any, text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{make.paragraph(text)}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def test_a_cell_over_several_rows_holds_for_each_of_them(make: Any) -> None:
    begin, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        cell(make, "TT") + cell(make, "Nhiệm vụ") + cell(make, "Chủ trì"),
        cell(make, "1") + cell(make, "Việc một") + cell(make, "Cục A", begin),
        cell(make, "2") + cell(make, "Việc hai") + cell(make, "", goes_on),
    )
    found = opened(make.docx(body))
    assert found.tables[0].rows[2] == ("2", "Việc hai", "Cục A")
    assert found.text.count("Cục A") == 1


def test_a_cell_over_several_columns_keeps_the_columns_in_place(make: Any) -> None:
    body = table(
        cell(make, "TT") + cell(make, "Nhiệm vụ") + cell(make, "Hạn"),
        cell(make, "I") + cell(make, "Nhóm", '<w:gridSpan w:val="2"/>'),
        cell(make, "1") + cell(make, "Việc") + cell(make, "2025"),
    )
    found = opened(make.docx(body))
    assert found.tables[0].rows == (("TT", "Nhiệm vụ", "Hạn"), ("I", "Nhóm", ""), ("1", "Việc", "2025"))
    assert found.text[found.tables[0].start : found.tables[0].end].split("\n")[2] == "1\tViệc\t2025"


def test_a_letterhead_table_is_read_as_lines(make: Any) -> None:
    body = table(cell(make, "BỘ A") + cell(make, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))
    found = opened(make.docx(body))
    assert found.text.split("\n")[:2] == ["BỘ A", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    assert found.tables == []


def test_legacy_fonts_are_converted(make: Any) -> None:
    old = from_unicode("Kế hoạch công tác", Encoding.TCVN3)
    body = make.paragraph(old, run='<w:rFonts w:ascii=".VnTime"/>') + make.paragraph("Số 1")
    assert lines(make.docx(body)) == ["Kế hoạch công tác", "Số 1"]


def test_capital_legacy_fonts_show_capitals(make: Any) -> None:
    old = from_unicode("kế hoạch", Encoding.TCVN3)
    assert lines(make.docx(make.paragraph(old, run='<w:rFonts w:ascii=".VnTimeH"/>'))) == ["KẾ HOẠCH"]


def test_the_style_may_bring_the_legacy_font(make: Any) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="V"><w:rPr><w:rFonts w:ascii="VNI-Times"/></w:rPr></w:style>'
    old = from_unicode("Nhiệm vụ", Encoding.VNI)
    assert lines(make.docx(make.paragraph(old, '<w:pStyle w:val="V"/>'), styles=styles)) == ["Nhiệm vụ"]


def test_deleted_text_is_not_read_and_inserted_text_is(make: Any) -> None:
    body = "<w:p><w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del><w:ins><w:r><w:t>thêm</w:t></w:r></w:ins></w:p>"
    assert lines(make.docx(body)) == ["thêm"]


def test_hidden_text_is_not_read(make: Any) -> None:
    body = make.paragraph("ẩn", run="<w:vanish/>") + make.paragraph("hiện")
    assert lines(make.docx(body)) == ["hiện"]


def test_capitals_by_format_are_capitals(make: Any) -> None:
    assert lines(make.docx(make.paragraph("kế hoạch", run="<w:caps/>"))) == ["KẾ HOẠCH"]


def test_a_document_type_declaration_is_refused(make: Any) -> None:
    evil = b'<!DOCTYPE x [<!ENTITY a "b">]><w:document ' + make.namespaces.encode() + b"><w:body/></w:document>"
    with pytest.raises(Unfit) as unfit:
        opened(make.docx("", more={"word/document.xml": evil}))
    assert unfit.value.code == "hostile"


def test_decomposed_letters_come_out_composed(make: Any) -> None:
    assert lines(make.docx(make.paragraph("Nghi\u0323 quye\u0302\u0301t"))) == ["Nghị quyết"]
