"""Words that a drawing holds besides its text boxes, for the guards: WordArt, watermarks, and what a picture is said to show.

ECMA-376: `w:docPr` and `*:cNvPr` describe drawings, `v:textpath` holds the words of a watermark, `a:p` a paragraph of a shape.
"""

from collections.abc import Iterator

from dutdiem.reading.files.elements import Element, attribute, local, named

_SHAPE_PARAGRAPH = "{http://schemas.openxmlformats.org/drawingml/2006/main}p"
_DESCRIBED = {"docPr": ("descr", "title", "name"), "cNvPr": ("descr", "title", "name"), "textpath": ("string",)}
_OLD_SHAPES = "{urn:schemas-microsoft-com:vml}"
_DRAWN = (_SHAPE_PARAGRAPH, *("{*}" + name for name in _DESCRIBED), _OLD_SHAPES + "*")


def drawn_words(root: Element) -> Iterator[str]:
    """In the order of the part, a paragraph or a description at a time."""
    for element in root.iter(*_DRAWN):
        tag = element.tag
        if tag == _SHAPE_PARAGRAPH:
            yield words_in(element, "t")
        elif described := _DESCRIBED.get(local(element)):
            yield from (attribute(element, name) or "" for name in described)
        elif tag.startswith(_OLD_SHAPES):
            yield from (attribute(element, name) or "" for name in ("alt", "title"))


def words_in(element: Element, name: str) -> str:
    """The text of all descendants of this local name in one piece."""
    return "".join([inner.text or "" for inner in named(element, name)])


def property_words(root: Element) -> Iterator[str]:
    """The properties of a package: each value, and each that the office named itself together with its name."""
    for element in root.iter():
        if local(element) == "property" and (name := attribute(element, "name")):
            yield f"{name}: {''.join(map(str, element.itertext())).strip()}"
        elif element.text and element.text.strip():
            yield element.text
