"""What a review decides: whether a target is reached, who ranks where, how a unit signs. Plain values, no clock."""

import operator
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction

from dutdiem.writing.offices import short_of

Exact = Decimal | Fraction

_HOLDS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    ">=": operator.ge,
    ">": operator.gt,
    "=": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
}
_WORDS = {">=": "từ {} trở lên", ">": "trên {}", "=": "{}", "<": "dưới {}", "<=": "không quá {}"}

REACHED, NOT_REACHED, UNKNOWN = "Đạt", "Chưa đạt", "Chưa đủ số liệu"


def judged(value: Exact | None, comparator: str, goal: Decimal) -> str:
    """Whether a value reaches its target; without a value nobody can say."""
    if value is None:
        return UNKNOWN
    return REACHED if _HOLDS[comparator](Fraction(value), Fraction(goal)) else NOT_REACHED


def goal_words(comparator: str, printed: str) -> str:
    """A target in words: "trên 40%", "từ 90% trở lên"."""
    return _WORDS[comparator].format(printed)


def change(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    """The difference against the same period; None where either is missing."""
    return None if now is None or before is None else now - before


def change_percent(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    """The change in per cent of the same period; None where either is missing or there was nothing before."""
    if now is None or before is None or before == 0:
        return None
    return (now - before) * 100 / abs(before)


def change_unit(unit: str) -> str:
    """A rate changes by percentage points, a count by per cent of what it was."""
    return "điểm %" if unit == "%" else "%"


def ranks(values: Sequence[Exact | None], direction: str) -> list[int | None]:
    """Places from 1; equal values share a place and the next one is skipped (1, 2, 2, 4); no value, no place."""
    known = [Fraction(value) for value in values if value is not None]
    ahead = operator.lt if direction == "down" else operator.gt
    return [None if value is None else 1 + sum(ahead(other, Fraction(value)) for other in known) for value in values]


def symbol_of(level: str, code: str, name: str) -> str:
    """The symbol of a report, whose number is left to the registry: `/BC-BCA`, `/BC-CAT`, `/BC-CATP`, `/BC-V01`."""
    return f"/BC-{short_of(level, code, name)}"


def period_words(code: str) -> str:
    """A period's code as one says it within a sentence: "năm 2025", "Quý I/2025", "6 tháng đầu năm 2025"."""
    year, _, part = code.partition("-")
    if "/" in code:
        return f"giai đoạn {code.replace('/', ' - ')}"
    if not part:
        return f"năm {year}"
    if part.startswith("Q"):
        return f"Quý {('I', 'II', 'III', 'IV')[int(part[1]) - 1]}/{year}"
    if part.startswith("H"):
        return f"6 tháng {'đầu' if part == 'H1' else 'cuối'} năm {year}"
    if part == "9M":
        return f"9 tháng đầu năm {year}"
    return f"tháng {int(part)}/{year}" if part.isdigit() else f"kỳ {code}"


def longest_waiting(days: Sequence[int]) -> int | None:
    """The most days that anything has been open; None where nothing is."""
    return max(days, default=None)
