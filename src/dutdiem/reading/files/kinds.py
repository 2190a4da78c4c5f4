"""What a file is, by its name and by its first bytes: both must agree."""

from enum import StrEnum

from dutdiem.reading.files.compound import SIGNATURE, CompoundFile
from dutdiem.reading.files.refusing import Unfit


class Kind(StrEnum):
    """The kinds of file that are read."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"
    XLSX = "xlsx"
    PDF = "pdf"
    DOC = "doc"


ENDINGS = {
    "txt": Kind.TEXT,
    "text": Kind.TEXT,
    "md": Kind.MARKDOWN,
    "markdown": Kind.MARKDOWN,
    "htm": Kind.HTML,
    "html": Kind.HTML,
    "docx": Kind.DOCX,
    "xlsx": Kind.XLSX,
    "pdf": Kind.PDF,
    "doc": Kind.DOC,
}
_WITH_MACROS = {"docm", "dotm", "xlsm", "xltm", "xlsb", "pptm"}
_PACKAGES = (Kind.DOCX, Kind.XLSX)
_WORDS = (Kind.TEXT, Kind.MARKDOWN, Kind.HTML)
_FOUND = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "tệp nén hoặc tệp Office mới"),
    (b"PK\x05\x06", "tệp nén rỗng"),
    (SIGNATURE, "tệp Office cũ"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "ảnh PNG"),
    (b"\xff\xd8\xff", "ảnh JPEG"),
    (b"GIF8", "ảnh GIF"),
    (b"II*\x00", "ảnh TIFF"),
    (b"MM\x00*", "ảnh TIFF"),
    (b"\x1f\x8b", "tệp nén GZIP"),
    (b"7z\xbc\xaf", "tệp nén 7z"),
    (b"Rar!", "tệp nén RAR"),
    (b"MZ", "chương trình"),
    (b"\x7fELF", "chương trình"),
)
_PDF_END = b"%%EOF"
_ZIP_END = b"PK\x05\x06"
_TAIL = 70_000


def kind_of(name: str, data: bytes) -> Kind:
    """The kind of the file `name`. Raises `Unfit`: "unknown_kind", "macro", "wrong_kind", "encrypted", "hostile"."""
    ending = name.rpartition(".")[2].casefold() if "." in name.strip(".") else ""
    if ending in _WITH_MACROS:
        raise Unfit("macro")
    kind = ENDINGS.get(ending) if ending else _by_content(data)
    if kind is None:
        raise Unfit("unknown_kind")
    _check(kind, data)
    return kind


def _by_content(data: bytes) -> Kind | None:
    """A file without an ending is read only as a PDF or as plain text."""
    if data.startswith(b"%PDF-"):
        return Kind.PDF
    return None if _seen(data) else Kind.TEXT


def _seen(data: bytes) -> str | None:
    """What the first bytes show; a document object model or image markup counts as neither."""
    return next((found for mark, found in _FOUND if data.startswith(mark)), None)


def _check(kind: Kind, data: bytes) -> None:
    found = _seen(data)
    if kind in _PACKAGES and data.startswith(SIGNATURE):
        raise Unfit("encrypted") if _is_encrypted(data) else Unfit("wrong_kind", found=found)
    right = {
        Kind.PDF: found == "PDF",
        Kind.DOC: data.startswith(SIGNATURE),
        Kind.DOCX: data.startswith(b"PK\x03\x04"),
        Kind.XLSX: data.startswith(b"PK\x03\x04"),
    }.get(kind, found is None)
    if not right:
        raise Unfit("wrong_kind", found=found or _unmarked(data))
    if kind is Kind.PDF and _ZIP_END in data[-_TAIL:][data[-_TAIL:].rfind(_PDF_END) :]:
        raise Unfit("hostile", detail="tệp vừa là PDF vừa là tệp nén")


def _unmarked(data: bytes) -> str:
    head = data[:1000].lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return "HTML"
    return "dữ liệu nhị phân" if b"\x00" in data[:1000] else "không rõ loại"


def _is_encrypted(data: bytes) -> bool:
    try:
        return "EncryptedPackage" in CompoundFile(data)
    except Unfit:
        return False
