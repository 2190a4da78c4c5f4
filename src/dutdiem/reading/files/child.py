"""What runs in the process that reads one file: limits first, then opening, guards, reading."""

import json
import os
import resource
import signal
from datetime import date
from math import ceil
from typing import Any

from dutdiem.reading.files.legacy import recognised
from dutdiem.reading.files.limits import LIMITS, MEGABYTE
from dutdiem.reading.files.ocr import Recogniser
from dutdiem.reading.files.opening import open_bytes, source_text
from dutdiem.reading.files.outcome import pack, pack_refusal
from dutdiem.reading.files.parts import Part, Role
from dutdiem.reading.files.photo import open_picture
from dutdiem.reading.files.refusing import Unfit, refusal
from dutdiem.reading.guards import check_name, check_personal_numbers, check_secrecy
from dutdiem.reading.model import SourceText
from dutdiem.reading.refusals import Refusal

_OPEN_FILES = 64


def run(request: dict[str, Any], file: int, answer: int) -> None:
    """Reads the open file `file` and writes the answer to `answer`; never raises.

    `request`: name, size, want ("source", "reading", "picture"), anchor (ISO date or None), allow_office_numbers.
    """
    name, size = request["name"], request["size"]
    _limit(size)
    try:
        frame = pack(_answered(request, file))
    except Refusal as refused:
        frame = pack_refusal(refused)
    except MemoryError:
        frame = pack_refusal(refusal("too_much_memory", name, limit=LIMITS.memory_for(size) // MEGABYTE))
    except Exception:
        # The last resort: whatever a reader trips over, the document is refused and the others go on.
        frame = pack_refusal(refusal("crashed", name))
    _write(answer, frame)


def _limit(size: int) -> None:
    """Time, memory, no files written, no core dumps. The kernel ends the process when a limit is passed."""
    memory = LIMITS.memory_for(size)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    _allow(LIMITS.seconds_for(size))
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_OPEN_FILES, _OPEN_FILES))


def _allow(seconds: float) -> None:
    """So much time of a processor, and so much longer on the clock."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (ceil(seconds), hard))
    signal.setitimer(signal.ITIMER_REAL, seconds * LIMITS.patience)


def _answered(request: dict[str, Any], file: int) -> bytes:
    name = request["name"]
    source = _source(request, name, file)
    if request["want"] in ("source", "picture"):
        return _dumped(_source_json(source))
    from dutdiem.reading.reader import read_text

    anchor = date.fromisoformat(request["anchor"]) if request["anchor"] else None
    reading = read_text(source, anchor)
    return _dumped(reading.as_json())


def _source(request: dict[str, Any], name: str, file: int) -> SourceText:
    """The file opened and past the guards; its name is looked at before any sentence could tell it."""
    check_name(name)
    with os.fdopen(file, "rb") as stream:
        data = stream.read(LIMITS.file_bytes + 1)
    recogniser = Recogniser(lambda pages: _allow(LIMITS.scan_seconds_for(len(data), pages)))
    try:
        opened = (open_picture if request["want"] == "picture" else open_bytes)(name, data, recogniser)
    except Unfit as unfit:
        check_secrecy(unfit.seen)
        raise unfit.named(name) from None
    check_secrecy(opened.parts)
    if not request["allow_office_numbers"]:
        check_personal_numbers(opened.text, opened.pages, opened.parts, name)
    return source_text(opened, name, data)


def source_of_words(text: str) -> SourceText:
    """A few words as a document that has passed the guards, which thereby are warm."""
    parts = [Part(Role.BODY, text)]
    check_secrecy(parts)
    check_personal_numbers(text, (), parts, "")
    recognised(text)
    return SourceText(text)


def _source_json(source: SourceText) -> dict[str, Any]:
    return {
        "text": source.text,
        "pages": [(page.start, page.end, page.ocr) for page in source.pages],
        "tables": [(table.start, table.end, table.rows) for table in source.tables],
        "notices": [notice.as_json() for notice in source.notices],
        "file_name": source.file_name,
        "sha256": source.sha256,
        "paragraphs": source.paragraphs,
    }


def _dumped(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", errors="replace")


def _write(answer: int, frame: bytes) -> None:
    view = memoryview(frame)
    try:
        while view:
            view = view[os.write(answer, view) :]
    except OSError:
        pass  # nobody listens any more
