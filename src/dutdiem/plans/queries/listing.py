"""Lists of tasks and their counts."""

from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date
from typing import Any

from django.db.models import Case, Count, Exists, F, Min, OuterRef, Q, QuerySet, Value, When

from dutdiem.authority import Actor
from dutdiem.documents import queries as documents
from dutdiem.kit.folding import fold
from dutdiem.kit.paths import below as paths_below
from dutdiem.plans.models import Coordination, Derivation, Task
from dutdiem.plans.queries.seen import WORK, visible, whose_plan
from dutdiem.plans.rules import Counts, soon_until
from dutdiem.units import queries as units
from dutdiem.units.models import Unit

OPEN_STATES = ("not_started", "in_progress", "waiting", "returned")


def listed(
    actor: Actor,
    on: date,
    *,
    search: str = "",
    state: str = "",
    lead: str = "",
    time: str = "",
    owner: str = "",
    helper: str = "",
    under: str = "",
    kind: str = "",
    document: int | None = None,
    since: date | None = None,
    until: date | None = None,
    below: Task | None = None,
    whose: str = "",
) -> QuerySet[Task]:
    """Tasks in the order of the tree, narrowed by words (without marks), state, kind, time (overdue, soon, due, late, undated), the
    codes of lead, owner and a coordinating unit, the subtree `under` a unit, a document, deadlines from `since` to `until`, and
    `whose` plan they are in (`seen.whose_plan`)."""
    found = visible(actor, on).filter(whose_plan(actor, on, whose)).select_related("lead", "document")
    for word in fold(search).split():
        found = found.filter(folded__contains=word)
    plain: dict[str, Any] = {"state": state, "kind": kind, "lead__code": lead, "owner__code": owner}
    plain |= {"deadline__gte": since, "deadline__lte": until}
    found = found.filter(**{term: value for term, value in plain.items() if value})
    if below:
        found = found.filter(paths_below(below.path))
    if helper:
        found = found.filter(pk__in=Coordination.objects.filter(unit__code=helper).values("task_id"))
    if under:
        found = found.filter(lead__in=units.at_or_below([units.path_of(under, on)], on))
    if document:
        found = found.filter(ordered_by(document), Exists(documents.visible(actor, on).filter(pk=document)))
    return _by_time(found, time, on).order_by("path")


def ordered_by(document: int) -> Q:
    """Ordered by a document, first or besides another."""
    return Q(document=document) | Q(pk__in=Derivation.objects.filter(document=document).values("task_id"))


def open_on(on: date) -> Q:
    """Open on that day: open still, or done by a deliverable that was handed in later."""
    return Q(state__in=OPEN_STATES) | Q(state=Task.State.DONE, handed_in_on__gt=on)


def late_on(on: date, at: str = "") -> Q:
    """Overdue on that day, as `rules.standing` says: what waits for acceptance is late only where it was handed in late. `at` is
    the way to the task from another record: `children__`."""
    deadline = F(f"{at}deadline")
    working = _q(at, state__in=("not_started", "in_progress", "returned"))
    waiting = _q(at, state="waiting", handed_in_on__gt=deadline) | _q(at, state="waiting", handed_in_on=None)
    # That it must be one of these states follows from the rest; said apart, one search of an index serves instead of four.
    late_at_all = _q(at, deadline__lt=on, state__in=("not_started", "in_progress", "returned", "waiting", "done"))
    return late_at_all & (working | waiting | _q(at, state="done", handed_in_on__gt=on))


def _q(at: str, **terms: Any) -> Q:
    return Q(**{f"{at}{name}": value for name, value in terms.items()})


def _by_time(found: QuerySet[Task], time: str, on: date) -> QuerySet[Task]:
    handed_in = Q(state=Task.State.WAITING, handed_in_on__lte=F("deadline"))
    if time == "overdue":
        return found.filter(late_on(on))
    if time == "soon":
        near = found.filter(open_on(on), deadline__gte=on, deadline__lte=soon_until(on))
        return near.exclude(state=Task.State.WAITING, handed_in_on__lte=on)
    if time == "due":
        return found.filter(open_on(on), Q(deadline__gte=on) | handed_in)
    if time == "undated":
        return found.filter(deadline=None)
    if time == "late":
        return found.filter(state=Task.State.DONE, handed_in_on__gt=F("deadline"))
    return found


CELLS = tuple(cell.name for cell in fields(Counts))
"""The cells of `Counts`; a question gives a cell's place among them, since numbers are grouped quicker than words."""


