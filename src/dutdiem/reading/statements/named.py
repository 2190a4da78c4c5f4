"""Whom a part of a sentence names as asked, or as who undertakes."""

import re

from dutdiem.reading.statements import patterns
from dutdiem.reading.statements.clauses import clause, named_and
from dutdiem.reading.statements.headings import Headings
from dutdiem.reading.statements.heads import Head, opening
from dutdiem.reading.statements.state import same_asker
from dutdiem.reading.statements.whoever import IN_CHARGE, WHOEVER

PROPOSES = ("đề xuất ", "kiến nghị ")
_FURTHER = re.compile(r"(?:còn|riêng|trong khi đó,?) ")
_ASIDE = re.compile(r", [^,;]{3,40}, ")
OWN = frozenset(("chúng tôi", "đơn vị", "chúng ta", "tôi"))
_TOWARDS = re.compile(
    r"(?:riêng |còn )?(?:đối với|về phía|về phần|với|về (?:nhiệm vụ|trách nhiệm|phần việc|công việc) của) |riêng "
)
_SO_MANY = re.compile(r"\w+(?: \w+){0,2} (?:được |hơn |gần |trên )?\d")
LONGEST_NAME = 120


class Named(Headings):
    """Finds out who is meant."""

    def _readdress(self, start: int, head: Head | None) -> None:
        """ "Đối với Công an huyện, đồng chí nhấn mạnh cần …"; else whom the speaker addresses."""
        state = self.state
        fronted = _TOWARDS.match(self.low, start)
        if head is not None and head.form == "duty":
            return
        if fronted and patterns.subject().match(self.low, fronted.end()):
            stop = self.low.find(",", fronted.end(), fronted.end() + LONGEST_NAME)
            if stop > 0:
                state.assignee = state.main = self.text[fronted.end() : stop]
        elif state.main and head is not None:
            state.assignee = state.main

    def _proposed(self, action: int, stop: int) -> int | None:
        """ "Ông X kiến nghị huyện …; đồng thời đề xuất Quốc hội có cơ chế …": who may only propose goes on to ask another body."""
        at = next((action + len(word) for word in PROPOSES if self.low.startswith(word, action)), 0)
        inner = clause(self.flat, at, stop) if at else None
        if inner is None or not inner.subject or inner.form not in ("verb", "modal"):
            return None
        self.state.assignee = self.text[slice(*inner.subject)]
        return inner.action

    def _goes_on_for(self, name: str, action: int) -> bool:
        """Whoever undertakes goes on; another only where it "goes on" itself."""
        own = self._is_own(name)
        if not own and self.low.startswith("tiếp tục", action):
            self.state.who = name
            return True
        return own

    def _of_whoever(self, begin: int, stop: int) -> int | None:
        """ "Nơi nào …, (thì) bí thư nơi đó phải …" asks whoever is named there; "đơn vị nào …, thì thay" is asked as a whole."""
        at = opening(self.low, begin, stop)
        if charged := IN_CHARGE.match(self.low, at, stop):
            self.state.assignee = self.text[slice(*charged.span(1))]
            return at
        if not WHOEVER.match(self.low, at, stop):
            return None
        then = self.low.find(" thì ", at, stop)
        cut = then + len(" thì ") if then > 0 else self.low.find(", ", at, stop) + 2
        head = clause(self.flat, cut, stop)
        if head is None or head.subject is None or (then < 0 and head.form not in ("modal", "duty")):
            return at if then > 0 else None
        self.state.assignee = self.text[slice(*head.subject)]
        return head.action

    def _is_own(self, name: str) -> bool:
        return name.lower() in OWN or same_asker(name, self.state.who)

    def _named_next(self, begin: int, stop: int, head: Head | None) -> int | None:
        """ "…; còn Tân Long, trong vòng 45 ngày, kéo điện …": the next of those who undertake, by a name that no list knows."""
        at = opening(self.low, begin, stop)
        if further := _FURTHER.match(self.low, at, stop):
            at = further.end()
        if not self.text[at].isupper() or (head and head.subject) or patterns.verb().match(self.low, at, stop):
            return None
        named = named_and(self.flat, at, stop) or self._named_aside(at, stop)
        if named is None or named.subject is None:
            return None
        self.state.who = self.text[slice(*named.subject)]
        return named.action

    def _named_aside(self, at: int, stop: int) -> Head | None:
        """ "Tân Long, trong vòng 45 ngày, kéo điện …"."""
        aside = _ASIDE.search(self.low, at, min(stop, at + LONGEST_NAME))
        if aside is None or not self.text[at : aside.start()].istitle():
            return None
        return Head("verb", aside.end(), (at, aside.start())) if patterns.verb().match(self.low, aside.end(), stop) else None

    def _may_be_asked(self, head: Head) -> bool:
        """ "Các địa phương rà soát …": a body with a bare verb is asked while somebody is asking, a person tells what happened."""
        assert head.subject
        begin = head.subject[0]
        if not self.state.listing and (
            self.state.weak or self._is_person(begin) or patterns.words("narrators").match(self.low, begin)
        ):
            return False
        if not (self.issuer or self.state.listing) and self._tells(begin, head.action):
            return False
        self.state.assignee = self.text[slice(*head.subject)]
        return True

    def _tells(self, begin: int, action: int) -> bool:
        """A paragraph of a report that begins with a body and so many of something: "Lực lượng Kiểm ngư thực hiện 88 chuyến …"."""
        return self.low[begin - 1 : begin] == "\n" and _SO_MANY.match(self.low, action) is not None

    def _is_person(self, at: int) -> bool:
        return patterns.words("persons").match(self.low, at) is not None

    def _last_named(self, at: int, modal: re.Match[str]) -> int:
        """ "Đối với các vụ việc, vụ án công an cần …": the body named right before the modal is asked."""
        low = self.low
        near = max(at, modal.start() - 24)
        blank = low.find(" ", near, modal.start())
        while blank >= 0:
            if patterns.subject().match(low, blank + 1, modal.start()) and "," not in low[blank : modal.start()]:
                self.state.assignee = self.text[blank + 1 : modal.start()]
                break
            blank = low.find(" ", blank + 1, modal.start())
        return modal.end()

    def _behind_items(self) -> None:
        """A paragraph behind the numbered lines asks whom the list asks, as a line that names nobody does."""
        who, whom = self.addressed
        if whom and self.state.kind == "directive" and self.state.who == who and self.outline.knows("number"):
            self.state.assignee = self.state.main = whom
