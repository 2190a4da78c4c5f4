"""Whether a number is a target, a result or only describes.

A target is still to be reached: it stands in an order or a commitment, or after words of aim. A result is told of what has been
done. Parts of a plan, lengths of time and wholes of which something is said are neither (the corpus's guidelines). What the
sentence does not say itself, the sentence before it in the paragraph, the heading above, and last the kind of document say.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache

from dutdiem.reading.flat import Flat
from dutdiem.reading.periods.period import Period
from dutdiem.reading.quantities.neither import is_goal, is_neither, is_taken
from dutdiem.reading.quantities.units import is_measure
from dutdiem.reading.vocabulary import alternatives, vocabulary

TARGET, RESULT, OTHER = "target", "result", "other"
_REPORTING = frozenset((None, "BC"))
_RULING = frozenset(("QĐ", "QyĐ", "QC", "TT", "NĐ", "L"))
_PLANNING = frozenset(("KH", "CTr", "CT", "NQ", "ĐA"))
"""Kinds of document that set goals; a resolution with a year in its symbol ("21/2025/NQ-HĐND") lays down rules."""
_TO_REACH = ("đạt ", "giảm ", "tăng ", "bảo đảm ", "đảm bảo ", "kéo giảm ")
_OPENS = 24
_EXCEEDS = frozenset(("vượt", "đạt và vượt", "đạt được", "thu đạt", "thực hiện đạt", "giải ngân đạt"))
_NOUNS = ("chỉ tiêu ", "mức ", "mục tiêu ")
"""Before "phấn đấu": what is striven for is only named ("đạt 51% chỉ tiêu phấn đấu")."""
_ASKS = frozenset(("kiến nghị", "đề nghị"))
_HANDED_ON = re.compile(
    r" (?:khởi tố|truy tố|truy thu|thu hồi|xử lý|xử phạt|khen thưởng|tặng|công nhận|thi hành kỷ luật)\b(?= (?:về )?(?:số tiền )?\d)"
)
"""What an office hands on to another has been done by it ("chuyển cơ quan điều tra, kiến nghị khởi tố 10 vụ")."""
_AIMED = re.compile(r"\b(?:phấn đấu|quyết tâm|phải|cần|mục tiêu|sẽ)\b[^,;.]{0,60}\Z")
_REACHED = ("đạt ", "vượt ", "đạt được ", "hoàn thành ")
_HEADING = 140
_SHORTEST_HEADING = 6
_BACK = 3


def _words(name: str) -> list[str]:
    words: list[str] = vocabulary("quantities")["roles"][name]
    return words


@cache
def _cues() -> re.Pattern[str]:
    """Behind the character before them: what begins with a plain class is looked for fast."""
    kinds = "|".join(f"({alternatives(_words(name))})" for name in ("target", "result", "present"))
    return re.compile(rf"[^\w](?:{kinds})\b")


@cache
def _structural() -> re.Pattern[str]:
    """A part of a plan, with whatever is said of it; a length of time or a measure of things alone."""
    alone = alternatives(_words("technical") + _words("durations"))
    return re.compile(rf"(?:{alternatives(_words('structural'))})\b(?!/)|(?:{alone})\Z")


@lru_cache(maxsize=1024)
def _is_structural(unit: str) -> bool:
    return _structural().match(unit.lower()) is not None


@cache
def _headings() -> re.Pattern[str]:
    """Near the beginning of the line: a headline that only speaks of tasks somewhere is no heading of a list of them."""
    target, result = alternatives(_words("target_headings")), alternatives(_words("result_headings"))
    marker = r"(?:(?:[ivxlc]{1,5}|\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)\-/:]+ ?)?"
    return re.compile(rf"{marker}(?:\w+,? ){{0,3}}?(?:({target})|({result}))\b")


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(_words('whole'))}) \Z")


@cache
def _whole_ends() -> tuple[str, ...]:
    """The last words of wholes, by which most numbers can be told to have none before them."""
    return tuple({f"{word.rsplit(' ', 1)[-1]} " for word in _words("whole")})


@cache
def _size() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(_words('sizes'))}) (?:là |đạt |khoảng |trên |hơn |gần )*\Z")


Cue = tuple[int, str]
"""Where it stands (flat offset), and which role it speaks for."""


class Roles:
    """Tells the roles of one text's quantities, asked for in the order of the text."""

    def __init__(
        self,
        flat: Flat,
        sentences: list[tuple[int, int]],
        ordered: list[tuple[int, int]],
        periods: Sequence[Period],
        anchor: date | None,
        type_: str | None,
        *,
        rules: bool = False,
    ) -> None:
        self.low, self.sentences = flat.low, sentences
        self.shifted = "\n" + flat.low
        """So that a character stands before every word, at the word's own offset."""
        self.starts = [start for start, _ in sentences]
        self.ordered, self.ordered_starts = ordered, [start for start, _ in ordered]
        self.planning = type_ in _PLANNING and not rules
        self.ahead = [p.start for p in periods if _is_ahead(p, anchor)]
        self.years = [p.start for p in periods if self.planning and _is_own_year(p, anchor)]
        self.default = RESULT if type_ in _REPORTING else OTHER
        self.ruling = type_ in _RULING
        self.cues: dict[int, list[Cue]] = {}
        self.looked, self.heading = 0, ""

    def role(self, start: int, number: int, unit: str, comparator: str) -> str:
        """Of the quantity that begins at `start`, its number at `number` (flat offsets)."""
        low = self.low
        if (_is_structural(unit) and not is_taken(low, start, unit)) or (
            low.endswith(_whole_ends(), 0, start) and _whole().search(low, max(0, start - 16), start)
        ):
            return OTHER
        if unit[:1].islower() and is_measure(unit) and _size().search(low, max(0, start - 24), start):
            return OTHER
        if is_neither(low, start, unit, comparator):
            return OTHER
        if is_goal(low, start):
            return TARGET
        at = bisect_right(self.starts, start) - 1
        if at < 0:
            return self.default
        said = self._said(at, number)
        if said in (RESULT, OTHER):
            return said
        if said == TARGET or self._is_ordered(start):
            return TARGET
        return self._carried(at) or self._under_heading(at) or self._by_form(comparator, start, unit)

    def sentence(self, start: int) -> int:
        """Where the sentence of a place begins."""
        at = bisect_right(self.starts, start) - 1
        return self.starts[at] if at >= 0 else start

    def _is_ordered(self, start: int) -> bool:
        at = bisect_right(self.ordered_starts, start) - 1
        return at >= 0 and start < self.ordered[at][1]

    def _said(self, at: int, start: int) -> str:
        """What the last cue before the quantity in its sentence says."""
        cues = self._cues_of(at)
        last = bisect_left(cues, (start, ""))
        if not last:
            return ""
        place, role = cues[last - 1]
        return role if role != OTHER or self.low.find(";", place, start) < 0 else ""

    def _cues_of(self, at: int) -> list[Cue]:
        found = self.cues.get(at)
        if found is None:
            begin, stop = self.sentences[at]
            found = [
                (m.start(), TARGET if m.group(1) else RESULT if m.group(2) else OTHER)
                for m in _cues().finditer(self.shifted, begin, stop + 1)
                if not self._says_neither(m)
            ]
            first, last = bisect_right(self.ahead, begin - 1), bisect_right(self.ahead, stop)
            if last > first:
                found = sorted(found + [(place, TARGET) for place in self.ahead[first:last]])
            if self.years and begin <= (year := self._year_after(begin)) < begin + _OPENS:
                found = sorted([*found, (year, TARGET)])
            self.cues[at] = found
        return found

    def _year_after(self, begin: int) -> int:
        at = bisect_left(self.years, begin)
        return self.years[at] if at < len(self.years) else -1

    def _says_neither(self, cue: re.Match[str]) -> bool:
        """ "đạt mục tiêu" and "đạt được mục tiêu" are said of both, "phấn đấu vượt" of what is to be reached."""
        if cue.group(2) in _EXCEEDS and _AIMED.search(self.shifted, max(0, cue.start() - 80), cue.start() + 1):
            return True
        if said := cue.group(1):
            if said == "phấn đấu":
                return self.low.endswith(_NOUNS, 0, cue.start())
            if said in _ASKS and _HANDED_ON.match(self.shifted, cue.end()):
                return True
            return "tiêu" in said and self.low.endswith(_REACHED, 0, cue.start())
        return cue.group(2) == "đạt được" and self.shifted.startswith((" mục tiêu", " các mục tiêu"), cue.end())

    def _carried(self, at: int) -> str:
        """What the sentences before it in the same paragraph say; a report goes on telling after a sentence of aims."""
        for before in range(at - 1, max(-1, at - 1 - _BACK), -1):
            if self.low.find("\n", self.sentences[before][1], self.sentences[before + 1][0]) >= 0:
                return ""
            if cues := [cue for cue in self._cues_of(before) if cue[1] != OTHER]:
                return "" if cues[-1][1] == TARGET and self.default == RESULT else cues[-1][1]
        return ""

    def _under_heading(self, at: int) -> str:
        """What the last heading above says; the lines up to `at` are looked at once."""
        low = self.low
        for begin, end in self.sentences[self.looked : at]:
            if not _SHORTEST_HEADING <= end - begin <= _HEADING or (begin and low[begin - 1] != "\n") or low[end - 1] in ".;,":
                continue
            if match := _headings().match(low, begin, end):
                self.heading = TARGET if match.group(1) else RESULT
        self.looked = max(self.looked, at)
        return self.heading

    def _by_form(self, comparator: str, start: int, unit: str) -> str:
        """A bound is an aim, but in a rule, and in a plan a share to be reached; else it is what the kind of document tells of."""
        if self.planning and unit == "%" and (self.low.endswith(_TO_REACH, 0, start) or self.sentence(start) == start):
            return TARGET
        return TARGET if comparator in (">=", "<=") and not self.ruling else self.default


def _is_ahead(period: Period, anchor: date | None) -> bool:
    return period.role == "deadline" and period.to is not None and (anchor is None or period.to > anchor)


def _is_own_year(period: Period, anchor: date | None) -> bool:
    """A stretch that lies for the most part after the day of the plan: the year that it is for."""
    if anchor is None or period.role != "span" or not period.to or not period.from_ or period.from_ == period.to:
        return False
    return (period.to - anchor) * 2 > period.to - period.from_
