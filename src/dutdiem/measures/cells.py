"""One measure's cells of a sheet as they are shown: rounded half up, with the parts of a ratio and the change against last year.

Most cells come from ranges, many at once. A cell whose range does not decide how it rounds is computed exactly, by itself.
"""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

import numpy as np

from dutdiem.measures.columns import Column
from dutdiem.measures.estimates import Moves, change
from dutdiem.measures.evaluation import WIDE, evaluate, exact, ratio_parts, rounded, rounded_pair
from dutdiem.measures.expected import Completeness
from dutdiem.measures.formula import Name, Node, parse_formula
from dutdiem.measures.ranges import Range
from dutdiem.measures.ratios import Pairs, fits, ratio_of
from dutdiem.measures.sheet import LAST_YEAR, Cell, Sheet

CHANGE_DECIMALS = 2
FEW = 64
"""Up to so many rows are computed exactly, one by one: that is as quick."""

Shown = Callable[[int], Decimal | None]


class Cells:
    """The cells of one measure, by row."""

    def __init__(self, sheet: Sheet, code: str, completeness: Completeness, *, compare: bool) -> None:
        self.code = code
        self.reported, self.expected = completeness.of(code)
        self.over, self.under = _parts(sheet, code)
        self.value, self.previous, self.change = _exactly(sheet, code, compare) or _estimated(sheet, code, compare)


def _exactly(sheet: Sheet, code: str, compare: bool) -> tuple[Shown, Shown, Shown] | None:
    """Value, last year's and the change of a plain ratio in few rows; None for any other."""
    if sheet.length > FEW:
        return None
    now, before = _pairs(sheet, code, ()), _pairs(sheet, code, (LAST_YEAR,)) if compare else None
    if now is None or (compare and before is None):
        return None
    value = _of_pairs(now, sheet.held().indicators[code].decimals)
    if before is None:
        return value, _nothing, _nothing
    return value, _of_pairs(before, sheet.held((LAST_YEAR,)).indicators[code].decimals), _between(now, before)


def _pairs(sheet: Sheet, code: str, moves: Moves) -> Pairs | None:
    held = sheet.held(moves)
    ratio = ratio_of(parse_formula(held.indicators[code].formula)) if code in held.indicators else None
    if ratio is None or ratio.over not in held.elements or ratio.under not in held.elements:
        return None
    over, under = sheet.column(ratio.over, moves), sheet.column(ratio.under, moves)
    return Pairs(over, under, ratio.constant) if fits(over) and fits(under) else None


def _of_pairs(pairs: Pairs, decimals: int) -> Shown:
    def shown(row: int) -> Decimal | None:
        pair = pairs[row]
        return None if pair is None else rounded_pair(*pair, decimals)

    return shown


def _between(now: Pairs, before: Pairs) -> Shown:
    """By how many per cent the one is above the other; nothing where that is 0."""

    def shown(row: int) -> Decimal | None:
        value, previous = now[row], before[row]
        if value is None or previous is None or not previous[0]:
            return None
        (over, under), (over_before, under_before) = value, previous
        return rounded_pair((over * under_before - over_before * under) * 100, under * abs(over_before), CHANGE_DECIMALS)

    return shown


def _estimated(sheet: Sheet, code: str, compare: bool) -> tuple[Shown, Shown, Shown]:
    if not compare:
        return _values(sheet, code), _nothing, _nothing
    return _values(sheet, code), _values(sheet, code, (LAST_YEAR,)), _changes(sheet, code)


def _nothing(_row: int) -> None:
    return None


def _values(sheet: Sheet, code: str, moves: tuple[str, ...] = ()) -> Shown:
    indicator = sheet.held(moves).indicators.get(code)
    if indicator is None:
        return _amounts(sheet.column(code, moves))
    near = sheet.estimate(code, moves).only(sheet.exists(moves)) if sheet.length > FEW else None
    return _rounded(near, indicator.decimals, lambda row: sheet.exact(code, row, moves))


def _changes(sheet: Sheet, code: str) -> Shown:
    near = None
    if sheet.length > FEW:
        with np.errstate(all="ignore"):
            near = change(sheet.estimate(code), sheet.estimate(code, (LAST_YEAR,)).only(sheet.exists((LAST_YEAR,))))

    def exactly(row: int) -> Fraction | None:
        value, previous = sheet.exact(code, row), sheet.exact(code, row, (LAST_YEAR,))
        return None if value is None or not previous else (value - previous) / abs(previous) * 100

    return _rounded(near, CHANGE_DECIMALS, exactly)


def _rounded(near: Range | None, decimals: int, exactly: Callable[[int], Fraction | None]) -> Shown:
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
