"""Groups across the tree, and the tables of the tree written out as they were read."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

from dutdiem.authority import Actor, demand
from dutdiem.trail.actions import entry
from dutdiem.units.models import GroupMember, Succession, Unit, UnitGroup, UnitVersion
from dutdiem.units.rules import FOREVER
from dutdiem.units.tables import (
    GROUP_COLUMNS,
    SUCCESSION_COLUMNS,
    UNIT_COLUMNS,
    GroupRow,
    TableError,
    read_groups,
    write_rows,
)

Cells = tuple[object, ...]


def import_groups(actor: Actor, file: Path) -> tuple[int, int]:
    """Replace all groups by what the file says; the numbers of groups and memberships. TableError changes nothing."""
    demand(actor, "units.import", "", date.today())
    rows = read_groups(file)
    units = dict(Unit.objects.values_list("code", "pk"))
    if wrong := group_faults(rows, units):
        raise TableError(file.name, wrong)
    names = {row.group: row.name for row in rows}
    with entry(actor, "units.groups", groups=len(names), members=len(rows)) as writing:
        for model in (GroupMember, UnitGroup):
            writing.deleted(*model._default_manager.all())
            model._default_manager.all().delete()
        writing.make_all(UnitGroup, [UnitGroup(code=code, name=name) for code, name in names.items()])
        groups = dict(UnitGroup.objects.values_list("code", "pk"))
        writing.make_all(GroupMember, [_member(row, groups[row.group], units[row.unit]) for row in rows])
    return len(names), len(rows)


def _member(row: GroupRow, group: int, unit: int) -> GroupMember:
    until = None if row.valid_to == FOREVER else row.valid_to
    return GroupMember(group_id=group, unit_id=unit, valid_from=row.valid_from, valid_to=until)


def group_faults(rows: Sequence[GroupRow], units: dict[str, int]) -> list[str]:
    """Every fault of the rows, with its line: an unknown unit, two names of one group, a unit twice on one day."""
    names = {row.group: row.name for row in reversed(rows)}
    found = [
        f"dòng {row.line}: không có đơn vị “{row.unit}”; sửa mã hoặc nhập đơn vị trước." for row in rows if row.unit not in units
    ]
    found += [
        f"dòng {row.line}: nhóm {row.group} đã có tên “{names[row.group]}”; dùng một tên cho một nhóm."
        for row in rows
        if row.name != names[row.group]
    ]
    placed = sorted(rows, key=lambda row: (row.group, row.unit, row.valid_from))
    found += [
        f"dòng {later.line}: {later.unit} đã ở nhóm {later.group} trong thời gian này (dòng {earlier.line}); giữ một dòng."
        for earlier, later in pairwise(placed)
        if (earlier.group, earlier.unit) == (later.group, later.unit) and later.valid_from <= earlier.valid_to
    ]
    return found


def export_tree(units_file: Path, successions_file: Path | None = None, groups_file: Path | None = None) -> tuple[int, int, int]:
    """Write the tree, and where asked its successions and groups, as the files that import takes; the numbers of rows."""
    number = write_rows(units_file, UNIT_COLUMNS, unit_rows())
    follows = write_rows(successions_file, SUCCESSION_COLUMNS, succession_rows()) if successions_file else 0
    members = write_rows(groups_file, GROUP_COLUMNS, group_rows()) if groups_file else 0
    return number, follows, members


def unit_rows() -> Iterator[Cells]:
    """Rows of units.csv. Versions that were only cut because a unit above changed its place are one row again."""
    fields = ("unit__code", "name", "level", "parent__code", "valid_from", "valid_to")
    held: list[object] = []
    for row in UnitVersion.objects.order_by("unit__code", "valid_from").values_list(*fields):
        until = held[5] if held else None
        if held[:4] == list(row[:4]) and isinstance(until, date) and until.toordinal() + 1 == row[4].toordinal():
            held[5] = row[5]
            continue
        if held:
            yield tuple(held)
        held = list(row)
    if held:
        yield tuple(held)


def succession_rows() -> Iterator[Cells]:
    """Rows of successions.csv."""
    fields = ("predecessor__code", "successor__code", "date", "kind", "share", "assumed")
    for *facts, assumed in Succession.objects.order_by("date", "predecessor__code", "successor__code").values_list(*fields):
        yield *facts, "yes" if assumed else ""


def group_rows() -> Iterator[Cells]:
    """Rows of groups.csv."""
    fields = ("group__code", "group__name", "unit__code", "valid_from", "valid_to")
    yield from GroupMember.objects.order_by("group__code", "unit__code", "valid_from").values_list(*fields)
