"""Bringing what was submitted into the mart."""

import fcntl
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
from django.conf import settings
from django.db import transaction

from dutdiem.authority import Actor, demand
from dutdiem.calendar.periods import parse_period
from dutdiem.collection.models import MonthChange
from dutdiem.figures.mart import engine, mart, sums_folder
from dutdiem.figures.models import MartMonth
from dutdiem.figures.rows import figures_of, figures_of_submissions, reported
from dutdiem.measures.mart import SCHEMA, Amendment
from dutdiem.measures.rollup import Engine
from dutdiem.measures.sums import sweep

KEPT = timedelta(days=7)
"""How long files of versions that nobody relies on stay, so that a long reader finishes."""


MUCH = 0.2
"""From this share of its submissions on, a month is written whole."""

TOGETHER = 3_000_000
"""About so many figures are held in memory at once, and written in one commit."""


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
        stale = stale_months(everything=everything)
        return _renew(stale, everything) if stale or mart().version is None else Refreshed((), 0, mart().version)


def demand_any(actor: Actor) -> None:
    """Refuse an actor who may read no figures anywhere."""
    if not actor.paths("figures.read", date.today()):
        demand(actor, "figures.read", "", date.today())


def stale_months(*, everything: bool = False) -> dict[str, int]:
    """Months whose submissions changed since the mart took them in, or all, each with its count of changes, in order."""
    taken = {} if everything else dict(MartMonth.objects.values_list("month", "changes"))
    changes = MonthChange.objects.order_by("month").values_list("month", "changes")
    return {month: count for month, count in changes if taken.get(month) != count}


def tidy(keep: tuple[int, ...] = ()) -> int:
    """Delete files that no version of the last days and none of `keep` needs, and sums of files that are gone."""
    table = mart()
    gone = table.vacuum(KEPT, keep)
    return gone + sweep(sums_folder(), engine().tree.digest, table.months().values())


def _renew(changes: Mapping[str, int], everything: bool) -> Refreshed:
    """Few changed submissions are taken in by themselves; a month with many, or that was not there, is written whole."""
    small = {} if everything else {month: found for month in changes if (found := _amendment(month)) is not None}
    number = _amend(small, changes) if small else 0
    group: dict[str, pa.Table] = {}
    whole = [month for month in changes if month not in small]
    for month in whole:
        group[month] = figures_of(month)
        if month == whole[-1] or sum(table.num_rows for table in group.values()) > TOGETHER:
            number += _replace(group, changes)
            group.clear()
    if mart().version is None:
        _replace({}, changes)
    return Refreshed(tuple(changes), number, mart().version)


def _amendment(month: str) -> Amendment | None:
    """What changed in a month since the mart took it in; None where that is much of it."""
    there, record = mart().submissions(month), reported(month)
    gone = {key: unit for key, (status, unit) in there.items() if record.get(key) != status}
    come = [key for key, status in record.items() if key not in there or key in gone]
    if len(gone) + len(come) > len(there) * MUCH:
        return None
    return Amendment(gone, figures_of_submissions(come))


def _amend(amendments: Mapping[str, Amendment], changes: Mapping[str, int]) -> int:
    before = mart().months()
    version, elements = mart().amend(amendments)
    running, after = engine(), mart().months()
    for month in amendments.keys() & after.keys():
        running.renew(before[month], after[month], elements[month], _shown_in(running, month))
    _taken_in(amendments, changes, version)
    return sum(change.figures.num_rows for change in amendments.values())


def _replace(group: Mapping[str, pa.Table], changes: Mapping[str, int]) -> int:
    rows = pa.concat_tables(group.values()) if group else SCHEMA.empty_table()
    version = mart().replace(rows, list(group))
    running, files = engine(), mart().months()
    for month in group.keys() & files.keys():
        running.warm({month: files[month]}, _shown_in(running, month))
    _taken_in(group, changes, version)
    return rows.num_rows


def _taken_in(months: Iterable[str], changes: Mapping[str, int], version: int) -> None:
    rows = [MartMonth(month=month, changes=changes[month], version=version) for month in months]
    with transaction.atomic():
        MartMonth.objects.filter(month__in=[row.month for row in rows]).delete()
        MartMonth.objects.bulk_create(rows)


def make_ready() -> None:
    """Lay out in this process what the first page and the first correction need: the tree, and the newest month's sums."""
    running, files = engine(), mart().months()
    if files:
        newest = max(files)
        running.warm({newest: files[newest]}, _shown_in(running, newest))


def _shown_in(running: Engine, month: str) -> list[date]:
    """The days in whose structures a month is asked for most: its own, and today."""
    return [day for day in {parse_period(month).end, date.today()} if any(running.tree.alive(day))]


@contextmanager
def _alone() -> Iterator[None]:
    """One refresh at a time over all processes of the installation; readers are not held back."""
    with (Path(settings.HOME) / "mart.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
