"""What a document says, without how it looks: the same content becomes DOCX, Markdown or a workbook."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

LETTER = "Công văn"
"""What a document without a kind is; it is not printed on it."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that are set apart within a line."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Cited:
    """A printed figure and the number under which the annex "Nguồn số liệu" says where it comes from.

    In prose the number is printed after the figure; in a table (`numbered=False`) only the link stands there.
    """

    text: str
    source: int
    numbered: bool = True
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """The number of a figure in the annex "Nguồn số liệu": the place a `Cited` leads to, and the way back."""

    source: int


Inline = str | Run | Cited | Origin
Text = Inline | tuple[Inline, ...]
Align = Literal["left", "center", "right", "justify"]


@dataclass(frozen=True, slots=True)
class Part:
    """A part with its number and its title: "Phần I", then the title in capitals (annex I, II.6.đ)."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 is a section ("I. ..." in capitals), level 2 a clause with a title ("1. ..."), level 3 a point."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `basis` is a legal basis in italics (II.6.a), `note` small print under a table or chart."""

    text: Text
    style: Literal["body", "basis", "center", "note", "addressee"] = "body"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; `width` counts as a share of the sum of all widths."""

    title: str
    width: float
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Row:
    """A row has one cell per column; a group row has one cell, which spans the table; a total row is bold."""

    cells: tuple[Text, ...]
    kind: Literal["plain", "group", "total"] = "plain"


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table whose header row is repeated on every page; a long one may be `compact`, with no room in its rows."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str | None = None
    unit_note: str | None = None
    size: float | None = None
    compact: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG with its caption below; `says` is the same in words, for those who do not see it. Width in mm."""

    png: bytes
    caption: str
    says: str
    width: float = 150.0


Block = Part | Heading | Paragraph | Table | Picture


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of the first page; `party` for the Party's layout, which has no national heading."""

    issuer: str
    number: str
    place: str
    issued: date
    parent: str | None = None
    party: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """`authority` ("TM. ỦY BAN NHÂN DÂN", "KT. BỘ TRƯỞNG"), the post, and the name of who signs."""

    post: str
    name: str
    authority: str | None = None


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex begins on a new page, counts its own pages (III.1.đ) and may lie across (I.2)."""

    number: str | None
    title: str
    blocks: tuple[Block, ...]
    reference: str | None = None
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class OfficialDocument:
    """A whole document. One without a `kind` is a letter (công văn): its title stands below its number, after "V/v".

    `stamp` is printed in a frame above the letterhead ("VĂN BẢN MẪU", "DỰ THẢO"), `mark` at the foot of every page;
    `identifier` is not printed: it stands in the file's properties, by which a program finds its record again.
    """

    letterhead: Letterhead
    kind: str
    title: str
    blocks: tuple[Block, ...]
    signature: Signature | None = None
    recipients: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    mark: str | None = None
    stamp: str | None = None
    addressees: tuple[str, ...] = ()
    identifier: str = ""


def inlines(text: Text) -> tuple[Inline, ...]:
    """A text as its pieces, whichever way it was given."""
    return text if isinstance(text, tuple) else (text,)


def plain(text: Text) -> str:
    """The words alone, without marks of sources."""
    return "".join(_words(piece) for piece in inlines(text))


def _words(piece: Inline) -> str:
    if isinstance(piece, str):
        return piece
    return str(piece.source) if isinstance(piece, Origin) else piece.text


def all_blocks(document: OfficialDocument) -> Iterator[Block]:
    """The blocks of the body, then those of each annex, in reading order."""
    yield from document.blocks
    for annex in document.annexes:
        yield from annex.blocks


def printings(document: OfficialDocument) -> dict[int, list[str]]:
    """What is printed for each numbered figure, every time it is printed, in reading order."""
    found: dict[int, list[str]] = {}
    for text in _texts(document):
        for piece in inlines(text):
            if isinstance(piece, Cited):
                found.setdefault(piece.source, []).append(piece.text)
    return found


def _texts(document: OfficialDocument) -> Iterator[Text]:
    for block in all_blocks(document):
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row.cells)


def tables(document: OfficialDocument) -> Iterator[Table]:
    """The tables of a document in reading order."""
    return (block for block in all_blocks(document) if isinstance(block, Table))
