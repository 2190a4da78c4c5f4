"""Where an action ends and what will come of it begins: ", từ đó …", " và sẽ …", the end of a speech."""

import re

_PROMISE = re.compile(r",? và (?:cũng )?sẽ |, (?:từ đó|qua đó) |[”\"], (?=\w)")
_EFFECT = re.compile(r", (?:từ đó|qua đó) |[”\"], (?=\w)")
"""What comes of an undertaking; "và sẽ …" undertakes more."""


def promised(text: str, low: str, begin: int, stop: int, *, directive: bool) -> int:
    """The end of the action begin..stop (flat offsets), `stop` where nothing comes of it."""
    find = low.find
    if find("ẽ", begin, stop) < 0 and find("đó ", begin, stop) < 0 and find("”", begin, stop) < 0 and find('"', begin, stop) < 0:
        return stop  # most have none of the signs
    ends = _PROMISE if directive else _EFFECT
    found = ends.search(low, begin, stop)
    while found and found.group()[0] in '”"' and _opened(text, begin, found.start()):
        found = ends.search(low, found.end(), stop)
    return found.start() if found else stop


def _opened(text: str, begin: int, at: int) -> bool:
    """Whether the quotation that ends here began in the action: its own words, and no end of a speech."""
    return text.find("“", begin, at) >= 0 if text[at] == "”" else text.count('"', begin, at) % 2 == 1
