"""Decimals of many rows at once, as they are shown: the plain ratios of a question are rounded together, in whole numbers."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from itertools import repeat
from typing import cast

import numpy as np

from dutdiem.measures.arrays import Bools, Ints
from dutdiem.measures.columns import Column
from dutdiem.measures.definitions import Definitions
from dutdiem.measures.estimates import Moves
from dutdiem.measures.evaluation import WIDE
from dutdiem.measures.ratios import Rounding, all_rounded, fits, ratio_of
from dutdiem.measures.sheet import Sheet

Amounts = tuple[Ints, Bools]
"""Whole numbers of some decimals by row, and which rows have a value."""


_Which = tuple[str, Moves]


class Rounds:
    """The plain ratios among the measures of a question, in the ways that it looks at them (its own periods, the year before).

    Looking at one rounds them all: so few numbers take no longer than one.
    """

    def __init__(self, sheet: Sheet, measures: Sequence[str], ways: Sequence[Moves]) -> None:
        self._sheet, self._measures, self._ways = sheet, measures, ways

    @cached_property
    def _found(self) -> dict[_Which, tuple[Amounts, int]]:
        ways = [(moves, self._sheet.held(moves)) for moves in self._ways]
        asked = {
            (code, moves): how
            for moves, held in ways
            for code in self._measures
            if (how := _rounding(self._sheet, held, code, moves))
        }
        found = all_rounded(list(asked.values())) if asked else ()
        return {one: (rows, asked[one].decimals) for one, rows in zip(asked, found, strict=True) if rows}

    @cached_property
    def _shown(self) -> dict[_Which, list[Decimal | None]]:
        made: dict[_Which, list[Decimal | None]] = {}
        for decimals in {decimals for _, decimals in self._found.values()}:
            which = [one for one, (_, of) in self._found.items() if of == decimals]
            amounts, known = (np.concatenate(some) for some in zip(*(self._found[one][0] for one in which), strict=True))
            every, rows = decimals_of(amounts, known, decimals), self._sheet.length
            made |= {one: every[at * rows : (at + 1) * rows] for at, one in enumerate(which)}
        return made

    def of(self, code: str, moves: Moves = ()) -> Amounts | None:
        """The values of a measure where the moves lead; None where it is no such ratio, or one of very large numbers."""
        found = self._found.get((code, moves))
        return found and found[0]

    def shown(self, code: str, moves: Moves = ()) -> list[Decimal | None] | None:
        """The same as decimals. Those of all measures are made together too."""
        return self._shown.get((code, moves))


def rounding(sheet: Sheet, code: str, moves: Moves) -> Rounding | None:
    """The measure as one ratio of two columns of plain whole numbers; None for any other."""
    return _rounding(sheet, sheet.held(moves), code, moves)


def _rounding(sheet: Sheet, held: Definitions, code: str, moves: Moves) -> Rounding | None:
    indicator = held.indicators.get(code)
    ratio = ratio_of(indicator.formula) if indicator else None
    if indicator is None or ratio is None or ratio.over not in held.elements or ratio.under not in held.elements:
        return None
    over, under = sheet.column(ratio.over, moves), sheet.column(ratio.under, moves)
    return Rounding(over, under, ratio.constant, indicator.decimals) if fits(over) and fits(under) else None


def decimals_of(amounts: Ints, known: Bools, decimals: int) -> list[Decimal | None]:
    """Whole numbers of 10**-decimals, all with so many decimals; None in rows that are not known."""
    made = map(Decimal, amounts.tolist())
    return _where(known, list(map(WIDE.scaleb, made, repeat(Decimal(-decimals)))) if decimals else list(made))


def plain_decimals(column: Column) -> list[Decimal | None]:
    """A column of plain whole numbers, each without zeros at the end of its decimals."""
    made = map(Decimal, column.over.tolist())
    return _where(
        column.known, list(map(WIDE.divide, made, repeat(Decimal(10**column.decimals)))) if column.decimals else list(made)
    )


def _where(known: Bools, values: list[Decimal]) -> list[Decimal | None]:
    found = cast(list[Decimal | None], values)
    for row in () if known.all() else np.flatnonzero(~known).tolist():
        found[row] = None
    return found
