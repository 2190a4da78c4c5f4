"""Finds quantities: a number in digits or words, with what it is compared with, its unit and its role."""

import re
from decimal import Decimal

from dutdiem.reading.flat import Flat
from dutdiem.reading.numbers import Number
from dutdiem.reading.numerals import WORDS, read_digits, read_words
from dutdiem.reading.quantities.amounts import Amount, compound, fraction, of_words
from dutdiem.reading.quantities.bare import bare_tails, is_bare
from dutdiem.reading.quantities.change import change_before, change_goes_on, difference_before
from dutdiem.reading.quantities.comparators import compare
from dutdiem.reading.quantities.joined import joined_end
from dutdiem.reading.quantities.measure import measure_around
from dutdiem.reading.quantities.names import follows_name, is_named, is_of_body, is_of_name
from dutdiem.reading.quantities.quantity import Quantity
from dutdiem.reading.quantities.roles import Roles
from dutdiem.reading.quantities.units import unit_after
from dutdiem.reading.quantities.words import counted_by, word_runs
from dutdiem.reading.triggers import Hit

_RANGE = re.compile(r" ?[-–] ?(\d+(?:[.,]\d+)*)| (?:đến|tới) (?=\d)| ?%? ?[-–] ?(?=\d)")
_PAIR = re.compile(r"(\d+(?:[.,]\d+)*)-(\d+(?:[.,]\d+)*)")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)*")
_WHOLE_OF = (" số ", " tổng ", " dân số", " diện tích")
_WHOLE = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,4}")
_DECIMAL = re.compile(r"\d{1,3}(?:\.\d{3})*(?:,\d+)?")
_OF_MANY = (" điểm", " tỷ", " tỉ", " triệu", " nghìn", " ha", " km", " tấn")
_DAYS, _MONTHS = 31, 12
"""Of "15/12" the first is no share of the second but a day of a month."""
_IN_WORDS = re.compile(r" \(([^()\d]{2,40})\)(?= )")
"""The number again, as decrees write it: "05 (năm) ngày"."""
_JOINTS = frozenset(("-", "–", "đến", "tới"))
_NO_UNIT = frozenset(("", *',.;:)]\n"”'))
_GOES_ON = (" trong ", " trên ", " lên ", " xuống ", " còn ", " sang ", " là ", " so ", " -", " –", " (", " và ")
"""What may stand behind a figure without a noun."""
_CALENDAR = frozenset(("ngày", "tháng", "năm", "quý"))
_LASTING = ("trong ", "vòng ", "sau ", "quá ", "mất ", "khoảng ", "dưới ", "trên ", "hơn ")
"""Before "24h": how long; elsewhere the clock is told."""
_SUMMED = re.compile(
    r"\b(?:sơ kết|tổng kết|đánh giá|kết quả|nhìn lại|tổng thu|tổng chi|số liệu|báo cáo|giao ban|tình hình)"
    r" (?:(?!\b(?:trong|sau|qua|hơn|gần|khoảng|suốt|dài|gian|hạn|mất|chậm|trước|sớm|mỗi|vòng|đến|thêm|trên"
    r"|dưới|mô hình|thí điểm)\b)"
    r"[^,;:.\n\d]){0,60}\Z"
)
"""Before so many months: the stretch that is told of ("sơ kết công tác thuế 9 tháng"), no length."""
_DATED = re.compile(
    r" rưỡi (?:vừa qua|gần đây|qua|nay|trước)\b| (?:chạp|giêng)\b| (?:19|20)\d\d\b| \d{1,2}(?:,| và|/)| [ivx]+(?:,| và)"
    r"| (?:đầu|cuối) (?:tháng|năm|quý)\b"
)
"""Behind a time that is counted off ("hai ngày 5 và 6/8", "ba năm 2021, 2022, 2023"): a date, no length."""
_QUOTES = frozenset('"“')


_TOLD_BY = ("lúc ", "hồi ")
_FROM_TO = ("từ ", "đến ", "vào ", "trước ", "sau ")
_HOUR_GOES_ON = re.compile(r" (?:(?:sáng|trưa|chiều|tối|đêm|ngày|hôm|hằng|hàng|cùng)\b|\d{1,2}\b(?! giờ)(?: phút\b)?)")


def _is_clock(low: str, start: int, end: int) -> bool:
    """ "từ 22 giờ hôm trước", "vào 14 giờ 00", "24/24 giờ": what the clock says, no length of time."""
    if low.endswith(_TOLD_BY, 0, start) or low.startswith("24/24", start):
        return True
    return low.endswith(_FROM_TO, 0, start) and _HOUR_GOES_ON.match(low, end) is not None


