"""What a review says of documents, tasks, obstacles and petitions."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from django.db.models import Count, F, Q, QuerySet

from dutdiem.authority import Actor
from dutdiem.documents import queries as documents
from dutdiem.documents.models import Document
from dutdiem.oversight import queries as oversight
from dutdiem.oversight.models import Obstacle, Petition
from dutdiem.oversight.rules import days_open
from dutdiem.plans import queries as plans
from dutdiem.plans.models import Derivation, Task
from dutdiem.plans.rules import Counts, count
from dutdiem.reviews.facts import Asked, LeadCounts, Paper, TwoByTwo, Work
from dutdiem.reviews.queries.readers import Readers
from dutdiem.units import queries as units

Raised = TypeVar("Raised", Obstacle, Petition)


@dataclass(frozen=True)
class Scope:
    """Whose work, as of which day: the whole plan where `whole`, else what the unit leads."""

    actor: Actor
    on: date
    code: str
    whole: bool

    @property
    def lead(self) -> str:
        """The code that tasks are narrowed to, or nothing."""
        return "" if self.whole else self.code

    @cached_property
    def readers(self) -> Readers:
        """Those who read the review, and what it may tell them."""
        return Readers(self.code, self.on)


def counted_tasks(scope: Scope) -> QuerySet[Task]:
    """The tasks that are counted: work, each piece of it once, that everybody who reads the review may see."""
    return plans.counted(plans.listed(scope.actor, scope.on, lead=scope.lead).filter(scope.readers.tasks))


def two_by_two(scope: Scope) -> TwoByTwo:
    """The official counts."""
    counts: Counts = count(counted_tasks(scope).order_by().values_list("state", "deadline", "handed_in_on"), scope.on)
    return TwoByTwo(**{name: getattr(counts, name) for name in TwoByTwo.__dataclass_fields__})


def papers(scope: Scope) -> tuple[Paper, ...]:
    """The documents that bind the unit up to that day, the oldest first, with the counted tasks that each orders: done once,
    reported to all."""
    counted = counted_tasks(scope).order_by()
    tasks = Counter(dict(counted.values_list("document").annotate(n=Count("pk"))))
    besides = Derivation.objects.filter(task__in=counted.values("pk")).exclude(document=F("task__document"))
    tasks += Counter(dict(besides.order_by().values_list("document").annotate(n=Count("task", distinct=True))))
    known = _binding(scope).filter(Q(date=None) | Q(date__lte=scope.on))
    rows = known.order_by("date", "pk").defer("text", "tables", "warnings")
    found = (Paper(d.pk, str(d), d.date, d.issuer, d.title, tasks.get(d.pk, 0)) for d in rows)
    return tuple(paper for paper in found if paper.tasks)


def subject(scope: Scope) -> Document | None:
    """The resolution that is carried out: of those that are registered, the one that most documents cite."""
    known = _binding(scope).filter(type="NQ", date__lte=scope.on)
    return known.annotate(cited=Count("cited_by")).order_by("-cited", "date", "pk").defer("text", "tables").first()


def _binding(scope: Scope) -> QuerySet[Document]:
    return documents.visible(scope.actor, scope.on).filter(documents.binding(scope.code, scope.on), scope.readers.documents)


def _told(scope: Scope, of: Iterable[Document | None]) -> frozenset[int]:
    """Of documents that were read with other records, those that the review may name."""
    return documents.told_at([scope.readers.top], scope.on, of)


def leads(scope: Scope) -> tuple[LeadCounts, ...]:
    """How the tasks of each leading unit stand, in the order of the units' codes."""
    stands: dict[str, list[tuple[str, date | None, date | None]]] = defaultdict(list)
    columns = counted_tasks(scope).order_by().values_list("lead__code", "state", "deadline", "handed_in_on")
    for code, state, deadline, handed_in_on in columns:
        if code:
            stands[code].append((state, deadline, handed_in_on))
    names = units.names(stands, scope.on)
    return tuple(_lead(names.get(code, code), count(found, scope.on)) for code, found in sorted(stands.items()))


def _lead(name: str, counts: Counts) -> LeadCounts:
    return LeadCounts(name, counts.total, counts.done, counts.open_overdue)


def overdue(scope: Scope) -> tuple[Work, ...]:
    """Open tasks past their deadline, the latest first; one that was given to many units stands once."""
    found = counted_tasks(scope).filter(plans.late_on(scope.on))
    return _works(scope, found.order_by("deadline", "path"))


