"""Who is speaking or undertaking: the noun phrase before a verb."""

import re

from dutdiem.reading.flat import Flat
from dutdiem.reading.statements import patterns

_TRAILING = (
    *("kính", "cũng", "tiếp tục", "luôn", "vẫn", "đặc biệt", "trân trọng", "thẳng thắn", "tha thiết", "nhấn mạnh", "khẳng định"),
    *(
        "nhất trí",
        "thống nhất",
        "ký",
        "trong thời gian tới",
        "thời gian tới",
        "năm tới",
        "đồng thời",
        "kiên quyết",
        "cần",
        "phải",
        "thì",
    ),
)
_TRAIL = re.compile(rf"(?: (?:{'|'.join(_TRAILING)}))+,? ?$")
_TRAIL_ENDS = tuple({word.rsplit(" ", 1)[-1] + end for word in _TRAILING for end in ("", " ", ",", ", ")})
"""With what a trail ends; most clauses are told to have none by it."""
_CUT = re.compile(r"[,:;“\"(\n .](?:(?<![ .])|(?<= )(?:thì|mà) |(?<=\.) )")
_MARK = re.compile(r"[,:;“\"(\n]")
"""All that cuts most clauses: to try every blank takes five times as long."""
_ASIDE = re.compile(
    r"[, ](?:(?<= )|(?<=,) )(?:(?:trong|chậm nhất|trước|đến hết|đến|từ) (?:vòng |là )?"
    r"(?:ngày|tháng|quý|năm|nhiệm kỳ|thời gian|giai đoạn|\d)"
    r"|(?:theo|trong phạm vi|trên cơ sở) (?:chức năng|thẩm quyền|nhiệm vụ|phân công|quy định|trách nhiệm)"
    r"|căn cứ (?:vào )?(?:chức năng|nhiệm vụ)|thời gian tới|trong thời gian tới|trước mắt|(?<=, )(?:nhất|đặc biệt|trước hết) là)"
)
_TIME_LETTERS = frozenset("tđvnqgs")
_TIME_FIRST = re.compile(
    r"(?:(?:trong|từ|đến|vào|ngay trong) )?"
    r"(?:(?:quý|năm|tháng|nhiệm kỳ|giai đoạn) (?:[\d/–-]+|i{1,3}|iv|tới|này|nay)|thời gian tới|tới đây|sắp tới)"
    r"(?: năm \d{4})? "
)
"""“quý IV tỉnh sẽ lập …”: a time without a comma before whoever acts."""
_QUOTED_OR_TOLD = re.compile(r"[“\" ](?:(?<! )|(?:đã|được|đạt)\b)")
_BEFORE_VERBS = (" cũng", " luôn", " kính", " xin")
_PRONOUNS = frozenset(("tôi", "chúng tôi", "chúng ta", "đơn vị"))
_LONGEST = 240
_FARTHEST = 600


def subject_before(flat: Flat, start: int, verb: int) -> tuple[int, int] | None:
    """The subject that ends right before `verb`, within the clause that begins at `start`.

    Comma parts are taken from the right until one begins like a name; parts before it that are names too belong to the list.
    """
    low = flat.low
    start = max(start, verb - _FARTHEST)
    end = verb
    trail = _TRAIL.search(low, start, verb) if low.endswith(_TRAIL_ENDS, start, verb) else None
    if trail:
        end = trail.start()
    end = _trimmed(low, start, end)
    if end > start and low[end - 1] == ";":
        return None
    if trail is None and "," in low[end:verb]:
        return None
    cut = _CUT if any(low.find(word, start, end) >= 0 for word in (" thì ", " mà ", ". ")) else _MARK
    cuts = [start, *[match.end() for match in cut.finditer(low, start, end)]]
    for index in range(len(cuts) - 1, max(-1, len(cuts) - 6), -1):
        begin = _skip(low, cuts[index], end)
        if patterns.subject().match(low, begin):
            if any(patterns.strong_verb().match(low, _skip(low, cut, end)) for cut in cuts[index + 1 :]):
                return None
            found = begin if low[begin:end] in _PRONOUNS else _extended(flat, cuts, index, begin)
            return None if _QUOTED_OR_TOLD.search(flat.text, found, end) else (found, end)
        if (
            low[begin] in _TIME_LETTERS
            and (timed := _TIME_FIRST.match(low, begin, end))
            and patterns.subject().match(low, timed.end())
        ):
            return timed.end(), end
        if patterns.words("adverbial").match(low, begin):
            return None
    return None


def holds_office(low: str, at: int) -> bool:
    """A person or an office, not a body: "…, cơ quan tham dự, Phó Thủ tướng X" are no list of speakers."""
    return patterns.words("persons").match(low, at) is not None or patterns.words("offices").match(low, at) is not None


def _skip(low: str, at: int, end: int) -> int:
    """Past blanks and connectors ("đồng thời, ")."""
    while at < end and low[at] in ' ,“"(':
        at += 1
    return patterns.connected(low, at, end)


def _extended(flat: Flat, cuts: list[int], index: int, begin: int) -> int:
    """Names joined by commas to the left belong to the same list ("Ban Nội chính, Ủy ban kiểm tra Thành ủy, …")."""
    while index > 0 and begin - cuts[index - 1] < _LONGEST:
        before = _skip(flat.low, cuts[index - 1], begin)
        part = flat.low[before:begin]
        if not patterns.subject().match(flat.low, before) or "đã " in part or part.rstrip()[-1:] != ",":
            break
        if patterns.any_of("saying").search(part) or "hứa " in part:
            break
        if patterns.strong_verb_in().search(flat.low, before, begin):
            break
        if holds_office(flat.low, begin) and not holds_office(flat.low, before):
            break
        begin, index = before, index - 1
    return begin


def _trimmed(low: str, start: int, end: int) -> int:
    while end > start and low[end - 1] in " ,:":
        end -= 1
    return end


def cut_aside(low: str, start: int, end: int) -> int:
    """Where a subject ends that has a time or a ground behind it ("các bộ theo chức năng, nhiệm vụ …")."""
    found = _ASIDE.search(low, start, end)
    end = _trimmed(low, start, found.start() if found else end)
    return _trimmed(low, start, end - len(word)) if (word := _small_word(low, start, end)) else end


def _small_word(low: str, start: int, end: int) -> str:
    """ "UBND xã kính (trình …)": the word before the verb that is no part of the name; "" where there is none."""
    return next((word for word in _BEFORE_VERBS if low.endswith(word, start, end)), "")
