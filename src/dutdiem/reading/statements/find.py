"""Directives and commitments: who asks, or undertakes, what; carried on over the sentences of the same speaker.

Sentence by sentence: a request word with its speaker opens a directive, "sẽ" or "quyết tâm" with its subject a
commitment; what follows belongs to the same speaker while it begins with a verb, a connector or a modal, or names another
body with a bare verb ("Các địa phương rà soát …"). Actions are split at ";" and at sentence ends, never at commas. In a document
that gives orders (a plan, a directive, a dispatch) the issuing body is the speaker, and its headings say whom the lines below ask.

    state       a sentence of this form            leads to
    (nothing)   asker + request                    directive
                subject + sẽ, quyết tâm            commitment
    directive   verb, modal, body + verb           directive
                subject + sẽ                       commitment
                subject + đã, được                 (nothing)
                anything else                      directive, weak: only a modal goes on
    commitment  verb, the same subject + verb      commitment
"""

from bisect import bisect_left

from dutdiem.reading.statements import patterns, petitions
from dutdiem.reading.statements.clauses import behind_topic
from dutdiem.reading.statements.heads import Head
from dutdiem.reading.statements.musts import OPINIONS, Musts
from dutdiem.reading.statements.outline import MARK_FIRST, MARK_PAIRS, marker
from dutdiem.reading.statements.requests import SUBMITS
from dutdiem.reading.statements.sayings import CONCLUDES
from dutdiem.reading.statements.speakers import news_opening
from dutdiem.reading.statements.state import NOBODY, State, Statement
from dutdiem.reading.statements.subjects import holds_office
from dutdiem.reading.triggers import Hit

_ENDS = frozenset(".;!?…")
_OPENING = 24
"""A stretch still to come opens a sentence within so many characters ("Năm 2024, …")."""
_BETWEEN = 3
_PERSON_FIRST = frozenset("ĐÔBTCPG")
_ANNOUNCED = ("như sau:", "sau đây:", "sau:", "gồm:", "cụ thể:", "trọng tâm:", "nhiệm vụ:", "nội dung:", "giải pháp:")
_DUTIES = ("có trách nhiệm:", "có nhiệm vụ:", "chịu trách nhiệm:")
_OF_REPORTS = frozenset(("đăng ký", "nói"))
"""Words that begin a statement only where people speak; in a document that gives orders they are everyday words."""
_SAYS_NEXT = frozenset(
    ("lưu ý", "lưu ý thêm", "nhấn mạnh", "khẳng định", "nhắc nhở", "yêu cầu", "đề nghị", "chỉ đạo", "quán triệt")
)
_SHORT, _LONG = 30, 60
_SENTENCE = 140
"""A longer line is a sentence whose full stop was left away, and no caption."""
_ACTIVE = frozenset(("verb", "modal", "duty", "given", "ask"))
_BOUND = frozenset(("modal", "duty", "given", "ask"))
_ORDER_WORDS = frozenset(("giao", "giao nhiệm vụ", "giao cho", "giao nhiệm vụ cho", "đề nghị", "yêu cầu", "phân công", "chủ trì"))
_DUTY_WORDS = frozenset(("có trách nhiệm", "chịu trách nhiệm"))
_CARRIES_OUT = ("chịu trách nhiệm thi hành", "chịu trách nhiệm tổ chức", "tổ chức thi hành", "căn cứ quyết định")
_LEADS = ("chủ trì", "chịu trách nhiệm")


