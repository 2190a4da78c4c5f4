"""Which cells are shown in percent (ECMA-376 part 1, 18.8.30): python-calamine gives the number alone, 0.125 for "12,5%"."""

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress

from dutdiem.reading.files.elements import Element, attribute, child, children, number
from dutdiem.reading.files.package import Package
from dutdiem.reading.files.refusing import Unfit
from dutdiem.reading.files.relations import main_part, relations_of

_BUILT_IN = {9: "0%", 10: "0.00%"}
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_PLACES = re.compile(r"\.([0#?]+)")
_FEWEST_PLACES = 2  # what a cell holds counts, and a share that was typed has seldom more
_MOST_PLACES = 10
_ADDRESS = re.compile(rb"""\sr\s*=\s*["']([A-Z]{1,3})(\d{1,7})["']""")

Places = dict[int, list[tuple[int, int]]]
"""By row, from zero: each cell's column and its decimal places."""


class Percents:
    """The cells of each sheet whose format is one of percent."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._formats: dict[int, int] = {}
        self._parts: dict[str, str] = {}
        with suppress(Unfit):  # whatever of this is damaged, the numbers themselves can be read
            self._look(package)

    def _look(self, package: Package) -> None:
        book = main_part(package) or ""
        relations = relations_of(package, book)
        styles = next((relation.target for relation in relations if relation.kind == "styles"), None)
        if styles is None:
            return
        self._formats = dict(_formats(package.xml(styles)))
        if self._formats:
            targets = {relation.id: relation.target for relation in relations}
            sheets = child(package.xml(book), "sheets")
            for sheet in () if sheets is None else children(sheets, "sheet"):
                if part := targets.get(attribute(sheet, "id") or ""):
                    self._parts[attribute(sheet, "name") or ""] = part

    def of(self, sheet: str) -> Places:
        """Cells that do not say where they stand are left out."""
        found: Places = defaultdict(list)
        part = self._parts.get(sheet)
        if part is None:
            return found
        styles = b"|".join(b"%d" % style for style in self._formats)
        cells = re.compile(rb"""<(?:[\w.-]+:)?c\s[^<>]*?\bs\s*=\s*["'](%s)["'][^<>]*>""" % styles)
        for cell in cells.finditer(self._package.read(part)):
            if address := _ADDRESS.search(cell.group()):
                found[int(address[2]) - 1].append((_column(address[1]), self._formats[int(cell[1])]))
        return found


def _formats(styles: Element) -> Iterator[tuple[int, int]]:
    """The numbers of the cell formats that show percent, with their decimal places."""
    codes = _BUILT_IN | {at: attribute(form, "formatCode") or "" for at, form in _numbered(child(styles, "numFmts"), "numFmt")}
    for at, (form, _) in enumerate(_numbered(child(styles, "cellXfs"), "xf")):
        code = _QUOTED.sub("", codes.get(form, "") if form >= 0 else "").partition(";")[0]
        if "%" in code:
            places = _PLACES.search(code)
            yield at, min(max(len(places[1]) if places else 0, _FEWEST_PLACES), _MOST_PLACES)


def _numbered(listed: Element | None, name: str) -> Iterator[tuple[int, Element]]:
    """The elements of a list with the numbers of their formats."""
    for element in () if listed is None else children(listed, name):
        found = number(attribute(element, "numFmtId"))
        yield -1 if found is None else found, element


def _column(letters: bytes) -> int:
    found = 0
    for letter in letters:
        found = found * 26 + letter - 64
    return found - 1
