"""Two columns that a plain text sets side by side with blanks between them: the letterhead, and who gets a copy beside who signs.

Decree 30/2020/NĐ-CP, annex I, sets the body left of the national heading and the recipients left of the signature; a text copied
from a page keeps the columns as blanks, which the flat text has no more.
"""

import re
from collections.abc import Iterable

_GAP = re.compile(r"(?<=\S)(?: {3,}|\t+ *)(?=\S)")
_NARROW = re.compile(r"(?<=\S) {2,}(?=\S)")
_NEAR = 16
"""So far from where the right column begins one of its lines may be, and the end of a long line of the left one."""


def right_column(line: str) -> int | None:
    """Where the right column begins in a line that has both; None where it has no wide gap, or several."""
    gaps = [match.end() for match in _GAP.finditer(line.strip(" \n"))]
    return gaps[0] + len(line) - len(line.lstrip(" ")) if len(gaps) == 1 else None


def side_by_side(lines: Iterable[str], column: int) -> list[tuple[str, str]]:
    """Each line's left and right part; the right column begins at about `column`."""
    return [_parted(line, column) for line in lines]


def _parted(line: str, column: int) -> tuple[str, str]:
    begin = len(line) - len(line.lstrip(" \t"))
    if begin >= column - _NEAR and begin > _NEAR:
        return "", line.strip()
    for gap in (_GAP, _NARROW):
        cut = next((match.end() for match in gap.finditer(line) if match.end() >= column - _NEAR), None)
        if cut is not None:
            return line[:cut].strip(), line[cut:].strip()
    return line.strip(), ""
