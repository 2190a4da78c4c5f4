"""The day on which a news page was posted, from its own line above or under the headline.

Pages write it in every way ("Thứ Tư, 17/12/2025 (GMT+7)", "[14/12/2023 10:05 AM]", "Đăng bởi: … - 21.6.2023"), so that no
list of forms ends. What they share: a short line with one whole date, and beside the date nothing but the clock and the weekday,
a word of posting, or the end of the line after a dash.
"""

import datetime
import re

from dutdiem.reading.header.letterhead import day

_LONGEST = 120
_MONTHS = {"một": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
_MONTHS |= {"mười một": 11, "mười hai": 12}
_MONTH = r"(?:\d{1,2}|mười(?: một| hai)?|một|hai|ba|tư|năm|sáu|bảy|tám|chín)"
_DATE = re.compile(
    r"\b(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})\b|\b(?P<y2>\d{4})-(?P<m2>\d{2})-(?P<d2>\d{2})(?=[t ]|$)"
    rf"|\b(?P<d3>\d{{1,2}}) tháng (?P<m3>{_MONTH})(?:,? năm|,)? (?P<y3>\d{{4}})\b"
    rf"|\btháng (?P<m4>{_MONTH}) (?P<d4>\d{{1,2}}), (?P<y4>\d{{4}})\b|\b(?P<d5>\d{{1,2}})/(?P<m5>\d{{1,2}})/(?P<y5>2\d)\b(?!/)"
)
"""Programs for pages write the month in words too, and before the day ("Tháng Bảy 12, 2024")."""
_CLOCK = re.compile(
    r"\d{1,2} ?[:hg] ?\d{2}(?: ?(?:['’]+|phút|p\b))?(?::\d{2})?|\b(?:[ap]\.?m|sa|ch)\b|\bgmt ?[+-]?\d*|\bt(?=\d)"
    r"|\bthứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])\b|\bchủ nhật\b|\b(?:lúc|ngày|vào|giờ)\b"
)
_TIME = re.compile(r"\b\d{1,2} ?[:hg] ?\d{2}\b|\d{1,2} giờ")
_POSTED = re.compile(
    r"(?:ngày |thời gian )?(?:đăng(?: (?:tải|lên|bởi|tin|bài|ngày|lúc))?|cập nhật(?: (?:lúc|lần cuối|ngày))?"
    r"|xuất bản|phát hành|công bố)\b"
)
_BEHIND = re.compile(
    r"(?:\d[\d.,]* )?(?:số )?(?:lượt|tác giả|nguồn|theo|người|in|xem|bản in|google|chia sẻ|views?|print|email|cỡ chữ|chuyên mục"
    r"|chuyên trang|mục|thể loại|danh mục|đọc|nghe|bình luận|phản hồi|facebook|zalo|tags?|pv|ctv|phóng viên)\b|a ?[-+]"
    r"|[^\W\d]+(?: [^\W\d]+){0,3} ?:"
)
"""What a page sets behind the date: the size of its letters, its column, or anything with a label ("Lượt xem: 1.254")."""
_COLUMN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,3}")
_TELLS = re.compile(
    r"\b(?:trước|đến|tới|từ|sau|hết|hạn|là|họp|khai mạc|diễn ra|tổ chức|thành lập|sinh|ban hành|ký|qua|đã|được|và|số|hội nghị|lễ)\b"
)
_SEPARATORS = "-–—|•·(>/"


def posted_among(lines: list[str]) -> datetime.date | None:
    """Of the first lines of a page (in lower case): the one with a word of posting, else one with a clock, else the first that
    has a date; above it a page may show the day on which it was looked at."""
    dated = [(line, posted) for line in lines if (posted := posted_on(line))]
    for said in (_POSTED, _TIME):
        if best := next((posted for line, posted in dated if said.search(line)), None):
            return best
    return dated[0][1] if dated else None


def posted_on(line: str) -> datetime.date | None:
    """The date of a line (in lower case) that says when a page was posted; None where it is another line."""
    line = line.strip(" \t[]*#")
    if len(line) > _LONGEST or not (match := _DATE.search(line)):
        return None
    before, behind = _bare(line[: match.start()]), _bare(line[match.end() :])
    alone = not before and (not behind or _BEHIND.match(behind) or _is_column(behind))
    parted = _CLOCK.sub(" ", line[: match.start()]).rstrip(" ,")[-1:] in _SEPARATORS and not line.endswith(".")
    closes = not behind and (parted or _is_column(before))
    if alone or closes or _POSTED.match(before) or _POSTED.search(before[-24:]):
        return _date(match)
    return None


def _bare(part: str) -> str:
    """What is left of a part of the line beside clock, weekday and marks."""
    return _CLOCK.sub(" ", part).strip(" \t,;:|()[]/•·–—+-'’.>")


def _is_column(said: str) -> bool:
    """A few words beside the date that tell nothing: the page's column, its place, who wrote it."""
    return _COLUMN.fullmatch(said) is not None and not _TELLS.search(said)


def _date(match: re.Match[str]) -> datetime.date | None:
    said = {name[0]: value for name, value in match.groupdict().items() if value}
    year = said["y"] if len(said["y"]) == 4 else f"20{said['y']}"
    return day(said["d"], _MONTHS.get(said["m"], said["m"]), year)
