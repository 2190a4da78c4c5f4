"""Short names that a text introduces itself: "Bộ Công an (sau đây gọi là Bộ)", "Kho bạc Nhà nước (KBNN)"."""

import re
import unicodedata
from copy import copy

from dutdiem.reading.flat import Flat
from dutdiem.reading.organisations.body import Body
from dutdiem.reading.vocabulary import alternatives

_SAID = re.compile(r" ?\((?:sau đây )?(?:gọi|viết) (?:tắt )?(?:là )?:? ?[“\"]?([^()”\"\n]{2,60})[”\"]?\)", re.I)
_INITIALS = re.compile(r" ?\([“\"]?([A-ZĐ][A-ZĐ&]{1,9})[”\"]?\)")
_TASKED = re.compile(r"(?: (?:quốc gia|trung ương|liên ngành))? về [^().;:\n]{5,200}(?= \((?:sau đây |gọi |viết ))", re.I)


class Aliases:
    """Of one text."""

    def __init__(self, flat: Flat) -> None:
        self.flat = flat
        self.known: dict[str, Body] = {}
        self.lengths: list[int] = []
        self.initials: dict[str, tuple[int, Body]] = {}

    def introduce(self, body: Body) -> None:
        """Notes the short name given right after a body's full one; a body named by its task ends at the bracket."""
        if body.type == "ban chỉ đạo" and body.bare and (task := _TASKED.match(self.flat.text, body.end)):
            body.end = task.end()
            body.head, body.bare, body.unique = self.flat.text[body.begin : body.end], False, True
            body.settle()
            self._learn(body.head, body)
        if not self.flat.text.startswith(" (", body.end) or body.group:
            return
        if said := _SAID.match(self.flat.text, body.end):
            self._learn(said.group(1).strip(), body)
        elif (short := _INITIALS.match(self.flat.text, body.end)) and _stands_for(short.group(1), body.name):
            self.initials[short.group(1)] = (short.start(1), body)

    def _learn(self, alias: str, body: Body) -> None:
        self.known[alias.lower()] = body
        self.lengths = sorted({*self.lengths, len(alias)}, reverse=True)

    def at(self, start: int) -> Body | None:
        """The body whose introduced short name stands here, the longest that does."""
        low = self.flat.low
        for length in self.lengths:
            end = start + length
            body = self.known.get(low[start:end])
            if body and not (end < len(low) and low[end].isalnum()):
                return _again(body, start, end)
        return None

    def among(self, found: list[Body]) -> list[Body]:
        """The bodies with, in order, the introduced initials that stand between them."""
        if not self.initials:
            return found
        first = min(at for at, _ in self.initials.values())
        short = re.compile(rf"(?<![\w/-]){alternatives(list(self.initials))}(?![\w/-])")
        taken = iter([*found, Body(len(self.flat.text) + 1, len(self.flat.text) + 1, "", "")])
        nearest, more = next(taken), []
        for match in short.finditer(self.flat.text, first):
            while nearest.end <= match.start():
                nearest = next(taken)
            at, body = self.initials[match.group()]
            if match.start() >= at and nearest.start >= match.end():
                more.append(_again(body, *match.span()))
        return sorted(found + more, key=lambda body: body.start) if more else found


def _again(body: Body, start: int, end: int) -> Body:
    again = copy(body)
    again.start = again.begin = start
    again.end, again.post, again.bare = end, None, False
    return again


def _stands_for(initials: str, name: str) -> bool:
    """Whether the letters are first letters of the name's syllables, in order."""
    firsts = iter(_plain(syllable[0]) for syllable in re.findall(r"[^\W\d_]+", name))
    return all(_plain(letter) in firsts for letter in initials if letter.isalpha())


def _plain(letter: str) -> str:
    return unicodedata.normalize("NFD", letter.upper().replace("Đ", "D"))[0]
