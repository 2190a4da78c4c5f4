"""The head of a document line by line: whose it is, its number, its date, its kind; a marking may stand beside any of them.

Decree 30/2020/NĐ-CP, annex I, sets them in two columns, which text alone shows as one line: "BỘ CÔNG AN MẬT".
"""

import re
from functools import lru_cache

from dutdiem.reading.guards.shapes import bare, is_capital, is_quoted
from dutdiem.reading.guards.stamps import stamp_in, words

_WORDS = re.compile(r"[^\W\d_]+")
_DATE = r"ngày\s[\s\d.…]*tháng\s[\s\d.…]*năm\s[\s\d.…]*"
_AFTER_DATE = re.compile(_DATE + r"\W+(\w.{2,14})$", re.IGNORECASE)
_BEFORE_DATE = re.compile(r"\W*((?:tuyệt |tối )?mật)\W+\w[^,\n]{1,40},\s*ngày\s", re.IGNORECASE)
_IN_SYMBOL = re.compile(
    r"\W*(?:(?i:số)\W[^\n]{0,40}?[/\-](?:TUYỆT |TỐI )?MẬT|(?i:so)\W[^\n]{0,40}?[/\-](?:TUYET |TOI )?MAT)(?![^\W_])"
)
_NAMED = re.compile(r"((?:[^\W\d_]+ ){1,3})(?:TỐI|TUYỆT) MẬT")
_NO_LETTERHEAD = ("ban hành",)
_START = 80  # letters
_LONGEST_LINE = 300
_LONGEST_STAMP = 4  # words
_SPEAK_OF = frozenset("liệu bản sơ tin việc chỉ dấu văn lý độ".split())


def last_word(text: str) -> str:
    found = _WORDS.findall(text[-_START:])
    return found[-1].casefold() if found else ""


@lru_cache(maxsize=1_000)
def begins(text: str, phrases: tuple[str, ...]) -> bool:
    """Is one of `phrases` the first words of `text`?"""
    start = bare(text[:_START]).casefold()
    return any(start.startswith(phrase) and not start[len(phrase) : len(phrase) + 1].isalnum() for phrase in phrases)


def is_letterhead(text: str) -> bool:
    """A line of the letterhead: "BỘ CÔNG AN", "Số: 12/BC"; not "BAN HÀNH QUY CHẾ"."""
    return begins(text, words().letterhead) and not begins(text, _NO_LETTERHEAD)


def is_title(text: str) -> bool:
    return begins(text, words().titles)


def is_head(text: str) -> bool:
    return is_letterhead(text) or is_title(text)


def marked_beside(piece: str) -> bool:
    """A level before or after a line of the letterhead, all in capitals, or within the document's symbol."""
    if len(piece) > _LONGEST_LINE:
        return False
    if _IN_SYMBOL.match(piece):
        return True
    dated = _AFTER_DATE.search(piece) or _BEFORE_DATE.match(piece)
    if dated:
        return _is_level(dated.group(1)) and is_capital(dated.group(1))
    if not is_capital(piece) or is_quoted(piece):
        return False
    tokens = _WORDS.findall(piece)
    before = any(_level_before(tokens, size) for size in range(_LONGEST_STAMP, 0, -1))
    return before or any(_level_after(tokens, size) for size in (2, 1))


def _level_before(tokens: list[str], size: int) -> bool:
    """ "TUYỆT MẬT BỘ TƯ LỆNH", "MẬT HỎA TỐC Số: 5"."""
    rest = tokens[size:]
    return len(rest) > 1 and _is_level(" ".join(tokens[:size])) and is_head(" ".join(rest))


def _level_after(tokens: list[str], size: int) -> bool:
    """ "PHÒNG QUẢN LÝ TÀI LIỆU MẬT" speaks of secret papers."""
    rest = tokens[:-size]
    if not rest or not _is_level(" ".join(tokens[-size:])) or not is_letterhead(" ".join(rest)):
        return False
    return rest[-1].casefold() not in words().before | _SPEAK_OF


def names_with_degree(piece: str) -> bool:
    """ "CHUYÊN ÁN TỐI MẬT": a thing and its degree, all in capitals, nothing of how such things are handled."""
    match = _NAMED.fullmatch(piece)
    said = set(match.group(1).casefold().split()) if match and is_capital(piece) else set()
    return bool(said) and not said & (words().handling | words().before)


def _is_level(text: str) -> bool:
    stamp = stamp_in(text)
    return stamp is not None and stamp.exact
