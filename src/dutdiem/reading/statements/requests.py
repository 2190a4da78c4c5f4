"""Who asks: a request word with its asker."""

import re
from functools import cache

from dutdiem.reading.statements import patterns
from dutdiem.reading.statements.clauses import named_and
from dutdiem.reading.statements.heads import Head
from dutdiem.reading.statements.sayings import FIRST_OF, SPEAKER_ENDS, Sayings
from dutdiem.reading.statements.speakers import news_opening
from dutdiem.reading.statements.state import NOBODY, same_asker
from dutdiem.reading.statements.subjects import cut_aside, holds_office
from dutdiem.reading.triggers import Hit
from dutdiem.reading.vocabulary import vocabulary

_PAST_ORDERS = frozenset(("yêu cầu", "chỉ đạo", "giao", "giao nhiệm vụ", "giao nhiệm vụ cho", "giao cho", "phân công", "nhắc nhở"))
"""What a report tells of those below; "đề nghị" and "kiến nghị" behind what was done ask for something still."""
_THEREFORE = ("nên ", "do đó ", "do vậy ", "vì vậy ", "vì thế ")
_DECIDES = re.compile(r" (?:xem xét|phê duyệt|chấp thuận|cho phép|cho ý kiến)\b")
"""“kính trình UBND tỉnh xem xét …” asks for something, “kính trình dự thảo” and “kính trình … như sau:” only hand it over."""
_PLEDGED = re.compile(r"\b(?:sẽ|cam kết|hứa|quyết tâm)\b")
_NEEDS_BODY = frozenset(("giao", "giao cho", "giao nhiệm vụ cho", "giao nhiệm vụ", "chỉ đạo", "phân công", "nhắc"))
_PASSES = frozenset(("giao", "giao cho", "giao nhiệm vụ cho", "giao nhiệm vụ", "phân công", "chỉ đạo"))
SUBMITS = frozenset(("kính trình", "xin trình", "trân trọng trình", "kính báo cáo", "xin báo cáo", "trân trọng báo cáo"))
_PETITIONS = frozenset(("kiến nghị", "kính kiến nghị", "đề xuất", "xin kiến nghị", "xin đề nghị")) | SUBMITS
_SAYS_MORE = frozenset(("sẽ", "hứa", "cam kết", "quyết tâm", "đề nghị", "kiến nghị", "kính đề nghị", "trân trọng đề nghị"))
_PROPOSALS = (_PETITIONS - {"kính kiến nghị"}) | {"mong", "mong muốn"}
_ASKED_OF = frozenset(("yêu cầu", "đề nghị", "trân trọng đề nghị", "kính đề nghị"))
_LED = frozenset(("chỉ đạo", "phân công"))
"""At the head of a line these are what it orders while somebody asks."""
_NEEDS_SUBJECT = frozenset(("đề xuất", "mong", "mong muốn"))
_ANNOUNCING = frozenset(
    ("", ":", "cụ thể:", "như sau:", "sau:", "sau đây:", "các việc sau:", "cụ thể như sau:", "một số nội dung sau:")
)
_THEMSELVES = frozenset(("đơn vị", "cơ quan", "địa phương"))
"""Whoever was asked last, where anybody was."""
_CONDITIONS = ("nếu ", "trường hợp ", "trong trường hợp ", "có vướng mắc", "mọi vướng mắc", "quá trình thực hiện")
_MANY = ("các ", "mọi ", "từng ", "mỗi ", "những ")
_NOUNS_FIRST = re.compile(
    r" (?:một số|các|những|mấy|\d+|hai|ba|bốn|năm) "
    r"(?:nội dung|nhiệm vụ|vấn đề|việc|điểm|định hướng|giải pháp|yêu cầu|ý|điều|công việc)"
    r"[^;:.]{0,80}: (?=\w)"
)
"""“gợi mở một số định hướng: cần đổi mới …”."""
_ORDERED = (" sẽ ", " cần ", " phải ")
"""Before a request word these make it what is to be done ("Các huyện ủy cần phân công cấp ủy viên …")."""
_ISSUED = re.compile(
    r",? (?:đã |vừa |mới )*(?:ký|ban hành|ra|có) (?:ban hành )?"
    r"(?:công điện|công văn|văn bản|chỉ thị|quyết định|kế hoạch|thông báo)\b"
)
"""“Thủ tướng … vừa ký Công điện số 210 … chỉ đạo …”: who asks is named before what was issued."""
_NOUNS_JOINED = ("mục tiêu, ", "mục đích, ", "chỉ tiêu, ", "mục tiêu và ", "mục đích và ")
"""“các mục tiêu, yêu cầu thi đua đã đề ra”: what stands behind another noun of its kind is a noun too."""
_CHAIN = re.compile(r" (?:sẽ|cần|phải|tiếp tục|tập trung) (?:\w+ ){1,4}\w+(?:,| và) \Z")
"""“sẽ lãnh đạo, chỉ đạo các đơn vị”: a request word behind another verb is what is to be done, too."""
_SHORTEST = 30
_CHAINED = 48
_LONGEST_NAME = 200


