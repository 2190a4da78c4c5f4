"""Tasks counted by what they have in common: their state, their day, their unit, their document."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When, Window
from django.db.models.functions import Coalesce, RowNumber

from dutdiem.authority import Actor
from dutdiem.documents import queries as documents
from dutdiem.documents.models import Document
from dutdiem.kit.paths import within
from dutdiem.kit.prepared import plain
from dutdiem.plans.models import Derivation, Task
from dutdiem.plans.queries.listing import CELLS, OPEN_STATES, cell_on, counted, late_on
from dutdiem.plans.queries.seen import sees_every_plan, visible
from dutdiem.plans.rules import Counts
from dutdiem.units import queries as units


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
    # One number for both, which is grouped quicker than two: the lead's key, 0 where there is none, and the cell.
    both = Coalesce("lead_id", 0) * len(CELLS) + cell_on(on)
    rows = plain(counted(found).order_by().values_list(both).annotate(number=Count("*")))
    above = units.path_of(parent, on)
    tops = _tops(on, parent, above)
    rest = "" if "/" not in above else None
    made: dict[str, list[int]] = {}
    for key, number in rows:
        lead, cell = divmod(key, len(CELLS))
        top = tops.get(lead, rest)
        if top is not None:
            if top not in made:
                made[top] = [0] * len(CELLS)
            made[top][cell] += number
    return {top: Counts(*numbers) for top, numbers in made.items()}


def _tops(on: date, parent: str, above: str) -> Mapping[int, str]:
    """Of each unit at or below `parent`, by its key, the code of the one right below it that holds it."""
    found = units.on(on).filter(within([above])).order_by().values_list("unit_id", "path")
    return {key: path[len(above) + 1 :].split("/", 1)[0] or parent for key, path in plain(found)}


def by_document(actor: Actor, on: date) -> QuerySet[Document, Any]:
    """The documents that order something of what the actor sees, newest first, without their texts."""
    seen = visible(actor, on).filter(merged_into=None).order_by()
    if sees_every_plan(actor, on):
        # Of nearly every document something is seen: the first task of each says so, and no other is looked at.
        first = Exists(seen.filter(document=OuterRef("pk")))
        other = Exists(Derivation.objects.filter(document=OuterRef("pk"), task__in=seen.values("pk")))
        return documents.visible(actor, on).filter(Q(first) | Q(other)).defer("text", "tables", "warnings")
    besides = Derivation.objects.filter(task__in=seen.values("pk")).values("document_id")
    ordering = Q(pk__in=seen.filter(document__isnull=False).values("document_id")) | Q(pk__in=besides)
    return documents.visible(actor, on).filter(ordering).defer("text", "tables", "warnings")


def of_documents(actor: Actor, on: date, keys: Collection[int]) -> dict[int, Counts]:
    """How the work stands that each of these documents orders, first or besides another."""
    found = counted(visible(actor, on).filter(merged_into=None))
    made: dict[int, list[int]] = {key: [0] * len(CELLS) for key in keys}
    first = found.filter(document__in=keys).order_by().values_list("document_id", cell_on(on)).annotate(number=Count("pk"))
    for key, cell, number in first:
        made[key][cell] += number
    for key, cell in _besides(found, on, keys):
        made[key][cell] += 1
    return {key: Counts(*numbers) for key, numbers in made.items()}


def _besides(found: QuerySet[Task], on: date, keys: Collection[int]) -> Iterator[tuple[int, int]]:
    """(document, cell) of each task that one of these documents orders besides another. From the few derivations to their tasks:
    asked in one, a database may go through all tasks to find them."""
    pairs = list(
        Derivation.objects.filter(document__in=keys).exclude(document=F("task__document")).values_list("document_id", "task_id")
    )
    tasks = found.filter(pk__in={task for _, task in pairs}).order_by() if pairs else found.none()
    cells = dict(tasks.values_list("pk", cell_on(on)))
    return ((key, cells[task]) for key, task in pairs if task in cells)
