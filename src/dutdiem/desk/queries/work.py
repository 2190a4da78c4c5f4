"""What a person has to do now, through the units that their roles stand for: those units themselves, not all below them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from dutdiem.access.models import User
from dutdiem.authority import Actor
from dutdiem.authority.roles import VERBS
from dutdiem.calendar.cutoffs import CALENDAR, Cutoff, find_cutoff
from dutdiem.calendar.periods import Period
from dutdiem.calendar.recent import begun
from dutdiem.catalogue.models import ReportForm
from dutdiem.catalogue.queries import form as plain_form
from dutdiem.collection.models import Submission
from dutdiem.collection.queries import is_for, waiting, workdays
from dutdiem.collection.rules import REPORTED, due_on
from dutdiem.oversight import queries as oversight
from dutdiem.plans import queries as plans
from dutdiem.plans.models import Coordination, Task

AHEAD = timedelta(days=14)
"""How far ahead a deadline is looked at."""
LATELY = 4
"""Months back in which submissions that wait for a decision are looked for."""


WORKS = ("plans.report", "plans.accept", "plans.move")
"""Who may do one of these for a unit has its tasks as their own; who looks at it, inspects it or keeps its accounts has not."""


def own_units(actor: Actor, home: str | None, on: date, verbs: Sequence[str] = ()) -> list[str]:
    """The codes of the units that the actor's running roles stand for; the whole tree's role stands for its top, `home`.

    With `verbs` only of the roles that may do one of them.
    """
    grants = (grant for grant in actor.grants if grant.holds(on) and (not verbs or VERBS[grant.role] & set(verbs)))
    codes = (grant.path.rsplit("/", 1)[-1] or home for grant in grants)
    return list(dict.fromkeys(code for code in codes if code))


NOW, FOCAL, ACCEPT = "now", "focal", "accept"
"""The parts of a person's tasks: pressing ones, others that the person is the focal point of, deliverables to accept."""
WORKING = ("not_started", "in_progress", "returned")


def tasks_of(actor: Actor, on: date, own: Collection[str], account: User, most: int) -> QuerySet[Task]:
    """The tasks that want something of the account now, the first so many of each `part`, in one question.

    Pressing is what these units lead or help with, or the account is the focal point of, and is overdue, due soon or to be
    redone: the most urgent first. What waits for the acceptance of these units comes with the longest waiting first.
    """
    pressing = Q(deadline__lte=on + AHEAD) | Q(state=Task.State.RETURNED)
    working = Task.objects.filter(state__in=WORKING, kind__in=plans.WORK, merged_into=None).order_by()
    helped = Coordination.objects.filter(unit__code__in=own).values("task_id")
    sets = [working.filter(pressing, lead__code__in=own), working.filter(pressing, pk__in=helped), working.filter(_focal(account))]
    found = plans.visible(actor, on).filter(_among([*sets, *_to_accept(actor, on, own)]))
    part = Case(When(state=Task.State.WAITING, then=Value(ACCEPT)), When(pressing, then=Value(NOW)), default=Value(FOCAL))
    by = Case(When(state=Task.State.WAITING, then=F("handed_in_on")), default=F("deadline"))
    ranked = found.annotate(part=part, by=by).annotate(
        rank=Window(RowNumber(), partition_by=[F("part")], order_by=[F("by").asc(nulls_last=True), F("path").asc()])
    )
    return ranked.filter(rank__lte=most).order_by("part", "rank")


def _focal(account: User) -> Q:
    """By name, or as the holder of the post that the task of the account's own unit names."""
    named = Q(focal=account)
    return named | Q(focal=None, post=account.post, lead=account.unit_id) if account.post and account.unit_id else named


def _to_accept(actor: Actor, on: date, own: Collection[str]) -> list[QuerySet[Task]]:
    paths = actor.paths("plans.accept", on)
    waiting = Task.objects.filter(state=Task.State.WAITING).order_by()
    found = [waiting.filter(parent__lead__code__in=own)] if paths else []
    return [*found, waiting.filter(parent__lead=None)] if "" in paths else found


def _among(sets: Sequence[QuerySet[Task]]) -> Q:
    """In one of the sets, each found by its own index: one OR over them would read every task there is."""
    first, *others = (found.values("pk") for found in sets)
    return Q(pk__in=first.union(*others))


