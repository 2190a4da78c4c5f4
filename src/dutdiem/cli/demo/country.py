"""The sample country: real geography as police units in three epochs, from the compact facts in the folder `country`.

To 28 February 2025 the ministry, provinces, districts and communes; from 1 March 2025 no districts (the police keep
three levels); from 1 July 2025 the 34 provinces and 3,321 communes of Resolution 202/2025/QH15 and of the Standing
Committee's resolutions on commune units. One state stands for the whole time before: earlier mergers are not in it.
The five island districts had no communes, so that the special zones that came after them begin without a predecessor,
and those districts' past is their province's. Everything here is pure; only `write` touches the disk.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

FACTS = Path(__file__).parent / "country"

OLDEST = "2004-01-01"  # Decision 124/2004/QĐ-TTg gave the administrative units the codes that are used here
DEPARTMENTS_FROM = "2018-08-06"  # Decree 01/2018/NĐ-CP: the ministry without general departments
DISTRICTS_TO, WITHOUT_DISTRICTS = "2025-02-28", "2025-03-01"
OLD_TO, REORGANISED = "2025-06-30", "2025-07-01"
OPEN = ""

MINISTRY = "BCA"
DEPARTMENTS = {
    "A05": "Cục An ninh mạng và phòng, chống tội phạm sử dụng công nghệ cao",
    "C06": "Cục Cảnh sát quản lý hành chính về trật tự xã hội",
    "C07": "Cục Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ",
    "C08": "Cục Cảnh sát giao thông",
    "H01": "Cục Kế hoạch và tài chính",
    "V01": "Văn phòng Bộ Công an",
    "V03": "Cục Pháp chế và cải cách hành chính, tư pháp",
    "X01": "Cục Tổ chức cán bộ",
    "X02": "Cục Đào tạo",
    "X03": "Cục Công tác đảng và công tác chính trị",
    "X04": "Cục Truyền thông Công an nhân dân",
    "X05": "Thanh tra Bộ Công an",
}


class UnitRow(NamedTuple):
    """One version of one unit, a line of `units.csv`; ISO dates, both inclusive, an open end is empty."""

    code: str
    name: str
    level: str
    parent: str
    valid_from: str
    valid_to: str


class SuccessionRow(NamedTuple):
    """A line of `successions.csv`: the share of `source`'s past that belongs to `target` from `date` on."""

    source: str
    target: str
    date: str
    kind: str
    share: str
    assumed: str


def write(folder: Path) -> tuple[Path, Path]:
    """Writes `units.csv` and `successions.csv` into the folder, which is made where missing; returns both paths."""
    folder.mkdir(parents=True, exist_ok=True)
    units, successions = folder / "units.csv", folder / "successions.csv"
    _write_csv(units, UnitRow._fields, unit_rows())
    _write_csv(successions, ("from", "to", *SuccessionRow._fields[2:]), succession_rows())
    return units, successions


@cache
def unit_rows() -> tuple[UnitRow, ...]:
    """Every version of every unit: a parent before its children, the versions of one unit in order of time."""
    return (
        UnitRow(MINISTRY, "Bộ Công an", "ministry", "", OLDEST, OPEN),
        *(UnitRow(code, name, "department", MINISTRY, DEPARTMENTS_FROM, OPEN) for code, name in DEPARTMENTS.items()),
        *_province_rows(),
        *_district_rows(),
        *_commune_rows(),
    )


@cache
def succession_rows() -> tuple[SuccessionRow, ...]:
    """Districts into their provinces on 1 March 2025; provinces and communes into the new ones on 1 July 2025."""
    districts = (
        SuccessionRow(f"H{code}", f"T{province}", WITHOUT_DISTRICTS, "merge", "1", "no")
        for code, _, province in _facts("districts_2024")
    )
    provinces = (
        SuccessionRow(f"T{old}", _province_2025(old), REORGANISED, "merge", "1", "no")
        for old, _ in _facts("provinces_became")
        if _province_2025(old) != f"T{old}"
    )
    return (*districts, *provinces, *_commune_successions())


def equal_shares(parts: int) -> list[str]:
    """`parts` decimals of six places, as equal as these allow, whose sum is exactly 1; ["1"] for one part."""
    if parts == 1:
        return ["1"]
    each, rest = divmod(1_000_000, parts)
    return [str(Decimal(each + (place < rest)).scaleb(-6)) for place in range(parts)]


def police_name(place: str) -> str:
    """The police of an administrative unit, in capitals as Decree 30/2020/NĐ-CP (annex II) writes places.

    The common noun stays small ("Công an huyện Cần Giờ") except where a numeral alone is the name ("Công an Quận 1")
    and in "Thành phố Hồ Chí Minh".
    """
    if place == "Thành phố Hồ Chí Minh" or place.split(" ", 1)[1].isdigit():
        return f"Công an {place}"
    return f"Công an {place[0].lower()}{place[1:]}"


