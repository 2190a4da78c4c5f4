"""The few pieces of WordprocessingML that the writer makes by hand (ECMA-376, part 1, clause 17)."""

import re
from collections.abc import Mapping

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.etree import _Element

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MM_IN_TWIPS = 1440 / 25.4


def twips(millimetres: float) -> int:
    """Millimetres as twentieths of a point."""
    return round(millimetres * _MM_IN_TWIPS)


def element(tag: str, attributes: Mapping[str, str | int] | None = None, *children: _Element) -> _Element:
    """An element such as `w:p` with its attributes (prefixed names) and children."""
    made: _Element = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        made.set(qn(name), str(value))
    made.extend(children)
    return made


def xml_text(text: str) -> str:
    """The text without the control characters that XML cannot hold; texts read from files may bring some."""
    return _NOT_XML.sub("", text)


def text_node(text: str) -> _Element:
    """A `w:t` that keeps its blanks."""
    node = element("w:t")
    node.text = xml_text(text)
    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return node


def run(text: str, *properties: _Element) -> _Element:
    """A `w:r`; a line feed in the text becomes a line break."""
    made = element("w:r")
    if properties:
        made.append(element("w:rPr", None, *properties))
    for at, line in enumerate(text.split("\n")):
        if at:
            made.append(element("w:br"))
        made.append(text_node(line))
    return made


def field(instruction: str) -> list[_Element]:
    """The runs of a field such as PAGE, which the reader's program fills in."""
    code = element("w:instrText")
    code.text = f" {instruction} "
    begin, separate, end = (element("w:fldChar", {"w:fldCharType": kind}) for kind in ("begin", "separate", "end"))
    return [element("w:r", None, child) for child in (begin, code, separate, text_node("2"), end)]


def bookmark(number: int, name: str, *content: _Element) -> list[_Element]:
    """The content between the two ends of a bookmark; numbers are unique within a document."""
    start = element("w:bookmarkStart", {"w:id": number, "w:name": name})
    return [start, *content, element("w:bookmarkEnd", {"w:id": number})]


def link(anchor: str, *content: _Element) -> _Element:
    """A link to a bookmark of the same document."""
    return element("w:hyperlink", {"w:anchor": anchor, "w:history": 1}, *content)


def paragraph(style: str, content: list[_Element], *properties: _Element) -> _Element:
    """A `w:p` in a named style (by its id), with further paragraph properties in schema order."""
    settings = element("w:pPr", None, element("w:pStyle", {"w:val": style}), *properties)
    return element("w:p", None, settings, *content)


def rule(style: str, indent_left: float, indent_right: float) -> _Element:
    """An empty paragraph whose lower border is the drawn line; indents in millimetres give its length."""
    line = element("w:bottom", {"w:val": "single", "w:sz": 6, "w:space": 1, "w:color": "auto"})
    spacing = element("w:spacing", {"w:before": 0, "w:after": 0, "w:line": 40, "w:lineRule": "exact"})
    indents = element("w:ind", {"w:left": twips(indent_left), "w:right": twips(indent_right), "w:firstLine": 0})
    return paragraph(style, [], element("w:pBdr", None, line), spacing, indents)


def centred_rule(style: str, length: float, column: float) -> _Element:
    """A drawn line of `length` millimetres in the middle of a column that is `column` wide."""
    side = max(0.0, (column - length) / 2)
    return rule(style, side, side)
