"""From a text to its reading."""

from datetime import date

from dutdiem.reading.model import Header, Reading, SourceText


def read_text(source: SourceText, anchor: date | None = None) -> Reading:
    """Read one text; `anchor` (else the document's own date) is what relative times resolve against."""
    return Reading(source, Header(), anchor, (), (), (), source.notices)
