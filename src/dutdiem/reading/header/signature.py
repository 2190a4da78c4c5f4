"""Who signed: the block of capacity, position and name under the body (Decree 30/2020/NĐ-CP, annex I, 7)."""

import re
from functools import cache

from dutdiem.reading.letters import LOWER, UPPER
from dutdiem.reading.vocabulary import alternatives, vocabulary

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


def signer(lines: list[str]) -> str | None:
    """The signer's name among a text's flat lines, looked for beside "Nơi nhận", else in the last two thirds."""
    at = next((i for i, line in enumerate(lines) if line.lower().startswith("nơi nhận")), None)
    if at is not None:
        return _first(lines[at : at + 90]) or _first(lines[max(0, at - 15) : at])
    return _first(lines[len(lines) // 3 :])


def _first(lines: list[str]) -> str | None:
    for i, line in enumerate(lines):
        match = _block().search(line) if line[:1].isupper() or "nhận" in line.lower() else None
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
