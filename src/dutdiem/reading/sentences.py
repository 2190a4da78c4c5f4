"""Sentences of the flat text: between full stops and breaks, as flat offsets."""

import re

from dutdiem.reading.flat import Flat

_END = re.compile(r"[.!?…]+[”\"’)]*(?= )|\n")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(.])(?:[A-ZĐ]|TP|Tp|GS|PGS|TS|ThS|Th|BS|KTS|Mr|đ/c|NXB|tr|St|P|Q|TX|TT|No|\d{1,3}(?:\.\d{1,3})*|[a-zđ]|[IVXLC]+)$"
)


def sentences(flat: Flat) -> list[tuple[int, int]]:
    """Spans without the blanks around them; a list marker stays with what it marks."""
    text, found, start = flat.text, [], 0
    for match in _END.finditer(text):
        end = match.end()
        if match.group() != "\n":
            after = text[end + 1 : end + 2]
            if not (after.isupper() or after.isdigit() or after in '“"‘(-+*[') or _is_abbreviation(text, start, match.start()):
                continue
        _add(text, start, end, found)
        start = end
    _add(text, start, len(text), found)
    return found


def _is_abbreviation(text: str, start: int, at: int) -> bool:
    match = _ABBREVIATION.search(text, max(start, at - 8), at)
    if not match:
        return False
    word = match.group().strip(" (.\n")
    return not word.isdigit() or not text[start:at].strip().replace(".", "").strip(word) if word.isdigit() else True


def _add(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    if right > left:
        found.append((start + left, start + right))
