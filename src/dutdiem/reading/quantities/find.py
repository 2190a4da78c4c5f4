"""Finds quantities: a number in digits or words, with what it is compared with, its unit and its role."""

import re
from decimal import Decimal

from dutdiem.reading.before import last_word
from dutdiem.reading.flat import Flat
from dutdiem.reading.numbers import Number
from dutdiem.reading.numerals import WORDS, read_digits, read_words
from dutdiem.reading.quantities.amounts import Amount, compound, fraction, of_words
from dutdiem.reading.quantities.change import change_before, change_goes_on, difference_before
from dutdiem.reading.quantities.comparators import compare
from dutdiem.reading.quantities.measure import measure_around
from dutdiem.reading.quantities.names import follows_name, is_named, is_of_body, is_of_name
from dutdiem.reading.quantities.quantity import SCALES, Quantity
from dutdiem.reading.quantities.roles import Roles
from dutdiem.reading.quantities.units import known_unit, unit_after
from dutdiem.reading.triggers import Hit
from dutdiem.reading.vocabulary import vocabulary

_RANGE = re.compile(r" ?[-–] ?(\d+(?:[.,]\d+)*)| đến (?=\d)| ?%? ?[-–] ?(?=\d)")
_PAIR = re.compile(r"(\d+(?:[.,]\d+)*)-(\d+(?:[.,]\d+)*)")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)*")
_WHOLE_OF = (" số ", " tổng ", " dân số", " diện tích")
_WHOLE = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,4}")
_NEVER_ONE = frozenset(("năm", "điểm", "con", "bộ", "ban", "tổ", "bản", "nhà", "xã", "nước", "cấp", "ngành"))
_DECIMAL = re.compile(r"\d{1,3}(?:,\d+)?")
_IN_WORDS = re.compile(r" \(([^()\d]{2,40})\)(?= )")
"""The number again, as decrees write it: "05 (năm) ngày"."""
_JOINTS = frozenset(("-", "–", "đến", "tới"))
_MULTIPLIED = frozenset(("mươi", "trăm", "nghìn", "ngàn", "vạn", "triệu", "tỷ", "tỉ"))
_ABOUT = frozenset(("hơn", "gần", "trên", "ngót", "khoảng"))
_TAILS = frozenset(("mươi", "lẻ", "linh", "mốt", "lăm", "tư"))
_NO_UNIT = frozenset(("", *',.;:)]\n"”'))
_QUOTES = frozenset('"“')