@cache
def _kinds_of_words() -> dict[str, str]:
    """Each statement word's kind: request, saying, or other."""
    words = vocabulary("statements")
    return (
        dict.fromkeys(words["openers"], "other")
        | dict.fromkeys(words["saying"], "saying")
        | dict.fromkeys(words["request"], "request")
    )


class Requests(Sayings):
    """Adds sentences in which somebody begins to ask."""

    def _request(self, start: int, end: int, hits: list[Hit]) -> bool:
        kinds = _kinds_of_words()
        for begin, stop, word in hits:
            if kinds[word] == "request" and (who := self._asker(start, begin, stop, end, word)) is not None:
                self._speaks(who)
                self.state.proposes, self.state.petitions = word in _PROPOSALS, word in _PETITIONS
                at, past = len(self.found), self.reports and word in _PAST_ORDERS and self._told_done(start, begin)
                asked = self._requested(stop, start, end, passing=word in _PASSES)
                for statement in self.found[at:]:
                    statement.past = past
                return asked
        return any(kinds[word] != "other" and self._spoken(start, begin, stop, end, word) for begin, stop, word in hits)

    def _told_done(self, start: int, begin: int) -> bool:
        """ "Sở đã ban hành 3 văn bản; yêu cầu …" in a report: the order was given with what the sentence tells as done."""
        head = self._head(start, begin)
        return head is not None and head.form == "told" and self.low.startswith("đã ", head.action)

    def _listens(self, start: int, end: int, hits: list[Hit]) -> None:
        """Takes note of who speaks in the sentence ("Đại tá X, Trưởng phòng Y, hứa: “…”")."""
        kinds = _kinds_of_words()
        if opened := news_opening(self.text, start, end):
            until = SPEAKER_ENDS.search(self.low, opened, end)
            if until and holds_office(self.low, opened):
                self.speakers.spoke(self.text[opened : until.start()])
                return
        for begin, _, word in hits:
            if (kinds[word] == "saying" or word == "hứa") and (span := self._subject_before(start, begin)):
                told = SPEAKER_ENDS.search(self.low, *span)
                named = self.text[span[0] : told.start() if told and self.low[told.start()] == " " else span[1]]
                self.speakers.spoke(named)
                return
        self.speakers.quoted(self.text, start, end)

    def _asker(self, start: int, begin: int, after: int, end: int, word: str) -> str | None:
        """Who asks; None where the word is a noun, reports the past, or names no asker."""
        if self._asks_nothing(start, begin, after, end, word):
            return None
        lead = patterns.connector().match(self.low, start, begin + 1)
        if begin == start or (lead and lead.end() == begin):
            known = self._asks() or self.state.who or self.author
            return (known or self._unsaid(after, end, word)) if word not in _LED or not self.state.kind else None
        if patterns.noun_before().search(self.low, max(start, begin - 18), begin) and not self._ends_name(start, begin):
            return self._main_subject(start, begin)
        if (issued := _ISSUED.search(self.low, start, begin)) and patterns.subject().match(self.low, start):
            return self._may_ask(self.text[start : issued.start()], start)
        if span := self._subject_before(start, begin):
            if issued := _ISSUED.search(self.low, *span):
                span = span[0], issued.start()
            if word == "lưu ý" and self.state.kind == "directive" and self.low.startswith(_MANY, span[0]):
                return None
            return self._may_ask(self.text[slice(*span)], span[0])
        going_on = self.state.kind and not self.state.weak
        return self._unnamed(start, begin) or (None if going_on else self._unsaid(after, end, word))

    def _asks_nothing(self, start: int, begin: int, after: int, end: int, word: str) -> bool:
        """The word is a noun or what is to be done, or it asks only a body and none stands behind it."""
        low = self.low
        if low.endswith(_ORDERED, start, begin) or self._goes_with_verb(start, begin) or self._in_name(start, begin):
            return True
        head = patterns.subject().match(low, after + 1)
        if head is None and low.endswith(_NOUNS_JOINED, start, begin):
            return True
        if word in _LED and self.state.kind and low.endswith(" tiếp tục ", start, begin):
            return True
        aside = low.startswith(", ", after) and self._asks_behind_aside(start, begin, after, end)
        if word in _NEEDS_BODY and not (
            head or aside or self._is_said(start, begin, after, end) or named_and(self.flat, after, end)
        ):
            return True
        if word in SUBMITS and self._only_submits(after, end):
            return True
        if word in _NEEDS_SUBJECT and (
            _PLEDGED.search(low, start, begin) or self.issuer or not head or not self._subject_before(start, begin)
        ):
            return True
        return bool(patterns.noun_after().match(low, after) and not (head and word != "chỉ đạo") and not aside)

    def _only_submits(self, after: int, end: int) -> bool:
        return self.low[end - 1] == ":" or not _DECIDES.search(self.low, after, end)

    def _behind_submission(self, begin: int, end: int, hits: list[Hit]) -> int:
        """ "UBND xã kính báo cáo; đề nghị …": where a sentence goes on that first only reports or hands something over (its end
        where it says no more); `begin` for any other sentence."""
        first, after, word = hits[0]
        lead = patterns.connector().match(self.low, begin, first + 1) if word in SUBMITS else None
        if lead is None or not (lead.end() == first or self._subject_before(begin, first)):
            return begin
        further = self.low.find("; ", after, end)
        stop = further if further > 0 else end
        more = any(word in _SAYS_MORE and at < stop for at, _, word in hits[1:])
        return min(stop + 2, end) if self._only_submits(after, stop) and not more else begin

    def _unnamed(self, start: int, begin: int) -> str | None:
        """Who asks where nobody stands before the word: in a document that gives orders its issuer, else who heads the sentence."""
        low = self.low
        if self.issuer and (
            low.endswith(_THEREFORE, start, begin)
            or (low[begin - 2 : begin] == ", " and patterns.words("adverbial").match(low, start))
            or low.startswith(_CONDITIONS, max(start, low.rfind(", ", start, begin) + 2))
        ):
            return self._asks()
        return self._main_subject(start, begin)

    def _unsaid(self, after: int, end: int, word: str) -> str | None:
        """ "Đồng thời, đề nghị các đơn vị tiếp tục …" in a report: who spoke last asks, or it is not said; None for no request."""
        if self.issuer or word not in _ASKED_OF or (self.outline.asked_above and self.outline.petitions()):
            return None
        head = self._head(after, end)
        asks = head is not None and head.subject is not None and head.form in ("modal", "verb", "duty")
        return (self.speakers.last or NOBODY) if asks else None

    def _goes_with_verb(self, start: int, begin: int) -> bool:
        low = self.low
        return low.endswith((", ", " và "), start, begin) and _CHAIN.search(low, max(start, begin - _CHAINED), begin) is not None

    def _asks_behind_aside(self, start: int, begin: int, after: int, end: int) -> bool:
        """ "X yêu cầu, năm 2025, năm tiến hành đại hội, các cấp cần …": a time or ground in commas comes before what is asked; or
        whoever must ("X đề nghị, Công an tỉnh cần …")."""
        fronted = patterns.words("fronted").match(self.low, after + 2)
        if not fronted and not patterns.subject().match(self.low, after + 2):
            return False
        head = self._head(after, end)
        if not fronted and (head is None or not (head.form in ("modal", "duty") or (head.form == "verb" and head.subject))):
            return False
        asks = head is not None and head.form in ("modal", "verb", "duty") and (head.fronted or head.subject is not None)
        return asks and self._subject_before(start, begin) is not None

    def _in_name(self, start: int, begin: int) -> bool:
        """ "Huyện ủy Giao Thủy": a capital within the sentence is a name's."""
        return begin > start + 1 and self.text[begin].isupper() and self.text[begin - 2].isalpha()

    def _ends_name(self, start: int, begin: int) -> bool:
        """ "Bí thư Huyện ủy Tăng Văn Đạt yêu cầu …": the word before is a name's, whatever else it may mean."""
        last = self.text.rfind(" ", start, begin - 1) + 1
        if self.text.startswith("Ban ", last):
            return False  # "Ban chỉ đạo"
        return self.text[begin].islower() and last > start + 1 and self.text[last].isupper() and self.text[last - 2].isalpha()

    def _may_ask(self, who: str, at: int) -> str | None:
        """Whoever asks, by name; in a document that gives orders only a leader or a body that may, in a legal text its issuer."""
        named = self._named(who, at)
        if named != who:
            return named
        if self.issuer and (patterns.words("no_askers").match(who.lower()) or (self.legal and not same_asker(who, self.issuer))):
            return None
        return who

    def _requested(self, at: int, start: int, end: int, *, passing: bool) -> bool:
        """What stands after the request word: actions, or the beginning of a list."""
        if self._announces(at, end):
            self._list("asked", self.state.who, None)
            return True
        if nouns := _NOUNS_FIRST.match(self.low, at, end):
            at = nouns.end() - 1
        head = self._asked(at, end, passing=passing)
        if first := FIRST_OF.match(self.low, at, end):
            at = first.end() - 1
            head = self._asked(at, end, passing=passing)
        if self.low[end - 1] != ":":
            return self._segments(at, start, end, head)
        whom = self.state.assignee if head and self.state.assignee else self.text[at : cut_aside(self.low, at, end - 1)].strip()
        self._list("asked", self.state.who, whom if len(whom) < _LONGEST_NAME else None)
        return True

    def _is_said(self, start: int, begin: int, after: int, end: int) -> bool:
        """What is asked follows as a list, behind ":", or as a verb after a person's word ("Đồng chí cũng chỉ đạo công khai …")."""
        if self._announces(after, end) or self.low.startswith(": ", after):
            return True
        if not (patterns.verb().match(self.low, after + 1, end) or patterns.leading_modal().match(self.low, after + 1, end)):
            return False
        span = self._subject_before(start, begin)
        return span is not None and holds_office(self.low, span[0])

    def _announces(self, at: int, end: int) -> bool:
        """Nothing but ":" stands behind the request word, or what announces a list ("giao nhiệm vụ cụ thể:")."""
        return end - at < _SHORTEST and self.low[at:end].strip(' “"') in _ANNOUNCING

    def _asked(self, at: int, end: int, *, passing: bool) -> Head | None:
        """What stands after a request word; whoever stands there is asked, a person too. What is asked of somebody in `passing`
        ("giao Phòng Hậu cần …") leaves whom the speaker addresses."""
        head = self._head(at, end) or named_and(self.flat, at, end)
        if head is None or head.form in ("told", "says", "will"):
            return None
        if head.subject is None:
            return head
        name = self.text[slice(*head.subject)]
        if name.lower() not in _THEMSELVES or not self.state.assignee:
            self.state.assignee = name
        if not (passing and self.state.main):
            self.state.main = self.state.assignee
        return Head("duty" if head.form == "verb" else head.form, head.action, None, head.fronted)
