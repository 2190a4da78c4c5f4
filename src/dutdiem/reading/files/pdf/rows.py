"""Which lines of a table without lines are one row.

A row begins at its ordinal. Where the cells are set at the top, that is its first line; where they are set in the middle of
their row, the ordinal stands in the middle too, and the rows are cut so that every cell lies evenly about its ordinal.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from dutdiem.reading.files.pdf.headings import ORDINAL
from dutdiem.reading.files.pdf.words import Line, Word

_TOP = 0.75  # of the height of a line: where its letters end above the base line
_STANDS_APART = 0.8  # of the height: lines nearer to one another are of one row
_WORST = 3.0
_MOST_CUTS = 40
ACROSS = -1  # the column of what runs over all columns


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of one cell."""

    column: int
    base: float
    height: float
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


Row = list[Piece]


@dataclass(frozen=True, slots=True)
class _Cut:
    """Rows as places in the list of pieces, and how badly the cells fit their ordinals, in heights of a line."""

    at: tuple[int, ...]
    misfit: float


def rows_by_ordinals(pieces: list[Piece], ordinals: list[Piece], goes_on: bool) -> list[Row]:
    """The rows of the pieces, which stand from the top down; `goes_on`: what stands before the first row is the rest of one.

    The first row is empty where nothing stands before the first ordinal.
    """
    top, middle = _from_the_top(pieces, ordinals), _about_the_middle(pieces, ordinals, goes_on)
    cut = middle if middle and middle.misfit < top.misfit - 0.02 else top
    ends = [*cut.at, len(pieces)]
    return [pieces[: ends[0]], *(pieces[start:end] for start, end in pairwise(ends))]


def _from_the_top(pieces: list[Piece], ordinals: list[Piece]) -> _Cut:
    bases = [-piece.base for piece in pieces]
    at = tuple(bisect_right(bases, -(ordinal.base + _TOP * ordinal.height)) for ordinal in ordinals)
    spans = zip(pairwise([*at, len(pieces)]), ordinals, strict=True)
    return _Cut(at, sum(_misfit(pieces[start:end], ordinal, top=True) for (start, end), ordinal in spans) / len(ordinals))


def _about_the_middle(pieces: list[Piece], ordinals: list[Piece], goes_on: bool) -> _Cut | None:
    """The best of all ways to cut between the ordinals, row by row."""
    best: dict[int, tuple[float, tuple[int, ...]]] = dict.fromkeys(_first_cuts(pieces, ordinals[0], goes_on), (0.0, ()))
    for at, ordinal in enumerate(ordinals):
        is_last = at + 1 == len(ordinals)
        ends = [len(pieces)] if is_last else list(_cuts(pieces, ordinal.base, ordinals[at + 1].base))
        after: dict[int, tuple[float, tuple[int, ...]]] = {}
        for end in ends:
            ways = [
                (cost + _misfit(pieces[start:end], ordinal, top=False, cut=is_last), (*cuts, start))
                for start, (cost, cuts) in best.items()
            ]
            if ways:
                after[end] = min(ways)
        best = after
    if not best:
        return None
    cost, cuts = min(best.values())
    return _Cut(cuts, cost / len(ordinals))


def _first_cuts(pieces: list[Piece], ordinal: Piece, goes_on: bool) -> list[int]:
    return [0, *_cuts(pieces, pieces[0].base + 1, ordinal.base)] if goes_on else [0]


def _cuts(pieces: list[Piece], above: float, below: float) -> Iterator[int]:
    """Places between the two heights where no line stands beside two others."""
    count = 0
    for at, (upper, lower) in enumerate(pairwise(pieces), 1):
        if upper.base <= above and lower.base >= below and upper.base - lower.base >= _STANDS_APART * lower.height:
            yield at
            count += 1
            if count == _MOST_CUTS:
                return


def _misfit(row: Row, ordinal: Piece, *, top: bool, cut: bool = False) -> float:
    """How far the cells are from where their ordinal says, on average; a row cut by the page's end stands at its top."""
    cells: dict[int, tuple[float, float]] = {}
    for piece in row:
        if piece is not ordinal:
            high, low = cells.get(piece.column, (piece.base, piece.base))
            cells[piece.column] = max(high, piece.base), min(low, piece.base)
    if not cells:
        return 0.0
    height = ordinal.height
    far = 0.0
    for high, low in cells.values():
        from_top, from_middle = abs(high - ordinal.base), abs((high + low) / 2 - ordinal.base)
        far += min(from_top if top else min(from_middle, from_top) if cut else from_middle, _WORST * height)
    return far / (len(cells) * height)


def rows_by_gaps(pieces: list[Piece], columns: int) -> list[Row]:
    """Rows of a table without ordinals: at wider white across the page, else where more cells begin than go on."""
    cuts = [at for at, (upper, lower) in enumerate(pairwise(pieces), 1) if _apart(upper, lower)]
    gaps = sorted(pieces[at - 1].base - pieces[at].base for at in cuts)
    if gaps and gaps[-1] > 1.25 * gaps[0]:
        chosen = [at for at in cuts if pieces[at - 1].base - pieces[at].base > 1.25 * gaps[0]]
    else:
        filled = [len({piece.column for piece in row}) for row in _split(pieces, cuts)]
        chosen = [at for at, (before, now) in zip(cuts, pairwise(filled), strict=True) if now > before or now == columns]
    return _split(pieces, chosen)


def _apart(upper: Piece, lower: Piece) -> bool:
    return upper.base - lower.base >= _STANDS_APART * lower.height


def rows_by_rules(pieces: list[Piece], rules: list[float]) -> list[Row]:
    """The rows between horizontal lines, whose heights come from the top down."""
    down = [-rule for rule in rules]
    rows: list[Row] = [[] for _ in range(len(rules) + 1)]
    for piece in pieces:
        rows[bisect_right(down, -(piece.base + piece.height / 4))].append(piece)
    return rows


def _split(pieces: list[Piece], cuts: list[int]) -> list[Row]:
    return [pieces[start:end] for start, end in pairwise([0, *cuts, len(pieces)])]


def pieces_of(line: Line, columns: list[int], across: bool) -> Iterator[Piece]:
    """The line's cells; of a line across the table, its ordinal and the rest."""
    if across:
        words = line.words
        if columns[0] == 0 and len(words) > 1 and ORDINAL.match(words[0].text):
            yield Piece(0, line.base, line.height, words[:1])
            words = words[1:]
        yield Piece(ACROSS, line.base, line.height, words)
        return
    for column in dict.fromkeys(columns):
        yield Piece(column, line.base, line.height, tuple(w for w, c in zip(line.words, columns, strict=True) if c == column))
