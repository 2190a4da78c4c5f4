"""Whether what stands before a time compares with it, and what "cùng kỳ" is compared with."""

import re
from datetime import date

from dutdiem.reading.periods.period import Period
from dutdiem.reading.periods.ranges import Range, month_end

_COMPARED = re.compile(
    r"\b(?:so (?:với (?:\w+ ){0,3})?"
    r"|(?:ít|nhiều|cao|thấp|lớn|nhỏ|tốt|kém|nhanh|chậm|nhỉnh) hơn (?:so với )?(?:của )?(?:cả )?"
    r"|(?:gấp|bằng) (?:đôi|rưỡi|[\d,]{1,4} lần|\w+ lần) (?:\w+ ){0,4})$"
)
_WORDS = ("so ", " hơn ", "gấp ", "bằng ")
_SO_FAR = ("đến ", "tới ", "hết ")
_REACH = 40
_NEAR = 240
_BARE = re.compile(r"\bso (?:với )?(?:cả )?$")


def is_compared(low: str, start: int) -> bool:
    """ "so với năm 2023", "ít hơn năm ngoái", "gấp 4 lần cả năm 2023"."""
    said = low[max(0, start - _REACH) : start]
    for word in _WORDS:
        if word in said:
            return _COMPARED.search(said) is not None
    return False


def is_bare_compared(low: str, start: int) -> bool:
    """ "so với 2021": before a year that is a mere number."""
    return _BARE.search(low, max(0, start - 12), start) is not None


def same_sentence(low: str, start: int, last: Period, anchor: date | None) -> Range | None:
    """The range of the time named last, where it is in the same sentence; "Hết tháng 3, …", "Tính đến ngày 15/12, … so với cùng
    kỳ" is the year so far."""
    if start - last.end > _NEAR:
        return None
    said = low[last.end : start]
    if "\n" in said or ". " in said or not last.to:
        return None
    if last.from_ is None and anchor and last.to <= anchor:
        month = last.role == "deadline" and last.to == month_end(last.to)
        if month or low.startswith(_SO_FAR, last.start):
            return date(last.to.year, 1, 1), last.to
    if last.role != "span" or not last.from_:
        return None
    return (last.from_, last.to) if (last.to - last.from_).days > 26 else None
