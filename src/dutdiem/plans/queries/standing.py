"""How the work stands on a day: one question for all its counts, whatever they are for."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from dutdiem.authority import Actor, likeness
from dutdiem.kit.prepared import ask
from dutdiem.plans.models import Task
from dutdiem.plans.queries.listing import OPEN_STATES, cell_on, counted, counts_of, listed, overdue
from dutdiem.plans.queries.seen import visible, whose_plan
from dutdiem.plans.rules import Counts
from dutdiem.units.models import Unit


def status(actor: Actor, on: date, *, below: Task | None = None, lead: str = "", owner: str = "") -> Counts:
    """How many tasks stand how on that day."""
    like = likeness(actor, on)
    put_in = {**like.codes, "‹below›": below.path if below else "", "‹lead›": lead, "‹owner›": owner}
    return counts_of(ask(_status, like.actor, on, below is not None, bool(lead), bool(owner), put_in=put_in))


def _status(actor: Actor, on: date, below: bool, lead: bool, owner: bool) -> QuerySet[Task, Any]:
    top = Task(path="‹below›") if below else None
    found = listed(actor, on, below=top, lead="‹lead›" if lead else "", owner="‹owner›" if owner else "")
    return counted(found).order_by().values_list(cell_on(on)).annotate(number=Count("*"))


@dataclass(frozen=True, slots=True)
class Standing:
    """The counts of a day, and of them what became late, was done, and was handed in and waits, in the days since another."""

    counts: Counts
    late: int
    done: int
    handed_in: int


def standing_since(actor: Actor, on: date, since: date, whose: str = "") -> Standing:
    """Where all work stands on a day and what the days after `since` brought, in one question; `whose` as in `listed`."""
    like = likeness(actor, on)
    rows = ask(_standing_since, like.actor, on, since, whose, put_in=like.codes)
    lately = (sum(numbers) for numbers in zip(*(row[2:] for row in rows), strict=True)) if rows else (0, 0, 0)
    return Standing(counts_of(rows), *lately)


def _standing_since(actor: Actor, on: date, since: date, whose: str) -> QuerySet[Task, Any]:
    handed_in = Q(handed_in_on__gt=since, handed_in_on__lte=on)
    late = Q(state__in=OPEN_STATES, deadline__gte=since, deadline__lt=on)
    numbers = {
        "number": Count("pk"),
        "late": Count("pk", filter=late),
        "done": Count("pk", filter=handed_in & Q(state=Task.State.DONE)),
        "handed_in": Count("pk", filter=handed_in & Q(state=Task.State.WAITING)),
    }
    found = visible(actor, on).filter(whose_plan(actor, on, whose))
    return counted(found).order_by().values_list(cell_on(on)).annotate(**numbers)


def most_late(actor: Actor, on: date, number: int, whose: str = "") -> list[tuple[str, int, date]]:
    """The leads with the most overdue tasks: (code, tasks, the oldest deadline)."""
    like = likeness(actor, on)
    found = ask(_most_late, like.actor, on, number, whose, put_in=like.codes)
    codes = dict(Unit.objects.filter(pk__in=[lead for lead, *_ in found]).values_list("pk", "code")) if found else {}
    return [(codes[lead], late, oldest) for lead, late, oldest in found]


def _most_late(actor: Actor, on: date, number: int, whose: str) -> QuerySet[Task, Any]:
    """By the leads' keys: their codes are looked up for the few that are told, not for every task."""
    counted = (
        overdue(actor, on, whose)
        .exclude(lead=None)
        .order_by()
        .values_list("lead")
        .annotate(late=Count("pk"), oldest=Min("deadline"))
    )
    return counted.order_by("-late", "oldest", "lead")[:number]
