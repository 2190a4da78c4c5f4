"""Decimals of many rows at once, as they are shown: the plain ratios of a question are rounded together, in whole numbers."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import repeat
from typing import cast

import numpy as np

from dutdiem.measures.arrays import Bools, Ints
from dutdiem.measures.columns import Column
from dutdiem.measures.estimates import Moves
from dutdiem.measures.evaluation import WIDE
from dutdiem.measures.ratios import Rounding, all_rounded, fits, ratio_of
from dutdiem.measures.sheet import Sheet

Amounts = tuple[Ints, Bools]
"""Whole numbers of some decimals by row, and which rows have a value."""


class Rounds:
    """The plain ratios among the measures of a question. Looking at one rounds them all: few rows take no longer than one."""

    def __init__(self, sheet: Sheet, measures: Sequence[str]) -> None:
        self._sheet, self._measures = sheet, measures
        self._found: dict[Moves, dict[str, Amounts]] = {}
        self._shown: dict[Moves, dict[str, list[Decimal | None]]] = {}

    def of(self, code: str, moves: Moves = ()) -> Amounts | None:
        """The values of a measure where the moves lead; None where it is no such ratio, or one of very large numbers."""
        if moves not in self._found:
            asked = {one: how for one in self._measures if (how := rounding(self._sheet, one, moves))}
            found = all_rounded(list(asked.values())) if asked else ()
            self._found[moves] = {one: rows for one, rows in zip(asked, found, strict=True) if rows}
        return self._found[moves].get(code)

    def shown(self, code: str, moves: Moves = ()) -> list[Decimal | None] | None:
        """The same as decimals. Those of all measures are made together too."""
        if self.of(code, moves) is None:
            return None
        if moves not in self._shown:
            self._shown[moves] = self._all_shown(moves)
        return self._shown[moves][code]

    def _all_shown(self, moves: Moves) -> dict[str, list[Decimal | None]]:
        held, found = self._sheet.held(moves), self._found[moves]
        made: dict[str, list[Decimal | None]] = {}
        for decimals in {held.indicators[code].decimals for code in found}:
            codes = [code for code in found if held.indicators[code].decimals == decimals]
            amounts, known = (np.concatenate(some) for some in zip(*(found[code] for code in codes), strict=True))
            every, rows = decimals_of(amounts, known, decimals), self._sheet.length
            made |= {code: every[at * rows : (at + 1) * rows] for at, code in enumerate(codes)}
        return made


def rounding(sheet: Sheet, code: str, moves: Moves) -> Rounding | None:
    """The measure as one ratio of two columns of plain whole numbers; None for any other."""
    held = sheet.held(moves)
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
