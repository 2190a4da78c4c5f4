"""Who is speaking, asked, or undertaking: the noun phrase before a verb, or between a request and its action."""

import re

from dutdiem.reading.flat import Flat
from dutdiem.reading.organisations import name_pattern
from dutdiem.reading.statements import patterns

_TRAIL = re.compile(
    r"(?: (?:cũng|tiếp tục|luôn|vẫn|đặc biệt|trân trọng|thẳng thắn|tha thiết|nhấn mạnh|khẳng định|nhất trí"
    r"|thống nhất|thời gian tới|trong thời gian tới|năm tới|đồng thời|kiên quyết|cần|phải))+,? ?$"
)
_CUT = re.compile(r"[,:;“\"(\n]| thì | mà |\. ")
_TIME = re.compile(r",? (?:trong|chậm nhất|trước|đến hết|đến) (?:vòng |là )?(?:ngày|tháng|quý|năm|\d)")
_NEXT_NAME = re.compile(r"(?:[,;]| và) (?:và )?")
_LONGEST = 240
_FARTHEST = 600


def subject_before(flat: Flat, start: int, verb: int) -> tuple[int, int] | None:
    """The subject that ends right before `verb`, within the clause that begins at `start`.

    Comma parts are taken from the right until one begins like a name; parts before it that are names too belong to the list.
    """
    low = flat.low
    start = max(start, verb - _FARTHEST)
    end = verb
    trail = _TRAIL.search(low, start, verb)
    if trail:
        end = trail.start()
    end = _trimmed(low, start, end)
    if end > start and low[end - 1] == ";":
        return None
    if trail is None and "," in low[end:verb]:
        return None
    cuts = [start, *(match.end() for match in _CUT.finditer(low, start, end))]
    for index in range(len(cuts) - 1, max(-1, len(cuts) - 6), -1):
        begin = _skip(low, cuts[index], end)
        if patterns.adverbial().match(low, begin) and not patterns.subject().match(low, begin):
            return None
        if patterns.subject().match(low, begin):
            if any(patterns.any_verb().match(low, _skip(low, cut, end)) for cut in cuts[index + 1 :]):
                return None
            found = _extended(flat, cuts, index, begin)
            return None if "“" in low[found:end] or '"' in low[found:end] else (found, end)
    return None


def _skip(low: str, at: int, end: int) -> int:
    """Past blanks and connectors ("đồng thời, ")."""
    while at < end and low[at] in ' ,“"(':
        at += 1
    match = patterns.connector().match(low, at, end)
    return match.end() if match and match.end() < end else at


def _extended(flat: Flat, cuts: list[int], index: int, begin: int) -> int:
    """Names joined by commas to the left belong to the same list ("Ban Nội chính, Ủy ban kiểm tra Thành ủy, …")."""
    while index > 0 and begin - cuts[index - 1] < _LONGEST:
        before = _skip(flat.low, cuts[index - 1], begin)
        part = flat.low[before:begin]
        if not patterns.subject().match(flat.low, before) or "đã " in part or part.rstrip()[-1:] != ",":
            break
        if patterns.any_verb().search(flat.low, before, begin):
            break
        begin, index = before, index - 1
    return begin


def asked(flat: Flat, start: int, end: int) -> tuple[tuple[int, int] | None, int]:
    """After a request: whom it asks (or None) and where the action begins."""
    low = flat.low
    while start < end and low[start] in ' ,:“"':
        start += 1
    if match := patterns.leading_modal().match(low, start, end):
        return None, match.end()
    head = patterns.subject().match(low, start, end)
    if not head:
        return _after_modal(flat, start, end) if not patterns.verb().match(low, start, end) else (None, start)
    modal = patterns.modal().search(low, head.end(), min(end, start + _LONGEST))
    strong = patterns.any_verb().search(low, head.end(), min(end, start + _LONGEST))
    weak = _after_name(flat, start, end) or _after_many(low, start, end)
    stops = [found for found in (modal.start() if modal else None, strong.start() if strong else None, weak) if found is not None]
    if not stops:
        return None, start
    stop = min(stops)
    action = modal.end() if modal and modal.start() == stop else stop
    if (duty := low.find(" có trách nhiệm ", start, stop + 24)) > 0:
        stop, action = duty, duty + len(" có trách nhiệm ")
    time = _TIME.search(low, head.end(), stop)
    return (start, _trimmed(low, start, time.start() if time else stop)), action


def _after_name(flat: Flat, start: int, end: int) -> int | None:
    """Where a verb that may also be part of a name follows a whole name."""
    at = start
    while name := name_pattern().match(flat.text, at, end):
        if verb := patterns.weak_verb().match(flat.low, name.end(), end):
            return verb.start(1)
        joint = _NEXT_NAME.match(flat.low, name.end(), end)
        if not joint:
            return None
        at = joint.end()
    return None


def _after_many(low: str, start: int, end: int) -> int | None:
    """ "Công an các tỉnh xây dựng …": a verb right after the last word of many bodies."""
    found = patterns.after_many().search(low, start, min(end, start + 120))
    return found.start(1) if found else None


def _after_modal(flat: Flat, start: int, end: int) -> tuple[tuple[int, int] | None, int]:
    """ "2 trọng tâm mà Công an TPHCM cần tiếp tục phát huy"."""
    modal = patterns.modal().search(flat.low, start, end)
    if not modal:
        return None, start
    who = subject_before(flat, start, modal.start())
    return (who, modal.end()) if who else (None, start)


def _trimmed(low: str, start: int, end: int) -> int:
    while end > start and low[end - 1] in " ,:":
        end -= 1
    return end
