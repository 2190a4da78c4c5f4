"""What a staff office should look at: silence, sources that no longer hold, requests that wait, likely duplicates."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Any

from django.db.models import BigIntegerField, Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast

from dutdiem.access.models import User
from dutdiem.authority import Actor, within
from dutdiem.documents import queries as documents
from dutdiem.documents.models import Document, Passage, Proposal
from dutdiem.kit.among import Among
from dutdiem.plans.models import DeadlineMove, Derivation, ProgressReport, Task
from dutdiem.plans.queries.listing import OPEN_STATES, counted, ordered_by
from dutdiem.plans.queries.seen import open_to, visible
from dutdiem.trail.models import Entry, Item
from dutdiem.units import queries as units


def silent(actor: Actor, on: date, days: int) -> QuerySet[Task]:
    """Open work that was assigned at least so many days ago, and of which no unit has reported since: the longest first. How many
    days are silence is a term of the follow-up (`oversight`), which lists it."""
    since = on - timedelta(days=days)
    heard = ProgressReport.objects.filter(task=OuterRef("pk"), on__gt=since, on__lte=on)
    begun = Q(starts_on=None) | Q(starts_on__lte=since)
    known = Q(assigned_on=None) | Q(assigned_on__lte=since)
    found = counted(visible(actor, on).filter(begun, known, state__in=("not_started", "in_progress", "returned")))
    return found.filter(~Exists(heard)).select_related("lead", "document").order_by("deadline", "path")


def focal_tasks(account: User) -> QuerySet[Task]:
    """The open tasks that a person is the focal point of: what they hand over when they leave."""
    return Task.objects.filter(focal=account, state__in=(*OPEN_STATES, "suspended")).order_by("path")


def of_document(actor: Actor, on: date, document: Document) -> QuerySet[Task]:
    """The tasks that a document orders, first or besides another: each is done once and reported to all."""
    return visible(actor, on).filter(ordered_by(document.pk), merged_into=None).order_by("path")


def resting_on_ended(actor: Actor, on: date) -> QuerySet[Task]:
    """Open work that rests on a document which no longer holds, of those that the actor may see, and on no other."""
    ended = documents.visible(actor, on).filter(ended_on__lte=on).values("pk")
    holds = Derivation.objects.filter(task=OuterRef("pk")).exclude(document__in=ended)
    found = counted(visible(actor, on).filter(state__in=OPEN_STATES, document__in=ended))
    return found.filter(~Exists(holds)).select_related("lead", "document__replaced_by").order_by("path")


def open_moves(actor: Actor, on: date) -> QuerySet[DeadlineMove]:
    """Requests to move a deadline that wait for a decision, the oldest first."""
    found = DeadlineMove.objects.filter(state=DeadlineMove.State.ASKED, task__in=visible(actor, on))
    return found.select_related("task", "task__lead", "task__owner").order_by("asked_on", "pk")


def asked_on(actor: Actor, on: date, task: Task) -> list[dict[str, Any]]:
    """The obstacles and petitions of a task, what waits for an answer first, the oldest first: `what` and `key` lead to each, `to`
    is the code of the unit that is asked. Whoever only helps with the task sees what its own units asked or are to answer. They are
    kept by the follow-up, a stage above."""
    paths = actor.paths("oversight.read", on)
    mine = Q() if "" in paths else _within(paths, on, "task__lead", "task__owner", "unit", "addressed_to")
    columns = ("what", "key", "kind", "title", "raised_on", "to", "answered_on", "answer")
    obstacles, petitions = (
        found.filter(mine).order_by().annotate(what=Value(what), key=F("pk"), to=F("addressed_to__code")).values(*columns)
        for what, found in (("obstacle", task.obstacles), ("petition", task.petitions))
    )
    rows: list[dict[str, Any]] = list(obstacles.union(petitions, all=True))
    return sorted(rows, key=lambda row: (row["answered_on"] is not None, row["raised_on"], row["key"]))


def _within(paths: Sequence[str], on: date, *fields: str) -> Q:
    found = Q(pk__in=[])
    for field in fields:
        found |= Q(Among(field, units.at_or_below(paths, on)))
    return found


def passage_of(document: int, start: int, end: int) -> Passage | None:
    """The smallest passage of a document that holds a span."""
    around = Passage.objects.filter(document=document, start__lte=start, end__gte=end)
    return min(around, key=lambda passage: passage.end - passage.start, default=None)


def steps(actor: Actor, on: date, verbs: Collection[str], number: int = 10) -> list[Entry]:
    """The last bulk steps that were not undone and that touched only plans of the actor's, and nothing kept internal from it."""
    undone = set(Entry.objects.filter(verb="plans.undo").values_list("facts__step", flat=True))
    found = Entry.objects.filter(verb__in=verbs).exclude(pk__in=undone).order_by("-pk")[: number * 5]
    mine = actor.paths("plans.assign", on)
    codes = {code for step in found for code in step.facts.get("owners", ())}
    paths = dict(units.on(on).filter(unit__code__in=codes).values_list("unit__code", "path"))
    within_mine = [s for s in found if all(within(paths.get(code, ""), mine) for code in s.facts.get("owners", [""]))]
    kept = kept_steps(actor, on, within_mine)
    return list(islice((step for step in within_mine if step.pk not in kept), number))


def kept_steps(actor: Actor, on: date, steps: Collection[Entry]) -> frozenset[int]:
    """Of some steps those that touched a task, or a proposal of a document, that a unit keeps internal from the actor."""
    closed: dict[str, QuerySet[Any, Any]] = {
        "plans.task": Task.objects.filter(~open_to(actor, on), internal=True),
        "documents.proposal": Proposal.objects.filter(~documents.open_to(actor, on, "document__"), document__internal=True),
    }
    touched = Q(pk__in=[])
    for label, records in closed.items():
        touched |= Q(model=label, number__in=records.order_by().values("pk"))
    items = Item.objects.filter(entry__in=[step.pk for step in steps]).annotate(number=Cast("key", BigIntegerField()))
    return frozenset(items.filter(touched).values_list("entry_id", flat=True)) if steps else frozenset()


def papers_of(actor: Actor, on: date, steps: Collection[Entry]) -> dict[int, list[str]]:
    """Of each step by which proposals were accepted, what their documents are called, as far as the actor sees them."""
    keys = {key for step in steps for key in step.facts.get("proposals", ())}
    seen = Proposal.objects.filter(documents.open_to(actor, on, "document__"), pk__in=keys).order_by("document_id")
    names = ("document__symbol", "document__title", "document__file_name")
    called = {key: symbol or title or file for key, symbol, title, file in seen.values_list("pk", *names)} if keys else {}
    return {step.pk: list(dict.fromkeys(called[key] for key in step.facts.get("proposals", ()) if key in called)) for step in steps}


def touched(steps: Collection[Entry]) -> dict[int, int]:
    """How many records each step made or changed."""
    found = Item.objects.filter(entry__in=[step.pk for step in steps]).values_list("entry").annotate(number=Count("pk"))
    return {step.pk: 0 for step in steps} | dict(found)
