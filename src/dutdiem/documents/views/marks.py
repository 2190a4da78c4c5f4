"""A document's text cut into pieces that can be shown: paragraphs and tables, each piece with what covers it.

Mentions nest and cross; so the text is cut at every border, and each piece knows all that lies over it. Pieces are plain
text: the template escapes them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

KINDS = ("directive", "commitment", "obstacle", "task_row", "target", "reference", "period", "quantity", "organisation")


@dataclass(frozen=True, slots=True)
class Span:
    """Something that covers `start..end` of the text; `anchor` is the id that addresses point to."""

    start: int
    end: int
    kind: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under one set of spans: classes for their kinds, anchors of those that begin here."""

    text: str
    classes: str = ""
    anchors: tuple[str, ...] = ()
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (`pieces`) or a table (`rows` of cells of pieces)."""

    pieces: tuple[Piece, ...] = ()
    heading: bool = False
    rows: tuple[tuple[tuple[Piece, ...], ...], ...] = field(default=())


def blocks(text: str, spans: Iterable[Span], headings: Iterable[int], tables: Sequence[Mapping[str, Any]]) -> list[Block]:
    """The whole text in order; a table whose cells cannot be found in the text again is shown as its lines."""
    cutter = _Cutter(text, sorted(spans, key=lambda s: (s.start, -s.end)))
    tops, made, at = set(headings), [], 0
    for table in sorted(tables, key=lambda t: t["start"]):
        rows = cutter.rows(table) if table["start"] >= at else None
        if rows:
            made += cutter.paragraphs(at, table["start"], tops)
            made.append(Block(rows=rows))
            at = table["end"]
    return made + cutter.paragraphs(at, len(text), tops)


class _Cutter:
    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self.text = text
        self.spans = spans
        self.borders = sorted({edge for span in spans for edge in (span.start, span.end)})
        self.starts = [span.start for span in spans]
        self.longest = max((span.end - span.start for span in spans), default=0)

    def paragraphs(self, start: int, end: int, tops: set[int]) -> list[Block]:
        made, at = [], start
        for line in self.text[start:end].splitlines(keepends=True):
            words = line.strip()
            if words:
                first = at + line.index(words)
                made.append(Block(self.pieces(first, first + len(words)), heading=first in tops))
            at += len(line)
        return made

    def rows(self, table: Mapping[str, Any]) -> tuple[tuple[tuple[Piece, ...], ...], ...] | None:
        made, at = [], table["start"]
        for row in table["rows"]:
            cells = []
            for cell in row:
                found = self.text.find(cell, at, table["end"])
                if found < 0:
                    return None
                cells.append(self.pieces(found, found + len(cell)))
                at = found + len(cell)
            made.append(tuple(cells))
        return tuple(made)

    def pieces(self, start: int, end: int) -> tuple[Piece, ...]:
        edges = self.borders[bisect_right(self.borders, start) : bisect_left(self.borders, end)]
        return tuple(self._piece(a, b) for a, b in pairwise([start, *edges, end]) if a < b)

    def _piece(self, start: int, end: int) -> Piece:
        near = self.spans[bisect_left(self.starts, start - self.longest) : bisect_right(self.starts, start)]
        over = [span for span in near if span.end >= end]
        kinds = dict.fromkeys(f"k-{span.kind}" for span in over)
        begun = tuple(span.anchor for span in over if span.start == start and span.anchor)
        inside = " ".join(span.anchor for span in over if span.kind == "proposal")
        return Piece(self.text[start:end], " ".join(kinds), begun, inside)
