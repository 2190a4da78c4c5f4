"""Every number written in digits, in one scan, with what its form alone says."""

import re

from dutdiem.reading.flat import Flat

Number = tuple[int, int, str]
"""Start, end (flat offsets) and the digits with their inner marks, as written."""

_TO_FULL_DATE = re.compile(r" (?:đến|tới) (?:hết )?(?:ngày )?\d{1,2}/\d{1,2}/(?:19|20)\d{2}")
_NUMBER = re.compile(r"[0-9][0-9]*(?:[.,/\-:][0-9]+)*")
"""Not "[0-9]+": what begins with a plain class is looked for twice as fast as what begins with a repeat."""


def find_numbers(flat: Flat) -> list[Number]:
    """All but what only counts a line or fills a cell: "1." or "2)" at its start, a bare number on it."""
    text = flat.text
    found = []
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if text[end : end + 1] in "\n)" and (start == 0 or text[start - 1] == "\n"):
            continue
        found.append((start, end, text[start:end]))
    return found


_DATE_LEFT = (
    "đến ",
    "tới ",
    "trước ",
    "từ ",
    "vào ",
    "hết ",
    "hôm ",
    "chậm nhất ",
    "muộn nhất ",
    "muộn hơn ",
    "thời hạn ",
    "dịp ",
    "hạn cuối ",
    "hạn chót ",
    "hạn nộp ",
    "hạn báo cáo ",
    "cuối là ",
    "chót là ",
    "hạn là ",
    "chậm nhất là ",
    "muộn nhất là ",
    "thời điểm ",
)
_DAY_LEFT = ("trước ", "hôm ", "chậm nhất ", "muộn nhất ", "muộn hơn ", "đến hết ")
"""Before a day whose figures are not parted by a slash ("trước 31.12", "hôm 30-11")."""
_LAST_DAYS = ("28", "29", "30", "31")
"""Of a month: up to one of them something is counted or done ("đến 31-12, …")."""
_OCCASIONS = (
    "bầu cử ",
    "khai giảng ",
    "khai mạc ",
    "ra quân ",
    "giao quân ",
    "nhận quân ",
    "phát động ",
    "quốc khánh ",
    "độc lập ",
    "dịp lễ ",
    "nghỉ lễ ",
)
"""What happens on a day, right before it ("ngày khai giảng 5/9")."""
_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])[./-](?:0[1-9]|1[0-2]|[1-9])")
_SHORT_YEAR = re.compile(r"(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])/(?:1[5-9]|2\d|3\d)")
_CLAUSE_ENDS = ("", ",", ";", ".", ")", "\n")
_TO_DATE = re.compile(
    r"(?: (?:đến|tới) (?:hết )?| ?[-–] ?)(?:ngày )?(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])"
    r"(?![\d%/]|[.,]\d| (?:số|tổng|diện|thành|đại|lần|mức|quân|thời|lương|kinh|tỉnh|xã|đơn|cán)\b)"
)
_TO_DAY_OF_YEAR = re.compile(r" ?[-–] ?(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])/20\d{2}(?![\d/])")
_TO_MONTH = re.compile(r" (?:đến|tới) (?:nay\b|(?:hết )?(?:(?:đầu |giữa |cuối )?tháng \d|quý [iv1-4]|cuối năm|năm \d))")
_LABEL = re.compile(r"h(?:ạn|ời gian) ?[^:\n]{0,12}: ?$")


def may_be_dated(low: str, start: int, end: int, written: str) -> bool:
    """Whether a number, by its form and what stands beside it, may be a date ("19/12/2022"), a month ("9/1950"), the first of
    two years ("2021 - 2025"), a year by which ("đến 2030") or a day without its year ("(16/3)", "trước 15/12")."""
    if start and low[start - 1].isalpha():
        return False
    if len(written) == 4 and written.isdigit():
        return written[:2] in ("19", "20") and (
            low.startswith((" -", "–", " –", "-", "\n-", " đến", " tới"), end)
            or low.endswith((" đến ", " tới ", " đến hết ", "tầm nhìn ", "định hướng "), 0, start)
            or (
                low.endswith(("so với ", "so với cả "), 0, start)
                and (low[end : end + 1] in _CLAUSE_ENDS or low.startswith((" tăng", " giảm", " thì", " là"), end))
            )
        )
    if written[-4:-2] in ("19", "20") and len(written) > 5:
        if len(written) >= 8:
            return "/" in written or "-" in written or written.count(".") == 2
        return written[-5] == "/" and low[end : end + 1] != "/" and not low.endswith("số ", 0, start)
    if _SHORT_YEAR.fullmatch(written):
        return low.endswith(_DATE_LEFT, 0, start) or low[start - 1 : start] == "("
    if len(written) > 5 and "-" in written and "/" in written:
        return low.endswith(("từ ", "ngày ", "("), 0, start)
    if len(written) > 5:
        return False
    if low.endswith(_OCCASIONS, 0, start):
        return _DAY.fullmatch(written) is not None
    if "/" not in written:
        closes = low.endswith("đến ", 0, start) and low[end : end + 1] in _CLAUSE_ENDS and written[:2] in _LAST_DAYS
        return (closes or _falls(low, start, written) or low.endswith(_DAY_LEFT, 0, start)) and _DAY.fullmatch(written) is not None
    if _TO_DAY_OF_YEAR.match(low, end):
        return True
    if low[start - 1 : start] == "(" and (low[end : end + 1] == ")" or _TO_DATE.match(low, end)):
        return True
    if low.endswith("từ ", 0, start) and low.startswith((" đến ", " tới "), end):
        return (_TO_FULL_DATE.match(low, end) or _TO_DATE.match(low, end) or _TO_MONTH.match(low, end)) is not None
    return low.endswith(_DATE_LEFT, 0, start) or (
        low.endswith(": ", 0, start) and _LABEL.search(low, max(0, start - 24), start) is not None
    )


def _falls(low: str, start: int, written: str) -> bool:
    """ "đến 30-6": what falls is no range of numbers."""
    first, _, second = written.partition("-")
    return second.isdigit() and first.isdigit() and int(first) > int(second) and low.endswith(("đến ", "tới "), 0, start)


def dated(low: str, numbers: list[Number]) -> list[tuple[int, int, str]]:
    """Of the numbers, those at which a time may begin, as hits of no word."""
    return [
        (start, end, "")
        for start, end, said in numbers
        if len(said) > 2 and ("/" in said or "-" in said or "." in said or len(said) == 4) and may_be_dated(low, start, end, said)
    ]
