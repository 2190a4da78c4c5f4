"""The actions of a sentence: its parts between ";", each from its first verb to the end of its clause."""

import re

from dutdiem.reading.statements import patterns
from dutdiem.reading.statements.clauses import clause
from dutdiem.reading.statements.heads import Head, opening
from dutdiem.reading.statements.named import LONGEST_NAME, OWN, PROPOSES, Named
from dutdiem.reading.statements.promises import promised
from dutdiem.reading.statements.state import NOBODY, State, Statement, is_judged, split_parts, trim

_SO_THAT = re.compile(r"để từ đó|qua đó|từ đó|nhằm|nhờ đó|góp phần")
_NEAR = 60
_OBJECT = re.compile(r"(?:vấn đề|nội dung|nhiệm vụ|việc|điều|giải pháp|yêu cầu|những|hạn chế|trường hợp|khi|nếu|người|xã|hộ)$")
CANNOT = tuple(f" không {word} " for word in ("còn", "có", "phải", "được", "bị", "thể", "là"))
"""Behind "sẽ" these say what will be, not what will not be done."""
_SPEAKERS = frozenset(("chúng tôi", "tôi"))
_WILL_TOO = re.compile(r"(?: và|,) (?:cũng )?sẽ ")
_LAID_DOWN = ("bãi bỏ ", "thay thế ", "sửa đổi ", "sửa đổi, bổ sung ")
"""What a rule does itself by being in force: nobody is asked for it."""
_IF = ("nếu ", "trường hợp ", "khi ")
_SHORTEST, _LONGEST_VERB = 8, 24
"""What is shorter is an action only where a verb has something behind it ("mua xe"); no verb is longer."""
_FARTHEST = 260
_REACH = 2000
_PURPOSE_FIRST = frozenset("đqtngv")
_PAST = ("đã", "vừa", "được", "bị", "từng")
_OF_MANY = ("chịu trách nhiệm", "căn cứ", "thi hành", "thực hiện", "tổ chức", "phối hợp")
"""What many bodies, named with ";" between them, are asked together."""