def counts_of(rows: Iterable[tuple[Any, ...]]) -> Counts:
    """Counts from (place of the cell, number), each cell as often as it comes."""
    numbers = dict.fromkeys(CELLS, 0)
    for cell, number, *_ in rows:
        numbers[CELLS[cell]] += number
    return Counts(**numbers)


def _cell(name: str) -> Value:
    return Value(CELLS.index(name))


def cell_on(on: date) -> Case:
    """The cell of `Counts` in which a task stands on that day, by its place in CELLS; a test holds it to `rules.count`."""
    settled = Q(state=Task.State.DONE) & (Q(handed_in_on=None) | Q(handed_in_on__lte=on))
    done_late = Q(handed_in_on__gt=F("deadline")) | Q(handed_in_on=None, deadline__lt=on)
    return Case(
        When(state=Task.State.SUSPENDED, then=_cell("suspended")),
        When(state=Task.State.CANCELLED, then=_cell("cancelled")),
        When(settled & Q(deadline=None), then=_cell("undated_done")),
        When(deadline=None, then=_cell("undated_open")),
        When(settled & done_late, then=_cell("done_late")),
        When(settled, then=_cell("done_in_time")),
        When(late_on(on), then=_cell("open_overdue")),
        default=_cell("open_in_time"),
    )


def counted(found: QuerySet[Task]) -> QuerySet[Task]:
    """What is counted as work, each piece of it once: a task that was fanned out by its parts; one that a unit took up from
    above not beside the one above; a duplicate by the task it was merged into; objectives and groups not at all."""
    above = found.order_by().values("pk")
    once = Q(taken_from=None) | ~Q(taken_from__in=above)
    return found.filter(once, not_fanned_out(), kind__in=WORK, merged_into=None)


def part_of(whole: Callable[[str], F], at: str = "") -> Q:
    """That a task is a part by which the one above it is counted: a subtask of the same plan that whoever sees the one above sees
    too. What another unit hangs below, or keeps internal, takes the place of no task. `whole` names a column of the one above, `at`
    is the way to the part from another record: `children__`."""
    same_plan = _q(at, owner=whole("owner")) | _q(at, owner=None)
    as_open = _q(at, internal=False) | _q(at, internal=whole("internal"))
    return _q(at, kind=Task.Kind.SUBTASK) & same_plan & as_open


def not_fanned_out() -> Q:
    """No part hangs below it."""
    return ~Q(Exists(Task.objects.filter(part_of(OuterRef), parent=OuterRef("pk"))))


def overdue(actor: Actor, on: date, whose: str = "") -> QuerySet[Task]:
    """Open work past its deadline, the oldest first."""
    return counted(listed(actor, on, time="overdue", whose=whose)).order_by("deadline", "path")


def helped_by(actor: Actor, on: date, unit: Unit) -> QuerySet[Task]:
    """The work that a unit coordinates, of what the actor may see."""
    return visible(actor, on).filter(pk__in=Coordination.objects.filter(unit=unit).values("task_id"))


def most_urgent(found: QuerySet[Task]) -> QuerySet[Task]:
    """Open work first, by its deadline; then what has none; then what is settled."""
    settled = Case(When(state__in=OPEN_STATES, then=Value(0)), default=Value(1))
    return found.order_by(settled, F("deadline").asc(nulls_last=True), "path")


def red(actor: Actor, on: date, whose: str = "") -> QuerySet[Task, Any]:
    """Overdue work, the oldest first. Whoever sees the whole plan gets a task that was fanned out once, while a unit is late with
    its part, and not its many parts; a part that is late before the whole is stands for itself."""
    if "" not in actor.paths("plans.read", on):
        return overdue(actor, on, whose)
    late_part = Task.objects.filter(part_of(OuterRef), late_on(on), parent=OuterRef("pk"))
    of_late = {"kind__in": WORK, "pk": OuterRef("parent"), "children": OuterRef("pk")}
    late_whole = Task.objects.filter(part_of(F, "children__"), late_on(on), **of_late)
    found = listed(actor, on, time="overdue", whose=whose).filter(kind__in=WORK, merged_into=None)
    found = found.filter(~Q(kind=Task.Kind.SUBTASK) | ~Exists(late_whole))
    return found.filter(Exists(late_part) | not_fanned_out()).order_by("deadline", "pk")


def late_by_lead(actor: Actor, on: date) -> QuerySet[Task, Any]:
    """Who is late: (lead's code, overdue tasks, the oldest deadline), the most tasks first."""
    found = overdue(actor, on).exclude(lead=None).order_by()
    counted = found.values_list("lead__code").annotate(late=Count("pk"), oldest=Min("deadline"))
    return counted.order_by("-late", "oldest", "lead__code")
