"""A text as it would read were its odd lines converted: what carried a marking badly must not hide it.

Words of mail headers (RFC 2047), UTF-8 that was taken for Windows-1252 (once or twice), and single lines in TCVN3 or VNI. Whole
texts in old encodings are converted when a file is opened; here a line is enough, and nothing of it is kept.
"""

import re
from binascii import Error as BadBase64
from collections.abc import Callable, Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from functools import partial

from dutdiem.reading.files.legacy import Encoding, has_legacy_run, to_unicode

_WORD = re.compile(r"=\?[\w-]{3,20}\?[bq]\?[^?\s]{2,200}\?=(?:\s{1,3}=\?[\w-]{3,20}\?[bq]\?[^?\s]{2,200}\?=)*", re.IGNORECASE)
_PREFIX = r"(?:subject|chủ đề|tiêu đề|v/v|re|fwd?|tr|aw|trả lời|chuyển tiếp)[ \t]*:|\((?:chuyển tiếp|trả lời|fwd?|re)\)"
_SUBJECT = re.compile(rf"^[ \t]*(?:(?:{_PREFIX})[ \t]*)+", re.IGNORECASE | re.MULTILINE)
"""What stands before the subject of a message, one behind the other: "Chủ đề: Fwd: RE: "."""
_MISTAKEN = re.compile("á[º»]|Ã¡Â[º»]")
"""Every marking has a letter that UTF-8 writes with E1 BA or E1 BB; no Vietnamese word has these signs."""
_HEAD = 4_000  # letters: where the subject of a message stands
_LONGEST_LINE = 200  # letters; stamps and their lines are shorter
_TWICE = 2


def disguised(text: str) -> Iterator[str]:
    """The text with its odd lines converted, once for each way in which it has some."""
    if "=?" in text and (decoded := _WORD.sub(_decoded, text)) != text:
        yield _SUBJECT.sub("", decoded)
    elif _SUBJECT.search(text, 0, _HEAD):
        yield _SUBJECT.sub("", text)
    if _MISTAKEN.search(text):
        yield _line_by_line(text, _as_utf8)
    if has_legacy_run(text):
        yield from (_line_by_line(text, partial(to_unicode, encoding=encoding)) for encoding in Encoding)


def _line_by_line(text: str, convert: Callable[[str], str]) -> str:
    return "\n".join(line if line.isascii() or len(line) > _LONGEST_LINE else convert(line) for line in text.split("\n"))


def _decoded(match: re.Match[str]) -> str:
    """The words of a mail header; as they stand where they cannot be read."""
    try:
        pieces = decode_header(match.group())
        return "".join(said if isinstance(said, str) else said.decode(name or "ascii", "ignore") for said, name in pieces)
    except (HeaderParseError, BadBase64, LookupError, ValueError):
        return match.group()


def _as_utf8(line: str) -> str:
    """A line that was UTF-8 before it was taken for Windows-1252, or twice so; what is none stays."""
    for _ in range(_TWICE):
        try:
            line = b"".join(map(_byte, line)).decode("utf-8", "ignore")
        except UnicodeEncodeError:
            break
    return line


def _byte(letter: str) -> bytes:
    """The byte that was taken for this letter; the few that Windows-1252 does not know stand for themselves."""
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")