class QuantityFinder:
    """Finds the quantities of one text outside the spans taken by references and times."""

    def __init__(self, flat: Flat, taken: list[tuple[int, int]], roles: Roles) -> None:
        self.flat, self.low, self.text = flat, flat.low, flat.text
        self.taken, self.roles = taken, roles
        self.ranges = 0
        self.found: list[Quantity] = []

    def find(self, numbers: list[Number], words: list[Hit]) -> list[Quantity]:
        candidates = sorted(numbers + [(*run, "") for run in self._word_runs(words)])
        low, after = self.low, len(self.low) + 1
        taken = iter((*self.taken, (after, after)))
        opens, closes = next(taken)
        for start, end, number in candidates:
            if number and low[end : end + 1] in _NO_UNIT:
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

    def _word_runs(self, hits: list[Hit]) -> list[tuple[int, int]]:
        """Number words in a row. "Năm" is one of them only before a multiplier or after "lẻ"; elsewhere it is a year."""
        runs: list[tuple[int, int]] = []
        low = self.low
        for start, end, word in hits:
            if word in _MULTIPLIED and low.startswith("năm ", start - 4) and (start < 5 or not low[start - 5].isalnum()):
                start -= 4
            elif word in ("lẻ", "linh") and low.startswith(" năm ", end):
                end += 4
            if runs and start - runs[-1][1] == 1 and low[runs[-1][1]] == " ":
                runs[-1] = (runs[-1][0], end)
            else:
                runs.append((start, end))
        return runs

    def _words(self, start: int, end: int) -> None:
        said = self.low[start:end]
        if amount := of_words(self.low, start, end):
            self._amount(start, end, amount)
            return
        if said in _TAILS or self.low.endswith("thứ ", 0, start) or self._is_vague(start, said):
            return
        if said == "năm" and not self._follows(start, vocabulary("quantities")["before_five"]):
            return
        unit = known_unit().match(self.low, end)
        if not unit or (said == "một" and unit.group().strip() in _NEVER_ONE):
            return
        after = unit_after(self.text, self.low, end)
        if not after or (said == "một" and compare(self.low, start, after.end, Decimal(1), "", ranged=False).sign == "="):
            return
        try:
            value = Decimal(read_words(said))
        except ValueError:
            return
        self._add(start, end, value, after.end)

    def _is_vague(self, start: int, said: str) -> bool:
        """ "hàng nghìn tỷ", "dăm bảy": multipliers alone ("hơn chục" says one of them), or a word that leaves the number open."""
        last = last_word(self.low, start)
        if all(word in SCALES for word in said.split()):
            return last not in _ABOUT
        return last in vocabulary("quantities")["vague"]

    def _follows(self, start: int, words: list[str]) -> bool:
        return any(self.low.endswith(word + " ", 0, start) for word in words)

    def _digits(self, start: int, end: int, written: str) -> None:
        low = self.low
        before = low[start - 1] if start else " "
        if (
            before.isalnum()
            or before in "/_"
            or (before in "-–" and start > 1 and low[start - 2].isalnum() and not self._range_goes_on(start))
        ):
            return
        if self._is_marker(start, end) or is_named(low, start):
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

    def _measured(self, at: int) -> bool:
        """Whether a number with a unit stands here: the other end of a range."""
        other = _PLAIN.match(self.low, at)
        return other is not None and self._unit_end(at, other.end()) is not None

    def _share(self, start: int, end: int, written: str) -> None:
        """ "21/30 mô hình", "8,5/10 điểm": the first of the second; a fraction without a noun is a date or a symbol."""
        parts = written.split("/")
        if len(parts) != 2 or self.low[end : end + 1] != " " or not _WHOLE.fullmatch(parts[1]):
            return
        if not _WHOLE.fullmatch(parts[0]) and not (self.low.startswith(" điểm", end) and _DECIMAL.fullmatch(parts[0])):
            return
        if self.low.startswith(_WHOLE_OF, end) and (amount := fraction(self.low, written, end)):
            self._amount(start, end, amount)
            return
        share, whole = (read_digits(part) for part in parts)
        unit = self._unit_end(start, end) if share <= whole else None
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
        """A list marker, a cell's bare number, or an ordinal in brackets."""
        after = self.low[end : end + 2]
        first = start == 0 or self.low[start - 1] == "\n"
        if first and (after[:1] in ".)\n" or after == ""):
            return True
        return after[:1] == ")" and start > 0 and self.low[start - 1] == "("

    def _unit_end(self, start: int, end: int) -> int | None:
        """Of the number at start..end; an unknown noun is none behind a name or in a slogan ("Nhơn Trạch 3 phục vụ", “5 rõ”)."""
        unit = unit_after(self.text, self.low, end)
        if unit is None:
            return None
        if unit.known:
            return None if is_of_name(self.text, self.low, start, end, unit.end) else unit.end
        if start and self.text[start - 1] in _QUOTES:
            return None
        return None if follows_name(self.text, start) else unit.end

    def _amount(self, start: int, end: int, amount: Amount) -> None:
        self._add(start, end, amount.value, amount.end, said_unit=amount.unit)

    def _add(
        self, start: int, end: int, value: Decimal, unit_end: int, range_: int | None = None, *, said_unit: str | None = None
    ) -> None:
        low = self.low
        if is_of_body(low, start, end):
            return
        unit = self.text[end:unit_end].strip() if said_unit is None else said_unit
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
        self.found.append(Quantity(begin, stop, value, sign, unit, measure, role, changed, range_))
