"""A flat twin of the text in which patterns can be written plainly, with the way back to the text's own offsets.

In the flat text runs of white space are one space, emphasis marks of Markdown are gone, a line break inside a sentence
(a full page line, the web's hard breaks) is a space, and every other break, like the border of a table cell, is "\\n".
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from dutdiem.reading.letters import LOWER, UPPER
from dutdiem.reading.vocabulary import vocabulary

_EDGE = " \t\r\xa0\u2003\u2009\u200b\ufeff*|"
_BLANKS = r"[ \t\r\xa0\u2003\u2009\u200b\ufeff*|\\]"
_INSIDE = re.compile(rf"({_BLANKS}(?:{_BLANKS}+|(?<! )))")
"""A run of blanks and marks, or one that is no mere space. What begins with a plain class is looked for fast."""
_LINE = re.compile(r"([^\s*|#\u200b\ufeff](?:[^\n]*[^\s*|\u200b\ufeff])?)")
"""What a line says, without the blanks and marks of Markdown before and behind it."""
_FULL = re.compile(rf"\n(?<=[^\s*|#\\\u200b\ufeff]\n)(?=[{LOWER}][^)\-–])")
"""The plainest break that is none, and by far the most frequent: what `_is_break` would say of it needs no asking."""
_SPECIAL = ("  ", "*", "|", "\t", "\xa0", "\\", "\u2003", "\u2009", "\u200b", "\ufeff", "\r")
_ITEM = re.compile(
    r"[-+–•●▪◦][ \xa0]|[-+–•●▪](?=[" + UPPER + r"])|\d{1,3}(?:\.\d{1,3})*[.)](?=[\s*])|\d{1,3}(?:\.\d{1,3})*\.(?=[A-ZĐ])"
    r"|(?:\d{1,2}(?:\.\d{1,2})?|[a-zđ])[-–](?= [" + UPPER + r"]|[" + UPPER + "][" + LOWER + r"])|[a-zđ]\)|\(\d{1,2}\)"
    r"|[IVXLC]{1,6}[.\-)](?=[\s*])"
    r"|(?:Điều|Chương|Mục|Phần|Khoản|PHỤ LỤC|Phụ lục|ĐIỀU|CHƯƠNG|MỤC|PHẦN) [\dIVX]"
)
_ITEM_FIRST = frozenset("-+–•●▪◦0123456789(")
_ITEM_PAIRS = frozenset(
    ["Đi", "Ch", "Mụ", "Ph", "Kh", "PH", "ĐI", "CH", "MỤ", *(first + second for first in "IVXLC" for second in "IVXLC.-)")]
)
"""Only what begins with one of these, or with a letter and a bracket, may be an item."""
_AFTER_LETTER = frozenset((")", "-", "–"))
_COUNTED = ("Điều", "Chương", "Mục", "Phần", "CHƯƠNG")
"""Words whose number was on the next line only because the page was full ("Điều | 5. Hiệu lực")."""
_NUMERAL = frozenset("0123456789IVX")
_BULLET = re.compile(r"\n[ \t]*\*[ \t]+\S?$")
_ARTICLE = re.compile(r"\**(?:Điều|ĐIỀU) \d{1,3}[a-zđ]?\.$")
"""An article's number alone on its line: its heading was broken right behind it."""
_ARTICLE_LINE = 16
_FULL_LINE = 45
_WIDEST = 112
_NO_PAGE = 160
"""No page is wide enough for a longer line: it is a paragraph, and so are those beside it, and all where most lines so far were."""
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
        at = bisect_right(starts, start)
        shift = shifts[at - 1]
        if at == len(starts) or end <= starts[at]:
            return start + shift, end + shift
        return start + shift, end + shifts[bisect_right(starts, end - 1, at) - 1]

    def flat_of(self, origin: int) -> int:
        """The flat offset at or after a source offset."""
        starts, shifts = self.starts, self.shifts
        after = bisect_right(range(len(starts)), origin, key=lambda part: starts[part] + shifts[part])
        stop = starts[after] if after < len(starts) else len(self.text)
        return max(0, min(origin - shifts[max(after - 1, 0)], stop))


@cache
def _open_ends() -> frozenset[str]:
    return frozenset(vocabulary("flat")["line_ends_open"])


