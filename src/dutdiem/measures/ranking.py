"""Ranking answers by their exact values, which are computed only where ranges do not tell two of them apart."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import overload

import numpy as np

from dutdiem.measures.answers import Answer, Answers
from dutdiem.measures.arrays import Array, Ints

Exactly = Callable[[int], Fraction | None]


class Ranking(Sequence[tuple[int, Answer]]):
    """Answers with their ranks from the best on; each is made when it is looked at."""

    def __init__(self, answers: Sequence[Answer], ranks: Ints, rows: Ints) -> None:
        self.answers, self.ranks, self.rows = answers, ranks, rows

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, at: int) -> tuple[int, Answer]: ...
    @overload
    def __getitem__(self, at: slice) -> list[tuple[int, Answer]]: ...
    def __getitem__(self, at: int | slice) -> tuple[int, Answer] | list[tuple[int, Answer]]:
        if isinstance(at, slice):
            return [(int(rank), self.answers[row]) for rank, row in zip(self.ranks[at], self.rows[at].tolist(), strict=True)]
        return int(self.ranks[at]), self.answers[int(self.rows[at])]

    def __iter__(self) -> Iterator[tuple[int, Answer]]:
        rows = self.rows.tolist()
        answers = self.answers.of_rows(rows) if isinstance(self.answers, Answers) else map(self.answers.__getitem__, rows)
        return zip(self.ranks.tolist(), answers, strict=True)


def ranked(answers: Iterable[Answer], direction: str = "up") -> Ranking:
    """Answers with a value from the best on, each with its rank; equal values share a rank, the next one is left out."""
    if isinstance(answers, Answers) and len(answers.measures) == 1:
        (code,) = answers.measures
        near = answers.sheet.estimate(code).plain()
        low, high = (
            np.where(near.sure, np.where(near.known, end, np.nan), way) for end, way in ((near.low, -np.inf), (near.high, np.inf))
        )
        return Ranking(answers, *_placed(low, high, lambda row: answers.sheet.exact(code, row), answers.units, direction))
    rows = list(answers)
    ends = [row.near or (-np.inf, np.inf) for row in rows]
    low, high = np.array([low for low, _ in ends], float), np.array([high for _, high in ends], float)
    return Ranking(rows, *_placed(low, high, lambda row: rows[row].exact, [row.unit for row in rows], direction))


def _placed(low: Array, high: Array, exactly: Exactly, units: Sequence[str], direction: str) -> tuple[Ints, Ints]:
    """Ranks and rows, from the best on. Values lie between low and high; NaN is missing, an endless range not known yet."""
    values: dict[int, Fraction] = {}
    for row in np.flatnonzero(np.isinf(low)).tolist():
        value = exactly(row)
        low[row] = high[row] = np.nan
        if value is not None:
            values[row] = value
            low[row], high[row] = np.nextafter(float(value), [-np.inf, np.inf])
    if direction != "down":
        low, high = -high, -low
    order = np.argsort(low)[: len(low) - int(np.isnan(low).sum())]
    starts = np.flatnonzero(low[order][1:] > np.maximum.accumulate(high[order])[:-1]) + 1
    ranks = np.arange(1, len(order) + 1)
    bounds = np.array([0, *starts, len(order)]) if len(starts) + 1 < len(order) else np.zeros(1, np.int64)
    for group in np.flatnonzero(np.diff(bounds) > 1).tolist():
        start, stop = bounds[group : group + 2].tolist()
        told = _told_apart(order[start:stop].tolist(), values, exactly, units, direction, start)
        ranks[start:stop], order[start:stop] = zip(*told, strict=True)
    return ranks, order


def _told_apart(
    rows: list[int], values: dict[int, Fraction], exactly: Exactly, units: Sequence[str], direction: str, before: int
) -> Iterator[tuple[int, int]]:
    """Rank and row of rows whose ranges touch, by their exact values; equal ones by unit."""
    exact = {row: values[row] if row in values else exactly(row) or Fraction(0) for row in rows}
    ordered = sorted(rows, key=lambda row: (exact[row] if direction == "down" else -exact[row], units[row]))
    for _, group in groupby(ordered, exact.__getitem__):
        rank = before + 1
        for row in group:
            before += 1
            yield rank, row
