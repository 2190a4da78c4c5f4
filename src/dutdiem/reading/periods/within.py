"""So many days from a day: "trong vòng 10 ngày làm việc kể từ ngày 01/02/2025"."""

import re
from collections.abc import Sequence

from dutdiem.reading.periods import forms
from dutdiem.reading.periods.cores import Setting, numbers_day
from dutdiem.reading.periods.period import Period
from dutdiem.reading.periods.ranges import add_days

_SIGNED = re.compile(r"(?:ký ban hành|ký|ban hành)\b")
_UP_TO = re.compile(r"[^,.;:\n]{0,40}")


def read_within(low: str, start: int, setting: Setting) -> Sequence[Period]:
    """At the word "ngày": from a date that is said, or from the day of signing, which is the anchor; unresolved where it is
    another day ("kể từ ngày nhận đủ hồ sơ")."""
    match = forms.FROM_THEN.match(low, start)
    left = forms.WITHIN.search(low, max(0, start - 30), start) if match else None
    if not match or not left:
        return ()
    end, count, working = match.end(), int(left.group(1)), bool(match.group(1))
    since, parts = numbers_day(low[end : end + 28], setting), forms.DAY_PARTS.match(low, end)
    if since and parts:
        return [Period(left.start(), parts.end(), None, add_days(since[0], count, working=working), "deadline")]
    signed = _SIGNED.match(low, end)
    if signed and setting.anchor:
        return [Period(left.start(), signed.end(), None, add_days(setting.anchor, count, working=working), "deadline")]
    stop = _UP_TO.match(low, end)
    return [Period(left.start(), stop.end() if stop else end, None, None, "deadline", unresolved=True)]
