"""Directives and commitments: who asks, or undertakes, what; carried on over the sentences of the same speaker.

Sentence by sentence: a request word with its speaker opens a directive, "sẽ" or "quyết tâm" with its subject a
commitment; what follows belongs to the same speaker while it begins with a verb, a connector or a modal. Actions are
split at ";" and at sentence ends, never at commas. In a document that gives orders (a plan, a directive, a dispatch) the
issuing body is the speaker, and a heading that names a body is who the lines below it ask.
"""

import re
from dataclasses import dataclass
from functools import cache

from dutdiem.reading.flat import Flat
from dutdiem.reading.model import Header
from dutdiem.reading.statements import patterns
from dutdiem.reading.statements.subjects import asked, subject_before
from dutdiem.reading.triggers import Hit
from dutdiem.reading.vocabulary import vocabulary

_SPEAKER_HEADING = re.compile(
    r"(?:(?:GS|PGS|TS|ThS)[.,]? ?|Đại tướng|Thượng tướng|Trung tướng|Thiếu tướng|Đại tá|Thượng tá|Trung tá|Đồng chí|Ông|Bà)[ ,][^:.\n]{5,80}?, [^:.\n]*?"
    r"(?:Cục trưởng|Phó Cục trưởng|Giám đốc|Phó Giám đốc|Hiệu trưởng|Phó Hiệu trưởng|Tư lệnh|Phó Tư lệnh|Trưởng phòng|Chánh Văn phòng|Viện trưởng|Bí thư|Chủ tịch|Trưởng Công an|Chỉ huy trưởng|Vụ trưởng) ([^:\n,]{3,120})[:\n]"
)
_ITEM = re.compile(r"(?:[-–+•] ?|\(?(?:\d{1,2}(?:\.\d{1,2})*|[ivx]+|[a-zđ])[.)] ?|[IVX]+[.)-] ?|Điều \d+\. ?)+")
_OPENS_LIST = re.compile(
    r"\b(kết luận|yêu cầu|chỉ đạo|đề nghị|giao|ý kiến chỉ đạo|lưu ý)(?: (?:một số |các )?(?:nội dung|nhiệm vụ|giải pháp|công việc|vấn đề|ý kiến)[^:]{0,80})?(?: như sau| sau đây| sau)?:$"
)
_TASK_HEADING = re.compile(r"nhiệm vụ|giải pháp|tổ chức thực hiện|phân công|trách nhiệm|nội dung|yêu cầu:")
_ORDERS = frozenset(("KH", "CT", "CĐ", "CTr", "QĐ", "NQ", "TB", "KL", "CV", "HD", "ĐA", "QC", "QyĐ"))
_QUESTION = re.compile(r"\?|làm gì|như thế nào")
_ASKS = re.compile(r"(?:yêu cầu|đề nghị|giao)\b")
_JOINED = re.compile(r"(?:đồng thời|và|,|;) $")
_DONE = re.compile(r"\bđã\b")
_SO_THAT = re.compile(r"để từ đó|qua đó|từ đó|nhằm|nhờ đó")
_GOING = re.compile(r" (?:sẽ |tiếp tục )")
_PROMISE = re.compile(r",? và (?:cũng )?sẽ |, (?:từ đó|qua đó) ")
_FARTHEST = 600
_MARKS = re.compile(r"[();]")
_BY_WHEN = re.compile(r"hoàn thành|thời gian|trước|chậm nhất|dự kiến")
_POLICE = re.compile(r"công an(?: \w+)?$")
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


@dataclass(slots=True)
class Statement:
    """A directive or commitment (flat offsets): `who` asks or undertakes, `assignee` is asked; `sentence` bounds its due."""

    kind: str
    start: int
    end: int
    who: str | None
    assignee: str | None
    sentence: tuple[int, int]


@dataclass(slots=True)
class State:
    """What the sentences before have left open. `weak`: a sentence has come between; only a modal goes on."""

    kind: str = ""
    who: str | None = None
    assignee: str | None = None
    weak: bool = False
    listing: bool = False


