"""Sections in which a document's own issuer asks others, as a rule those above it: "IV. ĐỀ XUẤT, KIẾN NGHỊ".

Nobody is ordered anything there: whoever reports asks for means, people or rules (Decree 30/2020/NĐ-CP, annex III, form 1.5 leaves
the parts of a report open; reports of units end so).
"""

import re

_ASKS = r"(?:đề xuất|kiến nghị|đề nghị)"
_FIRST = ("đề xuất", "kiến nghị", "đề nghị", "một số ", "các ", "những ", "nội dung ", "ý kiến ")
_NAMED = (
    rf"(?:(?:một số|các|những|nội dung|ý kiến|vấn đề) ){{0,2}}{_ASKS}(?:(?:,| và|, và| ?/| -| –) ?{_ASKS})*"
    r"(?: (?:cụ thể|như sau|khác|cấp trên|của (?:đơn vị|địa phương)))?"
)
_SECTION = re.compile(
    rf"{_NAMED}"
    r"(?: (?:với|đối với|gửi|tới|lên) (?P<whom>[^:;.\n]{2,120}))?[:.]?"
)
_TOWARDS = ("với ", "đối với ")
_WHOM = re.compile(r"(?:đối )?với ([^:;.\n]{2,120}): (?=\w)")
_BEFORE_SENTENCE = re.compile(rf"{_NAMED}: (?=\w)")


def may_begin(low: str, at: int) -> bool:
    """A glance at a line that has neither marker nor closing mark."""
    return low.startswith(_FIRST, at)


def section(low: str, at: int, end: int) -> re.Match[str] | None:
    """The heading of such a section, with `whom` where it says who is asked; None for any other line."""
    return _SECTION.fullmatch(low, at, end) if low.startswith(_FIRST, at) else None


def before_sentence(low: str, at: int, end: int) -> int:
    """ "Kiến nghị, đề xuất: Đề nghị Công an tỉnh …": where the sentence begins on the heading's own line; 0 for any other."""
    match = _BEFORE_SENTENCE.match(low, at, end) if low.startswith(_FIRST, at) else None
    return match.end() if match else 0


def towards(low: str, at: int, end: int) -> re.Match[str] | None:
    """ "Với Công an tỉnh: sớm bổ sung biên chế": whom (group 1) a line of such a section asks."""
    return _WHOM.match(low, at, end) if low.startswith(_TOWARDS, at) else None
