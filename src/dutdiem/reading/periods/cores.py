"""From the core of a time expression to its range: one small function for each written form."""

import re
from collections.abc import Callable
from datetime import date

from dutdiem.reading.numerals import read_words
from dutdiem.reading.periods import days, forms, near
from dutdiem.reading.periods.ranges import Range, day, month_end, months, year_before, years
from dutdiem.reading.periods.setting import Setting

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4}
_NEAREST = {" tới": 1, " sắp tới": 1, " trước": -1, " qua": -1}
"""Behind a month or quarter: the next or last one of that name, not that of the next year or the year before ("tháng 9 tới")."""
_MONTHS = {"giêng": 1, "chạp": 12, "tư": 4}


def _month_number(said: str) -> int:
    return int(said) if said.isdigit() else (_MONTHS.get(said) or read_words(said))


def _month(match: re.Match[str], setting: Setting) -> Range | None:
    year, month = setting.year(match.group(2)), _month_number(match.group(1))
    if year is None:
        return None
    if setting.anchor and match.group(2) in _NEAREST:
        return _nearest(match.group(2), month, month, setting.anchor)
    if setting.anchor and match.group().endswith((" vừa qua", " vừa rồi")):
        year -= month > setting.anchor.month
    elif not match.group(2) and setting.anchor and not setting.lent:
        year += _shift(month, setting.anchor.month, setting)
    return months(year, month, month)


def _shift(month: int, anchored: int, setting: Setting) -> int:
    """A month without its year is the nearest that fits: long after the anchor it is last year's, unless it is still to come."""
    if setting.deadline or setting.due:
        return 1 if month < anchored - 2 else 0
    return -1 if month > anchored + 2 and not setting.ahead else 0


def _nearest(side: str, first: int, last: int, anchor: date) -> Range | None:
    step = _NEAREST[side]
    away = last < anchor.month if step > 0 else first > anchor.month or (side == " trước" and last >= anchor.month)
    return months(anchor.year + step * away, first, last)


def _month_word(match: re.Match[str], setting: Setting) -> Range | None:
    return near.month(match.group(1), setting.anchor) if setting.anchor else None


def _week_word(match: re.Match[str], setting: Setting) -> Range | None:
    return near.week(match.group(1), setting.anchor) if setting.anchor else None


def _month_list(match: re.Match[str], setting: Setting) -> Range | None:
    year = setting.year(match.group(3))
    return _across(year, int(match.group(1)), int(match.group(2))) if year else None


def _across(year: int, first: int, last: int) -> Range | None:
    """From one month to another of `year`; "tháng 11 đến tháng 02/2025" begins in the year before."""
    if first <= last:
        return months(year, first, last)
    begin, end = months(year - 1, first, first), months(year, last, last)
    return (begin[0], end[1]) if begin and end else None


def _quarter_number(said: str) -> int:
    return int(said) if said.isdigit() else _ROMAN[said]


def _quarter(match: re.Match[str], setting: Setting) -> Range | None:
    """Without its year a quarter by whose end something is done is next year's where it is over; the one just over may be what is
    reported ("hết quý II hoàn thành 61")."""
    year, number = setting.year(match.group(2)), _quarter_number(match.group(1))
    if year is None:
        return None
    if setting.anchor and match.group(2) in _NEAREST:
        return _nearest(match.group(2), number * 3 - 2, number * 3, setting.anchor)
    if not match.group(2) and setting.anchor and not setting.lent and (setting.deadline or setting.due):
        year += number * 3 < setting.anchor.month - (not (setting.due or setting.ahead))
    elif not match.group(2) and setting.anchor and not setting.lent and not setting.ahead:
        year -= number * 3 - 2 > setting.anchor.month + 6  # told in the first months of a year, the last quarter is over
    return months(year, number * 3 - 2, number * 3)


def _quarter_list(match: re.Match[str], setting: Setting) -> Range | None:
    year = setting.year(match.group(3))
    return _across(year, _quarter_number(match.group(1)) * 3 - 2, _quarter_number(match.group(2)) * 3) if year else None


