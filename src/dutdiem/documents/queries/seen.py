"""Which documents an actor may see, and what of one may be shown beside the records that came of it."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Case, F, Q, QuerySet, When

from dutdiem.authority import Actor, reads_all
from dutdiem.documents.models import Document
from dutdiem.units import queries as units

EVERYTHING, NOTHING = ~Q(pk__in=[]), Q(pk__in=[])


def visible(actor: Actor, on: date) -> QuerySet[Document]:
    """The documents that the actor may read: whoever reads anywhere reads the orders that bind everybody. What a unit keeps
    internal is read in its own subtree alone; an auditor reads that too. Tasks are seen by the same rule."""
    return Document.objects.filter(open_to(actor, on))


def open_to(actor: Actor, on: date, at: str = "") -> Q:
    """The same as a condition; `at` is the way to the document from another record: `document__`."""
    paths = actor.paths("documents.read", on)
    return EVERYTHING if paths and reads_all(actor, on) else open_at(paths, on, at)


def open_at(paths: Sequence[str], on: date, at: str = "") -> Q:
    """What is open to whoever reaches these subtrees, as a condition; with the path of a unit, what may be told to that unit."""
    if not paths:
        return NOTHING
    return Q(**{f"{at}internal": False}) | Q(**{f"{at}owner__in": units.at_or_above(paths, on)})


def shown(actor: Actor, on: date, column: str, at: str = "document") -> Case:
    """A column of the document of a record, empty where the actor may not see that document."""
    return Case(When(open_to(actor, on, f"{at}__"), then=F(f"{at}__{column}")))


def seen(actor: Actor, on: date, documents: Iterable[Document | None]) -> frozenset[int]:
    """Of documents that were read with other records, the keys of those that the actor may see; a question only where one of them
    is internal."""
    return _open(documents, open_to(actor, on))


def told_at(paths: Sequence[str], on: date, documents: Iterable[Document | None]) -> frozenset[int]:
    """The same for whoever reaches these subtrees."""
    return _open(documents, open_at(paths, on))


def _open(documents: Iterable[Document | None], told: Q) -> frozenset[int]:
    found = {document.pk: document for document in documents if document} if told != NOTHING else {}
    kept = {key for key, document in found.items() if document.internal}
    open_ = Document.objects.filter(told, pk__in=kept).values_list("pk", flat=True) if kept else ()
    return frozenset(found.keys() - kept).union(open_)
