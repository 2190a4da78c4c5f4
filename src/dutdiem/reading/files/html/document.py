"""A whole page: its bytes, its tree, its text, and what it holds besides."""

import re

from lxml import etree

from dutdiem.reading.files.decoding import decoded
from dutdiem.reading.files.elements import Element
from dutdiem.reading.files.html.behind import look_behind
from dutdiem.reading.files.html.flat import write_flat
from dutdiem.reading.files.html.page import Shown, Walk
from dutdiem.reading.files.legacy import recognised_in
from dutdiem.reading.files.parts import Composer, Opened, Part, Role

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_WITHOUT_CONTROLS = bytes(code if code >= 0x20 or code in b"\t\n\r" else 0x20 for code in range(256))
_NO_CHARACTERS = "\ufffe\uffff"


def open_html(data: bytes) -> Opened:
    text, unchanged = _text(data)
    if not unchanged:
        data = text.encode("utf-8", errors="replace")
    root = _parsed(text, data)
    opened = Opened()
    look_behind(text, data, root, opened)
    composer = Composer()
    if root is not None:
        shown = Shown(root, recognised_in(map(str, root.itertext())))
        if not write_flat(root, composer, shown):
            Walk(composer, shown).read(root, None, 0)
    opened.text, opened.tables = composer.text(), composer.tables
    opened.parts.insert(0, Part(Role.BODY, opened.text))
    return opened


def _text(data: bytes) -> tuple[str, bool]:
    """By the declared character set where it fits, else as any text file; and whether `data` is that text in UTF-8."""
    declared = _CHARSET.search(data[:4000])
    name = declared.group(1).decode("ascii").lower() if declared else ""
    if name in ("windows-1258", "cp1258"):
        return data.decode("cp1258", errors="replace"), False
    return decoded(data)


def _parsed(text: str, data: bytes) -> Element | None:
    """The tree of a page; `data` is its text in UTF-8."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    for character in _NO_CHARACTERS:
        if character in text:
            data = data.replace(character.encode(), b" ")
    try:
        return etree.fromstring(data.translate(_WITHOUT_CONTROLS), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
