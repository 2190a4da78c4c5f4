"""What is counted or measured: the clause around the quantity."""

import re

_CLAUSE = re.compile(r"[^,;:.()\n]*(?:(?<=\d)[.,](?=\d)[^,;:.()\n]*)*")
_TO_LAST_MARK = re.compile(r"(?s:.*)[,;:.(\n](?!(?<=[.,])\d)")
_LABEL = re.compile(r"(?:\A|[,;.(\n]) ?[-–+•]? ?([^,;:.()\n]{3,80}): ?\Z")
_REACH = 100
_SAYS_NOTHING = frozenset(
    ("", "giảm", "tăng", "đạt", "bằng", "tăng gấp", "gấp", "giảm từ", "tăng từ", "cao hơn", "thấp hơn", "vượt")
)
"""Heads that need the one before them to say of what."""


def measure_around(text: str, low: str, start: int, end: int, before: str = "") -> str:
    """The clause without the quantity, its two sides joined by " … "; of a bare figure the label before its colon, or what the
    figure before it in the sentence was of (`before`)."""
    begin = max(0, start - _REACH)
    cut = _TO_LAST_MARK.match(low, begin, start)
    head = text[cut.end() if cut else begin : start].strip(' -–+“”"')
    right = _CLAUSE.match(low, end, end + _REACH)
    tail = text[end : right.end()].strip(' “”"') if right else ""
    if head.lower() in _SAYS_NOTHING:
        label = _LABEL.search(text, begin, start) if not head else None
        subject = label.group(1).strip() if label else before.split(" … ")[0]
        head = " … ".join(part for part in ("" if head and subject.lower() in _SAYS_NOTHING else subject, head) if part)
    return f"{head} … {tail}" if head and tail else head or tail
