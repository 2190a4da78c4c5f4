"""Finds the passages of a text.

A passage's id is its path: "dieu_3.khoan_2.diem_a", "muc_ii.1.diem_a", and behind the name of what is attached,
"quy_che.dieu_1.khoan_2". Articles are numbered through a document whatever chapter they stand in, so a chapter is no part
of their id. A name that comes back is told apart by its count ("dieu_1~2"). A passage ends where the next one of its rank or
above begins.
"""

import re
from collections.abc import Sequence
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from dutdiem.reading.flat import Flat
from dutdiem.reading.model import Passage
from dutdiem.reading.passages import attached
from dutdiem.reading.passages.amending import Amending
from dutdiem.reading.passages.glued import after_letter, glued_at
from dutdiem.reading.passages.marks import (
    ARTICLE,
    ATTACHED,
    CAPITAL,
    INNER_CAPITAL,
    INNER_ROMAN,
    LETTER,
    NUMBER,
    ROMAN,
    Mark,
    mark_of,
    next_letters,
)
from dutdiem.reading.vocabulary import alternatives

_HEADING = 160
_SHORT = 60
_START = attrgetter("start")
_SIGNED = ("Nơi nhận", "NƠI NHẬN")


@cache
def _candidate() -> re.Pattern[str]:
    """The break before a line that may begin a passage, by its first characters; numbers and letters are told at once."""
    words = alternatives(["Ph", "PH", "Ch", "CH", "Mụ", "MỤ", "Ti", "TI", "Đi", "ĐI", *attached.beginnings()])
    numbers = r"\d{1,2}(?:\.\d{1,2}\b|-)|[IVX]{1,5}[.)/ -]|\((?:\d{1,2}|[ivx]{1,4}|[a-zđ])\)"
    return re.compile(
        rf"\n(?:(\d{{1,3}})[.)] ?(?=[^\d\n])|([a-zđ])\) ?(?=[^\n])|(?={numbers}|\d{{1,3}}[.)](?!\d)|[“\"]|[a-zđA-ZĐ][).-]|{words}))"
    )


class _Step(NamedTuple):
    """A passage that the reading stands in."""

    rank: int
    value: str
    name: str
    start: int
    heading: str


def find_passages(flat: Flat, tables: Sequence[tuple[int, int]] = ()) -> tuple[Passage, ...]:
    """In the text's order; offsets are of the source. Within `tables` (flat spans, in order) nothing begins a passage."""
    text = flat.text
    outline = _Outline(flat)
    barred = iter((*tables, (len(text) + 1, len(text) + 1)))
    opens, closes = next(barred)
    if text:
        outline.line(0, None)
    for match in _candidate().finditer(text):
        start = match.start() + 1
        while start >= closes:
            opens, closes = next(barred)
        if start < opens:
            outline.line(start, _plain(match) if match.lastindex else None)
    return outline.passages()


def _plain(match: re.Match[str]) -> Mark:
    """A number or a letter, by far the most frequent marks."""
    if match.lastindex == 1:
        return Mark(NUMBER, match.group(1), "", match.end() - match.start() - 1)
    return Mark(LETTER, match.group(2), "diem", match.end() - match.start() - 1)


