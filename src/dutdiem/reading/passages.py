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
    path: list[tuple[int, str, int, int]] = []
    done: list[tuple[str, int, int, str]] = []
    seen: dict[str, int] = {}
    start = 0
    for line in flat.text.split("\n"):
        end = start + len(line)
        mark = _mark(line, path) if line and (line[0] in _FIRST or line[1:2] == ")") else None
        if mark:
            rank, slug = mark
            _close(path, rank, start, done, flat)
            path.append((rank, slug, start, end))
        start = end + 1
    _close(path, -1, len(flat.text), done, flat)
    passages = []
    for name, begin, stop, heading in sorted(done, key=lambda item: (item[1], -item[2])):
        seen[name] = seen.get(name, 0) + 1
        passages.append(Passage(name if seen[name] == 1 else f"{name}~{seen[name]}", begin, stop, heading))
    return tuple(passages)


def _mark(line: str, path: list[tuple[int, str, int, int]]) -> tuple[int, str] | None:
    """Rank and slug of the passage that a line begins; None for running text."""
    in_article = _article(path)
    first = line[:1]
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


def _article(path: list[tuple[int, str, int, int]]) -> bool:
    return any(slug.startswith("dieu_") for _, slug, *_ in path)


def _close(path: list[tuple[int, str, int, int]], rank: int, at: int, done: list[tuple[str, int, int, str]], flat: Flat) -> None:
    while path and path[-1][0] >= rank:
        _, _, start, line_end = path[-1]
        name = ".".join(slug for _, slug, *_ in path)
        stop = at
        while stop > start + 1 and flat.text[stop - 1] == "\n":
            stop -= 1
        begin, end = flat.span(start, stop)
        heading = flat.text[start:line_end]
        done.append((name, begin, end, heading if len(heading) <= _HEADING else heading[: _HEADING - 1] + "…"))
        path.pop()
