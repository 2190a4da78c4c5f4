"""What rests on a unit follows it into its successors: stages above say here what they hold, and how it is moved.

On the day of a reorganisation a task, a target or an account still names the unit that was. Each stage registers its holdings
when Django starts, since this stage lies below them all.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from dutdiem.units.models import Succession, Unit
from dutdiem.units.queries import on

ASSUMED = "tỷ lệ chia chưa có số chính thức"
SPLIT = "đơn vị chia cho nhiều nơi, xem lại nơi nhận"


@dataclass(frozen=True, slots=True)
class Holding:
    """One kind of record that rests on a unit by the relation `field`.

    `open` gives those that are not finished on a day, `title` what a person knows one by, and `taken` whether another unit
    (by its key) has the same already, so that the record cannot be put there.
    """

    says: str
    field: str
    open: Callable[[date], QuerySet[Any]]
    title: Callable[[Any], str]
    taken: Callable[[Any, int], bool]


holdings: dict[str, Holding] = {}


def register(kind: str, holding: Holding) -> None:
    """Name one kind of record that rests on units."""
    holdings[kind] = holding


@dataclass(frozen=True, slots=True)
class Move:
    """One thing of a unit that ended or gave away, and the unit that takes it; `note` says why a person should look."""

    kind: str
    key: int
    title: str
    before: str
    after: str
    share: Decimal
    note: str = ""


def moves(day: date) -> list[Move]:
    """What rests, on this day, on units that ended by a reorganisation up to that day, and who would take it: the largest heir.

    An heir that has ended since is followed further. A unit that lives on keeps what it has.
    """
    heirs = _heirs(day)
    codes = dict(Unit.objects.values_list("pk", "code"))
    return [move for kind, holding in holdings.items() for move in _of_kind(kind, holding, day, heirs, codes)]


def _of_kind(
    kind: str, holding: Holding, day: date, heirs: Mapping[int, tuple[int, Decimal, str]], codes: Mapping[int, str]
) -> Iterator[Move]:
    field = f"{holding.field}_id"
    for record in holding.open(day).filter(**{f"{field}__in": heirs.keys()}).order_by(field, "pk"):
        unit = getattr(record, field)
        heir, share, note = heirs[unit]
        yield Move(kind, record.pk, holding.title(record), codes[unit], codes[heir], share, note)


def _heirs(day: date) -> dict[int, tuple[int, Decimal, str]]:
    """Of each unit that exists no more on this day: the unit that took most of it, with what share, and what to look at."""
    rows: dict[int, list[Succession]] = {}
    for row in Succession.objects.filter(date__lte=day).order_by("date", "-share", "successor_id"):
        rows.setdefault(row.predecessor_id, []).append(row)
    alive = set(on(day).values_list("unit_id", flat=True))
    return {unit: found for unit in rows if unit not in alive and (found := _follow(unit, rows, alive))}


def _follow(unit: int, rows: Mapping[int, Sequence[Succession]], alive: Collection[int]) -> tuple[int, Decimal, str] | None:
    share, notes, seen = Decimal(1), [], {unit}
    while unit not in alive:
        last = [row for row in rows.get(unit, ()) if row.date == rows[unit][-1].date]
        if not last:
            return None
        best = max(last, key=lambda row: (row.share, -row.successor_id))
        share *= best.share
        notes += [SPLIT] if len(last) > 1 else []
        notes += [ASSUMED] if best.assumed else []
        unit = best.successor_id
        if unit in seen:
            return None
        seen.add(unit)
    return unit, share, "; ".join(dict.fromkeys(notes))
