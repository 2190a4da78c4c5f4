"""Formulas over many rows at once against the same formulas exactly, one row after the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dutdiem.measures.columns import Column, of_parts
from dutdiem.measures.combining import Part
from dutdiem.measures.estimates import Moves, change, estimated
from dutdiem.measures.evaluation import evaluate, rounded
from dutdiem.measures.formula import MOVES, Call, Name, Node, Number, Operation, parse_formula
from dutdiem.measures.nears import Estimate, Near
from dutdiem.measures.ranges import Range, between, constant

CODES = ("a", "b", "c")
PLACES: tuple[Moves, ...] = ((), ("previous",), ("parent",), ("previous", "parent"), ("parent", "previous"))
Amounts = list[int | None]


@dataclass
class Made:
    """Columns of two decimals, and which places exist. What is deeper than the places above does not exist."""

    columns: Mapping[tuple[str, Moves], Amounts]
    there: Mapping[Moves, list[bool]]
    length: int

    def estimate(self, code: str, moves: Moves) -> Estimate:
        amounts = self.columns.get((code, moves)) or [None] * self.length
        known = np.array([amount is not None for amount in amounts], np.bool_)
        over = np.array([amount or 0 for amount in amounts], np.int64)
        decimals = 0 if code == "a" else 2
        return Column(over, decimals, None, 0, known, known.astype(np.int64)).estimate()

    def exists(self, moves: Moves) -> np.ndarray:
        return np.array(self.there.get(moves, [False] * self.length), np.bool_)


@dataclass
class Row:
    """One of the rows, exactly."""

    made: Made
    row: int
    moves: Moves = ()

    def value(self, code: str) -> Fraction | None:
        amount = (self.made.columns.get((code, self.moves)) or [None] * self.made.length)[self.row]
        return None if amount is None else Fraction(amount, 1 if code == "a" else 100)

    def moved(self, move: str) -> "Row | None":
        there = (*self.moves, move)
        return Row(self.made, self.row, there) if self.made.exists(there)[self.row] else None


amounts = st.one_of(st.none(), st.integers(-5, 5), st.integers(-(10**6), 10**6), st.integers(-(2**60), 2**60))


never_below_zero = st.one_of(st.none(), st.integers(0, 5), st.integers(0, 10**6), st.integers(0, 2**60))


@st.composite
def sheets(draw: st.DrawFn, amounts: st.SearchStrategy[int | None] = amounts) -> Made:
    length = 6
    columns = {(code, moves): draw(st.lists(amounts, min_size=length, max_size=length)) for code in CODES for moves in PLACES}
    there = {moves: draw(st.lists(st.booleans(), min_size=length, max_size=length)) for moves in PLACES[1:]}
    return Made(columns, there, length)


numbers = st.decimals(-1000, 1000, places=2).map(lambda value: Number(Fraction(Decimal(value))))
leaves: st.SearchStrategy[Node] = st.one_of(st.sampled_from(CODES).map(Name), numbers)


def deeper(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Operation, st.sampled_from(["+", "-", "*", "/", "<", "<=", ">", ">=", "=", "!="]), inner, inner),
        st.builds(Call, st.sampled_from(["min", "max", "coalesce"]), several),
        st.builds(Call, st.just("if"), st.tuples(inner, inner, inner)),
        st.builds(Call, st.sampled_from([MOVES[0], "share_of_parent"]), st.tuples(inner)),
    )


formulas = st.recursive(leaves, deeper, max_leaves=8)


@given(formulas, st.one_of(sheets(), sheets(never_below_zero)), st.integers(0, 6))
@settings(max_examples=600, deadline=None)
def test_a_range_never_leaves_the_exact_value_out(formula: Node, made: Made, decimals: int) -> None:
    with np.errstate(all="ignore"):
        found = estimated(formula, made)
        shown, right = found.rounded(decimals)
    for row in range(made.length):
        value = evaluate(formula, Row(made, row))
        if found.sure[row]:
            assert bool(found.known[row]) == (value is not None)
            assert value is None or found.low[row] <= value <= found.high[row]
        if right[row] and value is not None:
            assert Decimal(int(shown[row])).scaleb(-decimals) == rounded(value, decimals)


@given(st.lists(st.tuples(st.integers(-999, 999), st.integers(1, 999)), min_size=1, max_size=40), st.integers(0, 3))
@settings(max_examples=100, deadline=None)
@example([(1, 8), (-1, 8), (1, 200), (5, 1000)], 2)
def test_ratios_of_small_numbers_are_nearly_all_decided(pairs: list[tuple[int, int]], decimals: int) -> None:
    """Only a ratio that lies on the edge between two decimals is left to be computed exactly."""
    always = np.ones(len(pairs), np.bool_)
    over, under = (between(np.array(column), 0, always) for column in zip(*pairs, strict=True))
    shown, right = (over / under * constant(Fraction(100), len(pairs))).rounded(decimals)
    for row, (a, b) in enumerate(pairs):
        value = Fraction(a, b) * 100
        assert right[row] or (2 * value * 10**decimals).denominator == 1
        assert not right[row] or Decimal(int(shown[row])).scaleb(-decimals) == rounded(value, decimals)


@given(
    sheets(never_below_zero), st.lists(st.tuples(st.decimals(0, 9, places=2), st.sampled_from(["a / b", "b / c", "c", "a * b"])))
)
@settings(max_examples=100, deadline=None)
def test_weighted_ratios_of_amounts_above_zero_are_one_number_each_and_as_right(
    made: Made, terms: list[tuple[Decimal, str]]
) -> None:
    formula = parse_formula(" + ".join(["a", *(f"{weight} * {term}" for weight, term in terms)]))
    with np.errstate(all="ignore"):
        found = estimated(formula, made)
        shown, right = found.rounded(2)
    assert isinstance(found, Near)
    ends = found.plain()
    for row in range(made.length):
        value = evaluate(formula, Row(made, row))
        assert bool(found.known[row]) == (value is not None)
        assert value is None or ends.low[row] <= value <= ends.high[row]
        assert not right[row] or value is None or Decimal(int(shown[row])).scaleb(-2) == rounded(value, 2)


def test_what_is_too_small_or_large_for_one_number_becomes_ranges() -> None:
    made = Made({("a", ()): [3, 0, None]}, {}, 3)
    formula = parse_formula(" * ".join(["a", *["0." + "0" * 90 + "1"] * 3]))
    with np.errstate(all="ignore"):
        found = estimated(formula, made)
    assert isinstance(found, Range)
    for row in (0, 1):
        value = evaluate(formula, Row(made, row))
        assert value is not None
        assert not found.sure[row] or found.low[row] <= value <= found.high[row]


@pytest.mark.parametrize("previous", [0, 3, -3])
def test_change_is_missing_where_there_was_nothing_before(previous: int) -> None:
    value, before = (between(np.array([amount]), 0, np.ones(1, np.bool_)) for amount in (6, previous))
    with np.errstate(all="ignore"):
        found = change(value, before)
    assert bool(found.known[0]) == (previous != 0)
    assert previous == 0 or found.rounded(0)[0][0] == (100 if previous > 0 else 300)


@given(st.lists(st.one_of(st.none(), st.fractions(max_denominator=10**9)), min_size=1, max_size=9))
@settings(max_examples=50, deadline=None)
def test_a_column_of_single_parts_gives_them_back(values: list[Fraction | None]) -> None:
    column = of_parts([None if value is None else Part(value, Fraction(7, 3), 2) for value in values])
    near = column.estimate()
    for row, value in enumerate(values):
        part = column.part(row)
        assert (part.over, part.reported) == ((None, 0) if value is None else (value, 2))
        assert part.value is None or near.low[row] <= part.value <= near.high[row]