def to_answer(actor: Actor, on: date, own: Collection[str], most: int = 12) -> list[dict[str, Any]]:
    """Obstacles and petitions addressed to these units that nobody has answered, and requests for another deadline of what is in
    their plans, the oldest first; `what` says which one is, `key` leads to it (for a deadline to its task)."""
    answering = own if actor.paths("oversight.answer", on) else []
    obstacles: QuerySet[Any, Any] = oversight.obstacles(actor, on, unanswered=True).filter(addressed_to__code__in=answering)
    petitions: QuerySet[Any, Any] = oversight.petitions(actor, on, unanswered=True).filter(addressed_to__code__in=answering)
    columns = ("what", "key", "words", "asked", "until")
    first = _asked(obstacles, "obstacle").values(*columns)
    others = (_asked(petitions, "petition").values(*columns), _moves(actor, on, own).values(*columns))
    return list(first.union(*others, all=True).order_by("asked", "words")[:most])


def _asked(found: QuerySet[Any, Any], what: str) -> QuerySet[Any, Any]:
    plain: QuerySet[Any, Any] = found.select_related(None).order_by()
    made: QuerySet[Any, Any] = plain.annotate(
        what=Value(what), key=F("pk"), words=F("title"), asked=F("raised_on"), until=F("answer_by")
    )
    return made


def _moves(actor: Actor, on: date, own: Collection[str]) -> QuerySet[Any, Any]:
    """Requests for another deadline that wait for whoever assigned the task."""
    paths = actor.paths("plans.move", on)
    mine = Q(task__owner__code__in=own if paths else []) | (Q(task__owner=None) if "" in paths else Q(pk__in=[]))
    found: QuerySet[Any, Any] = plans.open_moves(actor, on).filter(mine).select_related(None).order_by()
    words = {"key": F("task_id"), "words": F("task__title"), "asked": F("asked_on"), "until": F("wanted")}
    made: QuerySet[Any, Any] = found.annotate(what=Value("deadline"), **words)
    return made


@dataclass(frozen=True, slots=True)
class Due:
    """A form that a unit has yet to hand in for a period that is over."""

    unit: str
    form: str
    name: str
    period: Period
    by: date


def submissions_due(actor: Actor, on: date, places: Mapping[str, tuple[str, str]]) -> list[Due]:
    """What units, each with its level and path, have not handed in of the last period of each form, by the day when it is due."""
    if not actor.paths("collection.submit", on):
        return []
    levels = {level for level, _ in places.values()}
    forms = list(ReportForm.objects.filter(level__in=levels).select_related("owner").order_by("code"))
    last = {form.pk: _last_period(form.frequency, on, find_cutoff(form.calendar)) for form in forms}
    came = Submission.objects.filter(
        unit__code__in=list(places), latest=True, status__in=REPORTED, period__in={p.code for p in last.values()}
    )
    there = set(came.values_list("unit__code", "form_id", "period")) if forms else set()
    days = workdays()
    found = [
        Due(code, form.code, form.name, last[form.pk], due_on(plain_form(form), last[form.pk], days))
        for code, (level, path) in places.items()
        for form in forms
        if form.level == level and is_for(form, path, last[form.pk].end) and (code, form.pk, last[form.pk].code) not in there
    ]
    return sorted(found, key=lambda due: (due.by, due.unit, due.form))


def _last_period(frequency: str, on: date, cutoff: Cutoff = CALENDAR) -> Period:
    """The last whole period that is over."""
    return next(period for period in begun(frequency, on, 2, cutoff) if period.end < on)


def submissions_to_decide(actor: Actor, on: date) -> list[dict[str, Any]]:
    """How many submissions of which form and period wait to be approved or returned, the latest period first."""
    if not actor.paths("collection.decide", on):
        return []
    since = (on.replace(day=1) - timedelta(days=31 * LATELY)).isoformat()[:7]
    found = waiting(actor, on).filter(month__gte=since).select_related(None)
    grouped: Any = found.order_by().values("form__code", "form__name", "period").annotate(number=Count("pk"))
    return list(grouped.order_by("-period", "form__code")[:8])
