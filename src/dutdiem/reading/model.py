"""What goes into the reader and what comes out.

All offsets are Python string offsets into `SourceText.text`, half open: `text[start:end]`.
"""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

Json = dict[str, Any]
_RULING_SYMBOL = re.compile(r"\d+/(?:19|20)\d\d/")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the file; `ocr` where its text was recognised from an image."""

    start: int
    end: int
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table as the file gave it: the cells' texts as they stand in the text, within start..end."""

    start: int
    end: int
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that could not be read or resolved: a code, its place (or None), one Vietnamese sentence."""

    code: str
    at: int | None
    says: str

    def as_json(self) -> Json:
        return {"code": self.code, "at": self.at, "says": self.says}


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of one file in NFC, with what the file knew of its pages and tables."""

    text: str
    pages: tuple[Page, ...] = ()
    tables: tuple[SourceTable, ...] = ()
    notices: tuple[Notice, ...] = ()
    file_name: str = ""
    sha256: str = ""
    paragraphs: bool = False
    """Whether every line is a paragraph (a word processor's file), not a line of a page or of a web text."""


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a document after Decree 30/2020/NĐ-CP, annex I (or a Party document's); None where not found."""

    type: str | None = None
    number: str | None = None
    symbol: str | None = None
    issuer: str | None = None
    date: datetime.date | None = None
    place: str | None = None
    title: str | None = None
    signer: str | None = None
    urgency: str | None = None
    term: str | None = None
    recipients: tuple[str, ...] = ()

    @property
    def rules(self) -> bool:
        """Whether it lays down rules for everybody: its symbol has its year ("82/2025/QĐ-UBND"), or it is a regulation."""
        return self.type == "QC" or bool(self.symbol and _RULING_SYMBOL.match(self.symbol))

    def as_json(self) -> Json:
        names = ("type", "number", "symbol", "issuer", "date", "place", "title", "signer", "urgency", "term")
        values: Json = {name: getattr(self, name) for name in names}
        values["date"] = self.date.isoformat() if self.date else None
        return values | {"recipients": list(self.recipients)}


class Passage(NamedTuple):
    """An addressable piece: `id` is a path such as dieu_3.khoan_2.diem_a."""

    id: str
    start: int
    end: int
    heading: str

    def as_json(self) -> Json:
        return {"id": self.id, "start": self.start, "end": self.end, "heading": self.heading}


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the roles of its columns (role to zero-based column number); no roles where it holds no tasks."""

    start: int
    end: int
    columns: Mapping[str, int]
    rows: tuple[tuple[str, ...], ...]

    def as_json(self) -> Json:
        rows = [list(row) for row in self.rows]
        return {"start": self.start, "end": self.end, "columns": dict(self.columns), "rows": rows}


class Mention(NamedTuple):
    """Something recognised in the text, with its exact span and the facts of its kind (see `facts` of each finder)."""

    kind: str
    start: int
    end: int
    text: str
    facts: Json

    def as_json(self) -> Json:
        return {"kind": self.kind, "start": self.start, "end": self.end, "text": self.text} | self.facts


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in one text."""

    source: SourceText
    header: Header
    anchor: datetime.date | None
    passages: tuple[Passage, ...]
    tables: tuple[Table, ...]
    mentions: tuple[Mention, ...]
    notices: tuple[Notice, ...]

    def as_json(self) -> Json:
        """The object that `dutdiem read FILE --json` prints; dates are ISO strings."""
        source = self.source
        return {
            "source": {
                "file": source.file_name,
                "sha256": source.sha256,
                "characters": len(source.text),
                "anchor_date": self.anchor.isoformat() if self.anchor else None,
            },
            "header": self.header.as_json(),
            "text": source.text,
            "warnings": [notice.as_json() for notice in self.notices],
            "pages": [{"start": page.start, "end": page.end, "ocr": page.ocr} for page in source.pages],
            "passages": [passage.as_json() for passage in self.passages],
            "tables": [table.as_json() for table in self.tables],
            "mentions": [mention.as_json() for mention in self.mentions],
        }
