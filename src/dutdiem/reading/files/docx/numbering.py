"""Automatic numbers: "1.", "a)", "II.", "1.2.3" as Word shows them (ECMA-376 part 1, 17.9)."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from dutdiem.reading.files.elements import Element, attribute, child, children, is_on, number, value

_PLACE = re.compile(r"%(\d)")
_LEVELS = 9
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def roman(count: int) -> str:
    letters = ""
    for step, letter in _ROMAN:
        letters += letter * (min(count, 3999) // step)
        count = min(count, 3999) % step
    return letters


def letters(count: int) -> str:
    """a, b, … z, aa, bb, … as Word counts."""
    return chr(ord("a") + (count - 1) % 26) * (1 + (count - 1) // 26) if 0 < count < 260 else str(count)


_SHOWN: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda count: f"{count:02}",
    "upperRoman": roman,
    "lowerRoman": lambda count: roman(count).lower(),
    "upperLetter": lambda count: letters(count).upper(),
    "lowerLetter": letters,
    "none": lambda _: "",
}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, how a number looks, the text around it."""

    start: int
    form: str
    text: str
    legal: bool
    joined: str
    restart: int | None  # begins anew after this level (from one) and those above it; 0 never; None after any above

    def show(self, count: int) -> str:
        return _SHOWN.get(self.form, str)(count)


@dataclass(frozen=True, slots=True)
class _List:
    """One list: what it counts with (lists of the same kind count on together), its levels, where they are begun anew."""

    counted_by: str
    levels: dict[int, Level | None]
    restarts: dict[int, int]


class Numbering:
    """The numbering part and its running counts. `label` is to be called once per numbered paragraph, in order."""

    def __init__(self, root: Element | None) -> None:
        self._abstract = _by_id(root, "abstractNum", "abstractNumId")
        self._instances = _by_id(root, "num", "numId")
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()

    def label(self, list_id: str | None, level_text: str | None) -> str:
        """The label with the space after it, or an empty string for a paragraph without one."""
        found = self._list(list_id or "")
        depth = number(level_text) or 0
        level = found.levels.get(depth) if found else None
        if found is None or level is None:
            return ""
        counts = self._counts.setdefault(found.counted_by, {})
        self._advance(found, list_id or "", depth, level, counts)
        return _shown(found, depth, level, counts)

    def _advance(self, found: _List, list_id: str, depth: int, level: Level, counts: dict[int, int]) -> None:
        """Counts one on; deeper levels begin anew; an override of the start holds once per list."""
        restart = found.restarts.get(depth)
        if restart is not None and (list_id, depth) not in self._started:
            counts[depth] = restart
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        self._started.add((list_id, depth))
        for deeper in [other for other in counts if other > depth]:
            if _begins_anew(found.levels[deeper], depth):
                del counts[deeper]

    def _list(self, list_id: str) -> _List | None:
        if list_id not in self._lists:
            instance = self._instances.get(list_id)
            if instance is None:
                return None
            self._lists[list_id] = self._made(instance)
        return self._lists[list_id]

    def _made(self, instance: Element) -> _List:
        abstract_id = value(instance, "abstractNumId") or ""
        depths = range(_LEVELS)
        restarts = {depth: number(value(_override(instance, depth), "startOverride")) for depth in depths}
        return _List(
            abstract_id,
            {depth: self._level(instance, abstract_id, depth) for depth in depths},
            {depth: restart for depth, restart in restarts.items() if restart is not None},
        )

    def _level(self, instance: Element, abstract_id: str, depth: int) -> Level | None:
        override = child(_override(instance, depth), "lvl")
        if override is not None:
            return _level_of(override)
        for element in children(self._linked(abstract_id, instance), "lvl"):
            if number(attribute(element, "ilvl")) == depth:
                return _level_of(element)
        return None

    def _linked(self, abstract_id: str, instance: Element) -> Element:
        """The abstract list; one that only names a style of lists stands for the list that defines it."""
        found = self._abstract.get(abstract_id, instance)
        style = value(found, "numStyleLink")
        if style is None:
            return found
        return next((other for other in self._abstract.values() if value(other, "styleLink") == style), found)


def _begins_anew(level: Level | None, depth: int) -> bool:
    return level is None or level.restart is None or depth < level.restart


def _shown(found: _List, depth: int, level: Level, counts: dict[int, int]) -> str:
    if level.form == "bullet":
        return "- "

    def place(match: re.Match[str]) -> str:
        other = int(match.group(1)) - 1
        at = level if other == depth else found.levels.get(other)
        if at is None:
            return ""
        count = counts.get(other, at.start)
        return str(count) if level.legal else at.show(count)

    shown = _PLACE.sub(place, level.text)
    return shown + level.joined if shown.strip() else ""


def _by_id(root: Element | None, name: str, key: str) -> dict[str, Element]:
    return {} if root is None else {attribute(element, key) or "": element for element in children(root, name)}


def _override(instance: Element, depth: int) -> Element | None:
    for element in children(instance, "lvlOverride"):
        if number(attribute(element, "ilvl")) == depth:
            return element
    return None


def _level_of(element: Element) -> Level:
    start = number(value(element, "start"))
    return Level(
        start=1 if start is None else start,
        form=value(element, "numFmt") or "decimal",
        text=value(element, "lvlText") or "",
        legal=is_on(element, "isLgl"),
        joined="" if value(element, "suff") == "nothing" else " ",
        restart=number(value(element, "lvlRestart")),
    )
