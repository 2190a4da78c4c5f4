"""So much time from a day: "trong vòng 10 ngày làm việc kể từ ngày 01/02/2025", "trong 03 tháng kể từ ngày ký"."""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from dutdiem.reading.numerals import read_words
from dutdiem.reading.periods import forms
from dutdiem.reading.periods.days import numbers_day
from dutdiem.reading.periods.period import Period
from dutdiem.reading.periods.ranges import add_days
from dutdiem.reading.periods.setting import Setting

_SIGNED = re.compile(r"(?:ký ban hành|ký|ban hành)\b")
_UP_TO = re.compile(r"[^,.;:\n]{0,40}")


def read_within(low: str, start: int, setting: Setting) -> Sequence[Period]:
    """At a unit of time: from a date that is said, or from the day of signing, which is the anchor; unresolved where it is
    another day ("kể từ ngày nhận đủ hồ sơ")."""
    match = forms.FROM_THEN.match(low, start)
    left = forms.WITHIN.search(low, max(0, start - 30), start) if match else None
    if not match or not left:
        return ()
    end, said, unit, working = match.end(), left.group(1), match.group(1), bool(match.group(2))
    reckoned = "kể" in match.group() or "tính" in match.group()
    if unit not in ("ngày", "giờ") and (not reckoned or left.group().startswith("sau")):
        return ()  # "sau 5 năm từ khi triển khai" tells of what was
    count = int(said) if said.isdigit() else read_words(said)
    since, parts = numbers_day(low[end : end + 28], setting), forms.DAY_PARTS.match(low, end)
    if since and parts:
        if low.startswith((" đến ", " - ", "-", " – "), parts.end()):
            return ()
        return [Period(left.start(), parts.end(), None, _later(since[0], count, unit, working=working), "deadline")]
    signed = _SIGNED.match(low, end)
    if signed and setting.anchor:
        return [Period(left.start(), signed.end(), None, _later(setting.anchor, count, unit, working=working), "deadline")]
    stop = _UP_TO.match(low, end)
    return [Period(left.start(), stop.end() if stop else end, None, None, "deadline", unresolved=True)]


def _later(since: date, count: int, unit: str, *, working: bool) -> date:
    """So many days, hours (each begun day counts), weeks, months, quarters or years after a day; a month that has no such day
    is met on its last."""
    if unit == "ngày":
        return add_days(since, count, working=working)
    if unit in ("giờ", "tuần"):
        return since + timedelta(days=count * 7 if unit == "tuần" else -(-count // 24))
    at = since.year * 12 + since.month - 1 + count * {"tháng": 1, "quý": 3, "năm": 12}[unit]
    year, month = at // 12, at % 12 + 1
    return date(year, month, min(since.day, monthrange(year, month)[1]))
