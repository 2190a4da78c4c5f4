"""The actions of a sentence: its parts between ";", each from its first verb to the end of its clause."""

import re

from dutdiem.reading.statements import patterns
from dutdiem.reading.statements.headings import Headings
from dutdiem.reading.statements.state import State, Statement, same_asker, split_parts, trim
from dutdiem.reading.statements.subjects import asked, subject_before

_DONE = re.compile(r"\bđã\b")
_SO_THAT = re.compile(r"để từ đó|qua đó|từ đó|nhằm|nhờ đó")
_GOING = re.compile(r" (?:sẽ |tiếp tục )")
_PROMISE = re.compile(r",? và (?:cũng )?sẽ |, (?:từ đó|qua đó) |[”\"], (?=\w)")
_PROMISES = ("sẽ ", "từ đó ", "qua đó ", "”, ", '", ')
_TIME = re.compile(r"(?:ngay )?(?:trong|chậm nhất|muộn nhất|trước|đến hết|đến|định kỳ) (?=ngày|tháng|quý|năm|\d|là|trước|hết)")
_BLANK = re.compile(r" ")
_DIGIT = re.compile(r"\d|quý i")
_POLICE = re.compile(r"công an(?: \w+)?$")


class Actions(Headings):
    """Adds the statements of what is asked or undertaken."""

    def _segments(self, at: int, start: int, end: int, *, first: str) -> bool:
        """One statement for each part between ";"; True where there was any.

        The first part is what follows a request ("asked"), an action ("plain"), or a sentence that "goes on".
        """
        any_found, dead = False, False
        for number, (begin, stop) in enumerate(split_parts(self.low, at, end)):
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

    def _after_time(self, at: int, stop: int) -> int | None:
        """ "chậm nhất ngày 31/3/2024 báo cáo Bộ": the verb after a time that opens the part."""
        if not _TIME.match(self.low, at, stop):
            return None
        for blank in _BLANK.finditer(self.low, at, min(stop, at + 48)):
            if patterns.verb().match(self.low, blank.end(), stop) and _DIGIT.search(self.low, at, blank.start()):
                return blank.end()
        return None

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
        again = patterns.request().match(low, at, stop) if self.state.kind == "directive" else None
        if again and patterns.subject().match(low, again.end() + 1, stop):
            span, action = asked(self.flat, again.end(), stop)
            self.state.assignee = self.text[slice(*span)] if span else self.state.assignee
            return self._add(action, stop, sentence)
        if (then := self._after_time(at, stop)) is not None:
            return self._add(then, stop, sentence)
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
            self.found[-1].end = trim(self.text, self.found[-1].start, stop)
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

    def _promised(self, begin: int, stop: int) -> int:
        """Where the action ends and what will come of it begins (", từ đó …", " và sẽ …"), else `stop`."""
        low = self.low
        if not any(low.find(sign, begin, stop) >= 0 for sign in _PROMISES):
            return stop
        found = _PROMISE.search(low, begin, stop)
        return found.start() if found else stop

    def _add(self, begin: int, stop: int, sentence: tuple[int, int]) -> bool:
        while begin < stop and self.text[begin] in ' ,:“"-–':
            begin += 1
        end = trim(self.text, begin, self._promised(begin, stop))
        if end - begin < 8 or patterns.praising().match(self.low, begin):
            return False
        self.state.weak = False
        self.found.append(Statement(self.state.kind, begin, end, self.state.who, self.state.assignee, sentence))
        return True
