"""The words of a PDF's page with their places, and the lines in which they stand.

PDFium gives the signs in the order in which they were drawn, which is not always the order in which they are read: a sign
from another font may be drawn after the rest of its line. Here only the places count.
"""

from bisect import bisect_left
from collections.abc import Iterator
from ctypes import byref, c_int, create_string_buffer
from dataclasses import dataclass
from itertools import compress
from operator import itemgetter
from typing import Any

import pypdfium2.raw as pdfium

from dutdiem.reading.files.pdf.quick import signs

_MOST_SIGNS = 20_000
_SAME_LINE = 0.35  # of the height of a sign
_APART = 0.16
_PHRASE_GAP = 0.6
_left, _base = itemgetter(1), itemgetter(3)
_OWN_SIGNS = {0xFFFE: "-", 0x02: "-"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word: its edges, its base line and the height of its letters, in points, y upwards."""

    text: str
    left: float
    right: float
    base: float
    height: float
    sign: int  # PDFium's number of its first letter


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one base line from left to right."""

    words: tuple[Word, ...]
    base: float
    height: float

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    def phrases(self) -> Iterator["Line"]:
        """The line cut wherever the white between two words is wider than a justified line makes it."""
        yield from (_line(words) for words in _cut(self.words, self.height * _PHRASE_GAP))

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right


# Text, left, right, base line, height, PDFium's number, and whether it comes after a space that PDFium has put in.
_Sign = tuple[str, float, float, float, float, int, bool]


def lines_of(text_page: Any, told: str = "", trusted: bool = True) -> list[Line]:
    """The lines of a page (`pypdfium2.PdfTextPage`) from the top down; none where it has more signs than a page can bear.

    `told`: the page's text as PDFium gives it. `trusted`: spaces that PDFium adds count, for the signs are drawn in the order in
    which they are read.
    """
    count = text_page.count_chars()
    if count > _MOST_SIGNS:
        return []
    return [_line(words) for row in _on_lines(_signs(text_page, count, told, trusted)) if (words := list(_words(row)))]


def is_bold(text_page: Any, line: Line) -> bool:
    """Does the name of the line's font say that it is bold?"""
    name, flags = create_string_buffer(200), c_int()
    pdfium.FPDFText_GetFontInfo(text_page.raw, line.words[0].sign, name, 200, byref(flags))
    return b"bold" in name.value.lower()


def _signs(text_page: Any, count: int, told: str, trusted: bool) -> list[_Sign]:
    """Put together in columns: a step of Python for each sign would take as long as PDFium itself."""
    codes, added, numbers, has_box, boxes, has_place, places = signs(text_page, count, told)
    shown = [box != 0 and place != 0 for box, place in zip(has_box, has_place, strict=True)]
    begins = _begin(codes, added, list(compress(numbers, shown))) if trusted else frozenset[int]()
    columns = zip(
        [_OWN_SIGNS.get(code) or chr(code) for code in map(codes.__getitem__, numbers)],
        boxes[0::4],
        boxes[2::4],
        places[1::2],
        [top - bottom if top - bottom > 1.0 else 1.0 for top, bottom in zip(boxes[1::4], boxes[3::4], strict=True)],
        numbers,
        map(begins.__contains__, numbers),
        strict=True,
    )
    return list(compress(columns, shown))


def _begin(codes: list[int], added: list[bool], shown: list[int]) -> frozenset[int]:
    """The numbers of the signs before which PDFium has put in a space; `shown` are those of all signs that have a place."""
    spaces = (at for at, own in enumerate(added) if own and codes[at])
    after = (bisect_left(shown, at) for at in spaces)
    return frozenset(shown[at] for at in after if at < len(shown))


def _on_lines(found: list[_Sign]) -> Iterator[list[_Sign]]:
    """Signs whose base lines are next to one another; superscripts belong to the line that they stand above."""
    row: list[_Sign] = []
    base = height = 0.0
    for sign in sorted(found, key=_base, reverse=True):
        if row and (apart := base - sign[3]) > _SAME_LINE * height and apart > _SAME_LINE * sign[4]:
            yield row
            row = []
        if not row:
            base, height = sign[3], sign[4]
        row.append(sign)
    if row:
        yield row


def _words(row: list[_Sign]) -> Iterator[Word]:
    """Words end at spaces and at whatever white is as wide as one."""
    word: list[_Sign] = []
    end = 0.0
    for sign in sorted(row, key=_left):
        text, left, right, _, height, _, begins = sign
        is_space = text.isspace()
        if word and (is_space or begins or left - end > _APART * height):
            yield _word(word)
            word = []
        if not is_space:
            word.append(sign)
            end = right
    if word:
        yield _word(word)


def _word(row: list[_Sign]) -> Word:
    texts, lefts, rights, bases, heights, numbers, _ = zip(*row, strict=True)
    return Word("".join(texts), lefts[0], max(rights), bases[0], max(heights), numbers[0])


def _cut(words: tuple[Word, ...], widest: float) -> Iterator[list[Word]]:
    piece: list[Word] = []
    for word in words:
        if piece and word.left - piece[-1].right > widest:
            yield piece
            piece = []
        piece.append(word)
    yield piece


def _line(words: list[Word]) -> Line:
    return Line(tuple(words), max(words, key=lambda word: len(word.text)).base, max(word.height for word in words))
