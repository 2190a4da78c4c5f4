"""Days that no calendar has: "31/4/2026", "15/13/2026", "ngày 30/02", "ngày 31 tháng 6 năm 2026"."""

import re
from collections.abc import Iterable

from dutdiem.reading.flat import Flat
from dutdiem.reading.numbers import Number
from dutdiem.reading.periods.ranges import day

_LEAP_YEAR = 2024
"""A day without its year is impossible only where no year has it."""
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d{2})")
_DAY_ALONE = re.compile(r"(\d{1,2})/(\d{1,2})")
_WORDS = re.compile(r"(\d{1,2}) tháng (\d{1,2})(?: năm ((?:19|20)\d{2}))?\b")


def impossible_days(flat: Flat, numbers: Iterable[Number]) -> list[tuple[int, int]]:
    """Flat spans of what is written as a day and is none."""
    return [(start, end) for number in numbers for start, end in _impossible(flat.low, *number)]


def _impossible(low: str, start: int, end: int, said: str) -> list[tuple[int, int]]:
    match = _DAY.fullmatch(said) if low[end : end + 1] not in ("/", "-") else None
    if match is None and low.endswith("ngày ", 0, start):
        match = _DAY_ALONE.fullmatch(said) or (_WORDS.match(low, start) if low.startswith(" tháng ", end) else None)
    if match is None:
        return []
    day_, month, *year = (int(part) for part in match.groups() if part)
    stop = start + match.end() - match.start()
    return [] if day(year[0] if year else _LEAP_YEAR, month, day_) else [(start, stop)]
