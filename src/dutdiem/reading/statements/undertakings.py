"""Who undertakes: "sẽ", "quyết tâm", "hứa" with its subject, and what is planned for a time to come."""

import re
from bisect import bisect_left

from dutdiem.reading.letters import UPPER
from dutdiem.reading.statements import patterns
from dutdiem.reading.statements.actions import CANNOT
from dutdiem.reading.statements.heads import Head, behind_time, opening
from dutdiem.reading.statements.named import OWN
from dutdiem.reading.statements.requests import Requests
from dutdiem.reading.statements.speakers import is_own
from dutdiem.reading.statements.state import State
from dutdiem.reading.statements.subjects import holds_office
from dutdiem.reading.triggers import Hit

_WILL = re.compile(r" (?:với (?:nhau|[^,;:]{3,30}) )?(?:trong [^,;]{3,40} )?sẽ ")
_ON_THEIR_PART = re.compile(
    r"Về (?:phần|phía) mình, ([^,:;]{3,60}?) (?:nhận|cam kết|đăng ký|sẽ|xin|hứa|đặt|khẳng định|cho biết|cũng|thì)\b"
)
_NAME = re.compile(rf"[{UPPER}][\w&]*(?: [{UPPER}\d][\w&]*)+|[{UPPER}]{{2,8}}|[{UPPER}][a-z]{{5,12}}")
_ASIDE = re.compile(r" (?:xin|tiếp thu|ghi nhận|cảm ơn)\b")
_SIGNED = ("ký ", "ký bản ", "ký kết ", "ký giấy ", "ký giao ước, ")
_BEFORE = re.compile(r" (?:với|trước) (?:hội nghị|cấp trên|nhân dân|lãnh đạo \w+|[^,;:.]{3,60}(?=: ))")
"""Before whom somebody undertakes."""
_SIDES = ("về phía ", "về phần ", "phía ")
_TELLS = frozenset(("cho biết", "khẳng định", "thông tin thêm", "chia sẻ", "bày tỏ"))
_MANY = ("các ", "mỗi ", "từng ", "mọi ", "những ", "toàn ")
_SAID_BEFORE = re.compile(r"\b(?:khẳng định|bày tỏ|cam kết|hứa|cho biết) \Z")
_JOINED = re.compile(r"(?: và|,)(?: (?:đồng thời|sắp tới|tới đây|dự kiến|thời gian tới|cũng))* \Z")
_DONE = ("đã ", "đang ", "vừa ")
_NEAR = 30
_DETERMINED = re.compile(r" (?:xác định|cho biết|cam kết|bày tỏ)\b")
_FARTHEST = 600
_LOOK = 200


