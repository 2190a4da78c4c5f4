"""Whatever bears some words, without marks: documents, tasks, units, indicators, obstacles; never more than the actor may see."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from dutdiem.authority import Actor
from dutdiem.catalogue.models import Indicator
from dutdiem.catalogue.queries import indicators
from dutdiem.documents import queries as documents
from dutdiem.kit.folding import fold
from dutdiem.kit.paths import within
from dutdiem.oversight import queries as oversight
from dutdiem.plans import queries as plans
from dutdiem.units import queries as units

Rows = QuerySet[Any, Any]
"""Records as plain values."""


def found(kind: str, actor: Actor, on: date, words: str) -> Rows:
    """The records of a kind that bear all the words, as plain values in the order of `KINDS`."""
    search, order = KINDS[kind]
    return search(actor, on, fold(words).split()[:8]).order_by(*order)


def _with(rows: QuerySet[Any, Any], words: list[str]) -> QuerySet[Any, Any]:
    for word in words:
        rows = rows.filter(folded__contains=word)
    return rows


def _documents(actor: Actor, on: date, words: list[str]) -> Rows:
    return _with(documents.visible(actor, on), words).values("pk", "symbol", "file_name", "title", "issuer", "date")


def _tasks(actor: Actor, on: date, words: list[str]) -> Rows:
    return _with(plans.visible(actor, on), words).values("pk", "title", "path", "lead__code", "deadline", "state", "kind")


def _units(actor: Actor, on: date, words: list[str]) -> Rows:
    paths = actor.paths("units.read", on)
    rows = units.on(on) if "" in paths else units.on(on).filter(within(paths))
    for word in words:
        rows = rows.filter(Q(folded__contains=word) | Q(unit__code__iexact=word))
    return rows.values("pk", "unit__code", "name", "level", "path")


def _indicators(actor: Actor, on: date, words: list[str]) -> Rows:
    """There are hundreds at most and they keep no folded column: they are folded here."""
    if not actor.paths("figures.read", on):
        return Indicator.objects.none().values("pk", "code", "name", "unit")
    names = indicators(actor, on).values_list("pk", "code", "name")
    keys = [key for key, code, name in names if all(word in fold(f"{code} {name}") for word in words)]
    return Indicator.objects.filter(pk__in=keys).values("pk", "code", "name", "unit")


def _obstacles(actor: Actor, on: date, words: list[str]) -> Rows:
    rows = _with(oversight.obstacles(actor, on).select_related(None), words)
    return rows.values("pk", "title", "kind", "raised_on", "answered_on")


KINDS: dict[str, tuple[Callable[[Actor, date, list[str]], Rows], tuple[str, ...]]] = {
    "units": (_units, ("path", "pk")),
    "tasks": (_tasks, ("path", "pk")),
    "documents": (_documents, ("-date", "-pk")),
    "indicators": (_indicators, ("name", "pk")),
    "obstacles": (_obstacles, ("-raised_on", "-pk")),
}
"""How each kind is searched, and its order. Units come first: whoever types a unit's name wants its page, and its tasks bear
that name too."""
