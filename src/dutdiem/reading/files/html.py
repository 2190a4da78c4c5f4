"""HTML: the words that a browser would show, in lines; tables kept; scripts, styles and comments dropped, nothing fetched."""

import re

from lxml import etree

from dutdiem.reading.files.decoding import decode
from dutdiem.reading.files.elements import Element, attribute, local, number
from dutdiem.reading.files.hidden import look_behind
from dutdiem.reading.files.legacy import Encoding, by_font, recognised, to_unicode
from dutdiem.reading.files.limits import LIMITS
from dutdiem.reading.files.parts import Composer, Grid, Opened, Part, Role
from dutdiem.reading.files.refusing import Unfit

_UNSEEN = set("script style head template noscript iframe object embed svg math select textarea".split())
_BLOCKS = set(
    "address article aside blockquote body caption center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 "
    "h6 header hr html li main nav ol p pre section td th tr ul".split()
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_FONT = re.compile(r"font-family\s*:\s*['\"]?([^'\";,]+)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_DEEPEST = 200
_LARGEST_SPAN = 63


def open_html(data: bytes) -> Opened:
    text = _text(data)
    root = _parsed(text)
    composer = Composer()
    if root is not None:
        _Page(composer, recognised(" ".join(map(str, root.itertext())))).read(root)
    opened = Opened(composer.text(), tables=composer.tables)
    opened.parts.append(Part(Role.BODY, opened.text))
    look_behind(text, root, opened)
    return opened


def _text(data: bytes) -> str:
    """By the declared character set where it fits, else as any text file."""
    declared = _CHARSET.search(data[:4000])
    name = declared.group(1).decode("ascii").lower() if declared else ""
    if name in ("windows-1258", "cp1258"):
        return data.decode("cp1258", errors="replace")
    return decode(data)


def _parsed(text: str) -> Element | None:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        return etree.fromstring(_CONTROL.sub(" ", text).encode("utf-8", errors="replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


class _Page:
    """Walks the tree; words gather in a line until a block begins or ends."""

    def __init__(self, composer: Composer, encoding: Encoding | None) -> None:
        self._composer = composer
        self._encoding = encoding

    def read(self, element: Element, font: str | None = None, depth: int = 0) -> None:
        words: list[str] = []
        self._walk(element, font, words, depth)
        self._end_line(words)

    def _walk(self, element: Element, font: str | None, words: list[str], depth: int) -> None:
        name = local(element)
        style = element.get("style")
        if not name or name in _UNSEEN or depth > _DEEPEST or (style and _HIDDEN.search(style)):
            return
        if name == "table" and not _is_nested(element):
            self._end_line(words)
            self._composer.table(self._grid(element, font, depth))
            return
        if style or name == "font":
            font = _font(element) or font
        block = name in _BLOCKS
        if block:
            self._end_line(words)
        words.append(self._shown(element.text, font))
        if name == "br":
            self._end_line(words)
        for inner in element:
            self._walk(inner, font, words, depth + 1)
            words.append(self._shown(inner.tail, font))
        if block:
            self._end_line(words)

    def _end_line(self, words: list[str]) -> None:
        line = " ".join("".join(words).split())
        words.clear()
        if line:
            self._composer.line(line)

    def _shown(self, text: str | None, font: str | None) -> str:
        if not text:
            return ""
        shown = by_font(text, font)
        return to_unicode(text, self._encoding) if shown == text and self._encoding else shown

    def _grid(self, table: Element, font: str | None, depth: int) -> Grid:
        """Cells over several rows are carried down; see `Grid`."""
        grid = Grid()
        carried: dict[int, tuple[int, str]] = {}
        count = 0
        for row in (element for element in table.iter() if local(element) == "tr" and _table_of(element) is table):
            shown: list[str] = []
            holds: list[str] = []
            for cell in (element for element in row if local(element) in ("td", "th")):
                _carry(carried, shown, holds)
                text = self._cell(cell, font, depth)
                span, down = _span(cell, "colspan"), _span(cell, "rowspan")
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

    def _cell(self, cell: Element, font: str | None, depth: int) -> str:
        inside = Composer()
        _Page(inside, self._encoding).read(cell, font, depth + 3)
        return inside.text().strip()


def _carry(carried: dict[int, tuple[int, str]], shown: list[str], holds: list[str]) -> None:
    """Fills the columns that a cell of an earlier row still covers."""
    while (at := len(shown)) in carried:
        left, text = carried.pop(at)
        shown.append("")
        holds.append(text)
        if left > 1:
            carried[at] = (left - 1, text)


def _table_of(row: Element) -> Element | None:
    return next((above for above in row.iterancestors() if local(above) == "table"), None)


def _is_nested(table: Element) -> bool:
    return any(local(above) == "table" for above in table.iterancestors())


def _span(cell: Element, name: str) -> int:
    return min(max(number(attribute(cell, name)) or 1, 1), _LARGEST_SPAN)


def _font(element: Element) -> str | None:
    if local(element) == "font" and element.get("face"):
        return str(element.get("face")).split(",")[0].strip(" '\"")
    named = _FONT.search(element.get("style") or "")
    return named.group(1).strip() if named else None
