"""What is counted or measured: the clause around the quantity."""

import re

_CLAUSE = re.compile(r"[^,;:.()\n]*")
_TO_LAST_MARK = re.compile(r"(?s:.*)[,;:.(\n]")
_REACH = 100


def measure_around(text: str, low: str, start: int, end: int) -> str:
    """The clause without the quantity, its two sides joined by " … "."""
    begin = max(0, start - _REACH)
    cut = _TO_LAST_MARK.match(low, begin, start)
    head = text[cut.end() if cut else begin : start].strip(' -–+“”"')
    right = _CLAUSE.match(low, end, end + _REACH)
    tail = text[end : right.end()].strip(' “”"') if right else ""
    return f"{head} … {tail}" if head and tail else head or tail
