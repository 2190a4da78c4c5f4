"""A ZIP package (DOCX, XLSX) opened with its sizes and names checked before anything is unpacked.

Refused: more entries or bytes than `LIMITS` allows, two entries of one name, entries that share bytes ("overlap bombs"),
names that lead out of the package, links, encrypted entries, unusual compressions, and bytes before or after the archive
(a file that is two things at once).
"""

from collections.abc import Iterable
from io import BytesIO
from posixpath import normpath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from dutdiem.reading.files.limits import LIMITS, MEGABYTE
from dutdiem.reading.files.refusing import Unfit

_END_RECORD = b"PK\x05\x06"
_END_RECORD_BYTES = 22
_LOCAL_HEADER_BYTES = 30
_ENCRYPTED = 0x1
_LINK = 0o120000
_KIND = 0o170000


def xml_parser() -> etree.XMLParser:
    """Entities stay unexpanded, no DTD is loaded, nothing is fetched, depth and size keep libxml2's limits."""
    return etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, dtd_validation=False, huge_tree=False, remove_pis=True
    )


class Package:
    """The entries of one package by name; every read is bounded."""

    def __init__(self, data: bytes) -> None:
        _check_ends(data)
        try:
            self._zip = ZipFile(BytesIO(data))
        except (BadZipFile, ValueError, OverflowError, NotImplementedError, UnicodeDecodeError, OSError):
            raise Unfit("damaged", detail="mục lục tệp nén sai") from None
        entries = self._zip.infolist()
        _check_entries(entries)
        _check_layout(entries, len(data))
        self._entries = {entry.filename.lstrip("/"): entry for entry in entries if not entry.is_dir()}

    def names(self) -> Iterable[str]:
        return self._entries.keys()

    def size(self, name: str) -> int:
        return self._entries[name].file_size

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def read(self, name: str) -> bytes:
        """The bytes of an entry, never more than it declared. Raises `Unfit` where it is damaged."""
        try:
            entry = self._entries[name]
            with self._zip.open(entry) as stream:
                return stream.read(entry.file_size + 1)
        except (KeyError, BadZipFile, ValueError, EOFError, NotImplementedError, RuntimeError, OSError):
            raise Unfit("damaged", detail="không giải nén được một thành phần") from None
        except Exception as error:  # zlib.error and its kin, which are not subclasses of anything narrower
            if isinstance(error, MemoryError):
                raise
            raise Unfit("damaged", detail="không giải nén được một thành phần") from None

    def xml(self, name: str) -> "etree._Element":
        """The root of an XML entry; a document type declaration is refused, for it only serves attacks here."""
        data = self.read(name)
        try:
            root = etree.fromstring(data, xml_parser())
        except (etree.XMLSyntaxError, ValueError):
            raise Unfit("damaged", detail="một thành phần XML sai cú pháp") from None
        if getattr(root.getroottree().docinfo, "doctype", ""):
            raise Unfit("hostile", detail="khai báo DTD trong XML")
        return root


def _check_ends(data: bytes) -> None:
    """The archive must begin at the first byte and end at the last."""
    if not data.startswith(b"PK\x03\x04"):
        raise Unfit("damaged", detail="không phải tệp nén hợp lệ")
    end = data.rfind(_END_RECORD)
    if end < 0 or end + _END_RECORD_BYTES > len(data):
        raise Unfit("damaged", detail="tệp nén bị cắt cụt")
    comment = int.from_bytes(data[end + 20 : end + 22], "little")
    if end + _END_RECORD_BYTES + comment != len(data):
        raise Unfit("hostile", detail="có dữ liệu thừa sau tệp nén")


def _check_entries(entries: list[ZipInfo]) -> None:
    if len(entries) > LIMITS.zip_entries:
        raise Unfit("unpacks_too_large", detail=f"quá {LIMITS.zip_entries} thành phần")
    if sum(entry.file_size for entry in entries) > LIMITS.unpacked_bytes:
        raise Unfit("unpacks_too_large", detail=f"quá {LIMITS.unpacked_bytes // MEGABYTE} MB")
    names = [entry.filename.casefold() for entry in entries]
    if len(set(names)) != len(names):
        raise Unfit("hostile", detail="hai thành phần trùng tên")
    for entry in entries:
        _check_entry(entry)


def _check_entry(entry: ZipInfo) -> None:
    name = entry.filename.replace("\\", "/")
    if normpath(name.lstrip("/")).startswith("..") or ":" in name or "\x00" in entry.orig_filename:
        raise Unfit("hostile", detail="tên thành phần dẫn ra ngoài tệp")
    if entry.flag_bits & _ENCRYPTED:
        raise Unfit("encrypted")
    if (entry.external_attr >> 16) & _KIND == _LINK:
        raise Unfit("hostile", detail="có liên kết tệp bên trong")
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise Unfit("hostile", detail="kiểu nén lạ")
    too_dense = entry.file_size > LIMITS.ratio * max(1, entry.compress_size) and entry.file_size > MEGABYTE
    if entry.file_size > LIMITS.part_bytes or too_dense:
        raise Unfit("unpacks_too_large", detail="một thành phần quá lớn so với phần nén")


def _check_layout(entries: list[ZipInfo], size: int) -> None:
    """Entries lie one after another: none begins before the one before it ends."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end or entry.header_offset + entry.compress_size > size:
            raise Unfit("hostile", detail="các thành phần chồng lên nhau")
        end = entry.header_offset + _LOCAL_HEADER_BYTES + entry.compress_size
    if entries and min(entry.header_offset for entry in entries) != 0:
        raise Unfit("hostile", detail="có dữ liệu thừa trước tệp nén")
