"""Days that come back: "trước ngày 15 hằng tháng", "ngày 20/6 và 20/12 hằng năm", "thứ sáu hằng tuần", "định kỳ 6 tháng",
as rules after RFC 5545."""

import re
from dataclasses import dataclass

from dutdiem.reading.periods import forms
from dutdiem.reading.periods.left import Left
from dutdiem.reading.periods.period import Period

_FREQUENCIES = {"tháng": "FREQ=MONTHLY", "quý": "FREQ=MONTHLY;INTERVAL=3", "năm": "FREQ=YEARLY"}
_EACH = _FREQUENCIES | {"ngày": "FREQ=DAILY", "tuần": "FREQ=WEEKLY"}
_WEEKDAYS = {"hai": "MO", "ba": "TU", "tư": "WE", "năm": "TH", "sáu": "FR", "bảy": "SA", "nhật": "SU"}
_WEEKDAYS |= dict(zip("234567", _WEEKDAYS.values(), strict=False))
_DAY_FOLLOWS = (" trước", " vào", " ngày", " (trước", " (vào", " (ngày", ", trước", ", vào")
_SENTENCE = 160
_EACH_MONTH = ("hằng ", "hàng ", "mỗi ", "định kỳ", "báo cáo", "kỳ ", "tháng")
_QUARTER_MONTHS = {"đầu": "1,4,7,10", "cuối": "3,6,9,12"}
_OFTEN = re.compile(
    r"\b(?:(?P<fixed>định kỳ,? )?(?:hằng|hàng|mỗi) (?P<each>ngày|tuần|tháng|quý|năm)\b|định kỳ,? \(?(?P<of>tuần|tháng|quý|năm)\b"
    r"|(?:định kỳ,? )?(?P<count>\d{1,2}) (?P<unit>tuần|tháng|quý|năm) ?(?:/|một|1|01) ?lần\b)"
    r"(?:(?:,| và| hoặc|/) ?(?:(?:hằng|hàng) )?(?:\d{1,2} )?(?:tuần|tháng|quý|năm)\b(?! \d))*\)?"
)
_OF_SOMETHING = re.compile(
    r"(?:kế hoạch|chỉ tiêu|dự toán|kinh phí|ngân sách|chương trình|nhiệm vụ|nguồn|mức|tỷ lệ|vốn|số|danh mục|chi|từng|theo|việc) \Z"
)
"""“kế hoạch hằng tháng”: which plan, not how often something is to be done."""
_DONE_YEARLY = re.compile(
    r"(?:(?:báo cáo|đánh giá|sơ kết|tổng kết|kiểm tra|rà soát|giao ban|tổng hợp|diễn tập|khảo sát|tập huấn|cập nhật|công bố"
    r"|công khai|duy tu|đối thoại|kiểm kê)\b[^,;.]{0,24} |, ?)\Z"
)
"""“hằng năm” is said of budgets and plans most of all; only behind these, or in front, it says when something is to be done."""

_DAY_OF_YEAR = re.compile(r"(?<![\d/])\d{1,2}(?:[/-]| tháng )\d{1,2}\Z")


@dataclass(slots=True)
class Recurring:
    """Where it stands (flat offsets) and its rule."""

    start: int
    end: int
    rule: str


def may_recur(low: str, start: int) -> bool:
    """Whether words that make a day come back stand near the one at `start`."""
    said = low[start - 32 if start > 32 else 0 : start + 48]
    # Asked of every time, and a generator over the words would take longer than they do.
    return (
        "hằng" in said
        or "hàng" in said
        or "mỗi" in said
        or "quý" in said
        or " tháng sau" in said
        or " tháng kế" in said
        or "tháng (" in said
        or "năm (" in said
    )


def may_say_how_often(low: str, begin: int, end: int) -> bool:
    """A glance at begin..end for the words that may say how often; few of a text's statements have any."""
    find = low.find
    # Asked of every statement, and a generator over the words would take longer than they do.
    return (
        find("hằng ", begin, end) >= 0
        or find("hàng ", begin, end) >= 0
        or find("định kỳ", begin, end) >= 0
        or find("mỗi ", begin, end) >= 0
        or find("lần", begin, end) >= 0
    )


def how_often(low: str, begin: int, end: int, *, alone: bool = False) -> Recurring | None:
    """What is done "hằng quý", "định kỳ hằng năm", "6 tháng một lần", as the words in begin..end say; with several the first.

    A day that comes back is a time of its own; words without a day are none (the corpus's guidelines), only how often. `alone`: a
    cell that says nothing else.
    """
    for said in _OFTEN.finditer(low, begin, end):
        if alone or said.group("each") is None or said.group("fixed") or _is_done(low, begin, said):
            unit = said.group("each") or said.group("of") or said.group("unit")
            end = said.end() - (low[said.end() - 1] == ")" and "(" not in said.group())
            return Recurring(said.start(), end, _rule(unit, int(said.group("count") or 1)))
    return None


def _is_done(low: str, begin: int, said: re.Match[str]) -> bool:
    at = said.start()
    if low.startswith("mỗi", at):
        return True
    if said.group("each") == "năm":
        return low[begin:at].strip(" -–+,") == "" or _DONE_YEARLY.search(low, begin, at) is not None
    return not _OF_SOMETHING.search(low, begin, at)


def on_its_day(often: Recurring, due: Period, said: str) -> str | None:
    """ "Hằng năm, … trước ngày 31 tháng 12": the rule with the day that `said`, the words of `due`, has without a year."""
    if often.rule != "FREQ=YEARLY" or due.to is None or not _DAY_OF_YEAR.search(said):
        return None
    return _yearly(str(due.to.day), str(due.to.month))


