"""Many documents on Apache Spark: each read by a machine of the cluster, by its path, in the same limited process as here.

Only paths go out, never a document: Spark keeps what it carries in temporary files, and a secret document would lie there
before anybody had looked at it. So the machines share a folder. What a machine does not see as this one does (no file of
that path, or another size or time), and whatever it would read with another edition of the reader, is read here.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from math import ceil
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, NamedTuple

from dutdiem.reading.files.edition import edition
from dutdiem.reading.files.reading import in_order, read_file_bytes, read_files_bytes
from dutdiem.reading.refusals import Refusal

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

UNSEEN, OTHER_EDITION = "unseen", "other_edition"
_FILES, _BYTES = 8, 500_000
_WAVES = 2
_MICROSECOND = 1_000


class _Sight(NamedTuple):
    """A file as a machine sees it. Times are kept to the microsecond, which every shared file system carries."""

    path: str
    size: int
    changed: int


class _Way(NamedTuple):
    """How all files of a run are read."""

    edition: str
    anchor: date | None
    allow_office_numbers: bool


Found = bytes | Refusal
Parcel = list[tuple[Path, _Sight | None]]
"""A few files in their order, for one task; those that are no files have no sight and are refused here."""


def read_files_on_spark(
    session: SparkSession,
    paths: Sequence[Path],
    anchor: date | None = None,
    *,
    allow_office_numbers: bool = False,
    here: Counter[str] | None = None,
) -> Iterator[tuple[Path, Found]]:
    """As `read_files_bytes`, on the machines of a Spark session. `here` counts what this machine had to read, by the reason.

    Raises what Spark raises where the cluster fails as a whole.
    """
    way = _Way(edition(), anchor, allow_office_numbers)
    slots = session.sparkContext.defaultParallelism
    counted = Counter() if here is None else here
    for _, found in in_order(_waves(paths, slots), _WAVES, partial(_read_wave, session, way, counted)):
        if isinstance(found, Refusal):
            raise found
        yield from found


def _waves(paths: Sequence[Path], slots: int) -> Iterator[list[Parcel]]:
    """The files in parcels, a parcel for each slot of the cluster at a time, so that only a few waves lie in memory."""
    wave: list[Parcel] = []
    for parcel in _parcels(paths, min(_FILES, ceil(len(paths) / slots))):
        wave.append(parcel)
        if len(wave) == slots:
            yield wave
            wave = []
    if wave:
        yield wave


def _parcels(paths: Iterable[Path], most: int) -> Iterator[Parcel]:
    parcel: Parcel = []
    size = 0
    for path in paths:
        sight = _sight(os.path.abspath(path))  # noqa: PTH100 - links in the way stay as they are
        parcel.append((path, sight))
        size += sight.size if sight else 0
        if len(parcel) == most or size > _BYTES:
            yield parcel
            parcel, size = [], 0
    if parcel:
        yield parcel


def _sight(path: str) -> _Sight | None:
    try:
        status = os.stat(path)  # noqa: PTH116
    except (OSError, ValueError):
        return None
    return _Sight(path, status.st_size, status.st_mtime_ns // _MICROSECOND) if S_ISREG(status.st_mode) else None


def _read_wave(session: SparkSession, way: _Way, here: Counter[str], wave: list[Parcel]) -> list[tuple[Path, Found]]:
    """One job of the cluster, and then what was left to this machine."""
    sights = [[sight for _, sight in parcel if sight] for parcel in wave]
    told = iter(session.sparkContext.parallelize(sights, len(sights)).flatMap(partial(read_parcel, way)).collect())
    found = [(path, next(told) if sight else "") for parcel in wave for path, sight in parcel]
    here.update(why for _, why in found if isinstance(why, str) and why)
    left = [path for path, one in found if isinstance(one, str)]
    mine = read_files_bytes(left, os.cpu_count() or 1, way.anchor, allow_office_numbers=way.allow_office_numbers)
    return [(path, next(mine)[1] if isinstance(one, str) else one) for path, one in found]


def read_parcel(way: _Way, sights: Iterable[_Sight]) -> Iterator[Found | str]:
    """On a machine of the cluster: each file's reading, its refusal, or why it was not read."""
    for sight in sights:
        if edition() != way.edition:
            yield OTHER_EDITION
        elif _sight(sight.path) != sight:
            yield UNSEEN
        else:
            yield _read(Path(sight.path), way)


def _read(path: Path, way: _Way) -> Found:
    try:
        return read_file_bytes(path, way.anchor, allow_office_numbers=way.allow_office_numbers)
    except Refusal as refused:
        return refused