class StatementFinder:
    """Reads one text's sentences in order."""

    def __init__(self, flat: Flat, header: Header, barred: list[tuple[int, int]]) -> None:
        self.flat, self.low, self.text = flat, flat.low, flat.text
        self.issuer = header.issuer if header.type in _ORDERS else None
        self.barred = barred
        self.body: str | None = None
        self.state = State()
        self.found: list[Statement] = []

    def find(self, sentences: list[tuple[int, int]], hits: list[Hit]) -> list[Statement]:
        """Of sentences and the statement words in them, both in order."""
        low, size = self.low, len(hits)
        last_end = barred_at = at = 0
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
            new = not last_end or low.find("\n", last_end, start) >= 0
            last_end = end
            if new and (end >= len(low) or low[end] == "\n") and self._heading(start, end):
                continue
            if first < at or self.state.kind:
                self._sentence(start, end, hits[first:at], new=new)
        return self.found

    def _heading(self, start: int, end: int) -> bool:
        """A paragraph that is no sentence: a section's speaker, the body that the lines below ask, or nothing."""
        last = self.text[end - 1]
        if last in ".;!?…":
            return False
        if match := _SPEAKER_HEADING.match(self.text, start, end + 1):
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
            self.state = State("directive", self.issuer, self.text[begin:end].rstrip(" :"), listing=True)
            return True
        if text[-1] == ":" and (patterns.request().search(low) or self.state.kind):
            return False
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

    def _segments(self, at: int, start: int, end: int, *, first: str) -> bool:
        """One statement for each part between ";"; True where there was any.

        The first part is what follows a request ("asked"), an action ("plain"), or a sentence that "goes on".
        """
        any_found, dead = False, False
        for number, (begin, stop) in enumerate(_split(self.low, at, end)):
            spoken = asked(self.flat, begin, stop) if first == "asked" and not number and self.state.kind == "directive" else None
            if spoken is not None:
                span, begin = spoken
                if span:
                    self.state.assignee = self.text[slice(*span)]
                elif (
                    self.state.assignee is None
                    and self.found
                    and self.found[-1].kind == "directive"
                    and same_asker(self.found[-1].who, self.state.who)
                ):
                    self.state.assignee = self.found[-1].assignee
                any_found |= self._add(begin, stop, (start, end))
            elif first != "goes on" and not number:
                any_found |= self._add(begin, stop, (start, end))
            elif not dead:
                any_found |= self._part(begin, stop, (start, end), follows=any_found)
                dead = not any_found and _DONE.search(self.low, begin, stop) is not None
        if dead:
            self.state = State()
        return any_found

    def _part(self, begin: int, stop: int, sentence: tuple[int, int], *, follows: bool) -> bool:
        """A part that goes on: an action, something attached to the one before, or a mere purpose."""
        low = self.low
        while begin < stop and low[begin] in ' ,“"':
            begin += 1
        lead = patterns.connector().match(low, begin, stop)
        at = lead.end() if lead else begin
        if patterns.purpose().match(low, begin) and not patterns.verb().match(low, at, stop):
            return False
        if _SO_THAT.match(low, begin):
            return False
        if match := patterns.leading_modal().match(low, at, stop):
            return self._add(match.end(), stop, sentence)
        head = patterns.subject().match(low, at, stop)
        if patterns.verb().match(low, at, stop) and not (
            head and head.end() - at > 3 and not low.startswith(("tổ chức", "lãnh đạo"), at)
        ):
            return self._add(at, stop, sentence)
        modal = patterns.modal().search(low, at, stop) if self.state.kind == "directive" else None
        if modal:
            return self._with_modal(at, modal, stop, sentence)
        if follows and patterns.attached().match(low, begin) and self.found:
            self.found[-1].end = _trim(self.text, self.found[-1].start, stop)
        if head and self.state.kind == "commitment" and (going := _GOING.search(low, head.end(), stop)):
            return self._add(going.end() if going.group() == " sẽ " else going.start() + 1, stop, sentence)
        if self.state.listing and head:
            span, action = asked(self.flat, at, stop)
            if span:
                self.state.assignee = self.text[slice(*span)]
                return self._add(action, stop, sentence)
        return False

    def _with_modal(self, at: int, modal: re.Match[str], stop: int, sentence: tuple[int, int]) -> bool:
        """ "Công an X cần …" asks X; "Giai đoạn tới cần …" asks as before; a fronted object belongs to the action."""
        who = subject_before(self.flat, at, modal.start())
        if who and modal.start() - who[0] < 160:
            if not patterns.person().match(self.low, who[0]) and self.low[who[0] : who[1]] not in ("chúng ta", "chúng tôi"):
                self.state.assignee = self.text[slice(*who)]
            return self._add(modal.end(), stop, sentence)
        body = _POLICE.search(self.low, at, modal.start())
        if patterns.adverbial().match(self.low, at) or body:
            if body:
                self.state.assignee = self.text[body.start() : body.end()]
            return self._add(modal.end(), stop, sentence)
        return self._add(at, stop, sentence)

    def _add(self, begin: int, stop: int, sentence: tuple[int, int]) -> bool:
        while begin < stop and self.text[begin] in ' ,:“"-–':
            begin += 1
        promise = _PROMISE.search(self.low, begin, stop)
        end = _trim(self.text, begin, promise.start() if promise else stop)
        if end - begin < 12 or patterns.praising().match(self.low, begin):
            return False
        self.state.weak = False
        self.found.append(Statement(self.state.kind, begin, end, self.state.who, self.state.assignee, sentence))
        return True


def same_asker(one: str | None, other: str | None) -> bool:
    """ "Đồng chí Phan Văn Mãi" and "Chủ tịch UBND TPHCM Phan Văn Mãi" are one: most words of the shorter are in the longer."""
    some, others = set((one or "").lower().split()), set((other or "").lower().split())
    return bool(some) and len(some & others) >= 0.6 * min(len(some), len(others))


def _split(low: str, at: int, end: int) -> list[tuple[int, int]]:
    """The parts between ";" outside brackets."""
    parts, depth, start = [], 0, at
    for match in _MARKS.finditer(low, at, end):
        if match.group() == ";":
            if depth <= 0:
                parts.append((start, match.start()))
                start = match.end()
        else:
            depth += 1 if match.group() == "(" else -1
    parts.append((start, end))
    return parts


def _trim(text: str, begin: int, end: int) -> int:
    """Without closing marks, and without a closing bracket that only says by when."""
    while end > begin and text[end - 1] in ' .;,…:/”"':
        if (text[end - 1] == "”" and "“" in text[begin:end]) or (text[end - 1] == '"' and text.count('"', begin, end) % 2 == 0):
            break
        end -= 1
    if end > begin and text[end - 1] == ")":
        opened = text.rfind("(", begin, end)
        if opened > begin and _BY_WHEN.search(text, opened, end):
            end = opened
            while end > begin and text[end - 1] in " .;,…":
                end -= 1
    return end
