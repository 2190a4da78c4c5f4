"""Sentences of the flat text: between full stops and breaks, as flat offsets."""

import re

from dutdiem.reading.flat import Flat
from dutdiem.reading.letters import UPPER

_END = re.compile(rf"[.!?…]+[”\"’)]*(?= [{UPPER}\d“\"‘(\-+*\[])")
_ABBREVIATION = re.compile(r"(?:^|[\s(.])(?:TP|GS|PGS|TS|ThS|BS|KTS|NXB|Q|TX)$")
_MARKER = re.compile(r"(?:Điều |Phần |Chương |Mục )?(?:\d{1,3}(?:\.\d{1,3})*|[a-zđA-ZĐ]|[IVXLC]+)")


def sentences(flat: Flat) -> list[tuple[int, int]]:
    """Spans without the blanks around them; a list marker stays with what it marks."""
    text, start = flat.text, 0
    found: list[tuple[int, int]] = []
    ends = iter([*_END.finditer(text), None])
    inner = next(ends)
    for line in text.split("\n"):
        stop = start + len(line)
        while inner is not None and inner.start() < stop:
            if not _is_abbreviation(text, start, inner.start()):
                _add(text, start, inner.end(), found)
                start = inner.end()
            inner = next(ends)
        if start < stop:
            _add(text, start, stop, found)
        start = stop + 1
    return found


def _is_abbreviation(text: str, start: int, at: int) -> bool:
    """An abbreviation anywhere; a number or letter only where it marks an item at the start of a line."""
    if at - start < 12:
        head = text[start:at].strip(" \n")
        if len(head) <= 8 and _MARKER.fullmatch(head):
            return True
    return text[at - 1].isupper() and _ABBREVIATION.search(text, max(start - 1, at - 9, 0), at) is not None


def _add(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    if end > start:
        found.append((start, end))
