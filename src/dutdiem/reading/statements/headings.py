"""Who is speaking and who is asked, as headings say it.

A section of a report of many speakers begins with one's rank, name and office; in a document that gives orders (Decree
30/2020/NĐ-CP: plans, directives, dispatches …) a heading that names a body is who the lines below it ask, and the name of a
section says whether anything is ordered in it. Legal texts (number/year/symbol) lay down rules: only their closing
provisions and what they name as someone's responsibility order something.
"""

import re

from dutdiem.reading.flat import Flat
from dutdiem.reading.model import Header
from dutdiem.reading.statements import patterns, petitions
from dutdiem.reading.statements.clauses import clause
from dutdiem.reading.statements.headless import orders_without_header
from dutdiem.reading.statements.heads import Head
from dutdiem.reading.statements.labels import Labels
from dutdiem.reading.statements.outline import Outline, marker
from dutdiem.reading.statements.speakers import Speakers, body_of, is_caption, is_own, is_somebody
from dutdiem.reading.statements.state import NOBODY, State, Statement
from dutdiem.reading.statements.subjects import subject_before

_SPEAKER_HEADING = re.compile(
    r"(?:(?:GS|PGS|TS|ThS)[.,]? ?|Đại tướng|Thượng tướng|Trung tướng|Thiếu tướng|Đại tá|Thượng tá|Trung tá|Đồng chí|Ông|Bà)[ ,]"
    r"[^:.\n]{5,80}?, [^:.\n]*?((?:(?:Phó )?(?:Cục trưởng|Giám đốc|Hiệu trưởng|Tư lệnh|Vụ trưởng|Viện trưởng|Bí thư|Chủ tịch)"
    r"|Trưởng phòng|Chánh Văn phòng|Trưởng Công an|Chỉ huy trưởng) [^:\n,]{3,120})(?:, [^:\n,]{2,40})?[:\n]"
)
_SPEAKER_FIRST = frozenset("GPTĐÔB")
_OPENS_LIST = re.compile(
    r"\b(?:đã )?(kết luận|yêu cầu|chỉ đạo|đề nghị|(?<!được )giao|ý kiến chỉ đạo|có ý kiến|lưu ý|chỉ thị)"
    r"(?: (?:một số |các )?(?:nội dung|nhiệm vụ|giải pháp|công việc|vấn đề|ý kiến)[^:]{0,80})?"
    r"(?:,? (?:cụ thể )?(?:như sau|sau đây|sau))?:$"
)
_OPENERS = (
    "sau:",
    "đây:",
    "luận:",
    "cầu:",
    "đạo:",
    "thị:",
    "nghị:",
    "giao:",
    "kiến:",
    "ý:",
    "việc:",
    "nhiệm vụ:",
    "giải pháp:",
    "nội dung:",
    "vấn đề:",
    "cụ thể:",
)
_ADDRESSED = re.compile(
    r"(?:đề nghị|giao(?: nhiệm vụ cho| cho)?|yêu cầu|đối với|trách nhiệm (?:của|thực hiện của)|về phía|kiến nghị|phân công)"
    r" ?(?:các )?(?=\S)"
)
_ORDERS = frozenset(("KH", "CT", "CĐ", "CTr", "QĐ", "NQ", "TB", "KL", "CV", "HD", "ĐA", "QC", "QyĐ", "TT", "NĐ"))
_PLANS = frozenset(("KH", "CT", "CTr", "ĐA"))
_TOP = ("roman", "capital", "article")
_LONGEST_BODY = 300
_LONGEST_SECTION, _LONGEST_ARTICLE = 200, 400
_TITLE = 36
_SIGNS = re.compile(
    r"(?:tm|kt|tl|tuq|q)\. |(?:phó )?(?:chủ tịch|thủ tướng|bộ trưởng|giám đốc|cục trưởng|chủ nhiệm|chánh văn phòng)\b"
    r"|ủy ban|uỷ ban|hội đồng"
)
_SAID_ABOVE = re.compile(r" (?:(?:nêu|nói|có tên) trên|trên đây|theo (?:chức năng|nhiệm vụ|thẩm quyền|phạm vi)[^:]{0,50}):?$")
"""“Chủ tịch UBND các xã nêu trên:”: still a name and no clause."""
_TOWARDS = re.compile(r"(?<=\w),? đối với (?=\w)")
"""“Sở Tài chính đối với các dự án đầu tư công:” says whom, and about what."""
_CONCLUDES = re.compile(
    r"(?:ý kiến )?(?:kết luận|chỉ đạo)(?:(?:,| và) chỉ đạo)?(?: (?:hội nghị|cuộc họp|phiên họp))? của (?P<who>[^:;.\n]{4,80})[.:]?"
)
"""“IV. Kết luận của Tổ trưởng”: who asks in the lines below."""
_WITH_DUTIES = re.compile(r"(?:thẩm quyền|quyền hạn|quyền|nghĩa vụ)(?:,| và) (?:[^\W\d_]+ ){0,4}?trách nhiệm\b")
"""“Thẩm quyền, trách nhiệm của các cơ quan”: what follows says what each has to do."""