class StatementFinder(Musts):
    """Reads one text's sentences in order."""

    def find(self, sentences: list[tuple[int, int]], hits: list[Hit]) -> list[Statement]:
        """Of sentences and the statement words in them, both in order."""
        low, text = self.low, self.text
        after = len(low) + _OPENING
        ahead, ends = [*self.ahead, after], [*self.barred, (after, after)]
        hits = [*self._told_apart(hits), (after, after, "")]
        if self.issuer == NOBODY:
            self._list("asked", NOBODY, None)
        barred = at = coming = 0
        opens, closes = ends[0]
        hit = hits[0][0]
        for start, end in sentences:
            while closes <= start:
                barred += 1
                opens, closes = ends[barred]
            if opens < end:
                continue
            while hit < start:
                at += 1
                hit = hits[at][0]
            first = at
            while hit < end:
                at += 1
                hit = hits[at][0]
            begin, kind = start, ""
            if start == 0 or low[start - 1] == "\n":
                if text[start] in MARK_FIRST or text[start : start + 2] in MARK_PAIRS:
                    kind, begin = marker(text, start)
                    if begin >= end:
                        kind, begin = "", start
                if self.plan and self.found and self.labels.read(begin, end):
                    continue
                if kind.startswith("number"):
                    self.labels.begin()
                    self._opens_announced(start)
                    self._item(text[start:begin])
                if self.itemized and not kind:
                    self._behind_items()
                if kind or text[end - 1] not in _ENDS:
                    heads = self._line(kind, start, begin, end)
                    self.itemized = not heads and (kind != "" or self.itemized)
                    if heads:
                        continue
                elif self.state.weak and not self.state.listing:
                    self.state = State()
            elif 0 <= start - self.labels.until < _BETWEEN and self.labels.read(begin, end):
                continue
            while ahead[coming] < start:
                coming += 1
            if not (self.issuer or kind):
                self._announce(begin, end)
            if (
                first < at
                or (text[begin] in _PERSON_FIRST and low.find(CONCLUDES, begin, end) > 0)
                or self.state.kind
                or ahead[coming] - start < _OPENING
                or text[end - 1] == ":"
                or self.may_oblige(start, end)
            ):
                self._sentence(kind, begin, end, hits[first:at])
        return self.found

    def _item(self, mark: str) -> None:
        """A numbered line: who is asked before the first one is asked in each that names nobody, not whom the last one named."""
        if mark.strip(" .)/-–") == "1":
            self.addressed = (self.state.who, self.state.assignee)
        elif self.state.kind == "directive" and self.state.who and self.state.who == self.addressed[0]:
            self.state.assignee = self.state.main = self.addressed[1]

    def _told_apart(self, hits: list[Hit]) -> list[Hit]:
        """Without words that only look like statement words; "giao Ban Tuyên giáo" is no "giao ban"."""
        none = patterns.word_set("lookalikes") | (_OF_REPORTS if self.issuer else frozenset())
        kept = [hit for hit in hits if hit[2] not in none or (hit[2] == "giao ban" and self._gives(hit))]
        return [hit if hit[2] != "giao ban" else (hit[0], hit[0] + len("giao"), "giao") for hit in kept]

    def _gives(self, hit: Hit) -> bool:
        return self.text[hit[1] - len("ban")].isupper() and self.text[hit[0] + 1].islower()

    def _line(self, kind: str, start: int, begin: int, end: int) -> bool:
        """A line begins; True where it is a heading or a caption, and no sentence."""
        if kind:
            self._enter(kind)
        elif self.state.weak and not self.state.listing:
            self.state = State()
        last = self.text[end - 1]
        if last in _ENDS or self.low[end : end + 1] not in ("\n", "") or end - begin > _SENTENCE:
            return False
        if kind or self.state.listing or last in ':,”"' or self._stands_out(start, end) or petitions.may_begin(self.low, begin):
            return self._heading(kind, start, begin, end)
        return True

    def _sentence(self, kind: str, begin: int, end: int, hits: list[Hit]) -> None:
        last, self.topic = self.text[end - 1], None
        if self.state.proposes and (whom := petitions.towards(self.low, begin, end)):
            self.state.assignee = self.state.main = self.text[slice(*whom.span(1))]
            begin = whom.end()
        elif (about := behind_topic(self.flat, begin, end)) > begin and not any(
            hit[0] < about and self._subject_before(begin, hit[0]) for hit in hits
        ):
            self.topic = self.text[self.low.find(" ", begin) + 1 : about].rstrip(" :")
            begin, hits = about, [hit for hit in hits if hit[0] >= about]
        if (concluded := self.low.find(CONCLUDES, begin, end)) > 0 and self._concludes(kind, begin, concluded):
            begin, kind = concluded + len(CONCLUDES), ""
            hits = [hit for hit in hits if hit[0] >= begin]
        if hits and (further := self._behind_submission(begin, end, hits)) > begin:
            begin, hits = further, [hit for hit in hits if hit[0] >= further]
            if begin >= end:
                return
        if hits:
            if asked := petitions.before_sentence(self.low, begin, end):
                self._petitions(kind, None)
                begin, kind = asked, ""
            opened = next((hit[1] for hit in hits if hit[2] == "như sau" and self.low.startswith(": ", hit[1])), 0)
            if opened and self._opens_list(kind, begin, opened + 1):
                begin = opened + 2
                hits = [hit for hit in hits if hit[0] >= begin]
            if self._questions(begin, end):
                return
        if last == "?":
            return
        if last == ":" and self._opens_list(kind, begin, end):
            return
        if not self.issuer and (hits or self.text.find(":", begin, end) >= 0):
            self._listens(begin, end, hits)
        if not self._stated(kind, begin, end, hits):
            self.state.weak = True
        if last == "." and self.author and self.text.endswith("./.", begin, end):
            self._end()

    def _stated(self, kind: str, begin: int, end: int, hits: list[Hit]) -> bool:
        """Whether the sentence asks or undertakes something, tried from what is surest to what only goes on."""
        head, listing = None, self.state.listing
        grounds = not kind and bool(self.issuer) and self._only_grounds(begin, end)
        if (not self.state.kind or self.state.weak) and not self.issuer:
            self._counts_off(begin, end)
        if not self.issuer and self.low.startswith(OPINIONS, begin) and self._in_opinion(begin, end):
            return True
        if listing:
            if hits and hits[0][2] in SUBMITS and self._request(begin, end, hits):
                return True
            if hits and not (kind or self.issuer) and holds_office(self.low, begin) and self._speaks_up(begin, end, hits):
                return True
            if hits and not (kind or self.issuer) and self._undertaking(begin, end, hits):
                return True
            head = None if grounds else self._head(begin, end)
            if head and head.form in _ACTIVE and self._listed(kind, begin, end, head):
                return True
        if hits and self._request(begin, end, hits):
            return True
        if grounds:
            return False
        if not listing and (self.state.kind or (hits and self._may_order(hits))):
            head = self._head(begin, end)
        if head and head.form == "given" and not self.state.kind and self.asker:
            self.state = State("directive", self.asker)
        if head and head.form in _BOUND and self._goes_on(begin, end, head):
            return True
        if self._undertaking(begin, end, hits) or (head and self._order(begin, end, head)):
            return True
        if not self.state.kind and self.may_oblige(begin, end) and self._obliges(begin, end):
            return True
        if head:
            return head.form not in _BOUND and self._goes_on(begin, end, head)
        if self.state.kind == "commitment" and not self.state.listing:
            return self.low.find(";", begin, end) < 0 and not self.state.weak and self._segments(begin, begin, end, None)
        return bool(self.state.kind) and (self.state.listing or not self.state.weak) and self._segments(begin, begin, end, None)

    def _only_grounds(self, begin: int, end: int) -> bool:
        """ "Thực hiện Nghị quyết số 01/NQ-CP …, các đơn vị đã quán triệt": nobody is named who is to do anything."""
        if not patterns.ground().match(self.low, begin, end):
            return False
        head = self._head(begin, end)
        return head is None or head.subject is None or head.form == "told"

    def _speaks_up(self, begin: int, end: int, hits: list[Hit]) -> bool:
        """Below a list "Phó Bí thư X cũng lưu ý, …" begins what the officer says next, and is no line of it."""
        return any(hit[2] in _SAYS_NEXT and self._subject_before(begin, hit[0]) for hit in hits) and self._request(begin, end, hits)

    def _questions(self, start: int, end: int) -> bool:
        find = self.low.find
        return find("?", start, end) >= 0 or find("làm gì", start, end) >= 0 or find("như thế nào", start, end) >= 0

    def _may_order(self, hits: list[Hit]) -> bool:
        return bool(self.issuer or self.asker) and any(hit[2] in _ORDER_WORDS or hit[2] in _DUTY_WORDS for hit in hits)

    def _listed(self, kind: str, begin: int, end: int, head: Head) -> bool:
        """A line of a list: "2. Bộ Y tế chỉ đạo …", "- Rà soát …", "c) Giao Công an tỉnh …"."""
        name = self.text[slice(*head.subject)] if head.subject else None
        if self.text[end - 1] == ":":
            announced = self.low.endswith(_ANNOUNCED, begin, end) or (name and self.low.endswith(_DUTIES, begin, end))
            if name or announced:
                self._list(kind or "number", self.state.who, name or self.state.assignee)
            if (announced or (name and end - head.action < _SHORT)) and not self._says_itself(head, end):
                return True
        self.state.weak = False
        found = self._segments(begin, begin, end, head)
        if found and kind and name and self.outline.open:
            self.outline.open[-1].assignee = name
        return found

    def _reports(self, begin: int, end: int) -> bool:
        """ "Chủ trì thảo luận, Phó Chủ tịch X đồng tình …": news text opens so with what somebody did while speaking."""
        opened = news_opening(self.text, begin, end)
        return opened > 0 and holds_office(self.low, opened)

    def _says_itself(self, head: Head, end: int) -> bool:
        """ "… khẩn trương khắc phục các bất cập, hoàn thành trong tháng 11, cụ thể:" asks something before its list does."""
        return head.form == "verb" and end - head.action > _LONG and self.low.endswith(", cụ thể:", head.action, end)

    def _goes_on(self, begin: int, end: int, head: Head) -> bool:
        """A sentence of the same speaker: with a modal or a request passed on, else only right after the one before."""
        state = self.state
        if not state.kind or patterns.words("breaking").match(self.low, begin) or self._reports(begin, end):
            return False
        if head.form not in _BOUND:
            if state.weak or head.form == "says" or (head.fronted and self._is_over(begin, head.action)):
                return False
            return self._segments(begin, begin, end, head)
        if state.kind == "commitment" and head.subject and head.form == "modal" and self._commands(begin, end, head):
            return True
        if state.kind == "commitment" and (state.weak or head.subject):
            return False
        if head.form == "ask" and head.subject is None and not (state.listing or self.issuer):
            return False
        return self._segments(begin, begin, end, head)

    def _commands(self, begin: int, end: int, head: Head) -> bool:
        """ "… sẽ trang bị xuồng máy. Các Trưởng Công an xã phải bám dân": whoever promised goes on to those below."""
        assert head.subject
        spoke = self.speakers.last
        if not spoke or not self.low.startswith(("các ", "mỗi ", "từng ", "mọi "), head.subject[0]):
            return False
        self.state = State("directive", spoke)
        return self._segments(begin, begin, end, head)

    def _is_over(self, begin: int, action: int) -> bool:
        """A stretch that is over opens the sentence ("Năm 2023, đơn vị phát hiện …"): what follows reports."""
        return bisect_left(self.behind, begin) < bisect_left(self.behind, action)

    def _order(self, start: int, end: int, head: Head) -> bool:
        """ "Sở X chủ trì, phối hợp …", "UBND xã có trách nhiệm …", "Giao Sở Y …" in a document that gives orders."""
        if not self.issuer or self.state.kind or not self._is_order(head):
            return False
        self.state = State("directive", self._asks(), None, listing=True)
        found = self._segments(start, start, end, head)
        self.state.listing = False
        return found

    def _is_order(self, head: Head) -> bool:
        """A legal text lays down rules for everybody: it orders only by name, or says who carries it out."""
        if head.form in ("ask", "given"):
            return True
        if not head.subject or head.form not in ("verb", "duty"):
            return False
        if self.low.startswith(_CARRIES_OUT, head.action):
            return True
        return not self.legal and (head.form == "duty" or self.low.startswith(_LEADS, head.action))
