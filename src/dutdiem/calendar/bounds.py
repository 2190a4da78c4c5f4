"""Which days can be meant at all: a year before or after these is a slip of the hand. Pure Python."""

from datetime import date

from dutdiem.calendar.telling import told

FIRST, LAST = date(1945, 1, 1), date(2200, 12, 31)
"""Both inclusive; whatever reckons from a day has room before and after it."""


def day_fault(*days: date | None) -> str:
    """The sentence for the first of the days that is outside the bounds, "" where none is."""
    wrong = next((day for day in days if day and not FIRST <= day <= LAST), None)
    if wrong is None:
        return ""
    day = f"{wrong.day:02d}/{wrong.month:02d}/{wrong.year:04d}"
    return told("ngày %(day)s ngoài các năm %(first)s–%(last)s; xem lại năm.", day=day, first=FIRST.year, last=LAST.year)
