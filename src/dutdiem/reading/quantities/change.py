"""Whether a number says by how much something has changed ("giảm 31 vụ", "(-17,5%)"), not what it has come to."""

import re
from functools import cache

from dutdiem.reading.vocabulary import alternatives, vocabulary

_LEVELS = re.compile(r"[^,;.\n]{0,30}? (?:(?<! trở )(?:lên|xuống)|còn)\b")
_SIGNS = {"-": "giảm", "–": "giảm", "+": "tăng"}
_SPACED_SIGNS = frozenset(("- ", "– ", "+ "))
_BEFORE_SIGN = frozenset("(,;")
_GOES_ON = re.compile(
    r" ?\((?:tương đương |bằng |tức |tỷ lệ |giảm |tăng )?"
    r"|, (?:tương đương|tương ứng|bằng|tức|tỷ lệ)(?: giảm| tăng| với)? |[^,;:.()\n]{0,24} và "
)
_MULTIPLE = re.compile(r"\b(?:tăng )?gấp (?:hơn |gần |khoảng |trên )*\Z")
_HIGHER = re.compile(r"\b(?:nhiều|lớn|cao) hơn\Z")
_LOWER = re.compile(r"\b(?:ít|nhỏ|thấp) hơn\Z")


@cache
def _change() -> re.Pattern[str]:
    words = alternatives(vocabulary("quantities")["change"]["words"])
    return re.compile(
        rf"\b({words}) (?:nhẹ |mạnh |sâu |nhanh |đáng kể )?"
        rf"(?:bình quân |trung bình |khoảng |ít nhất |tối thiểu |hơn |trên |gần |tới |từ |được |mỗi năm )*\Z"
    )


def change_before(low: str, sentence: int, start: int, end: int) -> str | None:
    """The word of change before a number (with its comparator at `start`, unit to `end`) in the sentence that begins at
    `sentence`; "giảm từ 28 xã xuống còn 9 xã" names levels, "cắt giảm 12 thủ tục" what is cut: no change."""
    if low[start - 1] in _SIGNS and start > 2 and low[start - 3 : start - 1].strip()[-1:] in _BEFORE_SIGN:
        return _SIGNS[low[start - 1]]
    if low[start - 2 : start] in _SPACED_SIGNS and low[start - 3 : start - 2] == "(":
        return _SIGNS[low[start - 2]]
    if low.endswith("lần", start, end) and _MULTIPLE.search(low, max(sentence, start - 24), start):
        return "tăng"
    if low.startswith("gấp ", start):
        return "tăng"
    begin = max(sentence, start - 30)
    if low.find("tăng", begin, start) < 0 and low.find("giảm", begin, start) < 0:
        return None
    match = _change().search(low, begin, start)
    if not match:
        return None
    if low.endswith("cắt ", 0, match.start()) and "%" not in low[start:end]:
        return None
    return None if (match.group().endswith("từ ") or low.startswith("từ ", start)) and _LEVELS.match(low, end) else match.group(1)


def difference_before(low: str, start: int) -> str | None:
    """ "cao hơn 9,5% so với khóa trước": which way, where the words before the number say by how much, not a bound."""
    if low[start - 4 : start] != "hơn ":
        return None
    if _HIGHER.search(low, max(0, start - 12), start - 1):
        return "tăng"
    return "giảm" if _LOWER.search(low, max(0, start - 12), start - 1) else None


def change_goes_on(between: str, unit: str) -> bool:
    """Whether a number goes on with the change said before it: "giảm 27 vụ (7,8%)", "giảm 9 phòng và 74 đội"."""
    match = _GOES_ON.fullmatch(between)
    return match is not None and (unit == "%") == ("(" in between or between.startswith(", "))
