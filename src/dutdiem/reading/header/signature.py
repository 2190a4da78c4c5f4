"""Who signed: the block of capacity, position and name under the body (Decree 30/2020/NĐ-CP, annex I, 7)."""

import re
from functools import cache

from dutdiem.reading.letters import LOWER, UPPER
from dutdiem.reading.vocabulary import alternatives, vocabulary

_BESIDE = 12000
_ABOVE = 2000
_SAYS_MORE = re.compile(rf"[{UPPER}]")
_NAME = rf"[{UPPER}][{LOWER}]*(?:['’-]?[{UPPER}]?[{LOWER}]+)?(?: [{UPPER}][{LOWER}'’]*){{1,5}}"


@cache
def _block() -> re.Pattern[str]:
    words = vocabulary("header")
    return re.compile(
        rf"(?:(?:{alternatives(words['capacities'])})\s*[{UPPER} ,.&-]{{3,}}"
        rf"|(?:{alternatives(words['positions'])})\b[{UPPER} ,.&-]*)"
    )


@cache
def _name() -> re.Pattern[str]:
    ranks = alternatives(vocabulary("header")["ranks"])
    return re.compile(rf"(?:(?:{ranks})\.? )*({_NAME})$")


def signer(text: str, recipients: int | None) -> str | None:
    """The signer's name in the flat text: beside "Nơi nhận" (its offset) where there is one, else in the last two thirds."""
    if recipients is None:
        return _first(text[len(text) // 3 :].split("\n"))
    after = text[recipients : recipients + _BESIDE].split("\n")
    before = text[max(0, recipients - _ABOVE) : recipients].split("\n")
    return _first(after[:90]) or _first(before[-16:])


def _first(lines: list[str]) -> str | None:
    for i, line in enumerate(lines):
        if len(line) < 4 or not (line[:2].isupper() or "nhận" in line):
            continue
        match = _block().search(line)
        if match and (name := _after(line[match.start() :], lines[i + 1 : i + 9])):
            return name
    return None


def _after(line: str, following: list[str]) -> str | None:
    """The name at the end of the block's own line, or on the first name-like line below it."""
    inline = _block().match(line)
    if inline and (found := _name().match(line[inline.end() :].strip())) and len(line) < 160:
        return found.group(1)
    if inline and _SAYS_MORE.search(line, inline.end()):
        rest = line[inline.end() - 1 :].strip()
        found = _name().match(rest)
        return found.group(1) if found else None
    for below in following:
        if found := _name().fullmatch(below.strip(" .*")):
            return found.group(1)
        if below.strip() and not below.isupper() and not below.startswith(("(", "[", "-", "_", "*")) and not _ranked(below):
            return None
    return None


def _ranked(line: str) -> bool:
    return line.strip(" .") in vocabulary("header")["ranks"]