def _quarter_word(match: re.Match[str], setting: Setting) -> Range | None:
    return near.quarter(match.group(1), setting.anchor) if setting.anchor else None


def _two_years(match: re.Match[str], _: Setting) -> Range | None:
    return years(int(match.group(1)), int(match.group(2)))


def _year(match: re.Match[str], _: Setting) -> Range | None:
    return years(int(match.group(1)), int(match.group(1)))


def _year_word(match: re.Match[str], setting: Setting) -> Range | None:
    """ "năm qua" said in the first months of a year is the year before; later it is the running year."""
    if setting.anchor is None:
        return None
    word, year = match.group(1), setting.anchor.year
    step = {"nay": 0, "ngoái": -1, "trước": -1, "tới": 1, "sau": 1}.get(word)
    if step is None:
        step = -1 if setting.anchor.month <= 3 else 0
    return years(year + step, year + step)


def _school(match: re.Match[str], setting: Setting) -> Range | None:
    if match.group(1):
        return date(int(match.group(1)), 9, 1), date(int(match.group(2)), 8, 31)
    if setting.anchor is None:
        return None
    running = setting.anchor.year - (setting.anchor.month < 8)
    first = running + (match.group(3) == "tới") - (match.group(3) in ("qua", "vừa qua") and setting.anchor.month >= 8)
    return date(first, 9, 1), date(first + 1, 8, 31)


def _half_year(match: re.Match[str], setting: Setting) -> Range | None:
    year = setting.year(match.group(2) or "")
    if year is None:
        return None
    return months(year, 1, 6) if match.group(1) == "đầu" else months(year, 7, 12)


def _part_of_year(match: re.Match[str], setting: Setting) -> Range | None:
    year = setting.year(match.group(2))
    if year is None:
        return None
    return months(year, *{"đầu": (1, 3), "giữa": (4, 9), "cuối": (10, 12)}[match.group(1)])


def _same(match: re.Match[str], setting: Setting) -> Range | None:
    """ "cùng kỳ (năm) 2022": the range being reported, in that year; "cùng kỳ năm trước": a year before it."""
    base = setting.near or setting.last
    if match.group(1):
        year = int(match.group(1))
        if base is None or not _is_one_year(base) or base[0].year <= year:
            return years(year, year)
        while base[0].year > year:
            base = year_before(base)
        return base
    return year_before(base) if base and _is_one_year(base) else None


def _is_one_year(base: Range) -> bool:
    """Whether a range has a like one a year before it: it lies in one year, or is no longer than one."""
    return base[0].year == base[1].year or (base[1] - base[0]).days <= 366


def _new_year(match: re.Match[str], setting: Setting) -> Range | None:
    """ "trước Tết Dương lịch": the first of January that is next, or that of the running year in its first half; only as a
    deadline, else it is the name of a holiday."""
    if not setting.deadline or not (match.group(1) or setting.anchor):
        return None
    year = int(match.group(1)) if match.group(1) else setting.anchor.year + (setting.anchor.month > 6)  # type: ignore[union-attr]
    return day(year, 1, 1)


def _since(match: re.Match[str], setting: Setting) -> Range | None:
    if match.group(1) == "nhiệm kỳ":
        return (setting.term[0], setting.anchor) if setting.term and setting.anchor else None
    year = setting.year(match.group(2) or "")
    if year is None:
        return None
    if match.group(3):
        return months(year, 1, int(match.group(3)))
    anchor = setting.anchor
    if anchor is None:
        return None
    # To the end of the document's month, as the corpus's guidelines have it; over several years to its day.
    return date(year, 1, 1), month_end(anchor) if year == anchor.year else anchor


