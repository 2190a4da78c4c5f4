"""Does a document bear a secrecy marking?

A marking stands by itself: alone on its line, in its cell, box or page margin, in capitals; or as the value of a label
("Độ mật: …"); or beside a letterhead. A word within a sentence is none. In doubt at the head of a document it counts as one:
a document refused by mistake can be handled elsewhere, one taken in by mistake cannot be unread.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import pairwise

from dutdiem.reading.files.parts import Part, Role
from dutdiem.reading.guards.shapes import bare, columns, is_capital, is_quoted, letters, plain, spelled
from dutdiem.reading.guards.stamps import Stamp, is_label, stamp_in, words
from dutdiem.reading.refusals import Refusal

_HEAD_LINES = 40
_TAIL_LINES = 6
_NEAR = 3
_LONGEST_PLAIN = 120  # letters: a longer line that is in one piece is a sentence
_APART = re.compile(r"\t|\||   ")
_LETTER = re.compile(r"[^\W\d_]")
_HINT = re.compile(
    r"m[^\w\n]*_*(?:[aàáảãạăằắẳẵặâầấẩẫậë]|aä|áo)[^\w\n]*_*t|b[oó]c b[iì]|thu h[oồ]i|top s"
)  # any line without one of these bears nothing
_MARKUP = re.compile(r"\\(?=\W)|\*{1,3}|</?[a-z]{1,6}>", re.IGNORECASE)
_BRACKETED = re.compile(r"[(\[{<]\s*([^()\[\]{}<>]{3,12}?)\s*[)\]}>]")
_ITEM = re.compile(r"\s*(?:[-+•–]|\d{1,2}[.)]|[a-zđ][.)])\s")
_DATED = re.compile(r"ngày\s[\s\d.…]*tháng\s[\s\d.…]*năm\s[\s\d.…]*\W+(\w.{2,14})$", re.IGNORECASE)
_GAPS = re.compile(r"\s[-–—/,;+]\s")
_STACKED = re.compile(r"^(?:[ \t]*[^\W\d_][ \t]*\n+){2,}[ \t]*[^\W\d_][ \t]*$", re.MULTILINE)
_WORDS = re.compile(r"[^\W\d_]+")
SAYS = (
    "Văn bản mang dấu chỉ độ mật nên không được đưa vào hệ thống này: "
    "xóa tệp khỏi máy có nối mạng và xử lý theo quy định về bảo vệ bí mật nhà nước."
)


def check_secrecy(parts: Iterable[Part]) -> None:
    """Raises `Refusal` ("secret") where a part bears a marking; it names neither the file nor anything in it."""
    if any(map(bears_marking, parts)):
        raise Refusal("secret", SAYS)


def bears_marking(part: Part) -> bool:
    return _Reader(part).finds()


class _Reader:
    """Looks at the lines of one part that have letters in them."""

    def __init__(self, part: Part) -> None:
        self._role = part.role
        self._text = plain(unescape(part.text) if "&#" in part.text else part.text)
        self._lines: list[tuple[int, str]] = []
        self._shown: dict[int, str] = {}

    def finds(self) -> bool:
        """Most texts have few lines with a hint; only around those lines anything is looked at closely."""
        if any(map(_is_level, _STACKED.findall(self._text))):
            return True
        hinted = self._hinted()
        if not hinted:
            return False
        numbered = enumerate(self._text.split("\n"))
        self._lines = [(at, line) for at, line in numbered if _LETTER.search(line)]
        return any(self._marks(at) for at, (number, _) in enumerate(self._lines) if number in hinted)

    def _hinted(self) -> set[int]:
        """The numbers of the lines that could bear a marking."""
        small = self._text.lower()
        numbers, number, counted = set(), 0, 0
        for match in _HINT.finditer(small):
            number += small.count("\n", counted, match.end())
            counted = match.end()
            numbers |= {number, number - match.group().count("\n")}
        return numbers

    def _line(self, at: int) -> str:
        """A line without marks of format; empty before the first and after the last."""
        if not 0 <= at < len(self._lines):
            return ""
        if at not in self._shown:
            self._shown[at] = _MARKUP.sub("", self._lines[at][1])
        return self._shown[at]

    def _prominent(self, at: int) -> bool:
        """Where stamps are put: the head and the foot of the text, and everything that is not its body."""
        return self._role is not Role.BODY or at < _HEAD_LINES or at >= len(self._lines) - _TAIL_LINES

    def _marks(self, at: int) -> bool:
        line = self._line(at)
        if len(line) > _LONGEST_PLAIN and not self._prominent(at) and not _APART.search(line):
            return False
        pieces = columns(line)
        if self._labelled(at, pieces):
            return True
        if any(self._is_marking(at, pieces, number) for number in range(len(pieces))):
            return True
        runs = (piece for run in spelled(line) for piece in (run, *_GAPS.split(run)))
        if any(self._stands(stamp, at) for run in runs if (stamp := self._stamp(run))):
            return True
        return (self._prominent(at) and any(map(_beside_letterhead, pieces))) or self._bracketed(at, line)

    def _stamp(self, piece: str) -> Stamp | None:
        return stamp_in(piece, misread=self._role is Role.SCAN)

    def _labelled(self, at: int, pieces: list[str]) -> bool:
        """A label and its value in two cells, or on two lines."""
        cells = [self._line(at - 1) if at else "", *pieces]
        return any(is_label(a) and self._stamp(b) for a, b in pairwise(cells))

    def _is_marking(self, at: int, pieces: list[str], number: int) -> bool:
        piece = pieces[number]
        stamp = self._stamp(piece)
        if stamp is None or (is_quoted(piece) and not self._is_quoted_stamp(stamp, at)):
            return False
        if stamp.labelled:
            return True
        if self._belongs_to_a_word(at, pieces, number) or self._is_legend(at, pieces):
            return False
        return self._stands(stamp, at, item=bool(_ITEM.match(piece)))

    def _is_quoted_stamp(self, stamp: Stamp, at: int) -> bool:
        """A stamp may be typed in quotation marks; elsewhere they mean that a stamp is spoken about."""
        return stamp.capital and self._prominent(at) and self._is_no_sentence(at)

    def _stands(self, stamp: Stamp, at: int, item: bool = False) -> bool:
        """Capitals with their marks count anywhere, the rest only where stamps are put."""
        if stamp.capital and (stamp.exact or not stamp.is_short) and not item:
            return len(columns(self._line(at))) < 3 or self._prominent(at)
        return self._prominent(at) and (stamp.capital or not item) and self._is_no_sentence(at)

    def _is_no_sentence(self, at: int) -> bool:
        """Small letters alone on a line may be the end or the middle of a sentence that was broken."""
        before, after = self._line(at - 1).rstrip(), self._line(at + 1).lstrip()
        return not ((self._adjacent(at) and before[-1:].islower()) or (self._adjacent(at + 1) and after[:1].islower()))

    def _adjacent(self, at: int) -> bool:
        """Does the line follow the one before it without an empty line?"""
        return 0 < at < len(self._lines) and self._lines[at][0] - self._lines[at - 1][0] == 1

    def _belongs_to_a_word(self, at: int, pieces: list[str], number: int) -> bool:
        """ "BÍ / MẬT", "MẬT / ĐỘ DÂN SỐ": a word, a heading or a sentence broken over two cells or lines."""
        if number:
            return _last_word(pieces[number - 1]) in words().before or letters(pieces[number - 1]) in words().before
        if len(pieces) > 1 or not self._adjacent(at):
            return False
        before, after = self._line(at - 1), self._line(at + 1) if self._adjacent(at + 1) else ""
        if _last_word(before) in words().before:
            return True
        heading = is_capital(before) and not _is_letterhead(before) and bool(after)
        if heading and any(_begins(after, word) for word in words().after):
            return True
        goes_on = after.lstrip()[:1].islower() or self._line(at).rstrip().endswith((".", ";", ","))
        return before.rstrip()[-1:].islower() and goes_on and not _is_letterhead(before)

    def _is_legend(self, at: int, pieces: list[str]) -> bool:
        """The levels side by side or one under the other explain something."""
        here = {stamp.level for piece in pieces if (stamp := self._stamp(piece))}
        near = {stamp.level for stamp in self._stamps_near(at)} | here
        return len(here) > 1 or len(near) > 2 or (len(near) > 1 and not self._prominent(at))

    def _stamps_near(self, at: int) -> Iterator[Stamp]:
        for line in range(at - _NEAR, at + _NEAR + 1):
            for piece in columns(self._line(line)):
                if stamp := self._stamp(piece):
                    yield stamp

    def _bracketed(self, at: int, line: str) -> bool:
        """ "BÁO CÁO (TỐI MẬT)" at the head."""
        if not self._prominent(at) or is_quoted(line):
            return False
        found = ((match.group(1), self._stamp(match.group(1))) for match in _BRACKETED.finditer(line))
        return any(stamp and (stamp.capital or text[:1].isupper()) for text, stamp in found)


def _last_word(text: str) -> str:
    found = _WORDS.findall(text)
    return found[-1].casefold() if found else ""


def _begins(text: str, phrase: str) -> bool:
    return bare(text).casefold().startswith((phrase + " ", phrase + "\n")) or bare(text).casefold() == phrase


def _heads(text: str) -> bool:
    return _is_letterhead(text) or any(_begins(text, phrase) for phrase in words().titles)


def _is_letterhead(text: str) -> bool:
    return any(_begins(text, phrase) for phrase in words().letterhead)


def _beside_letterhead(piece: str) -> bool:
    """ "BỘ CÔNG AN MẬT": a level before or after a line of the letterhead, all in capitals."""
    if dated := _DATED.search(piece):
        return _is_level(dated.group(1)) and is_capital(dated.group(1))
    if not is_capital(piece) or is_quoted(piece):
        return False
    tokens = _WORDS.findall(piece)
    for size in (2, 1):
        rest_first, last = tokens[:-size], " ".join(tokens[-size:])
        first, rest_last = " ".join(tokens[:size]), tokens[size:]
        if _is_level(last) and rest_first and _is_letterhead(" ".join(rest_first)):
            return rest_first[-1].casefold() not in words().before and not _names_a_thing(rest_first)
        if _is_level(first) and len(rest_last) > 1 and _heads(" ".join(rest_last)):
            return True
    return False


def _names_a_thing(tokens: list[str]) -> bool:
    """ "PHÒNG QUẢN LÝ TÀI LIỆU MẬT" speaks of secret papers."""
    return tokens[-1].casefold() in {"liệu", "bản", "sơ", "tin", "việc", "chỉ", "dấu", "văn"}


def _is_level(text: str) -> bool:
    stamp = stamp_in(text)
    return stamp is not None and stamp.exact
