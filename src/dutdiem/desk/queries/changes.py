"""What has changed on records in a person's reach, from the trail."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BigIntegerField, Count, Max, Min, Model, Q, QuerySet, Subquery
from django.db.models.functions import Cast

from dutdiem.access.models import User
from dutdiem.authority import Actor
from dutdiem.catalogue.queries import forms
from dutdiem.collection.models import Submission
from dutdiem.desk.models import Mark
from dutdiem.documents import queries as documents
from dutdiem.documents.models import Document
from dutdiem.kit.paths import within
from dutdiem.oversight import queries as oversight
from dutdiem.oversight.models import Obstacle, Petition
from dutdiem.plans import queries as plans
from dutdiem.plans.models import Task
from dutdiem.trail.models import Entry, Item
from dutdiem.units import queries as units

SHOWN = 40
UNMARKED = 2_000
"""How many entries back somebody looks who has never set a mark."""


Row = Mapping[str, Any]
"""A kind of records that an entry changed: the entry, the model, the change, the first record's key, how many."""
TASK = "plans.task"
TITLED: dict[str, type[Model]] = {TASK: Task, "oversight.obstacle": Obstacle, "oversight.petition": Petition}


@dataclass(frozen=True, slots=True)
class Change:
    """One step of somebody's on one record, or on several of a kind of which `title` names the one that it was about, else the
    first. `verb` and `facts` are empty where it was about something that the reader does not see."""

    entry: int
    at: datetime
    actor: str
    verb: str
    facts: Mapping[str, Any]
    kind: str
    made: str
    key: int
    title: str
    number: int


def standing(user: User) -> tuple[Mark | None, int]:
    """How far the account has read, and the newest entry's key."""
    newest = Entry.objects.order_by("-pk").values("pk")[:1]
    found = User.objects.select_related("mark").annotate(newest=Subquery(newest)).get(pk=user.pk)
    return getattr(found, "mark", None), found.newest or 0


def latest() -> int:
    """The newest entry's key."""
    return Entry.objects.aggregate(last=Max("pk"))["last"] or 0


def changes(actor: Actor, on: date, after: int, before: int | None = None) -> list[Change]:
    """The steps after one entry (and before another), the newest first, `SHOWN` at most; one for each kind of record in a step."""
    items = Item.objects.filter(entry_id__gt=after).annotate(number=Cast("key", BigIntegerField()))
    if before:
        items = items.filter(entry_id__lt=before)
    seen = Q(pk__in=[])
    for label, visible in _visible(actor, on).items():
        seen |= Q(model=label, number__in=visible.order_by().values("pk"))
    found = items.filter(seen)
    grouped = found.values("entry_id", "model", "change").annotate(first=Min("number"), many=Count("pk"))
    rows = list(grouped.order_by("-entry_id", "model")[:SHOWN])
    entries = Entry.objects.in_bulk({row["entry_id"] for row in rows})
    told = _subjects(found, rows, entries)
    titles = _titles((row["model"], told[place] or row["first"]) for place, row in enumerate(rows))
    return [_change(row, entries[row["entry_id"]], told[place], titles) for place, row in enumerate(rows)]


def _change(row: Row, entry: Entry, subject: int | None, titles: Mapping[tuple[str, int], str]) -> Change:
    key = subject or row["first"]
    return Change(
        entry=entry.pk,
        at=entry.at,
        actor=entry.actor,
        verb="" if subject == 0 else entry.verb,
        facts={} if subject == 0 else entry.facts,
        kind=row["model"],
        made=row["change"],
        key=key,
        title=titles.get((row["model"], key), ""),
        number=row["many"],
    )


def _subjects(found: QuerySet[Any, Any], rows: Sequence[Row], entries: Mapping[int, Entry]) -> list[int | None]:
    """Of each row of changed tasks the one that its step was about, 0 where that is none that is seen: what a report says of a part
    is not said of the task above it, whose percent it moved. None where a step names none."""
    about = {key: entry.facts["task"] for key, entry in entries.items() if isinstance(entry.facts.get("task"), int)}
    named = found.filter(entry__in=about, model=TASK, number__in=set(about.values())).values_list("entry_id", "number")
    there = set(named) if about else set()
    return [
        (about[row["entry_id"]] if (row["entry_id"], about[row["entry_id"]]) in there else 0)
        if row["entry_id"] in about and row["model"] == TASK and row["change"] == Item.Change.CHANGED
        else None
        for row in rows
    ]


def _visible(actor: Actor, on: date) -> dict[str, QuerySet[Any, Any]]:
    """Of each kind of record what the actor may see."""
    return {
        TASK: plans.visible(actor, on),
        "documents.document": documents.visible(actor, on),
        "oversight.obstacle": oversight.obstacles(actor, on),
        "oversight.petition": oversight.petitions(actor, on),
        "collection.submission": _submissions(actor, on),
    }


def _submissions(actor: Actor, on: date) -> QuerySet[Submission, Any]:
    paths = actor.paths("collection.read", on)
    known = Submission.objects.filter(form__in=forms(actor, on).order_by().values("pk"))
    if "" in paths:
        return known
    return known.filter(unit__in=units.on(on).filter(within(paths)).order_by().values("unit_id"))


def _titles(wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """What people know the records by; a query for each kind that is there."""
    keys: dict[str, set[int]] = {}
    for label, key in wanted:
        keys.setdefault(label, set()).add(key)
    found: dict[tuple[str, int], str] = {}
    if of_submissions := keys.pop("collection.submission", None):
        rows = Submission.objects.filter(pk__in=of_submissions).values_list("pk", "form__name", "unit__code", "period")
        found |= {("collection.submission", key): f"{form}, {unit}, {period}" for key, form, unit, period in rows}
    if of_documents := keys.pop("documents.document", None):
        papers = Document.objects.filter(pk__in=of_documents).only("symbol", "title", "file_name")
        found |= {("documents.document", paper.pk): str(paper) for paper in papers}
    for label, wanted_keys in keys.items():
        found |= {
            (label, key): title
            for key, title in TITLED[label]._default_manager.filter(pk__in=wanted_keys).values_list("pk", "title")
        }
    return found
