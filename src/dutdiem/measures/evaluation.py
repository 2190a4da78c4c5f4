"""Computing a formula exactly. A value is a Fraction; None is missing, and what needs a missing value is missing."""

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Protocol

from dutdiem.measures.formula import MOVES, Call, Name, Node, Number, Operation, names

WIDE = Context(prec=60, rounding=ROUND_HALF_UP)


class Place(Protocol):
    """Where a formula is computed: one unit and one period."""

    def value(self, code: str) -> Fraction | None:
        """The value of an element or indicator here."""

    def moved(self, move: str) -> "Place | None":
        """The place of `previous`, `same_period_last_year`, `year_to_date` or `parent`; None where there is none."""


def evaluate(node: Node, place: Place) -> Fraction | None:
    """The formula's value; None where a figure is missing or a denominator is zero."""
    match node:
        case Number(value):
            return value
        case Name(code):
            return place.value(code)
        case Operation(sign, left, right):
            return _operate(sign, evaluate(left, place), evaluate(right, place))
        case Call("if", (condition, then, otherwise)):
            return _choose(evaluate(condition, place), then, otherwise, place)
        case Call("coalesce", arguments):
            return _first_known(arguments, place)
        case Call("share_of_parent", (inner,)):
            return _operate("/", evaluate(inner, place), _elsewhere(inner, place, "parent"))
        case Call(function, (inner,)) if function in MOVES:
            return _elsewhere(inner, place, function)
    return _extreme(node, place)


class _Nowhere:
    """A place without any value."""

    def value(self, code: str) -> Fraction | None:
        return None

    def moved(self, move: str) -> Place | None:
        return None


def constant(node: Node) -> Fraction | None:
    """The value of a formula that reads no figure; None where it reads one."""
    return None if any(names(node)) else evaluate(node, _Nowhere())


def _first_known(arguments: tuple[Node, ...], place: Place) -> Fraction | None:
    values = (evaluate(argument, place) for argument in arguments)
    return next((value for value in values if value is not None), None)


def _choose(held: Fraction | None, then: Node, otherwise: Node, place: Place) -> Fraction | None:
    return None if held is None else evaluate(then if held else otherwise, place)


def _elsewhere(inner: Node, place: Place, move: str) -> Fraction | None:
    there = place.moved(move)
    return None if there is None else evaluate(inner, there)


def _extreme(node: Call, place: Place) -> Fraction | None:
    values = [evaluate(argument, place) for argument in node.arguments]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    return min(known) if node.function == "min" else max(known)


def _operate(sign: str, left: Fraction | None, right: Fraction | None) -> Fraction | None:
    if left is None or right is None:
        return None
    match sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            return left / right if right else None
    held = (left > right) - (left < right) in _HOLDS[sign]
    return Fraction(held)


# Which outcomes of comparing two values (-1, 0, 1) make a comparison true.
_HOLDS = {"<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (0, 1), "=": (0,), "!=": (-1, 1)}


def ratio_parts(node: Node) -> tuple[Node, Node] | None:
    """Numerator and denominator of a formula that is one ratio times constants; None for any other.

    `cleared / cases * 100` gives cleared and cases: the constants are left out.
    """
    over, under = factors(node)
    tops: list[Node] = [part for part in over if not isinstance(part, Number)]
    bottoms: list[Node] = [part for part in under if not isinstance(part, Number)]
    return (_product(tops), _product(bottoms)) if bottoms else None


def factors(node: Node) -> tuple[list[Node], list[Node]]:
    """What is multiplied in a formula, and what it is divided by."""
    match node:
        case Operation("*", left, right):
            (a, b), (c, d) = factors(left), factors(right)
            return a + c, b + d
        case Operation("/", left, right):
            (a, b), (c, d) = factors(left), factors(right)
            return a + d, b + c
    return [node], []


def _product(parts: list[Node]) -> Node:
    if not parts:
        return Number(Fraction(1))
    product = parts[0]
    for part in parts[1:]:
        product = Operation("*", product, part)
    return product


def rounded(value: Fraction, decimals: int) -> Decimal:
    """The value with so many decimals, half away from zero, exactly.

    >>> rounded(Fraction(-5, 1000), 2)
    Decimal('-0.01')
    """
    return rounded_pair(value.numerator, value.denominator, decimals)


def rounded_pair(over: int, under: int, decimals: int) -> Decimal:
    """The same of a numerator and a denominator above 0."""
    whole = (2 * abs(over) * 10**decimals + under) // (2 * under)
    return Decimal(whole if over >= 0 else -whole).scaleb(-decimals, WIDE)


def exact(value: Fraction, most: int = 15) -> Decimal:
    """The value as a decimal without zeros at its end, rounded half up only where it has more than `most` decimals."""
    if value.denominator == 1:
        return Decimal(value.numerator)
    plain = rounded(value, most).normalize(WIDE)
    exponent = plain.as_tuple().exponent
    return plain.quantize(Decimal(1), context=WIDE) if isinstance(exponent, int) and exponent > 0 else plain
