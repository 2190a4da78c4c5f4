"""Every number written in digits, in one scan, with what its form alone says."""

import re

from dutdiem.reading.flat import Flat

Number = tuple[int, int, str]
"""Start, end (flat offsets) and the digits with their inner marks, as written."""

_NUMBER = re.compile(r"[0-9]+(?:[.,/\-:][0-9]+)*")


def find_numbers(flat: Flat) -> list[Number]:
    """All but what only counts a line or fills a cell: "1." or "2)" at its start, a bare number on it."""
    text = flat.text
    found = []
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if (not start or text[start - 1] == "\n") and text[end : end + 1] in "\n)":
            continue
        found.append((start, end, match.group()))
    return found


def may_be_dated(low: str, start: int, end: int, written: str) -> bool:
    """Whether a number, by its form and what follows, may be a date ("19/12/2022") or the first of two years ("2021 - 2025"),
    or a year by which ("đến 2030")."""
    if len(written) == 4:
        return written[:2] in ("19", "20") and (
            low.startswith((" -", "–", " –"), end) or low.endswith((" đến ", " tới ", " đến hết "), 0, start)
        )
    return len(written) >= 8 and written[-4:-2] in ("19", "20") and ("/" in written or "-" in written or written.count(".") == 2)
