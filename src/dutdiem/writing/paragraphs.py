"""Lines of text: runs, figures with their links, headings and paragraphs (annex I, II.6)."""

from collections import Counter

from lxml.etree import _Element

from dutdiem.writing.content import Cited, Heading, Inline, Origin, Paragraph, Part, Run, Text, inlines
from dutdiem.writing.ooxml import bookmark, element, link, paragraph, run

_STYLES = {"body": "NoiDung", "basis": "CanCu", "center": "CanGiua", "note": "GhiChu", "addressee": "KinhGui"}


class Bookmarks:
    """Hands out bookmarks with names of their own: so_lieu_7 where a figure first stands, then so_lieu_7_2 and so on."""

    def __init__(self) -> None:
        self._times: Counter[str] = Counter()

    def mark(self, name: str, content: list[_Element]) -> list[_Element]:
        """The content between the ends of a bookmark."""
        self._times[name] += 1
        times = self._times[name]
        return bookmark(self._times.total(), name if times == 1 else f"{name}_{times}", *content)


def figure_name(source: int) -> str:
    """The bookmark of a printed figure, where it first stands."""
    return f"so_lieu_{source}"


def origin_name(source: int) -> str:
    """The bookmark of its line in the annex "Nguồn số liệu"."""
    return f"nguon_{source}"


def runs(text: Text, marks: Bookmarks, bold: bool = False) -> list[_Element]:
    """The runs of a text, with bookmarks and links at its figures."""
    return [made for piece in inlines(text) for made in _piece(piece, marks, bold)]


def _piece(piece: Inline, marks: Bookmarks, bold: bool) -> list[_Element]:
    if isinstance(piece, str):
        return [run(piece, *_weight(bold, False))]
    if isinstance(piece, Run):
        return [run(piece.text, *_weight(bold or piece.bold, piece.italic))]
    if isinstance(piece, Origin):
        back = link(figure_name(piece.source), run(str(piece.source)))
        return marks.mark(origin_name(piece.source), [back])
    return _figure(piece, marks, bold or piece.bold)


def _figure(piece: Cited, marks: Bookmarks, bold: bool) -> list[_Element]:
    printed = [run(piece.text, *_weight(bold, False))]
    if piece.numbered:
        printed.append(run(f"[{piece.source}]", element("w:vertAlign", {"w:val": "superscript"})))
    return marks.mark(figure_name(piece.source), [link(origin_name(piece.source), *printed)])


def _weight(bold: bool, italic: bool) -> list[_Element]:
    return [element("w:b")] * bold + [element("w:i")] * italic


def part(block: Part, marks: Bookmarks) -> list[_Element]:
    """Two centred lines: "Phần I", then the title in capitals."""
    return [
        paragraph("Phan", runs(f"Phần {block.number}", marks)),
        paragraph("TieuDePhan", runs(block.title.upper(), marks)),
    ]


def heading(block: Heading, marks: Bookmarks) -> _Element:
    """A heading of level 1 to 3; level 1 in capitals."""
    text = block.text.upper() if block.level == 1 else block.text
    return paragraph(f"Heading{block.level}", runs(text, marks))


def body(block: Paragraph, marks: Bookmarks) -> _Element:
    """One paragraph in the style that it asks for."""
    return paragraph(_STYLES[block.style], runs(block.text, marks))
