"""How a period is written in Vietnamese and in English. Days below 10 and months 1 and 2 get a 0 (Decree 30/2020)."""

from datetime import date

from dutdiem.calendar.kinds import Kind
from dutdiem.calendar.periods import Period

ENGLISH_MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]
_ROMAN = ("I", "II", "III", "IV")


def period_name(period: Period, language: str = "vi") -> str:
    """`Quý I năm 2025`, `6 tháng đầu năm 2025`, `Tháng 3 năm 2025`; `Q1 2025`, `March 2025` for `en`."""
    return _english(period) if language.startswith("en") else _vietnamese(period)


def date_name(on: date, language: str = "vi") -> str:
    """`ngày 05 tháng 02 năm 2025`; `5 February 2025` for `en`."""
    if language.startswith("en"):
        return f"{on.day} {ENGLISH_MONTHS[on.month - 1]} {on.year}"
    return f"ngày {on.day:02} tháng {_month(on.month)} năm {on.year}"


def _month(number: int) -> str:
    return f"{number:02}" if number <= 2 else str(number)


def _vietnamese(period: Period) -> str:
    year, last = period.year, period.end.month
    match period.kind:
        case Kind.DAY:
            return date_name(period.end).capitalize()
        case Kind.WEEK:
            return f"Tuần {period.start.isocalendar().week} năm {year}"
        case Kind.MONTH:
            return f"Tháng {_month(last)} năm {year}"
        case Kind.QUARTER:
            return f"Quý {_ROMAN[last // 3 - 1]} năm {year}"
        case Kind.HALF:
            return f"6 tháng {'đầu' if last == 6 else 'cuối'} năm {year}"
        case Kind.NINE_MONTHS:
            return f"9 tháng đầu năm {year}"
        case Kind.YEAR:
            return f"Năm {year}"
        case Kind.TERM:
            return f"Giai đoạn {period.code.replace('/', ' - ')}"
    return _vietnamese_span(period)


def _vietnamese_span(period: Period) -> str:
    months = period.months() if len(period.code) == 15 else ()
    if not months:
        return f"Từ {date_name(period.start)} đến {date_name(period.end)}"
    first, last = months[0], months[-1]
    if first.year == last.year and first.end.month == 1:
        return f"{len(months)} tháng đầu năm {last.year}"
    return f"Từ {_vietnamese(first).lower()} đến {_vietnamese(last).lower()}"


def _english(period: Period) -> str:
    year, last = period.year, period.end.month
    match period.kind:
        case Kind.DAY:
            return date_name(period.end, "en")
        case Kind.WEEK:
            return f"Week {period.start.isocalendar().week} of {year}"
        case Kind.MONTH:
            return f"{ENGLISH_MONTHS[last - 1]} {year}"
        case Kind.QUARTER:
            return f"Q{last // 3} {year}"
        case Kind.HALF:
            return f"{'First' if last == 6 else 'Second'} half of {year}"
        case Kind.NINE_MONTHS:
            return f"First nine months of {year}"
        case Kind.YEAR:
            return str(year)
        case Kind.TERM:
            return period.code.replace("/", "–")
    return _english_span(period)


def _english_span(period: Period) -> str:
    months = period.months() if len(period.code) == 15 else ()
    if months:
        return f"{_english(months[0])} to {_english(months[-1])}"
    return f"{date_name(period.start, 'en')} to {date_name(period.end, 'en')}"
