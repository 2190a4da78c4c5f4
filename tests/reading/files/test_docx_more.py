"""The rarer things in a DOCX that a reader of the page sees, or does not."""

from typing import Any

import pytest

from dutdiem.reading.files.docx import open_docx
from dutdiem.reading.files.docx.symbols import symbol
from dutdiem.reading.files.package import Package

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def lines(data: bytes) -> list[str]:
    return [line for line in open_docx(Package(data)).text.split("\n") if line.strip()]


def level(depth: int, form: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def numbered(make: Any, text: str, depth: int, more: str = "") -> str:
    return str(make.paragraph(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr>{more}'))


def abstract(*levels: str, more: str = "", number: int = 1) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{more}{"".join(levels)}</w:abstractNum>'


ONE = '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'


def test_a_level_that_never_restarts_counts_on(make: Any) -> None:
    """ "Chương" and "Điều": articles are numbered through the whole document."""
    rules = abstract(level(0, "upperRoman", "Chương %1."), level(1, "decimal", "Điều %2.", '<w:lvlRestart w:val="0"/>'))
    body = "".join(numbered(make, text, depth) for text, depth in (("a", 0), ("b", 1), ("c", 1), ("d", 0), ("e", 1)))
    assert lines(make.docx(body, numbering=rules + ONE)) == ["Chương I. a", "Điều 1. b", "Điều 2. c", "Chương II. d", "Điều 3. e"]


def test_numbers_of_several_levels(make: Any) -> None:
    rules = abstract(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2."), level(2, "lowerRoman", "(%3)"))
    body = "".join(numbered(make, text, depth) for text, depth in (("a", 0), ("b", 1), ("c", 1), ("d", 2), ("e", 0), ("f", 1)))
    assert lines(make.docx(body, numbering=rules + ONE)) == ["1. a", "1.1. b", "1.2. c", "(i) d", "2. e", "2.1. f"]


def test_a_list_may_be_defined_by_a_style_of_lists(make: Any) -> None:
    link = abstract(more='<w:numStyleLink w:val="S"/>')
    rules = link + abstract(level(0, "lowerLetter", "%1)"), more='<w:styleLink w:val="S"/>', number=2)
    assert lines(make.docx(numbered(make, "một", 0) + numbered(make, "hai", 0), numbering=rules + ONE)) == ["a) một", "b) hai"]


def test_a_deleted_paragraph_has_no_number(make: Any) -> None:
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
        "<w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del></w:p>"
    )
    rules = abstract(level(0, "decimal", "%1.")) + ONE
    assert lines(make.docx(numbered(make, "a", 0) + gone + numbered(make, "b", 0), numbering=rules)) == ["1. a", "2. b"]


def test_what_was_moved_is_read_where_it_is_now(make: Any) -> None:
    body = (
        "<w:p><w:moveFrom><w:r><w:t>câu</w:t></w:r></w:moveFrom><w:r><w:t>trước</w:t></w:r></w:p>"
        "<w:p><w:moveTo><w:r><w:t>câu</w:t></w:r></w:moveTo></w:p>"
    )
    assert lines(make.docx(body)) == ["trước", "câu"]


def test_a_field_shows_its_result_and_a_link_its_words(make: Any) -> None:
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>05/3/2025</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:hyperlink><w:r><w:t>: xem tại đây</w:t></w:r></w:hyperlink>'
        '<w:fldSimple w:instr="PAGE"><w:r><w:t>!</w:t></w:r></w:fldSimple></w:p>'
    )
    assert lines(make.docx(body)) == ["05/3/2025: xem tại đây!"]


def test_a_control_is_read_unless_nobody_has_filled_it_in(make: Any) -> None:
    def control(text: str, properties: str = "") -> str:
        return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{make.paragraph(text)}</w:sdtContent></w:sdt>"

    assert lines(make.docx(control("đã điền") + control("Bấm để nhập", "<w:showingPlcHdr/>"))) == ["đã điền"]


def test_signs_of_symbol_fonts_are_read(make: Any) -> None:
    body = '<w:p><w:r><w:t>tỷ lệ</w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:t>90%</w:t></w:r></w:p>'
    assert lines(make.docx(body)) == ["tỷ lệ≥90%"]


@pytest.mark.parametrize(("font", "code"), [("Wingdings", "F0FF"), (None, None), ("x", "nothex"), ("x", "D800")])
def test_unknown_signs_are_nothing(font: str | None, code: str | None) -> None:
    assert symbol(font, code) == ""


def test_comments_are_no_content(make: Any) -> None:
    body = '<w:p><w:r><w:t>câu</w:t></w:r><w:r><w:commentReference w:id="1"/></w:r></w:p>'
    comments = (
        f'<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{make.paragraph("góp ý")}</w:comments>'
    )
    data = make.docx(body, more={"word/comments.xml": comments.encode()})
    assert lines(data) == ["câu"]
    assert any("góp ý" in part.text for part in open_docx(Package(data)).parts)


@pytest.mark.parametrize("ending", ["html", "txt", "docx"])
def test_an_imported_file_is_read_in_its_place(make: Any, ending: str) -> None:
    inner = {"html": "<p>nhập vào</p>".encode(), "txt": "nhập vào".encode(), "docx": make.docx(make.paragraph("nhập vào"))}
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="c" Type="{R}/aFChunk" Target="afchunk.{ending}"/></Relationships>'
    )
    more = {f"word/afchunk.{ending}": inner[ending], "word/_rels/document.xml.rels": relations.encode()}
    body = make.paragraph("trước") + '<w:altChunk r:id="c"/>' + make.paragraph("sau")
    assert lines(make.docx(body, more=more)) == ["trước", "nhập vào", "sau"]
