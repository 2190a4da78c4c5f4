"""The day on which a news page was posted, from its own line above or under the headline.

Pages write it in every way ("Thứ Tư, 17/12/2025 (GMT+7)", "[14/12/2023 10:05 AM]", "Đăng bởi: … - 21.6.2023"), so that no
list of forms ends. What they share: a short line with one whole date, and beside the date nothing but the clock and the weekday,
a word of posting, or the end of the line after a dash.
"""

import datetime
import re

from dutdiem.reading.header.letterhead import day

_LONGEST = 120
_DATE = re.compile(
    r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b|\b(\d{1,2}) tháng (\d{1,2}),? năm (\d{4})\b|\b(\d{4})-(\d{2})-(\d{2})(?=[t ]|$)"
)
_CLOCK = re.compile(
    r"\d{1,2} ?[:hg] ?\d{2}(?: ?['’phút]+)?(?::\d{2})?|\b[ap]\.?m\b|\bgmt ?[+-]?\d*|\bt(?=\d)"
    r"|\bthứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])\b|\bchủ nhật\b|\b(?:lúc|ngày|vào|giờ)\b"
)
_POSTED = re.compile(
    r"(?:ngày |thời gian )?(?:đăng(?: (?:tải|lên|bởi|tin|bài|ngày|lúc))?|cập nhật(?: (?:lúc|lần cuối|ngày))?"
    r"|xuất bản|phát hành|công bố)\b"
)
_BEHIND = re.compile(r"(?:số )?(?:lượt|tác giả|nguồn|theo|người|in|xem|bản in|google|chia sẻ|views?|print|email)\b")
_SEPARATORS = "-–—|•·("


def posted_on(line: str) -> datetime.date | None:
    """The date of a line (in lower case) that says when a page was posted; None where it is another line."""
    line = line.strip(" \t[]*#")
    if len(line) > _LONGEST or not (match := _DATE.search(line)):
        return None
    before, behind = _bare(line[: match.start()]), _bare(line[match.end() :])
    alone = not before and (not behind or _BEHIND.match(behind))
    closes = not behind and line[: match.start()].rstrip()[-1:] in _SEPARATORS and not line.endswith(".")
    if alone or closes or _POSTED.match(before) or _POSTED.search(before[-24:]):
        return _date(match)
    return None


def _bare(part: str) -> str:
    """What is left of a part of the line beside clock, weekday and marks."""
    return _CLOCK.sub(" ", part).strip(" \t,;:|()[]/•·–—+-'’.")


def _date(match: re.Match[str]) -> datetime.date | None:
    first, second, third = (number for number in match.groups() if number)
    return day(third, second, first) if len(first) == 4 else day(first, second, third)
