"""Sentences of the flat text: between full stops and breaks, as flat offsets."""

import re

from dutdiem.reading.flat import Flat
from dutdiem.reading.letters import UPPER

_END = re.compile(rf"[.!?…\n](?:(?<=\n)|[.!?…]*[”\"’)]*(?= [{UPPER}\d“\"‘(\-+*\[]))")
_ABBREVIATION = re.compile(r"(?:^|[\s(.])(?:TP|GS|PGS|TS|ThS|BS|KTS|NXB|Q|TX)$")
_MARKER = re.compile(r"(?:Điều |Phần |Chương |Mục )?(?:\d{1,3}(?:\.\d{1,3})*|[a-zđA-ZĐ]|[IVXLC]+)")


def sentences(flat: Flat) -> list[tuple[int, int]]:
    """Spans without the blanks around them; a list marker stays with what it marks."""
    text, start = flat.text, 0
    found: list[tuple[int, int]] = []
    for match in _END.finditer(text):
        end = match.end()
        if text[end - 1] != "\n" and _is_abbreviation(text, start, match.start()):
            continue
        _add(text, start, end, found)
        start = end
    _add(text, start, len(text), found)
    return found


def _is_abbreviation(text: str, start: int, at: int) -> bool:
    """An abbreviation anywhere; a number or letter only where it marks an item at the start of a line."""
    if at - start < 12:
        head = text[start:at].strip(" \n")
        if len(head) <= 8 and _MARKER.fullmatch(head):
            return True
    return text[at - 1].isupper() and _ABBREVIATION.search(text, max(start - 1, at - 9, 0), at) is not None


def _add(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    while start < end and text[start] in " \n":
        start += 1
    while end > start and text[end - 1] in " \n":
        end -= 1
    if end > start:
        found.append((start, end))
