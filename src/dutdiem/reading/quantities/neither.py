"""Numbers that their own neighbours tell to be neither target nor result, or to be what was set (the corpus's guidelines on roles).

How far away something is, how often something comes, what one costs, how many parts of a plan there are, of how many one speaks:
none of it was reached or is to be reached. What stands in brackets behind "chỉ tiêu được giao" was set.
"""

import re
from functools import cache

from dutdiem.reading.vocabulary import vocabulary

_LENGTHS = frozenset(("km", "m", "mét", "cây số"))
_AWAY = re.compile(r"\bcách (?:[^\W\d_]+ ){0,4}\Z")
_OFTEN = re.compile(r"lần/(?:năm|tháng|quý|tuần|ngày)\Z|/lần\Z")
_PRICE = re.compile(
    r"\b(?:(?<!lên )mức(?: đóng| hỗ trợ| chi| phí)?|giá(?: [^\W\d_]+){0,2}|phí|học phí|lệ phí(?: \w+)?)(?: là)?:? \Z"
)
_WEIGHED = frozenset(("g", "gr", "gram", "gam", "mg", "viên", "mm"))
_TAKEN = re.compile(r"\b(?:thu giữ|tang vật|tịch thu|bắt giữ|thu được|có nơi mưa|lượng mưa đo được)\b[^.;\n]*\Z")
_WITHIN = frozenset(("", ".", "\n", ";", "-", ":"))
_SET = re.compile(
    r"\b(?:chỉ tiêu|dự toán|mục tiêu)\b(?! kế hoạch vốn)(?:(?!còn |đạt |chiếm |bằng )[^,;()\n]){0,60}(?:\(|\b(?:là|ở mức) )\Z"
)
_BEFORE_SET = ("(", " là ", " ở mức ")


@cache
def _sets() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The verbs that set parts of a plan, with a blank behind them, and those parts."""
    roles = vocabulary("quantities")["roles"]
    return tuple(f"{verb} " for verb in roles["sets"]), tuple(roles["parts"])


def is_neither(low: str, start: int, unit: str, comparator: str) -> bool:
    """Of the quantity that begins at `start`; "ít nhất 2 lần/tháng" is a goal all the same."""
    verbs, parts = _sets()
    if unit.startswith(parts):
        if low.endswith(verbs, 0, start):
            return True
    elif unit in _LENGTHS:
        return _AWAY.search(low, max(0, start - 40), start) is not None
    elif "/" in unit:
        return (comparator == "=" and _OFTEN.search(unit) is not None) or _PRICE.search(low, max(0, start - 30), start) is not None
    return low.endswith("trong ", 0, start) and unit[-1:].isalpha() and low[max(0, start - 8) : start - 6].strip() in _WITHIN


def is_goal(low: str, start: int) -> bool:
    """ "đạt 119% chỉ tiêu được giao (2.850 tỷ đồng)", "dự toán năm 2021 là 315 tỷ đồng"."""
    return low.endswith(_BEFORE_SET, 0, start) and _SET.search(low, max(0, start - 80), start) is not None


def is_taken(low: str, start: int, unit: str) -> bool:
    """ "Tang vật thu giữ là 12,8g heroin", "mưa trên 200mm": what else measures things tells here what came of it."""
    return unit in _WEIGHED and _TAKEN.search(low, max(0, start - 32), start) is not None
