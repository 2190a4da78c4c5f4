"""What a file holds: its text for the reader, and every part of it for the guards.

The guards must see more than the reader: a stamp stands in a header, a text box, a picture or an attached file.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from unicodedata import is_normalized, normalize

from dutdiem.reading.files.limits import LIMITS
from dutdiem.reading.files.refusing import Unfit
from dutdiem.reading.model import Notice, Page, SourceTable

Row = tuple[str, ...]


class Role(StrEnum):
    """Where in a file a part stands."""

    BODY = "body"
    MARGIN = "margin"  # header or footer of the pages
    BOX = "box"  # text box, shape, watermark, comment
    NOTE = "note"  # footnote or endnote
    ATTACHMENT = "attachment"
    SCAN = "scan"  # recognised from an image
    NAME = "name"  # what a file within the file is called


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the file's text (NFC) with the place it stands in."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file within the file."""

    name: str
    data: bytes


@dataclass(slots=True)
class Opened:
    """One file opened: the text for the reader with its pages and tables, and all parts for the guards."""

    text: str = ""
    pages: list[Page] = field(default_factory=list)
    tables: list[SourceTable] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    pictures: list[bytes] = field(default_factory=list)
    paragraphs: bool = False


@dataclass(slots=True)
class Grid:
    """A table on its grid of columns. A cell over several rows stands in `shown` once and in `rows` for each row that it
    holds for; a cell over several columns is followed by empty ones in both."""

    rows: list[list[str]] = field(default_factory=list)
    shown: list[list[str]] = field(default_factory=list)

    @property
    def is_layout(self) -> bool:
        return is_layout(self.rows)

    def lines(self) -> list[str]:
        """The cells one after another, each on lines of its own."""
        return [cell for row in self.shown for cell in row if cell.strip()]


def is_layout(rows: Sequence[Sequence[str]]) -> bool:
    """Letterheads and signatures are set as tables too; nothing is listed in them."""
    width = max(map(len, rows), default=0)
    return width <= 1 or (width <= 3 and len(rows) <= 2)


class Composer:
    """Puts a text together line by line and remembers where tables and pages lie.

    Cells of a row are separated by a tab, rows by a line break; paragraphs within a cell by a line break.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self.pages: list[Page] = []
        self.tables: list[SourceTable] = []

    @property
    def length(self) -> int:
        return self._length

    def line(self, text: str) -> None:
        self._add(normalize("NFC", text) + "\n")

    def _add(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)
        if self._length > LIMITS.text_characters:
            raise Unfit("too_long", limit=f"{LIMITS.text_characters:,} ký tự".replace(",", "."))

    def lines(self, texts: Iterable[str]) -> None:
        for text in texts:
            self.line(text)

    def table(self, grid: Grid, before_row: Callable[[int], None] | None = None) -> None:
        """Writes a table; one that lists something is recorded too. `before_row` is told the number of each row."""
        if grid.is_layout:
            self.lines(grid.lines())
            return
        rows = _stripped(grid.rows)
        shown = rows if grid.shown is grid.rows else _stripped(grid.shown)
        if before_row is None:
            self.rows(rows, shown)
            return
        start = self._length
        for at, row in enumerate(shown):
            before_row(at)
            self.line("\t".join(row))
        self.tables.append(SourceTable(start, self._length - 1, _composed(rows)))

    def rows(self, rows: list[Row], shown: list[Row]) -> None:
        """Writes a table that lists something and whose cells have no white space at their ends; see `Grid`."""
        start = self._length
        text = "\n".join([*map("\t".join, shown), ""])
        composed = is_normalized("NFC", text)
        self._add(text if composed else normalize("NFC", text))
        as_it_stands = composed and rows is shown
        self.tables.append(SourceTable(start, self._length - 1, tuple(rows) if as_it_stands else _composed(rows)))

    def page(self, start: int, ocr: bool = False) -> None:
        self.pages.append(Page(start, self._length, ocr))

    def text(self) -> str:
        return "".join(self._pieces)


def _stripped(rows: list[list[str]]) -> list[Row]:
    return [tuple(map(str.strip, row)) for row in rows]


def _composed(rows: list[Row]) -> tuple[Row, ...]:
    """The cells in NFC."""
    return tuple(tuple(normalize("NFC", cell) for cell in row) for row in rows)