class Undertakings(Requests):
    """Adds sentences in which somebody begins to undertake something."""

    def _undertaking(self, start: int, end: int, hits: list[Hit]) -> bool:
        """ "X sẽ …", "quyết tâm …", and "tiếp tục" where the sentence looks ahead; a legal text promises nothing."""
        if self.legal:
            return False
        for begin, stop, word in hits:
            if word == "cam kết" and self._signed(start, begin, stop, end):
                return True
            at = self._undertaken_at(start, begin, stop, end, word)
            if at < 0:
                continue
            asking = self.state.kind == "directive" and not self.state.weak
            if asking and not self._acts_here(start, begin, word):
                continue
            if self.low.find(";", start, begin) > 0 and (self._plans(start, end) or self._says_what_is_planned(start, end, hits)):
                return True
            if self._undertaken(start, begin, at, end):
                return True
        return self._plans(start, end) or self._says_what_is_planned(start, end, hits)

    def _acts_here(self, start: int, begin: int, word: str) -> bool:
        """Whether the sentence itself names who undertakes; while somebody is asking, a bare "sẽ" says no more of it."""
        if self._subject_before(start, begin) or self._on_behalf(start, begin) or self._of_told(start, begin):
            return True
        return word != "sẽ" and self.low.startswith(_SIDES, start) and self._by_name(start, begin) is not None

    def _signed(self, start: int, begin: int, stop: int, end: int) -> bool:
        """ "17/17 huyện ký bản cam kết.": what they undertake comes in the next sentence."""
        if end - stop > 1 or not self.low.endswith(_SIGNED, start, begin):
            return False
        span = self._subject_before(start, self.low.rfind("ký ", start, begin))
        self.state = State("commitment", self._resolved(self.text[slice(*span)]) if span else self.body, None)
        return True

    def _says_what_is_planned(self, start: int, end: int, hits: list[Hit]) -> bool:
        """ "Trưởng phòng X cho biết năm 2024 đơn vị tiếp tục …"."""
        for begin, stop, word in hits:
            if word in _TELLS and self._subject_before(start, begin):
                said = patterns.after_saying().match(self.low, stop, end)
                return self._plans(said.end() if said else stop, end, others=word == "cho biết", spoken=True)
        return False

    def _undertaken_at(self, start: int, begin: int, stop: int, end: int, word: str) -> int:
        """Where the action after the word begins; -1 where the word undertakes nothing."""
        if word == "sẽ":
            return -1 if self._foretold(start, begin, stop) else stop
        if word not in ("quyết tâm", "cam kết", "hứa", "đăng ký") and (word != "thống nhất" or self.issuer):
            return -1
        if will := _WILL.match(self.low, stop, end):
            return will.end()
        if patterns.verb().match(self.low, stop + 1, end):
            return stop + 1
        if word == "đăng ký" and not _BEFORE.match(self.low, stop, end):
            return -1
        return self._pledged_by(stop, end) if word != "thống nhất" else -1

    def _pledged_by(self, at: int, end: int) -> int:
        """Where the action begins behind a time or a number ("quyết tâm đến hết quý III vận động …", "cam kết ba điểm: …")."""
        low = self.low
        if before := _BEFORE.match(low, at, end):
            at = before.end()
        if (colon := low.find(": ", at, min(end, at + _NEAR))) > 0:
            at = opening(low, colon + 2, end)
            if patterns.starter().match(low, at, end):
                return at
            at = colon + 1
        head = behind_time(self.flat, at + 1, end)
        return head.action if head else -1

    def _plans(self, start: int, end: int, *, others: bool = True, spoken: bool = False) -> bool:
        """ "Thời gian tới, Công an tỉnh tiếp tục …": what is planned, told in the present; of one body only, if not of `others`.

        While somebody asks, it is what they ask; but where it is `spoken` somebody else has begun to speak.
        """
        if self.issuer or (self.state.kind == "directive" and not self.state.weak and not spoken):
            return False
        head = self._head(start, end)
        if head is None or head.form != "verb" or not (head.subject or head.fronted):
            return False
        if not others and (head.subject is None or self.low.startswith(_MANY, head.subject[0])):
            return False
        ahead = bisect_left(self.ahead, start) < bisect_left(self.ahead, head.action)
        if not ahead and not patterns.any_of("future").search(self.low, start, min(head.action, start + _LOOK)):
            return False
        if patterns.any_of("past").search(self.low, start, head.action):
            return False
        return self._undertaken(start, head.action, head.action, end)

    def _foretold(self, start: int, begin: int, stop: int) -> bool:
        """ "Đây sẽ là …", "tin tưởng … sẽ …": foretold or hoped, not undertaken."""
        if patterns.words("hoping").match(self.low, start):
            return True
        before, after = patterns.foretelling()
        start = max(start, begin - _FARTHEST)
        part = max(start, *(self.low.rfind(mark, start, begin) + 1 for mark in ",;:"))
        if self.low.startswith(" không ", stop) and not self.low.startswith(CANNOT, stop) and self._subject_before(start, begin):
            return bool(before.match(self.low, part, begin))
        return bool(after.match(self.low, stop) or before.match(self.low, part, begin))

    def _undertaken(self, start: int, verb: int, action: int, end: int) -> bool:
        """Adds the actions, where it is known who undertakes them."""
        span = self._subject_before(start, verb)
        who = self._undertaker(start, *span) if span else self._of_told(start, verb) or self._spoke_before(start, verb)
        who = who or (self.state.who if self.state.kind == "commitment" else None)
        who = who or self._on_behalf(start, verb) or self._by_name(start, verb)
        if who is None and not self._connected(start, verb):
            return False
        self.state = State("commitment", self._resolved(who), None)
        return self._segments(action, start, end, Head("will", action))

    def _undertaker(self, start: int, begin: int, end: int) -> str:
        """ "X khẳng định, Y": Y; "Thay mặt X, đồng chí Y …": X; "X tiếp thu ý kiến và": X."""
        if said := patterns.any_of("saying").search(self.low, begin, end):
            at = said.end()
            while at < end and self.text[at] in ' ,:“"':
                at += 1
            if patterns.subject().match(self.low, at, end):
                return self.text[at:end]
            end = said.start()
        end = found.start() if (found := _DETERMINED.search(self.low, begin, end)) else end
        if patterns.words("persons").match(self.low, begin) and self.low.startswith("thay mặt ", start):
            return self._on_behalf(start, begin) or self.text[begin:end]
        told = _ASIDE.search(self.low, begin, end) or patterns.told().search(self.low, begin + 1, end)
        return self.text[begin : told.start() if told else end].strip(" ,")

    def _on_behalf(self, start: int, verb: int) -> str | None:
        """ "Thay mặt X, đồng chí Y …; đồng thời quyết tâm …": X undertakes, else whoever heads the sentence and speaks on."""
        if self.low.startswith("thay mặt ", start):
            stop = self.low.find(", ", start, verb)
            while stop > 0 and not holds_office(self.low, stop + 2) and (further := self.low.find(", ", stop + 2, verb)) > 0:
                stop = further
            return self.text[start + len("thay mặt ") : stop] if stop > 0 else None
        if own := _ON_THEIR_PART.match(self.text, start, verb):
            return own.group(1)
        return self._main_subject(start, verb)

    def _of_told(self, start: int, verb: int) -> str | None:
        """ "Sở Nội vụ đã tham mưu … và sẽ trình …": who has done the one will do the other."""
        low = self.low
        if not _JOINED.search(low, max(start, verb - 32), verb):
            return None
        part = max(start, low.rfind("; ", start, verb) + 2)
        head = self._head(part, verb) if verb - part < _FARTHEST else None
        if head is None or head.form != "told" or not head.subject or not low.startswith(_DONE, head.action):
            return None
        return self.text[slice(*head.subject)]

    def _spoke_before(self, start: int, verb: int) -> str | None:
        """ "Phó Chủ tịch X cảm ơn và tiếp thu ý kiến; hứa sẽ …": whoever heads the sentence, not who undertook something before."""
        if self.low.endswith("; ", start, verb):
            return self._main_subject(start, verb)
        said = _SAID_BEFORE.search(self.low, max(start, verb - 16), verb)
        return self._main_subject(start, said.start()) if said else None

    def _by_name(self, start: int, verb: int) -> str | None:
        """ "Viettel cam kết …", "Đồng Phú sẽ …": a name that no list knows, with nothing before it in its part."""
        cut = self.low.rfind("; ", start, verb)
        part = cut + 2 if cut >= 0 else start
        if (comma := self.low.find(", ", part, verb)) > 0 and patterns.words("adverbial").match(self.low, part):
            part = comma + 2
        name = self.text[part:verb].strip(' ,“"')
        return name if _NAME.fullmatch(name) else None

    def _connected(self, start: int, verb: int) -> bool:
        lead = patterns.connector().match(self.low, start, verb)
        return lead is not None and lead.end() >= verb - 1 and self.body is not None

    def _resolved(self, who: str | None) -> str | None:
        """ "chúng tôi", "đơn vị", a person whose office is known: the body that speaks, whose section this is, or who was named
        last."""
        if who is not None and who.lower() not in OWN and not is_own(who):
            return (self.speakers.body(who) if not self.issuer else None) or who
        spoke = self.speakers.last
        if who and who.lower() == "tôi" and spoke:
            return spoke
        before = self.state.who if self.state.kind == "commitment" else None
        return (
            self.body
            or (self.speakers.body(spoke) if who and spoke else None)
            or (before if before and not is_own(before) else who or before)
        )
