"""Streams of an OLE compound file ([MS-CFB]): old DOC, encrypted Office files, embedded objects."""

from collections.abc import Iterator
from struct import unpack, unpack_from

from dutdiem.reading.files.refusing import Unfit

SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
_HEADER_BYTES = 512
_ENTRY_BYTES = 128
_LAST_REGULAR = 0xFFFFFFFA
_STREAM, _ROOT = 2, 5
_MOST_ENTRIES = 5_000


class CompoundFile:
    """The streams of a compound file by name. Chains are bounded by the number of sectors, so loops end."""

    def __init__(self, data: bytes) -> None:
        if len(data) < _HEADER_BYTES or not data.startswith(SIGNATURE):
            raise Unfit("damaged", detail="không phải tệp OLE hợp lệ")
        shift, mini_shift = unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise Unfit("damaged", detail="tệp OLE sai cấu trúc")
        self._data = data
        self._sector = 1 << shift
        self._mini = 1 << mini_shift
        directory, _, self._cutoff, mini_fat = unpack_from("<IIII", data, 48)
        self._fat = self._read_fat()
        self._mini_fat = _numbers(self._chain(mini_fat))
        self._entries: dict[str, tuple[int, int]] = {}
        self._listed: list[tuple[str, int, int]] = []
        self._mini_stream = b""
        self._read_directory(self._chain(directory))

    def names(self) -> list[str]:
        return list(self._entries)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def read(self, name: str) -> bytes:
        """The bytes of a stream. Raises `Unfit` where it is missing or cut off."""
        if name not in self._entries:
            raise Unfit("damaged", detail="tệp OLE thiếu thành phần")
        return self._read(*self._entries[name])

    def streams(self) -> Iterator[tuple[str, bytes]]:
        """Every stream, those too that have a name in common, as those of several embedded objects do."""
        for name, start, size in self._listed:
            yield name, self._read(start, size)

    def _read(self, start: int, size: int) -> bytes:
        data = self._small(start, size) if size < self._cutoff else self._chain(start)[:size]
        if len(data) < size:
            raise Unfit("damaged", detail="tệp OLE bị cắt cụt")
        return data

    def _at(self, sector: int) -> bytes:
        offset = (sector + 1) * self._sector
        return self._data[offset : offset + self._sector]

    def _read_fat(self) -> tuple[int, ...]:
        listed = list(unpack_from("<109I", self._data, 76))
        next_list, count = unpack_from("<II", self._data, 68)
        most = len(self._data) // self._sector + 1
        for _ in range(min(count, most)):
            if next_list >= _LAST_REGULAR:
                break
            numbers = _numbers(self._at(next_list))
            if not numbers:
                break
            listed += numbers[:-1]
            next_list = numbers[-1]
        sectors = [sector for sector in listed if sector < most][:most]
        return _numbers(b"".join(map(self._at, sectors)))

    def _chain(self, sector: int) -> bytes:
        """The sectors of a chain; those that lie one behind another are taken in one piece."""
        pieces: list[bytes] = []
        fat, count = self._fat, len(self._fat)
        seen: set[int] = set()
        while sector < count and sector not in seen:
            first = last = sector
            seen.add(sector)
            while (sector := fat[last]) == last + 1 and sector < count and sector not in seen:
                last = sector
                seen.add(sector)
            pieces.append(self._data[(first + 1) * self._sector : (last + 2) * self._sector])
        return b"".join(pieces)

    def _small(self, sector: int, size: int) -> bytes:
        pieces: list[bytes] = []
        seen: set[int] = set()
        while sector < len(self._mini_fat) and sector not in seen and len(pieces) * self._mini < size:
            seen.add(sector)
            pieces.append(self._mini_stream[sector * self._mini : (sector + 1) * self._mini])
            sector = self._mini_fat[sector]
        return b"".join(pieces)[:size]

    def _read_directory(self, directory: bytes) -> None:
        for at in range(0, min(len(directory), _MOST_ENTRIES * _ENTRY_BYTES) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
            entry = directory[at : at + _ENTRY_BYTES]
            length, kind = unpack_from("<HB", entry, 64)
            start, size = unpack_from("<II", entry, 116)
            if kind == _ROOT:
                self._mini_stream = self._chain(start)[:size]
            elif kind == _STREAM and 2 <= length <= 64:
                name = entry[: length - 2].decode("utf-16-le", errors="replace")
                self._entries.setdefault(name, (start, size))
                self._listed.append((name, start, size))


def _numbers(data: bytes) -> tuple[int, ...]:
    whole = len(data) // 4
    return unpack(f"<{whole}I", data[: whole * 4])
