"""A table's cells as they stand in the source."""

import re
from dataclasses import dataclass

_BROKEN = re.compile(r"\s*(?:\n|<br ?/?>)\s*", re.I)
MARKS = " \t\n\r*_\xa0"


@dataclass(slots=True)
class Cell:
    """A cell's text without emphasis marks, and where it stands in the source."""

    text: str
    start: int
    end: int


@dataclass(slots=True)
class Grid:
    """Rows of cells; start..end covers the table in the source."""

    start: int
    end: int
    rows: list[list[Cell]]


def cell_at(text: str, start: int, end: int) -> Cell:
    """The cell between two places of the source, without blanks and marks at its ends."""
    core = text[start:end].lstrip(MARKS)
    if not core:
        return Cell("", start, start)
    begin = end - len(core)
    core = core.rstrip(MARKS)
    plain = core if "\n" not in core and "*" not in core and "  " not in core and "<" not in core else _plain(core)
    return Cell(plain, begin, begin + len(core))


def lines_of(text: str, cell: Cell) -> str:
    """What the cell says with its line breaks, as they stand in the source; its plain text where that does not tell."""
    piece = text[cell.start : cell.end]
    if "\n" not in piece and "<br" not in piece:
        return cell.text
    lines = "\n".join(_plain(line) for line in _BROKEN.split(piece))
    return lines if lines.split() == cell.text.split() else cell.text


def _plain(piece: str) -> str:
    """One space for white space, no emphasis marks."""
    words = " ".join((_BROKEN.sub(" ", piece) if "<" in piece else piece).split())
    return re.sub(r"\*{2,}|(?<= )\*|\*(?= )", "", words).strip() if "*" in words else words
