"""Numbers with what they count or measure.

A quantity is comparator, number (digits or words), unit; what is measured is the rest of its clause. Its role is told from
the words of its sentence: a target is still to be reached, a result is reported, everything else is structure.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from dutdiem.reading.flat import Flat
from dutdiem.reading.letters import LOWER
from dutdiem.reading.numbers import Number
from dutdiem.reading.numerals import read_digits, read_words
from dutdiem.reading.triggers import Hit
from dutdiem.reading.vocabulary import alternatives, vocabulary

_SCALES = {"tỷ": 10**9, "tỉ": 10**9, "triệu": 10**6, "nghìn": 1000, "ngàn": 1000, "trăm": 100}
_SCALE_FIRST = frozenset("tnTN")
_RANGE = re.compile(r" ?[-–] ?(\d+(?:[.,]\d+)*)| đến (?=\d)| ?%? ?[-–] ?(?=\d)")
_PAIR = re.compile(r"(\d+(?:[.,]\d+)*)-(\d+(?:[.,]\d+)*)")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)*")
_CLAUSE = re.compile(r"[^,;:.()\n]*")
_TO_LAST_MARK = re.compile(r"(?s:.*)[,;:.(\n]")
_ADMIN = re.compile(r" (?:quận|tỉnh|huyện|xã|phường|thành phố|đơn vị)\b")
_BODY_LEFT = re.compile(r"(?:công an|đảng bộ|cấp ủy|lực lượng|ubnd|chính quyền|lãnh đạo) (?:của )?$")


@dataclass(slots=True)
class Quantity:
    """A quantity as written (flat offsets)."""

    start: int
    end: int
    value: Decimal
    comparator: str
    unit: str
    measure: str
    role: str
    change: str | None
    range_: int | None = None

    @property
    def falls(self) -> bool:
        return self.change in vocabulary("quantities")["context"]["down"]


@cache
def _unit() -> re.Pattern[str]:
    units = vocabulary("quantities")["units"]
    symbols = [unit for unit in units["measures"] if not unit[0].isalpha()]
    words = [unit for unit in units["measures"] + units["nouns"] if unit[0].isalpha()]
    return re.compile(
        rf" ?(?:{alternatives(symbols)})| ?(?:{alternatives(words)})\b(?:/[{LOWER}]+(?: [{LOWER}]+)??(?=[ ,.;)/\n]))*"
    )


@cache
def _open_unit() -> re.Pattern[str]:
    units = vocabulary("quantities")["units"]
    not_unit = alternatives(units["not_unit"])
    word = rf" (?!(?:{not_unit})\b)[{LOWER}]+\b"
    return re.compile(rf"(?:{word}(?:{word})?)")


@cache
def _comparator() -> re.Pattern[str]:
    words = [word for group in vocabulary("quantities")["comparators"].values() for word in group]
    return re.compile(rf"\b({alternatives(words)}) (?:(?:là|tới|đến|từ|đạt|có|có thêm|được) )?$")


@cache
def _comparator_of() -> dict[str, str]:
    return {word: sign for sign, words in vocabulary("quantities")["comparators"].items() for word in words}


@cache
def _barred() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<!trong)[\W])(?:{alternatives(vocabulary('quantities')['context']['not_before'])}):? ?$")


@cache
def _last_of_barred() -> frozenset[str]:
    return frozenset(word.rsplit(" ", 1)[-1] for word in vocabulary("quantities")["context"]["not_before"])


@cache
def _structural() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(vocabulary('quantities')['context']['structural'])})\b")


@cache
def _cues() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = vocabulary("quantities")["context"]
    target, result = (re.compile(rf"\b(?:{alternatives(words[name])})\b") for name in ("target", "result"))
    return target, result, re.compile(rf"\b({alternatives(words['change'])}) (?:bình quân |khoảng |hơn |trên |gần |tới )*$")


class QuantityFinder:
    """Finds the quantities of one text outside the spans taken by references and times."""

    def __init__(self, flat: Flat, taken: list[tuple[int, int]], sentences: list[tuple[int, int]]) -> None:
        self.flat, self.low, self.text = flat, flat.low, flat.text
        self.taken, self.sentences = taken, [start for start, _ in sentences]
        self.ends = [end for _, end in sentences]
        self.ranges = 0
        self.found: list[Quantity] = []

    def find(self, numbers: list[Number], words: list[Hit]) -> list[Quantity]:
        candidates = sorted(numbers + [(*run, "") for run in self._word_runs(words)])
        taken, at = self.taken, 0
        for start, end, number in candidates:
            while at < len(taken) and taken[at][1] <= start:
                at += 1
            if at < len(taken) and taken[at][0] < end:
                continue
            if self.found and start < self.found[-1].end:
                continue
            if number:
                self._digits(start, end, number)
            else:
                self._words(start, end)
        return self.found

    def _word_runs(self, hits: list[Hit]) -> list[tuple[int, int]]:
        runs: list[tuple[int, int]] = []
        for start, end, _ in hits:
            if runs and start - runs[-1][1] == 1 and self.low[runs[-1][1]] == " ":
                runs[-1] = (runs[-1][0], end)
            else:
                runs.append((start, end))
        return runs

    def _words(self, start: int, end: int) -> None:
        said = self.low[start:end]
        if said in _SCALES or said in ("mươi", "lẻ", "linh", "mốt", "lăm", "tư") or self.low[start - 4 : start] in ("thứ ", "hứ  "):
            return
        if said == "năm" and not self._follows(start, vocabulary("quantities")["before_five"]):
            return
        unit = _unit().match(self.low, end)
        if not unit or (
            unit.group().strip() in ("năm", "điểm", "con", "bộ", "ban", "tổ", "bản", "nhà", "xã", "nước", "cấp", "ngành")
            and said == "một"
        ):
            return
        compared = _comparator().search(self.low, max(0, start - 24), start)
        if said == "một" and not compared:
            return
        try:
            value = Decimal(read_words(said))
        except ValueError:
            return
        self._add(start, end, value, unit.end())

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
        if self._is_marker(start, end) or self._is_named(start):
            return
        if "/" in written:
            self._share(start, end, written)
            return
        pair = _PAIR.fullmatch(written)
        if pair:
            self._pair(start, pair, end)
            return
        try:
            value = read_digits(written)
        except ValueError:
            return
        unit = self._unit_end(end)
        if unit is not None:
            self._add(start, end, value, unit)
        elif (to := _RANGE.match(low, end)) and self._measured(to.start(1) if to.group(1) else to.end()):
            self.ranges += 1
            self._add(start, end, value, end, self.ranges)

    def _is_named(self, start: int) -> bool:
        """ "Điều 5", "số 12": a name or an ordinal, by the word before; most words before a number need no pattern."""
        words = self.low[max(0, start - 14) : start].split()
        last = words[-1].rstrip(":") if words else ""
        if last.isalnum() and last not in _last_of_barred():
            return False
        return _barred().search(self.low, max(0, start - 14), start) is not None

    def _measured(self, at: int) -> bool:
        """Whether a number with a unit stands here: the other end of a range."""
        other = _PLAIN.match(self.low, at)
        return other is not None and self._unit_end(other.end()) is not None

    def _share(self, start: int, end: int, written: str) -> None:
        """ "21/30 mô hình": the first of the second; a fraction without a noun is a date or a symbol."""
        parts = written.split("/")
        if len(parts) != 2 or not all(part.isdigit() and len(part) < 5 for part in parts) or int(parts[0]) > int(parts[1]):
            return
        unit = _unit().match(self.low, end)
        if unit and unit.group().strip()[0].isalpha() and self.low[end] == " ":
            self._add(start, end, Decimal(parts[0]), unit.end())

    def _range_goes_on(self, start: int) -> bool:
        return bool(self.found) and self.found[-1].range_ is not None and start - self.found[-1].end <= 3

    def _pair(self, start: int, pair: re.Match[str], end: int) -> None:
        unit = self._unit_end(end)
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

    def _unit_end(self, end: int) -> int | None:
        match = _unit().match(self.low, end)
        if match:
            unit = match.group().strip()
            if self._is_name(match.start(), unit):
                return None
            if len(unit) == 1 and unit.isalpha() and not self.text[match.end() - 1].islower():
                return None
            if unit[0].isalpha() and match.group()[0] != " " and len(unit.split("/")[0]) > 3:
                return None
            if unit in _SCALES and (counted := _unit().match(self.low, match.end())):
                return counted.end()
            if (unit in vocabulary("quantities")["units"]["open_nouns"] or unit in _SCALES) and (
                more := _open_unit().match(self.low, match.end())
            ):
                return more.end()
            return match.end()
        match = _open_unit().match(self.low, end)
        return match.end() if match and self.low[end] == " " else None

    def _is_name(self, at: int, unit: str) -> bool:
        """ "Cơ sở 2 Bệnh viện …": a capital noun after a number is a name, unless it is a kind of document or an acronym."""
        first = at + (self.low[at] == " ")
        if not self.text[first].isupper() or self.text[first : first + 2].isupper():
            return False
        return unit not in vocabulary("references")["types"]

    def _add(self, start: int, end: int, value: Decimal, unit_end: int, range_: int | None = None) -> None:
        low = self.low
        if _BODY_LEFT.search(low, max(0, start - 16), start) and _ADMIN.match(low, end):
            return
        sign, begin = "=", start
        compared = _comparator().search(low, max(0, start - 26), start)
        unit = self.text[end:unit_end].strip()
        if compared and not (compared.group(1) == "trên" and not _approximate(value, unit)):
            sign, begin = _comparator_of()[compared.group(1)], compared.start(1)
        elif low.startswith(" trở lên", unit_end):
            sign = ">="
        elif low.startswith(" trở xuống", unit_end):
            sign = "<="
        if range_ is None and self.found and self.found[-1].range_ is not None and start - self.found[-1].end <= 6:
            range_ = self.found[-1].range_
            self.found[-1].unit = self.found[-1].unit or unit
        role, change = self._role(begin, unit_end, unit)
        self.found.append(Quantity(begin, unit_end, value, sign, unit, self._measure(begin, unit_end), role, change, range_))

    def _role(self, start: int, end: int, unit: str) -> tuple[str, str | None]:
        at = bisect_right(self.sentences, start) - 1
        begin, stop = (self.sentences[at], self.ends[at]) if at >= 0 else (start, end)
        target, result, change = _cues()
        if _structural().match(self.low, end - len(unit), end):
            return "other", None
        changed = change.search(self.low, max(begin, start - 26), start)
        moved = changed.group(1) if changed else None
        clause = max(begin, self.low.rfind(";", begin, start) + 1)
        if target.search(self.low, clause, start) and not result.search(self.low, clause, start):
            return "target", moved
        if result.search(self.low, clause, start) or result.search(self.low, end, min(stop, end + 40)):
            return (
                "target" if target.search(self.low, begin, start) and "đã" not in self.low[begin:start].split() else "result"
            ), moved
        return "other", moved

    def _measure(self, start: int, end: int) -> str:
        """The clause without the quantity, its two sides joined by " … "."""
        begin = max(0, start - 100)
        cut = _TO_LAST_MARK.match(self.low, begin, start)
        head = self.text[cut.end() if cut else begin : start].strip(' -–+“”"')
        right = _CLAUSE.match(self.low, end, end + 100)
        tail = self.text[end : right.end()].strip(' “”"') if right else ""
        return f"{head} … {tail}" if head and tail else head or tail


def _approximate(value: Decimal, unit: str) -> bool:
    """ "trên 500 lượt", "trên 80%" compare; "trên 3 không gian" is a place: about round numbers only one says "over"."""
    return unit[:1] in "%‰" or value != value.to_integral() or (value >= 10 and value % 5 == 0)


def scaled(value: Decimal, unit: str) -> Decimal | None:
    """The amount with its multiplier worked out ("5 tỷ đồng" is 5000000000); None where there is none."""
    if unit[:1] not in _SCALE_FIRST:
        return None
    factor, words = 1, unit.lower().split()
    for word in words:
        if word not in _SCALES:
            break
        factor *= _SCALES[word]
    return value * factor if factor > 1 else None
