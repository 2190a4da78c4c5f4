"""What is to be called to mind on a day, and to whom: deadlines of tasks, answers that are due or came, reports opened again."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import F, QuerySet

from dutdiem.access.models import User
from dutdiem.collection import queries as collection
from dutdiem.oversight.models import Notice, Obstacle, Petition
from dutdiem.oversight.queries.people import ANSWERING, LEADING, WORKING, People
from dutdiem.oversight.rules import Step, Whom, horizon, step
from dutdiem.oversight.terms import terms, workdays
from dutdiem.plans.models import Task
from dutdiem.plans.queries import WORK, not_fanned_out
from dutdiem.units import queries as units
from dutdiem.units.models import UnitVersion

TOLD_FOR = timedelta(days=14)
"""An answer that came longer ago is no news."""
OPEN = (Task.State.NOT_STARTED, Task.State.IN_PROGRESS, Task.State.RETURNED)
COLUMNS = ("pk", "title", "deadline", "lead_id", "owner_id", "internal", "focal_id")
KEPT = {"of_internal": F("document__internal"), "on_internal": F("task__internal")}
"""Whether what was asked comes of something that a unit keeps internal."""


@dataclass(frozen=True, slots=True)
class Due:
    """One occasion for one account; `key` names the occasion."""

    account: User
    key: str
    about: str
    title: str
    due_on: date | None
    role: str
    task: int | None = None
    obstacle: int | None = None
    petition: int | None = None
    submission: int | None = None


@dataclass(slots=True)
class Found:
    """All occasions of a day, and how many tasks there were that nobody could be reminded of."""

    all: list[Due] = field(default_factory=list)
    unheard: int = 0


def due(on: date) -> Found:
    """Every occasion that holds on that day, those already recorded among them; none on a day off."""
    found = Found()
    if workdays().is_working(on):
        people = People(on)
        _tasks(found, people, on)
        for model in (Obstacle, Petition):
            found.all += _asked(model, people, on)
            found.all += _answered(model, people, on)
        found.all += _opened_again(people, on)
    return found


def _tasks(found: Found, people: People, on: date) -> None:
    near = Task.objects.filter(kind__in=WORK, merged_into=None, state__in=OPEN, deadline__lte=horizon(on, terms(), workdays()))
    rows = list(near.filter(not_fanned_out()).order_by("deadline", "path").values(*COLUMNS))
    places = units.holders({row[name] for row in rows for name in ("lead_id", "owner_id") if row[name]}, on)
    focal = User.objects.in_bulk({row["focal_id"] for row in rows if row["focal_id"]})
    for row in rows:
        occasion = step(row["deadline"], on, terms(), workdays())
        if occasion is None:
            continue
        key = f"task:{row['pk']}:{row['deadline']}:{occasion.name}"
        heard = _heard(_to_remind(row, occasion, people, places, focal), people)
        found.unheard += not heard
        found.all += [
            Due(user, key, Notice.About.TASK, row["title"], row["deadline"], role, task=row["pk"]) for user, role in heard.values()
        ]


def _heard(whom: Iterable[tuple[Whom, User]], people: People) -> dict[int, tuple[User, Whom]]:
    """Each account once, in the first role in which it is to hear; then whoever stands in for one of them gets a copy."""
    named = list(whom)
    copies = [(Whom.DEPUTY, deputy) for _role, user in named for deputy in people.standing_in(user)]
    return {user.pk: (user, role) for role, user in reversed([*named, *copies])}


def _to_remind(
    row: Mapping[str, Any], occasion: Step, people: People, places: Mapping[int, UnitVersion], focal: Mapping[int, User]
) -> Iterator[tuple[Whom, User]]:
    """Who does the work, then who leads, then the level above; where nobody at the unit can be reminded, the level above at once.
    What a unit keeps internal goes no higher than that unit."""
    place = places.get(row["lead_id"] or row["owner_id"] or 0)
    path = place.path if place else ""
    owner = places.get(row["owner_id"] or 0)
    tops = (owner.path,) if row["internal"] and owner else ("",)
    person = focal.get(row["focal_id"] or 0)
    if person and row["internal"] and owner and not people.stands_within(person, owner.path):
        person = None  # they have gone elsewhere since
    working = [person] if person and person.is_active else people.first(path, WORKING) or people.first(path, LEADING)
    yield from ((Whom.FOCAL, user) for user in working)
    if Whom.HEAD in occasion.whom:
        yield from ((Whom.HEAD, user) for user in people.first(path, LEADING))
    if Whom.ABOVE in occasion.whom or not working:
        yield from ((Whom.ABOVE, user) for user in people.above(path, tops))


def _asked(model: type[Obstacle] | type[Petition], people: People, on: date) -> Iterator[Due]:
    """What waits for an answer: when it is new to whom it is addressed to, and by the terms of reminding."""
    found: QuerySet[Any, Any] = model.objects.filter(answered_on=None, raised_on__lte=on)
    rows = found.exclude(addressed_to=None).order_by("answer_by", "pk")
    asked = list(rows.values("pk", "title", "addressed_to_id", "answer_by", **KEPT))
    places = units.holders({row["addressed_to_id"] for row in asked}, on)
    for row in asked:
        place = places.get(row["addressed_to_id"])
        if place is None:
            continue
        occasion = row["answer_by"] and step(row["answer_by"], on, terms(), workdays())
        whom = occasion.whom if occasion else (Whom.FOCAL,)
        key = f"{_name(model)}:{row['pk']}:{place.unit_id}:{row['answer_by']}:{occasion.name if occasion else 'new'}"
        heard = _heard(_to_answer(place.path, whom, people, internal=any(row[name] for name in KEPT)), people)
        for user, role in heard.values():
            yield _of(model, user, key, Notice.About.ANSWER, row, role, row["answer_by"])


def _to_answer(path: str, whom: Sequence[Whom], people: People, *, internal: bool) -> Iterator[tuple[Whom, User]]:
    """What comes of something internal goes no higher than the unit to which it was put."""
    ways: dict[Whom, Callable[[], Sequence[User]]] = {
        Whom.FOCAL: lambda: people.first(path, ANSWERING),
        Whom.HEAD: lambda: people.first(path, LEADING),
        Whom.ABOVE: lambda: people.above(path, (path if internal else "",)),
    }
    yield from ((one, user) for one in whom for user in ways[one]())


def _answered(model: type[Obstacle] | type[Petition], people: People, on: date) -> Iterator[Due]:
    """Answers that came lately, for whoever asked."""
    rows = model.objects.filter(answered_on__gt=on - TOLD_FOR, answered_on__lte=on).exclude(unit=None).order_by("pk")
    asked = list(rows.values("pk", "title", "unit_id", "answered_on"))
    places = units.holders({row["unit_id"] for row in asked}, on)
    for row in asked:
        place = places.get(row["unit_id"])
        whom = [(Whom.FOCAL, user) for user in people.first(place.path, WORKING)] if place else []
        for user, role in _heard(whom, people).values():
            key = f"{_name(model)}:{row['pk']}:answered:{row['answered_on']}"
            yield _of(model, user, key, Notice.About.ANSWERED, row, role, None)


def _opened_again(people: People, on: date) -> Iterator[Due]:
    """Locked reports that were opened again and wait for the correction of their units, for whoever reports there."""
    waiting = collection.reopened()
    steps = collection.reopenings(waiting)
    places = units.holders({one.unit_id for one in waiting}, on)
    for one in waiting:
        place = places.get(one.unit_id)
        whom = [(Whom.FOCAL, user) for user in people.first(place.path, WORKING)] if place else []
        for user, role in _heard(whom, people).values():
            # A report that is opened again a second time is a new occasion.
            key = f"submission:{one.pk}:reopened:{steps.get(one.pk, '')}"
            yield Due(user, key, Notice.About.REOPENED, f"{one.form.name}, {one.period}", None, role, submission=one.pk)


def _of(
    model: type[Obstacle] | type[Petition], user: User, key: str, about: str, row: Mapping[str, Any], role: str, due_on: date | None
) -> Due:
    keys = {"obstacle": row["pk"]} if model is Obstacle else {"petition": row["pk"]}
    return Due(user, key, about, row["title"], due_on, role, **keys)


def _name(model: type[Obstacle] | type[Petition]) -> str:
    return "obstacle" if model is Obstacle else "petition"
