"""Reading obstacles and petitions: the oldest open ones first, filtered, and how long they take."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Value, When

from dutdiem.authority import Actor, likeness
from dutdiem.documents import queries as documents
from dutdiem.kit.errors import NotFound
from dutdiem.kit.folding import fold
from dutdiem.kit.prepared import ask
from dutdiem.oversight.models import Obstacle, Passing, Petition
from dutdiem.oversight.queries.reach import at, inside, not_kept
from dutdiem.oversight.rules import Taken, taken
from dutdiem.plans import queries as plans
from dutdiem.units.models import Unit

STATES = ("open", "overdue", "answered", "all")
Model = type[Obstacle] | type[Petition]


def obstacles(actor: Actor, on: date, *, unanswered: bool = False) -> QuerySet[Obstacle]:
    """What the actor may see: what its units raised, are to answer or passed on; all for whoever reads the whole tree."""
    found = Obstacle.objects.filter(_reach(actor, on, "obstacle")).select_related("unit", "addressed_to", "task", "document")
    return (found.filter(answered_on=None) if unanswered else found).order_by("raised_on", "pk")


def of_unit(actor: Actor, on: date, unit: Unit) -> QuerySet[Obstacle]:
    """The unanswered obstacles that a unit raised or is to answer, with their tasks."""
    return with_tasks(actor, on, obstacles(actor, on, unanswered=True).filter(Q(unit=unit) | Q(addressed_to=unit)))


def with_tasks(actor: Actor, on: date, found: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """The same with `told_task`, the key of the task of each; empty where a unit keeps that internal from the actor: whoever is
    asked something is told what is asked, and not of the task."""
    named: QuerySet[Any, Any] = found.annotate(told_task=plans.shown(actor, on, "pk"))
    return named


def petitions(actor: Actor, on: date, *, unanswered: bool = False) -> QuerySet[Petition]:
    """The same of petitions."""
    found = Petition.objects.filter(_reach(actor, on, "petition")).select_related(
        "unit", "addressed_to", "obstacle", "task", "document"
    )
    return (found.filter(answered_on=None) if unanswered else found).order_by("raised_on", "pk")


def board(
    actor: Actor, on: date, model: Model, *, state: str = "open", kind: str = "", to: str = "", unit: str = "", search: str = ""
) -> QuerySet[Any, Any]:
    """Obstacles or petitions by state, kind, the codes of who answers and who asked, and words; the oldest first."""
    found: QuerySet[Any, Any] = obstacles(actor, on) if model is Obstacle else petitions(actor, on)
    narrowed = {"kind": kind, "addressed_to__code": to, "unit__code": unit}
    found = found.filter(**{name: value for name, value in narrowed.items() if value})
    for word in fold(search).split():
        found = found.filter(folded__contains=word)
    if state == "answered":
        return found.exclude(answered_on=None)
    if state == "overdue":
        return found.filter(answered_on=None, answer_by__lt=on)
    return found if state == "all" else found.filter(answered_on=None)


def counts(actor: Actor, on: date, model: Model) -> dict[str, int]:
    """How many wait for an answer, how many of these too long, and how many were answered."""
    waiting = Q(answered_on=None)
    late = Count("pk", filter=waiting & Q(answer_by__lt=on))
    numbers = board(actor, on, model, state="all").aggregate(
        open=Count("pk", filter=waiting), overdue=late, answered=Count("pk", filter=~waiting)
    )
    return {name: int(number) for name, number in numbers.items()}


@dataclass(frozen=True, slots=True)
class Asked:
    """The first that wait for an answer, how many there are, how many were raised and how many answered since a day."""

    first: list[tuple[Any, ...]]
    waiting: int
    raised: int
    answered: int


def obstacles_since(actor: Actor, on: date, since: date, columns: tuple[str, ...], number: int) -> Asked:
    """Of the obstacles the `columns` of the first `number` without an answer, and the numbers; two questions. Columns of a document
    or a task are empty where it is kept internal from the actor."""
    like = likeness(actor, on)
    _, waiting, raised, answered = next(iter(ask(_numbers, like.actor, on, since, put_in=like.codes)), (1, 0, 0, 0))
    first = ask(_first, like.actor, on, columns, number, put_in=like.codes) if waiting else []
    return Asked(first, waiting, raised, answered)


def _numbers(actor: Actor, on: date, since: date) -> QuerySet[Any, Any]:
    lately = {name: Q(**{f"{name}__gt": since, f"{name}__lte": on}) for name in ("raised_on", "answered_on")}
    found: Any = obstacles(actor, on).select_related(None).order_by().annotate(all=Value(1)).values_list("all")
    counted: QuerySet[Any, Any] = found.annotate(
        waiting=Count("pk", filter=Q(answered_on=None)),
        raised=Count("pk", filter=lately["raised_on"]),
        answered=Count("pk", filter=lately["answered_on"]),
    )
    return counted


def _first(actor: Actor, on: date, columns: tuple[str, ...], number: int) -> QuerySet[Any, Any]:
    """The few are chosen first, so that nothing is joined to the rest."""
    chosen = obstacles(actor, on, unanswered=True).select_related(None).values("pk")[:number]
    found: QuerySet[Any, Any] = Obstacle.objects.filter(pk__in=chosen)
    return found.values_list(*(_shown(actor, on, name) for name in columns)).order_by("raised_on", "pk")


def _shown(actor: Actor, on: date, name: str) -> str | Case:
    record, _, column = name.replace("_id", "__pk").partition("__")
    kept = {"document": documents.shown, "task": plans.shown}
    return kept[record](actor, on, column) if record in kept and column else name


def late_answers(actor: Actor, on: date) -> dict[str, QuerySet[Any, Any]]:
    """What was not answered in time, the longest late first: obstacles and petitions."""
    models: tuple[Model, ...] = (Obstacle, Petition)
    late = {m.__name__.lower(): board(actor, on, m, state="overdue").order_by("answer_by", "pk") for m in models}
    return {name: with_tasks(actor, on, found) for name, found in late.items()}


def one(actor: Actor, on: date, model: Model, key: int) -> Any:
    """One obstacle or petition; NotFound where there is none that the actor may see. `told` is the key of its document,
    `told_task`, `told_became` and `told_obstacle` are those of what else it names, where the actor may see that."""
    seen: QuerySet[Any, Any] = (obstacles if model is Obstacle else petitions)(actor, on)
    found = with_tasks(actor, on, seen).filter(pk=key)
    found = found.annotate(told=documents.shown(actor, on, "pk"), told_became=plans.shown(actor, on, "pk", "became"))
    if model is Petition:
        of = Q(obstacle__in=obstacles(actor, on).select_related(None).order_by().values("pk"))
        found = found.annotate(told_obstacle=Case(When(of, then=F("obstacle_id"))))
    asked = found.select_related("became", "unit", "addressed_to", "task").first()
    if asked is None:
        raise NotFound(f"Không có {'vướng mắc' if model is Obstacle else 'kiến nghị'} số {key}; xem lại danh sách.")
    return asked


def passings(asked: Obstacle | Petition) -> list[Passing]:
    """The way that it went, the first step first."""
    return list(asked.passings.select_related("before", "after"))


@dataclass(frozen=True, slots=True)
class Group:
    """What was asked of one kind or of one unit, and how long that took."""

    name: str
    taken: Taken


def durations(actor: Actor, on: date, model: Model, by: str) -> list[Group]:
    """How long answers take, by "kind" or by the code of who answers ("" where nobody is asked yet), the most asked first."""
    column = {"kind": "kind", "addressee": "addressed_to__code"}[by]
    found = board(actor, on, model, state="all").filter(raised_on__lte=on)
    groups: dict[str, list[tuple[date, date | None]]] = {}
    for name, raised, answered in found.annotate(by=F(column)).values_list("by", "raised_on", "answered_on"):
        groups.setdefault(name or "", []).append((raised, answered if answered and answered <= on else None))
    return [Group(name, taken(spans, on)) for name, spans in sorted(groups.items(), key=lambda g: (-len(g[1]), g[0]))]


def addressees(actor: Actor, on: date, model: Model) -> Sequence[str]:
    """The codes of the units that are, or were, asked something."""
    found = board(actor, on, model, state="all").exclude(addressed_to=None)
    return list(found.order_by("addressed_to__code").values_list("addressed_to__code", flat=True).distinct())


def _reach(actor: Actor, on: date, name: str) -> Q:
    mine = inside(actor, on, "unit", "addressed_to")
    passed = Passing.objects.filter(inside(actor, on, "before")).exclude(**{name: None}).values(name)
    # What comes of something internal reaches above its unit only where somebody put it to a unit there: to that one.
    paths = actor.paths("oversight.read", on)
    put = Passing.objects.filter(at(on, paths, "before")).exclude(**{name: None}).values(name)
    return (mine | Q(pk__in=passed)) & (not_kept(actor, on) | at(on, paths, "unit", "addressed_to") | Q(pk__in=put))
