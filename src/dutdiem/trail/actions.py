"""Writing the trail. Every action of every stage opens one `entry(...)`: a transaction, an entry in it, a seal just after it."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

from django.db import connection, models, transaction
from django.utils import timezone

from dutdiem.authority import Actor
from dutdiem.kit.bulk import insert, insert_rows, insert_values
from dutdiem.trail.models import Entry, Item, Recorded, Seal
from dutdiem.trail.rules import START, digest, items_digest, link

T = TypeVar("T", bound=Recorded)
EMPTY: tuple[Any, ...] = (None, "", {}, [])
SEAL_LOCK = 7_402_613  # any number that nothing else locks on PostgreSQL


class Writing:
    """Collects what an action changes; the entry is written when the action's block ends."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, str, str, str]] = []
        self.facts: dict[str, Any] = {}

    def made(self, *records: Recorded) -> None:
        """Note records that the action has saved for the first time."""
        self._note(Item.Change.MADE, records)

    def changed(self, *records: Recorded) -> None:
        """Note records that the action has saved again."""
        self._note(Item.Change.CHANGED, records)

    def deleted(self, *records: Recorded) -> None:
        """Note records that the action is about to delete: call it before, while they still have a key."""
        self._note(Item.Change.DELETED, records)

    def make(self, record: T) -> T:
        """Save a new record and note it."""
        record.save(force_insert=True)
        self.made(record)
        return record

    def make_all(self, model: type[T], records: Sequence[T]) -> Sequence[T]:
        """Save many new records at once and note each."""
        insert(model, records)
        self.made(*records)
        return records

    def make_rows(self, model: type[Recorded], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Insert very many new records given as values of all columns but the key (`names`, keys of relations as `..._id`)."""
        if set(names) | {"id"} != set(_covered(model)):
            raise ValueError(f"{model._meta.label}: {names}")
        keys, label = insert_values(model, names, rows), model._meta.label_lower
        made = str(Item.Change.MADE)
        for key, row in zip(keys, rows, strict=True):
            self.rows.append((label, str(key), made, digest(_told(model, {"id": key, **dict(zip(names, row, strict=True))}))))

    def change(self, record: Recorded) -> None:
        """Save a changed record and note it."""
        record.save()
        self.changed(record)

    def _note(self, change: str, records: Iterable[Recorded]) -> None:
        self.rows.extend((r._meta.label_lower, str(r.pk), str(change), fingerprint(r)) for r in records)


@contextmanager
def entry(actor: Actor, verb: str, **facts: Any) -> Iterator[Writing]:
    """One action in one transaction: all of it happens and is on the trail, or none of it."""
    with transaction.atomic():
        writing = Writing()
        writing.facts.update(facts)
        yield writing
        _write(actor, verb, writing)
        transaction.on_commit(seal)


def fingerprint(record: Recorded) -> str:
    """The digest of what a record holds; columns derived from others (folded for search) are left out."""
    model = record.__class__  # of a lazy object the one it stands for
    return digest(_told(model, {name: getattr(record, name) for name in _covered(model)}))


def _told(model: type[Recorded], values: dict[str, Any]) -> dict[str, Any]:
    """The values that the digest covers: those of columns that came later only where they say more than the column's default."""
    unsaid = _unsaid(model, model.added_later)
    return {name: value for name, value in values.items() if name not in unsaid or value not in unsaid[name]} if unsaid else values


@cache
def _unsaid(model: type[Recorded], later: frozenset[str]) -> dict[str, tuple[Any, ...]]:
    """What a column that came later holds where nobody has written to it."""
    return {name: (*EMPTY, model._meta.get_field(name).get_default()) for name in later}  # type: ignore[union-attr]


@cache
def _covered(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(f.attname for f in model._meta.concrete_fields if not getattr(f, "sources", None))


def _write(actor: Actor, verb: str, writing: Writing) -> None:
    made = Entry.objects.create(
        at=timezone.now(), actor=actor.name, verb=verb, facts=writing.facts, items_digest=items_digest(writing.rows)
    )
    insert_rows(Item, ("entry_id", "model", "key", "change", "digest"), ((made.pk, *row) for row in writing.rows))


@transaction.atomic
def seal() -> int:
    """Link every committed entry that is not yet in the chain, oldest first; the number linked.

    One at a time: SQLite's immediate transaction or PostgreSQL's advisory lock holds others back, outside the action itself.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEAL_LOCK])
    last = Seal.objects.order_by("-position").first()
    position, previous = (last.position, last.hash) if last else (0, START)
    seals = []
    for one in Entry.objects.filter(seal=None).order_by("pk"):
        position += 1
        made = link(previous, position, facts_of(one))
        seals.append(Seal(position=position, entry=one, previous=previous, hash=made))
        previous = made
    Seal.objects.bulk_create(seals)
    return len(seals)


def facts_of(one: Entry) -> dict[str, Any]:
    """What the chain covers of an entry."""
    return {
        "id": one.pk,
        "at": one.at,
        "actor": one.actor,
        "verb": one.verb,
        "facts": one.facts,
        "items": one.items_digest,
    }