class Headings:
    """The state of reading one text, and what its headings change in it."""

    def __init__(self, flat: Flat, header: Header, barred: list[tuple[int, int]], stretches: tuple[list[int], list[int]]) -> None:
        self.flat, self.low, self.text = flat, flat.low, flat.text
        self.issuer = header.issuer if header.type in _ORDERS else NOBODY if orders_without_header(flat, header) else None
        self.author = header.issuer
        self.reports = header.type == "BC"
        self.legal = header.rules
        self.plan = header.type in _PLANS and not self.legal
        self.barred = barred
        self.ahead, self.behind = stretches
        self.body: str | None = None
        self.asker: str | None = None
        self.speakers = Speakers(flat.text if self.issuer is None else "")
        self.state = State()
        self.addressed: tuple[str | None, str | None] = (None, None)
        self.topic: str | None = None
        """What the sentence says first that it is about ("Về dự thảo Nghị quyết: …")."""
        self.itemized = False
        """Whether the last line with a marker was no heading, so that a paragraph below it is behind the list and not of it."""
        self.outline = Outline()
        self.found: list[Statement] = []
        self.labels = Labels(flat, self.found)
        self.looked: tuple[int, int, Head | None] = (-1, -1, None)
        self.subjects: dict[tuple[int, int], tuple[int, int] | None] = {}

    def _subject_before(self, start: int, verb: int) -> tuple[int, int] | None:
        """As `subjects.subject_before`; kept, since several ways of reading a sentence ask for it."""
        key = (start, verb)
        if key not in self.subjects:
            self.subjects[key] = subject_before(self.flat, start, verb)
        return self.subjects[key]

    def _asks(self) -> str | None:
        """Who asks in what is open here, else the document's issuer."""
        return next((step.who for step in reversed(self.outline.open) if step.who), self.issuer)

    def _named(self, who: str, at: int = -1) -> str:
        """ "tôi", "đồng chí": the person who spoke last; "chúng tôi": the body that speaks; others as they are called.

        `at` is where the word stands, if known: who has just been named in the same paragraph as doing something speaks on.
        """
        spoke = self.speakers.last
        if at > 0 and not self.issuer and is_somebody(who):
            spoke = self.speakers.acting(self.text, at) or spoke
        if who.lower() == "tôi" or is_somebody(who):
            return spoke or who
        if is_own(who):
            return self.body or (self.speakers.body(spoke) if spoke else None) or self.author or who
        if self.author and not self.issuer and self.author.lower().startswith(who.lower()):
            return self.author
        return who

    def _end(self) -> None:
        """The document, or a part of it, is over: a signature, the mark "./."."""
        self.outline.open.clear()
        self.state = State()

    def _enter(self, kind: str) -> None:
        """A line with this marker: the state is that of the list or section in which it stands."""
        petitioned = self.outline.asked_above and self.outline.petitions()
        if step := self.outline.enter(kind):
            state = self.state
            state.kind, state.who, state.assignee = ("directive", step.who, step.assignee) if step.asks else ("", None, None)
            state.weak, state.listing = False, step.asks
            state.proposes, state.petitions = step.petition, False
        elif petitioned:
            self.state = State()

    def _list(self, kind: str, who: str | None, assignee: str | None) -> None:
        """Opens a list whose lines ask `assignee`."""
        petition = self.outline.asked_above and self.outline.petitions()
        if kind == "asked":
            self.outline.close_lists()
        step = self.outline.enter(kind) or self.outline.push(kind)
        if assignee and (towards := _TOWARDS.search(assignee)):
            step.topic, assignee = assignee[towards.end() :], assignee[: towards.start()]
        step.asks, step.who, step.assignee, step.petition = True, who, assignee, petition
        self.state = State("directive", who, assignee, listing=True, proposes=petition)

    def _petitions(self, kind: str, whom: str | None) -> bool:
        """ "IV. ĐỀ XUẤT, KIẾN NGHỊ": whoever issued the document asks in the lines below, no speaker from above; `whom` if said."""
        who = self.asker = self.author or self.body
        self.outline.asked_above = True
        if not kind:
            self.outline.open = [step for step in self.outline.open if step.kind == "asked"]
        self.labels.begin()
        step = self.outline.enter(kind or "capital") or self.outline.push(kind or "capital")
        step.asks, step.who, step.assignee, step.petition = who is not None, who, whom, True
        self.state = State("directive", who, whom, listing=True, proposes=True) if who else State()
        return True

    def _stands_out(self, start: int, end: int) -> bool:
        """A line without marker or closing mark that may be more than a caption: in capitals, or a speaker's name."""
        if self.issuer is None and self.text[start] in _SPEAKER_FIRST:
            return True
        return not self.text[end - 1].islower() and self.text[start:end].isupper()

    def _heading(self, kind: str, start: int, at: int, end: int) -> bool:
        """A line that is no sentence: a section's speaker, the body that the lines below ask, a section; False for a sentence."""
        text, low = self.text, self.low
        last = text[end - 1]
        if (asks := petitions.section(low, at, end)) is not None:
            return self._petitions(kind, text[slice(*asks.span("whom"))] if asks.group("whom") else None)
        if kind and (concludes := _CONCLUDES.fullmatch(low, at, end)):
            self._list(kind, text[slice(*concludes.span("who"))], None)
            return True
        match = _SPEAKER_HEADING.match(text, start, end + 1) if text[start] in _SPEAKER_FIRST else None
        if match and not patterns.any_of("request").search(low, match.start(1), match.end()):
            if not is_caption(match.group(1)):
                self.body, self.state = body_of(match.group(1)) or match.group(1).strip(), State()
                self.speakers.last = text[start : match.end(1)]
            return True
        if last == ":" and self._opens_list(kind, at, end):
            return True
        upper = not last.islower() and text[at:end].isupper()
        if (last == '"' and text.find(': "', at, end) < 0 and text[at] != '"') and not upper:
            return True
        if (last in '”"' and not upper) or (last == "," and end - at > 60):
            return False
        if upper and not kind and (_SIGNS.match(low, at, end) or patterns.words("offices").match(low, at)):
            self._end()
            return True
        if (self.issuer or self.state.kind == "directive") and end - at < _LONGEST_BODY and self._body(kind, at, end):
            return True
        longest = _LONGEST_ARTICLE if kind == "article" else _LONGEST_SECTION
        if (kind or upper) and (self.issuer or self.outline.open) and end - at < longest and (last != ":" or upper):
            return self._section(kind, at, end, upper=upper)
        if last == ":":
            return False
        return not (kind or self.state.listing) or not self.state.kind or not patterns.verb().match(low, at, end)

    def _opens_list(self, kind: str, at: int, end: int) -> bool:
        """ "Phó Thủ tướng X kết luận như sau:", "Để …, đề nghị:": the lines below are what is asked."""
        if not self.low.endswith(_OPENERS, at, end):
            return False
        opened = _OPENS_LIST.search(self.low, max(at, end - 180), end)
        if not opened:
            return False
        span = self._subject_before(at, opened.start())
        who = self._named(self.text[slice(*span)], span[0]) if span else self._asks()
        if who is None or (opened.group(1) == "có ý kiến" and not patterns.any_of("officers").search(who.lower())):
            return False
        self._list(kind or "asked", who, None)
        if not self.issuer:
            self.speakers.spoke(who)
        return True

    def _body(self, kind: str, at: int, end: int) -> bool:
        """ "2. Sở Y tế", "Giao Công an tỉnh:", "Điều 5. Trách nhiệm của Sở Tài chính": whom the lines below ask."""
        low = self.low
        begin = at
        if addressed := _ADDRESSED.match(low, at, end):
            begin = addressed.end()
            if not patterns.subject().match(low, begin, end) and low.startswith("các ", begin - 4):
                begin -= 4
        stop = self._among(begin, end)
        if again := _SAID_ABOVE.search(low, max(begin, end - 80), stop):
            stop = again.start()
        if not patterns.subject().match(low, begin, end) or clause(self.flat, begin, stop) is not None:
            return False
        closed = self.outline.open and not self.outline.open[-1].asks
        if closed and not addressed:
            return False
        name = self.text[begin:stop].rstrip(" :.")
        name = name.removesuffix(" có trách nhiệm")
        if self.legal and not (addressed and "trách nhiệm" in addressed.group()) and not self.state.listing:
            return True
        self._list(kind or "number", self._asks(), name)
        return True

    def _among(self, begin: int, end: int) -> int:
        """Where a name ends that has "trong đó trọng tâm là …" behind it."""
        at = self.low.find(", trong đó", begin, end)
        return at if at > 0 else end

    def _section(self, kind: str, at: int, end: int, *, upper: bool) -> bool:
        """A section's own name says whether its lines order something; else they do as those around do, or as in a plan."""
        low = self.low
        top = kind in _TOP or upper
        if not top and self._is_item(kind, at, end):
            return False
        self.labels.begin()
        opens = patterns.any_of("open_sections").search(low, at, min(end, at + 3 * _TITLE))
        closes = patterns.any_of("closed_sections").search(low, at, min(end, at + _TITLE))
        duties = _WITH_DUTIES.match(low, at, end) is not None
        if closes and (duties or (closes.start() > at and patterns.verb().match(low, at, end))):
            closes = None
        if closes and (not opens or (closes.start(), -closes.end()) < (opens.start(), -opens.end())):
            asks = False
        elif self.legal:
            named = duties or patterns.any_of("legal_sections").search(low, at, min(end, at + _TITLE // 2)) is not None
            asks = named or (kind == "article" and any(step.asks and step.kind == "capital" for step in self.outline.open))
        elif opens or top:
            asks = opens is not None or (self.plan and kind != "") or any(step.kind == "asked" for step in self.outline.open)
        else:
            asks = self.state.kind == "directive"
        if not kind:
            self.outline.open = [step for step in self.outline.open if step.kind == "asked"]
        who = self._asks()
        step = self.outline.enter(kind or "capital") or self.outline.push(kind or "capital")
        step.asks, step.who, step.assignee = asks and who is not None, who, None
        step.topic = None if top or opens or closes or not self.text[at].isalnum() else self.text[at:end].rstrip(" :.")
        self.state = State("directive", who, None, listing=True) if asks and who else State()
        return True

    def _is_item(self, kind: str, at: int, end: int) -> bool:
        """A marked line without a closing mark is an action where the next line is of its own kind or of one above it."""
        if self.state.kind != "directive" or not patterns.verb().match(self.low, at, end):
            return False
        if end + 1 >= len(self.text):
            return True
        after, _ = marker(self.text, end + 1)
        return after == kind or (after != "" and self.outline.knows(after))
