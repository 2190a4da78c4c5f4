"""The other end of a range of two times: "từ … đến …", "… - …"; the end of what has no beginning: "đến hết …"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dutdiem.reading.periods import forms
from dutdiem.reading.periods.cores import FORMS, NUMERIC, Form
from dutdiem.reading.periods.left import Left
from dutdiem.reading.periods.period import Period
from dutdiem.reading.periods.ranges import Range, day, in_year_of, part_of, until, years
from dutdiem.reading.periods.setting import Setting

_YEAR_SAID = re.compile(r"\d{4}")

End = tuple[int, Range]
"""Where the range ends in the text, and the range."""


def other_end(low: str, setting: Setting, start: int, end: int, first: Range, *, since: bool) -> End | None:
    """The end of the range that begins with `first`, where it goes on: "… đến …", "… - …" (without "từ" only between two of
    one form: "Quý IV/2025 - Quý II/2026")."""
    to = forms.TO.match(low, end) if since else None
    part = to.group(1) if to else None
    to = to or forms.DASH_TO.match(low, end)
    if not to:
        return None
    at = forms.HOURS.match(low, to.end()).end() if since else to.end()  # type: ignore[union-attr]
    said = _YEAR_SAID.search(low[start:end]) is not None
    for word in ("ngày", "tháng", "quý", "quí", "năm"):
        if low.startswith(word, at) and (since or low.startswith(word, start)):
            return _to(low, setting, FORMS[word], at, first, said=said, part=part)
    if part and (year := forms.BARE_YEAR.match(low, at)) and (found := years(int(year.group()), int(year.group()))):
        return (year.end(), (first[0], part_of(part, found)[1])) if first[0] <= found[0] else None
    if low[at : at + 1].isdigit() and (since or low[start].isdigit() or low.startswith("ngày", start)):
        return _to(low, setting, NUMERIC, at, first, said=said, part=part)
    return None


def _to(low: str, setting: Setting, forms_: Sequence[Form], at: int, first: Range, *, said: bool, part: str | None) -> End | None:
    setting = replace(setting, anchor=first[0], deadline=True)
    for pattern, read in forms_:
        match = pattern.match(low, at)
        found = read(match, setting) if match else None
        if match and found:
            begin = first[0]
            if not said and _YEAR_SAID.search(match.group()):
                begin = in_year_of(begin, found[1])
            last = part_of(part, found)[1] if part and found[0] != found[1] else found[1]
            return (match.end(), (begin, last)) if last >= begin else None
    return None


def by_then(low: str, left: Left, end: int, found: Range) -> Period:
    """Behind a deadline's word: a deadline, the end of what was counted, or of a range that began before the word ("từ 5 đến
    20/6")."""
    assert left.by
    since = forms.DAY_TO_LEFT.search(low, max(0, left.begin - 24), left.begin) if found[0] == found[1] else None
    if since and not left.counted:
        first = day(found[0].year, found[0].month, int(since.group(2)))
        if first and first < found:
            return Period(since.start("from"), end, first[0], found[1])
    role = "span" if left.counted else "deadline"
    begin = left.begin if left.by.group() == "thời hạn " else left.by.start()  # as behind "Thời hạn: "
    to = date(found[0].year, 6, 30) if low.startswith("giữa năm", left.begin) else until(left.by.group(), found)
    return Period(begin, end, None, to, role)
