"""Importing the dated tree: all of it or nothing."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from dutdiem.authority import Actor, demand
from dutdiem.trail.actions import Writing, entry
from dutdiem.units.models import Succession, Unit, UnitVersion
from dutdiem.units.rules import FOREVER, Row, Version, faults, versions
from dutdiem.units.tables import SuccessionRow, TableError, read_successions, read_units, succession_faults


def import_tree(actor: Actor, units_file: Path, successions_file: Path | None = None) -> tuple[int, int]:
    """Replace the tree by what the files say; the numbers of units and successions. TableError changes nothing.

    A unit that others rest on (tasks, submissions, accounts) must still be in the file.
    """
    demand(actor, "units.import", "", date.today())
    rows = read_units(units_file)
    if wrong := faults(rows):
        raise TableError(units_file.name, wrong)
    follows = read_successions(successions_file) if successions_file else []
    if successions_file and (wrong := succession_faults(follows, rows)):
        raise TableError(successions_file.name, wrong)
    _refuse_lost_units({row.code for row in rows}, units_file.name)
    with entry(actor, "units.import", units=len({r.code for r in rows}), successions=len(follows)) as writing:
        known = _units(writing, rows)
        _versions(writing, known, versions(rows))
        if successions_file:
            _successions(writing, known, follows)
    return len(known), len(follows)


def _refuse_lost_units(codes: set[str], file: str) -> None:
    lost = sorted(set(Unit.objects.values_list("code", flat=True)) - codes)
    if lost:
        raise TableError(
            file,
            [f"thiếu đơn vị đang có {code}; giữ lại dòng này, điền ngày kết thúc nếu đã giải thể." for code in lost],
        )


def _units(writing: Writing, rows: Sequence[Row]) -> dict[str, Unit]:
    present = {unit.code: unit for unit in Unit.objects.all()}
    fresh = [Unit(code=code) for code in dict.fromkeys(row.code for row in rows) if code not in present]
    writing.make_all(Unit, fresh)
    return present | {unit.code: unit for unit in fresh}


def _versions(writing: Writing, known: dict[str, Unit], made: Sequence[Version]) -> None:
    old = list(UnitVersion.objects.all())
    writing.deleted(*old)
    UnitVersion.objects.all().delete()
    records = [
        UnitVersion(
            unit=known[v.code],
            parent=known.get(v.parent),
            name=v.name,
            level=v.level,
            path=v.path,
            valid_from=v.valid_from,
            valid_to=None if v.valid_to == FOREVER else v.valid_to,
        )
        for v in made
    ]
    writing.make_all(UnitVersion, records)


def _successions(writing: Writing, known: dict[str, Unit], rows: Sequence[SuccessionRow]) -> None:
    writing.deleted(*Succession.objects.all())
    Succession.objects.all().delete()
    records = [
        Succession(
            predecessor=known[r.predecessor],
            successor=known[r.successor],
            date=r.day,
            kind=r.kind,
            share=r.share,
            assumed=r.assumed,
        )
        for r in rows
    ]
    writing.make_all(Succession, records)
