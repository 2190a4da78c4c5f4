"""A page made flat before it is walked: most pages can be, and libxml2 does it far faster than Python walks.

What is not shown is taken out, and what does not begin a line of its own goes up into what holds it. Then each piece of text is a
line. `write_flat` leaves alone what it cannot make flat without a doubt: `page` walks any tree.
"""

import re
from collections.abc import Iterable
from operator import attrgetter
from typing import TypeGuard

from lxml.etree import XPath, strip_elements, strip_tags

from dutdiem.reading.files.elements import Element
from dutdiem.reading.files.html.page import HIDDEN, KINDS, UNSEEN, Shown, Walk, one_line, read_grid
from dutdiem.reading.files.parts import Composer

_NAME = re.compile(r"[A-Za-z][\w:.-]*", re.ASCII)
_is_deep = XPath("boolean(" + "/*" * 150 + ")")  # elements; the walk shows 200
_OF_TABLES = ("tr", "td", "th")


def write_flat(root: Element, composer: Composer, shown: Shown) -> bool:
    """Writes the page and tells so; where it cannot, it writes nothing and changes nothing that is shown."""
    names = set(map(attrgetter("tag"), root.iter()))
    if not shown.as_it_stands or not _are_plain(names) or _is_deep(root) or not _are_in_rows(root.iter("td", "th")):
        return False
    styled = root.iter("*") if shown.has_styles else ()
    left_out = [element for element in styled if (style := element.get("style")) and HIDDEN.search(style)]
    left_out += root.iter(*UNSEEN)
    if any(map(_shapes, left_out)) or any(len(line) or line.text for line in root.iter("br")):
        return False
    for element in left_out:
        element.tag = UNSEEN[0]
    strip_elements(root, UNSEEN[0], with_tail=False)
    for table in root.iter("table"):
        if not len(table) and next(table.iterancestors("table"), None) is None:
            table.text = None  # without rows it shows nothing
    strip_tags(root, *(names - KINDS.keys()))
    flat = _Flat(composer, shown)
    flat.read(root)
    flat.end()
    return True


def _are_plain(names: Iterable[object]) -> TypeGuard[Iterable[str]]:
    return all(isinstance(name, str) and _NAME.fullmatch(name) for name in names)


def _are_in_rows(cells: Iterable[Element]) -> bool:
    return all((row := cell.getparent()) is not None and row.tag == "tr" for cell in cells)


def _shapes(element: Element) -> bool:
    """Is it the page, or does it bear rows or cells of a table that begins outside of it?"""
    if element.getparent() is None:
        return True
    return next(element.iterancestors("table"), None) is not None and next(element.iter(*_OF_TABLES), None) is not None


class _Flat:
    """Each text is a line; the lines up to a table are written together."""

    def __init__(self, composer: Composer, shown: Shown) -> None:
        self._composer = composer
        self._shown = shown
        self._lines: list[str] = []

    def read(self, element: Element) -> None:
        add = self._lines.append
        if text := element.text:
            add(text)
        for inner in element:
            if not len(inner):
                if text := inner.text:
                    add(text)
            elif inner.tag == "table":
                self._table(inner)
            else:
                self.read(inner)
            if text := inner.tail:
                add(text)

    def end(self) -> None:
        lines = [one_line(line) for line in self._lines if not line.isspace()]
        self._lines.clear()
        if lines:
            self._composer.line("\n".join(lines))

    def _table(self, table: Element) -> None:
        self.end()
        self._composer.table(read_grid(table, self._cell))

    def _cell(self, cell: Element) -> str:
        """A table within a cell begins no line by itself; the walk knows."""
        if not len(cell):
            return one_line(cell.text or "")
        inside = Composer()
        if next(cell.iter("table"), None) is not None:
            Walk(inside, self._shown).read(cell, None, 0)
        else:
            flat = _Flat(inside, self._shown)
            flat.read(cell)
            flat.end()
        return inside.text().strip()
