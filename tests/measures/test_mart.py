"""The mart: months replaced in one commit, versions that are kept, a digest that does not depend on the files."""

import shutil
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dutdiem.calendar.periods import parse_period
from dutdiem.measures.errors import MeasureError
from dutdiem.measures.mart import SCHEMA, Amendment, Mart

Row = tuple[str, str, str]


def figures(rows: list[Row]) -> pa.Table:
    """Rows of (unit, month, value) as a table of the mart."""
    found = [
        {
            "unit": unit, "element": "cases", "period": month, "ends": date.fromisoformat(f"{month}-28"), "month": month,
            "value": Decimal(value), "status": "submitted", "submission": 1,
        }
        for unit, month, value in rows
    ]  # fmt: skip
    return pa.Table.from_pylist(found, schema=SCHEMA)


@pytest.fixture
def mart(tmp_path: Path) -> Mart:
    return Mart(tmp_path / "mart")


def test_a_mart_that_was_never_written_is_empty(mart: Mart) -> None:
    assert mart.version is None
    assert mart.files() == []
    assert mart.months() == {}
    assert mart.digest() == mart.digest(["2025-01"])


def test_months_are_replaced_together_in_one_version(mart: Mart) -> None:
    first = mart.replace(figures([("A", "2025-01", "1"), ("A", "2025-02", "2")]), ["2025-01", "2025-02"])
    january = mart.digest(["2025-01"])
    second = mart.replace(figures([("A", "2025-02", "3"), ("A", "2025-03", "4")]), ["2025-02", "2025-03"])
    assert second == first + 1
    assert mart.digest(["2025-01"]) == january
    assert sorted(mart.months()) == ["2025-01", "2025-02", "2025-03"]
    assert len(mart.files(["2025-02"])) == 1


def test_a_month_without_figures_becomes_empty(mart: Mart) -> None:
    mart.replace(figures([("A", "2025-01", "1"), ("A", "2025-02", "2")]), ["2025-01", "2025-02"])
    mart.replace(figures([]), ["2025-02"])
    assert list(mart.months()) == ["2025-01"]


def test_an_older_version_gives_the_same_numbers_again(mart: Mart) -> None:
    version = mart.replace(figures([("A", "2025-01", "1")]), ["2025-01"])
    before = mart.digest(version=version)
    mart.replace(figures([("A", "2025-01", "2")]), ["2025-01"])
    assert mart.digest(version=version) == before != mart.digest()


def test_a_mart_that_was_deleted_and_made_anew_is_not_mistaken_for_the_old_one(mart: Mart) -> None:
    mart.replace(figures([("A", "2025-01", "1")]), ["2025-01"])
    old = mart.files()
    shutil.rmtree(mart.folder)
    mart.replace(figures([("A", "2025-01", "2")]), ["2025-01"])
    assert mart.version == 0
    assert mart.files() != old
    assert all(Path(path).exists() for path in mart.files())


def test_vacuum_keeps_the_versions_that_are_relied_on(mart: Mart) -> None:
    versions = [mart.replace(figures([("A", "2025-01", str(n))]), ["2025-01"]) for n in range(3)]
    kept = mart.digest(version=versions[0])
    assert mart.vacuum(timedelta(0), [versions[0]]) == 1
    assert mart.digest(version=versions[0]) == kept
    with pytest.raises(MeasureError, match="phiên bản 1"):
        mart.digest(version=versions[1])


def test_a_version_that_never_was_is_refused(mart: Mart) -> None:
    mart.replace(figures([("A", "2025-01", "1")]), ["2025-01"])
    with pytest.raises(MeasureError, match="phiên bản 9"):
        mart.files(version=9)


def test_figures_of_another_month_are_refused_and_nothing_is_written(mart: Mart) -> None:
    with pytest.raises(MeasureError, match="2025-02"):
        mart.replace(figures([("A", "2025-02", "1")]), ["2025-01"])
    with pytest.raises(MeasureError, match="cột"):
        mart.replace(figures([]).drop_columns(["value"]), ["2025-01"])
    assert mart.version is None


def test_a_large_decimal_comes_back_digit_by_digit(mart: Mart) -> None:
    mart.replace(figures([("A", "2025-01", "123456789012345678.123456")]), ["2025-01"])
    with duckdb.connect() as database:
        (value,) = database.execute("SELECT value FROM read_parquet($files)", {"files": mart.files()}).fetchone() or ()
    assert value == Decimal("123456789012345678.123456")


rows_of = st.lists(
    st.tuples(st.sampled_from("ABCD"), st.sampled_from(["2025-01", "2025-02"]), st.sampled_from(["1", "2.5", "0"])),
    unique_by=lambda row: row[:2],
)


