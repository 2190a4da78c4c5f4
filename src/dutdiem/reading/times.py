"""The times of one text, to ask what holds at a place: by when a statement is due, of when a figure is."""

import re
from bisect import bisect_left
from datetime import date

from dutdiem.reading.flat import Flat
from dutdiem.reading.periods.period import Period
from dutdiem.reading.periods.recurring import Recurring, how_often, may_say_how_often
from dutdiem.reading.statements.state import Statement

_HEADING = 180
_REACH = 3000
_ABOUT = 800
_PLANNED = re.compile(
    r"(?:[,;]|\bvà|[-–]) (?:phương hướng|nhiệm vụ|kế hoạch|triển khai|giải pháp|mục tiêu|dự kiến)\b[^,;:.\n]{0,48}\Z"
)


class Times:
    """The times of one text, to ask what holds at a place."""

    def __init__(self, flat: Flat, periods: list[Period], sentences: list[tuple[int, int]], anchor: date | None) -> None:
        self.anchor = anchor
        self.flat, self.periods = flat, [period for period in periods if not period.unresolved]
        self.unresolved = [period.start for period in periods if period.unresolved]
        self.starts = [period.start for period in self.periods]
        self.sentences, self.sentence_starts = sentences, [start for start, _ in sentences]

    def sentence(self, at: int) -> tuple[int, int]:
        index = bisect_left(self.sentence_starts, at + 1) - 1
        return self.sentences[index] if index >= 0 else (at, at)

    def inside(self, start: int, end: int) -> list[Period]:
        return self.periods[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def due_of(self, statement: Statement) -> Period | None:
        """A deadline in the statement's own part, a stretch still to come in it, else the window that opens part or sentence."""
        start, end = max(statement.opening[0], statement.start - _REACH), min(len(self.flat.text), statement.end + 60)
        inside = self.inside(start, end)
        own = [p for p in inside if p.role == "deadline" and self._belongs(p, statement)]
        if statement.by and (labelled := [p for p in self.inside(*statement.by) if not self._only_begins(p)]):
            return own[-1] if own and self._holds(own[-1], labelled[-1]) else labelled[-1]
        if own:
            return own[-1]
        ahead = [p for p in inside if statement.start <= p.start < statement.end and self._ahead(p)]
        if ahead:
            return ahead[-1]
        return next((p for p in inside if self._is_window(p, statement)), None)

    def _holds(self, own: Period, labelled: Period) -> bool:
        """Whether an action's own deadline holds against its label's ("Lập Đề án đến năm 2030" only names what is made)."""
        said = self.flat.low[own.start : own.end]
        return "/" in said or "ngày" in said or bool(own.to and labelled.to and own.to <= labelled.to)

    def recurs(self, statement: Statement) -> Recurring | None:
        """How often it is to be done: a day that comes back in its own words or right before them, else "hằng quý" and the like."""
        begin, end = statement.lead, statement.end
        if statement.opening[1] == statement.start:
            begin = statement.opening[0]
        if not may_say_how_often(self.flat.low, begin, end):
            return None
        day = next((p for p in self.inside(begin, end) if p.recurrence), None)
        if day:
            return Recurring(day.start, day.end, day.recurrence or "")
        return how_often(self.flat.low, begin, end)

    def _only_begins(self, period: Period) -> bool:
        """ "Từ tháng 10/2025 đến khi …": when it ends is not said."""
        said = self.flat.low[period.start : period.end]
        return said.startswith("từ ") and not any(to in said for to in (" đến ", " tới ", "-", "–"))

    def _belongs(self, period: Period, statement: Statement) -> bool:
        """In the action, right before its verb, or in brackets right after it ("(hoàn thành trước ngày …)")."""
        if statement.start <= period.start < statement.end:
            return True
        if 0 <= statement.start - period.end <= 2 and ";" not in self.flat.text[period.end : statement.start]:
            return True
        after = self.flat.text[statement.end : statement.end + 3].lstrip()
        return after.startswith("(") and statement.end <= period.start < statement.end + 60

    def _ahead(self, period: Period) -> bool:
        """ "…, quyết định trong quý IV/2023", "phấn đấu năm 2023 …": a stretch still to come."""
        before = self.flat.low[max(0, period.start - 9) : period.start]
        return period.role == "span" and before.endswith(("trong ", "phấn đấu ", "vào ", "xong ")) and self._later(period)

    def _is_window(self, period: Period, statement: Statement) -> bool:
        """A stretch that opens the sentence or the statement's part ("Trong 6 tháng cuối năm 2023, …", "nhấn mạnh năm 2024, …")."""
        if (
            not period.to
            or period.from_ == period.to
            or period.role == "comparison"
            or (self.anchor and not self._is_ahead(period))
        ):
            return False
        begin, first = statement.opening
        if not (begin <= period.start < first or statement.lead <= period.start < statement.start):
            return False
        if 0 <= statement.start - period.end <= 2:
            return True
        before = self.flat.low[max(begin, period.start - 12) : period.start].removesuffix("trong ")
        return before.strip(' -–•+“"') == "" or before.endswith((", ", ": ", "; ", "quyết tâm ", "mạnh ", "định ", "nhiệm vụ "))

    def stretches(self) -> tuple[list[int], list[int]]:
        """Where the stretches begin that lie for the most part after the anchor, and where those that end before it; in order."""
        spans = [period for period in self.periods if period.role == "span" and period.to]
        ahead = [period.start for period in spans if self._is_ahead(period)]
        return ahead, [period.start for period in spans if period.to and self.anchor and period.to < self.anchor]

    def _is_ahead(self, period: Period) -> bool:
        if self.anchor is None or period.to is None:
            return False
        return (period.to - self.anchor) * 2 > (period.to - (period.from_ or self.anchor))

    def _later(self, period: Period) -> bool:
        return period.to is not None and self.anchor is not None and period.to >= self.anchor

    def due_at(self, at: int) -> Period | None:
        """The deadline of the sentence, else of the heading above ("2. Mục tiêu cụ thể đến năm 2030")."""
        start, end = self._near(at)
        near = [p for p in self.inside(start, end) if p.role == "deadline" or (p.role == "span" and self._later(p))]
        return min(near, key=lambda p: abs(p.start - at)) if near else self._of_heading(start)

    def _near(self, at: int) -> tuple[int, int]:
        """The sentence, or what of a very long one lies about the place."""
        start, end = self.sentence(at)
        return max(start, at - _ABOUT), min(end, at + _ABOUT)

    def _of_heading(self, at: int) -> Period | None:
        for index in range(bisect_left(self.starts, at) - 1, -1, -1):
            period = self.periods[index]
            if at - period.start > _REACH:
                return None
            if period.role == "deadline" and self._in_heading(period):
                return period
        return None

    def _in_heading(self, period: Period) -> bool:
        text = self.flat.text
        start, end = text.rfind("\n", 0, period.start) + 1, text.find("\n", period.end)
        return 0 < end - start < _HEADING and text[end - 1] not in ".;"

    def period_at(self, at: int) -> Period | None:
        """What a reported figure is of: the span in its sentence, else the last one before it."""
        start, end = self._near(at)
        if bisect_left(self.unresolved, start) < bisect_left(self.unresolved, end):
            return None  # its own time is not known, and another's would be wrong
        spans = [p for p in self.inside(start, end) if p.role == "span" and p.from_ != p.to]
        if spans:
            return min(spans, key=lambda p: abs(p.start - at))
        for index in range(bisect_left(self.starts, start) - 1, -1, -1):
            period = self.periods[index]
            if start - period.start > _REACH:
                return None
            long = period.role == "span" and period.from_ and period.to and (period.to - period.from_).days > 27
            if long and not (self._is_ahead(period) or self._is_planned(period)):
                return period
        return None

    def _is_planned(self, period: Period) -> bool:
        """ "Kết quả năm 2025, nhiệm vụ năm 2026": the second time of a line, not over yet, of what is planned."""
        begin, over = self.flat.text.rfind("\n", 0, period.start) + 1, self.anchor and period.to and period.to < self.anchor
        return (
            not over and bool(self.inside(begin, period.start)) and _PLANNED.search(self.flat.low, begin, period.start) is not None
        )

    def compared_at(self, at: int) -> Period | None:
        """What a change is against: the time compared with in its sentence, the nearest."""
        near = [p for p in self.inside(*self._near(at)) if p.role == "comparison" and p.from_]
        return min(near, key=lambda p: abs(p.start - at)) if near else None
