"""The text of a PDF's page, whole or within a rectangle.

PDFium's own order of signs is kept, for it follows the columns of a letterhead, unless it is plainly not the order of reading:
where a font lacked the Vietnamese letters, programs draw these from another font after the rest of the line, and
"nhiệm vụ" comes as "nhi m v ệ ụ". Then the places of the signs decide.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from operator import itemgetter
from typing import Any

from dutdiem.reading.files.pdf.quick import Bounded, Rect, rects
from dutdiem.reading.files.pdf.rulings import Box
from dutdiem.reading.files.pdf.words import Line, lines_of
from dutdiem.reading.tables.roles import may_name_tasks, names_columns

# A letter with marks by itself, except those that are words.
_LONE = re.compile(r"(?<!\S)(?![ởýàạừơôê])[à-ỹ](?!\S)", re.IGNORECASE)
_MANY = 2
_MOST_RECTS = 5_000
_FEWEST_WHITES = 2
_HEADING = 3.0  # heights of a line that a heading row reaches above and below one of its lines
_FAR = 20_000.0
_SAME_LINE, _WHITE = 0.5, 0.4  # of the height of a letter


class PageText:
    """The text of a `pypdfium2.PdfTextPage`."""

    def __init__(self, text_page: Any) -> None:
        self.page = text_page
        self._told = text_page.get_text_range()
        self.stored = clean(self._told)
        self.whole = self.stored
        self._is_scattered = len(_LONE.findall(self.whole)) >= _MANY
        self._is_scattered = self._is_scattered and bool(self.lines)
        if self._is_scattered:
            self.whole = "\n".join(line.text for line in self.lines)

    @cached_property
    def lines(self) -> list[Line]:
        """The lines by the places of their words."""
        return lines_of(self.page, self._told, trusted=not self._is_scattered)

    @cached_property
    def _bounded(self) -> Bounded:
        return Bounded(self.page)

    def may_have_heading(self) -> bool:
        """Are there three pieces of text on one line with white between them, and about them the words of a heading row?

        Far quicker than looking for the row in the lines themselves. A heading row names tasks; see `headings`.
        """
        if not may_name_tasks(self.whole) or not names_columns(self.whole):
            return False
        if self._is_scattered:
            return True
        return any(_whites(line) >= _FEWEST_WHITES and self._names_columns(line) for line in self._pieces_on_lines())

    def _pieces_on_lines(self) -> Iterator[list[Rect]]:
        """The pieces of text by the lines on which they stand, where there are enough on one to leave white between them."""
        line: list[Rect] = []
        lowest = 0.0
        for piece in sorted(rects(self.page, _MOST_RECTS), key=itemgetter(1), reverse=True):
            _, bottom, _, top = piece
            if line and lowest - bottom > _SAME_LINE * (top - bottom):
                if len(line) > _FEWEST_WHITES:
                    yield line
                line = []
            if not line:
                lowest = bottom
            line.append(piece)
        if len(line) > _FEWEST_WHITES:
            yield line

    def _names_columns(self, line: list[Rect]) -> bool:
        height = max(top - bottom for _, bottom, _, top in line)
        about = (-_FAR, line[-1][1] - _HEADING * height, _FAR, line[0][3] + _HEADING * height)
        return names_columns(self._bounded.text(*about).replace("\r\n", " "))

    def within(self, box: Box) -> list[str]:
        """The lines within a rectangle, the empty ones left out."""
        if self._is_scattered:
            return [text for line in self.lines if (text := _within(line, box))]
        text = clean(self._bounded.text(box.left, box.bottom, box.right, box.top))
        return [line for line in text.split("\n") if line.strip()]


def _whites(pieces: list[Rect]) -> int:
    """How often there is white between the pieces of a line."""
    return sum(1 for a, b in pairwise(sorted(pieces, key=itemgetter(0))) if b[0] - a[2] > _WHITE * (a[3] - a[1]))


def _within(line: Line, box: Box) -> str:
    middle = line.base + line.height / 4
    if not box.bottom <= middle <= box.top:
        return ""
    return " ".join(word.text for word in line.words if box.left <= (word.left + word.right) / 2 <= box.right)


def clean(text: str) -> str:
    """PDFium's own signs into plain ones: its hyphen at a line's end, its line breaks."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "-").replace("\x00", "").replace("\x02", "-")
