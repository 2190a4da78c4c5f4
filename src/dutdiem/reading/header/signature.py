"""Who signed: the block of capacity, position and name under the body (Decree 30/2020/NĐ-CP, annex I, 7)."""

import re
from dataclasses import dataclass
from functools import cache

from dutdiem.reading.letters import LOWER, UPPER
from dutdiem.reading.vocabulary import alternatives, vocabulary

_BESIDE = 12000
_ABOVE = 2000
_SAYS_MORE = re.compile(rf"[{UPPER}]")
_NAME = rf"[{UPPER}][{LOWER}]*(?:['’-]?[{UPPER}]?[{LOWER}]+)?(?: [{UPPER}][{LOWER}'’]*){{1,5}}"
_SIGNED = re.compile(r"^\([^()]{2,40}\) ?")
_SKIPPED = ("(", "[", "-", "_", "*", "–", "+", "…")
_GAP = re.compile(rf"[;.,] (?=[{UPPER}][{UPPER}./])")
_CAPITALS = re.compile(rf"(?<=\w) (?=[{UPPER}]{{2}})")
_BEHIND = re.compile(rf"(?<=[.;] )[{UPPER}][{LOWER}]+(?: [{UPPER}][{LOWER}]+){{2,4}}$")


@dataclass(frozen=True, slots=True)
class Signature:
    """The signer's name and the line that says in what capacity."""

    name: str
    capacity: str


@cache
def _block() -> re.Pattern[str]:
    words = vocabulary("header")
    return re.compile(
        rf"(?:(?:{alternatives(words['capacities'])})\s*[{UPPER} ,.&-]{{3,}}"
        rf"|(?:{alternatives(words['positions'])})\b[{UPPER} ,.&-]*)"
    )


@cache
def _opens() -> re.Pattern[str]:
    words = vocabulary("header")
    dotted = [word for word in words["capacities"] if word[-1] == "." or "/" in word]
    return re.compile(rf"(?:{alternatives(dotted)}) ?[{UPPER}]|(?:{alternatives(words['positions'])})(?![{LOWER}\w])")


@cache
def _name() -> re.Pattern[str]:
    ranks = alternatives(vocabulary("header")["ranks"])
    return re.compile(rf"(?:(?:{ranks})\.?,? ?)*({_NAME})$")


def opens_block(line: str) -> bool:
    """Whether a line begins a signature's block ("KT. CHỦ TỊCH", "GIÁM ĐỐC")."""
    return _opens().match(line) is not None


def block_behind(line: str) -> int | None:
    """Where a signature's block begins behind the end of what else is on the page's line, which the copy for the files may be
    without a mark ("Lưu: VT TRƯỞNG PHÒNG"); None where none does."""
    gaps = [*_GAP.finditer(line), *(_CAPITALS.finditer(line, filed) if (filed := line.rfind("Lưu")) >= 0 else ())]
    return next((gap.end() for gap in gaps if _opens().match(line, gap.end())), None)


def name_behind(line: str) -> int | None:
    """Where a signer's name stands behind the end of what else is on the page's line; None where none does."""
    match = _BEHIND.search(line)
    return match.start() if match else None


def signature_after(text: str, begin: int, others: tuple[str, ...], recipients: tuple[int, int] | None) -> Signature | None:
    """The signature beside the recipients (their place; `others` stood between them), else the first below `begin`."""
    if recipients is None:
        return _first(text[begin:].split("\n"))
    start, end = recipients
    after = [*others, *text[end : end + _BESIDE].lstrip("\n").split("\n")[:90]]
    before = text[max(0, start - _ABOVE) : start].split("\n")
    return _first(after) or _first(before[-16:])


def _first(lines: list[str]) -> Signature | None:
    words = vocabulary("header")["beside"]
    for i, line in enumerate(lines):
        if len(line) < 4 or not (line[:2].isupper() or "nhận" in line):
            continue
        match = _block().search(line)
        if match is None:
            continue
        skipped = int(i > 0 and lines[i - 1].strip(" .*") in words)
        if name := _after(line[match.start() :], lines[i + 1 : i + 12], skipped):
            return Signature(name, line[match.start() :].strip())
    return None


def _after(line: str, following: list[str], skipped: int) -> str | None:
    """The name at the end of the block's own line, or on the first name-like line below it."""
    inline = _block().match(line)
    behind = _SIGNED.sub("", line[inline.end() :].strip()) if inline else ""
    if inline and (found := _name().match(behind)) and len(line) < 160:
        return str(found.group(1))
    if inline and _SAYS_MORE.search(line, inline.end()):
        found = _name().match(line[inline.end() - 1 :].strip())
        return found.group(1) if found else None
    for below in following:
        core = below.strip(" .*")
        if found := _name().fullmatch(core):
            if not skipped:
                return found.group(1)
            skipped -= 1
        elif core and not core.isupper() and not below.startswith(_SKIPPED) and core not in vocabulary("header")["ranks"]:
            return None
    return None
