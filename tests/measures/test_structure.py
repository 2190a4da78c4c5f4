"""Trees in time: any day's structure, where older and younger figures belong, selectors, faults."""

from datetime import date
from decimal import Decimal

import pytest

from dutdiem.measures.errors import StructureError
from dutdiem.measures.structure import Structure, Succession, Tree, UnitVersion

OLD, ENDS, NEW = date(2004, 1, 1), date(2025, 6, 30), date(2025, 7, 1)
NO_DISTRICTS = date(2025, 3, 1)


def version(code: str, level: str, parent: str | None, start: date = OLD, end: date | None = None) -> UnitVersion:
    return UnitVersion(code, f"Công an {code}", level, parent, start, end)


@pytest.fixture
def tree() -> Tree:
    """Two provinces that merge; a district that vanishes; communes that merge, split, and one whose code is used again."""
    feb = date(2025, 2, 28)
    versions = [
        version("BCA", "ministry", None),
        version("P1", "province", "BCA", end=ENDS),
        version("P2", "province", "BCA", end=ENDS),
        version("P", "province", "BCA", NEW),
        version("D1", "district", "P1", end=feb),
        *[version(code, "commune", "D1", end=feb) for code in ("A", "B", "C")],
        *[version(code, "commune", "P1", NO_DISTRICTS, ENDS) for code in ("A", "B", "C")],
        version("E", "commune", "P2", end=ENDS),
        *[version(code, "commune", "P", NEW) for code in ("AB", "C", "C2", "E2")],
    ]
    successions = [
        Succession("P1", "P", NEW, Decimal(1)),
        Succession("P2", "P", NEW, Decimal(1)),
        Succession("A", "AB", NEW, Decimal(1)),
        Succession("B", "AB", NEW, Decimal(1)),
        Succession("C", "C", NEW, Decimal("0.7"), "split"),
        Succession("C", "C2", NEW, Decimal("0.3"), "split", assumed=True),
        Succession("E", "E2", NEW, Decimal(1), "rename"),
    ]
    return Tree(versions, successions)


def share(structure: Structure, source: str, end: date, unit: str) -> Decimal:
    rows = [r for r in structure.closure if (r.source, r.unit) == (source, unit) and r.since <= end < r.until]
    return sum((row.share for row in rows), Decimal(0))


def test_a_commune_that_loses_its_district_is_the_same_unit(tree: Tree) -> None:
    assert tree.structure(date(2025, 2, 28)).ancestors("A") == ("A", "D1", "P1", "BCA")
    assert tree.structure(NO_DISTRICTS).ancestors("A") == ("A", "P1", "BCA")
    assert share(tree.structure(NO_DISTRICTS), "A", date(2025, 1, 31), "A") == 1


def test_the_past_of_merged_communes_belongs_to_the_new_one(tree: Tree) -> None:
    today = tree.structure(NEW)
    assert share(today, "A", ENDS, "AB") == share(today, "B", ENDS, "AB") == share(today, "A", ENDS, "P") == 1
    assert share(today, "E", ENDS, "E2") == 1


def test_a_code_that_is_used_again_shares_its_past_but_not_its_present(tree: Tree) -> None:
    today = tree.structure(NEW)
    assert share(today, "C", ENDS, "C") == Decimal("0.7")
    assert share(today, "C", ENDS, "C2") == Decimal("0.3")
    assert share(today, "C", date(2025, 7, 31), "C") == 1
    assert share(today, "C", ENDS, "P") == share(today, "C", ENDS, "BCA") == 1


def test_a_district_that_ended_without_successor_leaves_its_past_to_its_province(tree: Tree) -> None:
    assert share(tree.structure(NO_DISTRICTS), "D1", date(2025, 1, 31), "P1") == 1
    assert share(tree.structure(NEW), "D1", date(2025, 1, 31), "P") == 1


def test_younger_figures_belong_to_the_lowest_old_unit_that_contains_them(tree: Tree) -> None:
    old = tree.structure(date(2025, 2, 1))
    assert share(old, "AB", date(2025, 8, 31), "D1") == 1
    assert share(old, "AB", date(2025, 8, 31), "A") == 0
    assert share(old, "C2", date(2025, 8, 31), "C") == 1
    assert share(old, "C", date(2025, 8, 31), "C") == 1
    assert share(old, "E2", date(2025, 8, 31), "P2") == 1
    assert share(old, "P", date(2025, 8, 31), "BCA") == 1


