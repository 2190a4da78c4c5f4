"""Names in capitals at the head of a document, written as in a sentence (Decree 30/2020/NĐ-CP, annex II)."""

import re
from functools import cache

from dutdiem.reading.vocabulary import alternatives, vocabulary


@cache
def heads() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(vocabulary('header')['heads'])})\b")


def issuer_of(lines: list[str]) -> str | None:
    """The issuing body from the lines above the rule: the last body named, without the one it belongs to."""
    joined, starts = "", []
    for line in (line.strip(" *-–_—") for line in lines):
        starts += [len(joined) + at for at in _head_starts(line)]
        joined += line + " "
    joined = joined.strip()
    if not joined:
        return None
    while len(starts) > 1 and _is_tail(joined, starts[-2], starts[-1]):
        starts.pop()
    return in_sentence(joined[starts[-1] if starts else 0 :])


def _head_starts(line: str) -> list[int]:
    """Where names begin in one line; some heads only at its start."""
    ambiguous = vocabulary("header")["at_line_start"]
    return [match.start() for match in heads().finditer(line) if not match.start() or match.group() not in ambiguous]


def _is_tail(joined: str, before: int, at: int) -> bool:
    """Whether the last head only ends the name before it ("VĂN PHÒNG | CHÍNH PHỦ", "ỦY BAN THƯỜNG VỤ | QUỐC HỘI")."""
    first, second = heads().match(joined, before), heads().match(joined, at)
    if first is None or second is None:
        return False
    return first.end() > at or second.group() in vocabulary("header")["tails"]


def in_sentence(name: str) -> str:
    """ "ỦY BAN NHÂN DÂN TỈNH BẮC NINH" to "Ủy ban nhân dân tỉnh Bắc Ninh"; a name not in capitals stays as it is."""
    if not name.isupper():
        return name.strip()
    head = heads().match(name)
    first = head.group() if head else ""
    rest = name[len(first) :].strip()
    body = _capitalised(first.lower()).replace("công an", "Công an") if first else ""
    return f"{body} {_rest(rest.lower(), bare_head=first in ('BỘ', 'SỞ', 'CỤC', 'VỤ', 'BAN', 'VIỆN'))}".strip()


@cache
def _place() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(vocabulary('header')['places'])}) ")


def _rest(rest: str, *, bare_head: bool) -> str:
    place = _place().search(rest)
    if place:
        return _function(rest[: place.end()], capital=bare_head and place.start() > 0) + rest[place.end() :].title()
    return _function(rest, capital=True)


def _function(text: str, *, capital: bool) -> str:
    """The first syllable of a function is capital, and again after "và" or a comma."""
    if not text or not capital:
        return text
    return re.sub(r"(^| và |, )(\w)", lambda match: match.group(1) + match.group(2).upper(), text)


@cache
def _written() -> dict[str, str]:
    return {head.lower(): head for head in vocabulary("organisations")["heads"]}


def _capitalised(text: str) -> str:
    return _written().get(text, text[:1].upper() + text[1:])
