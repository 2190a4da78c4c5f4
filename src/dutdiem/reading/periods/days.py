"""From a day as written to its range: "26 tháng 11 năm 2025", "29-6", "5-20/6", "ngày 15/3 tới", "hôm nay"."""

import re

from dutdiem.reading.periods import forms, near
from dutdiem.reading.periods.ranges import Range, day
from dutdiem.reading.periods.setting import Setting

_FOUR = re.compile(r"\d{4}")


def numbers_day(said: str, setting: Setting) -> Range | None:
    """ "26 tháng 11 năm 2025", "29-6": without a year, the nearest to the anchor that fits."""
    match = forms.DAY_PARTS.match(said)
    if not match:
        return None
    day_, month = int(match.group(1)), int(match.group(2))
    if match.group(3):
        said_year = int(match.group(3))
        return day(said_year + 2000 if said_year < 100 else said_year, month, day_)
    year = setting.year(match.group(4) or "")
    if year is None:
        return None
    found = day(year, month, day_)
    if found and not match.group(4) and setting.anchor and not setting.lent:
        late = (found[0] - setting.anchor).days
        if late > 62 and not setting.deadline and not setting.ahead:
            return day(year - 1, month, day_)
        if late < -62 and (setting.deadline or setting.due):
            return day(year + 1, month, day_)
    return found


def day_of(match: re.Match[str], setting: Setting) -> Range | None:
    """ "ngày 20/11"; "ngày 15/3 tới" is the next one, "ngày 20/12 vừa qua" the last."""
    found = numbers_day(match.group(1), setting)
    side = match.group(2) if match.re is forms.DAY else None
    if found and side and setting.anchor and not _FOUR.search(match.group(1)):
        year = setting.anchor.year
        for shift in (0, 1) if side.endswith("tới") else (0, -1):
            moved = day(year + shift, found[0].month, found[0].day)
            if moved and (moved[0] >= setting.anchor) == side.endswith("tới"):
                return moved
    return found


def day_list(match: re.Match[str], setting: Setting) -> Range | None:
    last = numbers_day(match.group(2), setting)
    first = last and day(last[0].year, last[0].month, int(match.group(1)))
    return (first[0], last[1]) if first and last and first[0] <= last[1] else last


def day_to_day(match: re.Match[str], setting: Setting) -> Range | None:
    """ "ngày 15/4 đến ngày 15/6/2024": the first day has the year of the second, or the one before it."""
    last = numbers_day(match.group(2), setting)
    if last is None:
        return None
    day_, month = (int(part) for part in re.findall(r"\d+", match.group(1)))
    first = day(last[0].year, month, day_)
    if first and first > last:
        first = day(last[0].year - 1, month, day_)
    return (first[0], last[1]) if first else None


def day_of_month_word(match: re.Match[str], setting: Setting) -> Range | None:
    return near.day_of_month(int(match.group(1)), match.group(2), setting.anchor) if setting.anchor else None


def days_of(match: re.Match[str], setting: Setting) -> Range | None:
    """ "5-20/6"."""
    last = numbers_day(match.group(2), setting)
    first = last and day(last[0].year, last[0].month, int(match.group(1)))
    return (first[0], last[1]) if first and last and first[0] < last[0] else None


def weekday_of_week(match: re.Match[str], setting: Setting) -> Range | None:
    return near.weekday(match.group(1), match.group(2), match.group(3), setting.anchor) if setting.anchor else None


def day_word(match: re.Match[str], setting: Setting) -> Range | None:
    """ "hôm nay", "Sáng nay (8/10)": the day that is said goes before the one that is meant."""
    if match.group(3):
        return numbers_day(match.group(3), setting)
    return near.day_word(match, setting.anchor) if setting.anchor else None
