"""The head of the first page (annex I, section IV: fields 1 to 5b), in the State's and in the Party's layout."""

from lxml.etree import _Element

from dutdiem.writing.content import Letterhead, OfficialDocument
from dutdiem.writing.layout import TEXT_WIDTH, Layout
from dutdiem.writing.numbers import document_number, written_date
from dutdiem.writing.ooxml import centred_rule, element, paragraph, run
from dutdiem.writing.tables import table_cell, table_frame, table_row
from dutdiem.writing.widths import balanced, bold_width

_TITLE_WIDTH = TEXT_WIDTH - 12  # mm: a title does not touch the margins
_SHARE_OF_LINE = 0.4  # II.2.b and II.5.b: a third to a half of the line above


def head(document: OfficialDocument, layout: Layout) -> list[_Element]:
    """Issuer and number left, national heading (or the Party's name), place and date right; the title, or a letter's subject."""
    letter = document.letterhead
    left, right = layout.left_column, TEXT_WIDTH - layout.left_column
    frame = table_frame([left, right], ruled_lines=False)
    frame.append(_two(_issuer(letter, layout, left), _heading(layout, right), left, right))
    dispatch = not document.kind
    below = [_number(letter, layout), *([_subject(document, layout, left)] if dispatch else [])]
    frame.append(_two(below, [_dateline(letter)], left, right))
    return [frame] if dispatch else [frame, *_title(document, layout)]


def _two(one: list[_Element], other: list[_Element], left: float, right: float) -> _Element:
    return table_row([table_cell(left, one, middle=False), table_cell(right, other, middle=False)])


def _issuer(letter: Letterhead, layout: Layout, width: float) -> list[_Element]:
    lines = [paragraph("CoQuan", [run(letter.parent.upper())])] if letter.parent else []
    lines.append(paragraph("CoQuan", [run(letter.issuer.upper(), element("w:b"))]))
    if layout.star_under_issuer:
        return [*lines, paragraph("CoQuan", [run("*")])]
    last_line = max(letter.issuer.upper().split("\n"), key=len)
    length = _SHARE_OF_LINE * min(width, bold_width(last_line, layout.issuer_size))
    return [*lines, centred_rule("DongKe", length, width)]


def _heading(layout: Layout, width: float) -> list[_Element]:
    lines = [paragraph("QuocHieu", [run(layout.heading)])]
    below, size = layout.heading, layout.heading_size
    if layout.motto:
        lines.append(paragraph("TieuNgu", [run(layout.motto)]))
        below, size = layout.motto, layout.motto_size
    return [*lines, centred_rule("DongKe", bold_width(below, size), width)]


def _number(letter: Letterhead, layout: Layout) -> _Element:
    return paragraph("SoKyHieu", [run(layout.number_label + document_number(letter.number))])


def _subject(document: OfficialDocument, layout: Layout, width: float) -> _Element:
    """What a letter (công văn) is about: it has no type and no title, but this below its number (II.5.b, field 5b)."""
    lines = balanced(f"V/v {document.title}", layout.number_size, width - 4)
    return paragraph("VeViec", [run("\n".join(lines))])


def _dateline(letter: Letterhead) -> _Element:
    return paragraph("DiaDanh", [run(f"{letter.place}, {written_date(letter.issued)}")])


def _title(document: OfficialDocument, layout: Layout) -> list[_Element]:
    title = balanced(document.title, layout.title_size, _TITLE_WIDTH)
    lines = [paragraph("TenLoai", [run(document.kind.upper())]), paragraph("TrichYeu", [run("\n".join(title))])]
    if layout.dashes_under_title:
        return [*lines, paragraph("CanGiua", [run("-----")])]
    longest = max(title, key=len)
    length = _SHARE_OF_LINE * min(TEXT_WIDTH, bold_width(longest, layout.title_size))
    gap = paragraph("DongKe", [], element("w:spacing", {"w:before": 0, "w:after": 200}))
    return [*lines, centred_rule("DongKe", length, TEXT_WIDTH), gap]
