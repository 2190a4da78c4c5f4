"""The sample country: counts of the three epochs, and a past that nowhere gets lost."""

import csv
from collections import Counter, defaultdict
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutdiem.cli.demo.country import DEPARTMENTS, UnitRow, equal_shares, police_name, succession_rows, unit_rows, write

SWITCHES = ["2004-01-01", "2018-08-06", "2025-02-28", "2025-03-01", "2025-06-30", "2025-07-01", "2030-01-01"]


def on(day: str) -> list[UnitRow]:
    return [row for row in unit_rows() if row.valid_from <= day and (not row.valid_to or day <= row.valid_to)]


@pytest.mark.parametrize(
    ("day", "provinces", "districts", "communes"),
    [
        ("2024-01-01", 63, 696, 10_035),
        ("2025-02-28", 63, 696, 10_035),
        ("2025-03-01", 63, 0, 10_035),
        ("2025-06-30", 63, 0, 10_035),
        ("2025-07-01", 34, 0, 3_321),
    ],
)
def test_each_epoch_has_its_real_number_of_units(day, provinces, districts, communes):
    levels = Counter(row.level for row in on(day))
    assert levels["ministry"] == 1
    assert levels["department"] == 12
    assert (levels["province"], levels["district"], levels["commune"]) == (provinces, districts, communes)


def test_no_unit_has_two_versions_on_one_day():
    for day in SWITCHES:
        assert max(Counter(row.code for row in on(day)).values()) == 1


def test_the_versions_of_a_unit_follow_each_other_without_a_gap():
    versions = defaultdict(list)
    for row in unit_rows():
        versions[row.code].append(row)
    joints = {(a.valid_to, b.valid_from) for rows in versions.values() for a, b in pairwise(rows)}
    assert joints == {("2025-02-28", "2025-03-01"), ("2025-06-30", "2025-07-01")}


def test_every_parent_is_there_on_every_day_of_its_child():
    ends = {row.valid_to for row in unit_rows()} - {""}
    for day in sorted({row.valid_from for row in unit_rows()} | ends | {"2030-01-01"}):
        present = on(day)
        codes = {row.code for row in present}
        assert [row for row in present if row.parent not in codes and row.code != "BCA"] == []


def test_a_parent_stands_before_its_children():
    seen = {""}
    for row in unit_rows():
        assert row.parent in seen
        seen.add(row.code)


def test_every_unit_that_ends_leaves_its_whole_past_to_units_that_live_on():
    left = defaultdict(Decimal)
    alive = {row.code for row in on("2025-07-01")}
    for row in succession_rows():
        left[row.source] += Decimal(row.share)
        if row.source.startswith("X") or row.date == "2025-07-01":
            assert row.target in alive
    ended = {row.code for row in unit_rows()} - alive
    assert set(left) == ended
    assert set(left.values()) == {Decimal(1)}


def test_only_split_communes_have_assumed_shares():
    rows = succession_rows()
    assert len({row.source for row in rows if row.kind == "split"}) == 471
    assert {row.kind for row in rows if row.assumed == "yes"} == {"split"}
    assert {row.share for row in rows if row.assumed == "no"} == {"1"}


def test_a_district_goes_into_the_province_it_belonged_to():
    parents = {row.code: row.parent for row in unit_rows() if row.level == "district"}
    rows = [row for row in succession_rows() if row.source in parents]
    assert {row.source: row.target for row in rows} == parents
    assert {(row.date, row.kind) for row in rows} == {("2025-03-01", "merge")}


def test_a_unit_that_only_changed_its_name_is_renamed():
    renamed = {row.source: row.target for row in succession_rows() if row.kind == "rename"}
    names = {row.code: row.name for row in unit_rows()}
    assert len(renamed) == 8
    assert names["X14845"] == "Công an thị trấn Mường Lát"
    assert names[renamed["X14845"]] == "Công an xã Mường Lát"


def test_ho_chi_minh_city_is_formed_from_three_provinces():
    sources = {row.source for row in succession_rows() if row.target == "T79A"}
    assert {"T74", "T77", "T79"} == {source for source in sources if source.startswith("T")}


def test_codes_are_ascii_and_departments_keep_their_own():
    codes = {row.code for row in unit_rows()}
    assert all(code.isascii() and code.isalnum() for code in codes)
    assert {row.code for row in unit_rows() if row.level == "department"} == set(DEPARTMENTS)


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("Tỉnh An Giang", "Công an tỉnh An Giang"),
        ("Thành phố Hà Nội", "Công an thành phố Hà Nội"),
        ("Thành phố Hồ Chí Minh", "Công an Thành phố Hồ Chí Minh"),
        ("Quận 1", "Công an Quận 1"),
        ("Phường 12", "Công an Phường 12"),
        ("Xã Đạ Huoai 3", "Công an xã Đạ Huoai 3"),
        ("Thị trấn Đắk Đoa", "Công an thị trấn Đắk Đoa"),
        ("Đặc khu Côn Đảo", "Công an đặc khu Côn Đảo"),
    ],
)
def test_names_are_written_as_an_office_writes_them(place, name):
    assert police_name(place) == name


@given(st.integers(min_value=1, max_value=60))
def test_equal_shares_sum_exactly_to_one(parts):
    shares = [Decimal(share) for share in equal_shares(parts)]
    assert len(shares) == parts
    assert sum(shares) == 1
    assert max(shares) - min(shares) <= Decimal("0.000001")


def test_both_files_are_written_with_the_agreed_headings(tmp_path):
    units, successions = write(tmp_path / "country")
    heads = [next(csv.reader(path.open(encoding="utf-8"))) for path in (units, successions)]
    assert heads == [
        ["code", "name", "level", "parent", "valid_from", "valid_to"],
        ["from", "to", "date", "kind", "share", "assumed"],
    ]
    assert len(units.read_text(encoding="utf-8").splitlines()) == len(unit_rows()) + 1
