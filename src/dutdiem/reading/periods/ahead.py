"""Whether the sentence of a time speaks of what is to come: a month or quarter without its year then lies ahead."""

import re

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
)
_STOPS = (". ", "; ", "\n")
_REACH = 160
_TO_COMPLETE = re.compile(r"(?:^|[,;(] )?(?:hoàn thành|hoàn tất|xong)(?: dứt điểm)? (?:trong|vào) $")


def speaks_ahead(low: str, start: int) -> bool:
    """Whether an order or undertaking stands before the time in its sentence, with nothing done between."""
    said = _said(low, start)
    at = max([said.rfind(word) for word in _TO_COME])
    return at >= 0 and " đã " not in said[at:]


def to_complete(low: str, start: int) -> bool:
    """ "…, hoàn thành trong quý I": something is to be completed in the time, which then is not over."""
    if not low.endswith(("trong ", "vào "), 0, start):
        return False
    match = _TO_COMPLETE.search(low, max(0, start - 36), start)
    if not match:
        return False
    said = _said(low, start)
    opens = not said[: match.start() - start].strip(" -–+*•")
    return "đã " not in said and (opens or match.group()[0] in ",;(" or speaks_ahead(low, start))


def is_said_of_a_day(low: str, start: int, end: int) -> bool:
    """ "vào 02/9", "dịp 02/9", "(15/4 - 15/5)": a day on which something is done, not that of a document or event."""
    return low.endswith(("vào ", "dịp "), 0, start) or (
        low[start - 1 : start] == "(" and low[end : end + 1] == ")" and "-" in low[start:end]
    )


def _said(low: str, start: int) -> str:
    said = low[max(0, start - _REACH) : start]
    return said[max(said.rfind(stop) for stop in _STOPS) + 1 :]
