"""Sums beside the mart: for a figures file and a structure, the added-up figures of every unit above the reporting ones.

Figures files never change, so a file of sums, once written, is right for good. It is named after the figures file, in a
folder named after the tree and the stretch of time of the structure; anybody may delete it, it is made again when asked
for. Upper units are few, and their rows lie together by depth and element: a question about them reads a few row groups.

Units at the bottom have no sums: their figures are read as they are, and in another structure than that of their time
through its closure.
"""

import os
import shutil
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import duckdb

from dutdiem.measures.structure import Structure

_BUILD = """
COPY (
    SELECT c.unit, f.element, f.period, f.status <> 'submitted' AS approved,
        SUM(CAST(f.value * c.share AS DECIMAL(38, 15))) AS total, SUM(c.share) AS weight, COUNT(*) AS reported
    FROM read_parquet({file}) AS f
    JOIN closure AS c ON c.structure = {epoch} AND c.source = f.unit AND c.since <= f.ends AND f.ends < c.until
    WHERE NOT c.bottom
    GROUP BY ALL ORDER BY ANY_VALUE(c.depth), f.element, f.period, c.unit
) TO {target} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 10240)
"""

_SUMS = """
SELECT {epoch} AS structure, unit, element, period, approved, total, weight, reported FROM read_parquet({sums})
WHERE element IN ({elements}) AND period IN ({periods}) AND {units}
"""

# In the structure of its own time a unit's figures are its own, with a share of 1.
_BOTTOM = """
UNION ALL
SELECT {epoch}, unit, element, period, status <> 'submitted', value, 1, 1 FROM read_parquet({figures})
WHERE element IN ({elements}) AND period IN ({periods}) AND ends >= {first} AND ends < {after} AND {bottom}
"""

_BOTTOM_OF_OTHER_TIMES = """
UNION ALL
SELECT {epoch}, c.unit, f.element, f.period, f.status <> 'submitted', CAST(f.value * c.share AS DECIMAL(38, 15)), c.share, 1
FROM read_parquet({figures}) AS f
JOIN (SELECT * FROM closure WHERE structure = {epoch} AND bottom AND {bottom}) AS c
    ON c.source = f.unit AND c.since <= f.ends AND f.ends < c.until
WHERE f.element IN ({elements}) AND f.period IN ({periods})
    AND NOT (f.ends >= {first} AND f.ends < {after} AND c.source = c.unit)
"""

_FIGURES = """
SELECT unit, element, period, ends, value, status, submission FROM read_parquet({files})
WHERE element IN ({elements}) AND period IN ({periods})
"""


FORMAT = "2"
"""What the files hold. Files of another format are not read; `sweep` takes them away."""

FEW = 200
"""Up to so many units are named in the SQL."""


class Sums:
    """The files of sums in a folder, for one structure."""

    def __init__(self, folder: Path, structure: Structure) -> None:
        self.structure = structure
        self.folder = folder / f"{structure.tree.digest[:16]}-{structure.epoch}-{FORMAT}"
        self._first, self._after = (_day(day) for day in structure.tree.bounds(structure.epoch))

    def path(self, figures: str) -> Path:
        """Where the sums of a figures file are, or will be."""
        return self.folder / Path(figures).name

    def build(self, cursor: duckdb.DuckDBPyConnection, figures: Iterable[str]) -> None:
        """Writes what is missing; the closure of the structure must be loaded. A file appears whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for file in figures:
            target = self.path(file)
            if target.exists():
                continue
            draft = target.with_suffix(f".{os.getpid()}.{id(cursor)}")
            text = _BUILD.format(file=_quoted(file), epoch=self.structure.epoch, target=_quoted(str(draft)))
            cursor.execute(text)
            draft.replace(target)

    def select(self, figures: Iterable[str], elements: Iterable[str], periods: Iterable[str], units: Iterable[str]) -> str:
        """SQL of the rows that those units have, for the view `sums`."""
        files, wanted = list(figures), sorted(units)
        bottom = [unit for unit in wanted if unit in self.structure.bottom]
        text = _SUMS + (_BOTTOM + _BOTTOM_OF_OTHER_TIMES if bottom else "")
        return text.format(
            epoch=self.structure.epoch,
            sums=_list([str(self.path(file)) for file in files]),
            figures=_list(files),
            elements=_items(elements),
            periods=_items(periods),
            units=_within(wanted),
            bottom=_within(bottom, [unit for unit in wanted if unit not in self.structure.bottom]),
            first=self._first,
            after=self._after,
        )


def figures_select(files: Iterable[str], elements: Iterable[str], periods: Iterable[str]) -> str:
    """SQL of the figures of some elements and stored periods, for the view `figures`."""
    return _FIGURES.format(files=_list(files), elements=_items(elements), periods=_items(periods))


def sweep(folder: Path, digest: str, figures: Iterable[str]) -> int:
    """Deletes the sums of other trees and of figures files that are no more; gives how many files went."""
    kept = {Path(file).name for file in figures}
    gone = 0
    for of_structure in folder.iterdir() if folder.exists() else ():
        old = not (of_structure.name.startswith(digest[:16]) and of_structure.name.endswith(f"-{FORMAT}"))
        for file in of_structure.iterdir():
            if old or file.name not in kept:
                file.unlink(missing_ok=True)
                gone += 1
        if old:
            shutil.rmtree(of_structure, ignore_errors=True)
    return gone


def _within(units: Sequence[str], others: Sequence[str] = ()) -> str:
    """That a row is of one of the units. Few prune row groups; many are joined anyway, so that only `others` must go."""
    if len(units) <= FEW:
        return f"unit IN ({_items(units)})"
    return f"unit NOT IN ({_items(others)})" if others else "TRUE"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _items(texts: Iterable[str]) -> str:
    return ", ".join(_quoted(text) for text in sorted(texts))


def _list(paths: Iterable[str]) -> str:
    return "[" + ", ".join(_quoted(path) for path in paths) + "]"


def _day(day: date) -> str:
    return f"DATE '{day.isoformat()}'"
