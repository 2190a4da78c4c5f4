"""The tables of the tree written out, as import reads them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from dutdiem.units.models import GroupMember, Succession, UnitVersion
from dutdiem.units.tables import GROUP_COLUMNS, SUCCESSION_COLUMNS, UNIT_COLUMNS, write_rows

Cells = tuple[object, ...]


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
