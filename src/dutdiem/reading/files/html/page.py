"""The words of a page in the lines in which a browser shows them, and its tables."""

import re
from collections.abc import Callable
from functools import partial

from lxml.etree import XPath

from dutdiem.reading.files.elements import Element, local, number
from dutdiem.reading.files.legacy import Encoding, by_font, encoding_of_font, to_unicode
from dutdiem.reading.files.limits import LIMITS
from dutdiem.reading.files.parts import Composer, Grid
from dutdiem.reading.files.refusing import Unfit

UNSEEN = "script style head template noscript iframe object embed svg math select textarea".split()
_BLOCKS = (
    "address article aside blockquote body caption center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 "
    "h6 header hr html li main nav ol p pre section td th tr ul"
)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FONT = re.compile(r"font-family\s*:\s*['\"]?([^'\";,]+)", re.IGNORECASE)
_DEEPEST = 200
_LARGEST_SPAN = 63


# What an element does to the line that it stands in.
_INLINE, _BLOCK, _BREAK, _TABLE, _NOT_SHOWN = range(5)
KINDS = dict.fromkeys(UNSEEN, _NOT_SHOWN) | dict.fromkeys(_BLOCKS.split(), _BLOCK) | {"br": _BREAK, "table": _TABLE, "": _NOT_SHOWN}


_has_styles = XPath("boolean(//*/@style) or boolean(//font)")
_PLAIN = frozenset("a abbr b big cite code del em i ins mark q s small span strong sub sup tt u".split())


class Shown:
    """How the words of a page are shown: by the encoding that they are in, and by the fonts of before Unicode that it names."""

    def __init__(self, root: Element, encoding: Encoding | None) -> None:
        self._encoding = encoding
        self.has_styles = bool(_has_styles(root))
        self.has_fonts = self.has_styles and any(encoding_of_font(font_of(element))[0] for element in root.iter("*"))
        self.as_it_stands = not encoding and not self.has_fonts

    def words(self, text: str | None, font: str | None) -> str:
        if not text:
            return ""
        shown = by_font(text, font)
        return to_unicode(text, self._encoding) if shown == text and self._encoding else shown


class Walk:
    """Walks the tree of a page as it is; words gather in a line until a block begins or ends."""

    def __init__(self, composer: Composer, shown: Shown) -> None:
        self._composer = composer
        self._shown = shown
        self._words: list[str] = []
        self._lines: list[str] = []
        self._simple = shown.as_it_stands and not shown.has_styles

    def read(self, element: Element, font: str | None, depth: int) -> None:
        self._element(element, font, depth)
        self._end_line()
        self._write_lines()

    def _element(self, element: Element, font: str | None, depth: int) -> None:
        kind = KINDS.get(local(element), _INLINE)
        if kind == _NOT_SHOWN or depth > _DEEPEST:
            return
        if self._shown.has_styles:
            if HIDDEN.search(element.get("style") or ""):
                return
            font = font_of(element) or font if self._shown.has_fonts else None
        if kind == _TABLE and next(element.iterancestors("table"), None) is None:
            self._end_line()
            self._write_lines()
            self._composer.table(read_grid(element, partial(self._cell, font=font, depth=depth)))
            return
        if kind == _BLOCK:
            self._end_line()
        self._add(element.text, font)
        if kind == _BREAK:
            self._end_line()
        simple = self._simple and depth < _DEEPEST
        for inner in element:
            if simple and inner.tag in _PLAIN and not len(inner):
                if text := inner.text:
                    self._words.append(text)
            else:
                self._element(inner, font, depth + 1)
            self._add(inner.tail, font)
        if kind == _BLOCK:
            self._end_line()

    def _add(self, text: str | None, font: str | None) -> None:
        if text:
            self._words.append(text if self._shown.as_it_stands else self._shown.words(text, font))

    def _end_line(self) -> None:
        if self._words:
            line = one_line("".join(self._words))
            self._words.clear()
            if line:
                self._lines.append(line)

    def _write_lines(self) -> None:
        if self._lines:
            self._composer.line("\n".join(self._lines))
            self._lines.clear()

    def _cell(self, cell: Element, *, font: str | None, depth: int) -> str:
        if not len(cell) and not self._shown.has_styles and depth + 3 <= _DEEPEST:
            return one_line(self._shown.words(cell.text, font))
        inside = Composer()
        Walk(inside, self._shown).read(cell, font, depth + 3)
        return inside.text().strip()


def read_grid(table: Element, cell_text: Callable[[Element], str]) -> Grid:
    """Cells over several rows are carried down; see `Grid`."""
    grid = Grid()
    carried: dict[int, tuple[int, str]] = {}
    count = 0
    nested = sum(1 for _ in table.iter("table")) > 1
    for row in table.iter("tr"):
        if nested and next(row.iterancestors("table"), None) is not table:
            continue
        shown: list[str] = []
        holds: list[str] = []
        for cell in row.iterchildren("td", "th"):
            if carried:
                _carry(carried, shown, holds)
            text = cell_text(cell)
            span, down = _spans(cell)
            for offset in range(span):
                if down > 1:
                    carried[len(shown)] = (down - 1, "" if offset else text)
                shown.append("" if offset else text)
                holds.append("" if offset else text)
        _carry(carried, shown, holds)
        count += len(shown)
        if count > LIMITS.cells:
            raise Unfit("too_long", limit=f"{LIMITS.cells:,} ô".replace(",", "."))
        if shown:
            grid.shown.append(shown)
            grid.rows.append(holds)
    return grid


def one_line(text: str) -> str:
    """Any white space as one space, and none at the ends."""
    if "  " not in text and text.isprintable():
        return text.strip(" ")
    return " ".join(text.split())


def _carry(carried: dict[int, tuple[int, str]], shown: list[str], holds: list[str]) -> None:
    """Fills the columns that a cell of an earlier row still covers."""
    while (at := len(shown)) in carried:
        left, text = carried.pop(at)
        shown.append("")
        holds.append(text)
        if left > 1:
            carried[at] = (left - 1, text)


def _spans(cell: Element) -> tuple[int, int]:
    if not cell.keys():
        return 1, 1
    return _span(cell, "colspan"), _span(cell, "rowspan")


def _span(cell: Element, name: str) -> int:
    return min(max(number(cell.get(name)) or 1, 1), _LARGEST_SPAN)


def font_of(element: Element) -> str | None:
    """The font that the element itself names."""
    if local(element) == "font" and element.get("face"):
        return str(element.get("face")).split(",")[0].strip(" '\"")
    named = _FONT.search(element.get("style") or "")
    return named.group(1).strip() if named else None
