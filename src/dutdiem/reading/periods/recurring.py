"""Days that come back: "trước ngày 15 hằng tháng", "ngày 20/6 và 20/12 hằng năm", as rules after RFC 5545."""

from dataclasses import dataclass

from dutdiem.reading.periods import forms

_FREQUENCIES = {"tháng": "FREQ=MONTHLY", "quý": "FREQ=MONTHLY;INTERVAL=3", "năm": "FREQ=YEARLY"}
_QUARTER_MONTHS = {"đầu": "1,4,7,10", "cuối": "3,6,9,12"}


@dataclass(slots=True)
class Recurring:
    """Where it stands (flat offsets) and its rule."""

    start: int
    end: int
    rule: str


def read_recurring(low: str, start: int) -> list[Recurring]:
    """At the word "ngày". Two days of a year with one word ("01/6 và 15/11 hằng năm") are two where one rule cannot say both."""
    if match := forms.DATE_RECURRING.match(low, start):
        day, month, day2, month2 = match.groups()
        if day2 is None:
            return [Recurring(start, match.end(), _yearly(day, month))]
        if int(day) == int(day2):
            return [Recurring(start, match.end(), _yearly(day, f"{int(month)},{int(month2)}"))]
        middle = match.end(2)
        return [Recurring(start, middle, _yearly(day, month)), Recurring(match.start(3), match.end(), _yearly(day2, month2))]
    if match := forms.DAY_RECURRING.match(low, start):
        day = "-1" if match.group(1) == "cuối cùng" else match.group(1)
        if match.group(3):
            return [Recurring(start, match.end(), _yearly(day, _QUARTER_MONTHS[match.group(3)]))]
        return [Recurring(start, match.end(), f"{_FREQUENCIES[match.group(2) or 'tháng']};BYMONTHDAY={int(day)}")]
    return []


def read_after_every(low: str, begin: int, start: int) -> Recurring | None:
    """ "hằng năm (trước ngày 15 tháng 11)": what recurs is said before the time, which begins at `begin` with its deadline word."""
    every = forms.EVERY_LEFT.search(low, max(0, begin - 16), begin)
    match = forms.DAY_OF_EVERY.match(low, start) if every else None
    if not every or not match:
        return None
    if match.group(2):
        return Recurring(start, match.end(), _yearly(match.group(1), match.group(2)))
    return Recurring(start, match.end(), f"{_FREQUENCIES[every.group(1)]};BYMONTHDAY={int(match.group(1))}")


def _yearly(day: str, months: str) -> str:
    months = months if "," in months else str(int(months))
    return f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={int(day)}"
