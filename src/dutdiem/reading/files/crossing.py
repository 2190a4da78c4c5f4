"""From the JSON that a reading process answers back to the values of `reading.model`."""

from datetime import date
from typing import Any

from dutdiem.reading.model import Header, Mention, Notice, Page, Passage, Reading, SourceTable, SourceText, Table

Json = dict[str, Any]
_MENTION = ("kind", "start", "end", "text")


def source_of(found: Json) -> SourceText:
    """What `open_document` gives, from its JSON."""
    return SourceText(
        text=found["text"],
        pages=tuple(Page(*page) for page in found["pages"]),
        tables=tuple(SourceTable(start, end, _rows(rows)) for start, end, rows in found["tables"]),
        notices=_notices(found["notices"]),
        file_name=found["file_name"],
        sha256=found["sha256"],
        paragraphs=found["paragraphs"],
    )


def reading_of(found: Json) -> Reading:
    """A reading from the object of the reading schema. The tables of its source are those of the reading."""
    source, anchor = found["source"], found["source"]["anchor_date"]
    tables = tuple(Table(t["start"], t["end"], t["columns"], _rows(t["rows"])) for t in found["tables"])
    return Reading(
        source=SourceText(
            text=found["text"],
            pages=tuple(Page(page["start"], page["end"], page["ocr"]) for page in found["pages"]),
            tables=tuple(SourceTable(table.start, table.end, table.rows) for table in tables),
            file_name=source["file"],
            sha256=source["sha256"],
        ),
        header=_header(found["header"]),
        anchor=date.fromisoformat(anchor) if anchor else None,
        passages=tuple(Passage(p["id"], p["start"], p["end"], p["heading"]) for p in found["passages"]),
        tables=tables,
        mentions=tuple(_mention(mention) for mention in found["mentions"]),
        notices=_notices(found["warnings"]),
    )


def _header(found: Json) -> Header:
    issued = found["date"]
    return Header(**(found | {"date": date.fromisoformat(issued) if issued else None, "recipients": tuple(found["recipients"])}))


def _mention(found: Json) -> Mention:
    facts = {key: fact for key, fact in found.items() if key not in _MENTION}
    return Mention(found["kind"], found["start"], found["end"], found["text"], facts)


def _notices(found: list[Json]) -> tuple[Notice, ...]:
    return tuple(Notice(notice["code"], notice["at"], notice["says"]) for notice in found)


def _rows(rows: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row) for row in rows)
