"""Computing a formula for all rows of a sheet at once, as ranges: the rules of `evaluation`, which computes one row exactly."""

from collections.abc import Callable
from fractions import Fraction
from functools import reduce
from operator import add, mul, sub, truediv
from typing import Protocol

from dutdiem.measures.arrays import Bools
from dutdiem.measures.formula import MOVES, Call, Name, Node, Number, Operation
from dutdiem.measures.nears import Estimate, repeated
from dutdiem.measures.ranges import Range, chosen, constant, extreme

Moves = tuple[str, ...]
"""Ways to another place, outermost first; `parent` is one."""

_OPERATIONS: dict[str, Callable[[Estimate, Estimate], Estimate]] = {"+": add, "-": sub, "*": mul, "/": truediv}


class Rows(Protocol):
    """What formulas are computed over: places, and those that moves lead to from them."""

    @property
    def length(self) -> int:
        """How many rows there are."""

    def estimate(self, code: str, moves: Moves) -> Estimate:
        """The values of an element or indicator, where the moves lead."""

    def exists(self, moves: Moves) -> Bools:
        """Which rows have a place where the moves lead."""


def estimated(node: Node, rows: Rows, moves: Moves = ()) -> Estimate:
    """The formula's values; missing where a figure is missing or a denominator is zero."""
    match node:
        case Number(value):
            return repeated(value, rows.length) or constant(value, rows.length)
        case Name(code):
            return rows.estimate(code, moves)
        case Operation(sign, left, right):
            return _operated(sign, estimated(left, rows, moves), estimated(right, rows, moves))
        case Call("share_of_parent", (inner,)):
            return estimated(inner, rows, moves) / _elsewhere(inner, rows, moves, "parent")
        case Call(function, (inner,)) if function in MOVES:
            return _elsewhere(inner, rows, moves, function)
        case Call(function, arguments):
            values = [estimated(argument, rows, moves) for argument in arguments]
            return _called(function, [value.plain() for value in values])
    raise AssertionError(node)


def _operated(sign: str, left: Estimate, right: Estimate) -> Estimate:
    return _OPERATIONS[sign](left, right) if sign in _OPERATIONS else left.compared(sign, right)


def _elsewhere(inner: Node, rows: Rows, moves: Moves, move: str) -> Estimate:
    there = (*moves, move)
    return estimated(inner, rows, there).only(rows.exists(there))


def _called(function: str, values: list[Range]) -> Range:
    if function == "if":
        return _chosen(*values)
    if function == "coalesce":
        return reduce(Range.or_else, values)
    return extreme(values, function)


def _chosen(condition: Range, then: Range, otherwise: Range) -> Range:
    """Where the condition is not sure, or not surely zero or not zero, neither is the result."""
    zero = condition.whole & (condition.low == 0)
    held = (condition.low > 0) | (condition.high < 0)
    branch = chosen(held, then, otherwise, known=held, sure=held)
    known = condition.known & ((held & then.known) | (~held & otherwise.known))
    sure = condition.sure & (~condition.known | (held & then.sure) | (zero & otherwise.sure))
    return Range(branch.low, branch.high, branch.whole, known, sure)


def change(value: Estimate, previous: Estimate) -> Range:
    """By how many per cent a value is above the one before; missing where that one is 0."""
    now, before = value.plain(), previous.plain()
    return (now - before) / abs(before) * constant(Fraction(100), len(now.low))
