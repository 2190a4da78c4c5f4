"""OLE objects embedded in a document: a packaged file is opened, anything else is searched for readable words."""

import re
from collections.abc import Iterable

from dutdiem.reading.files.compound import CompoundFile
from dutdiem.reading.files.parts import Attachment, Opened, Part, Role

_PACKAGED = ("Package", "CONTENTS")
_NATIVE = "\x01Ole10Native"
_WIDE = re.compile(rb"(?:[\x09\x20-\xff][\x00-\x02\x1e]){3,}")
_NARROW = re.compile(rb"[\x20-\x7e\x80-\xff]{3,}")


def open_object(compound: CompoundFile) -> Opened:
    """The parts of an embedded object; what it packages comes as an attachment of its own."""
    return open_streams(compound.streams())


def open_streams(streams: Iterable[tuple[str, bytes]]) -> Opened:
    """The same of some streams of a compound file."""
    opened = Opened()
    for name, data in streams:
        if name in _PACKAGED and data[:4] in (b"PK\x03\x04", b"%PDF"):
            opened.attachments.append(Attachment(name, data))
        elif name == _NATIVE:
            opened.attachments.append(_native(data))
        else:
            opened.parts.append(Part(Role.ATTACHMENT, _words(data)))
    return opened


def _native(data: bytes) -> Attachment:
    """[MS-OLEDS] 2.3.6: a size, then a label, two paths and the file itself."""
    at = 6
    label_end = data.find(b"\x00", at)
    label = data[at:label_end].decode("cp1252", errors="replace")
    path_end = data.find(b"\x00", label_end + 1)
    at = path_end + 5
    temporary = int.from_bytes(data[at : at + 4], "little")
    at += 4 + temporary
    size = int.from_bytes(data[at : at + 4], "little")
    return Attachment(label, data[at + 4 : at + 4 + size])


def _words(data: bytes) -> str:
    """Runs of readable characters, two bytes each and one byte each, a line a run."""
    narrow = [_of_bytes(match.group()) for match in _NARROW.finditer(data)]
    return "\n".join([wide_words(data), *narrow])


def _of_bytes(run: bytes) -> str:
    try:
        return run.decode("utf-8")
    except UnicodeDecodeError:
        return run.decode("cp1252", errors="ignore")


def wide_words(data: bytes) -> str:
    """Runs of readable characters of two bytes each, a line a run."""
    return "\n".join(match.group().decode("utf-16-le", errors="ignore") for match in _WIDE.finditer(data))
