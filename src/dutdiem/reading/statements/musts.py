"""What a report tells as a must without a request word: "Theo Bí thư X, thành phố cần …", "Các đơn vị cần …".

A sentence with "cần" or "phải" asks while somebody's directions are being told; who that is may stand in words before it
("Theo …"), be the one who spoke last, or not be said at all.
"""

import re

from dutdiem.reading.letters import LOWER
from dutdiem.reading.statements import patterns
from dutdiem.reading.statements.heads import Head
from dutdiem.reading.statements.state import NOBODY, State
from dutdiem.reading.statements.subjects import holds_office
from dutdiem.reading.statements.undertakings import Undertakings

OPINIONS = ("theo ",)
_OPINION = re.compile(r"theo (?:(?:ý kiến |quan điểm )(?:cá nhân )?(?:của )?)?(?:tôi|chúng tôi), ")
_MODALS = (" cần ", " phải ")
_LONGEST_NAME = 120
_NUMBERED_FIRST = re.compile(r"(?:một|một là|thứ nhất)[:,] ")
_NAME_ENDS = re.compile(rf",| (?=[{LOWER}]+ (?:rõ|mạnh|ý|thẳng|ra|luận)\b)")
_ISSUES = re.compile(
    r"(?P<who>[^,;:\n]{3,90}?) (?:đã |vừa |mới )?(?:có|ban hành|ra|ký|gửi)(?: ban hành)?"
    r" (?:công điện|công văn|văn bản|điện|chỉ thị)\b"
)
_SENT_TO = re.compile(r" gửi (?:tới |đến |cho )?([^;:.\n]{3,160}?)(?= về (?:việc )?| yêu cầu| chỉ đạo|\.?\Z)")
_DAY = re.compile(r"(?:(?:sáng|chiều|tối) )?ngày [\d/.-]+(?: tháng \d+)?(?: năm \d+)?, ")
_REACH = 2500
_NOTHING_TOLD: tuple[int, str, str | None] = (-1, "", None)


class Musts(Undertakings):
    """Adds the sentences of reports in which somebody must do something."""

    announced = _NOTHING_TOLD
    """Where a report told of a dispatch or letter, who issued it, and to whom."""

    def _announce(self, begin: int, end: int) -> None:
        """ "Ngày 21/7/2025, Ban Chỉ đạo có Công điện số 08 gửi Công an các đơn vị …": what it orders may follow as a list."""
        dated = _DAY.match(self.low, begin, end)
        at = dated.end() if dated else begin
        if not patterns.subject().match(self.low, at, end) or not (issues := _ISSUES.match(self.low, at, end)):
            return
        sent = _SENT_TO.search(self.low, issues.end(), end)
        self.announced = end, self.text[slice(*issues.span("who"))], self.text[slice(*sent.span(1))] if sent else None

    def _opens_announced(self, start: int) -> None:
        """The first numbered line below; a later list is not the dispatch's."""
        told, who, whom = self.announced
        if not self.state.kind and 0 <= told < start < told + _REACH:
            self.announced = _NOTHING_TOLD
            self._list("asked", who, whom)

    def _in_opinion(self, begin: int, end: int) -> bool:
        """ "Theo tôi, các bộ, ngành phải …", "Theo Bí thư Thành ủy, thành phố cần …": whoever says so asks for it."""
        if own := _OPINION.match(self.low, begin, end):
            who, at = self._named("tôi") if self.speakers.last else None, begin
            head = self._head(begin, end) if own else None
        else:
            who, at = self._according_to(begin, end)
            head = self._head(at, end) if who else None
        if who is None or head is None or head.form != "modal" or not head.subject or holds_office(self.low, head.subject[0]):
            return False
        self._speaks(who)
        self.state.assignee = self.state.main = self.text[slice(*head.subject)]
        return self._segments(at, begin, end, Head("modal", head.action))

    def _according_to(self, begin: int, end: int) -> tuple[str | None, int]:
        """Whose words follow behind the comma, and where they begin."""
        comma = self.low.find(", ", begin, min(end, begin + _LONGEST_NAME))
        if comma < 0 or not holds_office(self.low, begin + len("theo ")):
            return None, begin
        return self._named(self.text[begin + len("theo ") : comma], begin), comma + 2

    def may_oblige(self, begin: int, end: int) -> bool:
        """A glance at a sentence of a report that has no statement word."""
        return self.issuer is None and any(self.low.find(word, begin, end) > 0 for word in _MODALS)

    def _obliges(self, begin: int, end: int) -> bool:
        """ "Các đơn vị cần tăng cường …", where nobody's directions are open."""
        head = self._head(begin, end)
        if head is None or head.form != "modal" or head.subject is None or holds_office(self.low, head.subject[0]):
            return False
        if self.low.endswith("không phải ", begin, head.action):
            return False
        self._speaks(self.speakers.last or NOBODY)
        self.state.assignee = self.state.main = self.text[slice(*head.subject)]
        return self._segments(begin, begin, end, Head("modal", head.action))

    def _counts_off(self, begin: int, end: int) -> None:
        """ "Phó Chủ tịch X …, đi thẳng vào những việc nóng. Một: …": what an officer counts off is asked."""
        if not _NUMBERED_FIRST.match(self.low, begin, end):
            return
        stop = max(self.low.rfind(". ", 0, begin), self.low.rfind(": ", 0, begin))
        at = max(self.low.rfind("\n", 0, begin), self.low.rfind(". ", 0, max(stop, 0))) + 1
        while at < begin and self.text[at] in ' "“':
            at += 1
        named = patterns.words("offices").match(self.low, at)
        ends = _NAME_ENDS.search(self.text, at, begin) if named or patterns.words("persons").match(self.low, at) else None
        if ends and not patterns.any_of("past").search(self.low, ends.end(), begin):
            self.state = State("directive", self.text[at : ends.start()])
