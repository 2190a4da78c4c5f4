"""Bringing what was submitted into the mart."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from dutdiem.authority import Actor, demand
from dutdiem.calendar.periods import parse_period
from dutdiem.collection.models import MonthChange
from dutdiem.figures.mart import engine, mart, sums_folder
from dutdiem.figures.models import MartMonth
from dutdiem.figures.rows import figures_of
from dutdiem.measures.sums import sweep

KEPT = timedelta(days=7)
"""How long files of versions that nobody relies on stay, so that a long reader finishes."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh did: the months that were written again, their figures, and the version of the mart."""

    months: tuple[str, ...]
    figures: int
    version: int | None

    def __str__(self) -> str:
        if not self.months:
            return f"Kho số liệu đã mới nhất (phiên bản {self.version})."
        number = f"{self.figures:,}".replace(",", ".")
        return f"{number} số liệu của {len(self.months)} tháng vào kho, phiên bản {self.version}"


def refresh_mart(actor: Actor, *, everything: bool = False) -> Refreshed:
    """Bring every month whose submissions changed into the mart, in one commit; all months with `everything`.

    The mart follows from the record, so that this writes no trail entry; whoever may see figures may call for it.
    """
    demand_any(actor)
    with _alone():
        changes = dict(MonthChange.objects.values_list("month", "changes"))
        taken = dict(MartMonth.objects.values_list("month", "changes"))
        stale = sorted(month for month, count in changes.items() if everything or taken.get(month) != count)
        return _replace(stale, changes) if stale or mart().version is None else Refreshed((), 0, mart().version)


def demand_any(actor: Actor) -> None:
    """Refuse an actor who may read no figures anywhere."""
    if not actor.paths("figures.read", date.today()):
        demand(actor, "figures.read", "", date.today())


def stale_months() -> list[str]:
    """Months whose submissions changed since the mart took them in."""
    taken = dict(MartMonth.objects.values_list("month", "changes"))
    changes = MonthChange.objects.values_list("month", "changes")
    return sorted(month for month, count in changes if taken.get(month) != count)


def tidy(keep: tuple[int, ...] = ()) -> int:
    """Delete files that no version of the last days and none of `keep` needs, and sums of files that are gone."""
    table = mart()
    gone = table.vacuum(KEPT, keep)
    return gone + sweep(sums_folder(), engine().tree.digest, table.files())


def _replace(months: list[str], changes: dict[str, int]) -> Refreshed:
    rows = figures_of(months)
    number = rows.num_rows
    version = mart().replace(rows, months)
    del rows
    _warm(months)
    with transaction.atomic():
        MartMonth.objects.filter(month__in=months).delete()
        MartMonth.objects.bulk_create(MartMonth(month=m, changes=changes[m], version=version) for m in months)
    return Refreshed(tuple(months), number, version)


def _warm(months: list[str]) -> None:
    """Make the sums of these months in the structures that are asked for most: that of their own time, and today's."""
    running, files = engine(), mart().months()
    for month in months:
        if month in files:
            days = {parse_period(month).end, date.today()}
            running.warm({month: files[month]}, (day for day in days if any(running.tree.alive(day))))


@contextmanager
def _alone() -> Iterator[None]:
    """One refresh at a time over all processes of the installation; readers are not held back."""
    with (Path(settings.HOME) / "mart.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
