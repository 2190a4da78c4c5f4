"""The lines of one part that have letters in them, and what stands around each: where stamps are put, where sentences go on."""

import re
from bisect import bisect_left
from functools import cached_property

from dutdiem.reading.files.parts import Role
from dutdiem.reading.guards.letterhead import is_head, is_letterhead, last_word
from dutdiem.reading.guards.shapes import columns, is_capital, without_markup
from dutdiem.reading.guards.stamps import words

_HEAD_LINES = 40
_TAIL_LINES = 6
_LAST_LINES = 2
_BODY_LINE = 90  # letters: lines of a head are shorter, but for one that is a long title
_FULL_LINE = 45  # letters: a shorter line was not broken for want of room
_LETTER = re.compile(r"[^\W\d_]")
_FIRST_ITEM = re.compile(r"\W*(?:I|A|1|Điều 1|Phần I|Phần thứ nhất|Chương I)\W{1,4}\w", re.IGNORECASE)


class Lines:
    """`text` line by line, by their numbers among the lines with letters; nothing is split before it is asked for."""

    def __init__(self, role: Role, text: str) -> None:
        self._role = role
        self._text = text
        self._shown: dict[int, str] = {}

    @cached_property
    def _lines(self) -> list[tuple[int, str]]:
        return [(at, line) for at, line in enumerate(self._text.split("\n")) if _LETTER.search(line)]

    def at(self, number: int) -> int | None:
        """The place of line `number` of the text; None where it has no letters."""
        found = bisect_left(self._lines, (number, ""))
        return found if found < len(self._lines) and self._lines[found][0] == number else None

    def line(self, at: int) -> str:
        """A line without marks of format; empty before the first and after the last."""
        if not 0 <= at < len(self._lines):
            return ""
        if at not in self._shown:
            self._shown[at] = without_markup(self._lines[at][1])
        return self._shown[at]

    def before(self, at: int) -> str:
        """The line right before, with no empty line between."""
        return self.line(at - 1).strip() if self.adjacent(at) else ""

    def after(self, at: int) -> str:
        return self.line(at + 1).strip() if self.adjacent(at + 1) else ""

    def adjacent(self, at: int) -> bool:
        """Does the line follow the one before it without an empty line?"""
        return 0 < at < len(self._lines) and self._lines[at][0] - self._lines[at - 1][0] == 1

    def prominent(self, at: int) -> bool:
        """Where stamps are put: the head and the foot of the text, and everything that is not its body."""
        return self._role is not Role.BODY or at < _HEAD_LINES or at >= len(self._lines) - _TAIL_LINES

    def quiet(self, at: int) -> bool:
        """Small letters are a stamp before the first words of the body or after the last, in no row of a table and no sentence."""
        line = self.line(at).rstrip()
        if len(columns(line)) > 2 or line.endswith((":", "：", ".", ";")):
            return False
        return self.prominent(at) and (self._role is not Role.BODY or at < self._begun or at >= len(self._lines) - _LAST_LINES)

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

    def is_no_title(self, at: int) -> bool:
        """A title goes over several lines in capitals."""
        before, after = self.before(at), self.after(at)
        return not (is_capital(before) and not is_letterhead(before)) and not (is_capital(after) and not is_head(after))

    def is_no_sentence(self, at: int) -> bool:
        """Small letters alone on a line may be the end or the middle of a sentence that was broken."""
        return not (goes_on(self.before(at)) or begins_small(self.after(at)))


def goes_on(line: str) -> bool:
    """A full line that ends in a small letter was broken within its sentence; a shorter one is a line of its own."""
    return line[-1:].islower() and (len(line) > _FULL_LINE or last_word(line) in words().before | words().claims)


def begins_small(line: str) -> bool:
    """The first letter is small; capitals of TCVN3 ("ủY BAN") are none."""
    return line[:1].islower() and not is_capital(line.split(maxsplit=1)[0])
