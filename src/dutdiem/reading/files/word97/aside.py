"""What a DOC holds besides its stories, for the guards: embedded objects, pictures, properties, and the words of drawings.

[MS-DOC] 2.1: the streams of the file. Watermarks and descriptions of pictures lie as UTF-16 within the drawings of the table
stream ([MS-ODRAW] 2.3.22), pictures as whole files within the main and the data stream.
"""

import re
from collections.abc import Iterator

from dutdiem.reading.files.compound import CompoundFile
from dutdiem.reading.files.embedded import open_streams, wide_words
from dutdiem.reading.files.parts import Opened, Part, Role

_OWN = ("WordDocument", "0Table", "1Table", "Data", "\x01CompObj", "\x03ObjInfo", "\x01Ole", "\x03PIC", "\x03LINK")
_PICTURES = (re.compile(rb"\x89PNG\r\n\x1a\n"), re.compile(rb"\xff\xd8\xff[\xdb\xe0-\xef]"))
_LEAST_BYTES = 200


def look_aside(compound: CompoundFile, opened: Opened) -> None:
    """Adds the parts, attachments and pictures to `opened`."""
    inner = open_streams(_others(compound))
    opened.attachments += inner.attachments
    opened.parts += inner.parts
    tables = (wide_words(compound.read(name)) for name in ("0Table", "1Table") if name in compound)
    opened.parts += [Part(Role.BOX, words) for words in tables]
    streams = (compound.read(name) for name in ("WordDocument", "Data") if name in compound)
    opened.pictures += [picture for stream in streams for picture in _pictures(stream)]


def _others(compound: CompoundFile) -> Iterator[tuple[str, bytes]]:
    """The streams that are not the document's own; of two of one name the first is."""
    met: set[str] = set()
    for name, data in compound.streams():
        if name not in _OWN or (name in met and name == "WordDocument"):
            yield name, data
        met.add(name)


def _pictures(stream: bytes) -> Iterator[bytes]:
    starts = sorted(match.start() for kind in _PICTURES for match in kind.finditer(stream))
    for start, end in zip(starts, [*starts[1:], len(stream)], strict=False):
        if end - start >= _LEAST_BYTES:
            yield stream[start:end]
