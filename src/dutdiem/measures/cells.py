"""One measure's cells of a sheet as they are shown: rounded half up, with the parts of a ratio and the change against last year.

Most cells come from ranges, many at once. A cell whose range does not decide how it rounds is computed exactly, by itself.
"""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property, lru_cache

import numpy as np

from dutdiem.measures.arrays import Ints
from dutdiem.measures.columns import Column
from dutdiem.measures.estimates import Moves, change
from dutdiem.measures.evaluation import WIDE, evaluate, exact, ratio_parts, rounded, rounded_pair
from dutdiem.measures.expected import Completeness
from dutdiem.measures.formula import Name, Node, parse_formula
from dutdiem.measures.nears import Estimate
from dutdiem.measures.ranges import Range
from dutdiem.measures.ratios import Pairs, fits
from dutdiem.measures.rounding import Amounts, Rounds, decimals_of, plain_decimals, rounding
from dutdiem.measures.sheet import LAST_YEAR, Cell, Sheet

CHANGE_DECIMALS = 2
FEW = 64
"""Up to so many rows are computed exactly, one by one: that is as quick."""

Shown = Callable[[int], Decimal | None]


class Cells:
    """The cells of one measure, by row. Each is computed when it is first looked at, and only then."""

    def __init__(self, sheet: Sheet, code: str, rounds: Rounds, completeness: Completeness, *, compare: bool) -> None:
        self.sheet, self.code = sheet, code
        self._rounds, self._completeness, self._compare = rounds, completeness, compare
        self._all: dict[Moves, list[Decimal | None]] = {}

    @cached_property
    def value(self) -> Shown:
        """The measure's value."""
        return cache(self._value(()))

    @cached_property
    def previous(self) -> Shown:
        """That of the same period last year."""
        return cache(self._value((LAST_YEAR,))) if self._compare else _nothing

    def values(self, moves: Moves = ()) -> list[Decimal | None]:
        """The value of every row where the moves lead."""
        if found := self._rounds.shown(self.code, moves):
            return found
        if moves not in self._all:
            self._all[moves] = self._values(moves)
        return self._all[moves]

    def previous_values(self) -> list[Decimal | None]:
        """The value of every row in the same period last year."""
        return self.values((LAST_YEAR,)) if self._compare else [None] * self.sheet.length

    @cached_property
    def range(self) -> Range:
        """Between which numbers the exact values lie."""
        return self.sheet.estimate(self.code).plain()

    def chosen_values(self, rows: Ints) -> list[Decimal | None]:
        """The values of some rows, made in their order: what is then read one after the other lies so."""
        held, amounts = self.sheet.held(), self._rounds.of(self.code)
        if self.code in held.elements or () in self._all:
            return list(map(self.values().__getitem__, rows.tolist()))
        decimals = self._decimals(())
        if amounts:
            return decimals_of(amounts[0][rows], amounts[1][rows], decimals)
        return _all_rounded(self.sheet, self.code, (), decimals, rows)

    @cached_property
    def change(self) -> Shown:
        """By how many per cent the one is above the other."""
        if not self._compare:
            return _nothing
        few = self.sheet.length <= FEW
        now, before = (_pairs(self.sheet, self.code, moves) if few else None for moves in ((), (LAST_YEAR,)))
        return cache(_between(now, before) if now and before else _changes(self.sheet, self.code))

    @cached_property
    def parts(self) -> tuple[Shown, Shown]:
        """Numerator and denominator."""
        over, under = _parts(self.sheet, self.code)
        return cache(over), cache(under)

    @cached_property
    def complete(self) -> tuple[list[int], list[int | None]]:
        """How many figures are in the values, and how many should be."""
        return self._completeness.of(self.code)

    def _value(self, moves: Moves) -> Shown:
        """The value of one row where the moves lead."""
        found = self._rounds.of(self.code, moves)
        return _of_amounts(found, self._decimals(moves)) if found else _values(self.sheet, self.code, moves)

    def _values(self, moves: Moves) -> list[Decimal | None]:
        """Those of all rows at once, of what is not one of `Rounds`."""
        if self.code in self.sheet.held(moves).elements:
            column = self.sheet.column(self.code, moves)
            return plain_decimals(column) if fits(column) else list(map(_amounts(column), range(self.sheet.length)))
        return _all_rounded(self.sheet, self.code, moves, self._decimals(moves), slice(None))

    def _decimals(self, moves: Moves) -> int:
        return self.sheet.held(moves).indicators[self.code].decimals


def _pairs(sheet: Sheet, code: str, moves: Moves) -> Pairs | None:
    found = rounding(sheet, code, moves)
    return Pairs(found.over, found.under, found.constant) if found else None


def _of_amounts(found: Amounts, decimals: int) -> Shown:
    amounts, known = (column.tolist() for column in found)
    return lambda row: Decimal(amounts[row]).scaleb(-decimals, WIDE) if known[row] else None


