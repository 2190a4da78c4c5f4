"""Whether what stands before a time compares with it."""

import re

_COMPARED = re.compile(
    r"\b(?:so (?:với (?:\w+ ){0,3})?"
    r"|(?:ít|nhiều|cao|thấp|lớn|nhỏ|tốt|kém|nhanh|chậm|nhỉnh) hơn (?:so với )?(?:của )?(?:cả )?"
    r"|(?:gấp|bằng) (?:đôi|rưỡi|[\d,]{1,4} lần|\w+ lần) (?:\w+ ){0,4})$"
)
_WORDS = ("so ", " hơn ", "gấp ", "bằng ")
_REACH = 40
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
