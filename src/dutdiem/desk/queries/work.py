"""What a person has to do now, through the units that their roles stand for: those units themselves, not all below them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Value

from dutdiem.authority import Actor
from dutdiem.calendar.periods import Period, parse_period
from dutdiem.calendar.workdays import read_workdays
from dutdiem.catalogue.models import ReportForm
from dutdiem.collection.models import Submission
from dutdiem.collection.rules import REPORTED
from dutdiem.kit.paths import within
from dutdiem.oversight import queries as oversight
from dutdiem.plans import queries as plans
from dutdiem.plans.models import Coordination, Task
from dutdiem.units import queries as units

AHEAD = timedelta(days=14)
"""How far ahead a deadline is looked at."""
LATELY = 4
"""Months back in which submissions that wait for a decision are looked for."""


def own_units(actor: Actor, home: str | None, on: date) -> list[str]:
    """The codes of the units that the actor's running roles stand for; the whole tree's role stands for its top, `home`."""
    codes = (grant.path.rsplit("/", 1)[-1] or home for grant in actor.grants if grant.holds(on))
    return list(dict.fromkeys(code for code in codes if code))


def tasks_now(actor: Actor, on: date, own: Collection[str]) -> QuerySet[Task]:
    """Open tasks that these units lead or help with and that are overdue, due soon, or to be redone; the most urgent first."""
    mine = Q(lead__code__in=own) | Q(pk__in=Coordination.objects.filter(unit__code__in=own).values("task_id"))
    pressing = Q(deadline__lte=on + AHEAD) | Q(state=Task.State.RETURNED)
    found = plans.visible(actor, on).filter(
        mine, pressing, state__in=("not_started", "in_progress", "returned"), kind__in=plans.WORK
    )
    return plans.most_urgent(found)


def to_accept(actor: Actor, on: date, own: Collection[str]) -> QuerySet[Task]:
    """Deliverables that wait for the acceptance of these units, the longest waiting first."""
    paths = actor.paths("plans.accept", on)
    if not paths:
        return Task.objects.none()
    assigned = Q(parent__lead__code__in=own) | (Q(parent__lead=None) if "" in paths else Q(pk__in=[]))
    return plans.visible(actor, on).filter(assigned, state=Task.State.WAITING).order_by("handed_in_on", "path")


def to_answer(actor: Actor, on: date, own: Collection[str], most: int = 12) -> list[dict[str, Any]]:
    """Obstacles and petitions addressed to these units that nobody has answered, the oldest first; `what` says which one is."""
    answering = own if actor.paths("oversight.answer", on) else []
    obstacles: QuerySet[Any, Any] = oversight.obstacles(actor, on, unanswered=True).filter(addressed_to__code__in=answering)
    petitions: QuerySet[Any, Any] = oversight.petitions(actor, on, unanswered=True).filter(addressed_to__code__in=answering)
    columns = ("what", "title", "raised_on", "answer_by", "about")
    first = obstacles.select_related(None).order_by().annotate(what=Value("obstacle"), about=F("task_id")).values(*columns)
    second = (
        petitions.select_related(None).order_by().annotate(what=Value("petition"), about=F("obstacle__task_id")).values(*columns)
    )
    return list(first.union(second, all=True).order_by("raised_on", "title")[:most])


@dataclass(frozen=True, slots=True)
class Due:
    """A form that a unit has yet to hand in for a period that is over."""

    unit: str
    form: str
    name: str
    period: Period
    by: date


def submissions_due(actor: Actor, on: date, own: Sequence[str]) -> list[Due]:
    """What these units have not handed in of the last period of each form, by the day on which it is due."""
    if not actor.paths("collection.submit", on):
        return []
    levels = dict(units.on(on).filter(unit__code__in=own).values_list("unit__code", "level"))
    forms = list(ReportForm.objects.filter(level__in=levels.values()).order_by("code"))
    last = {form.pk: _last_period(form.frequency, on) for form in forms}
    came = Submission.objects.filter(
        unit__code__in=own, latest=True, status__in=REPORTED, period__in={p.code for p in last.values()}
    )
    there = set(came.values_list("unit__code", "form_id", "period")) if forms else set()
    workdays = read_workdays()
    found = [
        Due(code, form.code, form.name, last[form.pk], workdays.due_on(last[form.pk], form.due_day))
        for code, level in levels.items()
        for form in forms
        if form.level == level and (code, form.pk, last[form.pk].code) not in there
    ]
    return sorted(found, key=lambda due: (due.by, due.unit, due.form))


def _last_period(frequency: str, on: date) -> Period:
    """The last whole period that is over."""
    parts = [part for year in (on.year - 1, on.year) for part in parse_period(str(year)).parts(frequency)]
    return max((part for part in parts if part.end < on), key=lambda part: part.end)


def submissions_to_decide(actor: Actor, on: date) -> list[dict[str, Any]]:
    """How many submissions of which form and period wait to be approved or returned, the latest period first."""
    paths = actor.paths("collection.decide", on)
    if not paths:
        return []
    since = (on.replace(day=1) - timedelta(days=31 * LATELY)).isoformat()[:7]
    found = Submission.objects.filter(latest=True, status=Submission.Status.SUBMITTED, month__gte=since)
    if "" not in paths:
        found = found.filter(unit__in=units.on(on).filter(within(paths)).order_by().values("unit_id"))
    grouped: Any = found.order_by().values("form__code", "form__name", "period").annotate(number=Count("pk"))
    return list(grouped.order_by("-period", "form__code")[:8])
