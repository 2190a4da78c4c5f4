"""A passage that was taken out of the lists of a document that gives orders: no header says so, its first line does.

"2.2. Giao Vụ Dự toán", "b) Bộ Tài chính:", "1. Quán triệt sâu sắc …": it begins with an item, and the item orders, or names a body.
Only the first line is looked at, so that what is added to a text never changes what is read of it before.
"""

from dutdiem.reading.flat import Flat
from dutdiem.reading.model import Header
from dutdiem.reading.statements import patterns
from dutdiem.reading.statements.outline import marker

_GIVES = ("giao ", "yêu cầu ", "đề nghị ", "phân công ")
_BULLETS = frozenset("-+•●▪◦")
_LONGEST_BODY = 160


def orders_without_header(flat: Flat, header: Header) -> bool:
    """Whether the text is such a passage."""
    if header.type or header.symbol or not flat.text.strip():
        return False
    low, end = flat.low, flat.low.find("\n")
    end = end if end >= 0 else len(low)
    kind, at = marker(flat.text, 0) if end else ("", 0)
    if not kind or at >= end:
        return False
    if low.startswith(_GIVES, at):
        return patterns.subject().match(low, low.find(" ", at) + 1, end) is not None
    if low[end - 1].isalpha() or low[end - 1] == ":":
        return end - at < _LONGEST_BODY and patterns.subject().match(low, at, end) is not None
    return kind not in _BULLETS and patterns.verb().match(low, at, end) is not None
