"""Reading documents: lists by folded text, one document with all that was found in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from dutdiem.authority import Actor
from dutdiem.documents import jobs
from dutdiem.documents.models import Citation, Document, Mention, Proposal
from dutdiem.documents.rules import Candidate, unit_among
from dutdiem.kit.errors import NotFound
from dutdiem.kit.folding import fold
from dutdiem.kit.keys import key_of
from dutdiem.reading.model import Header
from dutdiem.reading.organisations.find import body_named
from dutdiem.units import queries as units
from dutdiem.units.models import UnitVersion


def visible(actor: Actor, on: date) -> QuerySet[Document]:
    """The documents that the actor may read: whoever reads anywhere reads the orders that bind everybody."""
    return Document.objects.all() if actor.paths("documents.read", on) else Document.objects.none()


def listed(actor: Actor, on: date, *, search: str = "", type_: str = "") -> QuerySet[Document]:
    """Documents with the numbers of their proposals, newest first, without their texts."""
    found = visible(actor, on).defer("text", "tables", "warnings")
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
    document = visible(actor, on).filter(pk=key).first()
    if document is None:
        raise NotFound(f"Không có văn bản số {key}; xem lại số hoặc danh sách văn bản.")
    return document


def by_name(actor: Actor, on: date, name: str) -> Document:
    """The document that a person names by its number here, its symbol or its file's name."""
    found = visible(actor, on)
    document = found.filter(Q(symbol=name) | Q(file_name=name)).first()
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
    found = {p.pk: p for p in Proposal.objects.filter(pk__in=keys, document__in=visible(actor, on)).select_related("document")}
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


def citations(document: Document) -> QuerySet[Citation]:
    """What the document cites, in the order of its text, with what is registered of it."""
    return document.citations.select_related("cited").order_by("start", "pk")


def cited_by(document: Document) -> QuerySet[Citation]:
    """Who cites the document."""
    return document.cited_by.select_related("document").order_by("document__date", "pk")


def waiting(actor: Actor, on: date) -> QuerySet[Document]:
    """Documents with proposals that nobody has decided on, most first."""
    listing = listed(actor, on)
    counted = listing.filter(Exists(Proposal.objects.filter(document=OuterRef("pk"), state="open")))
    return counted.order_by("-open_proposals", "pk")  # type: ignore[misc]


@dataclass(frozen=True, slots=True)
class Named:
    """A unit that a document names: its name there on the document's day, who answers today, how often, and the first place."""

    name: str
    unit: UnitVersion
    mentions: int
    start: int
    end: int


def units_named(document: Document, today: date) -> list[Named]:
    """The units among the bodies that the document names, most often named first; a body that may be several units is left out."""
    bodies: dict[str, list[Mention]] = {}
    for mention in document.mentions.filter(kind="organisation").order_by("start"):
        if entity := mention.facts.get("entity"):
            bodies.setdefault(str(entity), []).append(mention)
    then = named_units([group[0].facts for group in bodies.values()], document.date or document.anchor_date or today)
    named: dict[int, list[Mention]] = {}
    for entity, version in then.items():
        named.setdefault(version.unit_id, []).extend(bodies[entity])
    now, names = units.holders(named, today), {version.unit_id: version.name for version in then.values()}
    firsts = {unit: min(group, key=lambda mention: mention.start) for unit, group in named.items() if unit in now}
    found = [Named(names[unit], now[unit], len(named[unit]), first.start, first.end) for unit, first in firsts.items()]
    return sorted(found, key=lambda one: (-one.mentions, one.start))


def named_units(bodies: Iterable[Mapping[str, Any]], day: date) -> dict[str, UnitVersion]:
    """By entity, the unit that each body (the facts of its mention) was on that day; a committee or head means its unit."""
    keys = {str(body["entity"]): (units.body_of(body["name"]), fold(body.get("province") or "")) for body in bodies}
    called = units.called({name for name, _ in keys.values()}, day) if keys else []
    chains = units.above(called) if called else {}
    versions = {version.unit_id: version for version in called}
    found = {}
    for entity, (name, province) in keys.items():
        same = [Candidate(v.unit_id, _province(chains[v.pk])) for v in called if v.folded == name]
        if unit := unit_among(same, f"cong an {province}" if province else ""):
            found[entity] = versions[unit]
    return found


def header_of(document: Document) -> Header:
    """Who issued the document and where, as the reader takes it; what "Công an tỉnh" means in it depends on that."""
    return Header(issuer=document.issuer or None, place=document.header.get("place"))


class Meant:
    """Which units the written names in one document mean, by the unit's key today; made once, asked many times."""

    def __init__(self, document: Document, today: date) -> None:
        self.day, self.today, self.names = document.date or document.anchor_date or today, today, units.Names(today)
        self.header = header_of(document)
        self.issuer = self.names.of_document(document.issuer, self.header.place or "")
        self.known: dict[str, int | None] = {}

    def find(self, written: str) -> int | None:
        """As the document's own text would name it (“Công an tỉnh” is the issuer's); else whatever unit the words open with."""
        self.learn([written])
        return self.known[written]

    def learn(self, written: Iterable[str]) -> None:
        """Find the units of many names at once: a few questions however many there are."""
        bodies = {words: body_named(words, self.header) for words in written if words not in self.known}
        facts = {words: body.facts() for words, body in bodies.items() if body and body.entity is not None}
        then = named_units(list(facts.values()), self.day)
        now = units.holders({version.unit_id for version in then.values()}, self.today) if then else {}
        for words in bodies:
            version = then.get(str(facts[words]["entity"])) if words in facts else None
            holder = now.get(version.unit_id) if version else None
            self.known[words] = holder.unit_id if holder else self.names.find(units.body_of(words))


def _province(chain: Sequence[UnitVersion]) -> str:
    return next((version.folded for version in chain if version.level == "province"), "")
