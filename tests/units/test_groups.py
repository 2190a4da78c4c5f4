"""Groups across the tree: imported whole or not at all, asked for as one row; the tree written out is the tree that was read."""

from datetime import date
from pathlib import Path

import pytest

from dutdiem.authority import Actor, Refused
from dutdiem.units import queries
from dutdiem.units.actions import import_groups, import_tree
from dutdiem.units.export import export_tree
from dutdiem.units.models import GroupMember, UnitGroup
from dutdiem.units.tables import TableError, read_successions, read_units

pytestmark = pytest.mark.django_db
HEAD = "group,name,unit,valid_from,valid_to\n"

BAD = {
    "an unknown unit": ("border,Biên giới,Z9,,\n", "dòng 2: không có đơn vị “Z9”"),
    "a group without a name": ("border,,T01,,\n", "dòng 2: nhóm border không có tên"),
    "a code with a colon": ("a:b,Biên giới,T01,,\n", "dòng 2: mã nhóm “a:b”"),
    "two names": ("border,Biên giới,T01,,\nborder,Khác,T30,,\n", "dòng 3: nhóm border đã có tên “Biên giới”"),
    "a unit twice on one day": ("g,Nhóm,T01,,\ng,Nhóm,T01,2025-01-01,\n", "dòng 3: T01 đã ở nhóm g"),
    "an end before the start": ("g,Nhóm,T01,2025-01-01,2024-01-01\n", "dòng 2: ngày kết thúc"),
}


def put(folder: Path, rows: str) -> Path:
    file = folder / "groups.csv"
    file.write_text(HEAD + rows, "utf-8")
    return file


@pytest.mark.parametrize(("rows", "says"), BAD.values(), ids=list(BAD))
def test_it_refuses(rows: str, says: str, tree: Actor, tmp_path: Path) -> None:
    with pytest.raises(TableError) as refused:
        import_groups(tree, put(tmp_path, rows))
    assert says in str(refused.value)
    assert not UnitGroup.objects.exists()


def test_an_import_replaces_all_groups(tree: Actor, tmp_path: Path) -> None:
    assert import_groups(tree, put(tmp_path, "a,Một,T01,,\na,Một,T30,,\nb,Hai,T31,,\n")) == (2, 3)
    assert import_groups(tree, put(tmp_path, "island,Hải đảo,T31A,2025-07-01,\n")) == (1, 1)
    assert [str(group) for group in UnitGroup.objects.all()] == ["Hải đảo"]
    assert GroupMember.objects.get().valid_to is None


def test_members_are_those_of_the_day(tree: Actor, tmp_path: Path) -> None:
    import_groups(tree, put(tmp_path, "sea,Ven biển,T31,,2025-06-30\nsea,Ven biển,T31A,2025-07-01,\n"))
    assert [row["unit"] for row in queries.members(date(2025, 6, 30))] == ["T31"]
    assert [row["unit"] for row in queries.members(date(2025, 7, 1))] == ["T31A"]


def test_a_reader_may_not_change_groups(tree: Actor, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        import_groups(Actor("ai đó"), put(tmp_path, "a,Một,T01,,\n"))


def test_the_tree_that_is_written_out_is_read_back_as_it_was(tree: Actor, tmp_path: Path) -> None:
    import_groups(tree, put(tmp_path, "sea,Ven biển,T31A,2025-07-01,\n"))
    first = [tmp_path / name for name in ("u1.csv", "s1.csv", "g1.csv")]
    second = [tmp_path / name for name in ("u2.csv", "s2.csv", "g2.csv")]
    assert export_tree(*first) == (13, 6, 1)
    import_tree(tree, first[0], first[1])
    import_groups(tree, first[2])
    export_tree(*second)
    assert [file.read_text("utf-8") for file in second] == [file.read_text("utf-8") for file in first]
    assert {row.code for row in read_units(first[0])} >= {"BCA", "C1"} and len(read_successions(first[1])) == 6


def test_versions_cut_by_a_change_above_are_written_as_one_row(actor: Actor, tmp_path: Path) -> None:
    rows = "R,Bộ,ministry,,,\nA,Tỉnh A,province,R,,2025-06-30\nA,Tỉnh A mới,province,R,2025-07-01,\nX,Xã X,commune,A,,\n"
    file = tmp_path / "units.csv"
    file.write_text("code,name,level,parent,valid_from,valid_to\n" + rows, "utf-8")
    import_tree(actor, file)
    export_tree(tmp_path / "out.csv")
    assert [row.code for row in read_units(tmp_path / "out.csv")] == ["A", "A", "R", "X"]
