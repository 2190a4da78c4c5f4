"""Times that are said from the document's own day: "tuần này", "hôm nay", "sáng mai", "quý trước", "ngày 20 tháng này"."""

import re
from datetime import date, timedelta

from dutdiem.reading.periods.ranges import Range, day, months

_STEPS = {"trước": -1, "qua": -1, "vừa qua": -1, "vừa rồi": -1, "này": 0, "tới": 1, "sau": 1}
_DAYS = {"nay": 0, "hôm nay": 0, "hôm qua": -1, "qua": -1, "mai": 1, "ngày mai": 1}
_MONTH_OVER = 25


def week(word: str, anchor: date) -> Range:
    """Monday to Sunday of the week that `word` names."""
    monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=_STEPS[word])
    return monday, monday + timedelta(days=6)


_WEEKDAYS = ("hai", "ba", "tư", "năm", "sáu", "bảy", "nhật")


def weekday(said: str, of_week: str | None, word: str | None, anchor: date) -> Range:
    """ "thứ sáu tuần này"; "thứ hai tới" is the next one after the document's day, "thứ hai vừa qua" the last one before it."""
    name = said.split()[-1]
    number = int(name) - 2 if name.isdigit() else _WEEKDAYS.index(name)
    if of_week or word == "này":
        found = week(of_week or "này", anchor)[0] + timedelta(days=number)
    else:
        ahead = (number - anchor.weekday()) % 7 or 7
        found = anchor + timedelta(days=ahead if word == "tới" else ahead - 7 or -7)
        if word != "tới" and found >= anchor:
            found -= timedelta(days=7)
    return found, found


def month(word: str, anchor: date) -> Range | None:
    """ "tháng qua" said in the last days of a month is that month."""
    over = word != "trước" and _STEPS[word] < 0 and anchor.day >= _MONTH_OVER
    at = anchor.year * 12 + anchor.month - 1 + (0 if over else _STEPS[word])
    return months(at // 12, at % 12 + 1, at % 12 + 1)


def quarter(word: str, anchor: date) -> Range | None:
    at = anchor.year * 4 + (anchor.month - 1) // 3 + _STEPS[word]
    return months(at // 4, at % 4 * 3 + 1, at % 4 * 3 + 3)


def day_of_month(number: int, word: str, anchor: date) -> Range | None:
    """ "ngày 20 tháng này"."""
    found = month(word, anchor)
    return day(found[0].year, found[0].month, number) if found else None


def day_word(match: re.Match[str], anchor: date) -> Range:
    """ "hôm nay", "sáng mai"."""
    at = anchor + timedelta(days=_DAYS[match.group(1) or match.group(2)])
    return at, at


def units_ahead(count: int, unit: str, anchor: date) -> Range | None:
    """ "10 ngày tới", "3 tháng tới": whole months, quarters and years after the running one."""
    if not count:
        return None
    if unit in ("ngày", "tuần"):
        return anchor + timedelta(days=1), anchor + timedelta(days=count * (7 if unit == "tuần" else 1))
    if unit == "năm":
        return date(anchor.year + 1, 1, 1), date(anchor.year + count, 12, 31)
    size = 3 if unit == "quý" else 1
    first = (anchor.year * 12 + anchor.month - 1) // size * size + size
    last = first + count * size - 1
    begin, end = months(first // 12, first % 12 + 1, first % 12 + 1), months(last // 12, last % 12 + 1, last % 12 + 1)
    return (begin[0], end[1]) if begin and end else None


def units_ago(count: int, unit: str, anchor: date) -> Range:
    """ "10 ngày qua", "2 tuần qua": up to the document's day."""
    return anchor - timedelta(days=count * (7 if unit == "tuần" else 1) - 1), anchor


def quarters_ago(count: int, anchor: date) -> Range | None:
    """ "hai quý qua": whole quarters that are over, the running one too in its last days."""
    over = anchor.month % 3 == 0 and anchor.day >= _MONTH_OVER
    last = anchor.year * 4 + (anchor.month - 1) // 3 - (not over)
    first = last - count + 1
    begin, end = months(first // 4, first % 4 * 3 + 1, first % 4 * 3 + 1), months(last // 4, last % 4 * 3 + 3, last % 4 * 3 + 3)
    return (begin[0], end[1]) if begin and end else None
