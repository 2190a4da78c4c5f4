"""Finds times in the flat text: a core at a trigger, what stands before it, and ranges of two cores."""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from dutdiem.reading.flat import Flat
from dutdiem.reading.numbers import Number, may_be_dated
from dutdiem.reading.numerals import read_words
from dutdiem.reading.periods import forms
from dutdiem.reading.periods.cores import FORMS, Setting, ago, counted, numbers_day
from dutdiem.reading.periods.ranges import Range, add_days, month_end, months
from dutdiem.reading.triggers import Hit
from dutdiem.reading.vocabulary import alternatives, vocabulary

_SIGNED = re.compile(r"(?:ký ban hành|ký|ban hành)\b")
_UP_TO = re.compile(r"[^,.;:\n]{0,40}")
_VAGUE = re.compile(r"\b(?:những|nhiều|các|mấy|hằng|hàng|mỗi|từng) $")
_FREQUENCIES = {"tháng": "FREQ=MONTHLY", "quý": "FREQ=MONTHLY;INTERVAL=3", "năm": "FREQ=YEARLY"}


@dataclass(slots=True)
class Period:
    """A time as written (flat offsets); `recurrence` is an RFC 5545 rule where it recurs, its dates are None then."""

    start: int
    end: int
    from_: date | None
    to: date | None
    role: str = "span"
    recurrence: str | None = None
    unresolved: bool = False


@cache
def _deadline_left() -> re.Pattern[str]:
    words = vocabulary("periods")["words"]
    latest = rf"(?:{alternatives(words['latest'])})(?: (?:{alternatives(words['by'])}))?"
    return re.compile(
        rf"(?<!tính )(?<!so với )\b(?:{latest}|{alternatives(words['deadline'])})(?: thời điểm)? (đầu |giữa |cuối )?$"
    )


