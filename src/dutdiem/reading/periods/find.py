"""Finds times in the flat text: a core at a trigger, what stands before it, and ranges of two cores."""

import re
from collections.abc import Sequence
from datetime import date

from dutdiem.reading.flat import Flat
from dutdiem.reading.numbers import Number, dated
from dutdiem.reading.periods import forms
from dutdiem.reading.periods.ahead import is_said_of_a_day, lies_ahead, speaks_ahead, to_complete, will_be
from dutdiem.reading.periods.compared import is_bare_compared, is_compared, same_sentence
from dutdiem.reading.periods.cores import FORMS, NUMERIC, Read
from dutdiem.reading.periods.counted import read_counted
from dutdiem.reading.periods.days import numbers_day
from dutdiem.reading.periods.ends import by_then, other_end
from dutdiem.reading.periods.headed import take_year, year_behind
from dutdiem.reading.periods.left import Left, is_labelled, look_left
from dutdiem.reading.periods.period import Period
from dutdiem.reading.periods.ranges import Range, half_of_month, month_end, part_of
from dutdiem.reading.periods.recurring import may_recur, read_days, read_every
from dutdiem.reading.periods.setting import Setting
from dutdiem.reading.periods.within import read_within
from dutdiem.reading.triggers import Hit

_VAGUE = re.compile(r"\b(?:những|nhiều|các|mấy|hằng|hàng|mỗi|từng) $")
_COUNTED = frozenset(("tháng", "năm", "quý", "tuần", "giờ"))
_DAYS_ON = (" tới", " sắp tới", " tiếp theo", " qua", " vừa qua")
_OPENINGS = frozenset('.,;:!?"“”(\n-–•')
_YEAR_SAID = re.compile(r"\d{4}")
_LONGEST_WITHOUT_YEAR = 14
"""What is no longer than "ngày 25/12/25" says no year in four figures."""
_ON = ("vào ", "ngay ", "trong ")
_FROM = frozenset(("từ", "đầu", "cuối"))
_DAY_LEADS = ("từ ", "đến ", "trước ", "sáng ", "chiều ", "tối ")
_PARTS = frozenset(("đầu", "giữa", "cuối"))
_SEVERAL = re.compile(r"(?<!\w)(?:\d{1,2}|năm|mười) \Z")
"""“5 năm 2016 - 2020”: how many years they are belongs to them."""
_DASHES = ("-", "–", " -", " –")
_NOW = (" đến ", " tới ", ", ", " cho ", *_DASHES)


_CLAUSE_ENDS = frozenset(",;.)\n")
_WITHOUT_YEAR = frozenset((forms.BARE_DAY, forms.DAY_PAIR))
_MONTHS = frozenset(("tháng", "quý", "quí"))
_PREDICATES = (" không ", " phải ", " sẽ ", " có ", " đạt ", " hoàn thành ", " giảm ", " nâng ", " giải quyết ", " cơ bản ")


