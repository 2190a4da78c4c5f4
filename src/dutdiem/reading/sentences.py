"""Sentences of the flat text: between full stops and breaks, as flat offsets."""

import re

from dutdiem.reading.flat import Flat
from dutdiem.reading.letters import LOWER, UPPER
from dutdiem.reading.triggers import Hit

_BEGINS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ" + UPPER.removeprefix("A-Z") + '“"‘(-+*[')
"""What a sentence begins with, besides figures."""
_STOPS = frozenset(".!?…")
_ABBREVIATION = re.compile(r"(?:^|[\s(.])(?:TP|GS|PGS|TS|ThS|BS|KTS|NXB|Q|TX)$")
_GLUED = re.compile(rf"[.!?](?<=[{LOWER}\d%)”\"][.!?])(?=[{UPPER}][{LOWER}]+ )")
"""A stop whose blank a web page has lost: "… trong tháng này.Hạn chót là …"."""
_MARKER = re.compile(r"(?:Điều |Phần |Chương |Mục )?(?:\d{1,3}(?:\.\d{1,3})*|[a-zđA-ZĐ]|[IVXLC]+)")


def sentences(flat: Flat, stops: list[Hit], opens: int = 0) -> list[tuple[int, int]]:
    """Spans without the blanks around them, from the text's stops; a list marker stays with what it marks.

    The first sentence begins at `opens`, behind a line of front matter that the text goes on in.
    """
    text, start = flat.text, 0
    found: list[tuple[int, int]] = []
    coming = iter((*_with_glued(text, stops), (len(text), len(text) + 1, "")))
    at, after, _ = next(coming)
    for line in text.split("\n"):
        end = start + len(line)
        start = opens if start < opens < end else start
        while after <= end:
            first = text[after : after + 1]
            if (first in _BEGINS or first.isdecimal()) and not _is_abbreviation(text, start, _first(text, start, at)):
                found.append((start, after - (text[after - 1] == " ")))
                start = after
            at, after, _ = next(coming)
        if start < end:
            found.append((start, end))
        start = end + 1
    return found


def _with_glued(text: str, stops: list[Hit]) -> list[Hit]:
    glued = [(match.start(), match.end(), "") for match in _GLUED.finditer(text)]
    return sorted(stops + glued) if glued else stops


def _first(text: str, start: int, at: int) -> int:
    """The first of several stops in a row ("...")."""
    while at > start and text[at - 1] in _STOPS:
        at -= 1
    return at


def _is_abbreviation(text: str, start: int, at: int) -> bool:
    """An abbreviation anywhere; a number or letter only where it marks an item at the start of a line."""
    if at - start < 12:
        head = text[start:at].strip(" \n")
        if len(head) <= 8 and _MARKER.fullmatch(head):
            return True
    return text[at - 1].isupper() and _ABBREVIATION.search(text, max(start - 1, at - 9, 0), at) is not None