def _province_rows() -> Iterable[UnitRow]:
    for code, name in _facts("provinces_2024"):
        last = OPEN if _province_2025(code) == f"T{code}" else OLD_TO
        yield UnitRow(f"T{code}", police_name(name), "province", MINISTRY, OLDEST, last)
    for code, name in _facts("provinces_2025"):
        if code in _merged_provinces():
            yield UnitRow(_province_unit(code), police_name(name), "province", MINISTRY, REORGANISED, OPEN)


def _district_rows() -> Iterable[UnitRow]:
    for code, name, province in _facts("districts_2024"):
        yield UnitRow(f"H{code}", police_name(name), "district", f"T{province}", OLDEST, DISTRICTS_TO)


def _commune_rows() -> Iterable[UnitRow]:
    now = {code: (name, province) for code, name, province in _facts("communes_2025")}
    home = {code: province for code, _, province in _facts("districts_2024")}
    for code, name, district in _facts("communes_2024"):
        unit, old, province = f"X{code}", police_name(name), home[district]
        yield UnitRow(unit, old, "commune", f"H{district}", OLDEST, DISTRICTS_TO)
        if _commune_2025(code) != unit:
            yield UnitRow(unit, old, "commune", f"T{province}", WITHOUT_DISTRICTS, OLD_TO)
        else:
            yield from _versions_that_stay(unit, old, f"T{province}", police_name(now[code][0]), _province_2025(province))
    for code, (name, province) in now.items():
        if _commune_2025(code) != f"X{code}":
            yield UnitRow(f"X{code}A", police_name(name), "commune", _province_unit(province), REORGANISED, OPEN)


def _versions_that_stay(unit: str, old: str, old_parent: str, new: str, new_parent: str) -> Iterable[UnitRow]:
    """The versions after the districts of a commune that goes on: two where its parent or its spelling changed."""
    if (old, old_parent) == (new, new_parent):
        yield UnitRow(unit, old, "commune", old_parent, WITHOUT_DISTRICTS, OPEN)
    else:
        yield UnitRow(unit, old, "commune", old_parent, WITHOUT_DISTRICTS, OLD_TO)
        yield UnitRow(unit, new, "commune", new_parent, REORGANISED, OPEN)


def _commune_successions() -> Iterable[SuccessionRow]:
    heirs, origins = _heirs(), _origins()
    for old, new in heirs.items():
        if _commune_2025(old) == f"X{old}":
            continue
        alone = len(new) == 1 and len(origins[new[0]]) == 1
        kind = "split" if len(new) > 1 else "rename" if alone else "merge"
        for code, share in zip(new, equal_shares(len(new)), strict=True):
            assumed = "yes" if kind == "split" else "no"
            yield SuccessionRow(f"X{old}", f"X{code}A", REORGANISED, kind, share, assumed)


def _commune_2025(code: str) -> str:
    """The unit that bears this place's code since 1 July 2025: the old one where it goes on, else the one formed then.

    A commune goes on where it is whole, alone and keeps its name; capitals apart, which the two lists write differently.
    """
    return f"X{code}" if code in _communes_that_stay() else f"X{code}A"


@cache
def _communes_that_stay() -> frozenset[str]:
    heirs, origins = _heirs(), _origins()
    now = {code: name for code, name, _ in _facts("communes_2025")}
    return frozenset(
        code
        for code, name, _ in _facts("communes_2024")
        if heirs[code] == [code] and origins[code] == [code] and now[code].casefold() == name.casefold()
    )


@cache
def _heirs() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for old, new in _facts("communes_became"):
        found[old].append(new)
    return dict(found)


@cache
def _origins() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for old, new in _facts("communes_became"):
        found[new].append(old)
    return dict(found)


@cache
def _province_2025(code: str) -> str:
    """The unit of today to which a province of the old code belongs."""
    return _province_unit(next(new for old, new in _facts("provinces_became") if old == code))


def _province_unit(code: str) -> str:
    """The unit that bears a province's code of 2025: formed then where provinces were merged."""
    return f"T{code}A" if code in _merged_provinces() else f"T{code}"


@cache
def _merged_provinces() -> frozenset[str]:
    """New codes of the provinces that were formed from more than one."""
    targets = [new for _, new in _facts("provinces_became")]
    return frozenset(new for new in targets if targets.count(new) > 1)


@cache
def _facts(name: str) -> tuple[tuple[str, ...], ...]:
    with (FACTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return tuple(tuple(row) for row in rows)


def _write_csv(path: Path, heading: Iterable[str], rows: Iterable[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(heading)
        out.writerows(rows)