@given(rows_of, st.randoms(use_true_random=False))
@settings(max_examples=10, deadline=None)
def test_the_digest_is_of_the_rows_and_not_of_the_way_they_came(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Row], random: object
) -> None:
    together, apart = (Mart(tmp_path_factory.mktemp("mart")) for _ in range(2))
    months = ["2025-01", "2025-02"]
    together.replace(figures(rows), months)
    random.shuffle(rows)  # type: ignore[attr-defined]
    apart.replace(figures([("Z", "2025-01", "9")]), ["2025-01"])
    for month in months:
        apart.replace(figures([row for row in rows if row[1] == month]), [month])
    assert together.digest() == apart.digest()


def of_submissions(*rows: tuple[str, str, str, str, int, str]) -> pa.Table:
    """unit, element, month, value, submission, status."""
    found = [
        {"unit": unit, "element": element, "period": month, "ends": parse_period(month).end, "month": month,
         "value": Decimal(value), "status": status, "submission": number}
        for unit, element, month, value, number, status in rows
    ]  # fmt: skip
    return pa.Table.from_pylist(found, schema=SCHEMA)


@pytest.fixture
def parted(mart: Mart, monkeypatch: pytest.MonkeyPatch) -> Mart:
    """January in several parts, a submission of two figures for each of 40 units."""
    monkeypatch.setattr("dutdiem.measures.mart.schema.PART", 10)
    units = [(f"U{n}", n) for n in range(40)]
    mart.replace(of_submissions(*((u, e, "2025-01", "1", n, "submitted") for u, n in units for e in ("a", "b"))), ["2025-01"])
    return mart


def test_a_large_month_lies_in_parts_by_unit(parted: Mart) -> None:
    files = parted.files()
    assert len(files) == 8
    units = [set(pq.read_table(path, columns=["unit"], partitioning=None)["unit"].to_pylist()) for path in files]
    assert sum(map(len, units)) == len(set().union(*units)) == 40


def test_a_correction_writes_one_part_again_and_says_which_elements_changed(parted: Mart, tmp_path: Path) -> None:
    before, first = set(parted.files()), parted.version
    change = Amendment(
        {7: "U7"}, of_submissions(("U7", "a", "2025-01", "1", 99, "submitted"), ("U7", "b", "2025-01", "5", 99, "submitted"))
    )
    version, elements = parted.amend({"2025-01": change})
    assert (version, elements) == ((first or 0) + 1, {"2025-01": {"b"}})
    assert len(before - set(parted.files())) == len(set(parted.files()) - before) == 1
    assert parted.submissions("2025-01")[99] == ("submitted", "U7")
    assert len(parted.submissions("2025-01")) == 40
    again = Mart(tmp_path / "again")
    again.replace(figures_in(parted), ["2025-01"])
    assert again.digest() == parted.digest() != parted.digest(version=first)


def test_an_approval_changes_no_element_once_it_counts_and_all_before(parted: Mart) -> None:
    approved = of_submissions(*(("U7", e, "2025-01", "1", 7, "approved") for e in ("a", "b")))
    assert parted.amend({"2025-01": Amendment({7: "U7"}, approved)})[1] == {"2025-01": {"a", "b"}}
    locked = of_submissions(*(("U7", e, "2025-01", "1", 7, "locked") for e in ("a", "b")))
    assert parted.amend({"2025-01": Amendment({7: "U7"}, locked)})[1] == {"2025-01": set()}


def test_a_submission_that_is_returned_leaves_and_a_new_unit_comes(parted: Mart) -> None:
    fresh = of_submissions(("NEW", "a", "2025-01", "3", 100, "submitted"))
    assert parted.amend({"2025-01": Amendment({3: "U3"}, fresh)})[1] == {"2025-01": {"a", "b"}}
    assert {unit for _, unit in parted.submissions("2025-01").values()} == {f"U{n}" for n in range(40) if n != 3} | {"NEW"}


@pytest.mark.parametrize("looked_before", [True, False])
def test_what_is_remembered_of_a_part_written_again_is_what_its_file_holds(
    parted: Mart, monkeypatch: pytest.MonkeyPatch, looked_before: bool
) -> None:
    monkeypatch.setattr("dutdiem.measures.mart.table._submissions", {})
    if looked_before:
        parted.submissions("2025-01")
    fresh = of_submissions(
        ("NEW", "a", "2025-01", "3", 100, "submitted"),
        ("U7", "b", "2025-01", "3", 7, "approved"),
        ("U9", "a", "2025-01", "8", 109, "submitted"),
    )
    parted.amend({"2025-01": Amendment({3: "U3", 7: "U7", 9: "U9"}, fresh)})
    remembered = parted.submissions("2025-01")
    monkeypatch.setattr("dutdiem.measures.mart.table._submissions", {})
    assert remembered == parted.submissions("2025-01")
    assert remembered[7] == ("approved", "U7")


def figures_in(mart: Mart) -> pa.Table:
    """Everything in the mart, in any order."""
    with duckdb.connect() as database:
        text = "SELECT * FROM read_parquet($files, hive_partitioning = true, hive_types = {month: VARCHAR, part: VARCHAR})"
        return database.execute(text, {"files": mart.files()}).to_arrow_table()
