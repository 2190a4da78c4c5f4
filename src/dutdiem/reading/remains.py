"""What a web page or a file's front matter has left around a document's text: not content, nothing is read in it.

Told from form alone: a line of front matter, the facts that a law portal lists above a document, captions that come back
between the paragraphs of a news text, and what hangs below the text ("Tin cùng chuyên mục", visitor counters).
"""

import re
from functools import cache

from dutdiem.reading.flat import Flat
from dutdiem.reading.model import Header
from dutdiem.reading.vocabulary import alternatives, vocabulary

_FRONT_MATTER = re.compile(r"\s*date:? \d{4}-\d{2}(?:-\d{2})?\b *")
_CAPTION = 25
_LONGEST_TAIL = 8000


def find_remains(flat: Flat, header: Header) -> list[tuple[int, int]]:
    """Flat spans, in order, without overlap."""
    found: list[tuple[int, int]] = []
    if front := front_matter(flat.low):
        found.append((0, front))
    elif header.symbol and (top := _portal_end(flat)):
        found.append((0, top))
    tail = _tail(flat, found[-1][1] if found else 0)
    if header.type is None:
        found += _repeated(flat, tail)
    if tail < len(flat.text):
        found.append((tail, min(len(flat.text), tail + _LONGEST_TAIL)))
    return found


def front_matter(low: str) -> int:
    """Where a line of front matter ends before which nothing stands ("date 2023-06 "), with the blanks behind it; 0 for none."""
    match = _FRONT_MATTER.match(low)
    return match.end() if match else 0


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
    source = "\n" + flat.source
    line = _tail_line().search(source)
    return max(start, flat.flat_of(line.start(1) - 1)) if line else len(flat.text)


@cache
def _tail_line() -> re.Pattern[str]:
    """A break and a whole line below the text, with nothing but marks of Markdown beside it."""
    return re.compile(rf"\n[ \t#*|]*({alternatives(vocabulary('flat')['tail_lines'])})[ \t*|\r]*(?:\n|$)")


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
