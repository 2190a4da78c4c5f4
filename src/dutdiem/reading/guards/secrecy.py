"""Does a document bear a secrecy marking?

A marking stands by itself: alone on its line, in its cell, box or page margin, in capitals; or as the value of a label
("Độ mật: …"); or beside a letterhead; or the document says of itself that it is secret. A word within a sentence is none. In
doubt at the head of a document it counts as one: a document refused by mistake can be handled elsewhere, one taken in by
mistake cannot be unread.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise

from dutdiem.reading.files.parts import Part, Role
from dutdiem.reading.guards.claims import says_so
from dutdiem.reading.guards.disguise import disguised
from dutdiem.reading.guards.letterhead import begins, is_head, is_letterhead, is_title, last_word, marked_beside, names_with_degree
from dutdiem.reading.guards.shapes import columns, is_capital, is_quoted, letters, plain, spelled, without_markup
from dutdiem.reading.guards.stamps import Stamp, is_label, stamp_in, words
from dutdiem.reading.refusals import Refusal

_HEAD_LINES = 40
_FEW_WORDS = 3
_FIRST_LINES = 3
_TAIL_LINES = 6
_LAST_LINES = 2
_NEAR = 3
_LONGEST_PLAIN = 120  # letters: a longer line that is in one piece is a sentence
_LONGEST_HALF = 30  # a stamp over two lines has short ones
_BODY_LINE = 90  # letters: lines of a head are shorter, but for one that is a long title
_FULL_LINE = 45  # letters: a shorter line was not broken for want of room
_APART = re.compile(r"\t|\||   ")
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_HINT = re.compile(
    r"m[^\w\n]*_*(?:[aàáảãạăằắẳẵặâầấẩẫậë]|aä|áo)[^\w\n]*_*t|b[oó]c b[iì]|thu h[oồ]i|top s"
)  # any line without one of these bears nothing
_BRACKETED = re.compile(r"[(\[{<]\s{0,3}([^()\[\]{}<>]{3,24}?)\s{0,3}[)\]}>]")
_ITEM = re.compile(r"\s*(?:[-+•–]|\d{1,2}[.)]|[a-zđ][.)])\s")
_FIRST_ITEM = re.compile(r"\W*(?:I|A|1|Điều 1|Phần I|Phần thứ nhất|Chương I)\W{1,4}\w", re.IGNORECASE)
_GAPS = re.compile(r"\s[-–—/,;+]\s")
_ENDS = re.compile(r"(?<!\s)\s+[-–—/+]\s+|(?<=[.;])\s+|(?<=\w)\s(?=\((?:\S+\s){3})")
_DASH = re.compile(r"\s{1,9}[-–—]\s")
_STACKED = re.compile(r"^(?:[^\w\n]*[^\W\d_][^\w\n]*\n+){2,}[^\w\n]*[^\W\d_][^\w\n]*$", re.MULTILINE)
_SPECKS = re.compile(r"^[^\w\n]+\n", re.MULTILINE)
SAYS = (
    "Văn bản mang dấu chỉ độ mật nên không được đưa vào hệ thống này: "
    "xóa tệp khỏi máy có nối mạng và xử lý theo quy định về bảo vệ bí mật nhà nước."
)


def check_secrecy(parts: Iterable[Part]) -> None:
    """Raises `Refusal` ("secret") where a part bears a marking; it names neither the file nor anything in it."""
    if any(map(bears_marking, parts)):
        raise Refusal("secret", SAYS)


def bears_marking(part: Part) -> bool:
    return _Reader(part).finds() or any(_Reader(Part(part.role, text)).finds() for text in disguised(part.text))


class _Reader:
    """Looks at the lines of one part that have letters in them."""

    def __init__(self, part: Part) -> None:
        self._role = part.role
        self._text = plain(part.text)
        self._lines: list[tuple[int, str]] = []
        self._shown: dict[int, str] = {}

    def finds(self) -> bool:
        """Most texts have few lines with a hint; only around those lines anything is looked at closely."""
        if self._stacked():
            return True
        for number in self._hinted():
            if not self._lines:
                numbered = enumerate(self._text.split("\n"))
                self._lines = [(at, line) for at, line in numbered if _LETTER.search(line)]
            at = bisect_left(self._lines, (number, ""))
            if at < len(self._lines) and self._lines[at][0] == number and self._marks(at):
                return True
        return False

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

    def _line(self, at: int) -> str:
        """A line without marks of format; empty before the first and after the last."""
        if not 0 <= at < len(self._lines):
            return ""
        if at not in self._shown:
            self._shown[at] = without_markup(self._lines[at][1])
        return self._shown[at]

    def _prominent(self, at: int) -> bool:
        """Where stamps are put: the head and the foot of the text, and everything that is not its body."""
        return self._role is not Role.BODY or at < _HEAD_LINES or at >= len(self._lines) - _TAIL_LINES

    def _marks(self, at: int) -> bool:
        line = self._line(at)
        if says_so(line):
            return True
        if len(line) > _LONGEST_PLAIN and not self._prominent(at) and not _APART.search(line):
            return False
        pieces = columns(line)
        if self._labelled(at, pieces) or self._over_two_lines(at):
            return True
        if any(self._is_marking(at, pieces, number) for number in range(len(pieces))):
            return True
        return self._is_spelled(at, line) or (self._prominent(at) and self._beside(at, line, pieces))

    def _stamp(self, piece: str) -> Stamp | None:
        return stamp_in(piece, misread=self._role is Role.SCAN)

    def _labelled(self, at: int, pieces: list[str]) -> bool:
        """A label and its value in two cells, or on two lines."""
        cells = [self._line(at - 1) if at else "", *pieces]
        return any(is_label(a) and self._stamp(b) for a, b in pairwise(cells))

    def _over_two_lines(self, at: int) -> bool:
        """ "TUYỆT / MẬT"."""
        before, line = self._line(at - 1).strip(), self._line(at).strip()
        if not before or max(len(before), len(line)) > _LONGEST_HALF or self._stamp(before):
            return False
        stamp = self._stamp(f"{before} {line}")
        if stamp is None or (stamp.is_short and not stamp.topic) or is_capital(before) is not is_capital(line):
            return False
        above = self._before(at - 1)
        if stamp.topic and is_capital(above) and not is_letterhead(above):
            return False
        return (stamp.capital or self._prominent(at)) and not (_goes_on(above) or _begins_small(self._after(at)))

    def _is_spelled(self, at: int, line: str) -> bool:
        """Letter by letter; in cells of their own only with all their marks."""
        for run in spelled(line):
            for piece in (run, *_GAPS.split(run)):
                stamp = self._stamp(piece)
                if stamp and (stamp.exact or len(columns(piece)) == 1) and self._stands(stamp, at):
                    return True
        return False

    def _is_marking(self, at: int, pieces: list[str], number: int) -> bool:
        piece = pieces[number]
        stamp = self._stamp(piece)
        if stamp is None or (is_quoted(piece) and not self._is_quoted_stamp(stamp, at)):
            return False
        if stamp.labelled:
            return not stamp.weak or (len(pieces) == 1 and self._quiet(at))
        if self._belongs_to_a_word(at, pieces, number, stamp.is_short) or self._is_legend(at, pieces):
            return False
        return self._stands(stamp, at, item=bool(_ITEM.match(piece)))

    def _is_quoted_stamp(self, stamp: Stamp, at: int) -> bool:
        """A stamp may be typed in quotation marks; elsewhere they mean that a stamp is spoken about."""
        return stamp.capital and self._prominent(at) and self._is_no_sentence(at)

    def _stands(self, stamp: Stamp, at: int, item: bool = False) -> bool:
        """Capitals with their marks count anywhere, the rest only where stamps are put."""
        if stamp.topic and (item or not self._is_no_title(at)):
            return False
        if stamp.capital and (stamp.exact or not stamp.is_short) and not item:
            return len(columns(self._line(at))) < 3 or self._prominent(at)
        if stamp.capital:
            return self._prominent(at) and self._is_no_sentence(at)
        alone = not stamp.is_short and letters(self._line(at)) == letters(stamp.level)
        quiet = self._prominent(at) if alone else self._quiet(at)
        return quiet and not item and self._is_no_sentence(at)

    def _quiet(self, at: int) -> bool:
        """Small letters are a stamp before the first words of the body or after the last, in no row of a table and no sentence."""
        line = self._line(at).rstrip()
        if len(columns(line)) > 2 or line.endswith((":", "：", ".", ";")):
            return False
        return self._prominent(at) and (self._role is not Role.BODY or at < self._begun or at >= len(self._lines) - _LAST_LINES)

    @cached_property
    def _begun(self) -> int:
        """The number of the line at which the body begins: the first numbered one, the first full one that ends a sentence, or
        the second full one."""
        full = 0
        for at, (_, line) in enumerate(self._lines[:_HEAD_LINES]):
            if len(line) > _BODY_LINE:
                full += 2 if line.rstrip().endswith((".", ":", ";")) else 1
            if full > 1 or _FIRST_ITEM.match(line):
                return at
        return _HEAD_LINES

    def _is_no_title(self, at: int) -> bool:
        """A title goes over several lines in capitals."""
        before, after = self._before(at), self._after(at)
        return not (is_capital(before) and not is_letterhead(before)) and not (is_capital(after) and not is_head(after))

    def _is_no_sentence(self, at: int) -> bool:
        """Small letters alone on a line may be the end or the middle of a sentence that was broken."""
        return not (_goes_on(self._before(at)) or _begins_small(self._after(at)))

    def _before(self, at: int) -> str:
        """The line right before, with no empty line between."""
        return self._line(at - 1).strip() if self._adjacent(at) else ""

    def _after(self, at: int) -> str:
        return self._line(at + 1).strip() if self._adjacent(at + 1) else ""

    def _adjacent(self, at: int) -> bool:
        """Does the line follow the one before it without an empty line?"""
        return 0 < at < len(self._lines) and self._lines[at][0] - self._lines[at - 1][0] == 1

    def _belongs_to_a_word(self, at: int, pieces: list[str], number: int, short: bool) -> bool:
        """ "BÍ / MẬT", "MẬT / ĐỘ DÂN SỐ": a word, a heading or a sentence broken over two cells or lines."""
        if number:
            return short and (last_word(pieces[number - 1]) in words().before or letters(pieces[number - 1]) in words().before)
        if len(pieces) > 1 or not self._adjacent(at):
            return False
        before, after = self._before(at), self._after(at)
        if short and last_word(before) in words().before:
            return True
        heading = is_capital(before) and not is_letterhead(before) and not is_title(after)
        if heading and begins(after, words().after):
            return True
        goes_on = _begins_small(after) or self._line(at).rstrip().endswith((".", ";", ","))
        return before[-1:].islower() and goes_on and not is_letterhead(before)

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

    def _beside(self, at: int, line: str, pieces: list[str]) -> bool:
        """Beside a line of the head, in brackets after it, or before or after what else stands in the line."""
        found = any(map(marked_beside, pieces)) or any(map(names_with_degree, pieces)) or self._bracketed(line)
        return found or self._leads(at, line) or self._closes(line)

    def _bracketed(self, line: str) -> bool:
        """ "BÁO CÁO (TỐI MẬT)", "Số: 7/BC (mật)"."""
        if is_quoted(line):
            return False
        head = is_head(line)
        found = ((match.group(1), self._stamp(match.group(1))) for match in _BRACKETED.finditer(line))
        return any(
            stamp and (head or ((stamp.exact or not stamp.is_short) and (stamp.capital or text[:1].isupper())))
            for text, stamp in found
        )

    def _leads(self, at: int, line: str) -> bool:
        """ "TỐI MẬT - Hội nghị bàn về …": a stamp before a line of another kind."""
        first, *rest = _ENDS.split(line.strip(), maxsplit=1)
        stamp = self._stamp(first) if rest else None
        if stamp is None or is_quoted(first) or _ITEM.match(line) or self._other_level(stamp, rest[0]):
            return False
        if not stamp.capital or not stamp.exact:
            wordy = stamp.capital or " " in first.strip()
            return at < _FIRST_LINES and wordy and bool(_DASH.match(line.strip(), len(first))) and not is_capital(rest[0])
        return not stamp.is_short or not is_capital(rest[0]) or is_head(rest[0]) or len(rest[0].split()) > _FEW_WORDS

    def _closes(self, line: str) -> bool:
        """ "PHỤ LỤC I - TỐI MẬT", "… 20 năm. TỐI MẬT"."""
        *rest, last = _ENDS.split(line.strip())
        stamp = self._stamp(last) if rest else None
        if stamp is None or not (stamp.capital and stamp.exact) or is_quoted(last) or last_word(rest[-1]) in words().before:
            return False
        if self._other_level(stamp, rest[-1]) or (len(rest[-1].split()) < 2 and not _DIGIT.search(rest[-1])):
            return False
        return not stamp.is_short or is_head(line) or (rest[-1].endswith((".", ";")) and len(rest[-1].split()) > 2)

    def _other_level(self, stamp: Stamp, text: str) -> bool:
        others = (level for level in words().levels if level not in stamp.level)
        return any(level in text.casefold() for level in others)


def _goes_on(line: str) -> bool:
    """A full line that ends in a small letter was broken within its sentence; a shorter one is a line of its own."""
    return line[-1:].islower() and (len(line) > _FULL_LINE or last_word(line) in words().before | words().claims)


def _begins_small(line: str) -> bool:
    """The first letter is small; capitals of TCVN3 ("ủY BAN") are none."""
    return line[:1].islower() and not is_capital(line.split(maxsplit=1)[0])
