"""One question to a database: which figures, in which structures, for whom; and what runs it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Protocol

import pyarrow as pa

from dutdiem.measures.structure import Structure

Files = Mapping[str, Sequence[str]]
"""The mart's Parquet files by month."""


class Step(NamedTuple):
    """A row of the table `spans` (see `rollup_sql`), and the last day of its stored period."""

    structure: int
    element: str
    alone: bool
    requested: str
    closes: date
    stored: str
    mode: str
    ends: date


@dataclass(frozen=True)
class Ask:
    """`kind` says which text of `rollup_sql`: figures or sources. `units` are those asked for by structure's epoch."""

    kind: str
    files: Files
    structures: Sequence[Structure]
    units: Mapping[int, Collection[str]]
    steps: Sequence[Step]
    columns: Collection[str]
    approved: bool

    @property
    def modes(self) -> set[str]:
        """The modes among the steps."""
        return {step.mode for step in self.steps}

    @property
    def elements(self) -> set[str]:
        """The elements to read."""
        return {step.element for step in self.steps}

    @property
    def stored(self) -> set[str]:
        """The stored periods to read."""
        return {step.stored for step in self.steps}

    def paths(self) -> list[str]:
        """The files that the steps are in."""
        months = sorted({f"{step.ends:%Y-%m}" for step in self.steps})
        return [path for month in months for path in self.files.get(month, ())]

    def wanted(self) -> pa.Table:
        """The table `wanted`."""
        return _table(("structure", "unit"), [(epoch, unit) for epoch, codes in self.units.items() for unit in codes])

    def spans(self) -> pa.Table:
        """The table `spans`."""
        return _table(Step._fields[:-1], [step[:-1] for step in self.steps])


class Runner(Protocol):
    """A database that answers questions. `rows` raises `MeasureError` where it cannot."""

    def rows(self, ask: Ask) -> list[tuple[Any, ...]]:
        """The rows of the text, in the columns that `rollup_sql` names."""


def _table(names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> pa.Table:
    columns = {name: list(column) for name, column in zip(names, zip(*rows, strict=True), strict=True)}
    return pa.Table.from_pydict(columns)
