"""Ranking answers by their exact values, which are computed only where ranges do not tell two of them apart."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import overload

import numpy as np

from dutdiem.measures.answers import Answer, Answers
from dutdiem.measures.arrays import Array

Exactly = Callable[[int], Fraction | None]


class Ranking(Sequence[tuple[int, Answer]]):
    """Answers with their ranks from the best on; each is made when it is looked at."""

    def __init__(self, answers: Sequence[Answer], places: Sequence[tuple[int, int]]) -> None:
        self._answers, self._places = answers, places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> tuple[int, Answer]: ...
    @overload
    def __getitem__(self, at: slice) -> list[tuple[int, Answer]]: ...
    def __getitem__(self, at: int | slice) -> tuple[int, Answer] | list[tuple[int, Answer]]:
        if isinstance(at, slice):
            return [(rank, self._answers[row]) for rank, row in self._places[at]]
        rank, row = self._places[at]
        return rank, self._answers[row]

    def __iter__(self) -> Iterator[tuple[int, Answer]]:
        rows = (row for _, row in self._places)
        answers = self._answers.of_rows(rows) if isinstance(self._answers, Answers) else map(self._answers.__getitem__, rows)
        return zip((rank for rank, _ in self._places), answers, strict=True)


def ranked(answers: Iterable[Answer], direction: str = "up") -> Ranking:
    """Answers with a value from the best on, each with its rank; equal values share a rank, the next one is left out."""
    if isinstance(answers, Answers) and len(answers.measures) == 1:
        (code,) = answers.measures
        near = answers.sheet.estimate(code)
        low, high = (
            np.where(near.sure, np.where(near.known, end, np.nan), way) for end, way in ((near.low, -np.inf), (near.high, np.inf))
        )
        return Ranking(answers, _placed(low, high, lambda row: answers.sheet.exact(code, row), answers.units, direction))
    rows = list(answers)
    ends = [row.near or (-np.inf, np.inf) for row in rows]
    low, high = np.array([low for low, _ in ends], float), np.array([high for _, high in ends], float)
    return Ranking(rows, _placed(low, high, lambda row: rows[row].exact, [row.unit for row in rows], direction))


def _placed(low: Array, high: Array, exactly: Exactly, units: Sequence[str], direction: str) -> list[tuple[int, int]]:
    """Rank and row, from the best on. Values lie between low and high; NaN is missing, an endless range not known yet."""
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
    found = list(enumerate(order.tolist(), 1))
    bounds = np.array([0, *starts, len(order)])
    for group in np.flatnonzero(np.diff(bounds) > 1).tolist():
        start, stop = bounds[group : group + 2].tolist()
        found[start:stop] = _told_apart(order[start:stop].tolist(), values, exactly, units, direction, start)
    return found


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
