"""JPEG and PNG pictures with what is not the picture taken out: where and when it was taken, by what, thumbnails, comments, and
whatever stands behind its end. The picture itself stays bit for bit; only how it is turned is kept besides (JPEG).

Nothing is decoded here: JPEG (ITU-T T.81, annex B) and PNG (ISO/IEC 15948) are walked along their segments and chunks.
"""

import re
import zlib
from collections.abc import Iterator
from typing import Literal

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
ENDINGS = {"jpg": JPEG, "jpeg": JPEG, "png": PNG}
_CHUNKS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs"}
_TABLES = {0xDB, 0xC4, 0xDD, 0xDA, *range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)}
_START, _END, _SCAN, _EXIF = 0xD8, 0xD9, 0xDA, b"Exif\0\0"
_AFTER_SCAN = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
_ORIENTATION = 0x0112


def is_picture(name: str) -> bool:
    """Whether a file is called as a picture that is taken."""
    return name.rpartition(".")[2].casefold() in ENDINGS


def plain_picture(name: str, data: bytes) -> bytes:
    """The picture alone. ValueError where it is not whole, or not what its name says."""
    mark = ENDINGS[name.rpartition(".")[2].casefold()]
    if not data.startswith(mark):
        raise ValueError("not what its name says")
    return b"".join(_png(data) if mark is PNG else _jpeg(data))


def _png(data: bytes) -> Iterator[bytes]:
    at, kinds = len(PNG), list[bytes]()
    yield PNG
    while not kinds or kinds[-1] != b"IEND":
        length = int.from_bytes(data[at : at + 4], "big")
        chunk = data[at : at + 12 + length]
        if len(chunk) != 12 + length or zlib.crc32(chunk[4:-4]) != int.from_bytes(chunk[-4:], "big"):
            raise ValueError("a chunk is damaged")
        kinds.append(chunk[4:8])
        if kinds[-1] in _CHUNKS:
            yield chunk
        at += len(chunk)
    if kinds[0] != b"IHDR" or b"IDAT" not in kinds:
        raise ValueError("no picture")


def _jpeg(data: bytes) -> Iterator[bytes]:
    at, frames = 2, 0
    yield data[:2]
    while True:
        marker, at = _marker(data, at)
        if marker == _END:
            break
        length = int.from_bytes(data[at : at + 2], "big")
        segment = data[at : at + length]
        if length < 2 or len(segment) != length:
            raise ValueError("a segment is cut short")
        at += length
        if marker == _SCAN:
            after = _AFTER_SCAN.search(data, at)
            if after is None:
                raise ValueError("the scan has no end")
            segment, at = segment + data[at : after.start()], after.start()
            frames += 1
        yield from _kept(marker, segment)
    if not frames:
        raise ValueError("no picture")
    yield b"\xff\xd9"


def _marker(data: bytes, at: int) -> tuple[int, int]:
    """The next marker, which may have fill bytes before it, and the place after it."""
    if data[at : at + 1] != b"\xff":
        raise ValueError("no marker")
    while data[at : at + 1] == b"\xff":
        at += 1
    if at >= len(data) or data[at] in (0x00, _START):
        raise ValueError("no marker")
    return data[at], at + 1


def _kept(marker: int, segment: bytes) -> Iterator[bytes]:
    told = segment[2:]
    if marker in _TABLES or (marker == 0xE0 and told.startswith(b"JFIF\0")) or (marker == 0xEE and told.startswith(b"Adobe")):
        yield bytes([0xFF, marker]) + segment
    elif marker == 0xE1 and told.startswith(_EXIF) and 2 <= (turned := _orientation(told[6:])) <= 8:
        yield b"\xff\xe1" + _turned(turned)


def _orientation(tiff: bytes) -> int:
    """How the camera was held (EXIF 2.3, tag 0112), 0 where it does not say."""
    if tiff[:2] not in (b"II", b"MM"):
        return 0
    order: Literal["little", "big"] = "little" if tiff[:2] == b"II" else "big"

    def number(at: int, size: int) -> int:
        return int.from_bytes(tiff[at : at + size], order)

    first = number(4, 4)
    entries = (first + 2 + 12 * place for place in range(min(number(first, 2), 200)))
    return next((number(at + 8, 2) for at in entries if number(at, 2) == _ORIENTATION), 0)


def _turned(orientation: int) -> bytes:
    """A segment that says nothing but that."""
    entry = b"\x01\x12\x00\x03\x00\x00\x00\x01\x00" + bytes([orientation]) + b"\x00\x00"
    told = _EXIF + b"MM\x00\x2a\x00\x00\x00\x08" + b"\x00\x01" + entry + b"\x00\x00\x00\x00"
    return (len(told) + 2).to_bytes(2, "big") + told
