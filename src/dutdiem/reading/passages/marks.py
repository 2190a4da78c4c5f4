"""The marks that begin a passage, as they stand at the beginning of a line.

Normative texts: phần, chương, mục, tiểu mục, điều, khoản, điểm (Decree 78/2025/NĐ-CP and Decree 30/2020/NĐ-CP, annex I); plans
and Party documents: A, I, 1, 1.1, a), (1), and the "1-", "a-" of Party documents (Guide 36-HD/VPTW).
"""

import re
from functools import cache
from typing import NamedTuple

from dutdiem.reading.letters import LOWER, UPPER
from dutdiem.reading.vocabulary import vocabulary

ATTACHED, PART, CHAPTER, SECTION, SUBSECTION, CAPITAL, ROMAN, ARTICLE, INNER_ROMAN, INNER_CAPITAL, NUMBER = range(11)
LETTER, BRACKET = 20, 21
"""Ranks from the outermost in; 1.1 is NUMBER + 1, and so on."""

LETTERS = "abcdđeghiklmnopqrstuvxy"
_NAMED = {
    "Phần": (PART, "phan"),
    "Chương": (CHAPTER, "chuong"),
    "Mục": (SECTION, "muc"),
    "Tiểu mục": (SUBSECTION, "tieu_muc"),
    "Điều": (ARTICLE, "dieu"),
}
_WORD = re.compile(r"(Phần|Chương|Mục|Tiểu mục|Điều)(?: (?:thứ )?(\w+))(?:[.:]|(?!\w)) ?", re.I)
_COUNTED = re.compile(r"\d+[a-zđ]?$|[IVXLC]+$", re.I)
_ORDINALS = frozenset(("nhất", "hai", "ba", "tư", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"))
_ROMAN = re.compile(rf"(X{{0,3}}(?:IX|IV|V?I{{0,3}}))(?:[.)][-–]? ?|/ |[-–] ?| (?=[{UPPER}]{{2}}))(?=\S)")
_CAPITAL = re.compile(rf"([A-ZĐ])(?:[.)-]+ ?|/ )(?=[{UPPER}])")
_NUMBER = re.compile(
    rf"(\d{{1,3}}(?:\.\d{{1,2}}){{0,4}})(?:[.)]+(?=\D|$)|[-–](?= [{UPPER}]|[{UPPER}][{LOWER}])) ?"
    rf"|(\d{{1,2}}(?:\.\d{{1,2}})+) (?=[{UPPER}])"
)
_LETTER = re.compile(rf"([a-zđ])(?:\) ?|\. ?(?=[{UPPER}])|[-–](?= [{UPPER}]|[{UPPER}][{LOWER}]) ?)")
_BRACKET = re.compile(r"\((\d{1,2}|[ivx]{1,4}|[a-zđ])\) ?(?=\w)")


class Mark(NamedTuple):
    """What a line begins with: its rank, the number or letter as printed, the beginning of its slug, where what it marks begins."""

    rank: int
    value: str
    slug: str
    end: int


def mark_of(line: str) -> Mark | None:
    """The mark that a line begins with; None for running text."""
    first = line[0]
    if first in "PCMĐT" and (match := _WORD.match(line)):
        return _named(match, line)
    if first in "IVX" and (match := _ROMAN.match(line)):
        return Mark(ROMAN, match.group(1), "muc", match.end())
    if first.isdigit():
        return _number(line)
    if first == "(":
        return _bracket(line)
    if match := _LETTER.match(line):
        return Mark(LETTER, match.group(1), "diem", match.end())
    if match := _CAPITAL.match(line):
        return Mark(CAPITAL, match.group(1), "phan", match.end())
    return None


def _named(match: re.Match[str], line: str) -> Mark | None:
    rank, slug = _NAMED[match.group(1).capitalize()]
    value = match.group(2)
    if not _COUNTED.match(value) and value.lower() not in _ORDINALS:
        return None
    if rank == ARTICLE and not value[0].isdigit():
        return None
    rest = line[match.end() :]
    if rest and (not (rest[0].isupper() or rest[0] in "“\"'(.:-–0123456789[") or _is_cited(line, match.end(), rest)):
        return None  # "Điều 5 của Luật này …": a sentence
    return Mark(rank, value.lower(), slug, match.end())


@cache
def _kinds() -> tuple[str, ...]:
    """What an article may be of, as a citation that a line happens to begin with goes on: "Điều 1 Quyết định này"."""
    return (*vocabulary("references")["types"], "phụ lục", "phần", "chương", "mục", "điều", "hiến pháp")


def _is_cited(line: str, at: int, rest: str) -> bool:
    return (
        line[at - 1] not in ".:"
        and line[at - 2 : at] not in (". ", ": ")
        and rest[1:2].islower()
        and rest.lower().startswith(_kinds())
    )


def _number(line: str) -> Mark | None:
    match = _NUMBER.match(line)
    if match is None:
        return None
    value = match.group(1) or match.group(2)
    return Mark(NUMBER + value.count("."), value, "", match.end())


def _bracket(line: str) -> Mark | None:
    match = _BRACKET.match(line)
    if match is None:
        return None
    value = match.group(1)
    return Mark(BRACKET if value.isdigit() or value[0] in "ivx" else LETTER, value, "diem", match.end())


def next_letters(letter: str) -> tuple[str, ...]:
    """What may come after a letter of a list: the alphabet knows no f, j, w, z, and some lists leave out đ."""
    if letter == "f":
        return ("g",)
    at = LETTERS.find(letter)
    if at < 0 or at + 1 >= len(LETTERS):
        return ()
    after = LETTERS[at + 1]
    return {"d": ("đ", "e"), "e": ("f", "g")}.get(letter, (after,))
