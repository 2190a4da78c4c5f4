"""An account's own notices and calendars; nobody reads another's."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from dutdiem.access.models import User
from dutdiem.access.queries import actor_for
from dutdiem.authority import Actor
from dutdiem.oversight.models import CalendarFeed, Notice
from dutdiem.oversight.rules import Whom
from dutdiem.plans.models import Coordination, Task
from dutdiem.plans.queries import OPEN_STATES, WORK, open_to, visible
from dutdiem.trail.models import Entry

ABOUT = ("task__lead", "obstacle", "petition", "submission__form", "submission__unit")
"""What a notice can be about."""
MOST = 2_000
"""Deadlines that one calendar holds."""
BEHIND = timedelta(days=365)
"""What was due longer ago is left out of calendars."""


def notices(account: User) -> QuerySet[Notice]:
    """All notices of an account, the newest first."""
    return account.notices.select_related(*ABOUT).order_by("-on", "-pk")


def kept(actor: Actor, on: date, found: Iterable[Notice]) -> frozenset[int]:
    """Of the tasks of these notices those that a unit keeps internal from whoever they were sent to by now: who has gone elsewhere
    since, or saw the task before it was internal. Whoever stood in for another is told what that other was."""
    keys = {one.task.pk for one in found if one.task and one.task.internal and one.role != Whom.DEPUTY}
    if not keys:
        return frozenset()
    closed = Task.objects.filter(~open_to(actor, on), pk__in=keys)
    return frozenset(closed.values_list("pk", flat=True))


def reminded(on: date) -> bool:
    """Whether a run has recorded what was due on that day."""
    runs = Entry.objects.filter(verb="oversight.remind", at__gte=timezone.now() - timedelta(days=2))
    return runs.filter(facts__on=on.isoformat()).exists()


def unread(account: User) -> int:
    """How many the account has not seen yet."""
    return account.notices.filter(read_on=None).count()


def feeds(account: User) -> QuerySet[CalendarFeed]:
    """The calendars of an account that are in use."""
    return account.feeds.filter(revoked_on=None).select_related("unit")


def feed_by(token_sha256: str) -> CalendarFeed | None:
    """The feed of an address, while it is not revoked and its account is open."""
    found = CalendarFeed.objects.filter(token_sha256=token_sha256, revoked_on=None, account__is_active=True)
    return found.select_related("account", "unit").first()


def deadlines(feed: CalendarFeed, on: date) -> Iterator[Task]:
    """The open work with a deadline that the feed's unit leads or helps with, of what its account may see on that day."""
    found = visible(actor_for(feed.account, on), on).filter(
        kind__in=WORK, merged_into=None, state__in=OPEN_STATES, deadline__gte=on - BEHIND
    )
    helped = Coordination.objects.filter(unit=feed.unit).values("task_id")
    mine = found.filter(lead=feed.unit) | found.filter(pk__in=helped)
    return iter(mine.select_related("lead").order_by("deadline", "path")[:MOST])
