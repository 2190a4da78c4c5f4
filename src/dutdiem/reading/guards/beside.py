"""A stamp beside something else in its line: in brackets after it, before it or after it.

"BÁO CÁO (TỐI MẬT)", "TỐI MẬT - Hội nghị bàn về …", "PHỤ LỤC I - TỐI MẬT".
"""

import re

from dutdiem.reading.guards.letterhead import is_head, last_word
from dutdiem.reading.guards.names import holds_name
from dutdiem.reading.guards.shapes import is_capital, is_quoted
from dutdiem.reading.guards.stamps import Stamp, stamp_in, words

ITEM = re.compile(r"\s*(?:[-+•–]|\d{1,2}[.)]|[a-zđ][.)])\s")
_BRACKETED = re.compile(r"[(\[{<]\s{0,3}([^()\[\]{}<>]{3,24}?)\s{0,3}[)\]}>]")
_ENDS = re.compile(r"(?<!\s)\s+[-–—/+]\s+|(?<=[.;])\s+|(?<=\w)\s(?=\((?:\S+\s){3})")
_DASH = re.compile(r"\s{1,9}[-–—]\s")
_FILED = re.compile(r"\W*Lưu\s?:")
_DIGIT = re.compile(r"\d")
_FEW_WORDS = 3


def is_beside(line: str, first: bool, misread: bool) -> bool:
    """`first`: the line is one of the first of its text."""
    return _bracketed(line, misread) or _leads(line, first, misread) or _closes(line, misread)


def _bracketed(line: str, misread: bool) -> bool:
    """ "BÁO CÁO (TỐI MẬT)", "Số: 7/BC (mật)", "KH-12.pdf (độ Mật)"."""
    if is_quoted(line):
        return False
    head = is_head(line) or holds_name(line)
    found = ((match.group(1), stamp_in(match.group(1), misread)) for match in _BRACKETED.finditer(line))
    return any(
        stamp and (head or ((stamp.exact or not stamp.is_short) and (stamp.capital or text[:1].isupper()))) for text, stamp in found
    )


def _leads(line: str, first_one: bool, misread: bool) -> bool:
    """ "TỐI MẬT - Hội nghị bàn về …": a stamp before a line of another kind."""
    first, *rest = _ENDS.split(line.strip(), maxsplit=1)
    stamp = stamp_in(first, misread) if rest else None
    if stamp is None or is_quoted(first) or ITEM.match(line) or _other_level(stamp, rest[0]):
        return False
    if not stamp.capital or not stamp.exact:
        wordy = stamp.capital or " " in first.strip()
        return first_one and wordy and bool(_DASH.match(line.strip(), len(first))) and not is_capital(rest[0])
    return not stamp.is_short or not is_capital(rest[0]) or is_head(rest[0]) or len(rest[0].split()) > _FEW_WORDS


def _closes(line: str, misread: bool) -> bool:
    """ "PHỤ LỤC I - TỐI MẬT", "… 20 năm. TỐI MẬT"."""
    *rest, last = _ENDS.split(line.strip())
    stamp = stamp_in(last, misread) if rest else None
    if stamp is None or not (stamp.capital and stamp.exact) or is_quoted(last) or last_word(rest[-1]) in words().before:
        return False
    if _other_level(stamp, rest[-1]) or (len(rest[-1].split()) < 2 and not _DIGIT.search(rest[-1])):
        return False
    if _FILED.match(line):
        return True
    return not stamp.is_short or is_head(line) or (rest[-1].endswith((".", ";")) and len(rest[-1].split()) > 2)


def _other_level(stamp: Stamp, text: str) -> bool:
    others = (level for level in words().levels if level not in stamp.level)
    return any(level in text.casefold() for level in others)
