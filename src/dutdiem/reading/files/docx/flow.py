"""Paragraphs and tables of one story (body, header, note, text box) in reading order."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from dutdiem.reading.files.docx.numbering import Numbering
from dutdiem.reading.files.docx.styles import Look, Styles, changes_letters
from dutdiem.reading.files.docx.symbols import symbol
from dutdiem.reading.files.drawings import words_in
from dutdiem.reading.files.elements import Element, attribute, child, children, is_on, local, named, number, value
from dutdiem.reading.files.legacy import Encoding, by_font, to_unicode
from dutdiem.reading.files.parts import Grid

_WRAPPERS = {"ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo", "r"}
_BLOCK_WRAPPERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo"}
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_DIAGRAM = "relIds"
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_WIDEST = 63  # columns that Word can make
_SPACES = re.compile(r"[ \t]+\n|\n[ \t]+")

Block = str | Grid  # a paragraph or a table


@dataclass(slots=True)
class Setting:
    """What every story of the document shares, and what is met on the way: boxes, hidden text, notes in order."""

    styles: Styles
    numbering: Numbering
    encoding: Encoding | None = None  # of text whose font says nothing
    boxes: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)  # (kind, id)
    chunks: dict[str, list[str]] = field(default_factory=dict)  # the lines of imported files by the id of their relation


class Flow:
    """Reads stories of one part, whose root is `part`; `diagrams` are the lines of its diagrams by the ids of their relations."""

    def __init__(self, setting: Setting, part: Element, diagrams: Mapping[str, list[str]] = MappingProxyType({})) -> None:
        self._at = setting
        self._diagrams = diagrams
        self._plain = not setting.encoding and not setting.styles.change_letters and not changes_letters(part)

    def blocks(self, story: Element) -> Iterator[Block]:
        for element in story:
            name = local(element)
            if name == "p":
                yield from self.paragraph(element)
            elif name == "tbl":
                yield self.table(element)
            elif name in _BLOCK_WRAPPERS:
                yield from () if _is_placeholder(element) else self.blocks(element)
            elif name == "AlternateContent":
                yield from self.blocks(_chosen(element))
            elif name == "altChunk":
                yield from self._at.chunks.get(attribute(element, "id") or "", ())

    def paragraph(self, element: Element) -> Iterator[Block]:
        """The paragraph with its number, then the text boxes that are anchored in it."""
        properties = child(element, "pPr")
        style, own = _style_and_number(properties)
        boxes: list[Element] = []
        pieces: list[str] = []
        self._runs(element, style, pieces, boxes)
        text = "".join(pieces)
        if not text and not boxes and child(properties, "rPr", "del") is not None:
            return  # deleted with its mark: it has no number either
        list_id, level = self._at.styles.numbering(style)
        if own is not None:
            list_id, level = value(own, "numId") or list_id, value(own, "ilvl") or level
        label = self._at.numbering.label(list_id, level) if list_id else ""
        yield label + (_SPACES.sub("\n", text) if "\n" in text else text)
        for box in boxes:
            inner = list(self._drawn(box))
            self._at.boxes.append("\n".join(as_text(block) for block in inner))
            yield from inner

    def _drawn(self, box: Element) -> Iterator[Block]:
        """What a text box or a diagram shows."""
        if local(box) != _DIAGRAM:
            return self.blocks(box)
        lines = self._diagrams.get(attribute(box, "dm") or "", ())
        return iter([to_unicode(line, self._at.encoding) if self._at.encoding else line for line in lines])

    def _runs(self, element: Element, style: str | None, pieces: list[str], boxes: list[Element]) -> None:
        """Adds the words of the runs to `pieces`, and the text boxes that hang on them to `boxes`."""
        for inner in element:
            name = local(inner)
            if name == "r":
                self._run(inner, style, pieces, boxes)
            elif name in _WRAPPERS:
                if not _is_placeholder(inner):
                    self._runs(inner, style, pieces, boxes)
            elif name == "AlternateContent":
                self._aside(inner)
                self._runs(_chosen(inner), style, pieces, boxes)
            elif name in ("oMath", "oMathPara"):
                pieces.append(words_in(inner, "t"))

    def _run(self, run: Element, style: str | None, pieces: list[str], boxes: list[Element]) -> None:
        look = None if self._plain else self._at.styles.look(style, child(run, "rPr"))
        for inner in run:
            name = local(inner)
            if name == "t":
                if text := inner.text:
                    if look is None:
                        pieces.append(text)
                    else:
                        (self._at.boxes if look.hidden else pieces).append(self._shown(text, look))
            elif name in _CHARACTERS:
                pieces.append(_CHARACTERS[name])
            elif name == "sym":
                pieces.append(symbol(attribute(inner, "font"), attribute(inner, "char")))
            elif name in _NOTES:
                self._at.notes.append((_NOTES[name], attribute(inner, "id") or ""))
                pieces.append(f"[{len(self._at.notes)}]")
            elif name == "AlternateContent":
                self._aside(inner)
                boxes.extend(_boxes_in(_chosen(inner)))
            elif name in ("drawing", "pict", "object"):
                boxes.extend(_boxes_in(inner))

    def _shown(self, text: str, look: Look) -> str:
        if look.font:
            text = by_font(text, look.font)
        elif self._at.encoding:
            text = to_unicode(text, self._at.encoding)
        return text.upper() if look.capitals else text

    def _aside(self, alternate: Element) -> None:
        """What only other programs would show is no content, but the guards look at it."""
        for fallback in children(alternate, "Fallback"):
            self._at.boxes.extend(words_in(paragraph, "t") for paragraph in named(fallback, "p"))

    def table(self, element: Element) -> Grid:
        grid = Grid()
        above: dict[int, str] = {}
        for row in _rows(element):
            shown = [""] * min(number(value(row, "trPr", "gridBefore")) or 0, _WIDEST)
            holds = list(shown)
            for cell in _cells(row):
                properties = child(cell, "tcPr")
                text = "" if (below := _continues(properties)) else self._cell(cell)
                held = above.get(len(shown), "") if below else text
                above[len(shown)] = held
                span = min(max(number(value(properties, "gridSpan")) or 1, 1), _WIDEST)
                shown += [text] + [""] * (span - 1)
                holds += [held] + [""] * (span - 1)
            grid.shown.append(shown)
            grid.rows.append(holds)
        return grid

    def _cell(self, cell: Element) -> str:
        return "\n".join(filter(None, (as_text(block).strip() for block in self.blocks(cell))))


def _style_and_number(properties: Element | None) -> tuple[str | None, Element | None]:
    """Of a paragraph's properties the name of the style and the number, the first of each."""
    style: Element | None = None
    numbered: Element | None = None
    for inner in () if properties is None else properties:
        name = local(inner)
        if name == "pStyle" and style is None:
            style = inner
        elif name == "numPr" and numbered is None:
            numbered = inner
    return None if style is None else attribute(style, "val"), numbered


