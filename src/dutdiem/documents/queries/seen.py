"""Which documents an actor may see, and what of one may be shown beside the records that came of it."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Case, F, Q, QuerySet, When

from dutdiem.authority import Actor
from dutdiem.documents.models import Document
from dutdiem.kit.paths import within
from dutdiem.units import queries as units

EVERYTHING, NOTHING = ~Q(pk__in=[]), Q(pk__in=[])


def visible(actor: Actor, on: date) -> QuerySet[Document]:
    """The documents that the actor may read: whoever reads anywhere reads the orders that bind everybody. What a unit keeps
    internal is read in its own subtree and by those above it."""
    return Document.objects.filter(open_to(actor, on))


def open_to(actor: Actor, on: date, at: str = "") -> Q:
    """The same as a condition; `at` is the way to the document from another record: `document__`."""
    return open_at(actor.paths("documents.read", on), on, at)


def open_at(paths: Sequence[str], on: date, at: str = "") -> Q:
    """What is open to whoever reaches these subtrees, as a condition; with the path of a unit, what may be told to that unit."""
    if not paths or "" in paths:
        return EVERYTHING if paths else NOTHING
    above = {code for path in paths for code in path.split("/")}
    line = units.on(on).filter(Q(unit__code__in=above) | within(paths)).order_by().values("unit_id")
    return Q(**{f"{at}internal": False}) | Q(**{f"{at}owner__in": line})


def shown(actor: Actor, on: date, column: str, at: str = "document") -> Case:
    """A column of the document of a record, empty where the actor may not see that document."""
    return Case(When(open_to(actor, on, f"{at}__"), then=F(f"{at}__{column}")))


def seen(actor: Actor, on: date, documents: Iterable[Document | None]) -> frozenset[int]:
    """Of documents that were read with other records, the keys of those that the actor may see; a question only where one of them
    is internal."""
    return told_at(actor.paths("documents.read", on), on, documents)


def told_at(paths: Sequence[str], on: date, documents: Iterable[Document | None]) -> frozenset[int]:
    """The same for whoever reaches these subtrees."""
    found = {document.pk: document for document in documents if document} if paths else {}
    kept = {key for key, document in found.items() if document.internal}
    told = Document.objects.filter(open_at(paths, on), pk__in=kept).values_list("pk", flat=True) if kept else ()
    return frozenset(found.keys() - kept).union(told)
