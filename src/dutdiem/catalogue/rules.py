"""Which indicator the words of a text mean, which change of a definition needs a date, which period a target may be of. Plain
values."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from dutdiem.calendar.periods import Period, PeriodError, parse_period

_EMPTY = frozenset("tỷ lệ số các của được có và trong theo đã là trên đến năm đạt cho ở tổng với việc từ một".split())


def likely(words: str, unit: str, indicators: Sequence[tuple[str, str]]) -> int | None:
    """The place in `indicators` (name, unit) of the one that the words mean; None where none or two are as likely.

    At least two thirds of an indicator's own telling words must be there, and the unit must be the same.
    """
    said = _telling(words)
    scores = [_share(said, name) if of_unit == unit else 0.0 for name, of_unit in indicators]
    best = max(scores, default=0.0)
    return scores.index(best) if best >= 2 / 3 and scores.count(best) == 1 else None


def _share(said: frozenset[str], name: str) -> float:
    telling = _telling(name)
    return len(telling & said) / len(telling) if telling else 0.0


def _telling(words: str) -> frozenset[str]:
    return frozenset(word for word in words.casefold().replace(",", " ").split() if word.isalpha()) - _EMPTY


SUBSTANCE: dict[str, tuple[str, ...]] = {
    "element": ("unit", "frequency", "over_units", "over_time"),
    "indicator": ("formula", "unit", "direction", "decimals"),
    "target": ("value",),
}
"""What a definition computes with: a change of it begins on a day. Names, sources and limits are put right where they stand."""


def change_fault(kind: str, now: Mapping[str, Any], then: Mapping[str, Any]) -> str | None:
    """Why an entry may not take the place of the present one; None where it may. Both are fields by name."""
    changed = [name for name in SUBSTANCE[kind] if now[name] != then[name]]
    held, starts = now["valid_from"], then["valid_from"]
    if not changed or (starts and starts == held):
        return None
    if starts is None:
        told = ", ".join(f"{name} đổi từ “{now[name]}” sang “{then[name]}”" for name in changed)
        return f"{told}; thêm valid_from = 2026-01-01 (ngày bắt đầu áp dụng) để các kỳ trước giữ định nghĩa cũ."
    if held and starts < held:
        return f"valid_from {starts} trước ngày {held} của định nghĩa hiện có; dùng ngày sau ngày đó."
    return None


def is_new_entry(kind: str, now: Mapping[str, Any], then: Mapping[str, Any]) -> bool:
    """Whether an allowed change begins a new entry, the present one staying for the days before."""
    changed = any(now[name] != then[name] for name in SUBSTANCE[kind])
    return changed and then["valid_from"] != now["valid_from"]


YEARS = range(1945, 2201)
"""The years that a target may be of: a period far outside is a slip of the hand, and has no neighbours to be held against."""


def target_period(code: str) -> Period | None:
    """The period that a target is of; None for a code that is none, or lies outside `YEARS`.

    >>> target_period("2026-Q1") is None, target_period("2026-13"), target_period("9999")
    (False, None, None)
    """
    try:
        period = parse_period(code)
    except PeriodError:
        return None
    return period if period.start.year in YEARS and period.end.year in YEARS else None


def mark_of(one: Any) -> str:
    """A short mark of what a definition (a plain value) says: another one where somebody changed it since it was shown.

    An element's calendar is left out: it is that of the forms which ask for it; and the day on which it ends, which is no part of
    what is written (`ended_faults`).
    """
    says = {name: value for name, value in asdict(one).items() if name not in ("calendar", "valid_to")}
    return sha256(repr(sorted(says.items())).encode()).hexdigest()[:16]
