"""By when, as a cell or a short phrase says it: "6/2025", "Quý IV/2025", "2025 - 2026", "Trước 30/6/2025", "Thường xuyên"."""

import re
from datetime import date, timedelta

from dutdiem.reading.flat import flatten
from dutdiem.reading.numbers import find_numbers
from dutdiem.reading.periods.find import PeriodFinder
from dutdiem.reading.periods.ranges import months, years
from dutdiem.reading.periods.recurring import how_often
from dutdiem.reading.triggers import PERIOD, triggers

_DAY = re.compile(r"(?:ngày )?(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?((?:19|20)\d{2})$")
_MONTH = re.compile(r"(?:t|tháng )?(\d{1,2}) ?[/.-] ?((?:19|20)\d{2})$")
_DAY_ALONE = re.compile(r"(?:ngày )?(\d{1,2}) ?/ ?(\d{1,2})$")
_FORMER_DAYS = re.compile(
    r"(?:từ )?(?:(?:ngày )?\d{1,2}(?: ?/ ?\d{1,2}(?: ?/ ?\d{4})?)? ?(?:[-–,;]|và|đến) ?)+(?:ngày )?"
    r"(?=\d{1,2} ?/ ?\d{1,2}(?: ?/ ?\d{4})?$)"
)
"""The days before the last one of a range or list: "05-07/4/2026", "29/6 - 10/7", "15/6 và 15/12"."""
_FORMER_MONTHS = re.compile(r"(?<=tháng )(?:\d{1,2} ?(?:,|;|và) ?(?:tháng )?)+(?=\d{1,2}(?:(?: ?/ ?| năm )\d{4})?$)")
_WEEK = re.compile(
    r"(?:\w+ )?tuần (?:thứ )?(?:[1-5] ?(?:[-–,]|và) ?)*([1-5]),? (?:của )?tháng (\d{1,2})(?:(?: ?/ ?| năm )((?:19|20)\d{2}))?$"
)
_YEAR = re.compile(r"(?:năm )?((?:19|20)\d{2})$")


def due_of(text: str, anchor: date | None) -> date | None:
    """The last day that the phrase allows; None where it names none (recurring, unknown, relative without an anchor)."""
    text = _FORMER_MONTHS.sub("", text.lower().strip(" .;()"))
    last = re.split(r" ?[-–] ?(?=(?:\d{1,2}/)?(?:19|20)\d{2}\b)", text)[-1]
    last = re.sub(r"^(?:trước|đến|hết|đến hết|trong|chậm nhất|xong trước|hoàn thành)(?: ngày| tháng| năm)? ", "", last)
    last = _FORMER_DAYS.sub("", last)
    if match := _WEEK.match(last):
        return _week_end(match, anchor)
    if match := _DAY.match(last):
        return _day(*(int(part) for part in match.groups()))
    if anchor and (match := _DAY_ALONE.match(last)):
        day, month = int(match.group(1)), int(match.group(2))
        return _day(day, month, anchor.year + ((month, day) < (anchor.month, anchor.day)))
    if match := _MONTH.match(last):
        found = months(int(match.group(2)), int(match.group(1)), int(match.group(1)))
        return found[1] if found else None
    if (match := _YEAR.match(last)) and "năm học" not in text:
        year = years(int(match.group(1)), int(match.group(1)))
        return year[1] if year else None
    flat = flatten(re.sub(r"\bq ?(?=[1-4]\b|[iv]+\b)", "quý ", text, flags=re.I))
    periods = PeriodFinder(flat, anchor, ahead=True).find(triggers(flat.low)[PERIOD], find_numbers(flat))
    ends = [period.to for period in periods if period.to and not period.recurrence]
    return max(ends) if ends else None


def recurrence_of(text: str) -> str:
    """The rule (RFC 5545) of a phrase that recurs: "trước ngày 15 hằng tháng", "Hằng quý"; "" where it does not."""
    flat = flatten(text)
    periods = PeriodFinder(flat, None).find(triggers(flat.low)[PERIOD], find_numbers(flat))
    often = how_often(flat.low, 0, len(flat.low), alone=True)
    return next((period.recurrence for period in periods if period.recurrence), often.rule if often else "")


def _week_end(match: re.Match[str], anchor: date | None) -> date | None:
    """The Sunday of a month's week, which belongs to the month that holds its Thursday (ISO 8601 says so of years)."""
    month, said = int(match.group(2)), match.group(3)
    if not 1 <= month <= 12 or not (said or anchor):
        return None
    year = int(said) if said or anchor is None else anchor.year + (month < anchor.month - 2)
    fourth = date(year, month, 4)
    thursday = fourth + timedelta(days=3 - fourth.weekday() + 7 * (int(match.group(1)) - (fourth.weekday() <= 3)))
    return thursday + timedelta(days=3) if thursday.month == month else None


def _day(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