def read_days(low: str, start: int, left: Left) -> list[Period]:
    """At the word "ngày": "trước ngày 15 hằng tháng", "hằng năm (trước ngày 15 tháng 11)"."""
    found = _of_calendar(low, start)
    if not found and left.by:
        after = _after_every(low, left.by.start(), start) or _each_year(low, left.by.start(), start)
        found = [after] if after else []
    return [_recurs(each, left, many=at > 0) for at, each in enumerate(found)]


def read_every(low: str, start: int, word: str, left: Left) -> Period | None:
    """ "định kỳ 6 tháng", "trước 16h thứ năm hằng tuần", "trước 17 giờ hằng ngày"."""
    if word == "định kỳ":
        return _periodic(low, start)
    if word.endswith(" ngày"):
        each = Recurring(start, start + len(word), "FREQ=DAILY") if left.by and left.begin < start else None
    else:
        each = _weekly(low, start)
    return _recurs(each, left, many=False) if each else None


def _recurs(each: Recurring, left: Left, *, many: bool) -> Period:
    start = each.start if many else left.by.start() if left.by else left.begin
    role = "deadline" if left.by or many else "span"
    return Period(start, each.end, None, None, role, each.rule)


def _of_calendar(low: str, start: int) -> list[Recurring]:
    """At the word "ngày". Two days of a year with one word ("01/6 và 15/11 hằng năm") are two where one rule cannot say both."""
    if match := forms.DATE_RECURRING.match(low, start):
        day, month, day2, month2 = match.groups()
        if day2 is None:
            return [Recurring(start, match.end(), _yearly(day, month))]
        if int(day) == int(day2):
            return [Recurring(start, match.end(), _yearly(day, f"{int(month)},{int(month2)}"))]
        middle = match.end(2)
        return [Recurring(start, middle, _yearly(day, month)), Recurring(match.start(3), match.end(), _yearly(day2, month2))]
    if match := forms.DAYS_RECURRING.match(low, start):
        return [Recurring(start, match.end(), f"FREQ=MONTHLY;BYMONTHDAY={int(match.group(1))},{int(match.group(2))}")]
    if match := forms.DAY_RECURRING.match(low, start):
        day = "-1" if match.group(1) == "cuối cùng" else match.group(1)
        if match.group(3):
            return [Recurring(start, match.end(), _yearly(day, _QUARTER_MONTHS[match.group(3)]))]
        if match.group().endswith(" tháng sau") and not _comes_each_month(low, start):
            return []
        return [Recurring(start, match.end(), f"{_FREQUENCIES[match.group(2) or 'tháng']};BYMONTHDAY={int(day)}")]
    return []


def _comes_each_month(low: str, start: int) -> bool:
    """Whether "ngày 15 tháng sau" is said of every month, as of reports, or of the one that comes next."""
    said = low[max(0, start - _SENTENCE) : start]
    said = said[max(said.rfind("\n"), said.rfind(". "), said.rfind("; ")) + 1 :]
    return any(word in said for word in _EACH_MONTH)


def _after_every(low: str, begin: int, start: int) -> Recurring | None:
    """ "hằng năm (trước ngày 15 tháng 11)": what recurs is said before the time, which begins at `begin` with its deadline word."""
    every = forms.EVERY_LEFT.search(low, max(0, begin - 16), begin)
    match = forms.DAY_OF_EVERY.match(low, start) if every else None
    if not every or not match:
        return None
    if match.group(2):
        return Recurring(start, match.end(), _yearly(match.group(1), match.group(2)))
    return Recurring(start, match.end(), f"{_FREQUENCIES[every.group(1)]};BYMONTHDAY={int(match.group(1))}")


def _each_year(low: str, begin: int, start: int) -> Recurring | None:
    """ "định kỳ 6 tháng (trước ngày 15/6), năm (trước ngày 15/12)": a day without its year behind what is periodic."""
    if low[begin - 1] != "(" or not forms.PERIODIC_LEFT.search(low, max(0, begin - 28), begin):
        return None
    said = low[max(0, begin - _SENTENCE) : begin]
    match = forms.DAY_OF_EVERY.match(low, start)
    if match and match.group(2) and "định kỳ" in said[max(said.rfind("\n"), said.rfind(". ")) + 1 :]:
        return Recurring(start, match.end(), _yearly(match.group(1), match.group(2)))
    return None


def _weekly(low: str, start: int) -> Recurring | None:
    """At a day of the week: "thứ sáu hằng tuần"."""
    match = forms.WEEKDAY_RECURRING.match(low, start)
    return Recurring(start, match.end(), f"FREQ=WEEKLY;BYDAY={_WEEKDAYS[match.group(1).split()[-1]]}") if match else None


def _periodic(low: str, start: int) -> Period | None:
    """ "định kỳ 6 tháng" where no day follows that says more; "định kỳ hằng năm" alone is as vague as "hằng năm"."""
    match = forms.PERIODIC.match(low, start)
    if not match or low.startswith(_DAY_FOLLOWS, match.end()) or not (count := int(match.group(1))):
        return None
    return Period(start, match.end(), None, None, "span", _rule(match.group(2), count))


def _rule(unit: str, count: int) -> str:
    rule, _, step = _EACH[unit].partition(";INTERVAL=")
    every = count * int(step or 1)
    return f"{rule};INTERVAL={every}" if every > 1 else rule


def _yearly(day: str, months: str) -> str:
    months = months if "," in months else str(int(months))
    return f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={int(day)}"