def coming(scope: Scope, until: date) -> tuple[Work, ...]:
    """Open tasks that fall due after the day of the review, to the end of the next period, the next first."""
    found = counted_tasks(scope).filter(plans.open_on(scope.on), deadline__gt=scope.on, deadline__lte=until)
    return _works(scope, found.order_by("deadline", "path"))


def _works(scope: Scope, tasks: Iterable[Task]) -> tuple[Work, ...]:
    listed = list(tasks)
    above = _fanned_out(scope, listed) if scope.whole else {}
    kept: dict[int, list[Task]] = defaultdict(list)
    for task in listed:
        kept[above.get(task.pk, task.pk)].append(task)
    parents = (
        Task.objects.filter(pk__in=kept)
        .select_related("document", "lead")
        .annotate(units=Count("children", filter=plans.part_of(F, "children__")))
    )
    heads = {task.pk: task for task in parents}
    names = units.names({head.lead.code for head in heads.values() if head.lead}, scope.on)
    told = _told(scope, (head.document for head in heads.values()))
    return tuple(_work(scope, heads[key], found, names, told) for key, found in kept.items())


def _fanned_out(scope: Scope, tasks: Sequence[Task]) -> dict[int, int]:
    """By the key of a part that was given to one of many units, that of the task that was given to them all, where it is told."""
    parts = [task for task in tasks if task.kind == Task.Kind.SUBTASK]
    above = Task.objects.filter(scope.readers.tasks, pk__in={part.parent_id for part in parts})
    owners = dict(above.values_list("pk", "owner"))
    # A part that a lower unit hung below a task from above stays a task of its own.
    given = [part for part in parts if part.parent_id in owners and part.owner_id in (None, owners[part.parent_id])]
    return {part.pk: part.parent_id for part in given if part.parent_id}


def _work(scope: Scope, head: Task, found: Sequence[Task], names: dict[str, str], told: frozenset[int]) -> Work:
    deadline = min(task.deadline for task in found if task.deadline)
    many: int = getattr(head, "units", 0)
    lead = head.lead_text if many or not head.lead else names.get(head.lead.code, head.lead.code)
    source = str(head.document) if head.document_id in told else ""
    days = abs((scope.on - deadline).days)
    shared = (len(found), many) if many and found[0].pk != head.pk else (None, None)
    return Work(head.pk, head.title, lead or "chưa xác định", deadline, head.percent, source, days, *shared)


def obstacles(scope: Scope) -> tuple[Asked, ...]:
    """Obstacles raised up to that day, the oldest first."""
    return _asked(scope, _of(scope, oversight.obstacles(scope.actor, scope.on)))


def petitions(scope: Scope) -> tuple[Asked, ...]:
    """Petitions raised up to that day, the oldest first."""
    return _asked(scope, _of(scope, oversight.petitions(scope.actor, scope.on)))


def _of(scope: Scope, found: QuerySet[Raised]) -> list[Raised]:
    """Of what its writer sees, what everybody who reads the review may be told."""
    mine = found.filter(scope.readers.asked, raised_on__lte=scope.on)
    return list(mine if scope.whole else mine.filter(Q(unit__code=scope.code) | Q(addressed_to__code=scope.code)))


def _asked(scope: Scope, rows: Sequence[Obstacle | Petition]) -> tuple[Asked, ...]:
    codes = {unit.code for row in rows for unit in (row.unit, row.addressed_to) if unit}
    names = units.names(codes, scope.on)
    told = _told(scope, (row.document for row in rows if isinstance(row, Obstacle)))
    return tuple(_one_asked(scope, row, names, told) for row in rows)


def _one_asked(scope: Scope, row: Obstacle | Petition, names: dict[str, str], told: frozenset[int]) -> Asked:
    kind = row.get_kind_display() if isinstance(row, Obstacle) else ""
    document = row.document if isinstance(row, Obstacle) and row.document_id in told else None
    raised_by = names.get(row.unit.code, row.unit.code) if row.unit else str(document or "")
    to = names.get(row.addressed_to.code, row.addressed_to.code) if row.addressed_to else ""
    answered = row.answered_on if row.answered_on and row.answered_on <= scope.on else None
    days = days_open(row.raised_on, answered, scope.on)
    return Asked(row.pk, row.title, kind, raised_by, to, row.raised_on, days, answered, row.answer if answered else "")
