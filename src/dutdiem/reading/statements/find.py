"""Directives and commitments: who asks, or undertakes, what; carried on over the sentences of the same speaker.

Sentence by sentence: a request word with its speaker opens a directive, "sẽ" or "quyết tâm" with its subject a
commitment; what follows belongs to the same speaker while it begins with a verb, a connector or a modal. Actions are
split at ";" and at sentence ends, never at commas. In a document that gives orders (a plan, a directive, a dispatch) the
issuing body is the speaker, and a heading that names a body is who the lines below it ask.
"""

import re
from functools import cache

from dutdiem.reading.statements import patterns
from dutdiem.reading.statements.actions import Actions
from dutdiem.reading.statements.state import State, Statement
from dutdiem.reading.statements.subjects import asked, subject_before
from dutdiem.reading.triggers import Hit
from dutdiem.reading.vocabulary import vocabulary

_QUESTION = re.compile(r"\?|làm gì|như thế nào")
_ASKS = re.compile(r"(?:yêu cầu|đề nghị|giao)\b")
_JOINED = re.compile(r"(?:đồng thời|và|,|;) $")
_ENDS = frozenset(".;!?…")
_FARTHEST = 600
_WILL = re.compile(r" (?:trong [^,;]{3,40} )?sẽ ")
_SPEAKER_ENDS = re.compile(
    r" (?=đã|ghi nhận|biểu dương|đánh giá|cho rằng|chúc mừng|đề|yêu|nhấn|khẳng|thống|cơ bản|nhất trí|hoan nghênh|chỉ|lưu|giao)|,"
)


@cache
def _kinds_of_words() -> dict[str, str]:
    """Each statement word's kind: request, saying, or other."""
    words = vocabulary("statements")
    return (
        dict.fromkeys(words["openers"], "other")
        | dict.fromkeys(words["saying"], "saying")
        | dict.fromkeys(words["request"], "request")
    )


