"""Times that begin with a count: "6 tháng cuối năm 2023", "9 tháng năm 2025", "hơn 7 tháng qua", "5 năm tới"."""

import re
from datetime import date

from dutdiem.reading.numerals import read_words
from dutdiem.reading.periods import forms
from dutdiem.reading.periods.near import quarters_ago, units_ago, units_ahead
from dutdiem.reading.periods.ranges import Range, month_end, months
from dutdiem.reading.periods.reviewed import read_reviewed
from dutdiem.reading.periods.setting import Setting

Counted = tuple[int, int, Range | None]
"""Start, end (flat offsets) and the range."""

_ENDS = frozenset(",;.)\n")


def read_counted(low: str, start: int, setting: Setting) -> Counted | None:
    """A count before "tháng" or "năm" at `start` with what makes it a time of the calendar; a mere length of time is none."""
    left = forms.COUNT_LEFT.search(low, max(0, start - 18), start)
    if not left:
        return _rest_of_year(low, start, setting)
    said = left.group(1)
    count = int(said) if said.isdigit() else read_words(said)
    if match := forms.MONTHS_OF.match(low, start):
        return (left.start(1), match.end(), _of_year(count, match, setting)) if _is_of_year(low, count, match) else None
    if match := forms.QUARTERS_OF.match(low, start):
        return left.start(1), match.end(), _of_year(count * 3, match, setting)
    if match := forms.MONTHS_YEAR.match(low, start):
        year = setting.year(match.group(1))
        return left.start(1), match.end(), months(year, 1, count) if year and 1 <= count <= 12 else None
    if match := forms.AGO.match(low, start):
        more = left.group().startswith(("hơn", "trên"))
        return left.start(), match.end(), _ago(count, match.group(1), setting, more=more)
    if match := forms.AHEAD.match(low, start):
        return left.start(1), match.end(), units_ahead(count, match.group(1), setting.anchor) if setting.anchor else None
    if low.startswith("tháng", start) and left.start() == left.start(1):
        found = read_reviewed(low, left.start(1), start, count, setting.anchor)
        return (left.start(1), start + len("tháng"), found) if found else None
    return None


def _rest_of_year(low: str, start: int, setting: Setting) -> Counted | None:
    """ "những tháng cuối năm", "các tháng còn lại của năm 2024": from the month after the document's, for a year that is not
    running its first or last quarter; the last months are never more than a half."""
    match = forms.MONTHS_OF_YEAR.match(low, start)
    left = forms.MONTHS_LEFT.search(low, max(0, start - 8), start) if match else None
    year = setting.year(match.group(2) or "") if match and left else None
    if not match or not left or year is None:
        return None
    running = setting.anchor.month if setting.anchor and setting.anchor.year == year else None
    if match.group(1) == "đầu":
        return left.start(), match.end(), months(year, 1, 3)
    if running is None:
        return left.start(), match.end(), months(year, 10, 12)
    first = min(12, running + 1)
    return left.start(), match.end(), months(year, first if match.group(1) == "còn lại" else max(7, first), 12)


def _is_of_year(low: str, count: int, match: re.Match[str]) -> bool:
    """ "6 tháng đầu" without "năm" is the first half only where nothing else says of what ("12 tháng đầu kể từ khi …")."""
    if "năm" in match.group() or match.group(2):
        return True
    if match.group(1) == "còn lại":
        return count in (3, 6, 9) and not match.group().endswith("của")
    return count in (3, 6, 9) and (match.end() == len(low) or low[match.end()] in _ENDS)


def _of_year(count: int, match: re.Match[str], setting: Setting) -> Range | None:
    year = setting.year(match.group(2) or "")
    if year is None or not 1 <= count <= 12:
        return None
    return months(year, 13 - count, 12) if match.group(1) != "đầu" else months(year, 1, count)


def _ago(count: int, unit: str, setting: Setting, *, more: bool) -> Range | None:
    """ "7 tháng qua" goes from the first day of the year to the end of month 7, "hơn 7 tháng qua" to the end of the anchor's
    month (the corpus's guidelines); "5 năm qua" said in the first months of a year are the five years before it."""
    anchor = setting.anchor
    if anchor is None or not count:
        return None
    if unit in ("ngày", "tuần"):
        return units_ago(count, unit, anchor)
    if unit == "tháng":
        return _months_ago(count, anchor, more=more)
    if unit == "quý":
        return quarters_ago(count, anchor)
    if unit != "năm":
        return None
    first = date(anchor.year - count, 1, 1)
    return (first, date(anchor.year - 1, 12, 31)) if anchor.month <= 3 else (first, month_end(anchor))


def _months_ago(count: int, anchor: date, *, more: bool) -> Range | None:
    if more or count > 12:
        return date(anchor.year, 1, 1), month_end(anchor)
    if count > anchor.month:
        return months(anchor.year - 1, 1, count)
    if count < anchor.month - 2:
        return months(anchor.year, anchor.month - count + 1, anchor.month)
    return months(anchor.year, 1, count)
