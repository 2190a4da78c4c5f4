"""What somebody says: a word of saying before "cần" or "phải", and what was said in quotes before its speaker."""

import re

from dutdiem.reading.statements import patterns
from dutdiem.reading.statements.actions import Actions
from dutdiem.reading.statements.heads import Head
from dutdiem.reading.statements.state import State, same_asker
from dutdiem.reading.statements.subjects import holds_office

_JOINED = re.compile(r"(?:đồng thời|và|,|;) $")
SPEAKER_ENDS = re.compile(
    r" (?=đã|ghi nhận|biểu dương|đánh giá|cho rằng|chúc mừng|đề|yêu|nhấn|khẳng|thống|cơ bản|nhất trí"
    r"|nói|cho (?:biết|ý kiến)|có ý kiến|phát biểu|hoan nghênh|chỉ|lưu|giao|tiếp thu|chia sẻ|phân tích|nhìn nhận|bày tỏ|cảm ơn"
    r"|đồng tình|tán thành|nêu|kết luận|thông báo|phản ánh|sau khi)|,"
)
FIRST_OF = re.compile(r"[^;:.]{3,140}: ?[“\"]?(?:một là|thứ nhất|trước tiên)[,:]? ")
"""“… yêu cầu thực hiện tốt một số nhiệm vụ: Một là, …”."""
_COUNTED = re.compile(
    r"(?: (?:\d+|một số|các|những|hai|ba|bốn|năm) (?:việc|nhiệm vụ|giải pháp|nội dung|vấn đề)[^;:.]{0,24}"
    r" (?:cần|phải|trọng tâm)\b[^;:.]{0,40}|,)?: ?[“\"]?(?:(?:một là|thứ nhất|trước tiên)[,:]? )?(?=\w)"
)
"""“chỉ rõ ba việc cần làm ngay: rà soát …”, “nhấn mạnh: Một là, hoàn thiện …”."""
FARTHEST = 600
CONCLUDES = "kết luận: "


