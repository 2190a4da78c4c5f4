"""Puts a document together as DOCX: sections, page numbers, body, closing, annexes; same input, same bytes."""

import io
from datetime import UTC, datetime

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.section import Section, _Footer, _Header
from docx.shared import Mm
from lxml.etree import _Element

from dutdiem.writing import layout as sizes
from dutdiem.writing.archive import with_fixed_times
from dutdiem.writing.closing import addressees, foot
from dutdiem.writing.content import LETTER, Annex, Block, Heading, OfficialDocument, Paragraph, Part, Picture
from dutdiem.writing.layout import PARTY, STATE
from dutdiem.writing.letterhead import head
from dutdiem.writing.ooxml import element, field, paragraph, run, twips, xml_text
from dutdiem.writing.paragraphs import Bookmarks, body, heading, part
from dutdiem.writing.pictures import picture
from dutdiem.writing.styles import install
from dutdiem.writing.tables import ruled
from dutdiem.writing.widths import bold_width


def write_docx(document: OfficialDocument, written: datetime) -> bytes:
    """The document as DOCX; `written` stands in its properties (no clock is read here)."""
    layout = PARTY if document.letterhead.party else STATE
    file = docx.Document()
    _clear(file)
    install(file, layout)
    _properties(file, document, written)
    _set_up(file.sections[0], document.mark)
    if document.stamp:
        _stamp(file.sections[0], document.stamp)
    marks = Bookmarks()
    _append(file, [*head(document, layout), *addressees(document.addressees)])
    _append(file, _blocks(file, document.blocks, sizes.TEXT_WIDTH, marks))
    _hold_last(file)
    _append(file, foot(document, layout))
    for annex in document.annexes:
        _annex(file, annex, document.mark, marks)
    out = io.BytesIO()
    file.save(out)
    return with_fixed_times(out.getvalue(), written)


def _clear(file: Document) -> None:
    """Takes out what python-docx's own template brings: its thumbnail belongs to another document."""
    package = file.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del package.rels[key]


def _properties(file: Document, document: OfficialDocument, written: datetime) -> None:
    core = file.core_properties
    core.title = _property(f"{document.kind or LETTER} {document.title}")
    core.subject = _property(document.letterhead.number.strip())
    core.author = core.last_modified_by = _property(document.letterhead.issuer)
    core.created = core.modified = written.astimezone(UTC) if written.tzinfo else written  # the file keeps UTC
    core.language, core.comments, core.keywords = "vi-VN", _property(document.mark or ""), ""
    core.revision, core.identifier = 1, document.identifier


def _property(text: str) -> str:
    """On one line, and no longer than a property may be."""
    return xml_text(" ".join(text.split()))[:255]


def _append(file: Document, elements: list[_Element]) -> None:
    end = file.element.body.sectPr
    for one in elements:
        end.addprevious(one)


def _hold_last(file: Document) -> None:
    """The last words of the text go over to the page of the signature with it: a page never holds the signature alone."""
    last = file.element.body.sectPr.getprevious()
    settings = last.find(qn("w:pPr")) if last is not None and last.tag == qn("w:p") else None
    if settings is not None and settings.find(qn("w:keepNext")) is None:
        settings.find(qn("w:pStyle")).addnext(element("w:keepNext"))


def _blocks(file: Document, blocks: tuple[Block, ...], width: float, marks: Bookmarks) -> list[_Element]:
    return [made for block in blocks for made in _block(file, block, width, marks)]


def _block(file: Document, block: Block, width: float, marks: Bookmarks) -> list[_Element]:
    if isinstance(block, Part):
        return part(block, marks)
    if isinstance(block, Heading):
        return [heading(block, marks)]
    if isinstance(block, Paragraph):
        return [body(block, marks)]
    if isinstance(block, Picture):
        return picture(file, block, width)
    return ruled(block, width, marks)


def _set_up(section: Section, mark: str | None, landscape: bool = False) -> None:
    """A4, the margins, and the page number in the upper margin from the second page on (I.1 to I.7)."""
    long, short = Mm(sizes.PAGE_HEIGHT), Mm(sizes.PAGE_WIDTH)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    section.top_margin, section.bottom_margin = Mm(sizes.MARGIN_TOP), Mm(sizes.MARGIN_BOTTOM)
    section.left_margin, section.right_margin = Mm(sizes.MARGIN_LEFT), Mm(sizes.MARGIN_RIGHT)
    section.header_distance = section.footer_distance = Mm(sizes.HEADER_DISTANCE)
    section.different_first_page_header_footer = True
    for part_of_page in (section.header, section.first_page_header, section.footer, section.first_page_footer):
        part_of_page.is_linked_to_previous = False
    _fill(section.header, "DauTrang", field("PAGE"))
    for footer in (section.footer, section.first_page_footer):
        _fill(footer, "DauMau", [run(mark)] if mark else [])
    _restart_numbering(section)


def _fill(part_of_page: _Header | _Footer, style: str, content: list[_Element]) -> None:
    container = part_of_page._element
    for old in list(container):
        container.remove(old)
    container.append(paragraph(style, content))


def _stamp(section: Section, words: str) -> None:
    """A framed line in the upper margin of the first page, as wide as its words need (III.2.c)."""
    edge: dict[str, str | int] = {"w:val": "single", "w:sz": 8, "w:space": 3, "w:color": "auto"}
    frame = element("w:pBdr", None, *[element(f"w:{side}", edge) for side in ("top", "left", "bottom", "right")])
    room = twips((sizes.TEXT_WIDTH - bold_width(words, 13) - 8) / 2)
    indents = element("w:ind", {"w:left": room, "w:right": room, "w:firstLine": 0})
    container = section.first_page_header._element
    for old in list(container):
        container.remove(old)
    container.append(paragraph("KhungDau", [run(words)], frame, indents))


def _restart_numbering(section: Section) -> None:
    settings = section._sectPr
    for old in settings.findall(qn("w:pgNumType")):
        settings.remove(old)
    before = settings.find(qn("w:cols"))
    made = element("w:pgNumType", {"w:start": 1})
    if before is None:
        settings.append(made)
    else:
        before.addprevious(made)


def _annex(file: Document, annex: Annex, mark: str | None, marks: Bookmarks) -> None:
    """A new section that counts its own pages (III.1)."""
    section = file.add_section(WD_SECTION.NEW_PAGE)
    _set_up(section, mark, annex.landscape)
    lines = [paragraph("PhuLuc", [run(f"Phụ lục {annex.number}" if annex.number else "Phụ lục")])]
    lines.append(paragraph("PhuLuc", [run(annex.title.upper())]))
    if annex.reference:
        lines.append(paragraph("ChuDanPhuLuc", [run(annex.reference)]))
    width = sizes.LANDSCAPE_TEXT_WIDTH if annex.landscape else sizes.TEXT_WIDTH
    _append(file, [*lines, *_blocks(file, annex.blocks, width, marks)])
