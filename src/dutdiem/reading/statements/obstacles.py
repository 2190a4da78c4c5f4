"""What is named as a difficulty, and about what."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dutdiem.reading.flat import Flat
from dutdiem.reading.statements import patterns
from dutdiem.reading.statements.outline import marker
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
_NONE = re.compile(
    r"\b(?:không|chưa)(?: (?:có|còn|gặp|gặp phải|phát sinh|nảy sinh|xảy ra|thấy))?(?: (?:những|các|bất kỳ|bất cứ))? $"
)
_SAYS_NONE = re.compile(r" ?(?::|là) ?(?:không|chưa)(?: (?:có|phát sinh|gì|còn|gặp))*(?:[.;]|\n|\Z)")
"""“không gặp khó khăn gì”, “Khó khăn, vướng mắc: Không.” say that there is none."""
_HEADING_BEGINS = re.compile(
    r"(?:\W*(?:\d{1,2}(?:\.\d{1,2})*|[ivxlc]{1,6}|[a-zđ])[.)/-]*)? ?[-–+* ]*(?:(?:những|một số|các|về|phần) )*"
)
_HEADING_ENDS = re.compile(
    r"(?:,? (?:và |, )?(?:nguyên nhân|chủ yếu|còn tồn tại|đặt ra|kiến nghị|trong quá trình \w+ \w+))*[:.]?(?P<end>\n)"
)
_MARKED, _NEAR = 64, 28
_NO_DIFFICULTY = ("không phát sinh", "nguyên nhân", "về nguyên nhân")
_TOP = ("roman", "capital", "article")
_SHORTEST_LINE, _MOST_LINES = 20, 80
_BEGINS = re.compile(r"(?:\A|[.;:,\n] ?|[“\"])\Z")
_VERBAL = re.compile(r"\b(?:để|nhằm|cần|phải|được|bị|và|,|sẽ|đã|không|việc|kịp thời|chưa|đang|vẫn|hay|hoặc|từ) $|[,.;(] $")


@dataclass(slots=True)
class Obstacle:
    """The words that name it (flat offsets) and what it is about, as written."""

    start: int
    end: int
    about: str | None
    headed: bool = False
    """A whole line below a heading of such words ("KHÓ KHĂN, VƯỚNG MẮC")."""


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
    """In order, coordinated words as one obstacle; then the lines below headings of such words."""
    found: list[Obstacle] = []
    headings: list[tuple[int, int]] = []
    joined, noun_before, not_after = _patterns()
    verbs = vocabulary("statements")["obstacle"]["verbs"]
    low, done = flat.low, 0
    for start, end, word in hits:
        if start < done or not_after.search(low, max(0, start - 22), start):
            continue
        stop = end
        while match := joined.match(low, stop):
            stop = match.end()
        if _is_none(low, start, stop):
            done = stop
            continue
        named = stop > end or word not in verbs or noun_before.search(low, max(0, start - 16), start)
        if heads := _heading(low, start, stop):
            headings.append(heads)
        if not (named or _says_so(low, start, end) or _is_topic(low, start, end)):
            continue
        found.append(Obstacle(start, stop, _about(flat, start, stop)))
        done = stop
    return found + below_headings(flat, headings, [hit[0] for hit in hits]) if headings else found


def _is_none(low: str, start: int, stop: int) -> bool:
    """Whether what is named is said not to be there; most places are told by plain words."""
    near = max(0, start - _NEAR)
    if (low.find("không", near, start) >= 0 or low.find("chưa", near, start) >= 0) and _NONE.search(low, near, start):
        return True
    return low.startswith((":", " là", " :"), stop) and _SAYS_NONE.match(low, stop) is not None


def _heading(low: str, start: int, stop: int) -> tuple[int, int] | None:
    """The line that says nothing else ("3. Tồn tại, hạn chế và nguyên nhân:"); None for any other."""
    if low.find("\n", stop, stop + _MARKED) < 0:
        return None
    begin = low.rfind("\n", 0, start) + 1
    end = _HEADING_ENDS.match(low, stop)
    return (begin, end.start("end")) if end and start - begin < _MARKED and _HEADING_BEGINS.fullmatch(low, begin, start) else None


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


def below_headings(flat: Flat, headings: list[tuple[int, int]], words: list[int]) -> list[Obstacle]:
    """The lines of sections that are named so: each is a difficulty, but one in which words (their places) say so themselves."""
    found: list[Obstacle] = []
    for begin, end in headings:
        for start, stop in _lines_below(flat.text, begin, end):
            inside = bisect_left(words, start)
            if (inside == len(words) or words[inside] >= stop) and not flat.low.startswith(_NO_DIFFICULTY, start):
                found.append(Obstacle(start, stop, None, headed=True))
    return found


def _lines_below(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences, a line each, up to the next heading of the same kind or one above it."""
    own, _ = marker(text, begin)
    first, at = None, end + 1
    for _ in range(_MOST_LINES):
        if at >= len(text):
            return
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        kind, start = marker(text, at)
        first = kind if first is None else first
        if (kind and kind == own) or kind in _TOP or (kind != first and (not own or not kind)) or text[start:stop].isupper():
            return
        if text[stop - 1] in ".;" and stop - start > _SHORTEST_LINE:
            yield start, stop - 1
        at = stop + 1
