"""The mart: a Delta Lake table of submitted and approved figures, one partition per month, replaced atomically.

A month's partition holds the figures of every period that ends in that month. Readers take the list of files of one
version and are never disturbed: a batch of months is one commit, and a version that somebody relies on is kept.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import timedelta
from pathlib import Path

import duckdb
import pyarrow as pa
from deltalake import DeltaTable, WriterProperties, write_deltalake
from deltalake.exceptions import TableNotFoundError

from dutdiem.measures.errors import MeasureError

_COLUMNS = {
    "unit": pa.string(),
    "element": pa.string(),
    "period": pa.string(),
    "ends": pa.date32(),
    "month": pa.string(),
    "value": pa.decimal128(24, 6),
    "status": pa.string(),
    "submission": pa.int64(),
}
SCHEMA = pa.schema([pa.field(name, kind, nullable=False) for name, kind in _COLUMNS.items()])
"""unit, element and period are codes; ends is the period's last day and month the month of that day; status is `submitted`,
`approved` or `locked`; submission is the record that the figure came from."""

# An element's figures lie together: a question about a few elements reads a few row groups.
_SORTED = "SELECT * FROM incoming ORDER BY month, element, period, unit"
_WRITING = WriterProperties(compression="ZSTD", compression_level=1, max_row_group_size=10_240)
_COMMIT = re.compile(r"\d{20}\.json")
_DIGEST = """
    SELECT month, sha256(string_agg(concat_ws(chr(9), unit, element, period, ends, value, status, submission), chr(10)
                                    ORDER BY unit, element, period, submission, value, status)) AS digest
    FROM read_parquet($files, hive_partitioning = true, hive_types = {month: VARCHAR}) GROUP BY month ORDER BY month
"""


class Mart:
    """The table in a folder. Making one reads nothing; the folder is made by the first `replace`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def version(self) -> int | None:
        """The newest version, or None where nothing was ever written."""
        table = self._table(None)
        return None if table is None else table.version()

    def replace(self, figures: pa.Table, months: Sequence[str]) -> int:
        """Makes `figures` the whole content of `months`, in one commit; gives the new version.

        Months without a row become empty. Raises `MeasureError` where a row lies in another month, or the columns are
        not those of `SCHEMA`.
        """
        try:
            rows = figures.select(SCHEMA.names).cast(SCHEMA)
        except (KeyError, pa.ArrowInvalid, ValueError) as error:
            raise MeasureError(f"Số liệu đưa vào kho không đúng cột hoặc kiểu: {error}.") from error
        strangers = {str(month) for month in rows.column("month").unique().to_pylist()} - set(months)
        if strangers:
            raise MeasureError(f"Số liệu của tháng {', '.join(sorted(strangers))} không thuộc các tháng đang cập nhật.")
        with duckdb.connect() as connection:
            self._commit(_sorted(connection, rows), sorted(set(months)))
        version = self.version
        assert version is not None
        return version

    def _commit(self, rows: pa.RecordBatchReader, months: Sequence[str]) -> None:
        first = self._table(None) is None
        predicate = None if first else "month IN ({})".format(", ".join(f"'{_checked(month)}'" for month in months))
        self.folder.mkdir(parents=True, exist_ok=True)
        write_deltalake(
            str(self.folder),
            rows,
            mode="overwrite",
            predicate=predicate,
            partition_by=["month"],
            writer_properties=_WRITING,
        )

    def months(self, version: int | None = None) -> dict[str, list[str]]:
        """The Parquet files of a version (the newest without one) by month; {} where nothing was ever written.

        Raises `MeasureError` where that version is no longer kept.
        """
        found: dict[str, list[str]] = {}
        for month, path in self._files(version):
            found.setdefault(month, []).append(path)
        return found

    def files(self, months: Iterable[str] | None = None, version: int | None = None) -> list[str]:
        """The same as one list, of some months or of all."""
        wanted = None if months is None else set(months)
        return [path for month, paths in self.months(version).items() for path in paths if wanted is None or month in wanted]

    def digest(self, months: Iterable[str] | None = None, version: int | None = None) -> str:
        """SHA-256 over the rows of some months or of all; the same for the same rows, whatever the files look like."""
        files = self.files(months, version)
        if not files:
            return hashlib.sha256().hexdigest()
        try:
            with duckdb.connect() as connection:
                rows = connection.execute(_DIGEST, {"files": files}).fetchall()
        except duckdb.IOException as error:
            raise MeasureError(f"Tệp của phiên bản {version} không còn trong kho số liệu: {error}.") from error
        return hashlib.sha256("".join(f"{month}\t{digest}\n" for month, digest in rows).encode()).hexdigest()

    def vacuum(self, keep: timedelta, versions: Sequence[int] = ()) -> int:
        """Deletes files that no version of the last `keep` and none of `versions` needs; gives how many."""
        table = self._table(None)
        if table is None:
            return 0
        hours = int(keep.total_seconds() // 3600)
        gone = table.vacuum(hours, dry_run=False, enforce_retention_duration=False, keep_versions=list(versions) or None)
        return len(gone)

    def _files(self, version: int | None) -> tuple[tuple[str, str], ...]:
        """(month, path) of every file. A version never changes, so it is read once; its commit's facts tell a table made anew."""
        key = self._commit_of(version)
        if key is None or key not in _known:
            table = self._table(version)
            found = _listed(table, str(self.folder)) if table else ()
            if key is None:
                return found
            if len(_known) > 64:
                _known.clear()
            _known[key] = found
        return _known[key]

    def _commit_of(self, version: int | None) -> tuple[str, int, int] | None:
        """The file that committed a version, or the newest: opening the table takes a hundred times as long as looking there."""
        log = self.folder / "_delta_log"
        try:
            name = (
                f"{version:020}.json"
                if version is not None
                else max(file.name for file in log.iterdir() if _COMMIT.fullmatch(file.name))
            )
            facts = (log / name).stat()
        except (OSError, ValueError):
            return None
        return str(log / name), facts.st_ino, facts.st_mtime_ns

    def _table(self, version: int | None) -> DeltaTable | None:
        try:
            return DeltaTable(str(self.folder), version=version)
        except TableNotFoundError:
            return None
        except Exception as error:
            raise MeasureError(f"Không mở được phiên bản {version} của kho số liệu: {error}.") from error


def _sorted(connection: duckdb.DuckDBPyConnection, rows: pa.Table) -> pa.RecordBatchReader:
    """The rows in order, batch by batch: a second copy of the whole would double the memory of a large import."""
    reader = connection.register("incoming", rows).execute(_SORTED).to_arrow_reader(100_000)
    return pa.RecordBatchReader.from_batches(SCHEMA, (batch.cast(SCHEMA) for batch in reader))


def _checked(month: str) -> str:
    if len(month) != 7 or not month.replace("-", "").isdigit():
        raise MeasureError(f"Tháng “{month}” không đúng: viết như 2025-03.")
    return month


def _listed(table: DeltaTable, folder: str) -> tuple[tuple[str, str], ...]:
    actions = pa.table(table.get_add_actions(flatten=True))
    months, paths = (map(str, actions.column(name).to_pylist()) for name in ("partition.month", "path"))
    return tuple(sorted((month, f"{folder}/{path}") for month, path in zip(months, paths, strict=True)))


_known: dict[tuple[str, int, int], tuple[tuple[str, str], ...]] = {}
