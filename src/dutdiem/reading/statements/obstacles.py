"""What is named as a difficulty, and about what."""

import re
from dataclasses import dataclass
from functools import cache

from dutdiem.reading.flat import Flat
from dutdiem.reading.statements import patterns
from dutdiem.reading.triggers import Hit
from dutdiem.reading.vocabulary import alternatives, vocabulary

_ABOUT = re.compile(
    r"(?: (?:đặt ra|phát sinh|nảy sinh|tồn đọng|lớn|mới))*,? (?:về|trong|trên|của|cho|đối với|ở|tại|từ) ([^.;:()\n]{3,160})"
)
_PREDICATE = re.compile(r"(?:là|còn|rất|hết sức|vô cùng|gặp|gặp nhiều|nhiều) $")


_OPENING = re.compile(r"^\s*(?:thì|(?:tuy nhiên|song|bên cạnh đó|mặt khác|ngoài ra|hiện nay|đồng thời),?) ", re.I)
_POINTING = frozenset(("", "đây", "đó", "điều này", "điều đó"))
_CLOSES = frozenset(";.,")
_NAMED = re.compile(r" (?:về|trong|của|ở|kéo dài|lớn nhất|chủ yếu|chính|là|được chỉ ra|này|đó|nêu trên|nói trên)\b")
"""Behind a word that begins its clause these make it what is wrong ("tồn tại trong xác định nguồn gốc đất rất khó giải quyết")."""
_BEGINS = re.compile(r"(?:\A|[.;:,\n] ?|[“\"])\Z")
_VERBAL = re.compile(r"\b(?:để|nhằm|cần|phải|được|bị|và|,|sẽ|đã|không|việc|kịp thời|chưa|đang|vẫn|hay|hoặc|từ) $|[,.;(] $")


@dataclass(slots=True)
class Obstacle:
    """The words that name it (flat offsets) and what it is about, as written."""

    start: int
    end: int
    about: str | None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = vocabulary("statements")["obstacle"]
    joined = alternatives(words["nouns"] + words["coordinated"])
    return (
        re.compile(rf"(?:,| và|, và| hay| hoặc) ?(?:những |các )?(?:{joined})\b"),
        re.compile(rf"\b(?:{alternatives(words['noun_before'])}) (?:những |các |nhiều )?$"),
        re.compile(rf"\b(?<!nông )(?:{alternatives(words['not_after'])}) (?:có |còn |gặp |đặc biệt )?$"),
    )


def find_obstacles(flat: Flat, hits: list[Hit]) -> list[Obstacle]:
    """In order; coordinated words are one obstacle."""
    found: list[Obstacle] = []
    joined, noun_before, not_after = _patterns()
    verbs = vocabulary("statements")["obstacle"]["verbs"]
    low = flat.low
    for start, end, word in hits:
        if found and start < found[-1].end:
            continue
        if not_after.search(low, max(0, start - 22), start):
            continue
        stop = end
        while match := joined.match(low, stop):
            stop = match.end()
        named = stop > end or word not in verbs or noun_before.search(low, max(0, start - 16), start)
        if not (named or _says_so(low, start, end) or _is_topic(low, start, end)):
            continue
        found.append(Obstacle(start, stop, _about(flat, start, stop)))
    return found


def _is_topic(low: str, start: int, end: int) -> bool:
    """ "Tồn tại trong xác định nguồn gốc đất rất khó giải quyết", "hạn chế về bảo mật": what is wrong, and in what."""
    if low.startswith(" về ", end):
        return True
    return _NAMED.match(low, end) is not None and _BEGINS.search(low, max(0, start - 2), start) is not None


def _says_so(low: str, start: int, end: int) -> bool:
    """ "nguồn nước ở nông thôn hạn chế;": the adjective ends its clause and no verb or particle before makes it one."""
    return low[end : end + 1] in _CLOSES and _VERBAL.search(low, max(0, start - 12), start) is None


def _about(flat: Flat, start: int, end: int) -> str | None:
    match = _ABOUT.match(flat.low, end)
    if match:
        text = flat.text[match.start(1) : match.end(1)]
        cut = re.search(r", (?:nhưng|song|phấn đấu|để|đã|không|tạo|góp|đặc biệt là|nhất là|kịp)|\b(?:nhưng|song|để|đã)\b", text)
        return text[: cut.start()].strip() if cut else text.strip()
    if _PREDICATE.search(flat.low, max(0, start - 14), start):
        begin = max(flat.low.rfind(mark, 0, start) for mark in ".;:\n") + 1
        clause = flat.text[begin:start]
        if patterns.words("adverbial").match(clause.lower()) and ", " in clause:
            clause = clause[clause.find(", ") + 2 :]
        subject = re.search(r"(?:thì |, )?([^,]*?(?:, [^,]{2,40})?) (?:là|còn|rất|gặp)\b[^,]*$", clause)
        said = _OPENING.sub("", subject.group(1)).strip() if subject else ""
        return said if said.lower() not in _POINTING else None
    return None