class PeriodFinder:
    """One text's times, left to right; what was read before is what "cùng kỳ" and "trong năm" rest on."""

    def __init__(self, flat: Flat, anchor: date | None) -> None:
        self.flat, self.low = flat, flat.low
        self.setting = Setting(anchor)
        self.found: list[Period] = []
        self.looked: tuple[int, re.Match[str] | None] = (-1, None)

    def find(self, hits: list[Hit], numbers: list[Number]) -> list[Period]:
        """Of hits (trigger words) and numbers, both in order."""
        starts = sorted(
            [(start, end, word) for start, end, word in hits]
            + [(start, end, "") for start, end, said in numbers if len(said) > 3 and may_be_dated(self.low, start, end, said)]
        )
        done = 0
        for start, end, word in starts:
            if start < done:
                continue
            period = self._numeric(start) if not word else self._at(start, end, word)
            if period is not None and (not self.found or period.start >= self.found[-1].end):
                self._remember(period)
                done = period.end
        return self.found

    def _by(self, start: int) -> re.Match[str] | None:
        """The words before a time that make it a deadline; the last place asked for is kept."""
        if self.looked[0] != start:
            self.looked = (start, _deadline_left().search(self.low, max(0, start - 36), start))
        return self.looked[1]

    def _remember(self, period: Period) -> None:
        self.found.append(period)
        if period.from_ and period.to and period.role == "span":
            reported = self.setting.anchor is None or period.from_ <= self.setting.anchor
            if (period.to - period.from_).days > 27 and reported:
                self.setting.last = (period.from_, period.to)
            if period.to.year - period.from_.year >= 4:
                self.setting.term = (period.from_, period.to)

    def _numeric(self, start: int) -> Period | None:
        """ "19/12/2022" or "2021 - 2025" without a head word."""
        if left := forms.TO_YEAR_LEFT.search(self.low, max(0, start - 24), start):
            year = forms.BARE_YEAR.match(self.low, start)
            return Period(left.start(), year.end(), None, date(int(year.group()), 12, 31), "deadline") if year else None
        for pattern in (forms.NUMERIC, forms.YEARS):
            match = pattern.match(self.low, start)
            if match:
                first = (
                    FORMS["ngày"][1][1](match, self.setting)
                    if pattern is forms.NUMERIC
                    else FORMS["giai đoạn"][0][1](match, self.setting)
                )
                return self._finish(start, match.end(), first) if first else None
        return None

    def _at(self, start: int, end: int, word: str) -> Period | None:
        if word in ("tháng", "năm", "quý", "tuần") and (period := self._counted(start)):
            return period
        if word == "ngày" and (period := self._recurring(start) or self._within(start)):
            return period
        if word == "năm" and _VAGUE.search(self.low, max(0, start - 8), start):
            return None
        self.setting.deadline = self._by(start) is not None
        for pattern, read in FORMS.get(word, ()):
            match = pattern.match(self.low, start)
            if match:
                found = read(match, self.setting)
                if pattern is forms.SINCE and (since := forms.FROM_LEFT.search(self.low, max(0, start - 10), start)):
                    start = since.start()
                if word == "cùng kỳ":
                    return self._comparison(match, found)
                return self._half(start, match.end(), found) if word == "nhiệm kỳ" else self._finish(start, match.end(), found)
        if word == "nhiệm kỳ" or (word in ("năm",) and forms.IN_LEFT.search(self.low, max(0, start - 6), start)):
            return self._half(start, end, self.setting.term) if word == "nhiệm kỳ" else self._in_year(start, end)
        return None

    def _in_year(self, start: int, end: int) -> Period | None:
        """ "Trong năm, đơn vị đã …": the year under review."""
        if self.low[end : end + 1] not in ",;" and not self.low.startswith(
            (" đã", " qua", " dự kiến", " ước", " có", " tiếp tục", " đạt"), end
        ):
            return None
        base = self.setting.last[1] if self.setting.last else self.setting.anchor
        if base is None:
            return None
        return Period(start - 6 + self.low[start - 6 : start].find("trong"), end, date(base.year, 1, 1), date(base.year, 12, 31))

    def _counted(self, start: int) -> Period | None:
        """ "6 tháng đầu năm 2023", "hơn 7 tháng qua", "9 tháng năm 2022"."""
        left = forms.COUNT_LEFT.search(self.low, max(0, start - 18), start)
        if not left:
            return None
        said = left.group(1)
        count = int(said) if said.isdigit() else read_words(said)
        if match := forms.MONTHS_OF.match(self.low, start) or forms.MONTHS_YEAR.match(self.low, start):
            return self._finish(left.start(1), match.end(), counted(count, match, self.setting))
        if match := forms.AGO.match(self.low, start):
            more = left.group().startswith(("hơn", "trên"))
            return self._finish(left.start(), match.end(), ago(count, match.group(1), self.setting, more=more))
        return None

    def _recurring(self, start: int) -> Period | None:
        """ "trước ngày 15 hằng tháng"."""
        match = forms.DAY_RECURRING.match(self.low, start)
        if not match or not (match.group(3) or match.group(4)):
            return None
        rule = _FREQUENCIES[match.group(3) or match.group(4)]
        if match.group(2):
            rule = f"FREQ=YEARLY;BYMONTH={int(match.group(2))}"
        left = self._by(start)
        rule += f";BYMONTHDAY={int(match.group(1))}"
        return Period(left.start() if left else start, match.end(), None, None, "deadline", rule)

    def _within(self, start: int) -> Period | None:
        """ "trong vòng 10 ngày làm việc kể từ ngày 01/02/2025" (or from the day of signing, which is the anchor)."""
        match = forms.FROM_THEN.match(self.low, start)
        left = forms.WITHIN.search(self.low, max(0, start - 30), start)
        if not match or not left:
            return None
        end, since = match.end(), numbers_day(self.low[match.end() : match.end() + 28], self.setting)
        parts = forms.DAY_PARTS.match(self.low, end)
        if since and parts:
            due = add_days(since[0], int(left.group(1)), working=bool(match.group(1)))
            return Period(left.start(), parts.end(), None, due, "deadline")
        signed = _SIGNED.match(self.low, end)
        if signed and self.setting.anchor:
            due = add_days(self.setting.anchor, int(left.group(1)), working=bool(match.group(1)))
            return Period(left.start(), signed.end(), None, due, "deadline")
        stop = _UP_TO.match(self.low, end)
        return Period(left.start(), stop.end() if stop else end, None, None, "deadline", unresolved=True)

    def _comparison(self, match: re.Match[str], found: Range | None) -> Period:
        end = match.end() if match.group(1) or match.group(2) else match.start() + len("cùng kỳ")
        if found is None:
            return Period(match.start(), end, None, None, "comparison", unresolved=True)
        return Period(match.start(), end, found[0], found[1], "comparison")

    def _half(self, start: int, end: int, term: Range | None) -> Period | None:
        """ "nửa nhiệm kỳ 2020-2025" (to the mid-term meeting where the anchor is near it), "nửa nhiệm kỳ còn lại"."""
        left = forms.HALF_LEFT.search(self.low, max(0, start - 10), start)
        if not left:
            return (
                self._finish(start, end, term)
                if term and self.low[start:end] != "nhiệm kỳ" and "này" not in self.low[start:end]
                else None
            )
        if term is None:
            return None
        middle = self._middle(term)
        rest = self.low[start:end].endswith("còn lại") or "cuối" in left.group()
        if rest:
            return Period(left.start(), end, date.fromordinal(middle.toordinal() + 1), term[1])
        return Period(left.start(), end, term[0], middle)

    def _middle(self, term: Range) -> date:
        middle = date((term[0].year + term[1].year) // 2, 12, 31)
        anchor = self.setting.anchor
        return month_end(anchor) if anchor and abs((anchor - middle).days) <= 370 else middle

    def _finish(self, start: int, end: int, found: Range | None) -> Period | None:
        """Ranges ("từ … đến …", "… đến nay"), deadlines, parts of a month or year."""
        if found is None:
            return Period(start, end, None, None, unresolved=True) if self.setting.anchor is None else None
        since = forms.FROM_LEFT.search(self.low, max(0, start - 10), start)
        if now := forms.TILL_NOW.match(self.low, end):
            if self.setting.anchor and since:
                return Period(since.start(), now.end(), found[0], max(found[0], self.setting.anchor))
            return Period(start, end, *found)
        if since and (last := self._other_end(end, found)):
            return Period(since.start(), last[0], found[0], last[1])
        left = self._by(start)
        if left and left.group().strip() != "cuối":
            return Period(left.start(), end, None, _until(left.group(), found), "deadline")
        if (part := forms.PART_LEFT.search(self.low, max(0, start - 6), start)) and found[0] != found[1]:
            return Period(part.start(), end, *_part(part.group(1), found))
        role = "comparison" if self.low.endswith("so với ", 0, start) else "span"
        return Period(start, end, *found, role=role)

    def _other_end(self, end: int, first: Range) -> tuple[int, date] | None:
        to = forms.TO.match(self.low, end)
        if not to:
            return None
        at = to.end()
        for word in ("ngày", "tháng", "quý", "năm"):
            if self.low.startswith(word, at):
                for pattern, read in FORMS[word]:
                    match = pattern.match(self.low, at)
                    found = read(match, replace(self.setting, anchor=first[0])) if match else None
                    if match and found and found[1] >= first[0]:
                        return match.end(), found[1]
        match = forms.NUMERIC.match(self.low, at)
        found = numbers_day(match.group(1), self.setting) if match else None
        return (match.end(), found[1]) if match and found and found[1] >= first[0] else None


def _until(said: str, found: Range) -> date:
    """ "trước năm 2030" ends with 2029; "trước ngày 15" is met on the 15th, as offices read it."""
    if said.strip().endswith("trước") and found[0] != found[1]:
        return date.fromordinal(found[0].toordinal() - 1)
    if said.strip().endswith("đầu") and found[0] != found[1]:
        return _part("đầu", found)[1]
    return found[1]


def _part(word: str, found: Range) -> Range:
    """The first, middle or last part of a month (ten days) or of a year (a quarter)."""
    first, last = found
    if (last - first).days > 300:
        return months(first.year, *{"đầu": (1, 3), "giữa": (4, 9), "cuối": (10, 12)}[word]) or found
    if (last - first).days > 31:
        return found
    return {
        "đầu": (first, first.replace(day=10)),
        "giữa": (first.replace(day=11), first.replace(day=20)),
        "cuối": (first.replace(day=21), last),
    }[word]
