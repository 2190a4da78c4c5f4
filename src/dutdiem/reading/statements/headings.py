"""Who is speaking and who is asked, as headings say it.

A section of a report of many speakers begins with one's rank, name and office; in a document that gives orders (Decree
30/2020/NĐ-CP: plans, directives, dispatches …) a heading that names a body is who the lines below it ask.
"""

import re

from dutdiem.reading.flat import Flat
from dutdiem.reading.model import Header
from dutdiem.reading.statements import patterns
from dutdiem.reading.statements.state import State, Statement
from dutdiem.reading.statements.subjects import subject_before

_SPEAKER_HEADING = re.compile(
    r"(?:(?:GS|PGS|TS|ThS)[.,]? ?|Đại tướng|Thượng tướng|Trung tướng|Thiếu tướng|Đại tá|Thượng tá|Trung tá|Đồng chí|Ông|Bà)[ ,]"
    r"[^:.\n]{5,80}?, [^:.\n]*?(?:(?:Phó )?(?:Cục trưởng|Giám đốc|Hiệu trưởng|Tư lệnh|Vụ trưởng|Viện trưởng|Bí thư|Chủ tịch)"
    r"|Trưởng phòng|Chánh Văn phòng|Trưởng Công an|Chỉ huy trưởng) ([^:\n,]{3,120})[:\n]"
)
_SPEAKER_FIRST = frozenset("GPTĐÔB")
_ITEM = re.compile(r"(?:[-–+•] ?|\(?(?:\d{1,2}(?:\.\d{1,2})*|[ivx]+|[a-zđ])[.)] ?|[IVX]+[.)-] ?|Điều \d+\. ?)+")
_OPENS_LIST = re.compile(
    r"\b(kết luận|yêu cầu|chỉ đạo|đề nghị|giao|ý kiến chỉ đạo|lưu ý)"
    r"(?: (?:một số |các )?(?:nội dung|nhiệm vụ|giải pháp|công việc|vấn đề|ý kiến)[^:]{0,80})?(?: như sau| sau đây| sau)?:$"
)
_TASK_HEADING = re.compile(r"nhiệm vụ|giải pháp|tổ chức thực hiện|phân công|trách nhiệm|nội dung|yêu cầu:")
_ORDERS = frozenset(("KH", "CT", "CĐ", "CTr", "QĐ", "NQ", "TB", "KL", "CV", "HD", "ĐA", "QC", "QyĐ"))


_LETTERED = re.compile(r"[ .]?\n(?:[a-zđ]\)|[-–+•]) ?")
_DASHED = re.compile(r"[ .]?\n[-–+•] ?")


def _deeper(item: str) -> re.Pattern[str]:
    """What a list below this item begins with: letters or dashes below numbers, dashes below letters."""
    return _LETTERED if re.match(r"\(?(?:\d|[IVX]+[.)-])", item) else _DASHED if re.match(r"[a-zđ]\)", item) else _NOTHING


_NOTHING = re.compile(r"(?!)")


class Headings:
    """The state of reading one text, and what its headings change in it."""

    def __init__(self, flat: Flat, header: Header, barred: list[tuple[int, int]]) -> None:
        self.flat, self.low, self.text = flat, flat.low, flat.text
        self.issuer = header.issuer if header.type in _ORDERS else None
        self.barred = barred
        self.body: str | None = None
        self.state = State()
        self.found: list[Statement] = []

    def _heading(self, start: int, end: int) -> bool:
        """A paragraph that is no sentence: a section's speaker, the body that the lines below ask, or nothing."""
        last = self.text[end - 1]
        if self.text[start] in _SPEAKER_FIRST and (match := _SPEAKER_HEADING.match(self.text, start, end + 1)):
            self.body, self.state = match.group(1).strip(), State()
            return True
        if last == ":" and (opened := _OPENS_LIST.search(self.low, max(start, end - 180), end)):
            return self._opens_list(start, opened.start(1))
        text = self.text[start:end]
        if last == "”" or (last == "," and len(text) > 60):
            return False
        item = _ITEM.match(text)
        begin = start + (item.end() if item else 0)
        low = self.low[begin:end]
        if text[-1] == ":" and patterns.request().search(low) and not patterns.subject().match(low):
            return False
        if self.issuer and patterns.subject().match(self.low, begin, end) and len(low) < 260 and not self._has_verb(begin, end):
            self.state = State(
                "directive", self.issuer, self.text[begin:end].rstrip(" :").removesuffix(" có trách nhiệm"), listing=True
            )
            return True
        if text[-1] == ":" and (patterns.request().search(low) or self.state.kind):
            return False
        if item and text[-1] not in ".;" and _deeper(text).match(self.text, end):
            return True
        if text.isupper() or (item and len(low) < 160 and text[-1] != ":"):
            if self.issuer:
                self.state = (
                    State("directive", self.issuer, None, listing=True)
                    if _TASK_HEADING.search(low)
                    else (State() if text.isupper() else self.state)
                )
            return not self.state.kind or not patterns.verb().match(self.low, begin, end) or text.isupper()
        return True

    def _opens_list(self, start: int, word: int) -> bool:
        """ "Phó Thủ tướng X kết luận như sau:", "Để …, đề nghị:": the lines below are what is asked."""
        span = subject_before(self.flat, start, word)
        who = self.text[slice(*span)] if span else self.issuer
        if who is None:
            return False
        self.state = State("directive", who, None, listing=True)
        return True

    def _has_verb(self, begin: int, end: int) -> bool:
        head = patterns.subject().match(self.low, begin, end)
        return (
            head is None
            or patterns.any_verb().search(self.low, head.end(), end) is not None
            or patterns.modal().search(self.low, begin, end) is not None
        )
