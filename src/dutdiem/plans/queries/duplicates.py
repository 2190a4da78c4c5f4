"""Likely duplicates: the same work ordered by two documents. They are looked for from the newest tasks on, a few hundred at a time,
each of them against the whole plan: duplicates come in with new orders, and a person goes through them from the newest."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from dutdiem.authority import Actor
from dutdiem.kit.folding import fold
from dutdiem.plans.models import Task
from dutdiem.plans.queries.listing import OPEN_STATES, counted
from dutdiem.plans.queries.seen import visible
from dutdiem.plans.rules import Likeness, alike_from, likeness

COMMON = 40
"""A pair of syllables in more titles than this says nothing about likeness."""
NEWEST = 500
"""Tasks that are looked at together."""
WORD = re.compile(r"[^\W_]+")
Two = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tasks that may be one, and why they look alike."""

    one: Task
    other: Task
    alike: Likeness


class _Row(NamedTuple):
    pk: int
    title: str
    folded: str
    path: str
    lead: int | None
    document: int | None

    def words(self) -> list[str]:
        """The syllables of the title, which the folded text begins with."""
        count = len(self.title.split())
        return WORD.findall(" ".join(self.folded.split(" ", count)[:count]))


def newest(actor: Actor, on: date, before: int = 0) -> list[int]:
    """The keys of the tasks that are looked at together: the newest, or those made before one; one more where others follow."""
    found = _open(actor, on).order_by("-pk")
    return list((found.filter(pk__lt=before) if before else found).values_list("pk", flat=True)[: NEWEST + 1])


def duplicates(
    actor: Actor, on: date, *, task: Task | None = None, among: Sequence[int] | None = None, most: int = 100
) -> list[Pair]:
    """Likely duplicates among open work of different documents, the most alike first: those of one task, or those of the tasks
    `among` which is looked (the newest unless given). From what likeness on is `rules.alike_from`'s to say. A person decides."""
    found = _open(actor, on)
    if task:
        found = found.filter(_shares_words(fold(task.title)) | Q(pk=task.pk))
    near = {task.pk} if task else set(newest(actor, on)[:NEWEST] if among is None else among)
    rows = {
        row[0]: _Row(*row) for row in found.order_by("path").values_list("pk", "title", "folded", "path", "lead_id", "document_id")
    }
    alike = [(one, other, how) for one, other in _near(rows, near) if (how := _alike(rows[one], rows[other]))]
    alike.sort(key=lambda pair: (-pair[2].score, rows[pair[0]].path, rows[pair[1]].path))
    tasks = _loaded({key for one, other, _ in alike[:most] for key in (one, other)})
    return [Pair(tasks[one], tasks[other], how) for one, other, how in alike[:most]]


def _open(actor: Actor, on: date) -> QuerySet[Task, Any]:
    found = counted(visible(actor, on).filter(state__in=OPEN_STATES, outside=False, taken_from=None))
    return found.exclude(kind=Task.Kind.SUBTASK)


def _near(rows: dict[int, _Row], near: set[int]) -> set[tuple[int, int]]:
    """Pairs of tasks, one of them `near`, whose titles share a pair of syllables that is not common; in the order of the rows."""
    wanted = {two for key in near if key in rows for two in _pairs(rows[key].words())}
    places: dict[Two, list[int]] = {}
    for row in rows.values():
        for two in wanted.intersection(_pairs(row.words())):
            places.setdefault(two, []).append(row.pk)
    rare = (keys for keys in places.values() if len(keys) <= COMMON)
    return {two for keys in rare for two in _with_one_of(keys, near)}


def _pairs(words: Sequence[str]) -> Iterable[Two]:
    return zip(words, words[1:] or words, strict=False)


def _with_one_of(keys: Sequence[int], near: set[int]) -> Iterator[tuple[int, int]]:
    for place, one in enumerate(keys):
        yield from ((one, other) for other in keys[place + 1 :] if one in near or other in near)


def _alike(one: _Row, other: _Row) -> Likeness | None:
    """None for tasks of one document, or one above the other, or not alike enough."""
    apart = one.document is None or one.document != other.document
    related = one.path.startswith(other.path + "/") or other.path.startswith(one.path + "/")
    if related or not apart:
        return None
    found = likeness(" ".join(one.words()), " ".join(other.words()), one.title)
    return found if found.score >= alike_from(one.lead, other.lead) else None


def _loaded(keys: Iterable[int]) -> dict[int, Task]:
    papers = ("document__text", "document__tables", "document__warnings")
    return Task.objects.select_related("lead", "document").defer(*papers).in_bulk(list(keys))


def _shares_words(folded: str) -> Q:
    """Tasks with one of up to ten runs of three syllables of a title, taken evenly along it: who shares half of its pairs in a row
    shares one of them."""
    words = folded.split()
    runs = [" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2))]
    chosen = {runs[len(runs) * part // 10] for part in range(10)}
    return reduce(or_, (Q(folded__contains=run) for run in sorted(chosen)))
