"""Bytes of a text file into a string: byte-order marks, UTF-8, UTF-16, then the single-byte encodings of Vietnam."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from unicodedata import normalize

from dutdiem.reading.files.legacy import Encoding, evidence, repaired_lines, to_unicode
from dutdiem.reading.files.refusing import Unfit

_MARKS = (
    (BOM_UTF8, "utf-8"),
    (BOM_UTF32_LE, "utf-32-le"),
    (BOM_UTF32_BE, "utf-32-be"),
    (BOM_UTF16_LE, "utf-16-le"),
    (BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x01-\x06\x0e-\x1a\x1c-\x1f]")
_BINARY = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes) -> str:
    """The text of `data` in NFC with "\\n" line ends. Raises `Unfit` ("wrong_kind", "unknown_encoding")."""
    return decoded(data)[0]


def decoded(data: bytes) -> tuple[str, bool]:
    """The same, and whether `data` is that very text in UTF-8."""
    found, unchanged = _decoded(data)
    text = normalize("NFC", found.replace("\r\n", "\n").replace("\r", "\n") if "\r" in found else found)
    return text, unchanged and text is found


def _decoded(data: bytes) -> tuple[str, bool]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding), False
    if wide := _wide(data):
        return _strictly(data, wide), False
    if b"\x00" in data:
        raise Unfit("wrong_kind", found="dữ liệu nhị phân")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _single_byte(data), False
    repaired = repaired_lines(text)
    return repaired, repaired is text


def _strictly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise Unfit("unknown_encoding") from None
    if "\x00" in text or len(_CONTROL.findall(text[:4000])) > 3:
        raise Unfit("wrong_kind", found="dữ liệu nhị phân")
    return text


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of a Latin text is zero or small, and never both."""
    sample = data[:4000]
    if len(data) % 2 or len(sample) < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 5 and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > len(sample) // 5 and odd == 0 else None


def _single_byte(data: bytes) -> str:
    """Windows-1258, TCVN3 or VNI, whichever makes the most syllables."""
    if len(_BINARY.findall(data[:4000])) > 3:
        raise Unfit("wrong_kind", found="dữ liệu nhị phân")
    western = data.decode("cp1252", errors="replace")
    candidates = [normalize("NFC", data.decode("cp1258", errors="replace"))]
    candidates += [to_unicode(western, encoding) for encoding in Encoding]
    best = max(candidates, key=lambda text: evidence(text).share)
    if evidence(best).share < 0.6:
        raise Unfit("unknown_encoding")
    return best
