"""Versions with paths, cut where an ancestor's place changed."""

from datetime import date

from dutdiem.units.rules import FOREVER, Row, faults, on_day, versions

A, B = date(2000, 1, 1), date(2025, 7, 1)


def row(code: str, parent: str, start: date = A, end: date = FOREVER, level: str = "province") -> Row:
    return Row(2, code, code.lower(), level, parent, start, end)


def test_a_child_is_cut_where_its_parent_moves() -> None:
    rows = [row("A", ""), row("B", ""), row("P", "A", A, date(2025, 6, 30)), row("P", "B", B), row("C", "P")]
    assert not faults(rows)
    made = [v for v in versions(rows) if v.code == "C"]
    assert [(v.path, v.valid_from) for v in made] == [("A/P/C", A), ("B/P/C", B)]
    assert made[0].valid_to == date(2025, 6, 30)


def test_a_child_is_not_cut_where_its_parent_only_changes_its_name() -> None:
    renamed = Row(3, "P", "tên mới", "province", "A", B, FOREVER)
    rows = [row("A", ""), row("P", "A", A, date(2025, 6, 30)), renamed, row("C", "P")]
    assert len([v for v in versions(rows) if v.code == "C"]) == 1


def test_each_day_has_at_most_one_version() -> None:
    rows = [row("A", ""), row("P", "A", A, date(2025, 6, 30)), row("P", "A", B, FOREVER, "district")]
    mine = [v for v in versions(rows) if v.code == "P"]
    assert on_day(mine, date(2025, 6, 30)).level == "province"
    assert on_day(mine, B).level == "district"
    assert on_day(mine, date(1999, 1, 1)) is None
