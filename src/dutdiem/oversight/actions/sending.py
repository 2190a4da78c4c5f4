"""Sending the mails that wait, at least once each.

A run that stops after recording loses nothing: the mail waits in the database for the next run. A run that stops between handing a
mail to the mail server and noting that leaves it taken; once the lease is over the next run sends that one mail again, under the
same Message-ID, by which mail programs know a copy. Two runs at once do not send a mail twice: each takes it first.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from smtplib import SMTPException, SMTPServerDisconnected
from typing import Any

from django.core.mail import get_connection
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from dutdiem.authority import Actor, demand
from dutdiem.kit.alone import alone
from dutdiem.oversight.digests import mail_of
from dutdiem.oversight.models import Digest, Sending
from dutdiem.trail.actions import entry

LOCK = 7_402_631  # any number that nothing else locks on PostgreSQL
LEASE = timedelta(minutes=15)
"""What was taken for sending so long ago, and is not noted as sent, belongs to a run that has stopped."""
TRIED_FOR = timedelta(days=14)
"""A mail that could not be sent for so long says nothing new; what it tells stands on the pages."""


@dataclass(frozen=True, slots=True)
class Sent:
    """Mails sent and still waiting, and what was in the way."""

    sent: int = 0
    unsent: int = 0
    fault: str = ""


def send_digests(actor: Actor, on: date) -> Sent:
    """Send the mails of this day and before, the oldest first, over one connection."""
    demand(actor, "oversight.remind", "", date.today())
    keys = list(_waiting(on).values_list("pk", flat=True))
    if not keys:
        return Sent()
    connection = get_connection()
    sent, fault = 0, ""
    try:
        connection.open()
        for key in keys:
            done, said = _send(actor, key, connection)
            sent, fault = sent + done, fault or said
    except OSError as error:  # the server cannot be reached, or has gone away: the rest waits for the next run
        fault = _words(error)
    finally:
        connection.close()
    return Sent(sent, len(keys) - sent, fault)


def _waiting(on: date) -> QuerySet[Digest]:
    found = Digest.objects.filter(sent_at=None, on__lte=on, on__gt=on - TRIED_FOR, account__is_active=True)
    return found.exclude(account__email="").order_by("on", "pk")


def _send(actor: Actor, key: int, connection: Any) -> tuple[bool, str]:
    """Whether the mail was sent, and why not; what concerns the server and not this mail is raised."""
    if not take(key, timezone.now()):
        return False, ""
    digest = Digest.objects.select_related("account").get(pk=key)
    try:
        connection.send_messages([mail_of(digest)])
    except OSError as error:
        Sending.objects.filter(digest=key).update(taken_at=None, fault=_words(error)[:500])
        if not isinstance(error, SMTPException) or isinstance(error, SMTPServerDisconnected):
            raise
        return False, _words(error)
    with entry(actor, "oversight.send_digest", account=digest.account.username, on=digest.on.isoformat()) as writing:
        digest.sent_at = timezone.now()
        writing.change(digest)
        Sending.objects.filter(digest=key).delete()
    return True, ""


@transaction.atomic
def take(key: int, now: datetime) -> bool:
    """Take a mail for sending; False where it has been sent, or another run holds it."""
    alone(LOCK)
    if Digest.objects.filter(pk=key).exclude(sent_at=None).exists():
        return False
    sending, _ = Sending.objects.get_or_create(digest_id=key)
    if sending.taken_at and sending.taken_at > now - LEASE:
        return False
    sending.taken_at, sending.tries = now, sending.tries + 1
    sending.save()
    return True


def _words(error: OSError) -> str:
    return " ".join(str(error).split()) or type(error).__name__
