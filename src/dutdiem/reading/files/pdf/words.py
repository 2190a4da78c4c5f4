"""The words of a PDF's page with their places, and the lines in which they stand.

PDFium gives the signs in the order in which they were drawn, which is not always the order in which they are read: a sign
from another font may be drawn after the rest of its line. Here only the places count.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from ctypes import byref, c_int, create_string_buffer
from dataclasses import dataclass
from itertools import compress, repeat
from operator import attrgetter
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from dutdiem.reading.files.pdf.quick import signs

_MOST_SIGNS = 20_000
_SAME_LINE = 0.35  # of the height of a sign
_APART = 0.16
_PHRASE_GAP = 0.6
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


class _Sign(NamedTuple):
    text: str
    left: float
    right: float
    base: float
    height: float
    number: int
    begins: bool  # after a space that PDFium has put in


def lines_of(text_page: Any, trusted: bool = True) -> list[Line]:
    """The lines of a page (`pypdfium2.PdfTextPage`) from the top down; none where it has more signs than a page can bear.

    `trusted`: spaces that PDFium adds count, for the signs are drawn in the order in which they are read.
    """
    count = text_page.count_chars()
    if count > _MOST_SIGNS:
        return []
    return [_line(words) for row in _on_lines(_signs(text_page, count, trusted)) if (words := list(_words(row)))]


def is_bold(text_page: Any, line: Line) -> bool:
    """Does the name of the line's font say that it is bold?"""
    name, flags = create_string_buffer(200), c_int()
    pdfium.FPDFText_GetFontInfo(text_page.raw, line.words[0].sign, name, 200, byref(flags))
    return b"bold" in name.value.lower()


def _signs(text_page: Any, count: int, trusted: bool) -> Iterator[_Sign]:
    """Put together in columns: a step of Python for each sign would take as long as PDFium itself."""
    codes, added, has_box, boxes, has_place, places = signs(text_page, count)
    shown = [
        code != 0 and own != 1 and box != 0 and place != 0
        for code, own, box, place in zip(codes, added, has_box, has_place, strict=True)
    ]
    columns = zip(
        [_OWN_SIGNS.get(code) or chr(code) for code in codes],
        boxes[0::4],
        boxes[2::4],
        places[1::2],
        [top - bottom if top - bottom > 1.0 else 1.0 for top, bottom in zip(boxes[1::4], boxes[3::4], strict=True)],
        range(count),
        _begin(codes, added, shown) if trusted else repeat(False, count),
        strict=True,
    )
    return map(_Sign._make, compress(columns, shown))


def _begin(codes: list[int], added: list[int], shown: list[bool]) -> list[bool]:
    """For each sign whether PDFium has put in a space before it."""
    begins = [False] * len(codes)
    at = -1
    with suppress(ValueError):  # there is no further one
        while True:
            at = added.index(1, at + 1)
            if codes[at]:
                begins[shown.index(True, at)] = True
    return begins


def _on_lines(found: Iterable[_Sign]) -> Iterator[list[_Sign]]:
    """Signs whose base lines are next to one another; superscripts belong to the line that they stand above."""
    row: list[_Sign] = []
    base = height = 0.0
    for sign in sorted(found, key=attrgetter("base"), reverse=True):
        apart = base - sign.base
        if row and apart > _SAME_LINE * height and apart > _SAME_LINE * sign.height:
            yield row
            row = []
        if not row:
            base, height = sign.base, sign.height
        row.append(sign)
    if row:
        yield row


def _words(row: list[_Sign]) -> Iterator[Word]:
    """Words end at spaces and at whatever white is as wide as one."""
    word: list[_Sign] = []
    end = 0.0
    for sign in sorted(row, key=attrgetter("left")):
        is_space = sign.text.isspace()
        if word and (is_space or sign.begins or sign.left - end > _APART * sign.height):
            yield _word(word)
            word = []
        if not is_space:
            word.append(sign)
            end = sign.right
    if word:
        yield _word(word)


def _word(row: list[_Sign]) -> Word:
    return Word(
        "".join([sign.text for sign in row]),
        row[0].left,
        max([sign.right for sign in row]),
        row[0].base,
        max([sign.height for sign in row]),
        row[0].number,
    )


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