def test_every_source_adds_up_to_one_at_the_root_of_every_structure(tree: Tree) -> None:
    for day in (OLD, date(2025, 2, 28), NO_DISTRICTS, NEW):
        structure = tree.structure(day)
        for source in tree.versions:
            for end in (date(2025, 1, 31), date(2025, 5, 31), date(2025, 8, 31)):
                assert share(structure, source, end, "BCA") == 1


def test_what_a_unit_that_lives_on_does_not_give_away_it_keeps() -> None:
    versions = [version("R", "ministry", None), version("A", "commune", "R"), version("B", "commune", "R")]
    later = Tree(versions, [Succession("A", "B", NEW, Decimal("0.4"), "transfer")]).structure(NEW)
    assert share(later, "A", ENDS, "A") == Decimal("0.6")
    assert share(later, "A", ENDS, "B") == Decimal("0.4")
    assert share(later, "A", NEW, "A") == 1


def test_shares_multiply_through_several_reorganisations_and_still_add_up() -> None:
    third = Decimal(1) / 3
    versions = [version("R", "ministry", None), version("A", "commune", "R", end=ENDS)]
    versions += [version(c, "commune", "R", NEW, date(2026, 6, 30)) for c in ("B0", "B1", "B2")]
    versions += [version(f"{c}{n}", "commune", "R", date(2026, 7, 1)) for c in ("B0", "B1", "B2") for n in range(3)]
    rows = [Succession("A", f"B{n}", NEW, third, "split") for n in range(3)]
    rows += [Succession(f"B{b}", f"B{b}{n}", date(2026, 7, 1), third, "split") for b in range(3) for n in range(3)]
    last = Tree(versions, rows).structure(date(2026, 7, 1))
    shares = [share(last, "A", ENDS, code) for code in last.at_level("commune")]
    assert len(shares) == 9
    assert sum(shares) == share(last, "A", ENDS, "R") == 1


def test_reporters_are_counted_where_their_figures_belong(tree: Tree) -> None:
    today = tree.structure(NEW)
    before = today.expected("commune", ENDS)
    assert (before["BCA"], before["P"], before["AB"], before["C2"]) == (4, 4, 2, 1)
    assert today.expected("commune", NEW)["BCA"] == 4
    assert tree.structure(OLD).expected("commune", date(2025, 8, 31))["D1"] == 3


@pytest.mark.parametrize(
    ("selector", "codes"),
    [
        ("BCA", ["BCA"]),
        ("children:BCA", ["P"]),
        ("under:BCA", ["P", "AB", "C", "C2", "E2"]),
        ("level:commune", ["AB", "C", "C2", "E2"]),
        ("level:commune:P", ["AB", "C", "C2", "E2"]),
        ("children:AB", []),
    ],
)
def test_selectors_choose_units(tree: Tree, selector: str, codes: list[str]) -> None:
    assert list(tree.structure(NEW).select(selector)) == codes


@pytest.mark.parametrize(
    ("selector", "says"),
    [
        ("P1", "Cơ cấu tổ chức từ ngày 01/07/2025 không có đơn vị “P1”"),
        ("XYZ", "Không có đơn vị “XYZ”"),
        ("level:city", "Không có cấp “city”: chọn một trong ministry, province, commune"),
        ("below:BCA", "children:MÃ"),
        ("level:commune:P9", "Không có đơn vị “P9”"),
    ],
)
def test_a_wrong_selector_says_what_to_write(tree: Tree, selector: str, says: str) -> None:
    with pytest.raises(StructureError, match=says):
        tree.structure(NEW).select(selector)


def test_a_cycle_and_a_parent_that_is_not_there_are_named() -> None:
    looped = Tree([version("A", "commune", "B"), version("B", "commune", "A")])
    with pytest.raises(StructureError, match="vòng"):
        looped.structure(NEW).ancestors("A")
    orphan = Tree([version("R", "ministry", None), version("A", "commune", "R2"), version("R2", "x", "R", end=ENDS)])
    with pytest.raises(StructureError, match="thuộc “R2”"):
        orphan.structure(NEW).ancestors("A")
    with pytest.raises(StructureError, match="không có đơn vị “Z”"):
        Tree([version("R", "ministry", None)], [Succession("R", "Z", NEW, Decimal(1))])
    with pytest.raises(StructureError, match="chưa có đơn vị nào"):
        Tree([version("R", "ministry", None)]).structure(date(1990, 1, 1))


def test_the_digest_of_a_tree_follows_its_content(tree: Tree) -> None:
    same = Tree(reversed([row for rows in tree.versions.values() for row in rows]), reversed(tree.successions))
    assert same.digest == tree.digest
    assert Tree(row for rows in tree.versions.values() for row in rows).digest != tree.digest