class PeriodFinder:
    """One text's times, left to right; what was read before is what "cùng kỳ" and "trong năm" rest on."""

    def __init__(self, flat: Flat, anchor: date | None, *, ahead: bool = False, rules: bool = False) -> None:
        self.flat, self.low = flat, flat.low
        self.setting, self.ahead, self.rules = Setting(anchor, ahead=ahead), ahead, rules
        self.found: list[Period] = []
        self.passed = 0
        self.looked = (-1, Left(-1, "", None))

    def find(self, hits: list[Hit], numbers: list[Number]) -> list[Period]:
        """Of hits (trigger words) and numbers, both in order."""
        starts = sorted(hits + dated(self.low, numbers))
        done = 0
        for start, end, word in starts:
            if start < done or start < self.passed:
                continue
            for period in self._at(start, end, word) if word else self._numeric(start):
                if not self.found or period.start >= self.found[-1].end:
                    self._remember(period)
                    done = period.end
        return self.found

    def _left(self, start: int) -> Left:
        """What stands before the time at `start`; the last place asked for is kept."""
        if self.looked[0] != start:
            self.looked = (start, look_left(self.low, start))
        return self.looked[1]

    def _since(self, left: Left) -> re.Match[str] | None:
        return forms.FROM_LEFT.search(self.low, max(0, left.begin - 10), left.begin) if left.last in _FROM else None

    def _remember(self, period: Period) -> None:
        self.found.append(period)
        if period.from_ and period.to and period.role == "span":
            reported = self.setting.anchor is None or period.from_ <= self.setting.anchor
            if (period.to - period.from_).days > 26 and reported:
                self.setting.last = (period.from_, period.to)
            if period.to.year - period.from_.year >= 4:
                self.setting.term = (period.from_, period.to)

    def _numeric(self, start: int) -> Sequence[Period]:
        """ "19/12/2022", "2021 - 2025", "9/1950" without a head word; "(đến) 2030"."""
        if (year := forms.BARE_YEAR.match(self.low, start)) and (
            left := forms.TO_YEAR_LEFT.search(self.low, max(0, start - 24), start)
        ):
            return [Period(left.start(), year.end(), None, date(int(year.group()), 12, 31), "deadline")]
        if year and is_bare_compared(self.low, start):
            return [Period(start, year.end(), date(int(year.group()), 1, 1), date(int(year.group()), 12, 31), "comparison")]
        if may_recur(self.low, start) and (special := read_days(self.low, start, self._left(start))):
            return special
        self.setting.deadline, self.setting.ahead = self._left(start).is_deadline or is_labelled(self.low, start), self.ahead
        self.setting.due = False
        for pattern, read in NUMERIC:
            if match := pattern.match(self.low, start):
                if pattern is forms.BARE_DAY and forms.NAMED_DAY.search(self.low, max(0, start - 76), start):
                    return ()
                if pattern in _WITHOUT_YEAR and is_said_of_a_day(self.low, start, match.end()):
                    self.setting.ahead = self.ahead or speaks_ahead(self.low, start)
                if pattern in _WITHOUT_YEAR:
                    take_year(self.low, start, match.end(), self.setting)
                found = read(match, self.setting)
                self.setting.lent = None
                return self._finish(start, match.end(), found) if found else ()
        return ()

    def _at(self, start: int, end: int, word: str) -> Sequence[Period]:
        self.setting.due = False
        numbered = self.low[end : end + 1] == " " and self.low[end + 1 : end + 2].isdigit()
        if word == "ngày":
            if (
                special := read_days(self.low, start, self._left(start))
                if may_recur(self.low, start)
                else ()
                if numbered
                else read_within(self.low, start, self.setting)
            ):
                return special
            if self.low.startswith(_DAYS_ON, end) and (counted := read_counted(self.low, start, self.setting)):
                return self._finish(*counted)
        elif word in _COUNTED and not numbered:
            if within := read_within(self.low, start, self.setting):
                return within
            if counted := read_counted(self.low, start, self.setting):
                return self._finish(*counted)
            if word == "năm" and _VAGUE.search(self.low, max(0, start - 8), start):
                return ()
        elif word == "tháng" and self.low[start - 2 : start - 1].isdigit() and (dated := self._dated_month(start)):
            return dated
        elif (word in ("định kỳ", "hằng ngày", "hàng ngày") or word[:3] in ("thứ", "chủ")) and (
            each := read_every(self.low, start, word, self._left(start))
        ):
            return [each]
        for pattern, read in FORMS.get(word, ()):
            if match := pattern.match(self.low, start):
                if pattern is forms.DAY_WORD and not match.group(3) and not self._is_day_word(start):
                    continue
                if pattern is forms.SINCE_OPEN and not ((since := self._since(self._left(start))) and self._opens(since.start())):
                    continue
                if pattern is forms.YEAR_WORD and (self.rules or self.low[start - 2 : start - 1].isdigit()):
                    return ()  # "20 năm trước": so long ago; in a rule any year has a year before it
                return self._read(word, start, match, read)
        if word in ("năm", "cuối năm") and (ends := self._by_its_end(start, end, word)):
            return ends
        if word == "ngày" and numbered and (alone := forms.DAY_ALONE.match(self.low, start)) and (by := self._left(start).by):
            return [Period(by.start(), alone.end(), None, None, "deadline", unresolved=True)]
        if word == "nhiệm kỳ":
            return self._half(start, end, self.setting.term)
        if word in ("năm", "tháng", "quý") and self.low.endswith(("trong ", "cả "), 0, start):
            return self._under_review(start, end, word)
        return ()

    def _by_its_end(self, start: int, end: int, word: str) -> Sequence[Period]:
        """ "phấn đấu đến cuối năm", "đến hết năm, …": the end of the running year."""
        anchor, by = self.setting.anchor, self._left(start).by
        if anchor is None or by is None:
            return ()
        if word == "năm" and self.low[end : end + 1] not in _CLAUSE_ENDS and not self.low.startswith(_PREDICATES, end):
            return ()
        last = self.setting.last
        over = anchor.month <= 3 and last and last[1].year == anchor.year - 1 and not speaks_ahead(self.low, by.start())
        return [Period(by.start(), end, None, date(anchor.year - bool(over), 12, 31), "deadline")]

    def _read(self, word: str, start: int, match: re.Match[str], read: Read) -> Sequence[Period]:
        if word.startswith("cùng "):
            self.setting.near = same_sentence(self.low, start, self.found[-1], self.setting.anchor) if self.found else None
            return self._comparison(match, read(match, self.setting))
        self._set(word, start, match)
        found = read(match, self.setting)
        self.setting.lent = None
        if match.re in (forms.SINCE, forms.SINCE_OPEN) and (since := self._since(self._left(start))):
            start = since.start()
            if found is None:
                return [Period(start, match.end(), None, None, unresolved=True)]
        if match.re is forms.DAY and forms.UNSAID_YEAR.match(self.low, match.end()) and not _YEAR_SAID.search(match.group()):
            self.passed = match.end()
            return ()
        if (
            word == "năm"
            and found
            and found[0].year < found[1].year
            and (several := _SEVERAL.search(self.low, max(0, start - 5), start))
        ):
            start = several.start()
        return self._half(start, match.end(), found) if word == "nhiệm kỳ" else self._finish(start, match.end(), found)

    def _set(self, word: str, start: int, match: re.Match[str]) -> None:
        """What the words before a time tell of where it lies."""
        bare = word in _MONTHS and not _YEAR_SAID.search(match.group())
        self.setting.deadline = self._left(start).is_deadline
        yearless = bare or (word == "ngày" and match.end() - start < _LONGEST_WITHOUT_YEAR)
        end = match.end()
        self.setting.ahead = self.ahead or (yearless and (speaks_ahead(self.low, start) or will_be(self.low, end)))
        self.setting.due = yearless and ((bare and to_complete(self.low, start)) or lies_ahead(self.low, start, end))
        self.setting.lent = year_behind(self.low, start, end) if yearless else None
        if yearless:
            take_year(self.low, start, end, self.setting)

    def _dated_month(self, start: int) -> Sequence[Period]:
        """ "30 tháng 9 năm 1950", "từ 15 tháng 5 đến …": a day without the word "ngày"."""
        left = forms.DAY_LEFT.search(self.low, max(0, start - 4), start)
        if not left:
            return ()
        day = left.start(1)
        match = forms.DAY_PARTS.match(self.low, day)
        if not match or not (match.group(3) or self.low.endswith(_DAY_LEADS, 0, day)):
            return ()
        self.setting.deadline = self._left(day).is_deadline
        if not (found := numbers_day(match.group(), self.setting)):
            return ()
        return self._finish(day, match.end(), found)

    def _under_review(self, start: int, end: int, word: str) -> Sequence[Period]:
        """ "Trong năm, đơn vị đã …", "ước cả năm": the year under review; so "Trong tháng", "Trong quý" after one was named."""
        low = self.low
        begin = start - 6 + low[start - 6 : start].find("trong") if low.endswith("trong ", 0, start) else start - 3
        goes_on = low.startswith((" đã", " qua", " dự kiến", " ước", " có", " tiếp tục", " đạt"), end)
        opens = not low[max(0, begin - 3) : begin].strip(' "“').isalnum() if begin else True
        goes_on = goes_on or (low.endswith("cả ", 0, start) and low.startswith((" phải", " cần", " phấn đấu"), end))
        closes = word == "năm" and low.endswith("trong ", 0, start) and not self.rules and low[end : end + 1] in ",;.)"
        if not goes_on and not closes and not (opens and low[end : end + 1] in ",;"):
            return ()
        last, anchor = self.setting.last, self.setting.anchor
        if word != "năm":
            longest = 31 if word == "tháng" else 92
            return [Period(begin, end, *last)] if last and opens and (last[1] - last[0]).days < longest else ()
        base = last[1] if last else anchor
        return [Period(begin, end, date(base.year, 1, 1), date(base.year, 12, 31))] if base else ()

    def _is_day_word(self, start: int) -> bool:
        """Whether "hôm nay", "sáng mai" is a day of the calendar: it opens a clause, or something is done on or by it."""
        return self._opens(start) or self._left(start).by is not None or self.low.endswith(_ON, 0, start)

    def _opens(self, start: int) -> bool:
        """Whether a clause begins here ("Hôm nay, …"; not "thế hệ hôm nay, …")."""
        before = self.low[max(0, start - 8) : start].removesuffix("ngày ").rstrip(" ")
        return not before or before[-1] in _OPENINGS

    def _comparison(self, match: re.Match[str], found: Range | None) -> Sequence[Period]:
        end = match.end() if match.group(1) or match.group(2) else match.start() + len("cùng kỳ")
        if found is None:
            return [Period(match.start(), end, None, None, "comparison", unresolved=True)]
        return [Period(match.start(), end, found[0], found[1], "comparison")]

    def _half(self, start: int, end: int, term: Range | None) -> Sequence[Period]:
        """ "nửa nhiệm kỳ 2020-2025" (to the mid-term meeting where the anchor is near it), "nửa nhiệm kỳ còn lại"."""
        left = forms.HALF_LEFT.search(self.low, max(0, start - 10), start)
        said = self.low[start:end]
        if left and term:
            middle = self._middle(term)
            if said.endswith("còn lại") or "cuối" in left.group():
                return [Period(left.start(), end, date.fromordinal(middle.toordinal() + 1), term[1])]
            return [Period(left.start(), end, term[0], middle)]
        if left or not term or "này" in said:
            return ()
        return self._finish(start, end, term) if said != "nhiệm kỳ" or self._left(start).by else ()

    def _middle(self, term: Range) -> date:
        middle = date((term[0].year + term[1].year) // 2, 12, 31)
        anchor = self.setting.anchor
        return month_end(anchor) if anchor and abs((anchor - middle).days) <= 370 else middle

    def _finish(self, start: int, end: int, found: Range | None) -> Sequence[Period]:
        """Ranges ("từ … đến …", "… đến nay"), deadlines, parts of a month or year."""
        if found is None:
            return [Period(start, end, None, None, unresolved=True)] if self.setting.anchor is None else ()
        if found[0] == found[1] and (lunar := forms.LUNAR.match(self.low, end)):
            end = lunar.end()
        left = self._left(start)
        begin, since = left.begin, self._since(left)
        opening = since.start() if since else begin
        if self.low.startswith(_NOW, end) and (now := forms.TILL_NOW.match(self.low, end)):
            if self.setting.anchor and (since or self.low[now.start() : now.end()].lstrip()[0] in "-–"):
                return [Period(opening, now.end(), found[0], max(found[0], self.setting.anchor))]
            return [Period(begin, end, *found)]
        if (since or self.low.startswith(_DASHES, end)) and (
            last := other_end(self.low, self.setting, start, end, found, since=since is not None)
        ):
            return [Period(opening, last[0], *last[1])]
        if left.by and left.by.group().strip() != "cuối":
            return [by_then(self.low, left, end, found)]
        if left.last in _PARTS and found[0] != found[1]:
            at = begin - len(left.last) - 1
            if self.low.endswith("nửa ", 0, at) and (half := half_of_month(left.last, found)):
                return [Period(at - len("nửa "), end, *half)]
            return [Period(at, end, *part_of(left.last, found))]
        if is_labelled(self.low, begin):
            return [Period(begin, end, None, found[1], "deadline")]
        if is_compared(self.low, begin):
            # "so với cuối năm 2023": with what stood on its last day.
            first = found[1] if self.low.startswith("cuối năm", start) else found[0]
            return [Period(opening if found[1] > found[0] else begin, end, first, found[1], "comparison")]
        return [Period(opening if found[1] > found[0] else begin, end, *found)]
