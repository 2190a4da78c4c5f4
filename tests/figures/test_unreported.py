"""Which figures of a form have not come in, and the whole cube as a file."""

from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dutdiem.authority import Actor
from dutdiem.figures import queries
from dutdiem.kit.errors import Mistake

LACKED = {"C1": (), "C2": ("staff",), "C4": ("cases", "cleared", "staff")}


def test_units_stand_with_the_elements_that_they_lack(reported: Actor) -> None:
    found = queries.unreported(reported, "monthly", "2025-06")
    assert {row.unit: row.elements for row in found} == {unit: lacked for unit, lacked in LACKED.items() if lacked}
    assert [row.missing for row in queries.unreported(reported, "monthly", "2025-06", "T31")] == [1]


def test_a_form_or_period_that_does_not_fit_is_refused(reported: Actor) -> None:
    with pytest.raises(Mistake, match="Không có biểu mẫu"):
        queries.unreported(reported, "none", "2025-06")
    with pytest.raises(Mistake, match="không hợp"):
        queries.unreported(reported, "monthly", "2025-06-01")


def test_the_cube_holds_what_every_unit_has(reported: Actor, tmp_path: Path) -> None:
    file = tmp_path / "cube.parquet"
    number = queries.write_cube(reported, ["2025-Q2", "2025-08"], file)
    rows = pq.read_table(file).to_pylist()
    assert len(rows) == number
    cells = {(row["unit"], row["element"], row["period"]): row["value"] for row in rows}
    assert cells["BCA", "cases", "2025-06"] == cells["T31", "cases", "2025-06"] + cells["T30", "cases", "2025-06"] == 15
    assert cells["C3", "cleared", "2025-08"] == Decimal(30)
    assert ("C4", "cases", "2025-06") not in cells
    asked = queries.roll_up(reported, ["cases"], "under:BCA", ["2025-06"])
    assert {row.unit: row.value for row in asked if row.value is not None} == {
        unit: value
        for (unit, element, period), value in cells.items()
        if (element, period) == ("cases", "2025-06") and unit != "BCA"
    }


def test_a_cube_that_cannot_be_written_is_a_sentence(reported: Actor, tmp_path: Path) -> None:
    with pytest.raises(Mistake, match="không ghi được tệp"):
        queries.write_cube(reported, ["2025-06"], tmp_path / "no" / "cube.parquet")
