"""Automatic numbers of a DOC ([MS-DOC] 2.4.6.3, 2.9.147 LSTF, 2.9.150 LVL, 2.9.131 LFO). A damaged list numbers nothing."""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from struct import unpack_from

from dutdiem.reading.files.docx.numbering import letters, roman
from dutdiem.reading.files.word97.pieces import WordFile

_LISTS_AT, _INSTANCES_AT = 0x02E2, 0x02EA
_LIST_BYTES, _INSTANCE_BYTES, _LEVEL_BYTES = 28, 16, 28
_LEVELS = 9
_SIMPLE = 0x01
_LEGAL = 0x04
_MOST_LISTS = 2_000
_BULLET, _NONE = 23, 255
_SHOWN: dict[int, Callable[[int], str]] = {
    0: str,
    1: roman,
    2: lambda count: roman(count).lower(),
    3: lambda count: letters(count).upper(),
    4: letters,
    22: lambda count: f"{count:02}",
    _NONE: lambda _: "",
}


@dataclass(frozen=True, slots=True)
class Level:
    """`text` holds the numbers of levels as characters 0 to 8; `follow` 2 puts nothing after the label."""

    start: int
    form: int
    legal: bool
    follow: int
    text: str


class Lists:
    """The lists and their running counts; `label` is to be called once for each numbered paragraph, in order."""

    def __init__(self, file: WordFile) -> None:
        try:
            self._levels = dict(_lists(file))
            self._instances = list(_instances(file))
        except (struct.error, IndexError):
            self._levels, self._instances = {}, []
        self._counts: dict[int, dict[int, int]] = {}

    def label(self, instance: int, depth: int) -> str:
        """`instance` counts from one; zero is no list."""
        if not 1 <= instance <= len(self._instances):
            return ""
        list_id = self._instances[instance - 1]
        levels = self._levels.get(list_id, ())
        if depth >= len(levels):
            return ""
        level = levels[depth]
        counts = self._counts.setdefault(list_id, {})
        counts[depth] = counts[depth] + 1 if depth in counts else level.start
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        return self._shown(levels, level, counts)

    def _shown(self, levels: tuple[Level, ...], level: Level, counts: dict[int, int]) -> str:
        if level.form == _BULLET:
            return "- "
        shown = ""
        for character in level.text:
            at = ord(character)
            if at >= _LEVELS:
                shown += character
            elif at < len(levels):
                count = counts.get(at, levels[at].start)
                shown += str(count) if level.legal else _SHOWN.get(levels[at].form, str)(count)
        return shown + ("" if level.follow == 2 else " ") if shown.strip() else ""


def _lists(file: WordFile) -> Iterator[tuple[int, tuple[Level, ...]]]:
    """Each list's id with its levels, which stand behind the table of lists one after another."""
    start, size = unpack_from("<II", file.main, _LISTS_AT)
    if not size:
        return
    table = file.table
    count = min(unpack_from("<H", table, start)[0], _MOST_LISTS)
    at = start + 2 + count * _LIST_BYTES
    for number in range(count):
        entry = start + 2 + number * _LIST_BYTES
        list_id, simple = unpack_from("<i", table, entry)[0], table[entry + 26] & _SIMPLE
        levels = []
        for _ in range(1 if simple else _LEVELS):
            level, at = _level(table, at)
            levels.append(level)
        yield list_id, tuple(levels)


def _level(table: bytes, at: int) -> tuple[Level, int]:
    start, form, flags = unpack_from("<iBB", table, at)
    follow, character_changes, paragraph_changes = table[at + 15], table[at + 24], table[at + 25]
    at += _LEVEL_BYTES + character_changes + paragraph_changes
    length = unpack_from("<H", table, at)[0]
    text = table[at + 2 : at + 2 + 2 * length].decode("utf-16-le", errors="replace")
    return Level(start, form, bool(flags & _LEGAL), follow, text), at + 2 + 2 * length


def _instances(file: WordFile) -> Iterator[int]:
    data = file.listed(_INSTANCES_AT)
    count = min(unpack_from("<I", data, 0)[0], _MOST_LISTS) if data else 0
    for number in range(count):
        yield unpack_from("<i", data, 4 + number * _INSTANCE_BYTES)[0]
