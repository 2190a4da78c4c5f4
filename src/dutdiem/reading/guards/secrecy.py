"""Does a document bear a secrecy marking?

A marking stands by itself: alone on its line, in its cell, box or page margin, in capitals; or as the value of a label
("Độ mật: …"); or beside a letterhead; or the document says of itself that it is secret. A word within a sentence is none. In
doubt at the head of a document it counts as one: a document refused by mistake can be handled elsewhere, one taken in by
mistake cannot be unread.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from dutdiem.reading.files.parts import Part, Role
from dutdiem.reading.guards.beside import ITEM, is_beside
from dutdiem.reading.guards.claims import says_so, tells
from dutdiem.reading.guards.degrees import holds_degrees
from dutdiem.reading.guards.disguise import disguised
from dutdiem.reading.guards.letterhead import begins, is_letterhead, is_title, last_word, marked_beside, names_with_degree
from dutdiem.reading.guards.lines import Lines, begins_small, goes_on
from dutdiem.reading.guards.names import marks_name, names_marked
from dutdiem.reading.guards.shapes import columns, is_capital, is_quoted, letters, plain, spelled
from dutdiem.reading.guards.stamps import Stamp, is_label, stamp_in, words
from dutdiem.reading.guards.symbols import bears_letters
from dutdiem.reading.refusals import Refusal, gettext_noop

_FIRST_LINES = 3
_NEAR = 3
_LONGEST_PLAIN = 120  # letters: a longer line that is in one piece is a sentence
_LONGEST_HALF = 30  # a stamp over two lines has short ones
_APART = re.compile(r"\t|\||   ")
_HINT = re.compile(
    r"m[^\w\n]*_*(?:[aàáảãạăằắẳẵặâầấẩẫậë]|aä|áo)[^\w\n]*_*t|b[oó]c b[iì]|thu h[oồ]i|top s"
)  # any line without one of these bears nothing
_GAPS = re.compile(r"\s[-–—/,;+]\s")
_STACKED = re.compile(r"^(?:[^\w\n]*[^\W\d_][^\w\n]*\n+){2,}[^\w\n]*[^\W\d_][^\w\n]*$", re.MULTILINE)
_SPECKS = re.compile(r"^[^\w\n]+\n", re.MULTILINE)
SAYS = gettext_noop(
    "Văn bản mang dấu chỉ độ mật nên không được đưa vào hệ thống này: "
    "xóa tệp khỏi máy có nối mạng và xử lý theo quy định về bảo vệ bí mật nhà nước."
)

SAYS_OF_NAME = gettext_noop(
    "Tên tệp mang dấu chỉ độ mật nên tệp không được đưa vào hệ thống này: tệp có bí mật nhà nước thì xóa khỏi máy có nối mạng và "
    "xử lý theo quy định về bảo vệ bí mật nhà nước; không có thì đổi tên tệp rồi gửi lại."
)


def check_name(name: str) -> None:
    """Raises `Refusal` ("secret") where the name of a file bears a marking; it does not tell the name."""
    if marks_name(name):
        raise Refusal("secret", SAYS_OF_NAME)


def check_secrecy(parts: Iterable[Part]) -> None:
    """Raises `Refusal` ("secret") where a part bears a marking; it names neither the file nor anything in it."""
    if any(map(bears_marking, parts)):
        raise Refusal("secret", SAYS)


def bears_marking(part: Part) -> bool:
    if part.role is Role.NAME:
        return marks_name(part.text)
    return _Reader(part).finds() or any(_Reader(Part(part.role, text)).finds() for text in disguised(part.text))


class _Reader:
    """Looks at the lines of one part that have letters in them."""

    def __init__(self, part: Part) -> None:
        self._role = part.role
        self._text = plain(part.text)
        self._lines = Lines(part.role, self._text)

    def finds(self) -> bool:
        """Most texts have few lines with a hint; only around those lines anything is looked at closely."""
        if self._stacked() or bears_letters(self._text) or holds_degrees(self._text):
            return True
        places = (at for number in self._hinted() if (at := self._lines.at(number)) is not None)
        return any(map(self._marks, places))

    def _stacked(self) -> bool:
        """One letter a line, as stamps stand upright."""
        scan = self._role is Role.SCAN
        text = _SPECKS.sub("", self._text) if scan else self._text
        stamps = (stamp_in(stack, misread=scan) for stack in _STACKED.findall(text))
        return any(stamp and (stamp.exact or scan) for stamp in stamps)

    def _hinted(self) -> Iterator[int]:
        """The numbers of the lines that could bear a marking, each once."""
        small = self._text.lower()
        number, counted, told = 0, 0, -1
        for match in _HINT.finditer(small):
            number += small.count("\n", counted, match.end())
            counted = match.end()
            if number > told:
                told = number
                yield number

    def _marks(self, at: int) -> bool:
        line = self._lines.line(at)
        if says_so(line) or names_marked(line, self._lines.prominent(at)):
            return True
        if len(line) > _LONGEST_PLAIN and not self._lines.prominent(at) and not _APART.search(line):
            return False
        pieces = columns(line)
        if self._labelled(at, pieces) or self._over_two_lines(at):
            return True
        if any(self._is_marking(at, pieces, number) for number in range(len(pieces))):
            return True
        return self._is_spelled(at, line) or (self._lines.prominent(at) and self._beside(at, line, pieces))

    def _stamp(self, piece: str) -> Stamp | None:
        return stamp_in(piece, misread=self._role is Role.SCAN)

    def _labelled(self, at: int, pieces: list[str]) -> bool:
        """A label and its value in two cells, or on two lines."""
        cells = [self._lines.line(at - 1) if at else "", *pieces]
        return any(is_label(a) and self._stamp(b) for a, b in pairwise(cells))

    def _over_two_lines(self, at: int) -> bool:
        """ "TUYỆT / MẬT"."""
        before, line = self._lines.line(at - 1).strip(), self._lines.line(at).strip()
        if not before or max(len(before), len(line)) > _LONGEST_HALF or self._stamp(before):
            return False
        stamp = self._stamp(f"{before} {line}")
        if stamp is None or (stamp.is_short and not stamp.topic) or is_capital(before) is not is_capital(line):
            return False
        above = self._lines.before(at - 1)
        if stamp.topic and is_capital(above) and not is_letterhead(above):
            return False
        return (stamp.capital or self._lines.prominent(at)) and not (goes_on(above) or begins_small(self._lines.after(at)))

    def _is_spelled(self, at: int, line: str) -> bool:
        """Letter by letter; in cells of their own only with all their marks, and "M.A.T" among other words is a name."""
        for run in spelled(line):
            for piece in (run, *_GAPS.split(run)):
                stamp = self._stamp(piece)
                among = stamp and stamp.is_short and not stamp.exact and len(letters(line)) > len(letters(piece))
                if stamp and not among and (stamp.exact or len(columns(piece)) == 1) and self._stands(stamp, at):
                    return True
        return False

    def _is_marking(self, at: int, pieces: list[str], number: int) -> bool:
        piece = pieces[number]
        stamp = self._stamp(piece)
        if stamp is None or (is_quoted(piece) and not self._is_quoted_stamp(stamp, at)):
            return False
        if stamp.labelled:
            return not stamp.weak or (len(pieces) == 1 and self._lines.quiet(at))
        if self._belongs_to_a_word(at, pieces, number, stamp.is_short) or self._is_legend(at, pieces):
            return False
        return self._stands(stamp, at, item=bool(ITEM.match(piece)))

    def _is_quoted_stamp(self, stamp: Stamp, at: int) -> bool:
        """A stamp may be typed in quotation marks; elsewhere they mean that a stamp is spoken about."""
        return stamp.capital and self._lines.prominent(at) and self._lines.is_no_sentence(at)

    def _stands(self, stamp: Stamp, at: int, item: bool = False) -> bool:
        """Capitals with their marks count anywhere, the rest only where stamps are put."""
        if stamp.topic and (item or not self._lines.is_no_title(at)):
            return False
        if stamp.capital and (stamp.exact or not stamp.is_short) and not item:
            return len(columns(self._lines.line(at))) < 3 or self._lines.prominent(at)
        if stamp.capital:
            return self._lines.prominent(at) and self._lines.is_no_sentence(at)
        alone = not stamp.is_short and letters(self._lines.line(at)) == letters(stamp.level)
        quiet = self._lines.prominent(at) if alone else self._lines.quiet(at)
        return quiet and not item and self._lines.is_no_sentence(at)

    def _belongs_to_a_word(self, at: int, pieces: list[str], number: int, short: bool) -> bool:
        """ "BÍ / MẬT", "MẬT / ĐỘ DÂN SỐ": a word, a heading or a sentence broken over two cells or lines."""
        if number:
            return short and (last_word(pieces[number - 1]) in words().before or letters(pieces[number - 1]) in words().before)
        if len(pieces) > 1 or not self._lines.adjacent(at):
            return False
        before, after = self._lines.before(at), self._lines.after(at)
        if short and last_word(before) in words().before:
            return True
        heading = is_capital(before) and not is_letterhead(before) and not is_title(after)
        if heading and begins(after, words().after):
            return True
        open_ended = begins_small(after) or self._lines.line(at).rstrip().endswith((".", ";", ","))
        return before[-1:].islower() and open_ended and not is_letterhead(before)

    def _is_legend(self, at: int, pieces: list[str]) -> bool:
        """The levels side by side or one under the other explain something."""
        here = {stamp.level for piece in pieces if (stamp := self._stamp(piece))}
        near = {stamp.level for stamp in self._stamps_near(at)} | here
        return len(here) > 1 or len(near) > 2 or (len(near) > 1 and not self._lines.prominent(at))

    def _stamps_near(self, at: int) -> Iterator[Stamp]:
        for line in range(at - _NEAR, at + _NEAR + 1):
            for piece in columns(self._lines.line(line)):
                if stamp := self._stamp(piece):
                    yield stamp

    def _beside(self, at: int, line: str, pieces: list[str]) -> bool:
        """Beside a line of the head, or beside anything else that stands in the line; or told of the whole document."""
        if any(map(marked_beside, pieces)) or any(map(names_with_degree, pieces)):
            return True
        if is_beside(line, at < _FIRST_LINES, misread=self._role is Role.SCAN):
            return True
        return tells(line) and self._lines.quiet(at) and self._lines.is_no_sentence(at)
