"""Whose documents are: the unit of each, what lies below it, and where a person registers and decides."""

from datetime import date

from django.db.models import Case, Q, QuerySet, Value, When

from dutdiem.authority import Actor, may, reads_all
from dutdiem.documents.models import Document
from dutdiem.documents.queries.seen import visible
from dutdiem.kit.errors import Mistake
from dutdiem.kit.paths import within
from dutdiem.units import queries as units
from dutdiem.units.models import Unit, UnitVersion


def path_of(owner: Unit | None, on: date) -> str:
    """The unit's path on that day; no unit is above the whole tree."""
    return units.path_of(owner.code, on) if owner else ""


def may_at(actor: Actor, verb: str, document: Document, on: date) -> bool:
    """Whether the actor may do `verb` with this document: at the unit whose it is."""
    return may(actor, verb, path_of(document.owner, on), on)


def registers_at(actor: Actor, on: date) -> list[UnitVersion | None]:
    """The units for which the actor registers documents, those where its roles stand; None is what is above every unit."""
    paths = actor.paths("documents.add", on)
    found = list(units.on(on).filter(path__in=[path for path in paths if path]).order_by("path"))
    return [*([None] if "" in paths else []), *found]


def owner_named(actor: Actor, on: date, code: str = "") -> Unit | None:
    """The unit that a person names as a document's own; without a name where the actor's first role stands. The only top of the
    tree is above every unit, as it is for roles. Mistake where there is no such unit on that day."""
    if not code:
        first = next(iter(registers_at(actor, on)), None)
        return first.unit if first else None
    version = units.version(code, on)
    if version is None:
        raise Mistake(f"Không có đơn vị mã “{code}” trong cây tổ chức hiện nay; kiểm tra lại mã.", field="unit")
    alone = version.parent_id is None and not units.on(on).filter(parent=None).exclude(unit=version.unit_id).exists()
    return None if alone else version.unit


def own(actor: Actor, on: date, verb: str) -> Q:
    """The documents of the units where the actor's roles stand that may do `verb`, not those of all below them."""
    paths = actor.paths(verb, on)
    mine = Q(owner__code__in=[path.rsplit("/", 1)[-1] for path in paths if path])
    return mine | Q(owner=None) if "" in paths else mine


def from_above(actor: Actor, on: date) -> Q:
    """The documents of the units above those where the actor's roles stand, and of what is above every unit."""
    paths = actor.paths("documents.read", on)
    above = {code for path in paths for code in path.split("/")[:-1]}
    return Q(owner__code__in=above) if "" in paths else Q(owner=None) | Q(owner__code__in=above)


def binding(code: str, on: date) -> Q:
    """The documents that bind a unit: its own and those of the units above it."""
    return Q(owner=None) | Q(owner__code__in=units.path_of(code, on).split("/"))


def same_file(actor: Actor, sha256: str, owner: Unit | None, on: date) -> Document | None:
    """The document that keeps the actor from registering these bytes for a unit: the unit's own, or one of those above it. What
    other units and those below have is not looked at, nor what the actor may not see: a refusal would tell of it."""
    known = visible(actor, on).filter(binding(owner.code, on) if owner else Q(owner=None), sha256=sha256)
    return known.order_by("pk").first()


def keeps_internal_at(actor: Actor, owner: Unit, on: date) -> bool:
    """Whether what this unit keeps internal is open to the actor, so that the actor may keep something internal there."""
    paths = actor.paths("documents.read", on)
    if reads_all(actor, on) or any(owner.code in path.split("/") for path in paths):
        return True
    return "" in paths and units.at_or_above(paths, on).filter(unit=owner).exists()


def led_to(document: Document, symbol: str, on: date) -> Document | None:
    """The document that a symbol in this one means: one of the same unit before those of the units above it, before what others
    have that is open; what another unit keeps internal is never meant."""
    line = path_of(document.owner, on).split("/")
    near = Case(
        When(Q(owner=document.owner_id), then=Value(0)),
        When(owner__code__in=line, then=Value(1)),
        When(owner=None, then=Value(2)),
        default=Value(3),
    )
    found = Document.objects.filter(Q(internal=False) | Q(owner__code__in=line), symbol=symbol).exclude(pk=document.pk)
    return found.order_by(near, "-date", "-pk").first()


def leading_to(document: Document, on: date) -> QuerySet[Document]:
    """The documents that may lead to this one: all to what is open; to what is internal those of its own subtree."""
    if not document.internal:
        return Document.objects.all()
    below = units.on(on).filter(within([path_of(document.owner, on)])).order_by().values("unit_id")
    return Document.objects.filter(owner__in=below)


class Layer:
    """The units that a document can speak for: its owner's subtree on a day; every unit where it is above them all."""

    def __init__(self, document: Document, on: date) -> None:
        self.document, self.on = document, on
        self.units: frozenset[int] | None = None
        if document.owner:
            below = units.on(on).filter(within([path_of(document.owner, on)])).order_by()
            self.units = frozenset(below.values_list("unit_id", flat=True)) | {document.owner.pk}

    def holds(self, unit: int | None) -> bool:
        """Whether a unit, by its key, is in it."""
        return self.units is None or unit in self.units

    def kept(self, unit: int | None) -> int | None:
        """The unit where it is in the layer, else the one whose document it is: a lower unit sets nothing for one above it."""
        return unit if self.holds(unit) else self.document.owner_id

    def right_below(self) -> list[UnitVersion]:
        """The units right below the owner."""
        return list(units.children(self.document.owner.code, self.on)) if self.document.owner else []
