"""A whole page: its bytes, its tree, its text, and what it holds besides."""

import re

from lxml import etree

from dutdiem.reading.files.decoding import decode
from dutdiem.reading.files.elements import Element
from dutdiem.reading.files.html.behind import look_behind
from dutdiem.reading.files.html.page import Shown, write_page
from dutdiem.reading.files.legacy import recognised_in
from dutdiem.reading.files.parts import Composer, Opened, Part, Role

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_WITHOUT_CONTROLS = bytes(code if code >= 0x20 or code in b"\t\n\r" else 0x20 for code in range(256))
_NO_CHARACTERS = "\ufffe\uffff"


def open_html(data: bytes) -> Opened:
    text = _text(data)
    root = _parsed(text)
    composer = Composer()
    if root is not None:
        write_page(root, composer, Shown(root, recognised_in(map(str, root.itertext()))))
    opened = Opened(composer.text(), tables=composer.tables)
    opened.parts.append(Part(Role.BODY, opened.text))
    look_behind(text, root, opened)
    return opened


def _text(data: bytes) -> str:
    """By the declared character set where it fits, else as any text file."""
    declared = _CHARSET.search(data[:4000])
    name = declared.group(1).decode("ascii").lower() if declared else ""
    if name in ("windows-1258", "cp1258"):
        return data.decode("cp1258", errors="replace")
    return decode(data)


def _parsed(text: str) -> Element | None:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    for character in _NO_CHARACTERS:
        text = text.replace(character, " ")
    data = text.encode("utf-8", errors="replace").translate(_WITHOUT_CONTROLS)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
