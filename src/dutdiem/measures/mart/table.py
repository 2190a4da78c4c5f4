"""The mart: a Delta Lake table of submitted and approved figures, a month's partition replaced atomically.

A month's partition holds the figures of every period that ends in that month; a large month lies in parts, by unit, so that a
correction writes one part again and not the month. Readers take the list of files of one version and are never disturbed: a batch
of months is one commit, and a version that somebody relies on is kept.
"""

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa
from deltalake import DeltaTable, WriterProperties, write_deltalake
from deltalake.exceptions import TableNotFoundError

from dutdiem.measures.errors import UNREADABLE, MeasureError
from dutdiem.measures.mart.schema import PARTED, part_of, parts_in
from dutdiem.measures.mart.writing import Amendment, Rows, amended, rows_of

_WRITING = WriterProperties(compression="ZSTD", compression_level=1, max_row_group_size=10_240)
_DIGEST = """
    SELECT month, sha256(string_agg(concat_ws(chr(9), unit, element, period, ends, value, status, submission), chr(10)
                                    ORDER BY unit, element, period, submission, value, status)) AS digest
    FROM read_parquet($files, hive_partitioning = true, hive_types = {month: VARCHAR, part: VARCHAR}) GROUP BY month ORDER BY month
"""
_SUBMISSIONS = """
    SELECT filename, submission, ANY_VALUE(status), ANY_VALUE(unit) FROM read_parquet($files, filename = true)
    GROUP BY filename, submission
"""


class _File(NamedTuple):
    month: str
    part: str
    path: str


def _is_commit(name: str) -> bool:
    return len(name) == len("00000000000000000000.json") and name.endswith(".json") and name[:20].isdigit()


class _Version(NamedTuple):
    files: tuple[_File, ...]
    months: Mapping[str, Sequence[str]]


