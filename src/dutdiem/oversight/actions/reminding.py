"""Reminding: what is due is recorded once, together with the mail that will say so; mails go out after it (`sending`)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from django.db.models import Q

from dutdiem.access.models import User
from dutdiem.authority import Actor, demand
from dutdiem.kit.alone import alone
from dutdiem.kit.errors import Mistake
from dutdiem.oversight.actions.sending import LOCK, Sent, send_digests
from dutdiem.oversight.models import Digest, Notice
from dutdiem.oversight.queries.due import Due, due
from dutdiem.trail.actions import Writing, entry

_BATCH = 5_000
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reminded:
    """What a run did: occasions recorded, the accounts they went to, tasks that nobody could be reminded of, mails."""

    notices: int
    accounts: int
    unheard: int
    mails: Sent


def remind(actor: Actor, on: date) -> Reminded:
    """Record what is due on a day and not yet called to mind, then send every mail that waits. Running it twice reminds once."""
    demand(actor, "oversight.remind", "", date.today())
    notices, accounts, unheard = record(actor, on)
    return Reminded(notices, accounts, unheard, send_digests(actor, on))


def preview(actor: Actor, on: date) -> list[Due]:
    """What a run would record; nothing is written or sent."""
    demand(actor, "oversight.remind", "", date.today())
    return _fresh(due(on).all)


def record(actor: Actor, on: date) -> tuple[int, int, int]:
    """Occasions recorded, accounts, tasks that nobody could be reminded of."""
    demand(actor, "oversight.remind", "", date.today())
    with entry(actor, "oversight.remind", on=on.isoformat()) as writing:
        alone(LOCK)
        found = due(on)
        new = _fresh(found.all)
        accounts = {one.account.pk: one.account for one in new}
        digests = _digests(writing, [key for key, account in accounts.items() if account.email], on)
        writing.make_all(Notice, [_notice(one, on, digests.get(one.account.pk)) for one in new])
        writing.facts |= {"notices": len(new), "accounts": len(accounts), "unheard": found.unheard}
        return len(new), len(accounts), found.unheard


def _fresh(found: Iterable[Due]) -> list[Due]:
    """Those that the account was not yet reminded of on this occasion."""
    wanted = {(one.account.pk, one.key): one for one in found}
    known: set[tuple[int, str]] = set()
    for some in _batches(sorted({key for _, key in wanted})):
        known |= set(Notice.objects.filter(key__in=some).values_list("account_id", "key"))
    return [one for place, one in wanted.items() if place not in known]


def mark_read(actor: Actor, account: User, keys: Sequence[int], *, on: date) -> int:
    """The account has seen these of its notices; the number that were new."""
    with entry(actor, "oversight.mark_read", account=account.username) as writing:
        found = list(Notice.objects.select_for_update().filter(account=account, read_on=None, pk__in=keys))
        if not found:
            raise Mistake("Không còn thông báo mới nào; tải lại trang.")
        for notice in found:
            notice.read_on = on
        Notice.objects.bulk_update(found, ["read_on"], batch_size=500)
        writing.changed(*found)
        return len(found)


def _digests(writing: Writing, accounts: Sequence[int], on: date) -> dict[int, Digest]:
    """The mail into which the new notices of each account go: the one that still waits, else one of the first day without one.

    A mail that may be on its way is never added to: what comes after it goes out with the next.
    """
    waiting: dict[int, Digest] = {}
    gone: dict[int, set[date]] = {}
    untouched = Q(sending=None) | Q(sending__taken_at=None)
    for some in _batches(accounts):
        for digest in Digest.objects.filter(untouched, account__in=some, sent_at=None).order_by("on"):
            waiting.setdefault(digest.account_id, digest)
        for account, day in Digest.objects.filter(account__in=some, on__gte=on).values_list("account_id", "on"):
            gone.setdefault(account, set()).add(day)
    made = [Digest(account_id=key, on=_first_free(on, gone.get(key, set()))) for key in accounts if key not in waiting]
    return waiting | {digest.account_id: digest for digest in writing.make_all(Digest, made)}


def _first_free(on: date, gone: set[date]) -> date:
    while on in gone:
        on += timedelta(days=1)
    return on


def _notice(one: Due, on: date, digest: Digest | None) -> Notice:
    return Notice(
        account_id=one.account.pk,
        key=one.key,
        about=one.about,
        task_id=one.task,
        obstacle_id=one.obstacle,
        petition_id=one.petition,
        submission_id=one.submission,
        on=on,
        due_on=one.due_on,
        role=one.role,
        digest=digest,
    )


def _batches(values: Sequence[T]) -> Iterator[Sequence[T]]:
    return (values[at : at + _BATCH] for at in range(0, len(values), _BATCH))
