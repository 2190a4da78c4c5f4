"""Which paragraphs lie in tables and which end a row ([MS-DOC] 2.4.6.1, 2.6.2, 2.9.175)."""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from struct import unpack_from

from dutdiem.reading.files.word97.pieces import WordFile

_PAGES_AT = 0x0102  # fcPlcfBtePapx
_PAGE = 512
_SLOT = 13
_IN_TABLE, _ROW_END = 0x2416, 0x2417
_INNER_CELL, _INNER_ROW_END = 0x244B, 0x244C
_LIST, _LEVEL = 0x460B, 0x260A
_ELSEWHERE = (0x6646, 0x646B)  # the changes stand in the data stream
_LONG_OPERANDS = {0xD608: 2, 0xC615: 1}
_OPERAND_BYTES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}


@dataclass(frozen=True, slots=True)
class Kind:
    """What the tables of the document make of a paragraph."""

    in_table: bool = False
    row_end: bool = False
    list: int = 0  # from one; zero is no list
    level: int = 0


_FACTS = {_IN_TABLE: "in_table", _ROW_END: "row_end", _INNER_ROW_END: "row_end", _LIST: "list", _LEVEL: "level"}
_OUTSIDE = Kind()


class Paragraphs:
    """Looks paragraphs up by the file offset of any of their characters. Damaged pages tell nothing."""

    def __init__(self, file: WordFile) -> None:
        runs = sorted(_runs(file), key=lambda run: run[0])
        self._starts = [start for start, _, _ in runs]
        self._runs = runs

    def at(self, offset: int) -> Kind:
        place = bisect_right(self._starts, offset) - 1
        if place < 0:
            return _OUTSIDE
        _, end, kind = self._runs[place]
        return kind if offset < end else _OUTSIDE


def _runs(file: WordFile) -> Iterator[tuple[int, int, Kind]]:
    plc = file.listed(_PAGES_AT)
    count = max(0, (len(plc) - 4) // 8)
    pages = unpack_from(f"<{count}I", plc, 4 * (count + 1)) if count else ()
    kinds = _Kinds(file.data)
    for page in dict.fromkeys(pages):
        data = file.main[page * _PAGE : (page + 1) * _PAGE]
        if len(data) == _PAGE:
            yield from _page_runs(data, kinds)


class _Kinds(dict[bytes, Kind]):
    """The kinds by the changes that make them, which most paragraphs have in common; `far` is the data stream."""

    def __init__(self, far: bytes) -> None:
        super().__init__()
        self._far = far

    def __missing__(self, properties: bytes) -> Kind:
        found = self[properties] = _kind(properties, self._far)
        return found


def _page_runs(page: bytes, kinds: _Kinds) -> Iterator[tuple[int, int, Kind]]:
    count = page[-1]
    if 4 * (count + 1) + _SLOT * count > _PAGE:
        return
    bounds = unpack_from(f"<{count + 1}I", page, 0)
    for number in range(count):
        at = page[4 * (count + 1) + _SLOT * number] * 2
        yield bounds[number], bounds[number + 1], kinds[_properties(page, at) if at else b""]


def _properties(page: bytes, at: int) -> bytes:
    """The list of property changes, after the number of the style."""
    size = 2 * page[at] - 1 if page[at] else 2 * page[min(at + 1, _PAGE - 1)]
    start = at + 1 if page[at] else at + 2
    return page[start + 2 : start + size]


def _kind(properties: bytes, far: bytes) -> Kind:
    found = {"in_table": 0, "row_end": 0, "list": 0, "level": 0}
    try:
        for operation, operand in _all_operations(properties, far):
            if operation in _FACTS:
                found[_FACTS[operation]] = int.from_bytes(operand, "little")
    except (struct.error, IndexError):
        pass
    return Kind(found["in_table"] != 0, found["row_end"] != 0, found["list"], found["level"])


def _all_operations(properties: bytes, far: bytes) -> Iterator[tuple[int, bytes]]:
    """The changes, and those that were too many for their page and stand in the data stream."""
    for operation, operand in _operations(properties):
        if operation in _ELSEWHERE:
            start = unpack_from("<I", operand)[0]
            size = unpack_from("<H", far, start)[0]
            yield from _operations(far[start + 2 : start + 2 + size])
        else:
            yield operation, operand


def _operations(properties: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 2 < len(properties):
        operation = unpack_from("<H", properties, at)[0]
        at += 2
        size = _OPERAND_BYTES.get(operation >> 13)
        if size is None:
            head = _LONG_OPERANDS.get(operation, 1)
            size = head + int.from_bytes(properties[at : at + head], "little") - (head - 1)
        yield operation, properties[at : at + size]
        at += size
