"""Whether the sentence of a time speaks of what is to come: a month or quarter without its year then lies ahead."""

import re
from datetime import date

_TO_COME = (
    " sẽ ",
    "phải ",
    "cần ",
    "yêu cầu ",
    "giao ",
    "hứa ",
    "cam kết ",
    "đề nghị ",
    "phấn đấu ",
    "quyết tâm ",
    "đăng ký ",
    "lưu ý ",
    "dự kiến ",
    "đặt mục tiêu ",
    "đề ra mục tiêu ",
    "sắp ",
)
_ORDERS = ("yêu cầu ", "giao ", "đề nghị ", "chỉ đạo ")
_WILL_BE = re.compile(r"(?:,? [^\W\d_]+){0,5},? sẽ |,? (?:phải|cần|phấn đấu|dự kiến) ")
_IN = ("trong ", "vào ", "ngay ", "dự kiến ", "dự kiến từ ", "sẽ ")
_PARTS = ("đầu ", "cuối ", "giữa ")
_HAPPENED = ("xảy ra trong ", "phát sinh trong ", "xảy ra vào ", "diễn ra vào ", "diễn ra trong ", "được trong ", "đạt trong ")
_SAID_YEAR = re.compile(
    r"[ \n]?(?:[-–+*•] |\d{1,2}[.)] |[a-zđ][.)] )?(?:riêng |bước |trong |ngay trong )*(?:sang |trong )?"
    r"(?:(?:phương hướng|nhiệm vụ|kế hoạch|mục tiêu)(?:,? [^\W\d_]+){0,6} (?=năm \d{4} ?:))?"
    r"(?:năm (?:(?P<year>(?:19|20)\d{2})\b(?! ?[-–/]| đến| và)|(?P<next>tới|sau)\b(?=[, ]))|(?P<then>sang năm)\b(?! \d))"
)
"""A sentence that opens with its year: "Năm 2025, tỉnh sẽ …; … trong tháng 6", "Bước sang năm 2025, …", "Sang năm, …"."""
_STOPS = (". ", "; ", "\n")
_REACH = 160
_FAR = 320
_TO_COMPLETE = re.compile(r"(?:^|[,;(] )?(?:hoàn thành|hoàn tất|xong)(?: dứt điểm)? (?:trong|vào) $")


def speaks_ahead(low: str, start: int) -> bool:
    """Whether an order or undertaking stands before the time in its sentence, with nothing done between."""
    said = said_before(low, start)
    at = max([said.rfind(word) for word in _TO_COME])
    return at >= 0 and " đã " not in said[at:]


def to_complete(low: str, start: int) -> bool:
    """ "…, hoàn thành trong quý I": something is to be completed in the time, which then is not over."""
    if not low.endswith(("trong ", "vào "), 0, start):
        return False
    match = _TO_COMPLETE.search(low, max(0, start - 36), start)
    if not match:
        return False
    said = said_before(low, start)
    opens = not said[: match.start() - start].strip(" -–+*•")
    return "đã " not in said and (opens or match.group()[0] in ",;(" or speaks_ahead(low, start))


def will_be(low: str, end: int) -> bool:
    """ "trong tháng 4 sẽ phúc tra", "tháng 9 tỉnh sẽ tổng kết": behind the time its clause says what is to come."""
    return _WILL_BE.match(low, end) is not None


def lies_ahead(low: str, start: int, end: int) -> bool:
    """Whether something is to be done in the time, which then is not over ("sẽ khánh thành trong tháng 3", said in December)."""
    if will_be(low, end):
        return True
    begin = next((start - len(part) for part in _PARTS if low.endswith(part, 0, start)), start)
    if not low.endswith(_IN, 0, begin) or low.endswith(_HAPPENED, 0, begin):
        return False
    return speaks_ahead(low, start) or _is_ordered(low, start)


def _is_ordered(low: str, start: int) -> bool:
    """Whether the sentence orders over several parts: "giao Sở A …; Sở B hoàn thành trong tháng 2"."""
    said = low[max(0, start - _FAR) : start]
    said = said[max(said.rfind(stop) for stop in (". ", "\n")) + 1 :]
    at = max(said.rfind(word) for word in _ORDERS)
    return at >= 0 and "đã " not in said[at:]


def is_said_of_a_day(low: str, start: int, end: int) -> bool:
    """ "vào 02/9", "dịp 02/9", "(15/4 - 15/5)": a day on which something is done, not that of a document or event."""
    return low.endswith(("vào ", "dịp "), 0, start) or (
        low[start - 1 : start] == "(" and low[end : end + 1] == ")" and "-" in low[start:end]
    )


def said_before(low: str, start: int) -> str:
    """What stands before the time in its sentence or part of it."""
    said = low[max(0, start - _REACH) : start]
    return said[max(said.rfind(stop) for stop in _STOPS) + 1 :]


def year_of_sentence(low: str, start: int, anchor: date | None, *, is_deadline: bool) -> int | None:
    """The year with which the sentence of a time without one opens; None where it is over and what is to come is told."""
    said = low[max(0, start - _FAR) : start]
    opens = max(said.rfind(stop) for stop in (". ", "\n"))
    match = _SAID_YEAR.match(said, opens + 1 if opens >= 0 else 0) if opens >= 0 or start < _FAR else None
    if not match:
        return None
    year = int(match.group("year")) if match.group("year") else anchor.year + 1 if anchor else None
    over = year is not None and anchor is not None and year <= anchor.year
    return None if over and (is_deadline or speaks_ahead(low, start)) else year
