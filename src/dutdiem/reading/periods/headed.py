"""What a heading tells of the times under it: under "Nhiệm vụ trọng tâm năm 2025" a month without its year is of 2025."""

import re
from datetime import date

from dutdiem.reading.periods import forms
from dutdiem.reading.periods.ahead import said_before, year_of_sentence
from dutdiem.reading.periods.compared import is_compared
from dutdiem.reading.periods.setting import Setting

_FAR, _LONGEST, _LINES = 1500, 110, 24
_PLANS = re.compile(r"(?:phương hướng|nhiệm vụ|kế hoạch|mục tiêu|giải pháp|chương trình công tác)\b[^\n]{0,90}$")
_REVIEWS = re.compile(r"(?:kết quả|đánh giá|tình hình|tổng kết|sơ kết|kiểm điểm|đã thực hiện|thực hiện nhiệm vụ)")
_YEAR = re.compile(r"\b(?:năm |[/-] ?)(20\d{2})\b(?! ?[-–])")
_TIME_TO_COME = re.compile(r"(?:thời gian tới|thời gian tiếp theo|sắp tới|còn lại|cuối năm|tới)\b")
_UNIT_OF = r"(?:tháng (?P<month>\d{1,2})|qu[ýí] (?P<quarter>iii|ii|iv|i|[1-4]))"
_UNIT = re.compile(rf"{_UNIT_OF}(?!\w|[/.-]\d)")
_WITH_YEAR = re.compile(rf"{_UNIT_OF}(?: ?[/-] ?|,? năm )(?P<year>20\d{{2}})(?![\d/])")
_DUE_BEHIND = re.compile(
    r",? [^\W\d_](?:(?!đã |được )[^.;\d\n]){2,60} (?:trước|chậm nhất|muộn nhất)(?: là)?(?: ngày)?"
    r" \d{1,2}(?:/| tháng )(\d{1,2})(?:/| năm )(20\d{2})\b"
)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_FIRST_MONTH = re.compile(r"(?:tháng |\d ?/ ?)(\d{1,2})|qu[ýí] (iii|ii|iv|i|[1-4])")
_GOES_ON = frozenset((", ", " v", " đ", " h", ",t", ",q"))
_NEAR = 200
_ITEM = re.compile(r"[-–+*•]|\d{1,2}[.)]|[a-zđ][.)]")
_NUMBERED = re.compile(r"\d")
_ENDS = (".", ";", ",", "!", "?", "”")


def year_behind(low: str, start: int, end: int) -> int | None:
    """The year that the next month, quarter or day lends this one ("tháng 3 và tháng 4/2026"); December goes before January."""
    lends = forms.YEAR_BEHIND.match(low, end) if low[end : end + 2] in _GOES_ON else None
    if lends is None:
        return None
    own, later = _FIRST_MONTH.search(low, start, end), lends.group("month") or lends.group("of_day") or ""
    after = int(later) if later.isdigit() else 3 * _QUARTERS.get(lends.group("quarter") or "", 0)
    before = (int(own.group(1)) if own.group(1) else 3 * _QUARTERS.get(own.group(2), 0)) if own else 0
    return int(lends.group("year")) - (after > 0 and before > after)


def take_year(low: str, start: int, end: int, setting: Setting) -> None:
    """Sets the year of a time without one, as the sentence opens with it, or what the heading over it tells."""
    if not setting.lent:
        setting.lent = (
            _year_running(low, start, setting.anchor)
            or _year_by_day(low, start, end)
            or year_of_sentence(low, start, setting.anchor, is_deadline=setting.deadline)
        )
    if not setting.lent and not low.endswith((" qua", " rồi"), 0, end) and not _is_told(low, start, end):
        _take_heading(heading_over(low, start), setting)


def _year_running(low: str, start: int, anchor: date | None) -> int | None:
    """The year of a month or quarter before, in the same sentence, that the later ones go on with: "Tháng 3/2026 lập hồ sơ, tháng 6
    khởi công"; not where they are compared or lie before it, or where "từ" may go back."""
    own = _UNIT.match(low, start)
    if not own or is_compared(low, start) or low.endswith("kỳ ", 0, start):
        return None
    said = low[max(0, start - _NEAR) : start]
    said = said[max(said.rfind(stop) for stop in (". ", "\n")) + 1 :]
    before = list(_WITH_YEAR.finditer(said))
    if not before or _first_month(before[-1]) >= _first_month(own):
        return None
    year = int(before[-1].group("year"))
    return None if low.endswith("từ ", 0, start) and not (anchor and year > anchor.year) else year


def _year_by_day(low: str, start: int, end: int) -> int | None:
    """The year of a month or quarter without one in whose clause something is due by a whole date: the one that begins nearest to
    it ("nghỉ trong quý I, hồ sơ gửi trước ngày 15/11/2024" is of 2025, "số liệu quý IV gửi trước ngày 15/01/2025" of 2024)."""
    own = _UNIT.match(low, start)
    due = _DUE_BEHIND.match(low, end) if own else None
    if not own or not due:
        return None
    at = int(due.group(2)) * 12 + int(due.group(1))
    return min((int(due.group(2)) + step for step in (-1, 0, 1)), key=lambda year: abs(year * 12 + _first_month(own) - at))


def _first_month(match: re.Match[str]) -> int:
    quarter = match.group("quarter")
    return _QUARTERS.get(quarter, 0) * 3 - 2 if quarter else int(match.group("month"))


def _is_told(low: str, start: int, end: int) -> bool:
    """Whether something has been done at the time."""
    return "đã " in said_before(low, start) or " đã " in low[end : end + 30]


def _take_heading(heading: str | None, setting: Setting) -> None:
    """That what is planned lies ahead, and the year, where the heading names one that is not over."""
    if not heading or _REVIEWS.search(heading) or not _PLANS.search(heading):
        return
    years = _YEAR.findall(heading)
    year = int(years[-1]) if years else None
    if year and setting.anchor and year < setting.anchor.year:
        return
    if year or _TIME_TO_COME.search(heading):
        setting.ahead = setting.due = True
        setting.lent = None if setting.deadline else year


def heading_over(low: str, start: int) -> str | None:
    """The line over the list item in which the time at `start` stands; None where no heading is near.

    Between it and the item there are but items, and numbered lines that tell neither of plans nor of results.
    """
    floor = max(0, start - _FAR)
    end = low.rfind("\n", floor, start)
    if not _ITEM.match(low, end + 1):
        return None
    for _ in range(_LINES):
        if end < 0:
            return None
        begin = low.rfind("\n", floor, end) + 1
        line = low[max(begin, floor) : end].strip()
        tells = _PLANS.search(line) or _REVIEWS.search(line) if _NUMBERED.match(line) and not line.endswith(_ENDS) else None
        if line and (tells or not _ITEM.match(line)):
            return line if len(line) <= _LONGEST and not line.endswith(_ENDS) else None
        end = begin - 1
    return None
