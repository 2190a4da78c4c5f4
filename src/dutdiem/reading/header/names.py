"""Names in capitals at the head of a document, written as in a sentence (Decree 30/2020/NĐ-CP, annex II)."""

import re
from functools import cache

from dutdiem.reading.vocabulary import alternatives, vocabulary


@cache
def heads() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(vocabulary('header')['heads'])})\b")


def begins_with_body(line: str) -> bool:
    return heads().match(line) is not None


_OF_CONGRESS = ("LẦN THỨ ", "NHIỆM KỲ ", "KHÓA ", "KHOÁ ")
"""Lines below a congress's name that say which one it is."""


def issuer_of(lines: list[str], *, joint: bool = False) -> str | None:
    """The issuing body from the lines above the rule: the last body named, without the one it belongs to.

    Several bodies that issue together (`joint`, or a dash between their names) are all named.
    """
    joined, starts = "", []
    for line in (line.strip(" *-–_—") for line in lines if not line.startswith(_OF_CONGRESS)):
        starts += [len(joined) + at for at in _head_starts(line) if at or not _ends_in_half(joined, line)]
        joined += line + " "
    joined = joined.strip()
    if not joined:
        return None
    starts = _own_names(joined, starts)
    if not starts:
        return in_sentence(joined)
    if joint or any(re.search(r" [-–] $", joined[:at]) for at in starts[1:]):
        return " - ".join(in_sentence(joined[a:b].strip(" -–")) for a, b in zip(starts, [*starts[1:], len(joined)], strict=True))
    return in_sentence(joined[starts[-1] :])


def _ends_in_half(above: str, line: str) -> bool:
    """ "SỞ NÔNG NGHIỆP VÀ MÔI | TRƯỜNG …": the width of the column parted a name where its second half looks like a head."""
    words, head = vocabulary("header"), heads().match(line)
    last = above.rstrip().rpartition(" ")[2]
    return head is not None and head.group() in words["at_line_start"] and last in words["halves"]


def _head_starts(line: str) -> list[int]:
    """Where names begin in one line; some heads only at its start, none after "và" or a comma."""
    ambiguous = vocabulary("header")["at_line_start"]
    return [
        match.start()
        for match in heads().finditer(line)
        if not match.start()
        or (line[: match.start()].endswith((" - ", " – ")))
        or (match.group() not in ambiguous and not line[: match.start()].endswith(("VÀ ", ", ")))
    ]


def _own_names(joined: str, starts: list[int]) -> list[int]:
    """The starts without those that only end the name before ("VĂN PHÒNG | CHÍNH PHỦ", "ỦY BAN THƯỜNG VỤ | QUỐC HỘI")."""
    kept: list[int] = []
    for at in starts:
        if not kept or not _is_tail(joined, kept[-1], at):
            kept.append(at)
    return kept


def _is_tail(joined: str, before: int, at: int) -> bool:
    first, second = heads().match(joined, before), heads().match(joined, at)
    if first is None or second is None:
        return False
    words = vocabulary("header")
    if first.end() > at:
        return True  # "ĐẢNG ỦY | CÔNG AN TRUNG ƯƠNG" is one head
    if not joined[first.end() : at].strip() and first.group() in words["of_a_body"]:
        return True  # "ĐẢNG ỦY SỞ NỘI VỤ"
    return (
        second.group() in words["tails"]
        and first.group() in words["owned"]
        and _place().search(joined[first.end() : at].lower()) is None
    )


def in_sentence(name: str) -> str:
    """ "ỦY BAN NHÂN DÂN TỈNH BẮC NINH" to "Ủy ban nhân dân tỉnh Bắc Ninh"; short forms ("QLHC VỀ TTXH") stay capital, and a name
    that is not in capitals stays as it is."""
    if not name.isupper():
        return name.strip()
    if known := _known().get(name.strip().lower()):
        return known
    written = _in_sentence(name)
    return " ".join(old if _SHORT_FORM.fullmatch(old) else new for old, new in zip(name.split(), written.split(), strict=True))


@cache
def _known() -> dict[str, str]:
    """Bodies that there is one of in the country, as they are written in a sentence ("Bộ Lao động - Thương binh và Xã hội")."""
    lists = vocabulary("organisations")["known"].values()
    return {name.lower(): name for kinds in lists for names in kinds.values() for name in names}


_SHORT_FORM = re.compile(r"\W*(?:[BCDĐGHKLMNPQRSTVX]{2,}|ANTT|CAND|UBND|HĐND|ATGT)\W*")
"""Letters that are no syllable."""


def _in_sentence(name: str) -> str:
    head = heads().match(name)
    first = head.group() if head else ""
    rest = name[len(first) :].strip()
    body = _capitalised(first.lower()).replace("công an", "Công an") if first else ""
    if first and heads().match(rest):
        return f"{body} {_in_sentence(rest)}"
    if first in vocabulary("header")["of_places"]:
        return f"{body} {rest.title()}".strip()
    return f"{body} {_rest(rest.lower(), bare_head=first in ('BỘ', 'SỞ', 'CỤC', 'VỤ', 'BAN', 'VIỆN'))}".strip()


@cache
def _place() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(vocabulary('header')['places'])}) ")


def _rest(rest: str, *, bare_head: bool) -> str:
    if rest in vocabulary("header")["places"]:
        return rest  # "ĐẢNG ỦY CÔNG AN TỈNH": of the province that the dateline says
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
    return {head.lower(): head for head in reversed(vocabulary("organisations")["heads"])}


def _capitalised(text: str) -> str:
    return _written().get(text, text[:1].upper() + text[1:])
