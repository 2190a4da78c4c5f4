"""Importing 15,000 units with two reorganisations, and writing them out again: `python bench/units/speed.py`.

A made-up country, the same each time: 63 provinces become 34 on 1 July 2025, 693 districts end on 1 March, most communes
merge. Measured in a home of its own, through the command as a person calls it, first into an empty home, then over what is there.
"""

import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

UNITS = 15_000
PROVINCES, STAYING, DISTRICTS, DEPARTMENTS = 63, 34, 11, 30
Row = tuple[str, ...]


def tables() -> tuple[list[Row], list[Row]]:
    """Rows of units.csv and successions.csv."""
    provinces = [f"T{number:02}" for number in range(PROVINCES)]
    districts = [(f"{province}D{number:02}", province) for province in provinces for number in range(DISTRICTS)]
    upper = list(_upper(provinces, districts))
    old = (UNITS - len({row[0] for row in upper})) * 3 // 4
    new = UNITS - len({row[0] for row in upper}) - old
    rows, follows = [*upper], [(d, p, "2025-03-01", "merge", "1", "") for d, p in districts]
    follows += [(p, provinces[n], "2025-07-01", "merge", "1", "") for n, p in enumerate(provinces[STAYING:])]
    wards = [f"Y{number:05}" for number in range(new)]
    rows += [(ward, f"Công an phường {ward}", "commune", provinces[n % STAYING], "2025-07-01", "") for n, ward in enumerate(wards)]
    for number in range(old):
        district, province = districts[number % len(districts)]
        code = f"X{number:05}"
        rows.append((code, f"Công an xã {code}", "commune", district, "2000-01-01", "2025-02-28"))
        rows.append((code, f"Công an xã {code}", "commune", province, "2025-03-01", "2025-06-30"))
        follows.append((code, wards[number % new], "2025-07-01", "merge", "1", ""))
    return rows, follows


def _upper(provinces: list[str], districts: list[tuple[str, str]]) -> Iterator[Row]:
    yield "BCA", "Bộ Công an", "ministry", "", "2000-01-01", ""
    for number in range(DEPARTMENTS):
        yield f"V{number:02}", f"Cục {number}", "department", "BCA", "2000-01-01", ""
    for number, province in enumerate(provinces):
        yield province, f"Công an tỉnh {province}", "province", "BCA", "2000-01-01", "" if number < STAYING else "2025-06-30"
    for district, province in districts:
        yield district, f"Công an huyện {district}", "district", province, "2000-01-01", "2025-02-28"


def main() -> None:
    """Import twice, export once, compare."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows, follows = tables()
        for file, head, of_file in (
            ("units.csv", "code,name,level,parent,valid_from,valid_to", rows),
            ("successions.csv", "from,to,date,kind,share,assumed", follows),
        ):
            with (folder / file).open("w", encoding="utf-8", newline="") as stream:
                csv.writer(stream).writerows([head.split(","), *of_file])
        print(f"{len({row[0] for row in rows})} units, {len(rows)} rows, {len(follows)} successions")
        for words in ("into an empty home", "over what is there"):
            _timed(words, folder, "import", "units.csv", "--successions", "successions.csv")
        _timed("export", folder, "export", "out.csv", "--successions", "out-successions.csv")
        same = all(
            _read(folder / a) == _read(folder / b)
            for a, b in (("units.csv", "out.csv"), ("successions.csv", "out-successions.csv"))
        )
        print("the files written are the files read" if same else "DIFFERENT")


def _timed(words: str, folder: Path, *arguments: str) -> None:
    environment = {**os.environ, "DUTDIEM_HOME": str(folder / "home")}
    command = [sys.executable, "-m", "dutdiem.cli.main", "units", *arguments]
    began, before = time.perf_counter(), os.times()
    subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    print(f"{words}: {time.perf_counter() - began:.1f} s by the clock, {used:.1f} s of processor time")


def _read(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return sorted(csv.reader(stream))


if __name__ == "__main__":
    main()
