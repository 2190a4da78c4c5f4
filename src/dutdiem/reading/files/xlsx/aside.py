"""What a workbook holds besides its cells, for the guards: headers and footers, shapes, comments, properties."""

import re
from collections.abc import Iterator

from dutdiem.reading.files.drawings import drawn_words, property_words, words_in
from dutdiem.reading.files.elements import Element, local
from dutdiem.reading.files.package import Package
from dutdiem.reading.files.sought import Sought

_ASIDE = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
_NAMED = Sought(b"Header", b"Footer")
_CODES = re.compile(r'&(?:"[^"]*"|\d{1,3}|K[0-9A-F]{6}|[A-Z])')


def words_aside(package: Package) -> Iterator[str]:
    """A piece at a time."""
    for name in package.names():
        if not name.endswith((".xml", ".vml")) or name.startswith("xl/sharedStrings"):
            continue
        if name.startswith("xl/worksheets/"):
            yield from _margins(package, name)
        elif name.startswith("docProps/"):
            yield from property_words(package.xml(name))
        elif name.startswith(("xl/drawings/", "xl/comments", "xl/charts/", "xl/threadedComments")):
            root = package.xml(name)
            yield from drawn_words(root)
            yield from _comments(root)


def _margins(package: Package, name: str) -> Iterator[str]:
    """Headers and footers; "&L", "&C", "&R" begin their three places."""
    data = package.read(name)
    if not _NAMED.is_in(data):
        return
    for element in package.xml(name).iter():
        if local(element) in _ASIDE:
            for place in (element.text or "").replace("&C", "&L").replace("&R", "&L").split("&L"):
                yield _without_codes(place)


def _without_codes(text: str) -> str:
    """Header text without its format codes: &"Arial,Bold", &12, &P."""
    return _CODES.sub("", text).strip()


def _comments(root: Element) -> Iterator[str]:
    """Comments of both kinds, and the words of old shapes."""
    for element in root.iter():
        if local(element) == "text":
            yield words_in(element, "t") or element.text or ""
        elif local(element) == "textbox":
            yield "".join(map(str, element.itertext()))