class Actions(Named):
    """Adds the statements of what is asked or undertaken."""

    def _head(self, begin: int, end: int) -> Head | None:
        """Of the first part; the last place looked at is kept, since several ways of reading a sentence ask for it."""
        if self.looked[0] != begin or self.looked[1] != end:
            self.looked = (begin, end, self._head_at(begin, end))
        return self.looked[2]

    def _head_at(self, begin: int, end: int) -> Head | None:
        """A list of bodies may have ";" of its own ("Chánh Văn phòng …; Giám đốc … chịu trách nhiệm …")."""
        cut = self.low.find(";", begin, min(end, begin + _REACH))
        head = clause(self.flat, begin, cut if cut > 0 else min(end, begin + _REACH))
        if self.state.listing and (head is None or head.form == "told"):
            head = self._refrains(begin, head.action if head else cut if cut > 0 else end) or head
        if head is None and cut > 0 and patterns.subject().match(self.low, begin, end):
            whole = clause(self.flat, begin, end)
            # A bare verb behind ";" is of whoever is named there, and the first part has a verb that no list knows.
            return None if whole and whole.form == "verb" and not self.low.startswith(_OF_MANY, whole.action) else whole
        return head

    def _refrains(self, begin: int, stop: int) -> Head | None:
        """A line of a list that says what a body is not to do: "UBND cấp huyện, cấp xã không cấp phép mới …"."""
        low = self.low
        at = opening(low, begin, stop)
        no = low.find(" không ", at, min(stop, at + LONGEST_NAME))
        if (
            no < 0
            or low.find(" thì ", no, stop) > 0
            or not patterns.subject().match(low, at, no)
            or not patterns.verb().match(low, no + len(" không "), stop)
        ):
            return None
        return Head("verb", no + 1, (at, no - 1 if low[no - 1] == ":" else no))

    def _segments(self, at: int, start: int, end: int, head: Head | None) -> bool:
        """One statement for each part between ";" of what begins at `at` in the sentence start..end; True where there was any.

        `head` is that of the first part.
        """
        first: int | None = None
        told = False
        if self.state.kind == "directive" and not self.state.listing and (head is None or head.subject is None):
            self._readdress(start, head)
        for number, (begin, stop) in enumerate(split_parts(self.low, head.action if head else at, end)):
            if not number:
                begin = at
            elif begin < stop and self.low[begin] == " ":
                begin += 1
            this = clause(self.flat, begin, stop) if number else head
            if told and (this is None or (this.form == "verb" and this.subject is None)):
                continue
            if (number or this is None or this.form != "verb") and self._is_purpose(begin, stop, this, number):
                continue
            if number and self._promises(this, begin, stop, (start, first or begin)):
                first = first or begin
                continue
            action = self._action(this, begin, stop, first is not None)
            if not number and self.state.kind == "directive" and this and this.subject and self.state.assignee:
                self.state.main = self.state.assignee
            if action is not None and self._add(begin, action, stop, (start, first or action)):
                first = first or action
            told = told or (first is None and this is not None and this.form == "told" and self.low.startswith(_PAST, this.action))
        if told and first is None and not self.state.listing:
            self.state = State()
        return first is not None

    def _promises(self, head: Head | None, begin: int, stop: int, opening_: tuple[int, int]) -> bool:
        """ "X yêu cầu Sở Y …; nhà thầu cam kết …": a later part in which another undertakes something, while somebody asks."""
        if head is None or not head.subject or head.form not in ("will", "pledge"):
            return False
        asking = self.state
        if asking.kind != "directive" or asking.listing or self.issuer or self.legal:
            return False
        if head.form == "will" and (self._comes_of_itself(head.action - 1) or self.low.startswith(_IF, begin)):
            return False
        self.state = State("commitment", self._named(self.text[slice(*head.subject)]))
        added = self._add(begin, head.action, stop, opening_)
        self.state = asking
        return added

    def _is_purpose(self, begin: int, stop: int, head: Head | None, number: int) -> bool:
        """ "…; từ đó tạo sự đồng thuận": what for, not what to do; a clause of its own behind it makes it more."""
        if self.low[begin : begin + 1] not in _PURPOSE_FIRST or (head and (head.fronted or head.subject)):
            return False
        if _SO_THAT.match(self.low, begin):
            return True
        return number > 0 and patterns.words("purposes").match(self.low, begin, stop) is not None

    def _action(self, head: Head | None, begin: int, stop: int, follows: bool) -> int | None:
        """Where the action of a part begins, None where it has none; takes over whom it names as asked."""
        if self.state.kind == "directive":
            if self.low.find(" nào ", begin, begin + _NEAR) > 0 and (asked := self._of_whoever(begin, stop)) is not None:
                return asked
        elif (named := self._named_next(begin, stop, head)) is not None:
            return named
        if head is None:
            return self._unled(begin, stop, follows)
        if head.form in ("told", "says"):
            return self._will_behind(head, stop) if self.state.kind == "commitment" else None
        if head.form in ("will", "pledge"):
            if self.state.kind == "commitment":
                if head.form == "will" and self._comes_of_itself(head.action - 1):
                    return None
                if head.subject and not self._is_own(self.text[slice(*head.subject)]):
                    self.state.who = self.text[slice(*head.subject)]
                return head.action
            return opening(self.low, begin, stop) if head.form == "pledge" and not (head.subject or head.fronted) else None
        if head.subject is None and self.state.proposes and (proposed := self._proposed(head.action, stop)):
            return proposed
        if head.subject is None:
            return None if head.form == "verb" and is_judged(self.low, head.action, stop) else head.action
        name = self.text[slice(*head.subject)]
        if self.state.kind == "directive" and self.low.startswith(PROPOSES, head.action):
            at = self.low.find(" ", head.action + len("đề "), stop) + 1
            if patterns.verb().match(self.low, at, stop):
                self.state.who, self.state.assignee, self.state.main = name, None, None
                return at
        if self.state.kind == "commitment":
            if head.form == "ask" or not self._goes_on_for(name, head.action):
                return None
        elif head.form == "verb" and not self._may_be_asked(head):
            return None
        elif (self.state.listing or not self._is_person(head.subject[0])) and name.lower() not in _SPEAKERS:
            self.state.assignee = name
        return head.action

    def _will_behind(self, head: Head, stop: int) -> int | None:
        """ "…; Ủy ban đang lấy ý kiến và sẽ ban hành …": what else will be done by who is told of."""
        will = _WILL_TOO.search(self.low, head.action, stop) if head.subject else None
        if will is None or not head.subject or not patterns.verb().match(self.low, will.end(), stop):
            return None
        if not self._is_own(name := self.text[slice(*head.subject)]):
            self.state.who = name
        return will.end()

    def _comes_of_itself(self, at: int) -> bool:
        """ "Hội nghị sẽ diễn ra …": foretold; "sẽ không để …" is a promise."""
        if self.low.startswith(" không ", at) and not self.low.startswith(CANNOT, at):
            return False
        return patterns.foretelling()[1].match(self.low, at) is not None

    def _unled(self, begin: int, stop: int, follows: bool) -> int | None:
        """A part without subject or verb in front: a modal makes it an action with its object in front; else it may go before."""
        low = self.low
        at = opening(low, begin, stop)
        modal = patterns.modal_in(self.low, at, min(stop, at + _FARTHEST)) if self.state.kind == "directive" else None
        if (
            modal
            and not _OBJECT.search(low, max(at, modal.start() - 12), modal.start())
            and low.find("đòi hỏi", at, modal.start()) < 0
        ):
            who = self._subject_before(at, modal.start() + 1)
            if who:
                if not self._is_person(who[0]) and low[who[0] : who[1]] not in OWN:
                    self.state.assignee = self.text[slice(*who)]
                return modal.end()
            if low.startswith("không được ", modal.end()):
                return at if low.startswith("việc ", at) else None
            if patterns.words("adverbial").match(low, at):
                return self._last_named(at, modal)
            return modal.end() if low[modal.start() - 1] == "," else at
        if follows and patterns.words("attached").match(low, begin) and self.found:
            self.found[-1].end = trim(self.text, self.found[-1].start, stop)
        return None

    def _add(self, lead: int, begin: int, stop: int, opening_: tuple[int, int]) -> bool:
        while begin < stop and self.text[begin] in ' ,:“"-–':
            begin += 1
        end = trim(self.text, begin, promised(self.text, self.low, begin, stop, directive=self.state.kind == "directive"))
        verb = patterns.verb().match(self.low, begin, end) if end - begin < _LONGEST_VERB else None
        bare = verb is not None and verb.end() == end and verb.group() in patterns.word_set("bare_verbs")
        about = (self.topic or self.outline.topic()) if bare else None
        if end - begin < _SHORTEST and (not verb or (bare and not about)):
            return False
        if patterns.words("praising").match(self.low, begin):
            return False
        if self.legal and not self.state.assignee and self.low.startswith(_LAID_DOWN, begin):
            return False
        self.state.weak = False
        state = self.state
        petition = (
            state.kind == "directive"
            and not self.legal
            and (state.petitions or (self.outline.asked_above and self.outline.petitions()))
        )
        who = None if state.who == NOBODY else state.who
        self.found.append(Statement(state.kind, begin, end, who, state.assignee, lead, opening_, None, petition))
        if bare:
            self.found[-1].about = about or ""
        return True
