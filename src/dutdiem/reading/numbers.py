"""Every number written in digits, in one scan, with what its form alone says."""

import re
from typing import NamedTuple

from dutdiem.reading.flat import Flat

_NUMBER = re.compile(r"[0-9]+(?:[.,/\-:][0-9]+)*")


class Number(NamedTuple):
    """A run of digits with inner marks (flat offsets). `dated`: it may be a date or two years."""

    start: int
    end: int
    written: str
    dated: bool


def find_numbers(flat: Flat) -> list[Number]:
    text = flat.text
    found = []
    for match in _NUMBER.finditer(text):
        written, end = match.group(), match.end()
        found.append(Number(match.start(), end, written, len(written) > 3 and _dated(text, end, written)))
    return found


def _dated(text: str, end: int, written: str) -> bool:
    if len(written) == 4:
        return written[:2] in ("19", "20") and (text.startswith((" -", "–", " –"), end))
    return len(written) >= 8 and written[-4:-2] in ("19", "20") and ("/" in written or "-" in written or written.count(".") == 2)