def _between(now: Pairs, before: Pairs) -> Shown:
    """By how many per cent the one is above the other; nothing where that is 0."""

    def shown(row: int) -> Decimal | None:
        value, previous = now[row], before[row]
        if value is None or previous is None or not previous[0]:
            return None
        (over, under), (over_before, under_before) = value, previous
        return rounded_pair((over * under_before - over_before * under) * 100, under * abs(over_before), CHANGE_DECIMALS)

    return shown


def _nothing(_row: int) -> None:
    return None


def _values(sheet: Sheet, code: str, moves: Moves = ()) -> Shown:
    indicator = sheet.held(moves).indicators.get(code)
    if indicator is None:
        return _amounts(sheet.column(code, moves))
    near = sheet.estimate(code, moves).only(sheet.exists(moves)) if sheet.length > FEW else None
    return _rounded(near, indicator.decimals, lambda row: sheet.exact(code, row, moves))


def _all_rounded(sheet: Sheet, code: str, moves: Moves, decimals: int, rows: Ints | slice) -> list[Decimal | None]:
    """An indicator's values of many rows; those that their ranges do not decide one by one."""
    near = sheet.estimate(code, moves).only(sheet.exists(moves))
    with np.errstate(all="ignore"):
        amounts, right = near.rounded(decimals)
    found = decimals_of(amounts[rows], near.known[rows], decimals)
    at = np.arange(sheet.length)[rows]
    for place in np.flatnonzero(~right[rows]).tolist():
        value = sheet.exact(code, int(at[place]), moves)
        found[place] = None if value is None else rounded(value, decimals)
    return found


def _changes(sheet: Sheet, code: str) -> Shown:
    near = None
    if sheet.length > FEW:
        with np.errstate(all="ignore"):
            near = change(sheet.estimate(code), sheet.estimate(code, (LAST_YEAR,)).only(sheet.exists((LAST_YEAR,))))

    def exactly(row: int) -> Fraction | None:
        value, previous = sheet.exact(code, row), sheet.exact(code, row, (LAST_YEAR,))
        return None if value is None or not previous else (value - previous) / abs(previous) * 100

    return _rounded(near, CHANGE_DECIMALS, exactly)


def _rounded(near: Estimate | None, decimals: int, exactly: Callable[[int], Fraction | None]) -> Shown:
    def one(row: int) -> Decimal | None:
        value = exactly(row)
        return None if value is None else rounded(value, decimals)

    if near is None:
        return one
    with np.errstate(all="ignore"):
        found, right = near.rounded(decimals)
    amounts, known, sure = found.tolist(), near.known.tolist(), right.tolist()

    def shown(row: int) -> Decimal | None:
        if sure[row]:
            return Decimal(amounts[row]).scaleb(-decimals) if known[row] else None
        return one(row)

    return shown


def _amounts(column: Column) -> Shown:
    """An element's values as they are; a fraction with fifteen decimals."""
    if column.under is not None or column.over.dtype == object:

        def fraction(row: int) -> Decimal | None:
            value = column.part(row).value
            return None if value is None else exact(value)

        return fraction
    amounts, known, decimals = column.over.tolist(), column.known.tolist(), column.decimals
    if len(amounts) <= FEW:
        # All at once: to call for each takes longer than to make it.
        return plain_decimals(column).__getitem__

    def amount(row: int) -> Decimal | None:
        return _decimal(amounts[row], decimals) if known[row] else None

    return amount


def _decimal(amount: int, decimals: int) -> Decimal:
    """amount / 10**decimals without zeros at its end."""
    while decimals and amount % 10 == 0:
        amount //= 10
        decimals -= 1
    return Decimal(amount).scaleb(-decimals, WIDE) if decimals else Decimal(amount)


def _parts(sheet: Sheet, code: str) -> tuple[Shown, Shown]:
    """Numerator and denominator of a ratio or average; nothing for any other measure."""
    element = sheet.held().elements.get(code)
    if element:
        return _of_average(sheet.column(code)) if "average" in (element.over_units, element.over_time) else (_nothing, _nothing)
    nodes = _ratio(sheet.held().indicators[code].formula)
    return (_node(sheet, nodes[0]), _node(sheet, nodes[1])) if nodes else (_nothing, _nothing)


def _of_average(column: Column) -> tuple[Shown, Shown]:
    def over(row: int) -> Decimal | None:
        value = column.part(row).over
        return None if value is None else exact(value)

    return over, lambda row: exact(column.part(row).under) if column.known[row] else None


def _node(sheet: Sheet, node: Node) -> Shown:
    if isinstance(node, Name) and node.code in sheet.held().elements:
        return _amounts(sheet.column(node.code))

    def value(row: int) -> Decimal | None:
        found = evaluate(node, Cell(sheet, row))
        return None if found is None else exact(found)

    return value


@lru_cache(maxsize=2048)
def _ratio(formula: str) -> tuple[Node, Node] | None:
    return ratio_parts(parse_formula(formula))
