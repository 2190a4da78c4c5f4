"""What a number is compared with: words before it ("trên", "ít nhất", "từ"), "trở lên" after its unit."""

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from dutdiem.reading.before import last_word
from dutdiem.reading.quantities.units import is_place
from dutdiem.reading.vocabulary import alternatives, vocabulary

_LEVELS = re.compile(r"(?! trở )[^,;.\n]{0,30}? (?:(?<! trở )(?:lên|xuống)|còn|sang|thành)\b| (?:đến|tới) (?=\d)")
"""After "từ 28 xã": the level it came to, so neither is a bound."""


_STATED = re.compile(r"[\d%], (?:và )?\Z")
"""Before "cao hơn 5%": the figure itself, of which this is the distance from another."""
_COMPARED = re.compile(
    r"[^,;.\n]{0,24}? (?:so với|so cùng|cùng kỳ|(?:năm|kỳ|quý|tháng|vụ|khóa) (?:trước|ngoái)"
    r"|bình quân|trung bình|kế hoạch|dự toán)\b"
)
_ADJECTIVES = tuple(f"{word} hơn " for word in ("sớm", "chậm", "muộn", "nhanh", "ngắn", "kém", "đắt", "rẻ", "trẻ", "già"))
"""“sớm hơn 3 tháng”: "hơn" belongs to the adjective, and the number says by how much."""
_STEPS = frozenset(("điểm phần trăm", "điểm %", "bậc", "lần", "tháng", "ngày", "tuần"))
"""Units of a distance: what is higher or lower by them is so by exactly so much."""
_GIVEN = ("giao ", "thu ", "chi ", "trả ")
"""“HĐND tỉnh giao cao hơn 1,15 nghìn tỷ đồng”: than what somebody else gave."""
_DOWN = re.compile(r"[^,;.\n]{0,30}? trở xuống\b")


class Comparison(NamedTuple):
    """The sign, and where the quantity begins and ends with the words that say it."""

    sign: str
    start: int
    end: int


@cache
def _comparator() -> re.Pattern[str]:
    words = [word for group in vocabulary("quantities")["comparators"].values() for word in group]
    between = alternatives(vocabulary("quantities")["between"]["words"])
    return re.compile(rf"(?:\b|(?<=[^\w]))({alternatives(words)}) (?:{between} )?\Z")


@cache
def _sign_of() -> dict[str, str]:
    return {word: sign for sign, words in vocabulary("quantities")["comparators"].items() for word in words}


@cache
def _last_words() -> frozenset[str]:
    words = [*_sign_of(), *vocabulary("quantities")["between"]["words"]]
    return frozenset(word.rsplit(" ", 1)[-1] for word in words)


def compare(low: str, start: int, end: int, value: Decimal, unit: str, *, ranged: bool) -> Comparison:
    """Of the number at `start` whose unit ends at `end`; `ranged` where it is one end of a range ("từ 3 - 5%")."""
    last = last_word(low, start)
    if last == "hơn" and low.endswith(_ADJECTIVES, 0, start):
        return Comparison("=", start, end)
    if last in _last_words():
        match = _comparator().search(low, max(0, start - 30), start)
        where = match and match.group(1) == "trên" and _says_where(low, match.start(1), value, unit)
        if match and not where and not _says_change(low, match, end, unit):
            return Comparison(_sign_of()[match.group(1)], match.start(1), end)
        if last == "từ" and not ranged and not _LEVELS.match(low, end):
            return Comparison("<=" if _DOWN.match(low, end) else ">=", start - 3, end)
    if low.startswith(" trở ", end):
        if low.startswith(" trở lên", end):
            return Comparison(">=", start, end + len(" trở lên"))
        if low.startswith(" trở xuống", end):
            return Comparison("<=", start, end + len(" trở xuống"))
    return Comparison("=", start, end)


def _says_change(low: str, match: re.Match[str], end: int, unit: str) -> bool:
    """ "đạt 82%, cao hơn 9,5% so với khóa trước": by how much, not a bound."""
    if not match.group(1).endswith(" hơn") or match.group(1).startswith("không"):
        return False
    if unit in _STEPS or low.endswith(_GIVEN, 0, match.start()):
        return True
    return (_COMPARED.match(low, end) or _STATED.search(low, max(0, match.start() - 8), match.start())) is not None


def _says_where(low: str, at: int, value: Decimal, unit: str) -> bool:
    """ "trên 3 không gian", "dựa trên năm yếu tố" is a place; about round numbers of places only one says "over"."""
    return low.endswith("dựa ", 0, at) or (is_place(unit) and (value < 10 or value % 5 != 0))