def flatten(text: str, tables: Sequence[tuple[int, int]] = (), *, paragraphs: bool = False) -> Flat:
    """Linear in the length of the text.

    Within `tables` (spans of the text, in order) a tab or line break is the border of a cell. With `paragraphs` every line is
    a paragraph, as the file itself says; then only a line that begins small goes on with the one before.
    """
    special = tuple(mark for mark in _SPECIAL if mark in text)
    long, balance = False, 0
    lines = text if tables else _FULL.sub(" ", text)
    borders = iter((*tables, (len(text) + 1, len(text) + 1)))
    opens, closes = next(borders)
    pieces: list[str] = []
    starts, shifts = [0], [0]
    length = last = shift = 0
    parts = _LINE.split(lines)  # gap, line, gap, line, …, gap: cheaper than matches with their offsets
    for gap, core in zip(parts[::2], parts[1::2], strict=False):
        begin = last + len(gap)
        while begin >= closes:
            opens, closes = next(borders)
        cells = begin >= opens
        if begin:
            before, long = long, text.find("\n", begin, begin + _NO_PAGE) < 0 and len(text) - begin > _NO_PAGE
            balance += 1 if long else -1
            whole = long or before or balance > 0
            apart = cells or (paragraphs and last and not (gap == "\n" and _soft(text, begin)))
            apart = apart or (gap != "\n" and (last == 0 or _parts(gap))) or _is_break(text, last, begin, whole=whole)
            pieces.append("\n" if apart else " ")
            length += 1
            if begin - length != shift:
                shift = begin - length
                starts.append(length)
                shifts.append(shift)
        last = begin + len(core)
        for mark in special:
            if mark in core:
                length = _inside(core, begin, length, pieces, starts, shifts, cells=cells)
                shift = shifts[-1]
                break
        else:
            pieces.append(core)
            length += len(core)
    pieces.append("\n" if last < len(text) else "")
    flat = "".join(pieces)
    return Flat(text, flat, _lower(flat), starts, shifts)


def _inside(core: str, begin: int, length: int, pieces: list[str], starts: list[int], shifts: list[int], *, cells: bool) -> int:
    """Adds a line that has runs of white space, emphasis or cell borders within; gives the flat length so far."""
    parts = _INSIDE.split(core)
    for at in range(1, len(parts), 2):
        before, run = parts[at - 1 : at + 1]
        parts[at] = joint = _border(run, cells=cells)
        begin += len(before) + len(run)
        length += len(before) + len(joint)
        starts.append(length)
        shifts.append(begin - length)
    pieces += parts
    return length + len(parts[-1])


@lru_cache(maxsize=4096)
def _border(run: str, *, cells: bool) -> str:
    """What stands for a run within a line: a break at the border of a cell, nothing for mere marks, else one space."""
    if "|" in run or (cells and "\t" in run):
        return "\n"
    rest = run.replace("*", "").replace("\\", "").replace("\u200b", "").replace("\ufeff", "")
    return " " if rest else ""


def _lower(text: str) -> str:
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


@lru_cache(maxsize=4096)
def _parts(gap: str) -> bool:
    """Whether what stands between two lines is a break whatever they say: the border of a cell, an empty line."""
    return "|" in gap or gap.count("\n") > 1


def _soft(text: str, begin: int) -> bool:
    """A mere line break before a small letter that is no list marker: the page was full."""
    return begin > 1 and text[begin].islower() and text[begin + 1 : begin + 2] not in _AFTER_LETTER and text[begin - 1] == "\n"


def _is_break(text: str, begin: int, end: int, *, whole: bool = False) -> bool:
    """Whether the one line break in text[begin:end] ends what was being said; in a text of `whole` paragraphs most do."""
    before, after = text[begin - 1], text[end]
    if after in _NUMERAL and text.endswith(_COUNTED, 0, begin):
        return False
    starred = end - begin > 1 and "*" in text[begin:end]
    second = text[end + 1 : end + 2]
    if not starred and after.islower() and second not in _AFTER_LETTER:
        return False
    pair = text[end : end + 2]
    if (after in _ITEM_FIRST or pair in _ITEM_PAIRS or second in _AFTER_LETTER) and _ITEM.match(text, end):
        return True
    if starred and _BULLET.search(text, begin, end + 1):
        return True
    if after.islower() or before in ",(" or (before == ":" and after.isdigit()):
        return False
    line = begin - text.rfind("\n", 0, begin) - 1
    if before in _TERMINAL:
        return line < _FULL_LINE + 15 and not (line < _ARTICLE_LINE and _ARTICLE.match(text, begin - line, begin))
    if whole and line >= _FULL_LINE and not (text[begin - line : begin].isupper() and text[end : end + 9].isupper()):
        return True
    if line >= _FULL_LINE:
        return not before.islower() and _leaves_capitals(text, begin, end, line)
    if not whole and before.islower() and text[begin] == "\n" and _FULL_LINE < text.find("\n", end) - end < _WIDEST and line > 2:
        return False
    word = text[max(text.rfind(" ", 0, begin), text.rfind("\n", 0, begin)) + 1 : begin].strip("*")
    if word in _open_ends() or (after.isdigit() and word.islower()):
        return False
    closed = text[begin : text.find("\n", begin)].count("*") > 1
    return (
        closed
        or not (word.isupper() and word.isalpha() and text[end : end + 4].replace(" ", "").isupper() and _in_capitals(text, end))
        or (starred and _leaves_capitals(text, begin, end, line))
    )


def _in_capitals(text: str, at: int) -> bool:
    """Whether a line goes on in capitals behind its first word, which may be an abbreviation ("UBND xã …" below a heading)."""
    first = text.find(" ", at, at + 8)
    return first < 0 or "\n" in text[at:first] or not text[first + 1 : first + 2].islower()


def _leaves_capitals(text: str, begin: int, end: int, line: int) -> bool:
    """A title in capitals ends where the next line is not in capitals, or where one in bold begins ("**CHỦ TỊCH …")."""
    if not text[begin - line : begin].isupper():
        return False
    following = text[end : end + 9]
    return following != following.upper() or "**" in text[text.find("\n", begin) : end]
