"""Numbers that belong to names: "Điều 5", "Ban Chỉ đạo 138", "Nhơn Trạch 4", "Công an 6 tỉnh"."""

import re
from functools import cache

from dutdiem.reading.before import last_word
from dutdiem.reading.quantities.units import is_place
from dutdiem.reading.vocabulary import alternatives, vocabulary

_PLACE_AFTER = re.compile(r" (?:quận|tỉnh|huyện|xã|phường|thành phố|đơn vị)\b")
_ENDS = frozenset(".:;\n")
_NO_POINTS = ("dứt điểm ", "trọng điểm ", "thời điểm ", "cao điểm ", "thí điểm ", "đặc điểm ")
"""Words that end like "điểm 5" begins."""


def _words(name: str) -> list[str]:
    words: list[str] = vocabulary("quantities")["context"][name]
    return words


@cache
def _namer() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<!trong)[\W])(?:{alternatives(_words('not_before'))}):? ?\Z")


@cache
def _last_of_namers() -> frozenset[str]:
    return frozenset(word.rsplit(" ", 1)[-1] for word in _words("not_before"))


@cache
def _body() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(_words('bodies'))}) (?:của )?\Z")


def is_named(low: str, start: int) -> bool:
    """ "Điều 5", "số 12": a name or an ordinal, by the word before; most words before a number need no pattern."""
    if low[start - 2 : start] == ", ":
        start = _list_begins(low, start)
    words = low[max(0, start - 14) : start].rsplit(None, 1)
    last = words[-1].rstrip(":") if words else ""
    if last.isalnum() and last not in _last_of_namers():
        return False
    if last == "điểm" and low.endswith(_NO_POINTS, 0, start):
        return False
    return _namer().search(low, max(0, start - 14), start) is not None


def _list_begins(low: str, start: int) -> int:
    """The first number of a list ("các biểu số 01, 02, 03"): the word before it names all of them."""
    while start > 3 and low[start - 2 : start] == ", " and low[start - 3].isdigit():
        back = start - 3
        while back and low[back - 1].isdigit():
            back -= 1
        if back and low[back - 1] not in " \n":
            break
        start = back
    return start


def is_of_body(low: str, start: int, end: int) -> bool:
    """ "Công an 6 tỉnh": how many places a body is of is a part of its name."""
    return _PLACE_AFTER.match(low, end) is not None and _body().search(low, max(0, start - 22), start) is not None


def follows_name(text: str, start: int) -> bool:
    """Whether the word before the number is a name's: capital, and not because a sentence begins with it."""
    word = text.rfind(" ", max(0, start - 14), start - 1) + 1
    return 0 < word < start - 1 and text[word].isupper() and text[word - 2] not in _ENDS


def is_of_name(text: str, low: str, start: int, end: int, unit_end: int) -> bool:
    """ "Nhơn Trạch 4 tỉnh Đồng Nai": the number ends one name, and its noun begins another."""
    if not text[unit_end + 1 : unit_end + 2].isupper() or not is_place(low[end:unit_end].strip()):
        return False
    return follows_name(text, start) or last_word(low, start) in _words("small_places")
