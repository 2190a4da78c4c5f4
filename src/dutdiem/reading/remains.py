"""What a web page or a file's front matter has left around a document's text: not content, nothing is read in it.

Told from form alone: a line of front matter, the facts that a law portal lists above a document, captions that come back
between the paragraphs of a news text, and what hangs below the text ("Tin cùng chuyên mục", visitor counters).
"""

import re

from dutdiem.reading.flat import Flat
from dutdiem.reading.model import Header
from dutdiem.reading.vocabulary import vocabulary

_FRONT_MATTER = re.compile(r"\s*date:? \d{4}-\d{2}(?:-\d{2})?\b")
_CAPTION = 25
_MARKS = 12
"""How many marks may stand before or behind a line."""
_LONGEST_TAIL = 8000


def find_remains(flat: Flat, header: Header) -> list[tuple[int, int]]:
    """Flat spans, in order, without overlap."""
    found: list[tuple[int, int]] = []
    if match := _FRONT_MATTER.match(flat.low):
        found.append((0, match.end()))
    elif header.symbol and (top := _portal_end(flat)):
        found.append((0, top))
    tail = _tail(flat, found[-1][1] if found else 0)
    if header.type is None:
        found += _repeated(flat, tail)
    if tail < len(flat.text):
        found.append((tail, min(len(flat.text), tail + _LONGEST_TAIL)))
    return found


def _portal_end(flat: Flat) -> int:
    """The end of a portal's list of facts, where the text begins with one."""
    at = max(flat.low.find("\nsố hiệu:\n", 0, 3000), flat.low.find("\nsố ký hiệu:\n", 0, 3000))
    if at < 0:
        return 0
    heading = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM").search(flat.text, at, at + 4000)
    return heading.start() if heading else 0


def _tail(flat: Flat, start: int) -> int:
    """Where what hangs below the text begins: the first whole line that is known to.

    Lines are looked for in the source: the web's hard breaks hide them from the flat text, where they may go on a heading.
    """
    source = flat.source
    found = len(source)
    for line in vocabulary("flat")["tail_lines"]:
        at = source.find(line, 0, found)
        while at >= 0 and not _is_whole_line(source, at, at + len(line)):
            at = source.find(line, at + 1, found)
        found = at if at >= 0 else found
    return max(start, flat.flat_of(found)) if found < len(source) else len(flat.text)


def _is_whole_line(source: str, at: int, end: int) -> bool:
    """Nothing but marks of Markdown stands beside it on its line."""
    begin = max(source.rfind("\n", max(0, at - _MARKS), at) + 1, at - _MARKS)
    stop = source.find("\n", end, end + _MARKS)
    return not source[begin:at].strip(" \t#*|") and not source[end : stop if stop >= 0 else end + _MARKS].strip(" \t*|\r")


def _repeated(flat: Flat, stop: int) -> list[tuple[int, int]]:
    """Every further occurrence of a whole line that is no sentence."""
    seen: set[str] = set()
    found, start = [], 0
    for line in flat.text[:stop].split("\n"):
        if len(line) >= _CAPTION and line[-1] not in ".;:!?…,":
            if line in seen:
                found.append((start, start + len(line)))
            seen.add(line)
        start += len(line) + 1
    return found
