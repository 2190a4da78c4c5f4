"""What a page of HTML holds besides the words that it shows, for the guards: descriptions, hidden parts, comments, pictures."""

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Iterable, Iterator
from typing import cast

from lxml.etree import XPath, strip_attributes

from dutdiem.reading.files.elements import Element, local
from dutdiem.reading.files.limits import LIMITS
from dutdiem.reading.files.parts import Opened, Part, Role
from dutdiem.reading.files.sought import Sought

_DESCRIBING = ("alt", "title", "aria-label", "value", "content", "placeholder")
_UNSEEN = frozenset("title noscript svg math textarea template caption".split())
_WORDY = _UNSEEN | {"style"}
_TELLING = frozenset(_DESCRIBING) | {"style"}
_CONCEALED = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_GENERATED = re.compile(r"content\s*:\s*[\"']([^\"'\n]{1,200})[\"']")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_SAID = re.compile(r"(?:string|alt|title)\s*=\s*[\"']([^\"'\n]{1,200})[\"']")
_CHOICES = ("radio", "checkbox", "hidden", "submit", "button")
_PICTURE = "data:image/"
_COMMENT = Sought(b"<!--")
_FOUND = "found"
_DULL = (
    "class id name href rel target lang dir align valign width height border bgcolor color size cellpadding cellspacing clear"
).split()
_FEW = 300  # elements; the time of XPath to find the bearers of attributes grows with the square of their number
_attributes = XPath("count(//*/@*)")
_with_attributes = XPath("//*/@*/..")


def look_behind(text: str, data: bytes, root: Element | None, opened: Opened) -> None:
    """Adds parts and pictures to `opened`: `text` is the page, `data` the same in UTF-8, `root` its tree, which loses what nobody
    looks at."""
    if root is not None:
        opened.parts += [Part(Role.BOX, words) for words in _words(root) if words.strip()]
        opened.pictures += list(_pictures(root))
    if _COMMENT.is_in(data):
        opened.parts += [Part(Role.BOX, words) for words in _comments(text)]


def _words(root: Element) -> Iterator[str]:
    for element in _telling(root):
        name = local(element)
        if name not in _WORDY and _TELLING.isdisjoint(element.keys()):
            continue
        if name == "style":
            yield from _GENERATED.findall(element.text or "")
        elif name in _UNSEEN or (name and _CONCEALED.search(element.get("style") or "")):
            yield "\n".join(map(str, element.itertext()))
        if name and element.get("type") not in _CHOICES:
            yield from (str(element.get(attribute) or "") for attribute in _DESCRIBING)


def _telling(root: Element) -> Iterable[Element]:
    """Those that may tell something, in the order of the page: where few have attributes besides dull ones, only these."""
    strip_attributes(root, *_DULL)
    for element in root.iter(*_WORDY):
        element.set(_FOUND, "")
    return root.iter() if cast(float, _attributes(root)) > _FEW else cast(list[Element], _with_attributes(root))


def _comments(text: str) -> Iterator[str]:
    """Office programs hide drawings in comments: "<!--[if gte vml 1]>"."""
    for after in text.split("<!--")[1:]:
        comment = after.partition("-->")[0]
        yield _TAG.sub("\n", comment)
        yield "\n".join(_SAID.findall(comment))


def _pictures(root: Element) -> Iterator[bytes]:
    """Pictures that stand in the page itself."""
    addresses = (str(element.get("src") or "") for element in root.iter("img"))
    for address in [address for address in addresses if address.startswith(_PICTURE)][: LIMITS.pages]:
        head, _, coded = address.partition(",")
        if head.endswith(";base64"):
            try:
                yield b64decode(coded)
            except (Error, ValueError):
                continue