class Sayings(Actions):
    """Adds sentences in which somebody says what needs to be done."""

    def _spoken(self, start: int, begin: int, stop: int, end: int, word: str) -> bool:
        """A word of saying or asking after or before what is said."""
        if end - stop == 1 and self.low[stop] == ":":
            return False
        if end - stop <= 1 and self._quoted(start, begin):
            return True
        return word in patterns.word_set("saying") and self._said(start, begin, stop, end, word)

    def _quoted(self, start: int, begin: int) -> bool:
        """ "“Các đơn vị phải …”, Giám đốc nhấn mạnh.": the speaker comes after what was said."""
        near = max(start, begin - FARTHEST)
        close = max(self.low.rfind("”, ", near, begin), self.low.rfind('", ', near, begin))
        span = self._subject_before(close + 2, begin) if close > start else None
        if close < start and (last := self._subject_before(start, begin)) and self._closes(start, last[0]):
            close, span = last[0] - 2, last
        head = self._head(start, close) if span else None
        if span is None or head is None or head.form != "modal":
            return False
        self._speaks(self.text[slice(*span)])
        return self._segments(start, start, close, head)

    def _closes(self, start: int, at: int) -> bool:
        """ "Phải làm ngay, Bí thư Tỉnh ủy nhấn mạnh.": an officer behind a comma, and before it what must be done."""
        modal = patterns.leading_modal().match(self.low, start)
        return modal is not None and self.low.startswith(", ", at - 2) and holds_office(self.low, at)

    def _said(self, start: int, begin: int, stop: int, end: int, word: str) -> bool:
        """ "X nhấn mạnh, thời gian tới, các đơn vị cần …": asks where what is said needs or must be done.

        A person in authority who urges something else speaks on: what follows with "cần" or "phải" asks.
        """
        at, counted = self._what_is_said(stop, end)
        head, urging = self._head(at, end), word in patterns.word_set("urging")
        if not urging and (head is None or head.form != "modal"):
            return False
        span = self._subject_before(start, begin)
        who = self.text[slice(*span)] if span else self._main_subject(start, begin)
        if who is None:
            return False
        if head is None or (urging and head.form == "told"):
            return self._urges_on(at, start, end, who, span)
        if head.form != "modal" and not (head.form == "verb" and counted and not head.subject):
            return holds_office(who.lower(), 0) and self._urged(at, start, end, who)
        if head.form == "verb" and not holds_office(who.lower(), 0):
            return False
        self._speaks(self._named(who, start if head.form == "verb" else span[0] if span else -1))
        return self._segments(at, start, end, head)

    def _what_is_said(self, stop: int, end: int) -> tuple[int, bool]:
        """Where it begins behind the word of saying, and whether it is counted off ("chỉ rõ ba việc cần làm ngay: rà soát …")."""
        said = patterns.after_saying().match(self.low, stop, end)
        at = said.end() if said else stop
        if first := FIRST_OF.match(self.low, at, end):
            at = first.end()
        counted = _COUNTED.match(self.low, stop, end)
        return (counted.end(), True) if counted else (at, False)

    def _urges_on(self, at: int, start: int, end: int, who: str, span: tuple[int, int] | None) -> bool:
        """What is said begins with no action: a modal in it asks, else an officer's next sentence may."""
        if modal := patterns.modal().search(self.low, at, min(end, at + FARTHEST)):
            self._speaks(self._named(who, span[0] if span else -1))
            if (colon := self.low.rfind(": ", at, modal.start())) > 0:
                at = colon + 2
            return self._segments(at, start, end, self._head(at, end))
        if self.state.kind != "directive" and holds_office(who.lower(), 0):
            self._speaks(who)
            self.state.weak = True
        return False

    def _urged(self, at: int, start: int, end: int, who: str) -> bool:
        """ "X lưu ý, thời gian … chỉ kéo dài đến …; vì vậy các chủ đầu tư không được …": the body that must, wherever it comes."""
        for modal in patterns.modal().finditer(self.low, at, min(end, at + FARTHEST)):
            part = max(at, self.low.rfind("; ", at, modal.start()) + 2)
            span = self._subject_before(part, modal.start() + 1)
            if span and not holds_office(self.low, span[0]):
                self._speaks(self._named(who))
                self.state.assignee = self.state.main = self.text[slice(*span)]
                return self._segments(modal.end(), start, end, Head("modal", modal.end()))
        return False

    def _speaks(self, who: str) -> None:
        """From here on `who` asks; whoever the same asker asked last is still asked."""
        former = self._former(who)
        main = self.state.main if former and self.state.kind == "directive" else former
        self.state, self.asker = State("directive", who, former, main), who
        self.speakers.spoke(who)

    def _former(self, who: str) -> str | None:
        """Whom the same asker asked last."""
        last = self.found[-1] if self.found else None
        if last is None or last.kind != "directive":
            return None
        return last.assignee if same_asker(last.who, self.speakers.holders.get(who, who)) else None

    def _main_subject(self, start: int, begin: int) -> str | None:
        """ "Chủ tịch X ghi nhận …; đồng thời yêu cầu Y": the subject stands at the head of the sentence."""
        if not _JOINED.search(self.low, max(start, begin - 11), begin):
            return None
        cut = start if begin - start < FARTHEST else -1
        while cut >= 0:
            at = cut if cut == start else cut + 2
            if patterns.words("persons").match(self.low, at) or patterns.subject().match(self.low, at):
                stop = SPEAKER_ENDS.search(self.low, at, begin)
                return self.text[at : stop.start()] if stop else None
            cut = self.low.find(", ", at, begin)
        return None

    def _concludes(self, kind: str, begin: int, at: int) -> bool:
        """ "Đ/c A kết luận: Công an xã rà soát …; Văn phòng …": what the officer asks begins in the same line."""
        stop = at + len(CONCLUDES)
        return self.text[stop] not in '“"' and holds_office(self.low, begin) and self._opens_list(kind, begin, stop - 1)
