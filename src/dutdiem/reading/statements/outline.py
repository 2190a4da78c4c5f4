"""The lists and sections that a line stands in, and whom they ask.

A list below a list is told by its kind of marker alone: a kind that is open already goes on with that list and ends what stands
below it, a new kind is a list below (“1.” over “a)” over “-”, but “b)” over “(i)” as well as “(1)” over “a)”).
"""

import re
from dataclasses import dataclass

from dutdiem.reading.letters import LOWER, UPPER

_DASH = rf"[-–](?= [{UPPER}]|[{UPPER}][{LOWER}]) ?"
"""As Party documents have it ("2- Tăng cường …"); "57-NQ/TW" at the beginning of a line is a number."""
_MARKS = re.compile(
    r"(?P<article>Điều|Phần|Chương|Mục) (?:thứ )?\w+[.:]? ?|(?P<roman>[IVXLC]{1,6})[.)/-](?!\d) ?"
    rf"|(?P<number>\d{{1,2}}(?:\.\d{{1,2}}){{0,3}})(?:[.)/] |(?<=\.\d) |[.)](?=\D)|{_DASH})"
    rf"|(?P<letter>[a-zđ])(?:[.)] ?|{_DASH})"
    r"|(?P<capital>[A-HĐ])[.)] |\((?P<inner>\d{1,2}|[ivx]{1,5}|[a-zđ])\) ?"
)
_BULLETS = frozenset("-–+•●▪◦")
MARK_FIRST = _BULLETS | {"("}
MARK_PAIRS = frozenset(
    first + second
    for firsts, seconds in (
        ("ĐPCM", "ihụ"),
        ("IVXLC", "IVXLC.)/-"),
        ("0123456789", "0123456789.)/-–"),
        ("abcdefghijklmnopqrstuvwxyzđABCDEFGHĐ", ".)"),
        ("abcdefghijklmnopqrstuvwxyzđ", "-–"),
    )
    for first in firsts
    for second in seconds
)
"""A line has a marker only where it begins with one of these characters or pairs of characters."""
_TOP = ("article", "roman", "capital")


@dataclass(slots=True)
class Open:
    """An open section or list: its kind of marker, whether its lines are asked, of whom by whom, and whether they only petition."""

    kind: str
    asks: bool = False
    who: str | None = None
    assignee: str | None = None
    petition: bool = False
    topic: str | None = None
    """What its lines are about, where its heading says so."""


def marker(text: str, start: int) -> tuple[str, int]:
    """Kind of the list marker of the line that begins at `start`, and where what it marks begins; ("", start) for none."""
    first = text[start]
    if first in _BULLETS:
        return "-" if first == "–" else first, start + 2 if text.startswith(" ", start + 1) else start + 1
    match = _MARKS.match(text, start)
    if match is None:
        return "", start
    kind = match.lastgroup or ""
    if kind == "number":
        kind += "." * match.group(kind).count(".")
    elif kind == "inner":
        kind += "1" if match.group(kind).isdigit() else "i"
    return kind, match.end()


class Outline:
    """The open sections and lists, the innermost last."""

    def __init__(self) -> None:
        self.open: list[Open] = []
        self.asked_above = False
        """Whether there has been a section in which the document's issuer petitions; most texts have none."""

    def knows(self, kind: str) -> bool:
        return any(step.kind == kind for step in self.open)

    def enter(self, kind: str) -> Open | None:
        """A line with this marker: ends what it ends, and stands open itself, as what it stands in; None where nothing is open."""
        steps = self.open
        if kind in _TOP and not self.knows(kind):
            steps = self.open = [step for step in steps if step.kind in _TOP or step.kind == "asked"]
        own = None
        for index, step in enumerate(steps):
            if step.kind == kind:
                own = step
                del steps[index:]
                break
        if not steps:
            return None
        around = steps[-1]
        own = own or self.push(kind)
        own.asks, own.who, own.assignee, own.petition = around.asks, around.who, around.assignee, around.petition
        own.topic = None
        if steps[-1] is not own:
            steps.append(own)
        return own

    def petitions(self) -> bool:
        """Whether a section is open in which the document's issuer asks others for something."""
        return self.asked_above and any(step.petition for step in self.open)

    def topic(self) -> str | None:
        """What the innermost list is about that says so."""
        return next((step.topic for step in reversed(self.open) if step.topic), None)

    def close_lists(self) -> None:
        """Ends every list; sections stay open."""
        self.open = [step for step in self.open if step.kind in _TOP]

    def push(self, kind: str) -> Open:
        """A step that stands open from here on; it asks nothing yet."""
        step = Open(kind)
        self.open.append(step)
        return step
