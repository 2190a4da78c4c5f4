"""Tasks counted by what they have in common: their state, their day, their unit, their document."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from dutdiem.authority import Actor
from dutdiem.documents import queries as documents
from dutdiem.documents.models import Document
from dutdiem.kit.paths import within
from dutdiem.plans.models import Derivation, Task
from dutdiem.plans.queries.listing import OPEN_STATES, cell_on, counted, late_on
from dutdiem.plans.queries.seen import visible
from dutdiem.plans.rules import Counts
from dutdiem.units import queries as units

CELLS = tuple(cell.name for cell in fields(Counts))


def by_state(found: QuerySet[Task]) -> dict[str, int]:
    """How many tasks are in each state."""
    return dict(found.order_by().values_list("state").annotate(number=Count("pk")))


def first_of_states(found: QuerySet[Task], states: Collection[str], number: int) -> QuerySet[Task]:
    """Of each of the states the tasks with the nearest deadlines, in one question."""
    chosen = Q(pk__in=[])
    for state in states:
        chosen |= Q(pk__in=found.filter(state=state).order_by(F("deadline").asc(nulls_last=True), "pk").values("pk")[:number])
    return Task.objects.filter(chosen).order_by(F("deadline").asc(nulls_last=True), "pk")


@dataclass(frozen=True, slots=True)
class Day:
    """How many deadlines fall on a day, and how many of them are overdue or done."""

    all: int
    late: int
    done: int


def by_day(found: QuerySet[Task], on: date) -> dict[date, Day]:
    """The days on which deadlines fall."""
    numbers = {"late": Count("pk", filter=late_on(on)), "done": Count("pk", filter=Q(state=Task.State.DONE))}
    rows = found.filter(deadline__isnull=False).order_by().values_list("deadline").annotate(all=Count("pk"), **numbers)
    return {day: Day(*counts) for day, *counts in rows}


def first_of_days(found: QuerySet[Task], number: int) -> QuerySet[Task]:
    """Of each day the first tasks: what is open before what is settled."""
    settled = Case(When(state__in=OPEN_STATES, then=Value(0)), default=Value(1))
    place = Window(RowNumber(), partition_by=[F("deadline")], order_by=[settled.asc(), F("pk").asc()])
    return found.alias(place=place).filter(place__lte=number).order_by("deadline", settled, "pk")


def by_unit(found: QuerySet[Task], on: date, parent: str) -> dict[str, Counts]:
    """How the work stands that each unit right below `parent`, or anybody below it, leads, and that of `parent` itself; at the top
    of the tree also, under "", what nobody leads who is in it on that day."""
    rows = counted(found).order_by().values_list("lead", cell_on(on)).annotate(number=Count("pk"))
    above = units.path_of(parent, on)
    tops = _tops(on, parent, above)
    rest = "" if "/" not in above else None
    made: dict[str, dict[str, int]] = {}
    for lead, cell, number in rows:
        top = tops.get(lead, rest)
        if top is not None:
            made.setdefault(top, dict.fromkeys(CELLS, 0))[cell] += number
    return {top: Counts(**cells) for top, cells in made.items()}


def _tops(on: date, parent: str, above: str) -> Mapping[int | None, str]:
    """Of each unit at or below `parent`, by its key, the code of the one right below it that holds it."""
    found = units.on(on).filter(within([above])).order_by().values_list("unit_id", "path")
    return {key: path[len(above) + 1 :].split("/", 1)[0] or parent for key, path in found}


def by_document(actor: Actor, on: date) -> QuerySet[Document, Any]:
    """The documents that order something of what the actor sees, newest first, without their texts."""
    seen = visible(actor, on).filter(merged_into=None).order_by()
    besides = Derivation.objects.filter(task__in=seen.values("pk")).values("document_id")
    ordering = Q(pk__in=seen.filter(document__isnull=False).values("document_id")) | Q(pk__in=besides)
    return documents.visible(actor, on).filter(ordering).defer("text", "tables", "warnings")


def of_documents(actor: Actor, on: date, keys: Collection[int]) -> dict[int, Counts]:
    """How the work stands that each of these documents orders, first or besides another."""
    found = counted(visible(actor, on).filter(merged_into=None))
    made: dict[int, dict[str, int]] = {key: dict.fromkeys(CELLS, 0) for key in keys}
    first = found.filter(document__in=keys).order_by().values_list("document_id", cell_on(on)).annotate(number=Count("pk"))
    besides = found.filter(derivations__document__in=keys).exclude(document=F("derivations__document")).order_by()
    for key, cell, number in [*first, *besides.values_list("derivations__document", cell_on(on)).annotate(number=Count("pk"))]:
        made[key][cell] += number
    return {key: Counts(**cells) for key, cells in made.items()}