class _Outline:
    """The passages that a line stands in, from the highest rank down, and those that have ended."""

    def __init__(self, flat: Flat) -> None:
        self.flat = flat
        self.path: list[_Step] = []
        self.done: list[Passage] = []
        self.seen: dict[str, int] = {}
        self.amending = Amending()
        self.signed = False
        self.title_until = self.quoted_until = 0
        self._new_scope()

    def _new_scope(self) -> None:
        """The numbering begins again: with the text, and with what is attached to it."""
        self.article_seen = self.roman_heads = False
        self.after_number = ""
        self.capital = ""
        self.capital_rank = CAPITAL

    def line(self, start: int, mark: Mark | None) -> None:
        """A line that begins with a mark, or may."""
        text = self.flat.text
        if start < self.quoted_until:
            return
        stop = text.find("\n", start)
        line = text[start : stop if stop >= 0 else len(text)]
        if mark is None:
            if line[:1] in ("“", '"'):
                self.quoted_until = self.amending.quotation_end(text, start, line)
                return
            mark = mark_of(line) if line else None
            if mark is None:
                if line[:1] in attached.FIRST:
                    self._attached(start, line)
                return
        if self._fits(mark) and (not self.amending.watches(mark.rank, line) or self.amending.allows(mark, line)):
            self._open(mark, start, line, self._following(start + len(line) + 1) if mark.end >= len(line) else "")
            if len(line) > _SHORT and not self.amending.on and self._more(mark, line):
                self._glued(mark, start, start + len(line))

    def _following(self, start: int) -> str:
        return self.flat.text[start : start + _HEADING].split("\n", 1)[0]

    def _attached(self, start: int, line: str) -> None:
        """A line that may be the kind of what is attached to the document, or the recipients below its text."""
        if line.startswith(_SIGNED):
            self.signed = True
            return
        if not (self.path or self.done or self.signed) or (start < self.title_until and not attached.is_annex(line)):
            return
        slug = attached.attached_slug(self.flat.text, start, line, signed=self.signed)
        if slug is None:
            return
        self.title_until = start + attached.TITLE
        self._close(ATTACHED, start)
        self._new_scope()
        self.amending.end()
        self.signed = False
        self._push(ATTACHED, slug, slug, start, line)

    def _fits(self, mark: Mark) -> bool:
        """A capital letter, or a letter with a full stop, counts only in its turn."""
        if mark.rank == CAPITAL:
            return mark.value == "A" or (bool(self.capital) and mark.value in _after(self.capital))
        if mark.rank == LETTER and mark.value != "a":
            return mark.value in "bcdđe" or self._last(LETTER) is not None
        return True

    def _open(self, mark: Mark, start: int, line: str, following: str) -> None:
        rank = mark.rank if mark.rank >= NUMBER else self._rank(mark)
        if rank == NUMBER:
            self.after_number = f"{int(mark.value) + 1}. "
        elif rank < NUMBER:
            self.after_number = ""
        if self.path and self.path[-1].rank >= rank:
            self._close(rank, start)
        self._push(rank, mark.value, self._name(rank, mark), start, f"{line} {following}" if following else line)

    def _rank(self, mark: Mark) -> int:
        """Roman numbers are above the articles where they came first, else within the article that they stand in."""
        if mark.rank == ARTICLE:
            self.article_seen = True
        elif mark.rank == ROMAN:
            self.roman_heads = self.roman_heads or not self.article_seen
            return ROMAN if self.roman_heads else INNER_ROMAN
        elif mark.rank == CAPITAL:
            if not self.capital:
                self.capital_rank = INNER_CAPITAL if any(step.rank in (ROMAN, INNER_ROMAN) for step in self.path) else CAPITAL
            self.capital = mark.value
            return self.capital_rank
        return mark.rank

    def _name(self, rank: int, mark: Mark) -> str:
        path = self.path
        parent = path[-1] if path else None
        if rank == ARTICLE:
            parent = path[0] if path and path[0].rank == ATTACHED else None
        value = mark.value if rank in (NUMBER, LETTER) else mark.value.lower()
        if rank == NUMBER:
            slug = f"khoan_{value}" if parent and parent.rank == ARTICLE else value
        elif rank < LETTER and parent and rank > NUMBER and value.startswith(f"{parent.value}."):
            slug = value[len(parent.value) + 1 :]
        else:
            slug = f"{mark.slug}_{value}" if mark.slug else value
        return f"{parent.name}.{slug}" if parent else slug

    def _push(self, rank: int, value: str, name: str, start: int, heading: str) -> None:
        count = self.seen[name] = self.seen.get(name, 0) + 1
        name = name if count == 1 else f"{name}~{count}"
        heading = heading if len(heading) <= _HEADING else heading[: _HEADING - 1] + "…"
        self.path.append(_Step(rank, value, name, start, heading))

    def _close(self, rank: int, at: int) -> None:
        """Ends what a passage of this rank, beginning at `at`, ends."""
        path, text, span = self.path, self.flat.text, self.flat.span
        stop = at
        while stop > 1 and text[stop - 1] in "\n ":
            stop -= 1
        while path and path[-1].rank >= rank:
            step = path.pop()
            begin, end = span(step.start, stop if stop > step.start else step.start + 1)
            self.done.append(Passage(step.name, begin, end, step.heading))

    def _last(self, rank: int) -> _Step | None:
        return next((step for step in reversed(self.path) if step.rank == rank), None)

    def _more(self, mark: Mark, line: str) -> bool:
        """Whether the line may hold what comes next: asked of every mark, so at once."""
        find, end = line.find, mark.end
        if mark.rank == LETTER:
            if any(find(token, end) > 0 for token in after_letter(mark.value)):
                return True
        elif find(": a) ", end) > 0:
            return True
        return (self.after_number != "" and find(self.after_number, end) > 0) or find(". Điều ", end) > 0

    def _glued(self, mark: Mark, start: int, stop: int) -> None:
        """Further marks within the line text[start:stop] ("… của tỉnh. c) Tài sản …")."""
        text, begin = self.flat.text, start + mark.end
        while (at := glued_at(text, begin, stop, mark.rank, mark.value, self.after_number)) is not None:
            piece = text[at : min(stop, at + 2 * _HEADING)]
            further = mark_of(piece)
            begin = at + 2
            if further and self._in_turn(further):
                self._open(further, at, piece, "")
                mark, begin = further, at + further.end

    def _in_turn(self, mark: Mark) -> bool:
        """The next of its list, or the first letter."""
        last = self._last(mark.rank)
        if last is None:
            return mark.rank == LETTER and mark.value == "a"
        if mark.rank == LETTER:
            return mark.value in next_letters(last.value)
        return last.value.isdigit() and mark.value == str(int(last.value) + 1)

    def passages(self) -> tuple[Passage, ...]:
        self._close(ATTACHED, len(self.flat.text))
        return tuple(sorted(self.done, key=_START))


def _after(capital: str) -> str:
    """Parts are lettered A, B, C, D, Đ, E or without Đ."""
    return {"D": "ĐE", "Đ": "E"}.get(capital, chr(ord(capital) + 1))
