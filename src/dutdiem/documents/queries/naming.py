"""Which units a document names, and which it means by a written name."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, F, JSONField, Value, When

from dutdiem.documents.models import Document
from dutdiem.documents.queries.layer import Layer
from dutdiem.documents.rules import Candidate, Many, unit_among
from dutdiem.kit.folding import fold
from dutdiem.reading.model import Header
from dutdiem.reading.organisations.find import body_named
from dutdiem.units import queries as units
from dutdiem.units.models import UnitVersion


@dataclass(frozen=True, slots=True)
class Named:
    """A unit that a document names: its name there on the document's day, who answers today, how often, and the first place."""

    name: str
    unit: UnitVersion
    mentions: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Marked:
    """A place in a document's text with what was found there; `facts` are those of a body that is named, else empty."""

    key: int
    kind: str
    start: int
    end: int
    facts: Mapping[str, Any]


def marked(document: Document) -> tuple[list[Marked], list[tuple[str, int]]]:
    """What was found in the document's text, and its passages by key and beginning, both in the order of the text; one question."""
    facts = Case(When(kind="organisation", then=F("facts")), default=Value({}, output_field=JSONField()))
    found = document.mentions.order_by().annotate(of=Value("mention"), told=facts)
    passages = document.passages.order_by().annotate(of=Value("passage"), told=Value({}, output_field=JSONField()))
    rows = found.values_list("of", "pk", "kind", "start", "end", "told")
    both = sorted(
        rows.union(passages.values_list("of", "pk", "key", "start", "end", "told"), all=True), key=lambda row: (row[3], row[1])
    )
    mentions = [Marked(*row[1:]) for row in both if row[0] == "mention"]
    return mentions, [(row[2], row[3]) for row in both if row[0] == "passage"]


def units_named(document: Document, today: date) -> list[Named]:
    """The units among the bodies that the document names, most often named first; a body that may be several units is left out."""
    return units_of(document, today, marked(document)[0])[0]


def units_of(document: Document, today: date, mentions: Iterable[Marked]) -> tuple[list[Named], UnitVersion | None]:
    """The same of what was found in its text, and whoever answers today for the unit whose document it is."""
    bodies: dict[str, list[Marked]] = {}
    for mention in mentions:
        if mention.kind == "organisation" and (entity := mention.facts.get("entity")):
            bodies.setdefault(str(entity), []).append(mention)
    then = named_units([group[0].facts for group in bodies.values()], document.date or document.anchor_date or today)
    named: dict[int, list[Marked]] = {}
    for entity, version in then.items():
        named.setdefault(version.unit_id, []).extend(bodies[entity])
    owner = [document.owner_id] if document.owner_id else []
    now, names = units.holders({*named, *owner}, today), {version.unit_id: version.name for version in then.values()}
    firsts = {unit: min(group, key=lambda mention: mention.start) for unit, group in named.items() if unit in now}
    found = [Named(names[unit], now[unit], len(named[unit]), first.start, first.end) for unit, first in firsts.items()]
    return sorted(found, key=lambda one: (-one.mentions, one.start)), now.get(document.owner_id or 0)


def named_units(bodies: Iterable[Mapping[str, Any]], day: date) -> dict[str, UnitVersion]:
    """By entity, the unit that each body (the facts of its mention) was on that day; a committee or head means its unit."""
    keys = {str(body["entity"]): (units.body_of(body["name"]), fold(body.get("province") or "")) for body in bodies}
    called = units.called({name for name, _ in keys.values()}, day) if keys else []
    named = Counter(version.folded for version in called)
    unclear = {name for name, province in keys.values() if province or named[name] > 1}
    chains = units.above(version for version in called if version.folded in unclear) if unclear & named.keys() else {}
    versions = {version.unit_id: version for version in called}
    found = {}
    for entity, (name, province) in keys.items():
        same = [Candidate(v.unit_id, _province(chains.get(v.pk, ()))) for v in called if v.folded == name]
        if unit := unit_among(same, f"cong an {province}" if province else ""):
            found[entity] = versions[unit]
    return found


def header_of(document: Document) -> Header:
    """Who issued the document and where, as the reader takes it; what "Công an tỉnh" means in it depends on that."""
    return Header(issuer=document.issuer or None, place=document.header.get("place"))


class Meant:
    """Which units the written names in one document mean, by the unit's key today; made once, asked many times.

    A unit's own document speaks for that unit or one below it, whoever issued it. In an internal one the names of units outside
    mean nobody: nothing of it goes there.
    """

    def __init__(self, document: Document, today: date) -> None:
        self.day, self.today, self.names = document.date or document.anchor_date or today, today, units.Names(today)
        self.header = header_of(document)
        self.layer, self.internal = Layer(document, today), document.internal
        self.issuer = self.speaks_for(document)
        self.known: dict[str, int | None] = {}
        self.everyone: dict[Many, list[UnitVersion]] = {}

    def speaks_for(self, document: Document) -> int | None:
        """The unit for which this document speaks, or another one of the same unit."""
        return self.layer.kept(self.names.of_document(document.issuer, header_of(document).place or ""))

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
            found = holder.unit_id if holder else self.names.find(units.body_of(words))
            self.known[words] = None if self.internal and not self.layer.holds(found) else found

    def all_of(self, many: Many) -> list[UnitVersion]:
        """The units that words for many mean (in the ministry's own words), in the order of their codes: in a unit's own document
        “các đơn vị, địa phương” are those right below it, and words for one level those of that level among them, be they none. In
        what is above every unit communes are meant through their provinces: their words mean nobody."""
        if many not in self.everyone:
            found = self._below(many) if self.layer.document.owner else self._everywhere(many)
            self.everyone[many] = [unit for unit in found if many.means(unit.level, unit.name)]
        return self.everyone[many]

    def _below(self, many: Many) -> list[UnitVersion]:
        below = self.layer.right_below()
        if many.below and self._is_of(many, self.layer.document.owner_id):
            return below
        return [unit for unit in below if unit.level in many.levels]

    def _everywhere(self, many: Many) -> list[UnitVersion]:
        levels = [level for level in many.levels if level != "commune"]
        if many.levels or not self._is_of(many, self.issuer):
            return [unit for level in levels for unit in units.on(self.today).filter(level=level).order_by("unit__code")]
        if self.issuer is None:
            return []
        top = units.on(self.today).filter(unit=self.issuer, parent=None).exists()
        below = units.on(self.today).filter(parent=self.issuer).order_by("unit__code")
        # Right below a ministry are its departments; the provinces' police are “địa phương”.
        return list(below.filter(level="department") if top else below)

    def _is_of(self, many: Many, unit: int | None) -> bool:
        """Whether whoever speaks is one whose units the words mean."""
        return not many.of or units.on(self.today).filter(unit=unit, level=many.of).exists()


def _province(chain: Sequence[UnitVersion]) -> str:
    return next((version.folded for version in chain if version.level == "province"), "")