def _since_open(match: re.Match[str], setting: Setting) -> Range | None:
    """ "từ đầu năm, …": up to the document's day; of a year that is still to come, its first quarter."""
    year, anchor = setting.year(match.group(1) or ""), setting.anchor
    if year is None or anchor is None or anchor < date(year, 1, 1):
        return months(year, 1, 3) if year else None
    return date(year, 1, 1), anchor


def _term_word(_: re.Match[str], setting: Setting) -> Range | None:
    return setting.term


Read = Callable[[re.Match[str], Setting], Range | None]
Form = tuple[re.Pattern[str], Read]

_DAY: tuple[Form, ...] = (
    (forms.DAY_WORD, days.day_word),
    (forms.PART_OF_DAY, days.day_of),
    (forms.WEEKDAY_OF_WEEK, days.weekday_of_week),
)
_WEEKDAY: tuple[Form, ...] = ((forms.WEEKDAY, days.day_of), (forms.WEEKDAY_OF_WEEK, days.weekday_of_week))
_QUARTER: tuple[Form, ...] = ((forms.QUARTER_LIST, _quarter_list), (forms.QUARTER, _quarter), (forms.QUARTER_WORD, _quarter_word))
_STAGE: tuple[Form, ...] = tuple((form, _two_years) for form in (forms.STAGE, forms.STAGE_IN_BRACKETS, forms.STAGE_NAMED))
FORMS: dict[str, tuple[Form, ...]] = {
    "ngày": (
        (forms.DAY_LIST, days.day_list),
        (forms.DAY_TO_DAY, days.day_to_day),
        (forms.DAY, days.day_of),
        (forms.DAY_OF_MONTH_WORD, days.day_of_month_word),
    ),
    "tuần": ((forms.WEEK_WORD, _week_word),),
    "tháng": ((forms.MONTH_LIST, _month_list), (forms.MONTH, _month), (forms.MONTH_WORD, _month_word)),
    "quý": _QUARTER,
    "quí": _QUARTER,
    "năm": ((forms.YEAR_LIST, _two_years), (forms.YEAR_OF, _year), (forms.YEAR_WORD, _year_word)),
    "các năm": ((forms.YEAR_LIST, _two_years),),
    "năm học": ((forms.SCHOOL, _school),),
    "giai đoạn": _STAGE,
    "thời kỳ": _STAGE,
    "nhiệm kỳ": (*_STAGE, (forms.TERM_WORD, _term_word)),
    "cùng kỳ": ((forms.SAME, _same),),
    "cùng thời gian": ((forms.SAME_TIME, _same),),
    "tết dương lịch": ((forms.NEW_YEAR, _new_year),),
    "nửa đầu": ((forms.HALF_YEAR, _half_year),),
    "nửa cuối": ((forms.HALF_YEAR, _half_year),),
    "đầu năm": ((forms.SINCE, _since), (forms.SINCE_OPEN, _since_open), (forms.PART_OF_YEAR, _part_of_year)),
    "đầu nhiệm kỳ": ((forms.SINCE, _since), (forms.STAGE, _two_years)),
    "giữa năm": ((forms.PART_OF_YEAR, _part_of_year),),
    "cuối năm": ((forms.PART_OF_YEAR, _part_of_year),),
}
FORMS |= dict.fromkeys(("sáng", "chiều", "tối", "trưa", "đêm", "rạng sáng"), _DAY)
FORMS |= dict.fromkeys(("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật"), _WEEKDAY)
FORMS |= dict.fromkeys(("hôm nay", "hôm qua", "ngày mai"), ((forms.DAY_WORD, days.day_word),))
NUMERIC: tuple[Form, ...] = (
    (forms.DATED, days.day_of),
    (forms.DAYS_OF, days.days_of),
    (forms.DAY_PAIR, days.day_to_day),
    (forms.NUMERIC, days.day_of),
    (forms.YEARS, _two_years),
    (forms.YEAR_TO_YEAR, _two_years),
    (forms.BARE_MONTH, _month),
    (forms.BARE_DAY, days.day_of),
)
"""Times that begin with a digit, without a head word."""
