"""Finding documents: lists by folded text, one document with its proposals and citations."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from dutdiem.authority import Actor
from dutdiem.documents import jobs
from dutdiem.documents.models import Citation, Document, Proposal
from dutdiem.documents.queries.layer import from_above, own
from dutdiem.documents.queries.seen import open_to, seen, shown, visible
from dutdiem.kit.errors import NotFound
from dutdiem.kit.folding import fold
from dutdiem.kit.keys import key_of

WHOSE = ("own", "above")
"""Whose documents a list is narrowed to: those of the units where the actor's roles stand, those from above."""


def listed(actor: Actor, on: date, *, search: str = "", type_: str = "", whose: str = "") -> QuerySet[Document]:
    """Documents with the numbers of their proposals, newest first, without their texts; `whose` is one of `WHOSE` or all."""
    found = visible(actor, on).defer("text", "tables", "warnings")
    if whose in WHOSE:
        found = found.filter(own(actor, on, "documents.read") if whose == "own" else from_above(actor, on))
    if type_:
        found = found.filter(type=type_)
    for word in fold(search).split():
        found = found.filter(folded__contains=word)
    return (
        found.alias()
        .annotate(open_proposals=Count("proposals", filter=Q(proposals__state="open")), all_proposals=Count("proposals"))
        .order_by("-date", "-pk")
    )


def one(actor: Actor, on: date, key: int) -> Document:
    """The document with this number; NotFound where there is none that the actor may read."""
    follower = (f"replaced_by__{column}" for column in ("text", "tables", "warnings"))
    document = visible(actor, on).filter(pk=key).select_related("owner", "replaced_by").defer(*follower).first()
    if document is None:
        raise NotFound(f"Không có văn bản số {key}; xem lại số hoặc danh sách văn bản.")
    return document


def by_name(actor: Actor, on: date, name: str) -> Document:
    """The document that a person names by its number here, its symbol or its file's name; one's own before another's."""
    found = visible(actor, on).select_related("owner")
    mine = Case(When(own(actor, on, "documents.read"), then=Value(0)), default=Value(1))
    document = found.filter(Q(symbol=name) | Q(file_name=name)).order_by(mine, "-date", "-pk").first()
    if document is None and (key := key_of(name)) is not None:
        document = found.filter(pk=key).first()
    if document is None:
        raise NotFound(f"Không có văn bản “{name}”; dùng số, ký hiệu hoặc tên tệp trong “documents list”.")
    return document


def proposals(document: Document, *, state: str = "") -> QuerySet[Proposal]:
    """The document's proposals in the order of its text."""
    found = document.proposals.order_by("start", "pk")
    return found.filter(state=state) if state else found


def chosen(actor: Actor, on: date, keys: Sequence[int]) -> list[Proposal]:
    """Proposals by number, NotFound where one is not there."""
    among = Proposal.objects.filter(open_to(actor, on, "document__"), pk__in=keys)
    found = {p.pk: p for p in among.select_related("document__owner")}
    missing = [str(key) for key in keys if key not in found]
    if missing:
        raise NotFound(f"Không có gợi ý số {', '.join(missing)}; xem “plans draft”.")
    return [found[key] for key in keys]


def rereading(document: Document) -> tuple[bool, str]:
    """Whether the document waits to be read again, and why the last attempt failed, empty where it did not."""
    asked = DBTaskResult.objects.filter(task_path=jobs.read_again.module_path, args_kwargs__args__0=document.pk)
    last = asked.order_by("-enqueued_at").first()
    if last is None:
        return False, ""
    failed = last.status == TaskResultStatus.FAILED
    told = last.traceback.strip().rsplit("\n", 1)[-1].partition(": ")[2] if failed else ""
    return last.status in {TaskResultStatus.READY, TaskResultStatus.RUNNING}, told


def citations(actor: Actor, on: date, document: Document) -> tuple[list[Citation], list[Citation]]:
    """What the document cites, in the order of its text, and who cites it, of what the actor may see; one question. `leads_to` is
    the key of what is registered of a citation, where the actor may see it."""
    found = Citation.objects.filter(Q(document=document) | Q(cited=document) & open_to(actor, on, "document__"))
    papers = (f"document__{column}" for column in ("text", "tables", "warnings"))
    both: list[Any] = list(found.annotate(leads_to=shown(actor, on, "pk", "cited")).select_related("document").defer(*papers))
    cites = sorted((one for one in both if one.document_id == document.pk), key=lambda one: (one.start, one.pk))
    cited_by = (one for one in both if one.cited_id == document.pk)
    return cites, sorted(cited_by, key=lambda one: (one.document.date or date.min, one.pk))


def successor(actor: Actor, on: date, document: Document) -> Document | None:
    """What took the document's place, where the actor may see it."""
    found = document.replaced_by
    return found if found and found.pk in seen(actor, on, [found]) else None


def waiting(actor: Actor, on: date) -> QuerySet[Document]:
    """The documents of the actor's own units with proposals that nobody has decided on, most first."""
    listing = listed(actor, on).filter(own(actor, on, "documents.decide"))
    counted = listing.filter(Exists(Proposal.objects.filter(document=OuterRef("pk"), state="open")))
    return counted.order_by("-open_proposals", "pk")  # type: ignore[misc]
