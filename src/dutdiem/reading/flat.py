"""A flat twin of the text in which patterns can be written plainly, with the way back to the text's own offsets.

In the flat text runs of white space are one space, emphasis marks of Markdown are gone, a line break inside a sentence
(a full page line, the web's hard breaks) is a space, and every other break, like the border of a table cell, is "\\n".
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from dutdiem.reading.vocabulary import vocabulary

_RUN = re.compile(r"[\s*|\\#\u200b\ufeff]{2,}|[\t\n\r\xa0\u200b\ufeff*|]")
_ITEM = re.compile(
    r"[-+–•●▪◦][ \xa0]|[-+–•●▪](?=[A-ZĐÀ-Ỹ])|\d{1,3}(?:\.\d{1,3})*[.)](?=[\s*])|\d{1,3}(?:\.\d{1,3})*\.(?=[A-ZĐ])"
    r"|[a-zđ]\)|\(\d{1,2}\)|[IVXLC]{1,6}[.\-)](?=[\s*])|(?:Điều|Chương|Mục|Phần|Khoản|PHỤ LỤC|Phụ lục|ĐIỀU|CHƯƠNG|MỤC|PHẦN) [\dIVX]"
)
_BULLET = re.compile(r"\n[ \t]*\*[ \t]+\S?$")
_FULL_LINE = 45
_WIDEST = 112
_TERMINAL = frozenset(".:;!?…")


@dataclass(slots=True)
class Flat:
    """The flat text, its lower case of the same length, and the map to the text it came from."""

    source: str
    text: str
    low: str
    starts: list[int]
    shifts: list[int]

    def origin(self, at: int) -> int:
        """Offset in the source of the flat character `at`."""
        return at + self.shifts[bisect_right(self.starts, at) - 1]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Source offsets of the flat span start..end (not empty)."""
        shifts, starts = self.shifts, self.starts
        last = end - 1
        return start + shifts[bisect_right(starts, start) - 1], last + shifts[bisect_right(starts, last) - 1] + 1

    def flat_of(self, origin: int) -> int:
        """The flat offset at or after a source offset."""
        low, high = 0, len(self.text)
        while low < high:
            middle = (low + high) // 2
            if self.origin(middle) < origin:
                low = middle + 1
            else:
                high = middle
        return low


@cache
def _open_ends() -> frozenset[str]:
    return frozenset(vocabulary("flat")["line_ends_open"])


def flatten(text: str) -> Flat:
    """Linear in the length of the text."""
    pieces: list[str] = []
    starts, shifts = [0], [0]
    last = length = 0
    for run in _RUN.finditer(text):
        begin, end = run.span()
        joint = _joint(text, run.group(), begin, end)
        pieces.append(text[last:begin])
        pieces.append(joint)
        length += begin - last + len(joint)
        last = end
        starts.append(length)
        shifts.append(end - length)
    pieces.append(text[last:])
    flat = "".join(pieces)
    return Flat(text, flat, _lower(flat), starts, shifts)


def _lower(text: str) -> str:
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _joint(text: str, run: str, begin: int, end: int) -> str:
    """What stands for a run: nothing, a space, or a break."""
    breaks = run.count("\n")
    if "|" in run or breaks > 1 or end == len(text) or begin == 0:
        return "\n"
    if not breaks:
        return "" if run.strip("*\u200b\ufeff") == "" else _kept(run)
    return "\n" if _is_break(text, begin, end) else " "


def _kept(run: str) -> str:
    rest = run.replace("*", "").replace("\u200b", "").replace("\ufeff", "")
    return " " if any(c.isspace() for c in rest) else rest.replace("\\", "")


def _is_break(text: str, begin: int, end: int) -> bool:
    """Whether the one line break in text[begin:end] ends what was being said."""
    if _ITEM.match(text, end) or _BULLET.search(text, begin, end + 1):
        return True
    before, after = text[begin - 1], text[end]
    if after.islower() or before in ",(":
        return False
    line = begin - text.rfind("\n", 0, begin) - 1
    if before == ":" and after.isdigit():
        return False
    if before in _TERMINAL:
        return line < _FULL_LINE + 15
    if line >= _FULL_LINE:
        return False
    if before.islower() and text[begin] == "\n" and _FULL_LINE < text.find("\n", end) - end < _WIDEST and line > 2:
        return False
    word = text[max(text.rfind(" ", 0, begin), text.rfind("\n", 0, begin)) + 1 : begin].strip("*")
    if word in _open_ends() or (after.isdigit() and word.islower()):
        return False
    closed = text[begin : text.find("\n", begin)].count("*") > 1
    return closed or not (word.isupper() and word.isalpha() and text[end : end + 4].replace(" ", "").isupper())
