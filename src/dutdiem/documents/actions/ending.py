"""When a document no longer holds, and what took its place."""

from datetime import date

from dutdiem.authority import Actor
from dutdiem.documents.actions.permission import demand_of_owner
from dutdiem.documents.models import Document
from dutdiem.kit.errors import Mistake
from dutdiem.trail.actions import entry


def end(actor: Actor, document: Document, *, on: date, replaced_by: Document | None = None) -> None:
    """Note the first day on which a document no longer holds, and what took its place; the tasks that rest on it are marked."""
    demand_of_owner(actor, document, "documents.decide")
    if document.date and on < document.date:
        raise Mistake(
            f"{document}: ngày hết hiệu lực {on:%d/%m/%Y} trước ngày ban hành {document.date:%d/%m/%Y}; sửa ngày.", field="on"
        )
    if replaced_by and replaced_by.pk == document.pk:
        raise Mistake(f"{document} không thay thế chính nó; chọn văn bản khác.", field="by")
    with entry(actor, "documents.end", document=document.pk, on=on.isoformat()) as writing:
        # As it now stands: what somebody else has marked meanwhile, internal above all, is not written over.
        document.refresh_from_db(from_queryset=Document.objects.select_for_update())
        document.ended_on, document.replaced_by = on, replaced_by
        writing.change(document)