class StatementFinder(Actions):
    """Reads one text's sentences in order."""

    def find(self, sentences: list[tuple[int, int]], hits: list[Hit]) -> list[Statement]:
        """Of sentences and the statement words in them, both in order."""
        low, text, size = self.low, self.text, len(hits)
        barred_at = at = 0
        for start, end in sentences:
            while barred_at < len(self.barred) and self.barred[barred_at][1] <= start:
                barred_at += 1
            if barred_at < len(self.barred) and self.barred[barred_at][0] < end:
                continue
            while at < size and hits[at][0] < start:
                at += 1
            first = at
            while at < size and hits[at][0] < end:
                at += 1
            new = start == 0 or low[start - 1] == "\n"
            if new and text[end - 1] not in _ENDS and (end >= len(low) or low[end] == "\n") and self._heading(start, end):
                continue
            if first < at or self.state.kind:
                self._sentence(start, end, hits[first:at], new=new)
        return self.found

    def _sentence(self, start: int, end: int, hits: list[Hit], *, new: bool) -> None:
        if new and self.state.weak and not self.state.listing:
            self.state = State()
        if self.text[end - 1] == "?" or (hits and _QUESTION.search(self.low, start, end)):
            return
        if new and self.state.listing:
            self.state.weak = False
            if self._item(start, end):
                return
        if hits and (self._request(start, end, hits) or self._undertaking(start, end, hits) or self._order(start, end, hits)):
            return
        if self.state.kind and self._goes_on(start, end):
            return
        self.state.weak = True

    def _item(self, start: int, end: int) -> bool:
        """A line of a list that names whom it asks: "2. Bộ Y tế chỉ đạo …", "(ii) Chủ đầu tư phối hợp …"."""
        lead = patterns.connector().match(self.low, start, end)
        at = lead.end() if lead else start
        if not patterns.subject().match(self.low, at, end):
            return False
        span, action = asked(self.flat, at, end)
        if span is None or patterns.past().search(self.low, span[0], action) or _ASKS.match(self.low, action):
            return False
        self.state.assignee = self.text[slice(*span)]
        if self.low.startswith("có trách nhiệm ", action):
            action += len("có trách nhiệm ")
        return self._segments(action, start, end, first="plain")

    def _request(self, start: int, end: int, hits: list[Hit]) -> bool:
        low, kinds = self.low, _kinds_of_words()
        for begin, stop, word in hits:
            if kinds[word] != "request":
                continue
            who = self._asker(start, begin, stop, word)
            if who is None:
                continue
            self.state = State("directive", who, None)
            return self._requested(stop, start, end)
        for begin, stop, word in hits:
            if kinds[word] != "saying":
                continue
            said = patterns.after_saying().match(low, stop, end)
            modal = patterns.leading_modal().match(low, said.end() if said else stop, end)
            span = subject_before(self.flat, start, begin) if modal else None
            if span and modal:
                self.state = State("directive", self.text[slice(*span)], self.state.assignee)
                return self._segments(modal.end(), start, end, first="asked")
        return False

    def _asker(self, start: int, begin: int, after: int, word: str) -> str | None:
        """Who asks; None where the word is a noun, reports the past, or names no asker."""
        low = self.low
        head = patterns.subject().match(low, after + 1)
        if word in ("giao", "giao cho", "giao nhiệm vụ cho", "giao nhiệm vụ", "chỉ đạo", "phân công") and not head:
            return None
        if patterns.noun_after().match(low, after) and not (head and word != "chỉ đạo"):
            return None
        lead = patterns.connector().match(low, start, begin + 1)
        if begin == start or (lead and lead.end() == begin):
            return self.issuer if word not in ("chỉ đạo", "phân công") or not self.state.kind else None
        if patterns.noun_before().search(low, max(start, begin - 18), begin):
            return self._main_subject(start, begin)
        span = subject_before(self.flat, start, begin)
        if span:
            return self.text[slice(*span)]
        if self.issuer and low[begin - 2 : begin] == ", " and patterns.adverbial().match(low, start):
            return self.issuer
        return self._main_subject(start, begin)

    def _main_subject(self, start: int, begin: int) -> str | None:
        """ "Chủ tịch X ghi nhận …; đồng thời yêu cầu Y": the subject stands at the head of the sentence."""
        if not _JOINED.search(self.low, max(start, begin - 11), begin):
            return None
        cut = start if begin - start < _FARTHEST else -1
        while cut >= 0:
            at = cut if cut == start else cut + 2
            if patterns.person().match(self.low, at) or patterns.subject().match(self.low, at):
                stop = _SPEAKER_ENDS.search(self.low, at, begin)
                return self.text[at : stop.start()] if stop else None
            cut = self.low.find(", ", at, begin)
        return None

    def _requested(self, at: int, start: int, end: int) -> bool:
        rest = self.low[at:end].strip(' “"')
        if rest in ("", ":"):
            self.state.listing = True
            return True
        colon = self.low.rfind(":", at, end)
        if colon == end - 1:
            span, _ = asked(self.flat, at, end)
            whom = self.text[slice(*span)] if span else self.text[at : end - 1].strip()
            self.state.assignee, self.state.listing = (whom if len(whom) < 200 else None), True
            return True
        return self._segments(at, start, end, first="asked")

    def _undertaking(self, start: int, end: int, hits: list[Hit]) -> bool:
        """ "X sẽ …", "quyết tâm …", and "tiếp tục" where the sentence looks ahead."""
        for begin, stop, word in hits:
            if word == "sẽ":
                at = -1 if self._foretold(start, begin, stop) else stop
            elif word in ("quyết tâm", "cam kết"):
                will = _WILL.match(self.low, stop, end)
                at = will.end() if will else -1
            else:
                continue
            if at < 0:
                continue
            asking = self.state.kind == "directive" and not self.state.weak
            if asking and not subject_before(self.flat, start, begin) and not self._on_behalf(start, begin):
                continue
            return self._undertaken(start, begin, at, end)
        going = next((begin for begin, _, word in hits if word == "tiếp tục"), None)
        look = patterns.future().search(self.low, start, min(going, start + 160)) if going is not None else None
        if going is None or look is None or patterns.past().search(self.low, start, going):
            return False
        if self.state.kind == "directive" and not self.state.weak:
            return False
        return self._undertaken(start, going, going, end)

    def _foretold(self, start: int, begin: int, stop: int) -> bool:
        """ "Đây sẽ là …", "tin tưởng … sẽ …": foretold or hoped, not undertaken."""
        before, after = patterns.foretelling()
        start = max(start, begin - _FARTHEST)
        clause = max(start, *(self.low.rfind(mark, start, begin) + 1 for mark in ",;:"))
        return bool(after.match(self.low, stop) or before.match(self.low, clause, begin))

    def _undertaken(self, start: int, verb: int, action: int, end: int) -> bool:
        span = subject_before(self.flat, start, verb)
        who = self.text[slice(*span)] if span else self.state.who if self.state.kind == "commitment" else None
        who = who or self._on_behalf(start, verb)
        if who is None and not self._connected(start, verb):
            return False
        self.state = State("commitment", self._resolved(who), None)
        return self._segments(action, start, end, first="asked")

    def _on_behalf(self, start: int, verb: int) -> str | None:
        """ "Thay mặt X, đồng chí Y …; đồng thời quyết tâm …": X undertakes, else whoever heads the sentence and speaks on."""
        if self.low.startswith("thay mặt ", start):
            stop = self.low.find(",", start, verb)
            return self.text[start + len("thay mặt ") : stop] if stop > 0 else None
        return self._main_subject(start, verb)

    def _connected(self, start: int, verb: int) -> bool:
        lead = patterns.connector().match(self.low, start, verb)
        return lead is not None and lead.end() >= verb - 1 and self.body is not None

    def _resolved(self, who: str | None) -> str | None:
        """ "chúng tôi", "đơn vị": the body whose section this is, or who was named last."""
        if who is None or who.lower() in ("chúng tôi", "đơn vị", "chúng ta"):
            return self.body or (self.state.who if self.state.kind == "commitment" else who)
        return who

    def _order(self, start: int, end: int, hits: list[Hit]) -> bool:
        """ "Sở X chủ trì, phối hợp …", "UBND xã có trách nhiệm …" in a document that gives orders."""
        duty = next((hit for hit in hits if hit[2] in ("chủ trì", "có trách nhiệm", "chịu trách nhiệm")), None)
        if not self.issuer or duty is None:
            return False
        lead = patterns.connector().match(self.low, start, end)
        at = lead.end() if lead else start
        if duty[0] - at > 260 or not patterns.subject().match(self.low, at, end) or patterns.past().search(self.low, at, duty[0]):
            return False
        self.state = State("directive", self.issuer, self.text[at : duty[0]].strip(" ,"), listing=self.state.listing)
        return self._segments(duty[1] if duty[2] == "có trách nhiệm" else duty[0], start, end, first="plain")

    def _goes_on(self, start: int, end: int) -> bool:
        """A sentence of the same speaker: it begins with a verb, a connector or a modal, or has a modal of its own."""
        if self.state.weak and not patterns.modal().search(self.low, start, end):
            return False
        if patterns.breaking().match(self.low, start):
            return False
        if self.state.weak and self.state.kind == "commitment":
            return False
        return self._segments(start, start, end, first="goes on")
