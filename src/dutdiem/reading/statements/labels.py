"""Lines below a task that only say who leads it and by when: "Cơ quan chủ trì: Sở Tư pháp", "Thời gian hoàn thành: Quý II/2024".

Plans set them under each task (Decree 30/2020/NĐ-CP has no form for it; the plans of provinces and ministries do it so).
"""

import re

from dutdiem.reading.flat import Flat
from dutdiem.reading.statements import patterns
from dutdiem.reading.statements.clauses import clause
from dutdiem.reading.statements.heads import Head
from dutdiem.reading.statements.state import Statement, split_parts

_LEADS = re.compile(
    r"(?:(?:cơ quan|đơn vị|đầu mối|tổ chức) )?(?:được giao )?(?:chủ trì|thực hiện|đầu mối|chịu trách nhiệm(?: chính)?)"
    r"(?:,? (?:thực hiện|tham mưu|triển khai|chính|xây dựng|soạn thảo|hướng dẫn)){0,3}: ?"
)
_BESIDE = re.compile(r"(?:(?:cơ quan|đơn vị) )?phối hợp(?: thực hiện)?: |(?:sản phẩm|kết quả|kinh phí)[^:\n]{0,24}: ")
_TIMES = re.compile(r"(?:thời (?:gian|hạn)|tiến độ|hạn)(?: (?:hoàn thành|thực hiện|báo cáo|trình))?: ?")
_NAME_ENDS = re.compile(r"[;.\n(]|, phối hợp|$")


class Labels:
    """Gives the statements of one item whom its labels name, and where they say by when."""

    def __init__(self, flat: Flat, found: list[Statement]) -> None:
        self.flat, self.found = flat, found
        self.first, self.open = 0, False
        self.until = 0
        """Where the last label ended: another may follow in its line."""

    def begin(self) -> None:
        """A section or a numbered item begins: labels below it are not of what stands above."""
        self.first, self.open = len(self.found), False

    def read(self, begin: int, end: int) -> bool:
        """Whether the sentence is such a label and no more; a second task after labels begins an item of its own."""
        low = self.flat.low
        lead, time = _LEADS.match(low, begin, end), _TIMES.match(low, begin, end)
        if not (lead or time or _BESIDE.match(low, begin, end)) or (lead and not patterns.subject().match(low, lead.end(), end)):
            return False
        if self.first >= len(self.found):
            return False
        if not self.open:
            self.open, self.end = True, len(self.found)
        elif self.end < len(self.found):
            self.first, self.end = self.end, len(self.found)
        told = clause(self.flat, lead.end(), end) if lead else None
        for start, stop in split_parts(low, begin, end):
            self._take(start + (low[start] == " "), stop, told if start == begin else None)
        self.until = end if told is None else 0
        return told is None

    def _take(self, begin: int, end: int, told: Head | None) -> None:
        """One label; several may stand in a line ("Chủ trì: Sở Y tế; phối hợp: Sở Tài chính; thời gian: Quý II")."""
        low = self.flat.low
        lead, time = _LEADS.match(low, begin, end), _TIMES.match(low, begin, end)
        if lead and not patterns.subject().match(low, lead.end(), end):
            return
        name = self._name(lead.end(), end, told) if lead else ""
        for statement in self.found[self.first : self.end]:
            if lead and statement.assignee is None:
                statement.assignee = name
            elif time and statement.by is None:
                statement.by = (begin, end)

    def _name(self, begin: int, end: int, told: Head | None) -> str:
        """What the label names; where the line goes on to say what to do ("Sở Nội vụ chủ trì tham mưu …"), its subject."""
        stop = _NAME_ENDS.search(self.flat.low, begin, end)
        until = told.subject[1] if told and told.subject else stop.start() if stop else end
        return self.flat.text[begin:until].strip()