class QuantityFinder:
    """Finds the quantities of one text outside the spans taken by references and times."""

    def __init__(self, flat: Flat, taken: list[tuple[int, int]], roles: Roles) -> None:
        self.flat, self.low, self.text = flat, flat.low, flat.text
        self.taken, self.roles = taken, roles
        self.ranges = 0
        self.found: list[Quantity] = []

    def find(self, numbers: list[Number], words: list[Hit], years: list[Hit]) -> list[Quantity]:
        """`years` has every "năm", which is a five too."""
        candidates = sorted(numbers + [(*run, "") for run in word_runs(self.low, words, years)])
        low, after = self.low, len(self.low) + 1
        taken = iter((*self.taken, (after, after)))
        opens, closes = next(taken)
        tails = bare_tails()
        for start, end, number in candidates:
            if (
                number
                and low[end : end + 1] in _NO_UNIT
                and low[start - 3 : start] not in tails
                and low[start - 2 : start] not in (": ", ", ")
                and "." not in number
                and "," not in number
            ):
                continue
            while closes <= start:
                opens, closes = next(taken)
            if opens < end or (self.found and start < self.found[-1].end):
                continue
            if number:
                self._digits(start, end, number)
            else:
                self._words(start, end)
        return self.found

    def _words(self, start: int, end: int) -> None:
        if amount := of_words(self.low, start, end):
            self._amount(start, end, amount)
            return
        stop = counted_by(self.flat, start, end)
        if stop is None:
            return
        try:
            value = Decimal(read_words(self.low[start:end]))
        except ValueError:
            return
        self._add(start, end, value, stop)

    def _digits(self, start: int, end: int, written: str) -> None:
        low = self.low
        before = low[start - 1] if start else " "
        if (
            before.isalnum()
            or before == "_"
            or (end - start == 2 and low.endswith(" giờ ", 0, start))  # minutes: "10 giờ 45"
            or (before == "/" and not (self.found and self.found[-1].end == start - 1))
            or (before in "-–" and start > 1 and low[start - 2].isalnum() and not self._range_goes_on(start))
        ):
            return
        if self._is_marker(start, end) or is_named(self.text, low, start, end):
            return
        if "/" in written:
            self._share(start, end, written)
            return
        if "-" in written and (pair := _PAIR.fullmatch(written)):
            self._pair(start, pair, end)
            return
        try:
            value = read_digits(written)
        except ValueError:
            return
        if low.startswith((" t", " n"), end) and (amount := compound(low, value, end)):
            stop = self._unit_end(start, amount.end) or amount.end
            self._amount(start, end, Amount(amount.value, stop, amount.unit + self.text[amount.end : stop]))
            return
        if low.startswith(" (", end) and (again := _IN_WORDS.match(low, end)) and WORDS.issuperset(again.group(1).split()):
            unit = self._unit_end(start, again.end())
            if unit is not None:
                self._amount(start, end, Amount(value, unit, self.text[again.end() : unit].strip()))
            return
        unit = self._unit_end(start, end)
        if unit is not None:
            self._add(start, end, value, unit)
        elif (to := _RANGE.match(low, end)) and self._measured(to.start(1) if to.group(1) else to.end()):
            self.ranges += 1
            self._add(start, end, value, end, self.ranges)
        elif (low[end : end + 1] in _NO_UNIT or low.startswith(_GOES_ON, end)) and is_bare(low, start, end, written):
            self._add(start, end, value, end)

    def _measured(self, at: int) -> bool:
        """Whether a number with a unit stands here: the other end of a range."""
        other = _PLAIN.match(self.low, at)
        return other is not None and self._unit_end(at, other.end()) is not None

    def _share(self, start: int, end: int, written: str) -> None:
        """ "21/30 mô hình", "8,5/10 điểm": the first of the second; a fraction without a noun is a date or a symbol."""
        parts = written.split("/")
        if len(parts) != 2 or self.low[end : end + 1] != " " or not _WHOLE.fullmatch(parts[1]):
            return
        if not _WHOLE.fullmatch(parts[0]) and not (self.low.startswith(_OF_MANY, end) and _DECIMAL.fullmatch(parts[0])):
            return
        if self.low.startswith(_WHOLE_OF, end) and (amount := fraction(self.low, written, end)):
            self._amount(start, end, amount)
            return
        share, whole = (read_digits(part) for part in parts)
        unit = None if share > whole and share <= _DAYS and whole <= _MONTHS else self._unit_end(start, end)
        if unit and self.low[end + 1].isalpha():
            self._add(start, end, share, unit)

    def _next_range(self, before: Quantity, unit: str) -> int | None:
        """A number for two ends that both have their unit ("5% đến 7%")."""
        if before.unit != unit:
            return None
        self.ranges += 1
        return self.ranges

    def _subject(self, start: int, at: int = -1) -> str:
        """What the quantity before in the same part of a sentence was of."""
        before = self.found[at] if len(self.found) >= -at else None
        goes_on = before and before.start >= self.roles.sentence(start) and ";" not in self.low[before.end : start]
        return before.measure if before and goes_on else ""

    def _range_goes_on(self, start: int) -> bool:
        return bool(self.found) and self.found[-1].range_ is not None and start - self.found[-1].end <= 3

    def _pair(self, start: int, pair: re.Match[str], end: int) -> None:
        unit = self._unit_end(start, end)
        if unit is None:
            return
        try:
            first, second = read_digits(pair.group(1)), read_digits(pair.group(2))
        except ValueError:
            return
        self.ranges += 1
        self._add(start, start + pair.end(1), first, start + pair.end(1), self.ranges)
        self._add(start + pair.start(2), end, second, unit, self.ranges)

    def _is_marker(self, start: int, end: int) -> bool:
        """A list marker ("2- 100% xã …" too), a cell's bare number, or an ordinal in brackets."""
        after = self.low[end : end + 2]
        first = start == 0 or self.low[start - 1] == "\n"
        if first and (after[:1] in ".)\n" or after in ("", "- ", "– ")):
            return True
        return after[:1] == ")" and start > 0 and self.low[start - 1] == "("

    def _unit_end(self, start: int, end: int) -> int | None:
        """Of the number at start..end; an unknown noun is none behind a name or in a slogan ("Nhơn Trạch 3 phục vụ", “5 rõ”)."""
        unit = unit_after(self.text, self.low, end)
        if unit is None:
            return None
        if unit.known:
            if is_of_name(self.text, self.low, start, end, unit.end):
                return None
            return joined_end(self.text, self.low, end, unit.end, share=self.low.find("/", start, end) > 0)
        if start and self.text[start - 1] in _QUOTES:
            return None
        return None if follows_name(self.text, start) else unit.end

    def _is_dated(self, start: int, unit: str, unit_end: int) -> bool:
        """Whether a count of times names a stretch ("hai ngày 5 và 6/8", "sơ kết 6 tháng")."""
        if _DATED.match(self.low, unit_end):
            return True
        return unit == "tháng" and _SUMMED.search(self.low, max(0, start - 72), start) is not None

    def _amount(self, start: int, end: int, amount: Amount) -> None:
        self._add(start, end, amount.value, amount.end, said_unit=amount.unit)

    def _add(
        self, start: int, end: int, value: Decimal, unit_end: int, range_: int | None = None, *, said_unit: str | None = None
    ) -> None:
        low = self.low
        unit = self.text[end:unit_end].strip() if said_unit is None else said_unit
        if (unit == "h" and not low.endswith(_LASTING, 0, start)) or (unit == "giờ" and _is_clock(low, start, unit_end)):
            return
        if is_of_body(low, start, end) or (unit in _CALENDAR and self._is_dated(start, unit, unit_end)):
            return
        half = low.startswith(" rưỡi", unit_end) and unit != ""
        before = self.found[-1] if self.found else None
        if range_ is None and before and start - before.end <= 6 and low[before.end : start].strip(" %") in _JOINTS:
            range_ = before.range_ = before.range_ or self._next_range(before, unit)
        sign, begin, stop = compare(low, start, unit_end, value, unit, ranged=range_ is not None)
        changed = change_before(low, self.roles.sentence(start), begin, unit_end)
        if not changed and sign == "=" and begin == start:
            changed = difference_before(low, start)
        role = self.roles.role(begin, start, unit, sign)
        if before and range_ is not None and before.range_ == range_:
            changed, before.role, before.unit = before.change, role, before.unit or unit
            before.measure = measure = measure_around(self.text, low, before.start, unit_end, self._subject(begin, -2))
        elif before and before.change and not changed and change_goes_on(low[before.end : begin], unit):
            changed = before.change
        if range_ is None or not before or before.range_ != range_:
            measure = measure_around(self.text, low, begin, unit_end, self._subject(begin))
        if half:
            value, stop = value + Decimal("0.5"), max(stop, unit_end + len(" rưỡi"))
        self.found.append(Quantity(begin, stop, value, sign, unit, measure, role, changed, range_))
