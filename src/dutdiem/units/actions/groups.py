"""Importing groups across the tree: all of them or nothing."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

from dutdiem.authority import Actor, demand
from dutdiem.trail.actions import entry
from dutdiem.units.models import GroupMember, Unit, UnitGroup
from dutdiem.units.rules import FOREVER
from dutdiem.units.tables import GroupRow, TableError, read_groups


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
