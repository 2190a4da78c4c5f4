"""Whether a number says by how much something has changed ("giảm 31 vụ", "(-17,5%)"), not what it has come to."""

import re
from functools import cache

from dutdiem.reading.vocabulary import alternatives, vocabulary

_LEVELS = re.compile(r"[^,;.\n]{0,30}? (?:lên|xuống|còn)\b")
_SIGNS = {"-": "giảm", "–": "giảm", "+": "tăng"}


@cache
def _change() -> re.Pattern[str]:
    words = alternatives(vocabulary("quantities")["change"]["words"])
    return re.compile(
        rf"\b({words}) (?:bình quân |trung bình |khoảng |ít nhất |tối thiểu |hơn |trên |gần |tới |từ |được |mỗi năm )*\Z"
    )


def change_before(low: str, sentence: int, start: int, end: int) -> str | None:
    """The word of change before a number (with its comparator at `start`, unit to `end`) in the sentence that begins at
    `sentence`; "giảm từ 28 xã xuống còn 9 xã" names levels, "cắt giảm 12 thủ tục" what is cut: no change."""
    if low[start - 1] in _SIGNS and start > 1 and low[start - 2] == "(":
        return _SIGNS[low[start - 1]]
    begin = max(sentence, start - 30)
    if low.find("tăng", begin, start) < 0 and low.find("giảm", begin, start) < 0:
        return None
    match = _change().search(low, begin, start)
    if not match:
        return None
    if low.endswith("cắt ", 0, match.start()) and "%" not in low[start:end]:
        return None
    return None if (match.group().endswith("từ ") or low.startswith("từ ", start)) and _LEVELS.match(low, end) else match.group(1)