class Mart:
    """The table in a folder. Making one reads nothing; the folder is made by the first `replace`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def version(self) -> int | None:
        """The newest version, or None where nothing was ever written."""
        newest = self._commit_of(None)
        return int(Path(newest[0]).stem) if newest else None

    def replace(self, figures: pa.Table, months: Sequence[str]) -> int:
        """Makes `figures` the whole content of `months`, in one commit; gives the new version.

        Months without a row become empty. Raises `MeasureError` where a row lies in another month, or the columns are
        not those of `SCHEMA`.
        """
        quoted = ", ".join(f"'{month}'" for month in sorted(set(months)))
        return self._commit(rows_of(figures, months), [f"month IN ({quoted})"] if months else [])

    def amend(self, amendments: Mapping[str, Amendment]) -> tuple[int, dict[str, frozenset[str]]]:
        """Changes some submissions of months that are there, in one commit, writing only the parts that these are in.

        Gives the new version, and of each month the elements that have other values now.
        """
        found = {month: amended(month, self._parts(month), change) for month, change in amendments.items()}
        rows = (batch for change in found.values() for batch in change.rows)
        before = {month: self._parts(month) for month in amendments}
        version = self._commit(rows, [change.where for change in found.values()])
        for month, change in amendments.items():
            _follow(before[month], self._parts(month), change)
        return version, {month: change.elements for month, change in found.items()}

    def _commit(self, rows: Rows, where: Sequence[str]) -> int:
        table = self._table(None)
        self.folder.mkdir(parents=True, exist_ok=True)
        write_deltalake(
            table or str(self.folder),
            pa.RecordBatchReader.from_batches(PARTED, rows),
            mode="overwrite",
            predicate=" OR ".join(where) if table else None,
            partition_by=["month", "part"],
            writer_properties=_WRITING,
        )
        version = self.version
        assert version is not None
        if table and table.version() == version:
            self._remember(table)
        return version

    def months(self, version: int | None = None) -> dict[str, Sequence[str]]:
        """The Parquet files of a version (the newest without one) by month; {} where nothing was ever written.

        Raises `MeasureError` where that version is no longer kept.
        """
        return dict(self._held(version).months)

    def files(self, months: Iterable[str] | None = None, version: int | None = None) -> list[str]:
        """The same as one list, of some months or of all."""
        wanted = None if months is None else set(months)
        return [path for month, paths in self.months(version).items() for path in paths if wanted is None or month in wanted]

    def submissions(self, month: str) -> dict[int, tuple[str, str]]:
        """The submissions that a month's figures came from, each with its status and unit."""
        return {key: facts for of_file in _submissions_of(self.files([month])) for key, facts in of_file.items()}

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

    def _parts(self, month: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for file in self._files(None):
            if file.month == month:
                found.setdefault(file.part, []).append(file.path)
        return found

    def _files(self, version: int | None) -> tuple[_File, ...]:
        return self._held(version).files

    def _held(self, version: int | None) -> _Version:
        """Every file. A version never changes, so it is read once; its commit's facts tell a table that was made anew."""
        key = self._commit_of(version)
        if key is None or key not in _known:
            table = self._table(version)
            found = _version_of(_files_of(table, str(self.folder)) if table else ())
            if key is None:
                return found
            if len(_known) > 64:
                _known.clear()
            _known[key] = found
        return _known[key]

    def _remember(self, table: DeltaTable) -> None:
        """Keeps the files of the version that was just written: opening the table again would take as long as writing a part."""
        if key := self._commit_of(table.version()):
            _known[key] = _version_of(_files_of(table, str(self.folder)))

    def _commit_of(self, version: int | None) -> tuple[str, int, int] | None:
        """The file that committed a version, or the newest: opening the table takes a hundred times as long as looking there."""
        log = self.folder / "_delta_log"
        try:
            # Names alone: there are as many commits as corrections, and every question looks here.
            newest = max(filter(_is_commit, os.listdir(log)))  # noqa: PTH208
            name = newest if version is None else f"{version:020}.json"
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


def _submissions_of(paths: Sequence[str]) -> Iterable[Mapping[int, tuple[str, str]]]:
    """Those of each file. A file never changes: of a month's parts only the one that a correction wrote is read again."""
    if len(_submissions) > 64:
        _submissions.clear()
    there = {path: _submissions[path] for path in paths if path in _submissions}
    fresh: dict[str, dict[int, tuple[str, str]]] = {path: {} for path in paths if path not in there}
    if fresh:
        with duckdb.connect() as connection:
            rows = connection.execute(_SUBMISSIONS, {"files": list(fresh)}).fetchall()
        for path, key, status, unit in rows:
            fresh[path][key] = status, unit
        _submissions.update(fresh)
    return (there | fresh).values()


def _follow(before: Mapping[str, Sequence[str]], after: Mapping[str, Sequence[str]], change: Amendment) -> None:
    """Remembers the submissions in parts that were written again, where those of the parts before are known."""
    come = set(zip(*(change.figures[name].to_pylist() for name in ("unit", "submission", "status")), strict=True))
    number = parts_in(after) if after else 1
    for part, paths in after.items():
        old = before.get(part, ())
        if len(paths) == 1 and paths != old and all(path in _submissions for path in old):
            kept = {key: facts for path in old for key, facts in _submissions[path].items() if key not in change.gone}
            _submissions[paths[0]] = kept | {key: (status, unit) for unit, key, status in come if part_of(unit, number) == part}


_submissions: dict[str, dict[int, tuple[str, str]]] = {}
_known: dict[tuple[str, int, int], _Version] = {}


def _version_of(files: tuple[_File, ...]) -> _Version:
    months: dict[str, list[str]] = {}
    for file in files:
        months.setdefault(file.month, []).append(file.path)
    return _Version(files, {month: tuple(paths) for month, paths in months.items()})


def _files_of(table: DeltaTable, folder: str) -> tuple[_File, ...]:
    actions = pa.table(table.get_add_actions(flatten=True))
    names = ("partition.month", "partition.part", "path")
    if not set(names) <= set(actions.column_names):
        raise MeasureError(UNREADABLE.format(error="tệp theo khuôn dạng của bản trước, xóa thư mục mart"))
    months, parts, paths = (map(str, actions.column(name).to_pylist()) for name in names)
    return tuple(sorted(_File(month, part, f"{folder}/{path}") for month, part, path in zip(months, parts, paths, strict=True)))