def as_text(block: Block) -> str:
    """A block as plain lines."""
    if isinstance(block, str):
        return block
    return "\n".join("\t".join(filter(None, row)) for row in block.shown)


def _is_placeholder(element: Element) -> bool:
    """A content control that nobody has filled in shows what to write there."""
    return is_on(element, "sdtPr", "showingPlcHdr")


def _continues(properties: Element | None) -> bool:
    """Does the cell continue the one above it?"""
    merge = child(properties, "vMerge")
    return merge is not None and (attribute(merge, "val") or "continue") == "continue"


def _chosen(alternate: Element) -> Element:
    """The first choice of `mc:AlternateContent`, else its fallback: the two show the same thing."""
    for inner in alternate:
        if local(inner) in ("Choice", "Fallback"):
            return inner
    return alternate


def _boxes_in(element: Element) -> Iterator[Element]:
    """Text boxes and diagrams within a drawing, outermost only: the inner ones come with their paragraphs."""
    for inner in element:
        if local(inner) in ("txbxContent", _DIAGRAM):
            yield inner
        elif local(inner) == "AlternateContent":
            yield from _boxes_in(_chosen(inner))
        else:
            yield from _boxes_in(inner)


def _rows(table: Element) -> Iterator[Element]:
    for element in table:
        if local(element) == "tr":
            if child(element, "trPr", "del") is None:
                yield element
        elif local(element) in _BLOCK_WRAPPERS:
            yield from _rows(element)


def _cells(row: Element) -> Iterator[Element]:
    for element in row:
        if local(element) == "tc":
            yield element
        elif local(element) in _BLOCK_WRAPPERS:
            yield from _cells(element)
