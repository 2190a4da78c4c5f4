"""The place after a body's head: "tỉnh Bắc Ninh", "TPHCM", "phường Ba Đình, thành phố Hà Nội", "các xã, phường".

The provinces and centrally run cities before and after 1 July 2025 are a closed list, so that a person's name that follows
("Tỉnh ủy Ninh Bình …") is never taken for a part of the place's.
"""

import re
from functools import cache

from dutdiem.reading.flat import Flat
from dutdiem.reading.letters import LOWER, UPPER
from dutdiem.reading.organisations.body import Place
from dutdiem.reading.vocabulary import alternatives, vocabulary

_SYLLABLE = rf"[{UPPER}][^\W\d_]*"
_RUN = re.compile(rf" ?(\d{{1,2}}\b|{_SYLLABLE}(?:[ -]{_SYLLABLE})*)")
_NEXT = re.compile(rf" [{LOWER}]")
_LONGEST = 4
_SHORT = {"tp": "thành phố", "tx": "thị xã", "tt": "thị trấn", "q": "quận"}


@cache
def levels() -> dict[str, str]:
    """The level of each kind of place."""
    words = vocabulary("organisations")["places"]
    return {word: level for level in ("province", "district", "commune") for word in words[level]}


@cache
def provinces() -> dict[str, Place]:
    """Provinces and central cities by their names in small letters, with other spellings."""
    words = vocabulary("organisations")["places"]
    known = {name: Place("thành phố", name, "province") for name in words["cities"]}
    known |= {name: Place("tỉnh", name, "province") for name in words["provinces"]}
    known |= {other: known[name] for other, name in words["spellings"].items()}
    return {name.lower(): place for name, place in known.items()}


@cache
def _pattern() -> re.Pattern[str]:
    names, kinds = alternatives(list(provinces())), alternatives(list(levels()))
    return re.compile(rf" (?:(tỉnh|thành phố|tp)\.? ?({names})\b|({names})\b|({kinds})\b|(?:(tp|tx|tt|q)\b\.?))")


@cache
def _above() -> re.Pattern[str]:
    names = alternatives(list(provinces()))
    between = r"(?:(?:quận|huyện|thị xã|thành phố|tp\.?) [^,.;:()\n]{2,25}?,? ?-? ?)?"
    return re.compile(rf"(?:,| -| –)? {between}(?:tỉnh|thành phố|tp)\.? ?({names})\b")


@cache
def _group() -> re.Pattern[str]:
    kind = alternatives([*levels(), "quân khu"])
    many = rf"(?:các|\d+|mỗi|từng) (?:đảng bộ )?{kind}\b(?:(?:,| và|, và)(?: các)? {kind}\b)*"
    listed = rf"(?:tỉnh|thành phố)(?:, {kind}\b)+"
    rank = r"cấp (?:tỉnh|huyện|xã|cơ sở)\b(?:(?:,| và)(?: cấp)? (?:tỉnh|huyện|xã)\b)*"
    local = r"(?:các )?(?:đơn vị,? (?:và )?(?:công an )?(?:các )?)?địa phương\b|các đơn vị\b"
    return re.compile(rf" (?:các cấp\b|{rank}|{local}|(?:{many}|{listed})(?: trực thuộc trung ương\b)?)")


_GROUPS_FIRST = frozenset("cmtđ0123456789")
"""First letters of what that matches, by which most places are told to be none."""
_KINDS = re.compile(r"tỉnh|thành phố|quận|huyện|thị xã|xã|phường|thị trấn|đặc khu")


def group_after(flat: Flat, at: int) -> tuple[int, str | None] | None:
    """Where "các tỉnh, thành phố", "cấp xã", "6 tỉnh Bắc Lào" ends, with its level where it is of one."""
    match = _group().match(flat.low, at) if flat.low[at + 1 : at + 2] in _GROUPS_FIRST else None
    if not match:
        return None
    end = match.end()
    if match.group().endswith(tuple(levels())) and (run := _run(flat, end, _LONGEST, least=1)):
        end = run.end()
    found = {levels()[kind] for kind in _KINDS.findall(match.group())}
    return end, found.pop() if len(found) == 1 else "province" if found == {"province", "district"} and _central(match) else None


def _run(flat: Flat, at: int, most: int, *, least: int) -> re.Match[str] | None:
    """The capital syllables of a place's name; one alone before a small letter may open the next clause and is none."""
    run = _RUN.match(flat.text, at)
    if run is None:
        return None
    syllables = re.split("[ -]", run.group(1))
    if not least <= len(syllables) <= most or (len(syllables[0]) > 1 and syllables[0].isupper()):
        return None
    alone = len(syllables) == 1 and not run.group(1).isdigit()
    return None if alone and _NEXT.match(flat.text, run.end()) else run


def _central(match: re.Match[str]) -> bool:
    return match.group().endswith("trung ương")


def place_after(flat: Flat, at: int, *, posted: bool) -> tuple[int, str, Place | None] | None:
    """Where the place after a head ends, the word of its kind, and the place where it is named.

    With an office before (`posted`) the officer's name may follow: a long run of capitals is then no place.
    """
    match = _pattern().match(flat.low, at)
    if not match:
        return None
    word, name, alone, kind, short = match.groups()
    if alone:
        found = provinces()[alone]
        return (match.end(), found.word, found) if flat.text[match.start(3)].isupper() else None
    if name:
        known, said = provinces()[name], _SHORT.get(word, word)
        if said == known.word:
            return match.end(), said, known
        return match.end(), said, Place(said, known.name, "district" if said == "thành phố" else "province")
    kind = kind or _SHORT[short]
    run = _run(flat, match.end(), 2 if posted else _LONGEST, least=2 if kind == "tỉnh" else 1)
    if run is None:
        return match.start(5) + len(short) if short else match.end(), kind, None
    level = "district" if kind == "thành phố" else levels()[kind]
    above = _above().match(flat.low, run.end()) if level != "province" else None
    province = provinces()[above.group(1)] if above else None
    return (above or run).end(), kind, Place(kind, run.group(1), level, province)
