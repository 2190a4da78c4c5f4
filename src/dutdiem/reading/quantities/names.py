"""Numbers that belong to names: "Điều 5", "Ban Chỉ đạo 138", "Nhơn Trạch 4", "Công an 6 tỉnh".

A word that names by its number counts as well where it only ends a longer word ("tổng số 34 tỉnh"), is of a time that comes back
("mỗi tuần 2 lần"), or where what follows can only be counted ("vượt kế hoạch 12%", "đã báo cáo 15 vụ").
"""

import re
from functools import cache

from dutdiem.reading.before import last_word
from dutdiem.reading.quantities.units import is_place, known_unit
from dutdiem.reading.vocabulary import alternatives, vocabulary

_PLACE_AFTER = re.compile(r" (?:quận|tỉnh|huyện|xã|phường|thành phố|đơn vị)\b")
_ENDS = frozenset(".:;\n")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_ALWAYS = frozenset(("điều", "khoản", "chương", "thứ", "lục", "trang", "khóa", "khoá"))
"""Behind these a number always names; they are by far the most frequent."""
_TIMES = frozenset(("tháng", "tuần", "ngày", "mùng"))
_EACH = re.compile(r"\b(?:mỗi|hằng|hàng|từng|một|cả) \w+ \Z")
_COUNTED_TIME = re.compile(r"(?:\d|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) (?:tháng|tuần|ngày): \Z")
_AGAINST = re.compile(r"\b(?:sớm hơn|trước|vượt|chậm hơn|muộn hơn|so với)(?: thời hạn| mức)? [^,;.\n]{4,20} \Z")
_DURATIONS = frozenset(("ngày", "ngày làm việc", "tháng", "năm", "tuần"))
_RUN_BY = ("quản lý dự án ", "qlda ")
"""A board that runs projects is named by its number ("Ban Quản lý dự án 85")."""
_NOT_MONEY = (" đồng thời", " đồng loạt", " đồng bộ", " đồng bào")


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
def _longer() -> dict[str, frozenset[str]]:
    """Of longer words that end like one that names: its last word, and the words that may stand before that."""
    pairs = [word.rsplit(" ", 1) for word in _words("not_named_by")]
    return {last: frozenset(first.rsplit(" ", 1)[-1] for first, end in pairs if end == last) for _, last in pairs}


@cache
def _documents() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(_words('documents'))}) \Z")


@cache
def _sets() -> dict[str, frozenset[str]]:
    return {name: frozenset(_words(name)) for name in ("never_named", "dealt_with")}


@cache
def _body() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(_words('bodies'))}) (?:của )?\Z")


def is_named(text: str, low: str, start: int, end: int) -> bool:
    """ "Điều 5", "số 12": a name or an ordinal, by the word before; most words before a number need no pattern."""
    cut = start - 1
    if low[cut:start] == " " and low[cut - 1 : cut].isalpha():
        last = low[low.rfind(" ", 0, cut) + 1 : cut]
        if last.isalnum() and last not in _last_of_namers():
            return False
    first = _list_begins(low, start) if low[start - 2 : start] == ", " else start
    words = low[max(0, first - 14) : first].rsplit(None, 1)
    last = words[-1].rstrip(":") if words else ""
    if last.isalnum() and last not in _last_of_namers():
        return False
    if not _namer().search(low, max(0, first - 14), first) or (first < start and last in _TIMES):
        return False
    if last in _ALWAYS or first < start:
        return True
    before = words[0][words[0].rfind(" ") + 1 :] if len(words) > 1 else ""
    return before not in _longer().get(last, ()) and not _counts_here(text, low, start, end, last)


def _counts_here(text: str, low: str, start: int, end: int, last: str) -> bool:
    """Whether the number counts although such a word stands before it."""
    near = max(0, start - 40)
    if last in _TIMES:
        return (_EACH.search(low, near, start) or _COUNTED_TIME.search(low, near, start)) is not None
    unit = known_unit().match(low, end)
    if unit is None:
        return False
    if last != "số" and _THOUSANDS.fullmatch(text, start, end):
        return True
    said = unit.group().strip()
    if said in _sets()["never_named"]:
        return not low.startswith(_NOT_MONEY, end)
    document = _documents().search(low, near, start)
    if document is None or not text[document.start()].islower() or low.endswith(_RUN_BY, near, start):
        return False
    return said in _sets()["dealt_with"] or (said in _DURATIONS and _AGAINST.search(low, near, start) is not None)


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
    """ "Công an 6 tỉnh", "Công an hai cấp": how many places or levels a body is of is a part of its name."""
    if low.startswith(" cấp", end) and low.endswith("công an ", 0, start):
        return not low[end + 4 : end + 5].isalnum()
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
