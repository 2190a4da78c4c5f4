"""Addressable passages: phần, chương, mục, điều, khoản, điểm of normative texts (Law on promulgation of legal documents),
and the I / 1 / a) / - of plans and reports.

A passage's id is its path ("dieu_3.khoan_2.diem_a", "muc_ii.1.a"); it ends where the next passage of its rank or above begins.
"""

import re

from dutdiem.reading.flat import Flat
from dutdiem.reading.model import Passage

_PART = re.compile(r"(?:phần|chương|mục|phụ lục|điều)\b")
_NAMED = re.compile(r"(phần|chương|mục|phụ lục|điều) ((?:thứ )?\w+?)(?:[.:]|\b)", re.I)
_ROMAN = re.compile(r"([IVXLC]{1,6})[.\-) ]+(?=\S)")
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)[.)] ?(?=\D)")
_LETTER = re.compile(r"([a-zđ])\) ?")
_RANKS = {"phần": 0, "phụ lục": 0, "chương": 1, "mục": 2, "điều": 3}
_SLUGS = {"phần": "phan", "phụ lục": "phu_luc", "chương": "chuong", "mục": "muc", "điều": "dieu"}
_HEADING = 160
_COUNTED = re.compile(r"(?:thứ )?(?:\d|[IVXLC]+\b|[^\W\d]+ ?$)")
_FIRST = frozenset("0123456789IVXLCPMĐ")


def find_passages(flat: Flat) -> tuple[Passage, ...]:
    """In the text's order; offsets are of the source."""
    opened = _Opened(flat)
    start = 0
    for line in flat.text.split("\n"):
        if line and (line[0] in _FIRST or line[1:2] == ")"):
            mark = _mark(line, in_article=opened.article)
            if mark:
                opened.close(mark[0], start)
                opened.path.append((*mark, start, line))
                opened.article = opened.article or mark[1].startswith("dieu_")
        start += len(line) + 1
    opened.close(-1, len(flat.text))
    return opened.passages()


class _Opened:
    """The passages that a line stands in, from the highest rank down, and those that have ended."""

    def __init__(self, flat: Flat) -> None:
        self.flat = flat
        self.path: list[tuple[int, str, int, str]] = []
        self.article = False
        self.done: list[tuple[int, int, str, str]] = []

    def close(self, rank: int, at: int) -> None:
        """Ends what a passage of this rank, beginning at `at`, ends."""
        path, text = self.path, self.flat.text
        if not path or path[-1][0] < rank:
            return
        stop = at
        while stop > 1 and text[stop - 1] == "\n":
            stop -= 1
        while path and path[-1][0] >= rank:
            _, slug, start, line = path[-1]
            name = ".".join([step[1] for step in path])
            self.done.append((start, -max(stop, start + 1), name, line if len(line) <= _HEADING else line[: _HEADING - 1] + "…"))
            path.pop()
            if slug.startswith("dieu_"):
                self.article = any(step[1].startswith("dieu_") for step in path)

    def passages(self) -> tuple[Passage, ...]:
        """In order; a name that comes back is told apart by its count."""
        seen: dict[str, int] = {}
        found, span = [], self.flat.span
        for start, stop, name, heading in sorted(self.done):
            count = seen[name] = seen.get(name, 0) + 1
            found.append(Passage(name if count == 1 else f"{name}~{count}", *span(start, -stop), heading))
        return tuple(found)


def _mark(line: str, *, in_article: bool) -> tuple[int, str] | None:
    """Rank and slug of the passage that a line begins; None for running text."""
    first = line[0]
    if first in "PCMĐ" and (match := _NAMED.match(line)) and _PART.match(match.group(1).lower()):
        word = match.group(1).lower()
        if word in ("điều", "mục", "phần") and not _COUNTED.match(match.group(2)):
            return None
        return _RANKS[word], f"{_SLUGS[word]}_{match.group(2).lower().replace(' ', '_')}"
    if first in "IVXLC" and (match := _ROMAN.match(line)) and not in_article:
        return 3, f"muc_{match.group(1).lower()}"
    if first.isdigit() and (match := _NUMBER.match(line)):
        number = match.group(1)
        return 4 + number.count("."), f"khoan_{number}" if in_article else number
    if line[1:2] == ")" and (match := _LETTER.match(line)):
        return 8, f"diem_{match.group(1)}"
    return None
