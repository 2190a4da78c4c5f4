"""A unit's own documents follow it into its successor."""

from datetime import date

from django.db.models import QuerySet

from dutdiem.documents.models import Document
from dutdiem.units import following


def register() -> None:
    """Name them to the units."""
    following.register("document", following.Holding("văn bản của đơn vị", "owner", _owned, _title, _has))


def _owned(day: date) -> QuerySet[Document]:
    del day
    return Document.objects.exclude(owner=None)


def _title(document: Document) -> str:
    """What is internal is told by its number: whoever reviews the list may be above the unit or beside it."""
    return f"văn bản nội bộ số {document.pk}" if document.internal else str(document)


def _has(document: Document, unit: int) -> bool:
    return Document.objects.filter(owner=unit, sha256=document.sha256).exists()
