"""The characters of a DOC and where in the file each stands ([MS-DOC] 2.4.1, 2.8.35)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from struct import unpack_from

from dutdiem.reading.files.compound import CompoundFile
from dutdiem.reading.files.refusing import Unfit

_MAGIC = 0xA5EC
_OLDEST = 0x00C1  # Word 97
_ENCRYPTED, _OTHER_TABLE = 0x0100, 0x0200
_STORIES_AT = 0x4C  # ccpText and the seven counts after it
_CLX_AT = 0x01A2
_NARROW = 0x40000000


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters from `start` (counted over all stories), which stand at the file offset `offset`, `width` bytes each."""

    start: int
    text: str
    offset: int
    width: int


@dataclass(frozen=True, slots=True)
class WordFile:
    """The main stream, its table stream, and the pieces of text."""

    main: bytes
    table: bytes
    data: bytes
    pieces: tuple[Piece, ...]
    lengths: tuple[int, ...]  # of the eight stories

    def listed(self, at: int) -> bytes:
        """The structure whose place in the table stream the file information block gives at the offset `at`."""
        if len(self.main) < at + 8:
            return b""
        start, size = unpack_from("<II", self.main, at)
        return self.table[start : start + size]


def word_file(compound: CompoundFile) -> WordFile:
    """Raises `Unfit` where the file is encrypted, too old or damaged."""
    main = compound.read("WordDocument")
    if len(main) < _CLX_AT + 8:
        raise Unfit("damaged", detail="phần đầu tệp DOC bị cắt cụt")
    magic, version = unpack_from("<HH", main, 0)
    flags = unpack_from("<H", main, 10)[0]
    if flags & _ENCRYPTED:
        raise Unfit("encrypted")
    if magic != _MAGIC or version < _OLDEST:
        raise Unfit("wrong_kind", found="tệp Word cũ hơn Word 97")
    table = compound.read("1Table" if flags & _OTHER_TABLE else "0Table")
    start, size = unpack_from("<II", main, _CLX_AT)
    try:
        pieces = tuple(_pieces(main, table[start : start + size]))
    except struct.error:
        raise Unfit("damaged", detail="tệp DOC mất bảng vị trí chữ") from None
    data = compound.read("Data") if "Data" in compound else b""
    return WordFile(main, table, data, pieces, unpack_from("<8i", main, _STORIES_AT))


def _pieces(main: bytes, clx: bytes) -> Iterator[Piece]:
    at = 0
    while at < len(clx) and clx[at] == 1:
        at += 3 + unpack_from("<H", clx, at + 1)[0]
    if clx[at : at + 1] != b"\x02":
        raise Unfit("damaged", detail="tệp DOC mất bảng vị trí chữ")
    size = unpack_from("<I", clx, at + 1)[0]
    plc = clx[at + 5 : at + 5 + size]
    count = (len(plc) - 4) // 12
    ends = unpack_from(f"<{count + 1}I", plc, 0)
    budget = len(main)
    for number in range(count):
        length = ends[number + 1] - ends[number]
        where = unpack_from("<I", plc, 4 * (count + 1) + 8 * number + 2)[0]
        width = 1 if where & _NARROW else 2
        offset = (where & ~_NARROW) // 2 if width == 1 else where
        budget -= length * width
        if length < 0 or offset + length * width > len(main) or budget < 0:
            raise Unfit("damaged", detail="bảng vị trí chữ của tệp DOC sai")
        raw = main[offset : offset + length * width]
        yield Piece(ends[number], _decoded(raw, width), offset, width)


def _decoded(raw: bytes, width: int) -> str:
    """One character for each unit, so that positions stay true: halves of pairs stay halves here."""
    if width == 1:
        return raw.decode("cp1252", errors="replace")
    text = raw.decode("utf-16-le", errors="ignore")
    if len(text) * 2 == len(raw):
        return text
    return "".join(map(chr, unpack_from(f"<{len(raw) // 2}H", raw)))
