"""The columns of a table that has no lines: the white that runs down between them through many lines."""

from bisect import bisect
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median_low

from dutdiem.reading.files.pdf.headings import Heading
from dutdiem.reading.files.pdf.words import Line, Word

_STEP = 0.5  # points
_NARROWEST = 2.0
_SHARE = 0.8  # of a strip: as much white as a row leaves there
_SPACE = 0.4  # of the height of a line: wider white than between the words of a sentence
_STRETCHED, _WIDEST_SPACE = 1.3, 0.6  # as far as a justified line has wider ones
_DRIFT = 6.0  # points by which the white may lie otherwise on the next page
_MOST_CROSSING = 0.4  # of the lines: more across the white, and there are no columns


@dataclass(frozen=True, slots=True)
class White:
    """A white strip between two columns, from left to right."""

    left: float
    right: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def width(self) -> float:
        return self.right - self.left


@dataclass(frozen=True)
class Columns:
    """Columns by the white between them."""

    whites: tuple[White, ...]

    def __len__(self) -> int:
        return len(self.whites) + 1

    def again(self, lines: Iterable[Line]) -> "Columns":
        """The same columns on another page, where other words stand beside the white."""
        body = _phrases(lines)
        found = [_white(white.left - _DRIFT, white.right + _DRIFT, body) or white for white in self.whites]
        return Columns(tuple(found))

    @cached_property
    def edges(self) -> tuple[float, ...]:
        """The middle of each strip."""
        return tuple(white.middle for white in self.whites)

    def of(self, word: Word) -> int:
        """The number of the column in which the middle of a word lies."""
        return bisect(self.edges, (word.left + word.right) / 2)

    def crossed_by(self, line: Line) -> bool:
        """Does the line run on over the white, as group rows and running text do?"""
        gaps = [(after.left - before.right, self.of(before), self.of(after)) for before, after in pairwise(line.words)]
        space = median_low([gap for gap, left, right in gaps if left == right] or [0.0])
        words = max(_SPACE, min(_STRETCHED * space / line.height, _WIDEST_SPACE)) * line.height
        for gap, left, right in gaps:
            if any(gap < min(_SHARE * white.width, words) for white in self.whites[left:right]):
                return True
        return any(white.left > word.left and white.right < word.right for word in line.words for white in self.whites)


def columns_between(headings: tuple[Heading, ...], lines: Iterable[Line]) -> Columns | None:
    """The columns under the headings; None where the lines leave no white between two of them."""
    body = _phrases(lines)
    whites = []
    for left, right in pairwise(headings):
        white = _white(left.right, right.left, body)
        if white is None:
            return None
        whites.append(white)
    return Columns(tuple(whites))


def _phrases(lines: Iterable[Line]) -> list[list[tuple[float, float]]]:
    return [[(phrase.left, phrase.right) for phrase in line.phrases()] for line in lines]


def _white(left: float, right: float, body: list[list[tuple[float, float]]]) -> White | None:
    """The widest strip between `left` and `right` that the fewest lines cross."""
    steps = max(1, int((right - left) / _STEP))
    change = [0] * (steps + 1)
    for phrases in body:
        for start, end in phrases:
            if end > left and start < right:
                change[max(0, int((start - left) / _STEP))] += 1
                change[min(steps, int((end - left) / _STEP) + 1)] -= 1
    crossing, count = [], 0
    for step in change[:steps]:
        count += step
        crossing.append(count)
    fewest = min(crossing)
    start, end = _longest_run(crossing, fewest)
    white = White(left + start * _STEP, left + end * _STEP)
    return white if white.width >= _NARROWEST and fewest <= _MOST_CROSSING * len(body) else None


def _longest_run(values: list[int], wanted: int) -> tuple[int, int]:
    best, start = (0, 0), 0
    for at, value in enumerate([*values, wanted + 1]):
        if value != wanted:
            best = max(best, (start, at), key=lambda run: run[1] - run[0])
            start = at + 1
    return best
