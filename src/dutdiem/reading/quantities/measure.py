"""What is counted or measured: the clause around the quantity."""

import re

_CLAUSE = re.compile(r"[^,;:.()\n]*(?:(?<=\d)[.,](?=\d)[^,;:.()\n]*)*")
_TO_LAST_MARK = re.compile(r"(?s:.*)[,;:.(\n](?!(?<=[.,])\d)")
_TO_LAST_STOP = re.compile(r"(?s:.*)[;:.(\n]")
_LABEL = re.compile(r"(?:\A|[,;.(\n]) ?[-–+•]? ?([^,;:.()\n]{3,80}): ?\Z")
_MARK = re.compile(r"\d{1,2}(?:\.\d{1,2})*(?:[-–/] ?(?=[^\W\d_a-zà-ỹ])|\Z)")
_MEASURES = re.compile(
    r"[-–+• ]*(?:\d{1,2}[-–] ?)?(?:phấn đấu |bảo đảm |đảm bảo |nâng )?"
    r"(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|số|tổng|mức|chỉ số|giá trị|tốc độ)\b[^\d]*\Z"
)
"""“Tỷ lệ điều tra, khám phá các loại án đạt trên 85%”: the comma enumerates what the share is of."""
_SHARERS = re.compile(
    r" (?!(?:[^,;]* )?(?:được|có|đạt|là|trong đó) )[^,;:.()\n\d]{2,40}(?:, (?!trong|nhất|đặc|tăng|giảm|bằng|đạt|chiếm|gồm|có)"
    r"[^,;:.()\n\d]{2,40}){0,3}, (?!trong|nhất|đặc|tăng|giảm|bằng|đạt|chiếm|gồm|có)"
    r"[^,;:.()\n\d]{0,40}? (?:được|có|đạt|hoàn thành|tham gia|sử dụng|thực hiện|biết|nắm|ký)\b[^,;:.()\n]*"
)
"""“100% cán bộ, công chức, viên chức được tập huấn”: who they all are, up to what is said of them."""
_BOUND = ("trở lên ", "trở xuống ")
_REACH, _NAMES = 100, 48
_NAME = 32
_SAYS_NOTHING = frozenset(
    ("", "giảm", "tăng", "đạt", "bằng", "tăng gấp", "gấp", "giảm từ", "tăng từ", "cao hơn", "thấp hơn", "vượt")
)
"""Heads that need the one before them to say of what."""


def measure_around(text: str, low: str, start: int, end: int, before: str = "") -> str:
    """The clause without the quantity, its two sides joined by " … "; of a bare figure the label before its colon, or what the
    figure before it in the sentence was of (`before`)."""
    begin = max(0, start - _REACH)
    cut = _TO_LAST_MARK.match(low, begin, start)
    at = cut.end() if cut else _word_begins(text, begin, start)
    if cut and low[at - 1] == ",":
        at = _enumeration_begins(low, begin, at)
    head = text[at:start].strip(' -–+“”"')
    if head[:1].isdigit() and (mark := _MARK.match(head)):
        head = head[mark.end() :]
    right = (
        _SHARERS.match(low, end, end + _REACH) if low[end - 1] == "%" and low.find(", ", end, end + _NAMES) > 0 else None
    ) or _CLAUSE.match(low, end, end + _REACH)
    tail = text[end : _word_ends(text, end, right.end())].strip(' “”"') if right else ""
    if tail.startswith(_BOUND):
        tail = tail.split(" ", 2)[2]
    if head.lower() in _SAYS_NOTHING:
        label = _LABEL.search(text, begin, start) if not head else None
        subject = label.group(1).strip() if label else before.split(" … ")[0]
        head = " … ".join(part for part in ("" if head and subject.lower() in _SAYS_NOTHING else subject, head) if part)
    return f"{head} … {tail}" if head and tail else head or tail


def _enumeration_begins(low: str, begin: int, at: int) -> int:
    """Where a measure begins that has commas of its own; `at` where the last comma parts clauses."""
    stop = _TO_LAST_STOP.match(low, begin, at)
    part = stop.end() if stop else begin
    return part if (stop or begin == 0) and _MEASURES.match(low, part, at) else at


def _word_begins(text: str, at: int, start: int) -> int:
    """Where a clause that is longer than is looked at begins to be quoted: with the name that `at` lies in ("Công an thành phố …"),
    else with the next word."""
    if at == 0:
        return at
    capital = at
    while capital > at - _NAME and not (text[capital].isupper() and text[capital - 1] in " \n"):
        if text[capital] in ",;:.(\n":
            return min(capital + 1, start)
        capital -= 1
    if capital > at - _NAME:
        return capital
    blank = text.find(" ", at - 1, start)
    return blank + 1 if blank >= 0 else at


def _word_ends(text: str, begin: int, at: int) -> int:
    """Without a word that is cut in two."""
    if at - begin < _REACH or not text[at : at + 1].isalnum():
        return at
    return max(begin, text.rfind(" ", begin, at))
