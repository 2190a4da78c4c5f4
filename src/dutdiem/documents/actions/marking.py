"""Whether a unit keeps a document of its own internal."""

from django.db import models

from dutdiem.authority import Actor
from dutdiem.documents.actions.permission import demand_of_owner, demand_own
from dutdiem.documents.models import Document
from dutdiem.kit.errors import Mistake
from dutdiem.trail.actions import entry


def keep_internal(actor: Actor, document: Document, *, internal: bool) -> None:
    """Keep a document internal, or open it to everybody. Mistake where something was taken from it already: that would go on
    telling of it elsewhere."""
    demand_of_owner(actor, document, "documents.decide")
    if document.internal == internal:
        return
    if internal and document.owner is None:
        raise Mistake(f"Văn bản số {document.pk} là văn bản chung của mọi đơn vị, không ghi nội bộ được.")
    if document.owner:
        demand_own(actor, document.owner)
    with entry(actor, "documents.mark", document=document.pk, internal=internal) as writing:
        document.refresh_from_db(from_queryset=Document.objects.select_for_update())
        if internal and _taken_from(document):
            raise Mistake(
                f"Văn bản số {document.pk} đã có nhiệm vụ, chỉ tiêu, vướng mắc hoặc văn bản khác dựa vào; "
                "hoàn lại các lần nhận gợi ý ở Việc cần chú ý rồi ghi nội bộ."
            )
        if twin := Document.objects.filter(owner=document.owner, sha256=document.sha256).exclude(pk=document.pk).first():
            raise Mistake(f"Văn bản số {document.pk}: cùng tệp đã đăng ký là văn bản số {twin.pk} của đơn vị; dùng văn bản đó.")
        document.internal = internal
        writing.change(document)


def _taken_from(document: Document) -> bool:
    """Whether a record that is no part of the document rests on it; stages above are known here by their relations alone."""
    resting = (one for one in document._meta.related_objects if one.on_delete is models.PROTECT)
    return any(one.related_model._default_manager.filter(**{one.field.name: document}).exists() for one in resting)
