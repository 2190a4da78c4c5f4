"""The day with which a news report opens ("Chiều 03-10-2023, Tổ công tác … họp …"), where nothing else says the document's day.

Where that day is said without its year ("Sáng nay (8/10)"), the year is told from the first stretch of time under review: a review
of "Quý III/2022" that opens on 8/10 was held in 2022, one of "năm 2021" on 12/1 in 2022; else from the first stretch that is
planned for ("nhiệm vụ quý II/2024" on 5/4). Where no such stretch lies close to the day, nothing is told.
"""

import datetime
import re

from dutdiem.reading.header.letterhead import day

_PART = (
    r"(?:vào |trong )?(?:(?:sáng|chiều|tối|trưa|đêm)(?: nay| hôm nay)?|hôm nay),?"
    r"(?: (?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật),?)? ?\(?(?:ngày )?"
)
_OPENS = (
    rf"(?:(?:^|[.)”,] |[-–] |tổ chức |diễn ra ){_PART}"
    r"|(?:^|[.)”] |[-–] )(?:trong )?(?:(?:2|02|hai) ngày,? (?:ngày )?\d{1,2} ?(?:-|–|và|,) ?|ngày ))"
    r"\(?(\d{1,2})(?:[/.-]| tháng )(\d{1,2})"
)
"""How a report opens: a part of a day, behind the occasion too ("Thực hiện Kế hoạch …, sáng 20/3/2024, tại …"), or a day."""
_FULL = re.compile(rf"{_OPENS}(?:[/.-]| năm )(20\d{{2}})\b", re.MULTILINE)
_SHORT = re.compile(rf"{_OPENS}(?![\d%]|[/.-]\d| năm \d)", re.MULTILINE)
_WITHIN = re.compile(
    r"(?<=[^\W\d]), (?:trong )?(?:ngày )?(\d{1,2})(?:[/.-]| tháng )(\d{1,2})(?:[/.-]| năm )(20\d{2})"
    r"(?=,? tại |, (?!của |về |[^.\n]{0,80}\b(?:ban hành|thông qua|phê duyệt|ký|có hiệu lực)\b)| ?[-–:]|\.(?: |$)| *$)",
    re.MULTILINE,
)
"""The day behind a place or an occasion ("Đồng Tháp, ngày 22 tháng 01 năm 2025 - …"), not that of a document ("Quyết định số
5/QĐ-TTg, ngày …"; "Kế hoạch, ngày … của …")."""
_SYMBOL = re.compile(r"[\d/][^ \n]*$")
_LEAD, _FIRST = 1200, 600
_STRETCH = re.compile(
    r"\b(?:quý (?P<q>i{1,3}|iv|[1-4])(?:/| ?- ?| năm | )|(?P<n>\d{1,2}|ba|sáu|chín) tháng(?: đầu)?(?: của)?(?: năm|/)? ?"
    r"|tháng (?P<m>\d{1,2})(?:/| ?- ?| năm )|năm )(?P<y>20\d{2})\b(?! ?[-–] ?\d)"
)
_REVIEWED = re.compile(r"(?:tổng kết|sơ kết|kết quả|đánh giá|kiểm điểm|tình hình)[^.;\n]{0,70}$|(?:^|[.\n] ?)(?:trong )?$")
_AHEAD = re.compile(r"(?:triển khai|nhiệm vụ|phương hướng|dự toán|mục tiêu|giai đoạn|đến|tầm nhìn)[^.;\n,]{0,30}$")
_TOLD = re.compile(r"[^.\n]{0,90}?(?: đã | đạt | tăng | giảm | xảy ra | phát hiện | ban hành )")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_WORDS = {"ba": 3, "sáu": 6, "chín": 9}
_EARLY, _LATE, _BEGUN = datetime.timedelta(days=45), datetime.timedelta(days=200), datetime.timedelta(days=75)
"""How long before the end of what it reviews a meeting may be held, and how long after; how long after the beginning of what it
plans for."""


def opening_day(low: str) -> datetime.date | None:
    """Of a text in lower case."""
    if full := _FULL.search(low, 0, _LEAD):
        return day(*full.groups())
    within = next(
        (match for match in _WITHIN.finditer(low, 0, _FIRST) if not _SYMBOL.search(low, max(0, match.start() - 24), match.start())),
        None,
    )
    if within:
        return day(*within.groups())
    short = _SHORT.search(low, 0, _FIRST)
    return _of_a_stretch(low, int(short.group(1)), int(short.group(2))) if short else None


def _of_a_stretch(low: str, day_: int, month: int) -> datetime.date | None:
    """The day with the year that the first stretch under review gives, else the first one that is planned for."""
    stretches = list(_STRETCH.finditer(low, 0, _LEAD))
    reviewed = next((match for match in stretches if _is_reviewed(low, match)), None)
    if reviewed and (end := _last_day(reviewed)):
        return _near(end, day_, month, _EARLY, _LATE)
    planned = next((match for match in stretches if _AHEAD.search(low, max(0, match.start() - 80), match.start())), None)
    begin = _first_day(planned) if planned else None
    return _near(begin, day_, month, _EARLY, _BEGUN) if begin else None


def _is_reviewed(low: str, match: re.Match[str]) -> bool:
    before = low[max(0, match.start() - 80) : match.start()]
    opens = _REVIEWED.search(before)
    return bool(opens and not _AHEAD.search(before) and (opens.group()[:1].isalpha() or _TOLD.match(low, match.end())))


def _first_day(match: re.Match[str]) -> datetime.date | None:
    """Of a quarter, month or year that is named with its year; a count of months does not say where it begins."""
    if match.group("n"):
        return None
    quarter, month = match.group("q"), match.group("m")
    first = 3 * (_QUARTERS.get(quarter) or int(quarter)) - 2 if quarter else int(month or 1)
    return day(1, first, int(match.group("y")))


def _last_day(match: re.Match[str]) -> datetime.date | None:
    quarter, count, month = match.group("q"), match.group("n"), match.group("m")
    last = 12
    if quarter:
        last = 3 * (_QUARTERS.get(quarter) or int(quarter))
    elif count or month:
        said = count or month
        last = _WORDS.get(said) or int(said)
    first_after = day(1, last % 12 + 1, int(match.group("y")) + last // 12) if 1 <= last <= 12 else None
    return first_after - datetime.timedelta(days=1) if first_after else None


def _near(at: datetime.date, day_: int, month: int, before: datetime.timedelta, after: datetime.timedelta) -> datetime.date | None:
    """The day of a year that lies close before or after `at`."""
    found = (day(day_, month, year) for year in (at.year - 1, at.year, at.year + 1))
    return next((date for date in found if date and at - before <= date <= at + after), None)
